"""Totals with the list of their parts: «发布信息100条，其中网站60条、微博30条、微信10条»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.parser.claims.figures import COUNTS, DIFFERING, is_difference
from govreport.parser.claims.relations import Figure, figure_of
from govreport.parser.claims.sentences import Sentence, sentences
from govreport.parser.claims.words import COUNTED, Word, words
from govreport.reading.document import NOWHERE, Location

if TYPE_CHECKING:
    from govreport.parser.report import Report

__all__ = ["Listing", "listings_in", "listings_of"]

_OF_IT = re.compile("其中|包括|包含")
_FIGURES = re.compile(r"[\d０-９](?:[^\d０-９]+[\d０-９]+){2}")
"""Three figures at least: a total and two parts."""

_REST = re.compile("其[他它余]")
_CHANNEL = re.compile(
    "网站|网络|微信|微博|公众号|媒体|平台|抖音|快手|公报|报[刊纸]|电视|广播|客户端|APP|公[示告]栏|专栏|频道"
)
_SUBJECT = re.compile("涉及|有关|主要|内容")
"""One thing may concern several matters: such parts overlap at will."""

_NO_TOTAL = frozenset((
    *DIFFERING, "level", "average", "single", "last", "next", "years", "part_year", "carry", "move",
    "result", "outcome", "person",
))  # fmt: skip
"""Words after which a figure is not what a list is of."""
_UNSURE = _NO_TOTAL | {"sub", "year", "receive", "newly", "handle", "treat", "process"}
"""Words after which a figure may be no part of the total."""
_STATING = frozenset(("发布", "公开发布", "推送", "上传", "更新", "转载", "刊登", "刊载"))
_UNITS = COUNTED | {"篇", "期", "场"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A total and parts of it, all in one unit.

    Arguments:
        whole: the total.
        parts: the parts, two at least.
        exhaustive: the list ends with «其他»: nothing is missing.
        overlapping: the parts are channels, of which several may carry the same thing.
        text: the sentence.
        location: where it stands in the file.
    """

    whole: Figure
    parts: tuple[Figure, ...]
    exhaustive: bool
    overlapping: bool
    text: str
    location: Location = NOWHERE

    @property
    def sum(self) -> int:
        """What the parts add up to."""
        return sum(int(part.value) for part in self.parts)


def listings_of(report: Report) -> Iterator[Listing]:
    """Yield the lists of parts in a report's prose, each with its place in the file."""
    for text, location in report.paragraphs:
        if _OF_IT.search(text):
            yield from listings_in(text, location=location)


def listings_in(text: str, *, location: Location = NOWHERE) -> Iterator[Listing]:
    """Yield the lists of parts that a text gives, in reading order."""
    for sentence in sentences(text, _OF_IT):
        if sentence is None or _FIGURES.search(sentence.text) is None:
            continue
        found = words(sentence.plain)
        for at, word in enumerate(found):
            if word.tag == "sub" and (listing := _listing(found, at, sentence, location)):
                yield listing


def _listing(
    found: Sequence[Word], at: int, sentence: Sentence, location: Location
) -> Listing | None:
    whole = _whole(found[:at])
    parts = _parts(found[at + 1 :], whole, sentence.plain) if whole else []
    if whole is None or len(parts) < 2:
        return None
    named = sentence.plain[found[at].end : parts[-1].start]
    if _SUBJECT.search(named) or any(_value(part) >= _value(whole) for part in parts):
        return None
    last = sentence.plain[parts[-2].end : parts[-1].start]
    # Somebody applies once, but what is published may stand on several channels.
    overlapping = (
        _CHANNEL.search(named) is not None and "申请" not in sentence.plain[: parts[-1].start]
    )
    return Listing(
        figure_of(whole, sentence), tuple(figure_of(part, sentence) for part in parts),
        _REST.search(last) is not None, overlapping, sentence.text, location,
    )  # fmt: skip


def _value(word: Word) -> int:
    assert word.numeral is not None
    return int(word.numeral.value)


def _whole(before: Sequence[Word]) -> Word | None:
    """Return the figure that a list is of: the nearest before it, differences passed over."""
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        if word.tag in (";", "sub"):
            return None
        if word.tag in COUNTS and not is_difference(_lead(before[:at])):
            sure = word.member in _UNITS and _is_exact(word) and not _told_aside(before[:at])
            return word if sure else None
    return None


def _told_aside(before: Sequence[Word]) -> bool:
    """«上年结转1件，其中…»."""
    return any(word.tag in _NO_TOTAL for word in _lead(before))


def _lead(before: Sequence[Word]) -> Sequence[Word]:
    """Return the words of the clause that stand before a figure."""
    for at in range(len(before) - 1, -1, -1):
        if before[at].tag in COUNTS or before[at].tag in (",", ";"):
            return before[at + 1 :]
    return before


def _is_exact(word: Word) -> bool:
    return word.numeral is not None and not word.numeral.about and word.numeral.places == 0


def _parts(behind: Sequence[Word], whole: Word, plain: str) -> list[Word]:
    """Return the figures of a list, up to its end; none where one of them may be no part."""
    parts: list[Word] = []
    depth, published, told = 0, False, False
    for word in behind:
        if word.tag in ("(", ")"):
            depth += 1 if word.tag == "(" else -1
            if depth < 0:
                break
        elif depth:
            continue
        elif word.tag == ";":
            break
        elif word.tag in _UNSURE and word.member != "rest":
            return []
        elif word.tag == "publish":
            published = published or plain[word.start : word.end] in _STATING
        elif word.tag in COUNTS:
            if word.member != whole.member or (parts and published and not told):
                break  # another unit, or a sentence of its own («…，公众号发布80条»)
            if not _is_exact(word):
                return []
            told = published if not parts else told
            parts.append(word)
            published = False
    return parts
