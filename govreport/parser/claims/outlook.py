"""What can be told of a sentence as a whole, before its figures are read one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from govreport.parser.claims.meaning import DISPUTES, VERBS
from govreport.parser.claims.words import Word

__all__ = ["Outlook", "carries_on", "leads_over", "outlook"]

_RESUMING = VERBS | {
    "sub", "carry", "move", "result", "outcome", "last", "number", "applicant",
}  # fmt: skip
_OTHER_TABLES = frozenset(("other", "publish", "norm", "decide"))
_NAMED = frozenset(("request", "disclosure", "theme"))
_TELLING = frozenset(("receive", "newly", "sub", "(", "next"))
"""Where one of these stands beside 办结 and 结转, requests are what is carried over."""
_RESULTS = ("partial", "unavailable", "denied_")
"""Results that nothing but a request has; letters and proposals may be published, too."""
_WAYS = frozenset(("channel", "manner"))
_MOST_UNKNOWN = 3
"""So many characters before «：» need not be known where a sentence goes on."""
_LEAD = 5
"""So many characters («二是规范», with the stop) need not be known in a sentence that leads over."""
_NO_NEWS = frozenset(("disclosure", "total", "year", "this"))


class Outlook(NamedTuple):
    """Facts about a whole sentence.

    Arguments:
        words: its words; 公民 beside other applicants is one of them.
        disclosed: it names disclosure, and not only of a part («其中涉及政府信息公开3件»).
        attribute: it tells how many documents are open to whom («主动公开1027条，依申请公开459条»).
        judges: it speaks of an organ that decides cases, or of cases of every kind.
        channels: how many figures stand by a way of applying or of answering.
        lone_applicant: the one kind of applicant that it names.
        only_requests: whatever it counts are requests.
    """

    words: list[Word]
    disclosed: bool
    attribute: bool
    judges: bool
    channels: int
    lone_applicant: str
    only_requests: bool


def outlook(found: list[Word]) -> Outlook:
    """Look a sentence over."""
    tags = {word.tag for word in found}
    if "applicant" in tags:
        found = _with_citizens(found)
    return Outlook(
        words=found,
        disclosed=not tags.isdisjoint(_NAMED) and _is_disclosed(found),
        attribute="publish" in tags and _is_attribute(found),
        judges="judge" in tags or _decides(tags) or ("other" in tags and _of_every_kind(found)),
        channels=_channels(found) if not tags.isdisjoint(_WAYS) else 0,
        lone_applicant=_lone_applicant(found) if "applicant" in tags else "",
        only_requests=_only_requests(tags, found),
    )


def _of_every_kind(found: Sequence[Word]) -> bool:
    """«民事诉讼3件»: cases on anything."""
    return any(word.member == "cases" for word in found)


def _decides(tags: set[str]) -> bool:
    """«办理行政复议案件134件，审结120件»: cases of others that the body decides."""
    return {"treat", "closed"} <= tags and not tags.isdisjoint(DISPUTES) and tags.isdisjoint(_NAMED)


def carries_on(found: Sequence[Word]) -> bool:
    """Tell whether a sentence goes on with what the one before spoke of."""
    known = 0
    for word in found:
        if word.tag in _RESUMING:
            return True
        if word.tag in _OTHER_TABLES or (word.tag == ":" and word.start - known > _MOST_UNKNOWN):
            return False  # «不动产登记：受理12件»
        known += word.end - word.start
    return False


def leads_over(found: Sequence[Word], plain: str) -> bool:
    """Tell whether a sentence without a figure names nothing new: «二是规范答复。»."""
    known = sum(word.end - word.start for word in found)
    return len(plain) - known <= _LEAD and all(word.tag not in _OTHER_TABLES for word in found)


def _with_citizens(found: list[Word]) -> list[Word]:
    """«公民申请4件，企业申请2件»: beside other applicants, 公民 is one of them; not where they
    stand before the list («收到群众申请6件，其中企业申请2件»).
    """
    if not any(word.tag == "applicant" and word.member != "natural_person" for word in found):
        return found
    listed = next((word.start for word in found if word.tag == "sub"), -1)
    return [
        word._replace(tag="applicant", member="natural_person")
        if word.member == "citizen" and word.start > listed
        else word
        for word in found
    ]


def _is_disclosed(found: Sequence[Word]) -> bool:
    for word in found:
        if word.tag == "sub":
            return False
        if word.tag in _NAMED:
            return True
    return False


def _is_attribute(found: Sequence[Word]) -> bool:
    kept = [word for word in found if word.tag not in _NO_NEWS]
    return any(
        first.tag == "publish" and first.member == "own" and second.tag == "number"
        for first, second in pairwise(kept)
    )


def _channels(found: Sequence[Word]) -> int:
    """Count the figures that stand by a way of applying («网上8件，信函3件») or of answering."""
    count, channel = 0, False
    for word in found:
        if word.tag in _WAYS:
            channel = True
        elif word.tag == "number":
            count, channel = count + channel, False
    return count


def _lone_applicant(found: Sequence[Word]) -> str:
    members = {word.member for word in found if word.tag == "applicant"}
    return members.pop() if len(members) == 1 else ""


def _into_a_year(found: Sequence[Word]) -> bool:
    """«结转2026年办理21件»."""
    return any(verb.tag == "carry" and year.tag == "year" for verb, year in pairwise(found))


def _only_requests(tags: set[str], found: Sequence[Word]) -> bool:
    """«受理375件（含上年结转5件），已办结371件», «其中371件办结，4件结转», «办结12件，其中部分公开3件»:
    only requests are counted in this way; so they are where the sentence names them later.
    """
    handled = "handle" in tags or {"newly", "treat", "carry"} <= tags
    if not handled or not tags.isdisjoint(_OTHER_TABLES | DISPUTES):
        return False
    if not tags.isdisjoint(_NAMED):
        return "sub" not in tags and not tags.isdisjoint(("receive", "newly"))
    if "result" in tags and any(word.member.startswith(_RESULTS) for word in found):
        return True
    return "carry" in tags and (not tags.isdisjoint(_TELLING) or _into_a_year(found))
