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

__all__ = ["can", "content", "write_row"]

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
    return _KNOWN and sheet.constant_memory and hasattr(sheet, "row_data_fh")


_ESCAPES = re.compile(r"(_x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a character that is written by its number."""


def write_row(sheet: Any, at: int, cells: Sequence[tuple[int, str]], height: float | None) -> None:
    """Put a row into a worksheet.

    Arguments:
        sheet: the worksheet; see :func:`can`.
        at: the row, counted from 0, below those that are written.
        cells: column, counted from 0, and content of each cell that is not blank, from the left.
        height: in points (``None``: the usual one).
    """
    number = at + 1
    tall = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
    written = "".join(
        [f'<c r="{_letters(column)}{number}"{content}</c>' for column, content in cells]
    )
    for column, _ in (*cells[:1], *cells[-1:]):
        sheet._check_dimensions(at, column)
    sheet._write_single_row(at)  # the one before, if it waits
    sheet.row_data_fh.write(f'<row r="{number}"{tall}>{written}</row>')


_letters = lru_cache(None)(xl_col_to_name)


def content(value: str | int | Decimal, format: Any) -> str:
    """Return a cell without its place: a number, or a text, which is never a formula.

    Arguments:
        value: what it holds.
        format: how it looks, of XlsxWriter.
    """
    style = f' s="{format._get_xf_index()}"'
    if not isinstance(value, str):
        return f"{style}><v>{value:.16G}</v>"
    kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
    told = escape(_ESCAPES.sub(r"_x005F\1", value))
    return f'{style} t="inlineStr"><is><t{kept}>{told}</t></is>'
