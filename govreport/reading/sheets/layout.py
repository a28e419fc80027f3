"""Which cells of a worksheet are shown where: merged ranges spread over the places they cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govreport.reading.document import Cell, Grid
from govreport.reading.limits import Limits, exceeded
from govreport.reading.sheets.sheet import Place, Range, Sheet

__all__ = ["Extent", "Layout", "Row"]

LONG_MERGE = 200
"""Merged ranges longer or wider than this (whole columns or rows) end where the text ends."""
MOST_BLANK_ROWS = 50
"""Blank rows with borders within a table; more are the empty rest of a prepared sheet."""


class Row(NamedTuple):
    """A row of a worksheet.

    Arguments:
        number: its number.
        texts: the ranges with text that touch it, from left to right; a single cell is a range
            of one place.
    """

    number: int
    texts: tuple[Range, ...]

    @property
    def is_single(self) -> bool:
        """It has one text only."""
        return len(self.texts) == 1


class Extent(NamedTuple):
    """The columns that a table takes up."""

    left: int
    right: int

    def is_full(self, text: Range) -> bool:
        """Tell whether a range covers the table's whole width."""
        return text.left <= self.left and text.right >= self.right

    def is_wide(self, text: Range) -> bool:
        """Tell whether a range covers more than half of the table, as no label does.

        Titles are merged over the width of the page, which tables often exceed.
        """
        return 2 * (text.right - text.left + 1) > self.right - self.left + 1 > 1


class Layout:
    """The places of a worksheet with the merged ranges that cover them.

    Arguments:
        sheet: the worksheet.
        limits: how many places may be covered.

    Attributes:
        rows: the rows that texts touch, from top to bottom.
    """

    def __init__(self, sheet: Sheet, limits: Limits) -> None:
        self.sheet = sheet
        self._limits = limits
        self._covered: dict[Place, Range] = {}
        self._blank: dict[Place, Cell] = {}
        self._places = 0
        bottom = max((row for row, _ in sheet.cells), default=0)
        right = max((column for _, column in sheet.cells), default=0)
        for merge in sheet.merges:
            self._cover(_cut(merge, bottom, right))
        self.rows = self._find_rows()
        self._touched = {row.number for row in self.rows}

    def _cover(self, merge: Range) -> None:
        self._spend((merge.bottom - merge.top + 1) * (merge.right - merge.left + 1))
        for row in range(merge.top, merge.bottom + 1):
            for column in range(merge.left, merge.right + 1):
                self._covered.setdefault((row, column), merge)

    def _spend(self, places: int) -> None:
        self._places += places
        if self._places > self._limits.cells:
            raise exceeded("cells", self._limits)

    def _find_rows(self) -> list[Row]:
        """Return the rows that texts touch, from top to bottom."""
        texts: dict[int, dict[Range, None]] = {}
        for place in sorted(self.sheet.cells):
            text = self._covered.get(place, Range(*place, *place))
            # What stands behind a merged range is not shown.
            if text.anchor == place:
                for row in range(text.top, text.bottom + 1):
                    texts.setdefault(row, {})[text] = None
        return [Row(n, tuple(sorted(texts[n], key=lambda t: t.left))) for n in sorted(texts)]

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell that is shown at a place."""
        text = self._covered.get((row, column))
        place = text.anchor if text else (row, column)
        found = self.sheet.cells.get(place) or self._blank.get(place)
        if found is None:
            found = self._blank[place] = Cell("", self.sheet.locate(*place))
        return found

    def text(self, row: Row) -> str:
        """Return the text of a row with a single one."""
        return self.cell(*row.texts[0].anchor).text

    def has_borders_beside(self, row: Row, extent: Extent) -> bool:
        """Tell whether places beside a row's single text have borders, as blank figures have."""
        first, last = self.sheet.borders.get(row.number, (0, -1))
        text = row.texts[0]
        first, last = max(first, extent.left), min(last, extent.right)
        return first <= last and (first < text.left or last > text.right)

    def extent(self, rows: Sequence[Row]) -> Extent:
        """Return the columns that some rows take up with texts and borders."""
        edges = [(text.left, text.right) for row in rows for text in row.texts]
        edges += [
            self.sheet.borders[row.number] for row in rows if row.number in self.sheet.borders
        ]
        return Extent(min(left for left, _ in edges), max(right for _, right in edges))

    def grid(self, rows: list[Row]) -> Grid:
        """Return a table."""
        left = min(text.left for row in rows for text in row.texts)
        right = max(text.right for row in rows for text in row.texts)
        numbers = range(rows[0].number, self._last_row(rows[-1].number, left, right) + 1)
        self._spend(len(numbers) * (right - left + 1))
        cells = [[self.cell(row, column) for column in range(left, right + 1)] for row in numbers]
        return Grid(cells, cells[0][0].location)

    def _last_row(self, row: int, left: int, right: int) -> int:
        """Return the last of the blank rows with borders right below a table."""
        for below in range(row + 1, row + 1 + MOST_BLANK_ROWS):
            first, last = self.sheet.borders.get(below, (0, 0))
            if below in self._touched or not (first <= right and last >= left and first):
                return below - 1
        return row


def _cut(merge: Range, bottom: int, right: int) -> Range:
    """Let a range over a whole column or row end where the sheet's text ends."""
    if merge.bottom - merge.top >= LONG_MERGE:
        merge = merge._replace(bottom=max(merge.top, min(merge.bottom, bottom)))
    if merge.right - merge.left >= LONG_MERGE:
        merge = merge._replace(right=max(merge.left, min(merge.right, right)))
    return merge
