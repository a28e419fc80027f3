"""Opening a PDF with PDFium, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import create_string_buffer
from typing import Any

import pypdfium2.raw as pdfium

from govreport.reading.errors import ReadingError
from govreport.reading.pdf.chars import chars_of
from govreport.reading.pdf.content import Box, PageContent
from govreport.reading.pdf.drawings import add_drawings
from govreport.reading.pdf.fonts import use_own_font
from govreport.text import Text

__all__ = ["open_pdf", "page_content", "page_count", "title_of"]

DRAWN_ANNOTATIONS = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}
"""Annotations whose appearance carries text that a person reads as part of the page."""

MOST_ANNOTATIONS = 500

NO_TITLES = {"", "untitled", "无标题", "文档1", "document1"}
"""What programs put into the properties of a file that has no title."""

ENCRYPTED = Text(
    "文件设有打开密码，无法读取；请取消密码后另存一份再检查",
    "The file needs a password to be opened; save a copy without the password",
)
PROTECTED = Text(
    "文件采用的加密方式无法识别（可能带有数字版权保护）；请另存为未加密的 PDF 再检查",
    "The file is encrypted in a way that is not supported; save a copy without encryption",
)
DAMAGED = Text(
    "PDF 文件已损坏或不完整，无法打开；请重新获取文件，或用 WPS、Word 重新导出",
    "The PDF file is damaged or incomplete and cannot be opened; get it again or export it anew",
)


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """Open a PDF with an empty password and close it at the end.

    Errors:
        ReadingError: ``encrypted`` or ``damaged``.
    """
    use_own_font()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _failure(pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _failure(code: int) -> ReadingError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return ReadingError("encrypted", ENCRYPTED)
    if code == pdfium.FPDF_ERR_SECURITY:
        return ReadingError("encrypted", PROTECTED)
    return ReadingError("damaged", DAMAGED)


def page_count(document: Any) -> int:
    """Return the number of pages of an open document."""
    count: int = pdfium.FPDF_GetPageCount(document)
    return count


def title_of(document: Any) -> str | None:
    """Return the title that the file's properties name, ``None`` when they name none."""
    length = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    buffer = create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, length)
    title = buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
    return None if title.lower() in NO_TITLES else title


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
        content.chars.extend(chars_of(page))
        add_drawings(page, content)
        return content
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_drawn_annotations(page: Any) -> bool:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
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
