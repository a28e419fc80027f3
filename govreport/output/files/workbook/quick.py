"""Rows of a worksheet written as XML at once, some ten times as fast as cell by cell.

XlsxWriter writes the rows of a workbook that is not kept in memory to a file as they come; whole
rows are put there in the same form. That reaches behind what it makes public: where it works
otherwise some day, cells go the usual way, and a test notices.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

__all__ = ["Row", "can", "number", "text"]

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


class Row:
    """A row of a worksheet.

    Arguments:
        sheet: the worksheet, of a workbook that is not kept in memory.
        at: the row, counted from 0, below those that are written.
    """

    def __init__(self, sheet: Any, at: int) -> None:
        self.sheet = sheet
        self.at = at
        self.cells: list[str] = []

    def add(self, column: int, style: int, content: str) -> None:
        """Write a cell.

        Arguments:
            column: counted from 0, to the right of those that are written.
            style: number of its format.
            content: what :func:`text` or :func:`number` gave.
        """
        self.cells.append(f'<c r="{_letters(column)}{self.at + 1}" s="{style}"{content}</c>')

    def close(self, height: float | None, columns: int) -> None:
        """Put the row into the worksheet.

        Arguments:
            height: in points (``None``: the usual one).
            columns: the number of columns of the sheet.
        """
        tall = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
        self.sheet._check_dimensions(self.at, 0)
        self.sheet._check_dimensions(self.at, columns - 1)
        self.sheet._write_single_row(self.at)  # the one before, if it waits
        self.sheet.row_data_fh.write(f'<row r="{self.at + 1}"{tall}>{"".join(self.cells)}</row>')


_letters = lru_cache(None)(xl_col_to_name)


@lru_cache(8192)
def text(content: str) -> str:
    """Return the rest of a cell that holds a text, never a formula."""
    kept = ' xml:space="preserve"' if content != content.strip() or "\n" in content else ""
    told = escape(_ESCAPES.sub(r"_x005F\1", content))
    return f' t="inlineStr"><is><t{kept}>{told}</t></is>'


def number(value: int | Decimal) -> str:
    """Return the rest of a cell that holds a number."""
    return f"><v>{value:.16G}</v>"
