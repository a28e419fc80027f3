"""Reads the sentences of a text one after the other and gives the claims they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from govreport.parser.claims.admission import (
    VISITS,
    admitted,
    gap_before,
    is_for_something,
    says_nothing,
)
from govreport.parser.claims.announcing import announced, kinds_announced
from govreport.parser.claims.carrying import CARRIERS, carries_over
from govreport.parser.claims.clauses import Clause, Slot, clauses, slots
from govreport.parser.claims.context import case_of, meaning_in
from govreport.parser.claims.dealing import dealt
from govreport.parser.claims.drafting import Drafts
from govreport.parser.claims.figures import NUMBERS
from govreport.parser.claims.grammar import is_base
from govreport.parser.claims.meaning import DISPUTES, NOTHING, NOUNS, VERBS, Meaning, has
from govreport.parser.claims.negation import denials, goes_on, is_conditional, says_none
from govreport.parser.claims.outlook import Outlook, carries_on, leads_over, outlook
from govreport.parser.claims.periods import TIMES, Period
from govreport.parser.claims.sentences import Sentence
from govreport.parser.claims.settling import settled
from govreport.parser.claims.state import Draft, State
from govreport.parser.claims.words import Word, words

__all__ = ["Reader"]

_ALL = re.compile("[均都皆已]|全部|所有")
_FEE = Meaning(("fee",), "fee", True)
_OFFICE = re.compile("政府(?:办公[室厅]|办)$")
_ON_DISCLOSURE = frozenset(("requests", "disputes"))
_FIGURES = frozenset(("number", "amount"))
_OPENING = NOUNS | DISPUTES | {"other", "norm", "theme"}
_NAMING = NOUNS | DISPUTES | {"theme", "disclosure"}
_ANNOUNCING = _OPENING | VERBS
_CLOSING = frozenset(("handle", "outcome"))
_FOLLOWED = TIMES | {"sub", "represent"}
_TELLING = NUMBERS | _FOLLOWED | _ANNOUNCING | _CLOSING | CARRIERS | {"negation", "happen"}
"""Tags of the words that a clause may tell something by."""
_STEERING = _FOLLOWED | {"total", "receive", "organ", "whole"}


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
        self.sectioned = section in _ON_DISCLOSURE
        self.state = State(disclosed=self.sectioned, sectioned=self.sectioned)

    @property
    def expects(self) -> bool:
        """The next sentence may go on without naming again what is spoken of."""
        return self.state.topic in ("request", "dispute")

    def forget(self) -> None:
        """A sentence on something else stands between: what follows does not carry on."""
        self.state = State()

    def pass_by(self, sentence: Sentence) -> None:
        """A sentence without a figure: it may say what the next one is of, or only lead over to it."""
        text = sentence.text
        named = "申请" in text or "申請" in text
        if not named and self.expects and leads_over(words(sentence.plain), sentence.plain):
            return
        self.state = State(topic="request" if named else "", disclosed=named or "信息公开" in text)

    def read(self, sentence: Sentence, *, named: bool = True) -> list[Draft]:
        """Return the claims of the next sentence.

        Arguments:
            sentence: the sentence.
            named: it may name what it speaks of; otherwise it can only go on with the one before.
        """
        self.text = sentence.plain
        self.sentence, parsed = _parsed(self.text)
        resumes = self.expects and carries_on(self.sentence.words)
        self.state = self._opening_state(resumes)
        if not (named or resumes or has(self.sentence.words, *CARRIERS)):
            return []
        self.period = Period(self.year)
        self.drafts = Drafts(self.text, self.is_office)
        self.done: list[Word] = []
        self.open: Slot | None = None
        for clause in parsed:
            self._clause(clause)
        return settled(self.drafts.told, self.done, self.text)

    def _opening_state(self, resumes: bool) -> State:
        before = self.state
        disclosed = before.topic == "request" or before.disclosed or self.sentence.disclosed
        if resumes:
            own = before.topic == "dispute" and not has(self.sentence.words, *DISPUTES)
            cases = before.cases if own else []
            unnamed = not has(self.sentence.words, *_NAMING)
            return State(
                before.topic, disclosed, self.sectioned, unnamed,
                parent=before.parent, cases=cases, covered=before.covered,
            )  # fmt: skip
        topic = "request" if self.sentence.only_requests else ""
        return State(topic, disclosed, self.sectioned, covered=before.covered)

    def _clause(self, clause: Clause) -> None:
        state, tags = self.state, clause.tags
        if clause.stop == ";":
            state.level, state.parent = 0, ()
        if _TELLING.isdisjoint(tags):
            state.denying, self.open = False, None
            return
        if clause.has_number:
            state.denying = False
        else:
            self._wordy(clause)
        last = self._figures(clause) if clause.marks else clause.start
        if not clause.has_number:
            self.open = None
        if not _CLOSING.isdisjoint(tags):
            self._closing([word for word in clause.words if word.start >= last], clause)

    # ── clauses without a figure ──

    def _wordy(self, clause: Clause) -> None:
        state = self.state
        opened, state.denying = state.denying, False
        denied = list(denials(clause, opened)) if opened or "negation" in clause.tags else []
        if not _FOLLOWED.isdisjoint(clause.tags):
            self._follow(clause.words)
        if not denied and (none := says_none(clause)):
            denied = [(kind, none, none) for kind in kinds_announced(state.pending)]
        for kind, negation, noun in denied:
            if self.period.whole:
                derived = "." in kind or (kind in DISPUTES and is_conditional(clause, negation))
                self.drafts.add(kind, 0, negation.start, noun.end, state, derived=derived)
        if denied or goes_on(clause):
            state.denying = True
        elif self.open and carries_over(clause.words, self.year):
            self.drafts.claim("carried_out", self.open, self.state)
        else:
            self._announce(clause)

    def _announce(self, clause: Clause) -> None:
        """What a clause without a figure says the next one is of."""
        if "处理费" in clause.text[clause.start : clause.end]:
            self.state.pending = _FEE  # «依申请公开信息处理费收取情况：共3件，合计300元»
            return
        if _ANNOUNCING.isdisjoint(clause.tags):
            return
        state = self.state
        nouns = [word for word in clause.words if word.tag in _OPENING]
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

    def _figures(self, clause: Clause) -> int:
        """Read the figures of a clause; return where the last of them ends."""
        kinds = iter(dealt(clause, self.year))
        used = 0
        for slot in slots(clause):
            if not _STEERING.isdisjoint(clause.tags):
                self._steer(slot, used)
            if used:
                slot.left = slot.left[used:]
            used = self._slot(slot, clause, next(kinds, ()))
        return clause.words[clause.marks[-1]].end

    def _steer(self, slot: Slot, used: int) -> None:
        """See what the words before a figure say of time, body and whole.

        Arguments:
            slot: the figure.
            used: how many of the words before it belong to the figure before.
        """
        state = self.state
        self._rise(slot)
        self._follow(slot.left)
        left = slot.left[used:]
        organ = next((word for word in left if word.tag == "organ"), None)
        if organ is not None:
            self.drafts.organ = self.text[organ.start : organ.end]
            state.partial = state.partial or organ.member == "class"
        if has(left, "whole"):
            state.partial = False
        elif organ is not None and state.covered and not self.is_office:
            state.partial = True

    def _slot(self, slot: Slot, clause: Clause, dealt: tuple[str, ...]) -> int:
        """Read a figure; return how many of the words behind it are its own."""
        state = self.state
        kinds: tuple[str, ...] = ()
        if slot.number.tag in _FIGURES or slot.number.member == VISITS:
            kinds = self._kinds(slot, clause, dealt)
        for kind in kinds:
            self.drafts.claim(kind, slot, self.state)
        if kinds and "whole" in clause.tags and has(slot.left, "whole"):
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
        in_all = has(left, "total") or any(word.member == "in_all" for word in left)
        if in_all and has(left, *VERBS) and not has(left, "sub"):
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
        meaning = meaning_in(slot, dealt, self.year, self.state, self.sentence, self.drafts.told)
        if not dealt and len(clause.marks) > 1 and has(slot.left, "respectively"):
            meaning = NOTHING  # «机关和下属单位分别受理申请12件、5件»
        if meaning.topic == "outcome":
            return self._outcome(meaning, slot)
        found: list[str] = []
        if self.period.whole and not is_base(slot):
            for kind in meaning.kinds:
                name = admitted(kind, meaning, slot, clause, self.state, self.sentence)
                found += [name] if name else []
        self._remember(meaning, slot, clause)
        if found and meaning.topic == "dispute":
            self.state.cases += [kind for kind in meaning.kinds if kind not in self.state.cases]
        return tuple(found)

    def _remember(self, meaning: Meaning, slot: Slot, clause: Clause) -> None:
        state = self.state
        state.pending, state.former = NOTHING, meaning
        aside = self.sentence.attribute and meaning.kinds == ("named",)
        unsaid = not (meaning.topic or self.sentence.disclosed)
        if meaning.verb and unsaid and (state.resumed or not state.topic):
            # «受理行政审批件12件»: nothing that is known.
            aside = not says_nothing(gap_before(slot, clause))
        if meaning.topic == "request" and not aside:
            aside = is_for_something(meaning, slot, clause, state, self.sentence)
        # «…12件，其中涉及投诉举报5件»: requests still.
        on_matter = meaning.topic == "other" and state.level and not has(slot.left, *VERBS)
        if aside:
            state.topic = "other"
        elif on_matter and state.topic == "request":
            return
        elif meaning.topic:
            state.topic = meaning.topic
        elif has(slot.left, "request", "theme"):
            state.topic = "request"

    def _outcome(self, meaning: Meaning, slot: Slot) -> tuple[str, ...]:
        case = case_of(slot, self.state, self.drafts.told, self.text)
        if not case or not self.period.whole or self.sentence.judges:
            return ()
        self.state.cases = [*(each for each in self.state.cases if each != case), case]
        return (f"{case}.{meaning.kinds[0].partition('.')[2]}",)

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
                self.drafts.all_upheld(rest[:at], word, self.state)


@lru_cache(maxsize=512)
def _parsed(plain: str) -> tuple[Outlook, list[Clause]]:
    """The words and clauses of a sentence; many reports hold the same ones."""
    sentence = outlook(list(words(plain)))
    return sentence, clauses(sentence.words, plain)
