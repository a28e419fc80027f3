"""What lies over the cells of a worksheet: text boxes, pictures, embedded files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.reading.characters import clean
from govreport.reading.document import Block, Location, Note, Paragraph
from govreport.reading.package import Package
from govreport.reading.sheets.notes import attachment, picture
from govreport.reading.sheets.sheet import cell_name
from govreport.reading.xlsx.workbook import Entry

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_drawings"]

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ANCHORS = (f"{XDR}twoCellAnchor", f"{XDR}oneCellAnchor", f"{XDR}absoluteAnchor")
EMBEDDED = ("oleObject", "package")


def read_drawings(package: Package, entry: Entry) -> tuple[list[Block], list[Note]]:
    """Return the paragraphs of a worksheet's text boxes, and notes on its pictures and files.

    Arguments:
        package: the workbook.
        entry: the worksheet.

    Raises:
        ReadingError: ``damaged``.
    """
    blocks: list[Block] = []
    notes: list[Note] = []
    for part in package.relationships(entry.part).values():
        if part.kind in EMBEDDED:
            notes.append(attachment(Location(sheet=entry.name)))
        elif part.kind == "drawing" and (root := package.optional(part.target)) is not None:
            for anchor in root.iter(*ANCHORS):
                here = _place(anchor, entry.name)
                blocks += [Paragraph(text, here) for text in _texts(anchor)]
                if next(anchor.iter(f"{XDR}pic"), None) is not None:
                    notes.append(picture(here))
    return blocks, notes


def _place(anchor: etree._Element, sheet: str) -> Location:
    row = anchor.findtext(f"{XDR}from/{XDR}row") or ""
    column = anchor.findtext(f"{XDR}from/{XDR}col") or ""
    if not (row.isdecimal() and column.isdecimal()):
        return Location(sheet=sheet)
    return Location(sheet=sheet, cell=cell_name(int(row) + 1, int(column) + 1))


def _texts(anchor: etree._Element) -> list[str]:
    """Return the paragraphs of the text boxes in an anchor."""
    paragraphs = (
        clean("".join(each.text or "" for each in paragraph.iter(f"{A}t")))
        for body in anchor.iter(f"{XDR}txBody")
        for paragraph in body.iter(f"{A}p")
    )
    return [text for text in paragraphs if text.strip()]
