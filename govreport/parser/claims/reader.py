"""Reads the sentences of a text one after the other and gives the claims they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from govreport.parser.claims.clauses import Clause, Slot, clauses, slots
from govreport.parser.claims.grammar import DISPUTES, NOUNS, VERBS, Meaning, meaning_of
from govreport.parser.claims.negation import denials, goes_on
from govreport.parser.claims.periods import Period
from govreport.parser.claims.sentences import Sentence
from govreport.parser.claims.words import Word, words

__all__ = ["Draft", "Reader"]

_ORGAN = re.compile(r"(?:[局办委厅院处队所校镇乡县区市省州旗]|部门|单位|街道|政府|办公室|中心|公司)(?:[^,;]{0,2})$")
_EMPTY = re.compile(
    r"[的了已均共计为有约近达各其总数量中本年内度于在至并等是也和及与、仅则又另外即还尚有全年我局市县区镇件受理登记依法按时期规定要求办理完毕\s\"]*$"
)


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
        subject: whose figure: ``whole`` (全市), ``organ`` (市政府办), or nothing.
        scope: ``body`` or ``part``.
        derived: not printed.
    """

    kind: str
    value: int | Decimal
    start: int
    end: int
    about: bool = False
    level: int = 0
    subject: str = ""
    scope: str = "body"
    derived: bool = False


@dataclass(slots=True)
class State:
    """What a sentence has said so far."""

    topic: str = ""
    disclosed: bool = False
    level: int = 0
    parent: tuple[str, ...] = ()
    pending: Meaning = Meaning()
    subject: str = ""
    represents: bool = False
    act: str = ""
    norm: str = ""
    cases: list[str] = field(default_factory=list)
    denying: bool = False
    attribute: bool = False


