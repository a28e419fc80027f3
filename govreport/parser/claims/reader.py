"""Reads the sentences of a text one after the other and gives the claims they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from govreport.parser.claims.clauses import Clause, Slot, clauses, slots
from govreport.parser.claims.grammar import DISPUTES, NOUNS, VERBS, Meaning, enumerated, meaning_of
from govreport.parser.claims.model import Scope
from govreport.parser.claims.negation import denials, goes_on
from govreport.parser.claims.periods import Period
from govreport.parser.claims.sentences import Sentence
from govreport.parser.claims.words import Word, words

__all__ = ["Draft", "Reader"]

_ORGAN = re.compile(r"(?:[局办委厅院处队所校镇乡县区市]|部门|单位|街道|政府|办公室|中心|公司)$")
_EMPTY = re.compile(
    r"(?:[的了已均共计为有约近达各其总数量中本年内度于在至并等是也和及与、仅则又另外即还尚全我局市县区镇件。\s\"]|当年|依法|按时|按期|期限)*$"
)
_ALL = re.compile("[均都皆已]|全部|所有")
_OFFICE = re.compile("政府(?:办公[室厅]|办)$")
_ON_DISCLOSURE = frozenset(("requests", "disputes"))
_FINISHED = re.compile("办结|办毕|完毕|完成|完结|了结|办完")
_NOTHING = Meaning()
RESULTS = frozenset(("granted", "partial", "denied", "unavailable", "refused", "other", "withdrawn"))
APPLICANTS = {
    "natural_person", "legal_person", "enterprise", "research", "social_organization",
    "legal_service", "other_applicants",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A claim as far as one sentence tells it.

    Arguments:
        kind: the kind of claim.
        value: the figure.
        start: where it begins in the plain sentence.
        end: where it ends.
        about: not exact.
        level: 0 for a figure of its own, 1 for a part behind 其中 or in brackets.
        subject: whose figure: ``whole`` (全市), ``organ`` (市政府办), ``self`` (我局) or nothing.
        scope: ``body`` or ``part``.
        derived: not printed.
        timely: «按时办结», perhaps beside others prolonged.
    """

    kind: str
    value: int | Decimal
    start: int
    end: int
    about: bool = False
    level: int = 0
    subject: str = ""
    scope: Scope = "body"
    derived: bool = False
    timely: bool = False


