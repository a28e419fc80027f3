"""Denials and statements on all cases: «未收到…申请», «均已办结», «均获维持», «零败诉»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govreport.parser.claims.clauses import Clause
from govreport.parser.claims.figures import NUMBERS
from govreport.parser.claims.words import Word

__all__ = ["denials", "goes_on", "is_conditional", "says_none"]

_EVENTS = frozenset(("receive", "newly", "happen", "treat", "handle"))
_CASES = frozenset(("reconsideration", "litigation"))
_DISCLOSURE = frozenset(("disclosure", "request", "theme"))
_AFTER_REQUEST = _CASES | {"other", "handle", "fee", "result"}
"""What may be denied in place of the request before it («未发生申请不予答复的情况»)."""
_FAULTS = frozenset(("fault", "late"))
_TIMES_AND_BODIES = frozenset(("this", "year", "self", "all", "total", "whole"))
_NEAR = 10
"""Characters that may stand between the negation and what it denies («没有任何单位和个人»)."""
_LIGHT = re.compile(
    r"(?:的|等|相关|有关|任何|情况|情形|事项|事宜|现象|政府|信息|件|类|发生|出现|产生|要求|需求|内容|案例|案件|诉求|工作|办理|业务|书|数量|"
    r'公开|申请|请求|问题|。|"|或|和|及|、|与|以及|也|来函|提出)*$'
)
_JOINT = re.compile(r"(?:的|等|情况|案件|申请|事项)?(?:、|和|及|与|或|或者|以及|并|,)")


def denials(clause: Clause, opened: bool) -> Iterator[tuple[str, Word, Word]]:
    """Yield what a clause denies: the kind, the negation, and the noun denied.

    A denial of lost cases only («未发生…败诉») gives ``reconsideration.corrected`` and the like.

    Arguments:
        clause: a clause without a number.
        opened: the clause before it was a denial that this one may carry on.
    """
    words = clause.words
    for at, word in enumerate(words):
        if word.tag != "negation":
            continue
        if at and at == len(words) - 1 and words[at - 1].end == word.start:
            yield from _none_of(words[:at], word)
        if _denies(clause, at):
            yield from _denied(clause, word, words[at + 1 :])
            return
    if opened and words and _carries_on(words):
        yield from _denied(clause, words[0], words)


def _none_of(before: Sequence[Word], negation: Word) -> Iterator[tuple[str, Word, Word]]:
    """«行政复议、行政诉讼无»."""
    for word in before:
        if word.tag in _CASES:
            yield word.tag, negation, negation


def says_none(clause: Clause) -> Word | None:
    """Return the negation of a clause that names nothing: «…情况：本年度无»."""
    words = clause.words[:-1] if _ends_in_happening(clause) else clause.words
    if not words or words[-1].tag != "negation":
        return None
    *before, last = words
    if any(word.tag not in _TIMES_AND_BODIES for word in before):
        return None
    return last if _LIGHT.match(clause.text, clause.words[-1].end, clause.end) else None


def _ends_in_happening(clause: Clause) -> bool:
    """«…情况：本年度未发生»."""
    return bool(clause.words) and clause.words[-1].tag == "happen"


def goes_on(clause: Clause) -> bool:
    """The clause denies cases, and the next one may name further ones."""
    return "negation" in clause.tags and not clause.has_number


def _carries_on(words: Sequence[Word]) -> bool:
    return words[0].tag in {"happen", "apply"} | _CASES and any(w.tag in _CASES for w in words)


def _denies(clause: Clause, at: int) -> bool:
    """The negation stands before an event or a noun, not inside another word."""
    following = clause.words[at + 1 : at + 2]
    return bool(following) and following[0].start - clause.words[at].end <= _NEAR


def _denied(
    clause: Clause, negation: Word, after: Sequence[Word]
) -> Iterator[tuple[str, Word, Word]]:
    after = list(_until_number(after))
    if all(word.tag in ("happen", "receive") for word in after):
        yield from _never_happened(clause, negation, after)
        return
    cases = [word for word in after if word.tag in _CASES]
    if any(word.tag == "loss" or _is_loss(word) for word in after):
        for word in cases or [word for word in clause.words if word.tag in _CASES]:
            yield f"{word.tag}.corrected", negation, max(word, after[-1], key=_end)
        return
    if any(word.tag == "publish" for word in after[:1]):
        return
    carry = next((word for word in after if word.tag == "carry"), None)
    if carry is not None:
        before = any(word.tag == "last" for word in after)
        yield ("carried_in" if before else "carried_out"), negation, carry
        return
    fee = next((word for word in after if word.tag == "fee"), None)
    if fee is not None:
        yield "fee", negation, fee
        return
    request = _denied_request(clause, after)
    if request is not None:
        yield "received", negation, request
    if _of_other_work(clause, negation):
        return
    seen = set()
    for word in cases:
        if word.tag not in seen and not _followed_by_other(clause, after, word):
            yield word.tag, negation, word
        seen.add(word.tag)


def is_conditional(clause: Clause, negation: Word) -> bool:
    """«未发生因答复不当引起的行政复议»: there may have been cases for other reasons."""
    after = (word for word in clause.words if word.start >= negation.end)
    fault = False
    for word in after:
        if word.tag in _FAULTS:
            fault = True
        elif word.tag in _CASES:
            return False
        elif word.tag == "happen" and fault:
            return True
    return False


def _of_other_work(clause: Clause, negation: Word) -> bool:
    """«行政执法工作无行政复议»: cases that arose from other work than disclosure."""
    if any(word.tag in _DISCLOSURE for word in clause.words):
        return False
    return any(word.tag == "other" for word in clause.words if word.end <= negation.start)


def _never_happened(
    clause: Clause, negation: Word, after: Sequence[Word]
) -> Iterator[tuple[str, Word, Word]]:
    """«行政复议、行政诉讼情况均未发生», «申请零受理»: what is denied stands before."""
    if not after or not _LIGHT.match(clause.text, after[-1].end, clause.end):
        return
    none = clause.text[negation.start : negation.end] == "零"
    for tag in dict.fromkeys(word.tag for word in clause.words if word.start < negation.start):
        if tag in _CASES and (none or after[-1].tag == "happen"):
            yield tag, negation, after[-1]
        elif tag == "request" and none:
            yield "received", negation, after[-1]


def _end(word: Word) -> int:
    return word.end


def _is_loss(word: Word) -> bool:
    return word.tag == "outcome" and word.member == "corrected"


def _until_number(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        if word.tag in NUMBERS:
            return
        yield word


def _denied_request(clause: Clause, after: Sequence[Word]) -> Word | None:
    """Return the request that is denied; one that only names the cause of cases is not."""
    for at, word in enumerate(after):
        if word.tag not in ("request", "apply"):
            if word.tag == "other" or word.tag in _CASES:
                return None
            continue
        rest = [w for w in after[at + 1 :] if w.tag in _AFTER_REQUEST and w.member != "rest"]
        if word.tag == "apply" and not _plainly_applied(clause, after, at):
            return None
        if not rest:
            light = _LIGHT.match(clause.text, word.end, clause.end)
            received = any(w.tag in ("receive", "newly", "treat") for w in after[:at])
            return word if light or received else None
        if rest[0].tag in _CASES and _JOINT.match(clause.text, word.end):
            return word
        received = any(w.tag in ("receive", "newly") for w in after[:at])
        if received and _JOINT.match(clause.text, word.end):
            return word
        return None
    return None


def _plainly_applied(clause: Clause, after: Sequence[Word], at: int) -> bool:
    """«未接到公民、法人或其他组织申请», not «未收到商标注册申请»."""
    if at == 0:
        return True
    between = clause.text[after[at - 1].end : after[at].start]
    return len(between.strip("的向我局单位提出该此项类相关任何")) <= 1


def _followed_by_other(clause: Clause, after: Sequence[Word], case: Word) -> bool:
    """«行政复议被责令重新答复»: what is denied is what follows."""
    behind = [w for w in after if w.start >= case.end]
    return any(w.tag in ("outcome", "handle", "closed") for w in behind[:1])
