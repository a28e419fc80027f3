"""Drafts of claims: figures put down as a sentence is read, each with its scope."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from govreport.parser.claims.admission import PART
from govreport.parser.claims.clauses import Slot
from govreport.parser.claims.meaning import has
from govreport.parser.claims.model import Scope
from govreport.parser.claims.state import Draft, State
from govreport.parser.claims.words import Word

__all__ = ["Drafts"]

_TIMELY = ("按时办结", "按期办结", "按时答复", "按期答复")


class Drafts:
    """The drafts of one sentence.

    Arguments:
        text: the plain sentence.
        is_office: the office of a government reports for itself.
    """

    def __init__(self, text: str, is_office: bool) -> None:
        self.told: list[Draft] = []
        self.organ = ""
        # The general office of a province or a large city reports for itself (政府办公厅); an
        # office (政府办) that acts for its government is a part of the body that reports.
        self._may_act_for = not is_office and "办公厅代表" not in text

    def claim(self, kind: str, slot: Slot, state: State) -> None:
        """Put down the figure of a slot; one of two kinds of case is put down for each."""
        numeral = slot.number.numeral
        assert numeral is not None
        kinds = [kind]
        if kind == "reconsideration_litigation" and (
            numeral.value == 0 or has(slot.left, "all", "each")
        ):
            kinds = ["reconsideration", "litigation"]
        for name in kinds:
            self.add(
                name.removeprefix(PART), numeral.value, numeral.start, numeral.end, state,
                about=numeral.about, scope="part" if name.startswith(PART) else "body",
                timely=slot.before.endswith(_TIMELY),
            )  # fmt: skip

    def add(
        self, kind: str, value: int | Decimal, start: int, end: int, state: State, *,
        about: bool = False, derived: bool = False, scope: Scope = "body", timely: bool = False,
    ) -> None:  # fmt: skip
        """Put down a figure, of a part of the body where the sentence speaks of one."""
        if state.partial or (state.represents and self._may_act_for):
            scope = "part"
        level = state.level
        self.told.append(
            Draft(kind, value, start, end, about, level, scope, derived, timely, self.organ)
        )

    def all_upheld(self, before: Sequence[Word], upheld: Word, state: State) -> None:
        """«均获维持»: no other outcome, and nothing pending."""
        every = next((word for word in before if word.tag == "all"), None)
        if every is None:
            return
        for case in state.cases:
            for member in ("corrected", "other", "pending"):
                self.add(f"{case}.{member}", 0, every.start, upheld.end, state, derived=True)
