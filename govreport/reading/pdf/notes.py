"""What a person must know to trust what was read from a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govreport.reading.document import Location, Note, NoteKind
from govreport.reading.pdf.content import PageContent
from govreport.reading.pdf.glyphs import unknown_fonts
from govreport.text import Text

__all__ = ["Observations"]

LARGE_PICTURE = 0.35
"""A picture that covers so much of a page may stand in place of a table."""

SMALL_PICTURE = 0.05
"""A smaller picture is an ornament."""

PRINTED_OVER = 20
"""A picture with so many characters over it is the ground of the page."""

UNKNOWN = 0.02
"""So large a part of unknown characters makes the text of a page unreliable."""

NO_TEXT = Text(
    "第{pages}页是扫描件或图片，没有文字可读", "page {pages} is a scan or a picture without text"
)
RECOGNISED = Text(
    "第{pages}页是扫描件，其文字由软件自动识别，可能有误，表中数字不作为依据",
    "page {pages} is a scan with recognised text, which may be wrong; the figures of its tables "
    "are not relied on",
)
GARBLED = Text(
    "第{pages}页有文字未注明编码，无法确认内容；请用原文件（Word、WPS）重新导出 PDF",
    "page {pages} has characters that the file does not identify; export the PDF anew from the "
    "original document",
)
PICTURE = Text(
    "第{pages}页有大幅图片，其中的文字或表格未读取",
    "page {pages} has a large picture; text or tables in it were not read",
)
LOST = Text(
    "第{pages}页已损坏，未能读取；请重新获取文件",
    "page {pages} is damaged and was not read; get the file again",
)
CROWDED = Text(
    "第{pages}页的图形过多，部分线条未读取，表格可能不完整",
    "page {pages} has too many drawings; some lines were left out, and tables may be incomplete",
)
CUT_SHORT = Text(
    "文件末尾不完整（可能传输中断），后面的内容也许缺失；请重新获取文件",
    "the file ends early (a broken transfer?), and later parts may be missing; get it again",
)

KINDS: tuple[tuple[Text, NoteKind], ...] = (
    (LOST, "truncated"),
    (NO_TEXT, "no-text"),
    (RECOGNISED, "picture"),
    (PICTURE, "picture"),
    (GARBLED, "encoding"),
    (CROWDED, "truncated"),
)


@dataclass(slots=True)
class Observations:
    """What was seen on the pages of a file, page by page.

    Arguments:
        pages: the pages to which each text applies, by its Chinese wording.
        known, unknown: how many characters the file identifies, and how many it does not.
    """

    pages: dict[str, list[int]] = field(default_factory=dict)
    known: int = 0
    unknown: int = 0

    def see(self, number: int, page: PageContent | None) -> None:
        """Take notice of one page; ``None`` is a page that could not be loaded."""
        for text in [LOST] if page is None else self._of(page):
            self.pages.setdefault(text.zh, []).append(number)

    def _of(self, page: PageContent) -> Iterator[Text]:
        inked = [char for char in page.chars if not char.text.isspace()]
        covered = _largest_picture(page)
        if not inked:
            if covered >= SMALL_PICTURE or page.strokes or page.fills:
                yield NO_TEXT
        elif not any(char.visible for char in inked):
            yield RECOGNISED
        elif covered >= LARGE_PICTURE and not _is_ground(page):
            yield PICTURE
        fonts = unknown_fonts(inked)
        unknown = sum(char.font in fonts or char.text == "\ufffd" for char in inked)
        self.unknown += unknown
        self.known += len(inked) - unknown
        if unknown > UNKNOWN * len(inked):
            yield GARBLED
        if not page.complete:
            yield CROWDED

    def notes(self, data: bytes) -> Iterator[Note]:
        """Yield a note for each thing seen, with the pages that it applies to.

        Arguments:
            data: the file, whose end shows whether it is whole.
        """
        if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
            yield Note("truncated", CUT_SHORT)
        for text, kind in KINDS:
            if pages := self.pages.get(text.zh):
                yield Note(kind, text.format(pages=_ranges(pages)), Location(page=pages[0]))


def _ranges(pages: Sequence[int]) -> Text:
    """Write page numbers shortly: ``1、3–5``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return Text("、".join(parts), ", ".join(parts))


def _is_ground(page: PageContent) -> bool:
    """Tell whether text is printed over the largest picture: then it is only the ground."""
    x0, y0, x1, y1, _ = max(page.pictures, key=lambda p: (p.x1 - p.x0) * (p.y1 - p.y0))
    over = sum(x0 < char.base_x < x1 and y0 < char.base_y < y1 for char in page.chars)
    return over >= PRINTED_OVER


def _largest_picture(page: PageContent) -> float:
    """Return the part of the page that its largest picture covers."""
    box = page.box
    whole = max((box.x1 - box.x0) * (box.y1 - box.y0), 1.0)
    return max(((p.x1 - p.x0) * (p.y1 - p.y0) / whole for p in page.pictures), default=0.0)
