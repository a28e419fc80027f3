"""Writes reports as Excel workbooks: merged ranges, borders, one sheet or several."""

from __future__ import annotations

import zipfile
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

__all__ = ["XlsxStyle", "package", "write", "written"]

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


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def package(
    rows: str,
    *,
    after: str = "",
    columns: str = "",
    strings: str = "",
    styles: str = "",
    strict: bool = False,
    parts: dict[str, str] | None = None,
    date_1904: bool = False,
) -> bytes:
    """Return the bytes of a workbook with one worksheet «表», its XML written by hand.

    Arguments:
        rows: what stands in the sheet's data.
        after: what stands after them.
        columns: descriptions of columns.
        strings: the shared strings.
        styles: what stands in the styles part.
        strict: in the strict variant of the format.
        parts: further parts, by name.
        date_1904: dates count from 1904.
    """
    since = ' date1904="1"' if date_1904 else ""
    files = {
        "_rels/.rels": _related(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _related(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr{since}/>'
        '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"><cols>{columns}'
        f'<col min="99" max="99"/></cols><sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        **(parts or {}),
    }
    if strict:
        for usual, other in ((MAIN, STRICT_MAIN), (RELATION, STRICT_RELATION)):
            files = {name: text.replace(usual, other) for name, text in files.items()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _related(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{entries}</Relationships>'