@dataclass(slots=True)
class State:
    """What a sentence has said so far.

    Arguments:
        topic: what the last figure or noun was of.
        disclosed: disclosure has been spoken of, so that cases are cases on disclosure.
        level: 1 behind 其中 and in brackets.
        parent: the kinds of the figure that parts are parts of.
        pending: what a clause without a figure announced for the next one.
        former: what the last figure was of, whether it was a claim or not.
        subject: whose figures.
        cases: the kinds of case last spoken of.
        denying: the clause before was a denial.
    """

    topic: str = ""
    disclosed: bool = False
    level: int = 0
    parent: tuple[str, ...] = ()
    pending: Meaning = _NOTHING
    former: Meaning = _NOTHING
    subject: str = ""
    cases: list[str] = field(default_factory=list)
    denying: bool = False


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

    def pass_by(self, sentence: Sentence) -> None:
        """A sentence without a figure: it may say what the next one is of."""
        named = "申请" in sentence.plain
        self.state = State(topic="request" if named else "", disclosed=named or "信息公开" in sentence.plain)

    def read(self, sentence: Sentence) -> list[Draft]:
        """Return the claims of the next sentence."""
        found = _with_citizens(words(sentence.plain))
        before = self.state
        carries_on = self.expects and _carries_on(found)
        self.state = State(
            topic=before.topic if carries_on else "",
            disclosed=before.topic == "request"
            or before.disclosed
            or any(word.tag in ("request", "disclosure", "theme") for word in found),
            cases=before.cases if carries_on and before.topic == "dispute" else [],
            parent=before.parent if carries_on else (),
        )
        self.attribute = _is_attribute(found)
        self.judges = any(word.tag == "judge" for word in found)
        self.channels = _channels(found)
        applicants = {word.member for word in found if word.tag == "applicant"}
        self.lone_applicant = applicants.pop() if len(applicants) == 1 else ""
        self.assumed = self.state.topic == "" and _only_requests(found)
        if self.assumed:
            self.state.topic = "request"
        self.period = Period(self.year)
        self.drafts: list[Draft] = []
        self.done: list[Word] = []
        self.text = sentence.plain
        for clause in clauses(found, sentence.plain):
            self._clause(clause)
        return self._settled()

    def _clause(self, clause: Clause) -> None:
        if clause.stop == ";":
            self.state.level, self.state.parent = 0, ()
        if clause.has_number:
            self.state.denying = False
        else:
            self._wordy(clause)
        last = clause.start
        dealt = self._dealt(clause)
        for slot in slots(clause):
            self._slot(slot, clause, next(dealt, ()))
            last = slot.number.end
        self._closing([word for word in clause.words if word.start >= last], clause)

    # ── clauses without a figure ──

    def _wordy(self, clause: Clause) -> None:
        state = self.state
        opened, state.denying = state.denying, False
        denied = list(denials(clause, opened))
        self._follow(clause.words)
        for kind, negation, noun in denied:
            if self.period.whole:
                self._add(kind, 0, negation.start, noun.end, derived="." in kind)
        if denied or goes_on(clause):
            state.denying = True
        else:
            self._announce(clause)

    def _announce(self, clause: Clause) -> None:
        """What a clause without a figure says the next one is of."""
        state = self.state
        nouns = [w for w in clause.words if w.tag in NOUNS | DISPUTES | {"other", "norm", "theme"}]
        if not nouns and not any(word.tag in VERBS for word in clause.words):
            return
        if nouns or not state.pending.kinds:
            state.pending = _pending(clause.words, nouns)
        if any(word.tag in ("request", "theme") for word in nouns) and state.topic != "dispute":
            state.topic = "request"
        elif nouns and nouns[-1].tag in DISPUTES:
            state.topic = "dispute"
        elif nouns and nouns[-1].tag == "norm":
            state.topic = f"norm.{nouns[-1].member}"
        cases = dict.fromkeys(word.tag for word in nouns if word.tag in DISPUTES)
        state.cases = list(cases) or state.cases

    def _follow(self, passed: Sequence[Word]) -> None:
        """Take notice of times, bodies and 其中 in the order in which they stand."""
        state = self.state
        self.period.follow(passed)
        for word in passed:
            if word.tag == "sub":
                state.level = 1
            elif word.tag in ("whole", "represent") or (word.tag in ("organ", "self") and not state.subject):
                state.subject = word.tag

    # ── figures ──

    def _dealt(self, clause: Clause) -> Iterator[tuple[str, ...]]:
        """Deal the figures behind «分别» or «各» out to the nouns and verbs before it."""
        mark = next((w for w in clause.words if w.tag in ("respectively", "each")), None)
        if mark is None:
            return
        before = [w for w in clause.words if w.start < mark.start]
        kinds = enumerated(before, self.year)
        figures = [w for w in clause.words if w.tag == "number" and w.start > mark.start]
        if any(w.tag == "number" for w in before):
            return
        if mark.tag == "each" and len(figures) == 1:
            yield kinds
        elif len(figures) == len(kinds):
            yield from ((kind,) for kind in kinds)

    def _slot(self, slot: Slot, clause: Clause, dealt: tuple[str, ...]) -> None:
        state = self.state
        self._rise(slot)
        self._follow(slot.left)
        kinds: tuple[str, ...] = ()
        if slot.number.tag in ("number", "amount"):
            kinds = self._kinds(slot, clause, dealt)
        for kind in kinds:
            self._claim(kind, slot)
        if slot.number.tag == "number" and state.level == 0:
            state.parent = kinds or (("other",) if state.topic == "other" else ())
        if slot.brackets:
            self._brackets(slot.brackets, kinds)

    def _rise(self, slot: Slot) -> None:
        """«…，共收到…»: a total ends an enumeration of parts."""
        tags = {word.tag for word in slot.left}
        if "sub" not in tags and "total" in tags and VERBS & tags:
            self.state.level, self.state.parent = 0, ()

    def _brackets(self, inner: Sequence[Clause], kinds: tuple[str, ...]) -> None:
        outer = self.state
        parent = kinds or outer.parent
        self.state = replace(outer, level=1, parent=parent, pending=_NOTHING, cases=list(outer.cases))
        for clause in inner:
            self._clause(clause)
        self.state = outer

    def _kinds(self, slot: Slot, clause: Clause, dealt: tuple[str, ...]) -> tuple[str, ...]:
        """Return the kinds of claim that a figure makes, none where it is no claim."""
        state = self.state
        meaning = meaning_of(slot, self.year, state.topic)
        if meaning.verb and self.lone_applicant and meaning.kinds[:1] == (self.lone_applicant,):
            # «受理自然人政府信息公开申请1件»: all that was received.
            received = enumerated([meaning.verb], self.year)
            meaning = replace(meaning, kinds=(*received, *meaning.kinds), named=True)
        if dealt:
            meaning = replace(meaning, kinds=dealt, topic=_topic_of(dealt), named=True)
        elif not meaning.kinds and not meaning.topic:
            meaning = self._from_before(slot)
        if meaning.kinds == ("rest",):
            meaning = replace(meaning, kinds=_rest_of(state.former.kinds))
        if meaning.topic == "outcome":
            return self._outcome(meaning, slot)
        if meaning.topic.startswith("decide") and not meaning.kinds:
            meaning = self._decided(meaning, slot)
        kinds = tuple(
            admitted
            for kind in meaning.kinds
            if (admitted := self._admitted(kind, meaning, slot, clause))
        )
        self._remember(meaning, slot)
        return kinds

    def _remember(self, meaning: Meaning, slot: Slot) -> None:
        state = self.state
        state.pending, state.former = _NOTHING, meaning
        if self.attribute and meaning.kinds == ("named",):
            state.topic = "other"
        elif meaning.topic:
            state.topic = meaning.topic
        elif _has(slot.left, "request", "theme"):
            state.topic = "request"
        if meaning.topic == "dispute":
            state.cases += [kind for kind in meaning.kinds if kind not in state.cases]

    def _from_before(self, slot: Slot) -> Meaning:
        """«收到政府信息公开申请，共12件»: the clause before says what is counted."""
        if any(word.tag == "level" for word in slot.left):
            return self.state.former
        pending = self.state.pending
        aside = ("total", "all", "this", "year", "public", "self", "whole")
        own = [word for word in slot.left if word.tag not in aside]
        if own or not _EMPTY.match(slot.before[-6:]) or not _EMPTY.match(slot.behind):
            return _NOTHING
        if pending.kinds or self.state.topic != "request" or not _has(slot.left, "total"):
            return pending
        told = {draft.kind for draft in self.drafts}
        return _NOTHING if told & {"received", "new"} else Meaning(("received",), "request", True)

    def _decided(self, meaning: Meaning, slot: Slot) -> Meaning:
        """«作出行政许可310件、行政处罚25件»: the verb stands before the first noun only."""
        former = self.state.former
        if not former.kinds or not former.topic.startswith("decide") or _has(slot.left, "publish"):
            return meaning
        return replace(meaning, kinds=(f"proactive.{meaning.topic.partition('.')[2]}.decisions",))

    def _admitted(self, kind: str, meaning: Meaning, slot: Slot, clause: Clause) -> str:
        """Return the kind under which a figure is admitted as a claim, or nothing."""
        if (slot.number.tag == "amount") != (kind == "fee") or not self.period.whole:
            return ""
        if kind == "fee" or kind.startswith("proactive"):
            return kind
        if kind.startswith("act."):
            norm = (meaning.topic or self.state.topic).partition("norm.")[2]
            return f"proactive.{norm}.{kind.partition('.')[2]}" if norm else ""
        if meaning.topic == "dispute":
            return kind if self._admits_case(kind, slot) else ""
        if not self._about_requests(meaning, slot, clause):
            return ""
        if self.state.level:
            return self._part(kind, meaning, slot, clause)
        return self._whole(kind, meaning, slot)

    def _about_requests(self, meaning: Meaning, slot: Slot, clause: Clause) -> bool:
        """The figure is of requests: named here, or spoken of before and nothing else named."""
        topic = self.state.topic
        if meaning.topic == "other":
            return False
        if meaning.named or (meaning.topic == "request" and meaning.verb is not None):
            return True
        if meaning.kinds[0] in ("carried_in", "carried_out"):
            return topic in ("request", "") and self._nothing_else(slot, clause)
        if meaning.topic == "request" and meaning.kinds[0] != "named":
            return topic in ("request", "") and not self.attribute
        if meaning.kinds == ("handled",) and topic == "":
            return "其余" in slot.before
        return topic == "request" and self._nothing_else(slot, clause)

    def _nothing_else(self, slot: Slot, clause: Clause) -> bool:
        """No unknown noun stands between the governing word and the number."""
        start = max((word.end for word in slot.left), default=slot.number.start - len(slot.before))
        gap = clause.text[start : slot.number.start]
        return (len(gap) <= 6 and not self.assumed) or _EMPTY.match(gap) is not None

    def _whole(self, kind: str, meaning: Meaning, slot: Slot) -> str:
        if kind == "named":
            aside = _has(slot.left, "channel", "publish", "rate") or _has(slot.right, "channel")
            if not meaning.named or aside or self.attribute:
                return ""
            return "received" if self._plainly_named(slot) else ""
        if kind in ("received", "treated", "handled", "processed") and _has(slot.left, "channel"):
            return kind if _has(slot.left, "ways") or self.channels < 2 else ""
        return kind

    def _plainly_named(self, slot: Slot) -> bool:
        """«政府信息公开申请共12件», «共12件政府信息公开申请»; not «对5件申请进行了补正»."""
        if noun := next((word for word in reversed(slot.left) if word.tag in NOUNS), None):
            gap = self.text[noun.end : slot.number.start]
            return not noun.attributive and _EMPTY.match(gap) is not None
        end = max((word.end for word in slot.right if word.tag in NOUNS), default=0)
        behind = slot.behind[max(0, end - slot.number.end) :]
        return _EMPTY.match(behind) is not None and not slot.before.endswith("对")

    def _part(self, kind: str, meaning: Meaning, slot: Slot, clause: Clause) -> str:
        """Behind 其中 and in brackets: what the whole does not count in the same way."""
        parent = self.state.parent
        if kind == "named" or ("other" in parent and not _has(slot.left, "receive", "newly")):
            return ""
        if kind in ("received", "treated", "processed"):
            if not {"received", "treated", "processed", "new"} & set(parent):
                return kind if meaning.named and parent in ((), ("other",)) else ""
            if kind == "received" and _has(slot.left, "year", "this"):
                return "new"
            return self._organ(kind, meaning, clause)
        if kind == "handled":
            if _has(slot.left, "manner", "channel"):
                return ""
            if "handled" in parent:
                return self._organ(kind, meaning, clause)
            return kind
        return kind

    def _organ(self, kind: str, meaning: Meaning, clause: Clause) -> str:
        """«其中市公安局受理12件»: the figure of a part of the body."""
        verb = meaning.verb
        named = verb is not None and _ORGAN.search(clause.text, clause.start, verb.start)
        return f"part {kind}" if named else ""

    def _admits_case(self, kind: str, slot: Slot) -> bool:
        """Cases of the body's own on disclosure, not those it decides as an organ."""
        if self.state.level and kind in self.state.parent:
            return False
        if slot.number.numeral is not None and slot.number.numeral.value == 0:
            return True
        if _has(slot.left, "publish") or self.judges:
            return False
        if self.state.disclosed or "被" in slot.before:
            return True
        return not _has(slot.left, "receive", "treat", "process", "handle", "closed")

    def _outcome(self, meaning: Meaning, slot: Slot) -> tuple[str, ...]:
        cases = [word.tag for word in slot.left if word.tag in DISPUTES] or self.state.cases
        if not cases or self.state.topic not in ("dispute", "") or not self.period.whole:
            return ()
        return (f"{cases[-1]}.{meaning.kinds[0].partition('.')[2]}",)

    def _claim(self, kind: str, slot: Slot) -> None:
        numeral = slot.number.numeral
        assert numeral is not None
        kinds = [kind]
        if kind == "reconsideration_litigation" and (numeral.value == 0 or _has(slot.left, "all", "each")):
            kinds = ["reconsideration", "litigation"]
        for each in kinds:
            scope, _, name = each.rpartition(" ")
            self._add(
                name, numeral.value, numeral.start, numeral.end,
                about=numeral.about, scope="part" if scope else "body",
                timely=slot.before.endswith(("按时办结", "按期办结", "按时答复", "按期答复")),
            )  # fmt: skip

    def _add(
        self, kind: str, value: int | Decimal, start: int, end: int, *,
        about: bool = False, derived: bool = False, scope: Scope = "body", timely: bool = False,
    ) -> None:  # fmt: skip
        state = self.state
        # The general office of a province or a large city reports for itself (政府办公厅); an
        # office (政府办) that acts for its government is a part of the body that reports.
        if state.subject == "represent" and not self.is_office and "办公厅代表" not in self.text:
            scope = "part"
        draft = Draft(kind, value, start, end, about, state.level, state.subject, scope, derived, timely)
        self.drafts.append(draft)

    # ── what a clause says of all cases ──

    def _closing(self, rest: Sequence[Word], clause: Clause) -> None:
        """«均已办结», «均获维持» behind the figures or in a clause of its own."""
        state = self.state
        if any(word.tag == "negation" for word in rest):
            return
        for at, word in enumerate(rest):
            lead = clause.text[clause.start : word.end]
            if word.tag == "handle" and state.topic == "request" and _ALL.search(lead):
                self.done.append(word)
            if word.tag == "outcome" and word.member == "upheld":
                self._all_upheld(rest[:at], word)

    def _all_upheld(self, before: Sequence[Word], upheld: Word) -> None:
        """«均获维持»: no other outcome, and nothing pending."""
        every = next((word for word in before if word.tag == "all"), None)
        if every is None:
            return
        for case in self.state.cases:
            for member in ("corrected", "other", "pending"):
                self._add(f"{case}.{member}", 0, every.start, upheld.end, derived=True)

    # ── the end of the sentence ──

    def _settled(self) -> list[Draft]:
        drafts = self.drafts
        kinds = {draft.kind for draft in drafts}
        for draft in drafts:
            if draft.kind == "treated":
                draft.kind = "received" if "handled" in kinds else "handled"
            elif draft.kind == "processed":
                draft.kind = "handled" if self._is_answer(draft, kinds) else "received"
        drafts = list(_without_underway(_without_timely(drafts)))
        drafts += self._all_done(drafts)
        return list(_distinct(drafts))

    def _is_answer(self, processed: Draft, kinds: set[str]) -> bool:
        """«收到12件，处理12件»; not «处理92件，其中新收91件» nor «实际处理7件，办结7件»."""
        before = any(d.kind in ("received", "new") and d.start < processed.start for d in self.drafts)
        return before and "handled" not in kinds

    def _all_done(self, drafts: Sequence[Draft]) -> list[Draft]:
        kinds = {draft.kind for draft in drafts}
        whole = [d for d in drafts if d.kind in ("received", "new") and d.level == 0]
        if not self.done or not whole or "handled" in kinds:
            return []
        if any(draft.kind == "carried_out" and draft.value for draft in drafts):
            return []
        word = self.done[0]
        all_of = replace(whole[0], kind="handled", start=word.start, end=word.end, derived=True)
        finished = _FINISHED.search(self.text, word.start, word.end)
        if finished is None or "carried_out" in kinds or all_of.about:
            return [all_of]
        return [all_of, replace(all_of, kind="carried_out", value=0)]


