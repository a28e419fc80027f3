"""A workbook whose rows are compressed as they come, so that little is left to do at the end.

XlsxWriter keeps the rows of a workbook that is not kept in memory in a file, and packs them when
the workbook is closed: with thousands of reports that takes longer than somebody who has pressed
Ctrl-C waits. Here rows go to disk packed, and are put into their places in the end as they are.
"""

from __future__ import annotations

import posixpath
import shutil
import tempfile
import weakref
import zlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import IO, Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from govreport.output.files.workbook import quick

__all__ = ["MADE", "PROPERTIES", "Book"]

MADE = datetime(2000, 1, 1)
"""Creation time of every workbook: the same results make the same bytes."""

PROPERTIES: dict[str, object] = {"author": "govreport", "created": MADE}
"""The document properties by which the program knows a workbook as its own."""

_BLOCK = 1 << 18
_LEVEL = 1
"""Of compression: rows are so alike that more effort saves a tenth of the size at most."""
_DATE = (1980, 1, 31, 0, 0, 0)
_PRINTED = (b"<printOptions", b"<pageMargins")
_RELATIONS = "http://schemas.openxmlformats.org"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LARGE = 1 << 31
"""Bytes from which on a part needs the entry for large ones."""


class Book:
    """A workbook under construction.

    Arguments:
        file: where to write.

    Attributes:
        writer: the workbook of XlsxWriter, for formats and properties.
    """

    def __init__(self, file: IO[bytes]) -> None:
        import xlsxwriter

        self.file = file
        self.spool = tempfile.mkdtemp(prefix="govreport-")
        self._remove_spool = weakref.finalize(self, shutil.rmtree, self.spool, ignore_errors=True)
        self.small = BytesIO()
        options = {"constant_memory": True, "tmpdir": self.spool, "strings_to_urls": False}
        self.writer: Any = xlsxwriter.Workbook(self.small, options)
        self.writer.set_properties(PROPERTIES)
        self.writer.use_zip64()
        self.rows: list[_Rows] = []

    def add_format(self, look: dict[str, object]) -> Any:
        """Return a new format; see XlsxWriter."""
        return self.writer.add_format(look)

    def add_worksheet(self, name: str) -> Any:
        """Return a new worksheet, to be written from top to bottom."""
        sheet = self.writer.add_worksheet(name)
        if quick.can(sheet):
            rows = _Rows(self.spool, len(self.rows))
            sheet.row_data_fh.close()
            sheet.row_data_fh = sheet.fh = rows
            self.rows.append(rows)
        return sheet

    def link(self, sheet: Any, cell: str, address: str) -> None:
        """Let a cell that is written lead to a file.

        Arguments:
            sheet: the worksheet, one whose rows are written by :mod:`quick`.
            cell: the name of the cell.
            address: the relative address of the file.
        """
        sheet.row_data_fh.links.append((cell, address))

    def close(self) -> None:
        """Write the workbook, and remove what was kept for it."""
        self.writer.close()
        with ZipFile(self.small) as made, ZipFile(self.file, "w", ZIP_DEFLATED) as whole:
            for info in made.infolist():
                data = made.read(info)
                rows = next((rows for rows in self.rows if rows.mark.encode() in data), None)
                if rows is None:
                    whole.writestr(info, data)
                else:
                    before, after = data.split(rows.mark.encode())
                    rows.put(whole, info.filename, before, _with_links(after, rows.links))
                    if rows.links:
                        whole.writestr(*_relations(info.filename, rows.links))
        self._remove_spool()