class Reader:
    """Reads the sentences of one text.

    Arguments:
        year: the year of the report, ``None`` when unknown.
    """

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.state = State()

    def forget(self) -> None:
        """A sentence on something else stands between: what follows does not carry on."""
        self.state = State()

    def read(self, sentence: Sentence) -> list[Draft]:
        """Return the claims of the next sentence."""
        found = words(sentence.plain)
        before = self.state
        carries_on = before.topic in ("request", "dispute") and _carries_on(found)
        self.state = State(
            topic=before.topic if carries_on else "",
            disclosed=before.topic == "request" or before.disclosed,
            cases=before.cases if carries_on and before.topic == "dispute" else [],
        )
        self.state.disclosed |= any(w.tag in ("request", "disclosure") for w in found)
        self.state.attribute = _is_attribute(found)
        self.period = Period(self.year)
        self.drafts: list[Draft] = []
        self.done: list[Word] = []
        self.text = sentence.plain
        for clause in clauses(found, sentence.plain):
            self._clause(clause)
        return self._settled()

    def _clause(self, clause: Clause) -> None:
        state = self.state
        if clause.stop == ";":
            state.level, state.parent = 0, ()
        if not clause.has_number:
            self._wordy(clause)
        else:
            state.denying = False
        last = -1
        for slot in slots(clause):
            self._slot(slot, clause)
            last = slot.number.end
        self._closing([w for w in clause.words if w.start >= last], clause)

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
            return
        heads = [w for w in clause.words if w.tag in VERBS | NOUNS | DISPUTES | {"other", "norm", "act", "carry"}]
        if heads:
            state.pending = _pending(clause.words)
            if any(w.tag == "request" for w in heads) and state.topic != "dispute":
                state.topic = "request"
            elif heads[-1].tag in DISPUTES:
                state.topic = "dispute"
            if any(w.tag in DISPUTES for w in heads):
                state.cases = list(dict.fromkeys(w.tag for w in heads if w.tag in DISPUTES))
            norms = [w.member for w in heads if w.tag == "norm"]
            if norms:
                state.topic, state.norm = f"norm.{norms[-1]}", norms[-1]

    def _follow(self, passed: Iterable[Word]) -> None:
        """Take notice of times, bodies and 其中 in the order in which they stand."""
        state = self.state
        passed = list(passed)
        self.period.follow(passed)
        for word in passed:
            if word.tag == "sub":
                state.level = 1
            elif word.tag == "whole":
                state.subject = "whole"
            elif word.tag in ("organ", "self") and not state.subject:
                state.subject = word.tag
            elif word.tag == "represent":
                state.represents = True

    # ── figures ──

    def _slot(self, slot: Slot, clause: Clause) -> None:
        state = self.state
        self._rise(slot)
        self._follow(slot.left)
        kinds: tuple[str, ...] = ()
        if slot.number.tag in ("number", "amount"):
            kinds = self._kinds(slot, clause)
        for kind in kinds:
            self._claim(kind, slot)
        if slot.number.tag == "number" and state.level == 0:
            state.parent = kinds
        if slot.brackets:
            self._brackets(slot.brackets, kinds)

    def _rise(self, slot: Slot) -> None:
        """«…，共收到…»: a total ends an enumeration of parts."""
        tags = [word.tag for word in slot.left]
        if "sub" in tags or self.state.level == 0:
            return
        if "total" in tags and VERBS & set(tags):
            self.state.level, self.state.parent = 0, ()

    def _brackets(self, inner: Sequence[Clause], kinds: tuple[str, ...]) -> None:
        outer = self.state
        self.state = replace(outer, level=1, parent=kinds or outer.parent, pending=Meaning(), cases=list(outer.cases))
        for clause in inner:
            self._clause(clause)
        self.state = outer

    def _kinds(self, slot: Slot, clause: Clause) -> tuple[str, ...]:
        """Return the kinds of claim that a figure makes, none where it is no claim."""
        state = self.state
        meaning = meaning_of(slot, self.year, state.topic)
        if not meaning.kinds and not meaning.topic:
            meaning = self._from_before(slot)
        if meaning.topic == "outcome":
            return self._outcome(meaning, slot)
        kinds = tuple(kind for kind in meaning.kinds if self._admits(kind, meaning, slot))
        if meaning.topic:
            state.topic = meaning.topic
            if meaning.topic == "dispute":
                state.cases = [*state.cases, *(k for k in meaning.kinds if k not in state.cases)]
        state.pending = Meaning()
        return kinds

    def _from_before(self, slot: Slot) -> Meaning:
        """«收到政府信息公开申请，共12件»: the clause before says what is counted."""
        pending = self.state.pending
        own = [w for w in slot.left if w.tag not in ("total", "all", "this", "year", "public", "sub")]
        if pending.kinds and not own and _EMPTY.match(slot.before.rpartition(",")[2]):
            return pending
        return Meaning()

    def _admits(self, kind: str, meaning: Meaning, slot: Slot) -> bool:
        state = self.state
        if slot.number.tag == "amount":
            return kind == "fee"
        if not self.period.admits(slot):
            return False
        if kind in ("reconsideration", "litigation", "reconsideration_litigation") or kind.startswith("litigation."):
            return self._admits_case(kind, slot)
        if kind.startswith("proactive") or kind == "fee":
            return kind != "fee"
        if kind.startswith("act."):
            return bool(state.norm or meaning.topic)
        if not self._about_requests(meaning, slot):
            return False
        return self._admits_part(kind, meaning, slot) if state.level else self._admits_whole(kind, meaning, slot)

    def _about_requests(self, meaning: Meaning, slot: Slot) -> bool:
        """The figure is of requests: named here, or spoken of before and nothing else named."""
        if meaning.topic == "other":
            return False
        if meaning.named:
            return True
        if meaning.topic == "request" and meaning.kinds and meaning.kinds[0] not in ("named",):
            return self.state.topic in ("request", "") or meaning.verb is not None
        if meaning.kinds[0] in ("carried_in", "carried_out"):
            return self.state.topic in ("request", "") and self._nothing_else(slot)
        if meaning.kinds == ("handled",) and self.state.topic == "":
            return "其余" in slot.before
        return self.state.topic == "request" and self._nothing_else(slot)

    def _nothing_else(self, slot: Slot) -> bool:
        """No unknown noun stands between the governing word and the number."""
        start = max([word.end for word in slot.left], default=slot.number.start - len(slot.before))
        gap = self.text[max(start, slot.number.start - len(slot.before)) : slot.number.start]
        return len(gap) <= 6 or bool(_EMPTY.match(gap))

    def _admits_whole(self, kind: str, meaning: Meaning, slot: Slot) -> bool:
        if kind == "named":
            return self._admits_named(meaning, slot)
        if kind in ("received", "treated", "handled") and _has(slot.left, "channel"):
            return _has(slot.left, "ways") or meaning.named
        return True

    def _admits_named(self, meaning: Meaning, slot: Slot) -> bool:
        """«政府信息公开申请12件» without a verb."""
        if _has(slot.left, "channel", "publish", "rate") or _has(slot.right, "channel"):
            return False
        if self.state.attribute:
            return False
        return meaning.named

    def _admits_part(self, kind: str, meaning: Meaning, slot: Slot) -> bool:
        """Behind 其中 and in brackets: what the whole does not count in the same way."""
        parent = self.state.parent
        if kind == "named":
            return False
        if kind in ("received", "treated"):
            if "received" in parent or "treated" in parent or "new" in parent:
                return kind == "received" and _has(slot.left, "year", "this")
            return meaning.named and not parent
        if kind == "handled":
            return "handled" not in parent and not _has(slot.left, "channel")
        return True

    def _admits_case(self, kind: str, slot: Slot) -> bool:
        """Cases of the body's own on disclosure, not those it decides as an organ."""
        if self.state.level and kind in self.state.parent:
            return False
        if slot.number.numeral is not None and slot.number.numeral.value == 0:
            return True
        if _has(slot.left, "publish"):
            return False
        if self.state.disclosed or any(w.member == "被" for w in slot.left):
            return True
        return "被" in slot.before or not _has(slot.left, "receive", "treat", "handle", "closed")

    def _outcome(self, meaning: Meaning, slot: Slot) -> tuple[str, ...]:
        cases = self.state.cases
        named = [w.tag for w in slot.left if w.tag in DISPUTES]
        case = named[-1] if named else (cases[-1] if len(cases) else "")
        if not case or self.state.topic not in ("dispute", "") or not self.period.whole:
            return ()
        return (f"{case}.{meaning.kinds[0].partition('.')[2]}",)

    def _claim(self, kind: str, slot: Slot) -> None:
        numeral = slot.number.numeral
        assert numeral is not None
        if kind.startswith("act."):
            norm = self.state.norm or self.state.topic.partition(".")[2]
            kind = f"proactive.{norm}.{kind.partition('.')[2]}"
        if kind == "reconsideration_litigation" and numeral.value == 0:
            for each in sorted(DISPUTES, reverse=True):
                self._add(each, 0, numeral.start, numeral.end)
            return
        if kind == "named":
            kind = "received"
        self._add(kind, numeral.value, numeral.start, numeral.end, about=numeral.about, slot=slot)

    def _add(
        self, kind: str, value: int | Decimal, start: int, end: int, *,
        about: bool = False, derived: bool = False, slot: Slot | None = None,
    ) -> None:  # fmt: skip
        state = self.state
        scope = "part" if state.represents else "body"
        self.drafts.append(Draft(kind, value, start, end, about, state.level, state.subject, scope, derived))

    # ── what a clause says of all cases ──

    def _closing(self, rest: Sequence[Word], clause: Clause) -> None:
        """«均已办结», «均获维持» behind the figures or in a clause of its own."""
        state = self.state
        if any(word.tag == "negation" for word in rest):
            return
        for at, word in enumerate(rest):
            lead = clause.text[clause.start : word.start]
            if word.tag == "handle" and state.topic == "request" and re.search("[均都皆已]|全部|所有", lead):
                self.done.append(word)
            if word.tag == "outcome" and _has(rest[:at], "all") and word.member == "upheld":
                for case in state.cases:
                    for member in ("corrected", "other", "pending"):
                        self._add(f"{case}.{member}", 0, word.start, word.end, derived=True)

    # ── the end of the sentence ──

    def _settled(self) -> list[Draft]:
        drafts = self.drafts
        handled = {d.value for d in drafts if d.kind == "handled"}
        for draft in drafts:
            if draft.kind == "treated":
                draft.kind = "received" if handled else "handled"
        drafts = list(_without_underway(drafts))
        drafts += self._all_done(drafts)
        return list(_distinct(drafts))

    def _all_done(self, drafts: Sequence[Draft]) -> list[Draft]:
        kinds = {d.kind for d in drafts}
        whole = [d for d in drafts if d.kind in ("received", "new") and d.level == 0]
        if not self.done or not whole or "handled" in kinds:
            return []
        if any(d.kind == "carried_out" and d.value for d in drafts):
            return []
        word, draft = self.done[0], whole[0]
        derived = [replace(draft, kind="handled", start=word.start, end=word.end, derived=True)]
        if "carried_out" not in kinds and not draft.about:
            derived.append(
                replace(draft, kind="carried_out", value=0, start=word.start, end=word.end, derived=True)
            )
        return derived


