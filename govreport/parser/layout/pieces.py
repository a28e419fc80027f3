"""The words of a text with the display columns that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from govreport.parser.labels import Labels, tail_of
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell, Grid

__all__ = [
    "GOOD",
    "SURE",
    "Piece",
    "Printed",
    "is_row",
    "may_be_word",
    "printed_of",
    "text_of",
    "weight_of",
]

GOOD = 0.7
"""Weight from which a label is taken for figures that stand beside it."""

SURE = 0.9
"""Weight from which a label is certain even without figures."""

_WORD = re.compile(r"[^ \u3000]+")
_TORN = re.compile(r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})*[,，][0-9０-９]{0,2}")
"""The beginning of a figure that a narrow column has broken at a thousands mark or behind it."""

_GLUED = re.compile(r"[0-9０-９,，.．]{8,}")
"""Figures too wide for their columns that have run into each other; nobody can cut them."""

_THOUSANDS = re.compile(r"[-+]?[0-9０-９]{1,3}(?: [0-9０-９]{3})+")


@dataclass(slots=True, eq=False)
class Piece:
    """A word with the display columns that it covers.

    Arguments:
        cell: the cell that it is, or that it stands in.
        first: first display column.
        last: last display column.
        line: number of the line that it stands on.
    """

    cell: Cell
    first: int
    last: int
    line: int

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.cell.text

    @property
    def middle(self) -> float:
        """The display column of its middle."""
        return (self.first + self.last) / 2

    def overlaps(self, other: Piece) -> bool:
        """Tell whether two pieces stand above each other in some column."""
        return self.first <= other.last and other.first <= self.last

    def words(self) -> list[Piece]:
        """Return the words between blanks; several lines in one cell stay together."""
        text = self.cell.text
        found = list(_WORD.finditer(text))
        if len(found) < 2 or "\n" in text:
            return [self]
        at = _columns(text, self.last - self.first + 1)
        return [
            Piece(
                Cell(word[0], self.cell.location, self.cell.doubt),
                self.first + at[word.start()],
                self.first + at[word.end()] - 1,
                self.line,
            )
            for word in found
        ]


def _columns(text: str, size: int) -> list[int]:
    """Return the column at which each sign of a text begins, and the one behind its end.

    Its signs are one column wide each, or in Chinese twice as wide as in Latin.
    """
    single = size <= len(text)
    widths = [1 if single or sign.isascii() else 2 for sign in text]
    scale = size / max(1, sum(widths))
    return [round(at * scale) for at in accumulate(widths, initial=0)]


@dataclass(slots=True, eq=False)
class Printed:
    """A line of text: labels on the left, figures on the right.

    Arguments:
        labels: the words of labels, from the left.
        figures: the figures, from the left; blanks may stand between their digits.
        page: number of the grid that it stands in.
    """

    labels: list[Piece]
    figures: list[Piece]
    page: int


def printed_of(grids: Sequence[Grid]) -> Iterator[Printed]:
    """Yield the lines of a table laid out with spaces, page by page."""
    number = 0
    for page, grid in enumerate(grids):
        rows = list(_words_of(grid, number))
        number += len(grid.rows)
        for row in rows:
            figures = _figures(row)
            if len(row) == 1 and may_be_word(row[0]):
                figures = []
            if row:
                yield Printed(row[: len(row) - len(figures)], figures, page)


def _words_of(grid: Grid, number: int) -> Iterator[list[Piece]]:
    """Yield the words of each line of a grid."""
    for row, offsets in zip(grid.rows, grid.offsets or (), strict=True):
        number += 1
        cells = zip(row, offsets, strict=True)
        pieces = [Piece(cell, *place, number) for cell, place in cells if cell.text.strip()]
        yield [word for piece in pieces for word in _parts(piece)]


def _figures(row: list[Piece]) -> list[Piece]:
    """Return what ends a line and can be read as figures."""
    begin = len(row)
    while begin and _may_be_figure(row[begin - 1].text):
        begin -= 1
    return row[begin:]


def _may_be_figure(text: str) -> bool:
    return is_figure(text) or any(each.fullmatch(text) for each in (_TORN, _GLUED))


def may_be_word(piece: Piece) -> bool:
    """Tell whether what may stand for a figure may as well be part of a label («无»)."""
    return piece.text.isalpha()


def _parts(piece: Piece) -> list[Piece]:
    """Cut a cell at its blanks, but for those that may mark thousands."""
    return [piece] if _THOUSANDS.fullmatch(piece.text.strip()) else piece.words()


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the words of a label put together."""
    return "".join(piece.text for piece in pieces)


def is_row(text: str, labels: Labels) -> bool:
    """Tell whether a text is certainly the label of a row, and of nothing above the figures."""
    above = labels.stands_above(text) or labels.columns_of(text)
    return not above and weight_of(text, labels) >= SURE


def weight_of(text: str, labels: Labels) -> float:
    """Return how likely a text is the label of one row; an ordinal within it makes it two."""
    if not text or tail_of(text):
        return 0.0
    return max(labels.rows(text).values(), default=0.0)
