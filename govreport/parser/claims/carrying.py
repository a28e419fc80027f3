"""Requests carried from one year into another: «上年结转», «结转下年», «结转2024年度»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from govreport.parser.claims.clauses import Slot
from govreport.parser.claims.meaning import NOUNS, Meaning, has, last
from govreport.parser.claims.words import Word

__all__ = ["CARRIERS", "carried", "carries_over", "next_year", "side_of"]

CARRIERS = frozenset(("carry", "move", "continue", "underway"))
_ENDS_CARRYING = frozenset(("receive", "newly", "result", "outcome", "fee"))


def carries_over(words: Sequence[Word], year: int | None) -> bool:
    """Tell whether a clause without a figure says where those before went: «…，结转下年度»."""
    at = last(words, frozenset(("carry", "move", "continue")))
    return at is not None and _direction(words[:at], words[at + 1 :], year) == "out"


def carried(slot: Slot, left: Sequence[Word], at: int, year: int | None) -> Meaning | None:
    """«上年结转», «结转下年», «结转2024年度»: which year stands beside the verb; ``carried_over``
    where none does.
    """
    verb = left[at]
    if verb.tag == "continue":
        side = "in" if _into_this_year(left[:at]) else "out"
        topic = _topic(left, slot.right)
        return Meaning((f"carried_{side}",), topic, _names_request(slot), verb=verb)
    if any(word.tag in _ENDS_CARRYING for word in left[at + 1 :] if word.start > verb.end):
        return None
    before = [word for word in left[:at] if verb.start - word.end <= 20]
    behind = [*left[at + 1 :], *slot.right]
    side = side_of(verb, before, behind, year)
    if not side and verb.tag == "underway":
        return Meaning(("underway",), "request")
    if not side and verb.tag == "move":
        return None
    if not side:
        side = "in" if has(before, "sub") and not has(behind, "continue") else "over"
    if side == "in" and has(before, "handle", "treat", "process"):
        return Meaning((), "request", True)
    return Meaning((f"carried_{side}",), _topic(left, slot.right), _names_request(slot), verb=verb)


def _into_this_year(before: Sequence[Word]) -> bool:
    """«结转本年度继续办理»."""
    return any(
        verb.tag in ("carry", "move") and year.tag == "this" and year.start - verb.end <= 1
        for verb, year in pairwise(before)
    )


def side_of(verb: Word, before: Sequence[Word], behind: Sequence[Word], year: int | None) -> str:
    """Return ``in`` or ``out`` where the verb («年初结转») or a year beside it tells, else ``""``."""
    return verb.member if verb.member in ("in", "out") else _direction(before, behind, year)


def _direction(before: Sequence[Word], behind: Sequence[Word], year: int | None) -> str:
    """Return ``in`` or ``out`` from the years beside a verb of carrying, ``""`` without any."""
    for word in behind:
        if word.tag in _ENDS_CARRYING | {"sub", "、"}:
            break
        if word.tag == "continue" or _is_year(word, "next", year, 1):
            return "out"
        if _is_year(word, "last", year, -1):
            return "in"
    for word in reversed(before):
        if _is_year(word, "last", year, -1):
            return "in"
        if _is_year(word, "next", year, 1):
            return "out"
    return ""


def next_year(words: Sequence[Word], year: int | None) -> bool:
    return any(_is_year(word, "next", year, 1) for word in words)


def _is_year(word: Word, tag: str, year: int | None, step: int) -> bool:
    if word.tag == tag:
        return True
    if word.tag != "year" or year is None:
        return False
    return word.year == year + step if step > 0 else word.year < year


def _topic(left: Sequence[Word], right: Sequence[Word]) -> str:
    for word in [*reversed(left), *right]:
        if word.tag in NOUNS:
            return "request"
        if word.tag == "other":
            return "other"
    return ""


def _names_request(slot: Slot) -> bool:
    return any(word.tag in NOUNS for word in [*slot.left, *slot.right])
