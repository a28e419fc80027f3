"""What a figure counts beside what was said before it: «收到政府信息公开申请，共12件»."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.parser.claims.admission import says_nothing
from govreport.parser.claims.clauses import Slot
from govreport.parser.claims.dealing import enumerated
from govreport.parser.claims.grammar import meaning_of
from govreport.parser.claims.meaning import DISPUTES, NOTHING, Meaning, has
from govreport.parser.claims.outlook import Outlook
from govreport.parser.claims.state import APPLICANTS, RESULTS, Draft, State

__all__ = ["case_of", "meaning_in"]

_ASIDE = frozenset(("total", "all", "this", "year", "public", "self", "whole"))
_OF_SUITS = frozenset(("胜诉", "败诉", "撤诉", "撤回起诉"))


def meaning_in(
    slot: Slot,
    dealt: tuple[str, ...],
    year: int | None,
    state: State,
    sentence: Outlook,
    drafts: Sequence[Draft],
) -> Meaning:
    """Return what a figure counts, by its own words or by what was said before.

    Arguments:
        slot: the figure with its words.
        dealt: the kinds that «分别» or «各» deals to it.
        year: the year of the report.
        state: what the sentence has said so far.
        sentence: what can be told of it as a whole.
        drafts: the figures before it.
    """
    meaning = meaning_of(slot, year)
    if dealt:
        cases = any(kind.partition(".")[0] in DISPUTES for kind in dealt)
        return meaning._replace(kinds=dealt, topic="dispute" if cases else "request", named=True)
    if meaning.verb and meaning.kinds[:1] == (sentence.lone_applicant,):
        # «受理自然人政府信息公开申请1件»: all that was received.
        received = enumerated([meaning.verb], year)
        return meaning._replace(kinds=(*received, *meaning.kinds), named=True)
    if not meaning.kinds and not meaning.topic:
        return _from_before(slot, state, drafts)
    if meaning.kinds == ("rest",):
        return meaning._replace(kinds=_rest_of(state.former.kinds))
    if meaning.topic.startswith("decide") and not meaning.kinds:
        return _decided(meaning, slot, state.former)
    return meaning


def _from_before(slot: Slot, state: State, drafts: Sequence[Draft]) -> Meaning:
    """«收到政府信息公开申请，共12件»: the clause before says what is counted."""
    if has(slot.left, "level"):
        return state.former
    if any(word.tag not in _ASIDE for word in slot.left):
        return NOTHING
    if slot.number.tag == "amount":  # «收取信息处理费2件，共计500元，其中一件200元»
        told = any(draft.kind == "fee" for draft in drafts)
        return NOTHING if told or state.former.kinds != ("fee",) else state.former
    if not (says_nothing(slot.before[-6:]) and says_nothing(slot.behind)):
        return NOTHING
    pending = state.pending
    if pending.kinds or state.topic != "request" or not has(slot.left, "total"):
        return pending
    told = any(draft.kind in ("received", "new") for draft in drafts)
    summed = bool(drafts) and drafts[-1].kind == "carried_in"  # «…，加上上年结转3件，共95件»
    return NOTHING if told and not summed else Meaning(("received",), "request", True)


def _rest_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """«其他3件»: of results behind a result, of applicants behind an applicant."""
    if not kinds:
        return ()
    if kinds[0] in APPLICANTS:
        return ("other_applicants",)
    return ("other",) if kinds[0].partition("_")[0] in RESULTS else ()


def _decided(meaning: Meaning, slot: Slot, former: Meaning) -> Meaning:
    """«作出行政许可310件、行政处罚25件»: the verb stands before the first noun only."""
    if not former.kinds or not former.topic.startswith("decide") or has(slot.left, "publish"):
        return meaning
    return meaning._replace(kinds=(f"proactive.{meaning.topic.partition('.')[2]}.decisions",))


def case_of(slot: Slot, state: State, drafts: Sequence[Draft], text: str) -> str:
    """Return the kind of case that an outcome («维持5件») is of, ``""`` where none can be told."""
    named = [word.tag for word in slot.left if word.tag in DISPUTES]
    if any(text[word.start : word.end] in _OF_SUITS for word in (*slot.left, *slot.right)):
        named.append("litigation")
    cases = named or _cases_told(state.cases, drafts[-2:])
    return cases[-1] if cases and state.topic in ("dispute", "") else ""


def _cases_told(cases: list[str], told: Sequence[Draft]) -> list[str]:
    """The kinds of case that an outcome may be of; none where two figures before it leave it
    open («行政复议6件、行政诉讼3件，其中维持5件»), the other where one of them is zero.
    """
    if len(cases) < 2 or {draft.kind for draft in told} != DISPUTES:
        return cases
    some = [draft.kind for draft in told if draft.value]
    return some if len(some) == 1 else []
