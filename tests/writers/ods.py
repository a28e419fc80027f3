"""Writes tables as OpenDocument spreadsheets, and whole content parts by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from tests.generator.blocks import Cell, Table

__all__ = ["cell", "package", "row", "sheet", "written"]

SPACE = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = {
    "office": f"{SPACE}:office:1.0",
    "table": f"{SPACE}:table:1.0",
    "text": f"{SPACE}:text:1.0",
    "style": f"{SPACE}:style:1.0",
    "draw": f"{SPACE}:drawing:1.0",
    "fo": f"{SPACE}:xsl-fo-compatible:1.0",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def written(table: Table, name: str = "表") -> bytes:
    """Return the bytes of a spreadsheet with one table."""
    rows = (row("".join(_cells(table, n))) for n in range(len(table)))
    return package(sheet("".join(rows), name))


def package(tables: str, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return the bytes of a spreadsheet.

    Arguments:
        tables: its worksheets.
        styles: its automatic styles.
        parts: further parts, by name.
    """
    content = (
        f"<office:document-content {DECLARED}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        for part, text in {"content.xml": content, **(parts or {})}.items():
            archive.writestr(part, text)
    return buffer.getvalue()


def sheet(content: str, name: str = "表", attributes: str = "") -> str:
    """Return a worksheet."""
    return f"<table:table table:name={quoteattr(name)} {attributes}>{content}</table:table>"


def row(cells: str, attributes: str = "") -> str:
    """Return a row."""
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(text: str = "", attributes: str = "") -> str:
    """Return a cell; text of several lines becomes several paragraphs."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if text)
    return f"<table:table-cell {attributes}>{lines}</table:table-cell>"


def _cells(table: Table, number: int) -> Iterator[str]:
    for each in table[number]:
        if each is None:
            yield "<table:covered-table-cell/>"
        else:
            yield cell(each.text, _attributes(each))


def _attributes(each: Cell) -> str:
    attributes = ""
    if each.rowspan * each.colspan > 1:
        attributes = (
            f'table:number-rows-spanned="{each.rowspan}" '
            f'table:number-columns-spanned="{each.colspan}" '
        )
    if each.text.isascii() and each.text.isdecimal():
        return attributes + f'office:value-type="float" office:value="{each.text}"'
    return attributes + 'office:value-type="string"'