class _Rows:
    """Rows of a worksheet, for XlsxWriter a file of text; read back it is but a mark.

    Arguments:
        folder: where the rows are kept.
        number: tells worksheets apart.
    """

    def __init__(self, folder: str, number: int) -> None:
        self.mark = f"<!--rows {number}-->"
        self.packed: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self.compressor = _compressor()
        self.waiting: list[str] = []
        self.length = 0
        self.crc = self.size = 0
        self.left = self.mark
        self.links: list[tuple[str, str]] = []

    def write(self, text: str) -> None:
        """Take some text."""
        self.waiting.append(text)
        self.length += len(text)
        if self.length > _BLOCK:
            self._pack()

    def seek(self, at: int) -> None:
        """Go to the beginning; nothing else is asked for."""
        self.left = self.mark

    def read(self, size: int) -> str:
        """Return the mark, then nothing."""
        left, self.left = self.left, ""
        return left

    def close(self) -> None:
        """Stay open: the rows are still to be put in their place."""

    def put(self, archive: ZipFile, name: str, before: bytes, after: bytes) -> None:
        """Write the worksheet as a part of a workbook.

        Arguments:
            archive: the workbook.
            name: the part.
            before, after: what stands around the rows.
        """
        self._pack()
        self.packed.write(self.compressor.flush(zlib.Z_SYNC_FLUSH))
        compressor = _compressor()
        head = compressor.compress(before) + compressor.flush(zlib.Z_SYNC_FLUSH)
        compressor = _compressor()
        tail = compressor.compress(after) + compressor.flush()
        info = ZipInfo(name, _DATE)
        with archive.open(info, "w", force_zip64=self.size > _LARGE) as part:
            part.write(head)
            self.packed.seek(0)
            shutil.copyfileobj(self.packed, part, _BLOCK)
            part.write(tail)
        crc = joined(zlib.crc32(before), self.crc, self.size)
        _call_packed(archive, info, zlib.crc32(after, crc), len(before) + self.size + len(after))
        self.packed.close()

    def _pack(self) -> None:
        data = "".join(self.waiting).encode("utf-8", "replace")
        self.waiting, self.length = [], 0
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self.packed.write(self.compressor.compress(data))


def _compressor() -> Any:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)


def _with_links(after: bytes, links: Sequence[tuple[str, str]]) -> bytes:
    """Return what stands behind the rows of a worksheet with the cells that lead somewhere."""
    if not links:
        return after
    told = "".join(f'<hyperlink ref="{cell}" r:id="rId{n}"/>' for n, (cell, _) in enumerate(links))
    # The schema has them in front of what says how the sheet is printed.
    at = min(found for name in _PRINTED if (found := after.find(name)) >= 0)
    return after[:at] + f"<hyperlinks>{told}</hyperlinks>".encode() + after[at:]


def _relations(sheet: str, links: Sequence[tuple[str, str]]) -> tuple[ZipInfo, str]:
    """Return the part that says where the links of a worksheet lead."""
    folder, name = posixpath.split(sheet)
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/officeDocument/2006/relationships/hyperlink"'
        f' Target={quoteattr(_as_excel_has_it(address))} TargetMode="External"/>'
        for n, (_, address) in enumerate(links)
    )
    info = ZipInfo(posixpath.join(folder, "_rels", f"{name}.rels"), _DATE)
    info.compress_type = ZIP_DEFLATED
    outer = f'<Relationships xmlns="{_RELATIONS}/package/2006/relationships">'
    return info, f"{_DECLARATION}{outer}{told}</Relationships>"


def _as_excel_has_it(address: str) -> str:
    return address.removeprefix("./").replace("/", "\\")


def _call_packed(archive: ZipFile, info: ZipInfo, crc: int, size: int) -> None:
    """Enter a part that was written packed, and stored as it came, as what it is.

    The entry at the end of the archive is written when it is closed; the one before the part, of
    the same length, is written anew.
    """
    file = archive.fp
    assert file is not None
    info.compress_type, info.CRC, info.file_size = ZIP_DEFLATED, crc, size
    end = file.tell()
    file.seek(info.header_offset)
    file.write(info.FileHeader(zip64=size > _LARGE))
    file.seek(end)


def joined(first: int, second: int, length: int) -> int:
    """Return the CRC-32 of two pieces of data put together.

    Arguments:
        first, second: the CRC-32 of each.
        length: bytes of the second.
    """
    # What a zero bit does to the register is linear over GF(2); squared, it is what two bits do.
    step = [0xEDB88320, *(1 << bit for bit in range(31))]
    for _ in range(3):
        step = [_times(step, row) for row in step]
    while length:
        if length & 1:
            first = _times(step, first)
        step = [_times(step, row) for row in step]
        length >>= 1
    return first ^ second


def _times(matrix: list[int], vector: int) -> int:
    total = 0
    for row in matrix:
        if vector & 1:
            total ^= row
        vector >>= 1
    return total
