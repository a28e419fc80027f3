"""The characters of a page as PDFium sees them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import addressof, c_double, c_float
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from govreport.reading.characters import clean
from govreport.reading.pdf.colour import luminance_of
from govreport.reading.pdf.content import Char, is_sane

__all__ = ["chars_of"]

INVISIBLE_MODES = {3, 7}
"""Text render modes that paint nothing: invisible, and clipping only."""

SLANT = 1.0
"""Degrees by which text may lean and its boxes still be upright."""


def chars_of(page: Any) -> Iterator[Char]:
    """Yield the characters that the file holds (not those that PDFium makes up for gaps)."""
    high: Char | None = None
    for char in _units(page):
        if char.text and "\ud800" <= char.text < "\udc00":
            high = char  # Windows gives rare characters in two halves
            continue
        if high and "\udc00" <= char.text < "\ue000":
            pair = (high.text + char.text).encode("utf-16-le", "surrogatepass")
            char = high._replace(text=pair.decode("utf-16-le"), x1=max(high.x1, char.x1))
        high = None
        if char.text and is_sane(*char[1:8]):
            yield char._replace(text="\ufffd") if "\ud800" <= char.text < "\ue000" else char


def _units(page: Any) -> Iterator[Char]:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        run, previous = _Run(), None
        for index in range(pdfium.FPDFText_CountChars(text_page)):
            if pdfium.FPDFText_IsGenerated(text_page, index):
                continue
            item = pdfium.FPDFText_GetTextObject(text_page, index)
            address = addressof(item.contents) if item else None
            if address is None or address != previous:
                run, previous = _run(text_page, index, item), address
            yield _char(text_page, index, run)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _Style(NamedTuple):
    """What the characters of one text object have in common."""

    size: float = 0.0
    angle: float = 0.0
    luminance: float = 0.0
    visible: bool = True
    font: int = 0


class _Run(NamedTuple):
    """The characters of one text object.

    Arguments:
        style: what they have in common.
        font: their font, ``None`` where PDFium does not tell.
        stretch: how wide a character of one unit is on the page.
    """

    style: _Style = _Style()
    font: Any = None
    stretch: float = 0.0


def _run(text_page: Any, index: int, item: Any) -> _Run:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    sign = math.copysign(1.0, size)
    font = pdfium.FPDFTextObj_GetFont(item) if item else None
    style = _Style(
        size=abs(size) * math.hypot(matrix.c, matrix.d),
        angle=math.degrees(math.atan2(sign * matrix.b, sign * matrix.a)) % 360,
        luminance=luminance_of(pdfium.FPDFText_GetFillColor, text_page, index),
        visible=not item or pdfium.FPDFTextObj_GetTextRenderMode(item) not in INVISIBLE_MODES,
        font=addressof(font.contents) if font else 0,
    )
    return _Run(style, font, abs(size) * math.hypot(matrix.a, matrix.b))


_RECT = pdfium.FS_RECTF()
_X, _Y = c_double(), c_double()
_WIDTH = c_float()


def _char(text_page: Any, index: int, run: _Run) -> Char:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    unknown = pdfium.FPDFText_HasUnicodeMapError(text_page, index)
    pdfium.FPDFText_GetLooseCharBox(text_page, index, _RECT)
    pdfium.FPDFText_GetCharOrigin(text_page, index, _X, _Y)
    _trim(run, code)
    return Char(
        "\ufffd" if unknown else _character(code),
        _RECT.left,
        _RECT.bottom,
        _RECT.right,
        _RECT.top,
        _X.value,
        _Y.value,
        *run.style,
    )


def _trim(run: _Run, code: int) -> None:
    """Make the box no longer than the file says that the character is.

    Where the font is not in the file, PDFium takes one of this machine, whose character may be
    wider than its place.
    """
    width = _width(run.font, code) * run.stretch if run.font else 0.0
    if width <= 0:
        return
    turn = run.style.angle
    if turn < SLANT or turn > 360 - SLANT:
        _RECT.right = min(_RECT.right, _X.value + width)
    elif abs(turn - 90) < SLANT:
        _RECT.top = min(_RECT.top, _Y.value + width)
    elif abs(turn - 180) < SLANT:
        _RECT.left = max(_RECT.left, _X.value - width)
    elif abs(turn - 270) < SLANT:
        _RECT.bottom = max(_RECT.bottom, _Y.value - width)


def _width(font: Any, code: int) -> float:
    """Return the width of a character in type sizes, as the file gives it, 0 where it does not."""
    found = pdfium.FPDFFont_GetGlyphWidth(font, code, 1.0, _WIDTH)
    return _WIDTH.value if found else 0.0


def _character(code: int) -> str:
    """Return the character: a hyphen for PDFium's mark of one, U+FFFD where it says nothing."""
    if code in (0x02, 0xFFFE, 0xAD):
        return "-"
    if (code < 0x20 and code not in (0x09, 0x0A, 0x0D)) or 0xE000 <= code <= 0xF8FF:
        return "\ufffd"
    return clean(chr(code))
