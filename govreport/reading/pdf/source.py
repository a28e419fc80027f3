"""What PDFium sees on a page: characters with their boxes, straight lines, filled boxes, pictures.

This is the only module that speaks to PDFium. Coordinates are those of the page (points, y
upwards), before anyone asks which way the text runs.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from govreport.reading.errors import ReadingError
from govreport.text import Text

__all__ = ["Box", "Char", "PageContent", "Stroke", "open_pdf", "page_content", "page_count", "title_of"]

INVISIBLE_MODES = {3, 7}
"""Text render modes that paint nothing: invisible, and clipping only."""

THIN = 3.0
"""A filled box or a picture not wider than this many points is a ruled line."""

MAX_PATHS = 20_000
MAX_PATH_POINTS = 20_000
MAX_DEPTH = 8

DRAWN_ANNOTATIONS = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}
"""Annotations whose appearance carries text that a person reads as part of the page."""

ENCRYPTED = ReadingError(
    "encrypted",
    Text(
        "文件设有打开密码，无法读取；请取消密码后另存一份再检查",
        "The file needs a password to be opened; save a copy without the password",
    ),
)
PROTECTED = ReadingError(
    "encrypted",
    Text(
        "文件采用的加密方式无法识别（可能带有数字版权保护）；请另存为未加密的 PDF 再检查",
        "The file is encrypted in a way that is not supported; save a copy without encryption",
    ),
)
DAMAGED = ReadingError(
    "damaged",
    Text(
        "PDF 文件已损坏或不完整，无法打开；请重新获取文件，或用 WPS、Word 重新导出",
        "The PDF file is damaged or incomplete and cannot be opened; get it again or export it anew",
    ),
)


class Box(NamedTuple):
    """A box filled with one colour, or a picture (``luminance`` 0.5).

    ``luminance`` is 0 for black and 1 for white.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    luminance: float


class Stroke(NamedTuple):
    """A straight line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


class Char(NamedTuple):
    """One printed character.

    Arguments:
        text: the character; U+FFFD where the file does not say which it is.
        x0, y0, x1, y1: its box, as wide as the character advances.
        base_x, base_y: where it stands on its baseline.
        size: height of the type in points.
        angle: direction in which its line runs, degrees counterclockwise.
        luminance: 0 for black, 1 for white.
        visible: it is painted.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base_x: float
    base_y: float
    size: float
    angle: float
    luminance: float
    visible: bool


@dataclass(slots=True)
class PageContent:
    """What stands on one page.

    Arguments:
        number: the page, from 1.
        box: the visible part of the page.
        chars: the characters in the order of the file.
        strokes: straight lines; thin boxes and thin pictures count as such.
        fills: boxes filled with a colour.
        pictures: pictures.
        complete: no drawing was left out because there were too many.
    """

    number: int
    box: Box
    chars: list[Char] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    complete: bool = True


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """Open a PDF with an empty password and close it at the end.

    Errors:
        ReadingError: ``encrypted`` or ``damaged``.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _failure(pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _failure(code: int) -> ReadingError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return ENCRYPTED
    return PROTECTED if code == pdfium.FPDF_ERR_SECURITY else DAMAGED


def page_count(document: Any) -> int:
    """Return the number of pages of an open document."""
    count: int = pdfium.FPDF_GetPageCount(document)
    return count


def title_of(document: Any) -> str | None:
    """Return the title that the file's properties name, ``None`` when they name none."""
    length = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip() or None


def page_content(document: Any, number: int) -> PageContent | None:
    """Return what stands on a page, ``None`` when the page cannot be loaded.

    Arguments:
        document: the open document.
        number: the page, from 1.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        if _has_drawn_annotations(page):
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, number - 1)
        content = PageContent(number, _page_box(page))
        content.chars.extend(_chars(page))
        _add_drawings(page, content)
        return content
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_drawn_annotations(page: Any) -> bool:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 500)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in DRAWN_ANNOTATIONS:
            return True
    return False


def _page_box(page: Any) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top, 1.0)


# -- characters ------------------------------------------------------------------------------


def _chars(page: Any) -> Iterator[Char]:
    """Yield the characters that the file holds (not those that PDFium makes up for gaps)."""
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        style, previous = _Style(), None
        for index in range(pdfium.FPDFText_CountChars(text_page)):
            if pdfium.FPDFText_IsGenerated(text_page, index):
                continue
            item = pdfium.FPDFText_GetTextObject(text_page, index)
            address = ctypes.addressof(item.contents) if item else None
            if address is None or address != previous:
                style, previous = _style(text_page, index, item), address
            yield _char(text_page, index, style)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _Style(NamedTuple):
    """What the characters of one text object have in common."""

    size: float = 0.0
    angle: float = 0.0
    luminance: float = 0.0
    visible: bool = True


def _style(text_page: Any, index: int, item: Any) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    sign = math.copysign(1.0, size)
    return _Style(
        size=abs(size) * math.hypot(matrix.c, matrix.d),
        angle=math.degrees(math.atan2(sign * matrix.b, sign * matrix.a)) % 360,
        luminance=_luminance(pdfium.FPDFText_GetFillColor, text_page, index),
        visible=not item or pdfium.FPDFTextObj_GetTextRenderMode(item) not in INVISIBLE_MODES,
    )


_RECT = pdfium.FS_RECTF()
_X, _Y = ctypes.c_double(), ctypes.c_double()


def _char(text_page: Any, index: int, style: _Style) -> Char:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    unknown = pdfium.FPDFText_HasUnicodeMapError(text_page, index)
    pdfium.FPDFText_GetLooseCharBox(text_page, index, _RECT)
    pdfium.FPDFText_GetCharOrigin(text_page, index, _X, _Y)
    return Char(
        "\ufffd" if unknown else _character(code),
        _RECT.left,
        _RECT.bottom,
        _RECT.right,
        _RECT.top,
        _X.value,
        _Y.value,
        *style,
    )


def _character(code: int) -> str:
    """Return the character: a hyphen for PDFium's mark of one, U+FFFD for private and for none."""
    if code in (0x02, 0xFFFE, 0xAD):
        return "-"
    if (code < 0x20 and code not in (0x09, 0x0A, 0x0D)) or 0xE000 <= code <= 0xF8FF:
        return "\ufffd"
    return chr(code)


