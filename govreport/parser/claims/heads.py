"""Heads that say by themselves what is counted: results, applicants, cases, other tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.parser.claims.clauses import Slot
from govreport.parser.claims.meaning import DISPUTES, NOTHING, NOUNS, Meaning, has
from govreport.parser.claims.words import Word

__all__ = ["disputes", "plain", "result"]


def plain(word: Word, slot: Slot, left: Sequence[Word]) -> Meaning:
    """A head that says by itself what is counted."""
    match word.tag:
        case "result":
            return result(word, left)
        case "applicant":
            return Meaning((word.member,), "request")
        case "reconsideration" | "litigation" | "block":
            return Meaning(disputes(left, slot.right), "dispute", True, verb=word)
        case "outcome":
            return Meaning((f"outcome.{word.member}",), "outcome")
        case "norm" | "decide" | "act":
            return _other_table(word, left)
        case "closed":
            return Meaning(("handled",), verb=word)  # «申请量12件，结案11件»
        case "late":
            return Meaning(("late",), "request")
        case "fee":
            return Meaning(("fee",), "fee", True)
        case "channel" if has(left, "other") and not has(left, *NOUNS):
            return Meaning((), "other", True)  # «信箱收到来信12件»
        case "other" | "publish":
            return Meaning((), "other", True)
    return NOTHING


def result(word: Word, left: Sequence[Word]) -> Meaning:
    """A result; two of them coordinated make a group («予以公开及部分公开»)."""
    members = [w.member for w in left if w.tag == "result"]
    if members[-2:] == ["granted", "partial"]:
        return Meaning(("granted_partial",), "request")
    if members[-2:] == ["unavailable_not_held", "unavailable"] and not has(left, "and_others"):
        return Meaning(("unavailable_not_held",), "request")
    return Meaning((word.member,), "request")


def disputes(left: Sequence[Word], right: Iterable[Word]) -> tuple[str, ...]:
    """Reconsideration, litigation, one of its blocks, or both in one figure."""
    named = [word for word in [*left, *right] if word.tag in DISPUTES | {"block"}]
    for word in named:
        if word.tag == "block":
            return (f"litigation.{word.member}",)
    tags = {word.tag for word in named}
    if tags == DISPUTES:
        return ("reconsideration_litigation",)
    return tuple(tags)


def _other_table(word: Word, left: Sequence[Word]) -> Meaning:
    """Rules, normative documents, permits, penalties: the noun and what was done."""
    acts = [w.member for w in left if w.tag == "act"]
    nouns = [w for w in left if w.tag in ("norm", "decide")]
    noun = nouns[-1] if nouns else None
    act = acts[-1] if acts else ""
    if noun is not None and noun.tag == "decide":
        done = act == "decided" or has(left, "treat", "handle")
        kinds = (f"proactive.{noun.member}.decisions",) if done and not has(left, "publish") else ()
        return Meaning(kinds, f"decide.{noun.member}", True)
    if act in ("issued", "repealed", "in_force", "lapsed"):
        topic = f"norm.{noun.member}" if noun else ""
        return Meaning((f"act.{act}",), topic, noun is not None)
    return Meaning((), f"norm.{noun.member}" if noun else "other", True)
