"""What a person must know to trust what was read from a PDF."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.reading.document import Location, Note, NoteKind
from govreport.reading.pdf.content import PageContent
from govreport.text import Text

__all__ = ["file_notes", "page_notes"]

LARGE_PICTURE = 0.35
"""A picture that covers so much of a page is a scan, or stands in place of a table."""

SMALL_PICTURE = 0.08
"""A smaller picture is an ornament."""

UNKNOWN = 0.02
"""So large a part of unknown characters makes the text of a page unreliable."""

NO_TEXT = Text(
    "第{page}页没有文字（可能是扫描图片），无法读取；请索取可复制文字的版本，或先做文字识别并核对",
    "page {page} has no text (it may be a scanned picture) and cannot be read; get a version "
    "whose text can be copied, or recognise the text first and proofread it",
)
RECOGNISED = Text(
    "第{page}页是扫描图片，其文字由软件自动识别，可能有误，表中数字不作为依据",
    "page {page} is a scanned picture with recognised text, which may be wrong; the figures of "
    "its tables are not relied on",
)
GARBLED = Text(
    "第{page}页有文字未注明编码，无法确认内容；请用原文件（Word、WPS）重新导出 PDF",
    "page {page} has characters that the file does not identify; export the PDF anew from the "
    "original document",
)
PICTURE = Text(
    "第{page}页有一幅大图，其中的文字或表格未读取",
    "page {page} has a large picture; text or tables in it were not read",
)
LOST_PAGE = Text(
    "第{page}页已损坏，未能读取；请重新获取文件",
    "page {page} is damaged and was not read; get the file again",
)
CUT_SHORT = Text(
    "文件末尾不完整（可能传输中断），后面的内容也许缺失；请重新获取文件",
    "the file ends early (a broken transfer?), and later parts may be missing; get it again",
)
CROWDED = Text(
    "第{page}页的图形过多，部分线条未读取，表格可能不完整",
    "page {page} has too many drawings; some lines were left out, and tables may be incomplete",
)


def file_notes(data: bytes) -> Iterator[Note]:
    """Yield notes on the file as a whole."""
    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
        yield Note("truncated", CUT_SHORT)


def page_notes(number: int, page: PageContent | None) -> Iterator[Note]:
    """Yield notes on one page; ``None`` is a page that could not be loaded."""
    if page is None:
        yield _note("truncated", LOST_PAGE, number)
        return
    inked = [char for char in page.chars if not char.text.isspace()]
    visible = [char for char in inked if char.visible]
    covered = _largest_picture(page)
    if not inked:
        if covered >= SMALL_PICTURE or page.strokes or page.fills:
            yield _note("no-text", NO_TEXT, number)
    elif not visible:
        yield _note("no-text", RECOGNISED, number)
    elif covered >= LARGE_PICTURE:
        yield _note("picture", PICTURE, number)
    if sum("\ufffd" in char.text for char in inked) > UNKNOWN * len(inked):
        yield _note("encoding", GARBLED, number)
    if not page.complete:
        yield _note("truncated", CROWDED, number)


def _note(kind: NoteKind, text: Text, page: int) -> Note:
    return Note(kind, text.format(page=page), Location(page=page))


def _largest_picture(page: PageContent) -> float:
    """Return the part of the page that its largest picture covers."""
    box = page.box
    whole = max((box.x1 - box.x0) * (box.y1 - box.y0), 1.0)
    return max(((p.x1 - p.x0) * (p.y1 - p.y0) / whole for p in page.pictures), default=0.0)
