"""Reads the sentences of a text one after the other and gives the claims they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from govreport.parser.claims.admission import PART, admitted, says_nothing
from govreport.parser.claims.clauses import Clause, Slot, clauses, slots
from govreport.parser.claims.grammar import (
    DISPUTES,
    NOTHING,
    NOUNS,
    VERBS,
    Meaning,
    announced,
    carries_over,
    enumerated,
    has,
    is_base,
    meaning_of,
)
from govreport.parser.claims.model import Scope
from govreport.parser.claims.negation import denials, goes_on, is_conditional, says_none
from govreport.parser.claims.outlook import Outlook, carries_on, outlook
from govreport.parser.claims.periods import Period
from govreport.parser.claims.sentences import Sentence
from govreport.parser.claims.settling import settled
from govreport.parser.claims.state import APPLICANTS, RESULTS, Draft, State
from govreport.parser.claims.words import Word, words

__all__ = ["Reader"]

_ALL = re.compile("[均都皆已]|全部|所有")
_OFFICE = re.compile("政府(?:办公[室厅]|办)$")
_OF_SUITS = frozenset(("胜诉", "败诉", "撤诉", "撤回起诉"))
_TIMELY = ("按时办结", "按期办结", "按时答复", "按期答复")
_ON_DISCLOSURE = frozenset(("requests", "disputes"))
_FIGURES = frozenset(("number", "amount"))
_ASIDE = frozenset(("total", "all", "this", "year", "public", "self", "whole"))
_DEALING = frozenset(("respectively", "each", "all"))
_OPENING = NOUNS | DISPUTES | {"other", "norm", "theme"}


class Reader:
    """Reads the sentences of one text.

    Arguments:
        year: the year of the report, ``None`` when unknown.
        organization: the reporting body; an office may report on what it does for its government.
        section: identifier of the section that the text stands in.
    """

    def __init__(
        self, year: int | None, organization: str | None = None, section: str = ""
    ) -> None:
        self.year = year
        self.is_office = bool(organization and _OFFICE.search(organization))
        self.state = State(disclosed=section in _ON_DISCLOSURE)

    @property
    def expects(self) -> bool:
        """The next sentence may go on without naming again what is spoken of."""
        return self.state.topic in ("request", "dispute")

    def forget(self) -> None:
        """A sentence on something else stands between: what follows does not carry on."""
        self.state = State()

    def pass_by(self, text: str) -> None:
        """A sentence without a figure: it may say what the next one is of."""
        named = "申请" in text or "申請" in text
        self.state = State(topic="request" if named else "", disclosed=named or "信息公开" in text)

    def read(self, sentence: Sentence) -> list[Draft]:
        """Return the claims of the next sentence."""
        self.text = sentence.plain
        self.sentence, parsed = _parsed(self.text)
        self.state = self._opening_state()
        self.period = Period(self.year)
        self.drafts: list[Draft] = []
        self.organ = ""
        self.done: list[Word] = []
        self.open: Slot | None = None
        for clause in parsed:
            self._clause(clause)
        return settled(self.drafts, self.done, self.text)

    def _opening_state(self) -> State:
        before = self.state
        disclosed = before.topic == "request" or before.disclosed or self.sentence.disclosed
        if self.expects and carries_on(self.sentence.words):
            own = before.topic == "dispute" and not has(self.sentence.words, *DISPUTES)
            cases = before.cases if own else []
            return State(
                before.topic, disclosed, parent=before.parent, cases=cases, covered=before.covered
            )
        topic = "request" if self.sentence.only_requests else ""
        return State(topic, disclosed, covered=before.covered)

    def _clause(self, clause: Clause) -> None:
        if clause.stop == ";":
            self.state.level, self.state.parent = 0, ()
        if clause.has_number:
            self.state.denying = False
        else:
            self._wordy(clause)
        last = clause.start
        dealt = self._dealt(clause)
        used = 0
        for slot in slots(clause):
            used = self._slot(slot, clause, next(dealt, ()), used)
            last = slot.number.end
        if not clause.has_number:
            self.open = None
        self._closing([word for word in clause.words if word.start >= last], clause)

    # ── clauses without a figure ──

    def _wordy(self, clause: Clause) -> None:
        state = self.state
        opened, state.denying = state.denying, False
        denied = list(denials(clause, opened))
        self._follow(clause.words)
        if not denied and (none := says_none(clause)):
            denied = [(kind, none, none) for kind in _announced_kinds(state.pending)]
        for kind, negation, noun in denied:
            if self.period.whole:
                derived = "." in kind or (kind in DISPUTES and is_conditional(clause, negation))
                self._add(kind, 0, negation.start, noun.end, derived=derived)
        if denied or goes_on(clause):
            state.denying = True
        elif self.open and carries_over(clause.words, self.year):
            self._claim("carried_out", self.open)
        else:
            self._announce(clause)

    def _announce(self, clause: Clause) -> None:
        """What a clause without a figure says the next one is of."""
        state = self.state
        nouns = [word for word in clause.words if word.tag in _OPENING]
        if not nouns and not has(clause.words, *VERBS):
            return
        if nouns or not state.pending.kinds:
            state.pending = announced(clause.words, nouns)
        if has(nouns, "request", "theme") and state.topic != "dispute":
            state.topic = "request"
        elif nouns and nouns[-1].tag in DISPUTES:
            state.topic = "dispute"
        elif nouns and nouns[-1].tag == "norm":
            state.topic = f"norm.{nouns[-1].member}"
        cases = dict.fromkeys(word.tag for word in nouns if word.tag in DISPUTES)
        state.cases = list(cases) or state.cases

    def _follow(self, passed: Sequence[Word]) -> None:
        """Take notice of times, bodies and 其中 in the order in which they stand."""
        self.period.follow(passed)
        for word in passed:
            if word.tag == "sub":
                self.state.level = 1
            elif word.tag == "represent":
                self.state.represents = True

    # ── figures ──

    def _dealt(self, clause: Clause) -> Iterator[tuple[str, ...]]:
        """Deal the figures behind «分别», «各» or «均为» out to the nouns and verbs before it."""
        mark = next((word for word in clause.words if word.tag in _DEALING), None)
        if mark is None:
            return
        before = [word for word in clause.words if word.start < mark.start]
        figures = [w for w in clause.words if w.tag == "number" and w.start > mark.start]
        if has(before, "number"):
            return
        kinds = enumerated(before, self.year)
        if mark.tag != "respectively" and len(figures) == 1:
            yield from [kinds] * _deals(mark, kinds, figures[0], clause)
        elif len(figures) == len(kinds):
            yield from ((kind,) for kind in kinds)

    def _slot(self, slot: Slot, clause: Clause, dealt: tuple[str, ...], used: int) -> int:
        """Read a figure; ``used`` words before it belong to the one before. Return how many of
        those behind it are its own.
        """
        state = self.state
        self._rise(slot)
        self._follow(slot.left)
        slot.left = slot.left[used:]
        self.organ = next(
            (self.text[w.start : w.end] for w in slot.left if w.tag == "organ"), self.organ
        )
        if has(slot.left, "whole"):
            state.partial = False
        elif state.covered and not self.is_office and has(slot.left, "organ"):
            state.partial = True
        kinds: tuple[str, ...] = ()
        if slot.number.tag in _FIGURES:
            kinds = self._kinds(slot, clause, dealt)
        for kind in kinds:
            self._claim(kind, slot)
        if kinds and has(slot.left, "whole"):
            state.covered = True
        self.open = slot if self._is_open(kinds, slot) else None
        if slot.number.tag == "number" and state.level == 0:
            state.parent = kinds or (("other",) if state.topic == "other" else ())
        if slot.brackets:
            self._brackets(slot.brackets, kinds)
        return state.former.used if kinds else 0

    def _is_open(self, kinds: Sequence[str], slot: Slot) -> bool:
        """«尚有3件未到期，结转下年度»: what becomes of them is said by the next clause."""
        if slot.number.tag != "number" or not self.period.whole or has(slot.left, *VERBS):
            return False
        return self.state.topic in ("request", "") and (not kinds or kinds == ("underway",))

    def _rise(self, slot: Slot) -> None:
        """«…，共收到…»: a total ends an enumeration of parts."""
        left = slot.left
        if has(left, "total") and has(left, *VERBS) and not has(left, "sub"):
            self.state.level, self.state.parent = 0, ()

    def _brackets(self, inner: Sequence[Clause], kinds: tuple[str, ...]) -> None:
        outer = self.state
        parent = kinds or outer.parent
        cases = list(kinds if DISPUTES.issuperset(kinds) and kinds else outer.cases)
        self.state = replace(outer, level=1, parent=parent, pending=NOTHING, cases=cases)
        whole = self.period.whole
        for clause in inner:
            self._clause(clause)
        self.state, self.period.whole = outer, whole

    def _kinds(self, slot: Slot, clause: Clause, dealt: tuple[str, ...]) -> tuple[str, ...]:
        """Return the kinds of claim that a figure makes, none where it is no claim."""
        meaning = self._meaning(slot, dealt)
        if meaning.topic == "outcome":
            return self._outcome(meaning, slot)
        found: list[str] = []
        if self.period.whole and not is_base(slot):
            for kind in meaning.kinds:
                name = admitted(kind, meaning, slot, clause, self.state, self.sentence)
                found += [name] if name else []
        self._remember(meaning, slot)
        if found and meaning.topic == "dispute":
            self.state.cases += [kind for kind in meaning.kinds if kind not in self.state.cases]
        return tuple(found)

    def _meaning(self, slot: Slot, dealt: tuple[str, ...]) -> Meaning:
        """Return what a figure counts, by its own words or by what was said before."""
        meaning = meaning_of(slot, self.year)
        if dealt:
            cases = any(kind.partition(".")[0] in DISPUTES for kind in dealt)
            return replace(
                meaning, kinds=dealt, topic="dispute" if cases else "request", named=True
            )
        if meaning.verb and meaning.kinds[:1] == (self.sentence.lone_applicant,):
            # «受理自然人政府信息公开申请1件»: all that was received.
            received = enumerated([meaning.verb], self.year)
            return replace(meaning, kinds=(*received, *meaning.kinds), named=True)
        if not meaning.kinds and not meaning.topic:
            return self._from_before(slot)
        if meaning.kinds == ("rest",):
            return replace(meaning, kinds=_rest_of(self.state.former.kinds))
        if meaning.topic.startswith("decide") and not meaning.kinds:
            return self._decided(meaning, slot)
        return meaning

    def _remember(self, meaning: Meaning, slot: Slot) -> None:
        state = self.state
        state.pending, state.former = NOTHING, meaning
        if self.sentence.attribute and meaning.kinds == ("named",):
            state.topic = "other"
        elif meaning.topic:
            state.topic = meaning.topic
        elif has(slot.left, "request", "theme"):
            state.topic = "request"

    def _from_before(self, slot: Slot) -> Meaning:
        """«收到政府信息公开申请，共12件»: the clause before says what is counted."""
        if has(slot.left, "level"):
            return self.state.former
        if any(word.tag not in _ASIDE for word in slot.left):
            return NOTHING
        if not (says_nothing(slot.before[-6:]) and says_nothing(slot.behind)):
            return NOTHING
        pending = self.state.pending
        if pending.kinds or self.state.topic != "request" or not has(slot.left, "total"):
            return pending
        told = any(draft.kind in ("received", "new") for draft in self.drafts)
        summed = (
            bool(self.drafts) and self.drafts[-1].kind == "carried_in"
        )  # «…，加上上年结转3件，共95件»
        return NOTHING if told and not summed else Meaning(("received",), "request", True)

    def _decided(self, meaning: Meaning, slot: Slot) -> Meaning:
        """«作出行政许可310件、行政处罚25件»: the verb stands before the first noun only."""
        former = self.state.former
        if not former.kinds or not former.topic.startswith("decide") or has(slot.left, "publish"):
            return meaning
        return replace(meaning, kinds=(f"proactive.{meaning.topic.partition('.')[2]}.decisions",))

    def _outcome(self, meaning: Meaning, slot: Slot) -> tuple[str, ...]:
        named = [word.tag for word in slot.left if word.tag in DISPUTES]
        if any(self.text[word.start : word.end] in _OF_SUITS for word in (*slot.left, *slot.right)):
            named.append("litigation")
        cases = named or self._cases_told()
        if not cases or self.state.topic not in ("dispute", "") or not self.period.whole:
            return ()
        case = cases[-1]
        self.state.cases = [*(each for each in self.state.cases if each != case), case]
        return (f"{case}.{meaning.kinds[0].partition('.')[2]}",)

    def _cases_told(self) -> list[str]:
        """The kinds of case that an outcome may be of; none where two figures before it leave it
        open («行政复议6件、行政诉讼3件，其中维持5件»), the other where one of them is zero.
        """
        told = self.drafts[-2:]
        together = len(self.state.cases) > 1 and {draft.kind for draft in told} == DISPUTES
        if not together:
            return self.state.cases
        some = [draft.kind for draft in told if draft.value]
        return some if len(some) == 1 else []

    # ── claims ──

    def _claim(self, kind: str, slot: Slot) -> None:
        numeral = slot.number.numeral
        assert numeral is not None
        kinds = [kind]
        if kind == "reconsideration_litigation" and (
            numeral.value == 0 or has(slot.left, "all", "each")
        ):
            kinds = ["reconsideration", "litigation"]
        for name in kinds:
            self._add(
                name.removeprefix(PART), numeral.value, numeral.start, numeral.end,
                about=numeral.about, scope="part" if name.startswith(PART) else "body",
                timely=slot.before.endswith(_TIMELY),
            )  # fmt: skip

    def _add(
        self, kind: str, value: int | Decimal, start: int, end: int, *,
        about: bool = False, derived: bool = False, scope: Scope = "body", timely: bool = False,
    ) -> None:  # fmt: skip
        # The general office of a province or a large city reports for itself (政府办公厅); an
        # office (政府办) that acts for its government is a part of the body that reports.
        acts_for = self.state.represents and not self.is_office and "办公厅代表" not in self.text
        if acts_for or self.state.partial:
            scope = "part"
        level = self.state.level
        self.drafts.append(
            Draft(kind, value, start, end, about, level, scope, derived, timely, self.organ)
        )

    # ── what a clause says of all cases ──

    def _closing(self, rest: Sequence[Word], clause: Clause) -> None:
        """«均已办结», «均获维持» behind the figures or in a clause of its own."""
        if not rest or has(rest, "negation"):
            return
        for at, word in enumerate(rest):
            if word.tag == "handle" and self.state.topic == "request":
                if _ALL.search(clause.text, clause.start, word.end):
                    self.done.append(word)
            elif word.tag == "outcome" and word.member == "upheld":
                self._all_upheld(rest[:at], word)

    def _all_upheld(self, before: Sequence[Word], upheld: Word) -> None:
        """«均获维持»: no other outcome, and nothing pending."""
        every = next((word for word in before if word.tag == "all"), None)
        if every is None:
            return
        for case in self.state.cases:
            for member in ("corrected", "other", "pending"):
                self._add(f"{case}.{member}", 0, every.start, upheld.end, derived=True)


def _deals(mark: Word, kinds: Sequence[str], figure: Word, clause: Clause) -> bool:
    """«收到、办结均为12件», not «收到申请，均已办结12件»."""
    return mark.tag == "each" or (
        len(kinds) > 1 and clause.between(mark, figure) in ("", "为", "是")
    )


@lru_cache(maxsize=512)
def _parsed(plain: str) -> tuple[Outlook, list[Clause]]:
    """The words and clauses of a sentence; many reports hold the same ones."""
    sentence = outlook(list(words(plain)))
    return sentence, clauses(sentence.words, plain)


def _announced_kinds(pending: Meaning) -> tuple[str, ...]:
    """Return what there is none of, where a clause announced it and the next says «无»."""
    if pending.kinds == ("reconsideration_litigation",):
        return ("reconsideration", "litigation")
    if pending.topic == "request":
        return ("received",) if pending.named else ()
    return pending.kinds if pending.topic == "dispute" else ()


def _rest_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """«其他3件»: of results behind a result, of applicants behind an applicant."""
    if not kinds:
        return ()
    if kinds[0] in APPLICANTS:
        return ("other_applicants",)
    return ("other",) if kinds[0].partition("_")[0] in RESULTS else ()
