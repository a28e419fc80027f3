"""Writes reports as Excel workbooks: merged ranges, borders, one sheet or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.generator.blocks import Block, Table

__all__ = ["XlsxStyle", "write", "written"]

SIDE = Side(style="thin")
THIN = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)


@dataclass(frozen=True)
class XlsxStyle:
    """How a report is written to a workbook.

    Arguments:
        sheets: the whole report on ``one`` worksheet, or ``each`` table on its own, with the
            paragraphs before it.
        gap: blank rows between blocks.
        titles: paragraphs in cells ``merged`` over the width of the page, or in a ``single`` one.
        page: columns that the page is wide.
        borders: cells of tables have borders (``tables``), all cells have (``all``), or none.
        numbers: figures are stored as numbers, not as text.
        column: the first column that is used.
        split: a table with more rows is broken by a blank row after so many.
    """

    sheets: Literal["one", "each"] = "one"
    gap: int = 0
    titles: Literal["merged", "single"] = "merged"
    page: int = 10
    borders: Literal["tables", "all", "none"] = "tables"
    numbers: bool = True
    column: int = 1
    split: int | None = None


def write(blocks: Sequence[Block], path: Path, style: XlsxStyle | None = None) -> Path:
    """Write blocks as a workbook to ``path`` and return it."""
    path.write_bytes(written(blocks, style))
    return path


def written(blocks: Sequence[Block], style: XlsxStyle | None = None) -> bytes:
    """Return the bytes of a workbook with these paragraphs and tables."""
    writer = _Writer(style or XlsxStyle())
    for block in blocks:
        writer.add(block)
    buffer = BytesIO()
    writer.book.save(buffer)
    return buffer.getvalue()


class _Writer:
    """Fills worksheets from top to bottom."""

    def __init__(self, style: XlsxStyle) -> None:
        self.style = style
        self.book = Workbook()
        self.sheet: Worksheet = self.book.worksheets[0]
        self.row = 1
        self.full = False

    def add(self, block: Block) -> None:
        if self.full and self.style.sheets == "each":
            self.sheet = self.book.create_sheet()
            self.row, self.full = 1, False
        if isinstance(block, str):
            self._paragraph(block)
        else:
            self._table(block)
            self.full = True
        self.row += self.style.gap

    def _paragraph(self, text: str) -> None:
        first = self.style.column
        last = first + self.style.page - 1 if self.style.titles == "merged" else first
        for column in range(first, last + 1):
            self._border(self.sheet.cell(self.row, column), self.style.borders == "all")
        self._fill(self.row, first, text)
        if last > first:
            self.sheet.merge_cells(None, self.row, first, self.row, last)
        self.row += 1

    def _table(self, table: Table) -> None:
        split = (
            self.style.split if self.style.split and not _crosses(table, self.style.split) else 0
        )
        for row, line in enumerate(table):
            shift = self.row + row + (1 if split and row >= split else 0)
            for offset, cell in enumerate(line):
                column = self.style.column + offset
                self._border(self.sheet.cell(shift, column), self.style.borders != "none")
                if cell is None:
                    continue
                self._fill(shift, column, cell.text)
                if cell.rowspan * cell.colspan > 1:
                    below, right = shift + cell.rowspan - 1, column + cell.colspan - 1
                    self.sheet.merge_cells(None, shift, column, below, right)
        self.row += len(table) + bool(split)

    def _fill(self, row: int, column: int, text: str) -> None:
        if not text:
            return
        cell = self.sheet.cell(row, column)
        if self.style.numbers and text.isascii() and text.isdecimal() and str(int(text)) == text:
            cell.value = int(text)
        else:
            cell.value = text
            cell.data_type = "s"

    def _border(self, cell: SheetCell | MergedCell, drawn: bool) -> None:
        if drawn:
            cell.border = THIN


def _crosses(table: Table, split: int) -> bool:
    """Tell whether a merged cell covers the rows before and after a break."""
    return any(
        row < split < row + cell.rowspan
        for row, line in enumerate(table)
        for cell in line
        if cell is not None
    )