def _luminance(get: Any, *of: Any) -> float:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(*of, red, green, blue, alpha):
        return 0.0
    shade = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
    return 1 - (1 - shade) * alpha.value / 255


# -- drawings --------------------------------------------------------------------------------

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def _add_drawings(page: Any, content: PageContent) -> None:
    """Put the lines, boxes and pictures of a page into ``content``."""
    count = 0
    for item, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            count += 1
            if count > MAX_PATHS:
                content.complete = False
                return
            _add_path(item, matrix, content)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_picture(matrix, content)


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield paths and pictures, those within forms too, each with its matrix."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        yield from _unfolded(item, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


def _unfolded(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        if depth < MAX_DEPTH:
            inner = _times(_matrix(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                part = pdfium.FPDFFormObj_GetObject(item, index)
                yield from _unfolded(part, inner, depth + 1)
    elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
        yield item, kind, _times(_matrix(item), outer)


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _add_picture(matrix: Matrix, content: PageContent) -> None:
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    box = Box(min(xs), min(ys), max(xs), max(ys), 0.5)
    if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
        content.strokes.append(_midline(box))
    else:
        content.pictures.append(box)


def _add_path(item: Any, matrix: Matrix, content: PageContent) -> None:
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroked)
    outlines = _outlines(item, matrix)
    if stroked.value:
        for outline in outlines:
            content.strokes.extend(_sides(outline))
    if fill.value:
        luminance = _luminance(pdfium.FPDFPageObj_GetFillColor, item)
        _add_fills([_bounds(outline, luminance) for outline in outlines if outline], content)


def _outlines(item: Any, matrix: Matrix) -> list[list[Point | None]]:
    """Return the corners of each part of a path; ``None`` stands where a curve begins."""
    a, b, c, d, e, f = matrix
    outlines: list[list[Point | None]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_PATH_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            outlines[-1].append(None)
        outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def _sides(outline: list[Point | None]) -> Iterator[Stroke]:
    """Yield the straight sides of an outline."""
    for start, end in zip(outline, outline[1:], strict=False):
        if start is not None and end is not None:
            yield Stroke(*start, *end)


def _bounds(outline: list[Point | None], luminance: float) -> Box:
    xs = [point[0] for point in outline if point is not None]
    ys = [point[1] for point in outline if point is not None]
    return Box(min(xs), min(ys), max(xs), max(ys), luminance)


def _add_fills(boxes: list[Box], content: PageContent) -> None:
    """Sort filled boxes: thin ones are lines, a box with a slightly smaller one in it a frame."""
    fat = []
    for box in boxes:
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
            if box.luminance < 0.98:
                content.strokes.append(_midline(box))
        else:
            fat.append(box)
    for box, inner in zip(fat, fat[1:], strict=False):
        if 0 < _margin(box, inner) <= THIN:
            content.strokes.extend(_frame(box))
    content.fills.extend(fat)


def _margin(box: Box, inner: Box) -> float:
    """Return by how much one box reaches over another at least on one side, 0 if not on all."""
    gaps = (inner.x0 - box.x0, inner.y0 - box.y0, box.x1 - inner.x1, box.y1 - inner.y1)
    return max(gaps) if min(gaps) > 0 else 0.0


def _frame(box: Box) -> list[Stroke]:
    x0, y0, x1, y1, _ = box
    return [
        Stroke(x0, y0, x1, y0),
        Stroke(x0, y1, x1, y1),
        Stroke(x0, y0, x0, y1),
        Stroke(x1, y0, x1, y1),
    ]


def _midline(box: Box) -> Stroke:
    """Return the middle line of a thin box, along its longer side."""
    x0, y0, x1, y1, _ = box
    if x1 - x0 >= y1 - y0:
        middle = (y0 + y1) / 2
        return Stroke(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Stroke(middle, y0, middle, y1)
