"""The body whose report it is, where the title does not name it."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from govreport.parser.endings import ORGANS, OTHERS, PLACES
from govreport.parser.numerals import YEAR
from govreport.parser.sections import Outline
from govreport.pattern import lazy
from govreport.reading.document import Document

__all__ = ["find_organization"]

_NAME = lazy(
    rf"[\u4e00-\u9fff×()]{{2,28}}(?:政府|{ORGANS}|{PLACES}|{OTHERS})"
    r"(?:\([\u4e00-\u9fff]{3,20}\))?$"
)
_NO_NAME = lazy(
    r"首页|网站|位置|公开|专区|报告|情况|目录|导航|根据|按照|我[局区市县镇乡厅委办]|本[机级]|社会$"
)
_FIELD = lazy(
    r"(?:发布|公开|制发|编制|发文|公布)(?:机构|单位|机关|主体|部门)\s*[:：]?\s*(?P<name>[^\s:：|]{4,40})"
)
_SENTENCE = lazy(
    r"(?:本(?:年度|年)?报告由|现将|现公布)([\u4e00-\u9fff]{3,30}?(?:政府|办公室|办公厅|局|厅|委员会|委|管委会|街道办事处))"
    rf"(?:根据|按照|依据|编制|汇总|{YEAR}年)"
)
_DATE = lazy(rf"{YEAR}年[\d一二三四五六七八九十]{{1,3}}月[\d一二三四五六七八九十]{{1,3}}日$")


def find_organization(document: Document, outline: Outline, title: str | None) -> str | None:
    """Return the body as the first sentences, a line of its own or the page's fields name it.

    A line of its own is one beside the title or a signature: the name above a date at the end.

    Arguments:
        document: the file.
        outline: its sections.
        title: the report's title as printed; ``None`` when there is none.
    """
    preface = [text for text, _ in outline.preface]
    opening = [text for text, _ in (outline.sections[0].paragraphs[:3] if outline.sections else [])]
    for text in (*preface, *opening):
        if match := _SENTENCE.search("".join(text.split())):
            return match[1]
    lines = [_plain(line) for text in preface for line in text.split("\n") if line.strip()]
    closing = [_plain(paragraph.text) for paragraph in deque(document.paragraphs, maxlen=8)]
    named = chain(_beside(lines, title), _signed(closing), _in_fields(preface))
    return next(named, None)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_name(line: str) -> bool:
    return len(line) >= 4 and bool(_NAME.match(line)) and not _NO_NAME.search(line)


def _beside(lines: Sequence[str], title: str | None) -> Iterator[str]:
    """Yield the names that stand on the line above or below the title."""
    if title is None:
        return
    printed = _plain(title)
    at = next((n for n, line in enumerate(lines) if line and line in printed), None)
    if at is not None:
        yield from filter(_is_name, (*lines[at + 1 : at + 2], *lines[max(at - 1, 0) : at]))


def _signed(lines: Sequence[str]) -> Iterator[str]:
    """Yield the names above a date among the last lines, the last one first."""
    for name, date in reversed([*pairwise(lines)]):
        if _DATE.match(date) and _is_name(name):
            yield name


def _in_fields(preface: Sequence[str]) -> Iterator[str]:
    """Yield the names in fields such as «发布机构»."""
    for text in preface:
        for match in _FIELD.finditer(unicodedata.normalize("NFKC", text)):
            if _is_name(match["name"]):
                yield match["name"]
