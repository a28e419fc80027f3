"""Writes tables as old Excel workbooks."""

from __future__ import annotations

from io import BytesIO

import xlwt

from tests.generator.blocks import Table

__all__ = ["saved", "written"]


def written(table: Table) -> bytes:
    """Return the bytes of a workbook with one table; figures are stored as numbers."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row, line in enumerate(table):
        for column, cell in enumerate(line):
            if cell is None:
                continue
            number = cell.text.isascii() and cell.text.isdecimal()
            value = int(cell.text) if number else cell.text
            if cell.rowspan * cell.colspan > 1:
                bottom, right = row + cell.rowspan - 1, column + cell.colspan - 1
                sheet.write_merge(row, bottom, column, right, value)
            else:
                sheet.write(row, column, value)
    return saved(book)


def saved(book: xlwt.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
