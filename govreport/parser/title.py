"""Title, body and year of a report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from govreport.parser.numerals import YEAR
from govreport.parser.organization import find_organization
from govreport.parser.sections import Outline
from govreport.pattern import lazy
from govreport.reading.document import Document, Grid

__all__ = ["Heading", "find_title", "read_title"]


class Heading(NamedTuple):
    """What the title of a report tells.

    Arguments:
        title: the title as printed, on one line; ``None`` when there is none.
        organization: the body whose report it is; ``None`` when it is not named.
        year: the year it reports on; ``None`` when no year is named.
    """

    title: str | None
    organization: str | None
    year: int | None


_REPORT = (
    r"(?:政府信息公开|政务信息公开|信息公开|政务公开)"
    rf"(?:工作)?(?:情况)?的?(?:{YEAR}年?)?(?:年?度)?(?:工作)?(?:情况)?的?(?:报告|年报)"
)
_TITLE = lazy(
    rf"""(?P<before>[^。；;!！?？]*?)
         (?P<core>(?:{YEAR}年?度?的?)?(?:年度)?{_REPORT})
         (?P<after>[((]?(?:{YEAR}年?度?)?[))]?(?:全文|文本)?(?:的?(?:公示|公告))?)$""",
    re.X,
)
_RUNNING_ON = lazy(
    rf"(.{{0,80}}?{_REPORT}(?:[((]{YEAR}年?度?[))])?)(?=根据|按照|依据|依照|为|本|一、|目录|[((](?!{YEAR}))"
)
_ANY_YEAR = lazy(rf"({YEAR})(?:年|\)|$|(?=政府信息公开))")
_PERIOD = lazy(rf"(?:统计|数据|时限|期限|时间|截止|所列)[^。]{{0,24}}?({YEAR})年0?1月0?1日")
_FIRST_YEAR = lazy(rf"(?<![自从])({YEAR})年度?(?!以来|以后|起)")
_LABEL = lazy(r"^\W*(?:标题|题目|名称|信息名称|文件名称|文件标题)[::]")
_PREFIX = lazy(r"^(?:关于|印发|公布|发布|附件\d*[::]?)|^\W+")
_ACTS = ("发布", "公布", "印发", "编制", "报送", "解读", "公开")
"""What is done with a report: before its name they make no body of it."""

_OPENING = 300
"""So many lines of navigation may stand before a title."""
_LINES = 3
"""Over so many lines a title may be spread."""
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


def find_title(document: Document, outline: Outline) -> Heading:
    """Return title, body and year, each as far as the document tells it.

    The title is looked for among the paragraphs before the first section, then in what the file
    names as its title. The year is that of the title, else that of the period which the report
    says it covers, else the first that the prose names.
    """
    candidates = list(_candidates(document, outline))
    best = max(candidates, key=lambda c: c[0], default=None)
    heading = best[1] if best else Heading(None, None, None)
    year = heading.year or _year_of_prose(document)
    body = heading.organization or find_organization(document, outline, heading.title)
    return Heading(heading.title, body, year)


def _candidates(document: Document, outline: Outline) -> Iterator[tuple[float, Heading]]:
    """Every text that reads like a title, with how much speaks for it."""
    lines = list(_opening(document, outline))
    texts = [line for line, _ in lines]
    names = ["报" in text for text in texts]
    for at, (_, marked) in enumerate(lines):
        if True not in names[at : at + _LINES]:
            continue
        for size in range(1, min(_LINES, len(lines) - at) + 1):
            joined = "".join(texts[at : at + size])
            if _may_be(joined) and (heading := read_title(joined)):
                yield _weight(heading, marked, at, size), heading
    if document.title and (heading := read_title(_of_page(document.title))):
        yield _weight(heading, False, 20, 1), heading


def _may_be(text: str) -> bool:
    """Tell quickly whether a text can be a title."""
    return "公" in text and "报" in text


def _weight(heading: Heading, marked: bool, at: int, size: int) -> float:
    """A title with body and year is best; then what the file marks, and what comes first."""
    full = 2.0 * bool(heading.organization) + 2.0 * bool(heading.year)
    return full + 0.5 * marked - 0.6 * (size - 1) - 0.02 * at


def _opening(document: Document, outline: Outline) -> Iterator[tuple[str, bool]]:
    """The lines before the first section, as many as navigation may take, and the first cells of tables."""
    limit = min(outline.bounds.values(), default=(len(document.blocks), 0))
    count = 0
    for number, block in enumerate(document.blocks):
        if (number, 0) > limit or count > _OPENING:
            return
        if isinstance(block, Grid):
            cells = {id(cell): cell for row in block.rows[:3] for cell in row}.values()
            texts = [(cell.text, False) for cell in list(cells)[:6]]
        else:
            end = limit[1] if number == limit[0] else None
            texts = [(block.text[:end], block.heading)]
        for text, marked in texts:
            for line in text.split("\n"):
                if line.strip():
                    count += 1
                    yield line[:400], marked


@lru_cache(maxsize=512)
def read_title(text: str) -> Heading | None:
    """Read a text as a title; ``None`` when it is none."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    squeezed = _LABEL.sub("", re.sub(r"[《》“”\"'【】]", "", squeezed))
    match = _TITLE.match(_up_to_report(squeezed))
    if match is None or len(match["before"]) > 50:
        return None
    years = _ANY_YEAR.findall(match[0])
    before = re.sub(rf"{YEAR}年?度?", "", match["before"])
    body = _body(before)
    if match["before"] and not body and (not years or before.endswith(_ACTS)):
        return None
    return Heading(match[0].strip("-_|:"), body, _number(years[0]) if years else None)


def _up_to_report(text: str) -> str:
    """Cut off what runs on behind the title: «…年度报告根据《条例》…»."""
    match = _RUNNING_ON.match(text)
    return match[1] if match else text


def _of_page(title: str) -> str:
    """The title of a web page without the name of the site."""
    parts = re.split(r"\s*[-_|—–]\s*", title)
    return next((part for part in parts if re.search(_REPORT, part)), title)


def _body(text: str) -> str | None:
    previous = None
    while previous != text:
        previous, text = text, _PREFIX.sub("", text)
    text = re.sub(r"[^\w)]+$|_+$|(?<!\w)\)$|的$|关于$", "", text)
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    text = re.sub(r"(?:关于|的)$", "", text)
    if text.endswith(_ACTS):
        return None
    if not 2 <= len(text) <= 40 or re.search(r"[,，:：]|年度报告|通知|要求|根据", text):
        return None
    return f"{text}政府" if text.endswith("人民") else text


def _year_of_prose(document: Document) -> int | None:
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)[:60000]
    text = unicodedata.normalize("NFKC", text)
    squeezed = re.sub(r"(?<=\d)\s+(?=[\d年])|(?<=年)\s+(?=\d)", "", text)
    for pattern in (_PERIOD, _FIRST_YEAR):
        if match := pattern.search(squeezed):
            return _number(match[1])
    for grid in document.grids:
        for row in grid.rows[:4]:
            for cell in row:
                if match := _FIRST_YEAR.search(cell.text):
                    return _number(match[1])
    return None


def _number(year: str) -> int:
    return int(year.translate(_DIGITS))