def _with_citizens(found: list[Word]) -> list[Word]:
    """«公民申请4件，企业申请2件»: beside other applicants, 公民 is one of them."""
    if not any(word.tag == "applicant" and word.member != "natural_person" for word in found):
        return found
    return [
        word._replace(tag="applicant", member="natural_person") if word.member == "citizen" else word
        for word in found
    ]


def _carries_on(found: Sequence[Word]) -> bool:
    """The sentence goes on with what the one before spoke of."""
    for word in found:
        if word.tag in _RESUMING or word.tag in VERBS:
            return True
        if word.tag in ("other", "publish", "norm", "decide"):
            return False
    return False


_RESUMING = frozenset(("sub", "carry", "move", "result", "outcome", "last", "number", "applicant"))


def _only_requests(found: Sequence[Word]) -> bool:
    """«受理375件（含上年结转5件），已办结371件»: only requests are counted in this way."""
    tags = {word.tag for word in found}
    if not {"receive", "newly"} & tags or "handle" not in tags or "carry" not in tags:
        return False
    return not tags & {"other", "decide", "norm", "publish", "apply", "request", "theme", *DISPUTES}


def _is_attribute(found: Sequence[Word]) -> bool:
    """«主动公开1027条，依申请公开459条，不予公开1535条»: kinds of documents, not requests."""
    kept = [word for word in found if word.tag not in ("disclosure", "total", "year", "this")]
    return any(
        first.tag == "publish" and first.member == "own" and second.tag == "number"
        for first, second in pairwise(kept)
    )


