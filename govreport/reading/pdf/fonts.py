"""The font that stands in for those which a file names and does not hold.

PDFium looks for such a font among those of the machine, and drops a character that none of them
has. What is read must not depend on the machine: every character that a font of this machine would
show gets the same box here, and its place and width come from the file.
"""

from __future__ import annotations

from ctypes import memmove
from struct import pack
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["use_own_font"]

EM = 1000
"""Units of a type size."""

ASCENT, DESCENT = 880, -120
"""How far the box reaches above and below the baseline."""

RANGES = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x3FFFD))
"""The characters that get the box."""

LATIN = {pdfium.FXFONT_ANSI_CHARSET, pdfium.FXFONT_SYMBOL_CHARSET}
"""Charsets for which PDFium has fonts of its own."""

FACE = b"box"


def use_own_font() -> None:
    """Make PDFium use the box for every font that is not in the file, and none of the machine."""
    if not _KEPT:
        _KEPT.append(_font_info())
        pdfium.FPDF_SetSystemFontInfo(_KEPT[0])


_KEPT: list[Any] = []
"""What PDFium has been given and must stay alive."""


# ── what PDFium asks ────────────────────────────────────────────────────────────────────────────


def _font_info() -> Any:
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    answers = {
        "Release": lambda this: None,
        "EnumFonts": lambda this, mapper: None,
        "MapFont": _map_font,
        "GetFont": lambda this, face: None,
        "GetFontData": _font_data,
        "GetFaceName": _face_name,
        "GetFontCharset": lambda this, font: pdfium.FXFONT_GB2312_CHARSET,
        "DeleteFont": lambda this, font: None,
    }
    made = {name: types[name](answer) for name, answer in answers.items()}
    return pdfium.FPDF_SYSFONTINFO(version=1, **made)


def _map_font(
    this: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any
) -> int | None:
    return None if charset in LATIN else 1


def _font_data(this: Any, font: Any, table: int, buffer: Any, size: int) -> int:
    if table:
        return 0
    return _copied(FONT, buffer, size)


def _face_name(this: Any, font: Any, buffer: Any, size: int) -> int:
    return _copied(FACE + b"\0", buffer, size)


def _copied(data: bytes, buffer: Any, size: int) -> int:
    """Copy data into a buffer that has room for it, and return how much room it takes."""
    if buffer and size >= len(data):
        memmove(buffer, data, len(data))
    return len(data)


# ── the font ────────────────────────────────────────────────────────────────────────────────────


def _font() -> bytes:
    """Return a TrueType font whose only character is a box."""
    box = pack(">hhhhhHH", 1, 0, DESCENT, EM, ASCENT, 3, 0)
    box += bytes([1, 1, 1, 1]) + pack(">4h4h", 0, EM, 0, -EM, DESCENT, 0, ASCENT - DESCENT, 0)
    tables = {
        b"OS/2": pack(">HhHHH", 0, EM, 400, 5, 0) + bytes(58),
        b"cmap": _cmap(),
        b"glyf": box,
        b"head": pack(">IIIIHH16xhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, EM,
                      0, DESCENT, EM, ASCENT, 0, 8, 2, 0, 0),
        b"hhea": pack(">IhhhH20xhH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 2),
        b"hmtx": pack(">HhHh", EM, 0, EM, 0),
        b"loca": pack(">HHH", 0, 0, len(box) // 2),
        b"maxp": pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": pack(">I28x", 0x30000),
    }  # fmt: skip
    return _file(tables)


def _cmap() -> bytes:
    """Return the table that gives all characters the one box (format 13)."""
    groups = b"".join(pack(">III", first, last, 1) for first, last in RANGES)
    size = 16 + len(groups)
    return pack(">HHHHI", 0, 1, 3, 10, 12) + pack(">HHIII", 13, 0, size, 0, len(RANGES)) + groups


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Put tables together to a font file."""
    directory, body = b"", b""
    start = 12 + 16 * len(tables)
    for name, data in sorted(tables.items()):
        directory += name + pack(">III", 0, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return pack(">IHHHH", 0x10000, len(tables), 0, 0, 0) + directory + body


FONT = _font()
