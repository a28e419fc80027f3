"""Figures that a narrow column broke over two lines, put together again.

A line of figures without any label right below or above another is no row: it holds the ends of
figures («24» above «2» for 242), or the figures that the other line has no room for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from govreport.parser.layout.pieces import Piece, Printed
from govreport.pattern import lazy
from govreport.reading.document import Cell

__all__ = ["WHOLE", "mended", "put_back"]

_TAIL = lazy(r"(?=.)(?P<digits>(?:[,，]\d{3})+(?:[.．]\d+)?|[.．]\d+)?\s*[万亿]?元?")
_APART = 2
"""What a figure lost stands at most so many lines below the rest of it."""

WHOLE = 3
"""A line of at least so many figures, as many as beside it, is a row of its own."""


class _Part(NamedTuple):
    """A part of a figure and the number of its line."""

    at: int
    piece: Piece


def put_back(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines with the ends of figures put back behind what they stand below.

    Digits behind a point or a comma cannot stand alone, nor can a unit: «0.0001万» above «元»,
    «54.4173» and «万元» above and below the line of their row. A unit that stands where others name
    the unit of their row is none of them.
    """
    torn: dict[Piece, list[_Part]] = {}
    whole: dict[Piece, Piece] = {}
    for at, line in enumerate(lines):
        for piece in line.labels:
            tail = _TAIL.fullmatch(piece.text.strip())
            if not tail or not (tail["digits"] or _is_alone(lines, at, piece)):
                continue
            above = _above(lines, at, piece)
            if above and (above.piece in whole or above.piece in lines[above.at].figures):
                figure = whole[piece] = whole.get(above.piece, above.piece)
                torn.setdefault(figure, [_Part(above.at, figure)]).append(_Part(at, piece))
    return _put(lines, torn) if torn else list(lines)


def _above(lines: Sequence[Printed], at: int, piece: Piece) -> _Part | None:
    """Return what stands right above a piece, ``None`` where that cannot be told."""
    for above in range(at - 1, max(-1, at - 1 - _APART), -1):
        line = lines[above]
        over = [each for each in (*line.labels, *line.figures) if each.overlaps(piece)]
        if over:
            certain = len(over) == 1 and line.page == lines[at].page
            return _Part(above, over[0]) if certain else None
    return None


def _is_alone(lines: Sequence[Printed], at: int, piece: Piece) -> bool:
    """Tell whether no figure stands right of a unit, nor the unit of a row where it stands."""
    return not lines[at].figures and not any(
        other.overlaps(piece) and _TAIL.fullmatch(other.text.strip())
        for line in lines
        if line.figures and line.page == lines[at].page
        for other in line.labels
    )


def _put(lines: Sequence[Printed], torn: Mapping[Piece, Sequence[_Part]]) -> list[Printed]:
    """Put the parts of figures together, on the line in their middle where none has a label."""
    loose = {part.piece for parts in torn.values() for part in parts}
    found = [
        replace(
            line,
            labels=[each for each in line.labels if each not in loose],
            figures=[each for each in line.figures if each not in loose],
        )
        for line in lines
    ]
    for figure, parts in torn.items():
        first, last = parts[0].at, parts[-1].at
        at = first if found[first].labels else (first + last) // 2
        text = "".join(part.piece.text.strip() for part in parts)
        whole = Piece(
            Cell(text, figure.cell.location, figure.cell.doubt),
            min(part.piece.first for part in parts),
            max(part.piece.last for part in parts),
            (found[at].labels or [figure])[0].line,
        )
        figures = sorted([*found[at].figures, whole], key=lambda each: each.first)
        found[at] = replace(found[at], figures=figures)
    return [line for line in found if line.labels or line.figures]


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


def _source(line: Printed) -> int:
    return max(piece.cell.location.line or 0 for piece in line.figures)


def _joined(upper: Printed, lower: Printed) -> Printed | None:
    """Return two lines as one, ``None`` where each is a row."""
    if upper.labels and lower.labels:
        return None
    main, other = (lower, upper) if _is_main(lower, upper) else (upper, lower)
    if other.labels or len(main.figures) == len(other.figures) >= WHOLE:
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
