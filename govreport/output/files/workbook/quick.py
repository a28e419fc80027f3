"""Rows of a worksheet written as XML at once, some ten times as fast as cell by cell.

XlsxWriter writes the rows of a workbook that is not kept in memory to a file as they come; whole
rows are put there in the same form. That reaches behind what it makes public: where it works
otherwise some day, cells go the usual way, and a test notices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

__all__ = ["can", "content", "end", "place", "reshaped", "row", "write_row"]

_KNOWN = all(
    hasattr(kind, name)
    for kind, names in (
        (Worksheet, ("_write_single_row", "_check_dimensions")),
        (Format, ("_get_xf_index",)),
    )
    for name in names
)


def can(sheet: Any) -> bool:
    """Tell whether rows of a worksheet can be written so: it is not kept in memory."""
    return _KNOWN and sheet.constant_memory and hasattr(sheet, "row_data_fh") and not sheet.table


_ESCAPES = re.compile(r"(_x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a character that is written by its number."""


_NUMBER = "\0"
"""Stands for the number of the row in a cell that is written; no text of a cell has it."""


def row(cells: Sequence[str], height: float | None) -> str:
    """Return a row, whose place is still open.

    Arguments:
        cells: each cell that is not blank, from the left, as :func:`content` gives it.
        height: in points (``None``: the usual one).
    """
    tall = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
    return f'<row r="{_NUMBER}"{tall}>{"".join(cells)}</row>'


def write_row(sheet: Any, at: int, row: str) -> None:
    """Put a row into a worksheet.

    Arguments:
        sheet: the worksheet; see :func:`can`.
        at: the row, counted from 0, below those that are written.
        row: as :func:`row` gives it.
    """
    if sheet.table:
        sheet._write_single_row(at)  # the one before, which waits
    sheet.row_data_fh.write(row.replace(_NUMBER, str(at + 1)))


def end(sheet: Any, rows: int, columns: int) -> None:
    """Say how far a worksheet reaches, once all rows are written."""
    sheet._check_dimensions(rows - 1, columns - 1)


def place(at: int, column: int) -> str:
    """Return the name of a cell, such as ``B7``; both count from 0."""
    return f"{_letters(column)}{at + 1}"


_letters = lru_cache(None)(xl_col_to_name)


def content(at: int, value: str | int | Decimal, format: Any) -> str:
    """Return a cell, whose row is still open: a number, or a text, which is never a formula.

    Arguments:
        at: its column, counted from 0.
        value: what it holds.
        format: how it looks, of XlsxWriter.
    """
    cell = f'<c r="{_letters(at)}{_NUMBER}" s="{format._get_xf_index()}"'
    if not isinstance(value, str):
        return f"{cell}><v>{value:.16G}</v></c>"
    kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
    told = escape(_ESCAPES.sub(r"_x005F\1", value))
    return f'{cell} t="inlineStr"><is><t{kept}>{told}</t></is></c>'


def reshaped(row: str, old: Any, new: Any) -> str:
    """Return a row whose cells of one format, of XlsxWriter, have another."""
    return row.replace(
        f'{_NUMBER}" s="{old._get_xf_index()}"', f'{_NUMBER}" s="{new._get_xf_index()}"'
    )
