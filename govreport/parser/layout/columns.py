"""Figures given to columns by their place on the line."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.parser.layout.headings import Heading
from govreport.parser.layout.pieces import Piece, Printed
from govreport.reading.document import Cell

__all__ = ["cells_of"]

_SHIFT = 2.5
"""By so many display columns a figure may stand beside the middle of its column."""

_NEARLY_ALL = 0.9
"""Share of the figures of a page that stand in its columns, but for very long ones."""


def cells_of(line: Printed, lines: list[Printed], heading: Heading) -> list[Cell] | None:
    """Return the cells of a line, blank ones where a column has no figure.

    Returns ``None`` when figures are missing and their places do not tell which.
    """
    if len(line.figures) >= len(heading.heads):
        return [piece.cell for piece in line.figures]
    blank = Cell("", line.figures[0].cell.location)
    nearby = [piece for other in lines if other.page == line.page for piece in other.figures]
    for middles in _references(line, lines, heading):
        placed = _placed(line.figures, middles)
        if placed is not None and _fits(nearby, middles):
            return [placed[at].cell if at in placed else blank for at in range(len(middles))]
    return None


def _fits(figures: list[Piece], middles: list[float]) -> bool:
    """Tell whether these are the columns of a page: nearly all of its figures stand in them."""
    inside = sum(min(abs(piece.middle - m) for m in middles) <= _SHIFT for piece in figures)
    return inside >= _NEARLY_ALL * len(figures)


def _references(
    line: Printed, lines: list[Printed], heading: Heading
) -> Iterator[list[float]]:
    """Yield where the columns may stand: as full lines of the page show, headings, other pages."""
    full = [other for other in lines if len(other.figures) == len(heading.heads)]
    here = [other for other in full if other.page == line.page]
    if here:
        yield _means(here)
    if heading.heads:
        yield [head.middle for head in heading.heads]
    if full:
        yield _means(full)


def _means(full: list[Printed]) -> list[float]:
    columns = zip(*(line.figures for line in full), strict=True)
    return [sum(piece.middle for piece in column) / len(column) for column in columns]


def _placed(figures: list[Piece], middles: list[float]) -> dict[int, Piece] | None:
    """Give each figure to the column it stands in; ``None`` when one stands in none."""
    placed: dict[int, Piece] = {}
    for piece in figures:
        at = min(range(len(middles)), key=lambda n: abs(middles[n] - piece.middle))
        if at in placed or abs(middles[at] - piece.middle) > _SHIFT:
            return None
        placed[at] = piece
    return placed