def _carries_on(found: Sequence[Word]) -> bool:
    """The sentence goes on with what the one before spoke of."""
    for word in found:
        if word.tag in ("sub", "all", "handle", "carry", "move", "result", "outcome", "last", "number"):
            return True
        if word.tag in ("other", "publish", "receive", "norm", "decide"):
            return False
    return False


def _is_attribute(found: Sequence[Word]) -> bool:
    """«主动公开1027条，依申请公开459条，不予公开1535条»: kinds of documents, not requests."""
    return any(
        first.tag == "publish" and second.tag == "number"
        for first, second in zip(found, found[1:], strict=False)
    )


def _pending(found: Sequence[Word]) -> Meaning:
    """What a clause without a figure announces."""
    verbs = [w for w in found if w.tag in ("receive", "newly", "treat", "handle")]
    nouns = [w for w in found if w.tag in NOUNS | DISPUTES | {"other"}]
    if not nouns or nouns[-1].tag == "other":
        return Meaning((), "other" if nouns else "")
    if nouns[-1].tag in DISPUTES:
        tags = list(dict.fromkeys(w.tag for w in nouns if w.tag in DISPUTES))
        kinds = ("reconsideration_litigation",) if len(tags) == 2 else tuple(tags)
        return Meaning(kinds, "dispute", True)
    if not verbs:
        return Meaning(("named",), "request", nouns[-1].tag == "request")
    kind = {"receive": "received", "newly": "new", "treat": "treated", "handle": "handled"}[verbs[-1].tag]
    return Meaning((kind,), "request", nouns[-1].tag == "request", verb=verbs[-1])


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