def _channels(found: Sequence[Word]) -> int:
    """Count the figures that stand by a way of applying («网上8件，信函3件»)."""
    count, channel = 0, False
    for word in found:
        if word.tag == "channel":
            channel = True
        elif word.tag == "number":
            count, channel = count + channel, False
    return count


def _pending(found: Sequence[Word], nouns: Sequence[Word]) -> Meaning:
    """What a clause without a figure announces."""
    if not nouns or nouns[-1].tag in ("other", "norm"):
        return _NOTHING
    if nouns[-1].tag in DISPUTES:
        cases = list(dict.fromkeys(word.tag for word in nouns if word.tag in DISPUTES))
        return Meaning(("reconsideration_litigation",) if len(cases) == 2 else tuple(cases), "dispute", True)
    verbs = [word for word in found if word.tag in VERBS]
    named = nouns[-1].tag == "request"
    if not verbs:
        return Meaning(("named",), "request", named)
    kinds = enumerated(verbs[-1:], None)
    return Meaning(kinds, "request", named, verb=verbs[-1])


def _topic_of(kinds: Sequence[str]) -> str:
    cases = any(kind.partition(".")[0] in DISPUTES for kind in kinds)
    return "dispute" if cases else "request"


def _rest_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """«其他3件»: of results behind a result, of applicants behind an applicant."""
    if not kinds:
        return ()
    if kinds[0] in APPLICANTS:
        return ("other_applicants",)
    return ("other",) if kinds[0].partition("_")[0] in RESULTS else ()


def _without_timely(drafts: Sequence[Draft]) -> list[Draft]:
    """«按时办结10件，延期办结2件»: neither is all that was handled."""
    if not any(draft.kind == "late" and draft.value for draft in drafts):
        return [draft for draft in drafts if draft.kind != "late"]
    return [d for d in drafts if d.kind != "late" and not (d.kind == "handled" and d.timely)]


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


def _distinct(drafts: Iterable[Draft]) -> Iterator[Draft]:
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        key = (draft.kind, draft.value, draft.scope, draft.about)
        if key not in seen:
            seen.add(key)
            yield draft


def _has(found: Iterable[Word], *tags: str) -> bool:
    return any(word.tag in tags for word in found)
