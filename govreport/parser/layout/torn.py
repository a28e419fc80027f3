"""Figures that a narrow column broke over two lines, put together again.

A line of figures without any label right below or above another is no row: it holds the ends of
figures («24» above «2» for 242), or the figures that the other line has no room for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from govreport.parser.layout.pieces import Piece, Printed
from govreport.parser.numbers import sort_of
from govreport.pattern import lazy
from govreport.reading.document import Cell, Grid
from govreport.text import Text

__all__ = ["doubt_decimals", "mended"]

_DECIMALS = lazy(r"[.．]\d+\s*[万亿]?元?")
_BROKEN = Text(
    "这个数在小数点前换了行（下一行为 {rest}），不能确定",
    "the number is broken before its decimal point ({rest} stands below): it is not certain",
)

_WHOLE = 3
"""A line of at least so many figures, as many as beside it, is a row of its own."""


def mended(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines with the parts of broken figures put onto one line.

    The parts are kept apart by a line break, so that a sum must confirm that they are one figure.
    """
    found: list[Printed] = []
    for line in lines:
        upper = found[-1] if found else None
        joined = _joined(upper, line) if upper and _follows(upper, line) else None
        if joined:
            found[-1] = joined
        else:
            found.append(line)
    return found


def _follows(upper: Printed, lower: Printed) -> bool:
    """Tell whether two lines of figures follow each other with nothing between."""
    if not (upper.figures and lower.figures) or upper.page != lower.page:
        return False
    return lower.figures[0].line == max(p.line for p in upper.figures) + 1 and (
        _source(lower) == _source(upper) + 1
    )


def doubt_decimals(grid: Grid) -> None:
    """Doubt the figures below which their decimals stand, beside the next line of a label."""
    if grid.offsets is None:
        return
    rows = list(map(_cells, grid.rows, grid.offsets))
    for upper, lower in pairwise(rows):
        for rest, first, last in lower:
            if not _DECIMALS.fullmatch(rest.text.strip()):
                continue
            for cell, start, end in upper:
                if start <= last and first <= end and sort_of(cell.text) == "figure":
                    cell.doubt = _BROKEN.format(rest=rest.text.strip())


def _cells(row: Sequence[Cell], offsets: Sequence[tuple[int, int]]) -> list[tuple[Cell, int, int]]:
    return [(cell, *each) for cell, each in zip(row, offsets, strict=True)]


def _source(line: Printed) -> int:
    return max(piece.cell.location.line or 0 for piece in line.figures)


def _joined(upper: Printed, lower: Printed) -> Printed | None:
    """Return two lines as one, ``None`` where each is a row."""
    if upper.labels and lower.labels:
        return None
    main, other = (lower, upper) if _is_main(lower, upper) else (upper, lower)
    if other.labels or len(main.figures) == len(other.figures) >= _WHOLE:
        return None
    figures = list(main.figures)
    for piece in other.figures:
        over = [n for n, figure in enumerate(figures) if figure.overlaps(piece)]
        if len(over) == 1:
            figures[over[0]] = _one(*sorted((figures[over[0]], piece), key=lambda p: p.line))
        elif over or main.labels:
            return None
        else:
            figures.append(piece)
    return replace(main, figures=sorted(figures, key=lambda piece: piece.first))


def _is_main(lower: Printed, upper: Printed) -> bool:
    """Tell whether the lower line is the row rather than what is left of it."""
    return (bool(lower.labels), len(lower.figures)) > (bool(upper.labels), len(upper.figures))


def _one(upper: Piece, lower: Piece) -> Piece:
    text = f"{upper.text}\n{lower.text}"
    cell = Cell(text, upper.cell.location, upper.cell.doubt or lower.cell.doubt)
    return Piece(
        cell,
        min(upper.first, lower.first),
        max(upper.last, lower.last),
        max(upper.line, lower.line),
    )
