"""The words of a text with the display columns that they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport.parser.labels import Labels, tail_of
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell, Grid

__all__ = ["GOOD", "MOST", "SURE", "Piece", "Printed", "column_of", "is_row", "printed_of", "weight_of"]

MOST = 6
"""So many lines of a label stand above or below its figures at most."""

GOOD = 0.7
"""Weight from which a label is taken for figures that stand beside it."""

SURE = 0.9
"""Weight from which a label is certain even without figures."""


@dataclass(slots=True, eq=False)
class Piece:
    """A cell with the display columns that it covers.

    Arguments:
        cell: the cell.
        first: first display column.
        last: last display column.
        line: number of the line that it stands on.
    """

    cell: Cell
    first: int
    last: int
    line: int

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    def overlaps(self, other: Piece) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(slots=True, eq=False)
class Printed:
    """A line of text: labels on the left, figures on the right.

    Arguments:
        labels: the labels, from the left.
        figures: the figures, from the left.
        page: number of the grid that it stands in.
    """

    labels: list[Piece]
    figures: list[Piece]
    page: int


def printed_of(grids: Sequence[Grid]) -> Iterator[Printed]:
    number = 0
    for page, grid in enumerate(grids):
        for row, offsets in zip(grid.rows, grid.offsets or (), strict=True):
            number += 1
            pieces = [Piece(c, *place, number) for c, place in zip(row, offsets, strict=True)]
            pieces = [piece for piece in pieces if piece.cell.text.strip()]
            begin = len(pieces)
            while begin and is_figure(pieces[begin - 1].cell.text):
                begin -= 1
            if pieces:
                yield Printed(pieces[:begin], pieces[begin:], page)


def column_of(lines: Sequence[Printed], base: list[Piece], upwards: bool) -> list[Piece]:
    """Return the fragments in the column of ``base``, the nearest first."""
    found: list[Piece] = []
    for line in reversed(lines) if upwards else lines:
        over = [piece for piece in line.labels if any(piece.overlaps(b) for b in base)]
        if len(over) == 1 and len(found) < MOST:
            found.append(over[0])
    return found


def is_row(text: str, labels: Labels) -> bool:
    """Tell whether a text is certainly the label of a row, and of nothing above the figures."""
    above = labels.stands_above(text) or labels.columns_of(text)
    return not above and weight_of(text, labels) >= SURE


def weight_of(text: str, labels: Labels) -> float:
    """Return how likely a text is the label of one row; an ordinal within it makes it two."""
    if not text or tail_of(text):
        return 0.0
    return max(labels.rows(text).values(), default=0.0)
