"""Excel workbooks (.xlsx, .xlsm): the XML itself.

The usual libraries give the cells' values, but not whether a formula has a stored result, what a
date was typed as, which rows are hidden and which ranges are merged, all at once and fast.
"""

from __future__ import annotations

from govreport.reading.document import Document
from govreport.reading.limits import DEFAULT, Limits
from govreport.reading.package import Package, damaged
from govreport.reading.sheets.blocks import blocks_of
from govreport.reading.sheets.notes import hidden_sheet
from govreport.reading.xlsx.drawings import read_drawings
from govreport.reading.xlsx.workbook import Entry, Workbook
from govreport.reading.xlsx.worksheet import Worksheet
from govreport.text import Text

__all__ = ["read"]


def read(data: bytes, source: str, limits: Limits = DEFAULT) -> Document:
    """Read an Excel workbook; hidden worksheets come last.

    Arguments:
        data: the bytes of the file.
        source: the path as the user gave it.
        limits: how much is read.

    Raises:
        ReadingError: ``encrypted``, ``damaged``, ``unsupported``, ``too-large``.
    """
    package = Package(data, limits)
    workbook = Workbook(package)
    if not workbook.sheets:
        raise damaged(Text(zh="没有工作表", en="it has no worksheet"))
    document = Document(source, "xlsx", title=package.title())
    for entry in sorted(workbook.sheets, key=lambda each: each.hidden):
        _add(document, entry, workbook, limits)
    return document


def _add(document: Document, entry: Entry, workbook: Workbook, limits: Limits) -> None:
    """Add a worksheet's blocks and notes to the document."""
    worksheet = Worksheet(entry, workbook, limits)
    blocks = list(blocks_of(worksheet.sheet, limits))
    drawn, notes = read_drawings(workbook.package, entry)
    if entry.hidden and (blocks or drawn):
        document.notes.append(hidden_sheet(entry.name))
    document.blocks += [*blocks, *drawn]
    document.notes += [*worksheet.notes, *notes]
