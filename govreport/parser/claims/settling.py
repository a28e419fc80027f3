"""The end of a sentence: what its figures turn out to be beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from govreport.parser.claims.state import Draft
from govreport.parser.claims.words import Word

__all__ = ["settled"]

_RESULTS = ("granted", "partial", "denied", "unavailable", "refused", "other", "withdrawn")
_EVERY = re.compile("[均都皆全]|悉数|一律|所有")
_HEARD = re.compile("(?<!未)(?:审结|结案)的?[^，,；;。]{0,8}[，,]?$")
_DUE = re.compile(r"(?<!未)到期|期满|应(?:当)?[答办]|其余|余下")
"""Of requests whose term had ended, or of the rest: others may have been carried out."""
_FINISHED = re.compile("办结|办毕|完毕|完成|完结|了结|办完")


def settled(drafts: list[Draft], done: Sequence[Word], text: str) -> list[Draft]:
    """Return the claims of a sentence.

    Arguments:
        drafts: its figures in reading order.
        done: the verbs by which it says that all was handled («均已办结»).
        text: the plain sentence.
    """
    if not drafts:
        return drafts
    if any(draft.derived for draft in drafts):
        drafts = [draft for draft in drafts if not _goes_too_far(draft, drafts, text)]
    kinds = {draft.kind for draft in drafts}
    _divide(drafts)
    for draft in drafts:
        if draft.kind == "treated":
            in_hand = "handled" in kinds or _holds_rest(draft, drafts)
            draft.kind = "received" if in_hand else "handled"
            if in_hand and _differs(draft, drafts):
                draft.kind = "underway"
        elif draft.kind == "processed":
            draft.kind = "handled" if _is_answer(draft, drafts, kinds) else "received"
        elif draft.kind == "carried_over":
            draft.kind = "carried_in" if _leads(draft, drafts) else "carried_out"
    if "late" in kinds:
        drafts = _without_timely(drafts)
    if "handled" in kinds:
        drafts = _without_parts_of_handled(drafts)
    if any(draft.kind == "underway" for draft in drafts):
        drafts = list(_without_underway(drafts))
    if done:
        drafts = [*drafts, *_all_done(drafts, done[0], text)]
    return list(_distinct(drafts)) if len(drafts) > 1 else drafts


def _divide(drafts: Sequence[Draft]) -> None:
    """«各县区收到500件，市直部门收到200件，市政府收到50件»: parts, of which no one is the body's."""
    kinds = [draft.kind for draft in drafts if draft.organ]
    for kind in {kind for kind in kinds if kinds.count(kind) > 1}:
        alike = [draft for draft in drafts if draft.kind == kind and draft.organ]
        if len({draft.organ for draft in alike}) == len(alike):
            for draft in drafts:
                draft.scope = "part" if draft.organ else draft.scope
            return


def _goes_too_far(denial: Draft, drafts: Sequence[Draft], text: str) -> bool:
    """«复议4件，其中纠正1件；诉讼3件，均获维持»: the suits only; «已审结的2件均获维持»: not those pending."""
    if not (denial.derived and _EVERY.match(text, denial.start)):
        return False
    case, _, outcome = denial.kind.partition(".")
    if outcome == "pending" and _HEARD.search(text[: denial.start]):
        return True
    others = (f"{case}.corrected", f"{case}.other")
    return any(draft.kind in others and draft.value and not draft.derived for draft in drafts)


def _is_answer(processed: Draft, drafts: Sequence[Draft], kinds: set[str]) -> bool:
    """«收到12件，处理12件»; not «处理92件，其中新收91件» nor «实际处理7件，办结7件»."""
    before = any(d.kind in ("received", "new") and d.start < processed.start for d in drafts)
    return before and "handled" not in kinds


def _holds_rest(treated: Draft, drafts: Sequence[Draft]) -> bool:
    """«办理108件，其中结转下年度3件»: what was in hand; not «收到74件，完成72件（结转2件）»."""
    if any(d.kind in ("received", "new") and d.start < treated.start for d in drafts):
        return False
    return any(d.kind == "carried_out" and d.level > treated.level and d.value for d in drafts)


def _differs(treated: Draft, drafts: Sequence[Draft]) -> bool:
    """«收到24件，答复23件，另外1件由业务科室办理»: not what was received."""
    before = [d for d in drafts if d.kind in ("received", "new") and d.start < treated.start]
    return bool(before) and all(draft.value != treated.value for draft in before)


def _leads(carried: Draft, drafts: Sequence[Draft]) -> bool:
    """«新收80件，结转5件，…结转下年3件»: those carried in, where others are carried out behind."""
    return any(
        d.kind == "carried_out" and d.start > carried.start and d.level == carried.level
        for d in drafts
    )


def _without_timely(drafts: Sequence[Draft]) -> list[Draft]:
    """«按时办结10件，延期办结2件»: neither is all that was handled."""
    prolonged = any(draft.kind == "late" and draft.value for draft in drafts)
    return [
        draft
        for draft in drafts
        if draft.kind != "late" and not (prolonged and draft.kind == "handled" and draft.timely)
    ]


def _without_parts_of_handled(drafts: list[Draft]) -> list[Draft]:
    """«收到37件，其中33件已办结，答复27件，撤回6件»: the second is a part of the first;
    «收到10件，其中2件办结，6件无法提供，2件不予公开»: what was answered in no other way.
    """
    parts = [d for d in drafts if d.kind == "handled" and d.level and d.scope == "body"]
    values = {int(draft.value) for draft in parts}
    received = sum(int(d.value) for d in drafts if d.kind in ("received", "new") and not d.level)
    results = [d for d in drafts if d.level and d.kind.startswith(_RESULTS)]
    others = (
        sum(int(d.value) for d in results) if any(d.kind != "withdrawn" for d in results) else 0
    )
    if len(values) < 2 and not (others and sum(values) + others == received):
        return drafts
    most = None if sum(values) + others == received else max(values)
    return [draft for draft in drafts if draft not in parts or draft.value == most]


def _without_underway(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """«2件正在办理»: carried out where the figures before it leave just that."""
    total = sum(int(d.value) for d in drafts if d.kind in ("received", "new", "carried_in"))
    handled = sum(int(d.value) for d in drafts if d.kind == "handled")
    for draft in drafts:
        if draft.kind != "underway":
            yield draft
        elif handled and total - handled == draft.value:
            draft.kind = "carried_out"
            yield draft


def _all_done(drafts: Sequence[Draft], verb: Word, text: str) -> list[Draft]:
    """«收到12件，均已办结»: twelve were handled, and nothing was carried out."""
    kinds = {draft.kind for draft in drafts}
    whole = [d for d in drafts if d.kind in ("received", "new") and d.level == 0]
    if not whole or "handled" in kinds:
        return []
    if _DUE.search(re.split("[，,；;。]", text[: verb.start])[-1]):
        return []
    if any(draft.kind == "carried_out" and draft.value for draft in drafts):
        return []
    all_of = replace(whole[0], kind="handled", start=verb.start, end=verb.end, derived=True)
    finished = _FINISHED.search(text, verb.start, verb.end)
    if finished is None or "carried_out" in kinds or all_of.about:
        return [all_of]
    return [all_of, replace(all_of, kind="carried_out", value=0)]


def _distinct(drafts: Iterable[Draft]) -> Iterator[Draft]:
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        key = (draft.kind, draft.value, draft.scope, draft.about)
        if key not in seen:
            seen.add(key)
            yield draft
