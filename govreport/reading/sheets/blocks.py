"""Tells the tables of a worksheet from its titles and its running text.

A worksheet may hold a whole report: titles and prose in merged cells, tables between them, with
and without blank rows. A row with a single text in it is a line of text, or a row of a table whose
figures are blank, or a title within a table; merged ranges, borders and what stands above and
below tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from govreport.reading.document import Block, Cell, Grid, Paragraph
from govreport.reading.limits import Limits, exceeded
from govreport.reading.sheets.sheet import Place, Range, Sheet

__all__ = ["blocks_of"]

LONG_MERGE = 200
"""Merged ranges longer or wider than this (whole columns or rows) end where the text ends."""
MOST_BLANK_ROWS = 50
"""Blank rows with borders within a table; more are the empty rest of a prepared sheet."""

ORDINAL = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[、.．，,]")
ITEM = re.compile(r"\s*([（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")
UNITS = frozenset(["件", "条", "次", "个", "人", "家", "篇", "份", "元", "万元", "人次", "件次"])
SECTION = re.compile(r"(情况|事项)\s*$")
TITLE = re.compile(r"报\s*告|\d{4}\s*年|[〇○零一二三四五六七八九]{4}年")
PROSE_LENGTH = 80
CAPTION_LENGTH = 30


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


class Table(NamedTuple):
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

    def has_borders_beside(self, row: Row, table: Table) -> bool:
        """Tell whether places beside a row's single text have borders, as blank figures have."""
        first, last = self.sheet.borders.get(row.number, (0, -1))
        text = row.texts[0]
        first, last = max(first, table.left), min(last, table.right)
        return first <= last and (first < text.left or last > text.right)

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


def blocks_of(sheet: Sheet, limits: Limits) -> Iterator[Block]:
    """Yield the paragraphs and grids of a worksheet, from top to bottom.

    Raises:
        ReadingError: ``too-large``.
    """
    layout = Layout(sheet, limits)
    for run in _runs(layout.rows, sheet):
        lines = _lines(run, layout)
        for is_line, group in groupby(run, key=lambda row: row.number in lines):
            if is_line:
                yield from _paragraphs(list(group), layout)
            else:
                yield layout.grid(list(group))


def _runs(rows: list[Row], sheet: Sheet) -> Iterator[list[Row]]:
    """Yield stretches of rows with no blank row between them, unless it has borders."""
    run: list[Row] = []
    for row in rows:
        if run and not _is_connected(run[-1].number, row.number, sheet):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_connected(above: int, below: int, sheet: Sheet) -> bool:
    between = range(above + 1, below)
    return len(between) <= MOST_BLANK_ROWS and all(row in sheet.borders for row in between)


def _paragraphs(rows: list[Row], layout: Layout) -> Iterator[Paragraph]:
    """Yield the lines of text in some rows; a cell may hold several paragraphs."""
    for text, _ in groupby(rows, key=lambda row: row.texts[0]):
        cell = layout.cell(*text.anchor)
        for line in cell.text.split("\n"):
            if line.strip():
                yield Paragraph(line, cell.location)


def _lines(run: list[Row], layout: Layout) -> set[int]:
    """Return the numbers of the rows that are lines of text and belong to no table."""
    hanging = {text for row in run if not row.is_single for text in row.texts}
    if not hanging:
        return {row.number for row in run}
    groups = [
        (is_single, list(group))
        for is_single, group in groupby(
            run, key=lambda row: row.is_single and row.texts[0] not in hanging
        )
    ]
    lines: set[int] = set()
    table: list[Row] = []
    for place, (is_single, group) in enumerate(groups):
        if is_single:
            below = groups[place + 1][1][0] if place + 1 < len(groups) else None
            found = set(_lines_of_group(group, _extent(table), below, layout))
            lines |= found
            # A line of text ends the table, what stands below it begins another.
            table = [row for row in group if row.number > max(found)] if found else table + group
        else:
            table = table + group
    return lines


def _extent(rows: list[Row]) -> Table | None:
    """Return the columns that some rows take up."""
    texts = [text for row in rows for text in row.texts]
    if not texts:
        return None
    return Table(min(text.left for text in texts), max(text.right for text in texts))


def _lines_of_group(
    group: list[Row], above: Table | None, below: Row | None, layout: Layout
) -> Iterator[int]:
    """Return which of some single texts below each other are lines of text.

    Arguments:
        group: rows of a single text each.
        above: the table that stands right above them.
        below: the row of a table that stands right below them.
    """
    begin = least = 0
    if above is not None:
        begin = _end_of_table(group, above, below, layout)
        least = begin + 1
    end = len(group)
    while below is not None and end > least and _is_caption(layout.text(group[end - 1])):
        end -= 1
    return (row.number for row in group[begin:end])


def _end_of_table(group: list[Row], above: Table, below: Row | None, layout: Layout) -> int:
    """Return how many of some single texts still belong to the table above."""
    parted = len(group)
    if below is not None:
        marks = (n for n, row in enumerate(group) if _parts_tables(row, below, above, layout))
        parted = next(marks, -1)
        if parted < 0:
            return len(group)
    ends = (n for n, row in enumerate(group[:parted]) if _ends_table(row, above, layout))
    return next(ends, parted)


def _ends_table(row: Row, table: Table, layout: Layout) -> bool:
    """Tell whether a single text after the last row of a table is a line of text."""
    text = layout.text(row)
    span = row.texts[0]
    if layout.has_borders_beside(row, table) and not table.is_wide(span):
        return False
    if _is_prose(text) or table.is_full(span) or TITLE.search(text):
        return True
    return ORDINAL.match(text) is not None and (
        table.is_wide(span) or SECTION.search(text) is not None
    )


def _parts_tables(row: Row, below: Row, table: Table, layout: Layout) -> bool:
    """Tell whether a single text between two rows of tables is a line of text."""
    text = layout.text(row)
    is_wide = table.is_wide(row.texts[0])
    if layout.has_borders_beside(row, table) and not is_wide:
        return False
    if _is_prose(text):
        return True
    if not ORDINAL.match(text):
        return False
    if is_wide and row.number not in layout.sheet.borders:
        return True
    return SECTION.search(text) is not None and _is_header(below, layout)


def _is_prose(text: str) -> bool:
    return "。" in text or len(text) > PROSE_LENGTH


def _is_caption(text: str) -> bool:
    """Tell whether a text right above a table belongs to it («行政复议», «单位：件»)."""
    return not (
        len(text) > CAPTION_LENGTH or _is_prose(text) or ORDINAL.match(text) or TITLE.search(text)
    )


def _is_header(row: Row, layout: Layout) -> bool:
    """Tell whether a row of a table names columns: no figure, no numbered item, no unit."""
    texts = [layout.cell(*text.anchor).text.strip() for text in row.texts]
    return not ITEM.match(texts[0]) and not any(
        text in UNITS or any(sign.isdecimal() for sign in text) for text in texts
    )
