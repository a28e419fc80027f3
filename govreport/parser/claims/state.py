"""What a reader remembers: the claims of a sentence as drafts, and what was said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from govreport.parser.claims.meaning import NOTHING, Meaning
from govreport.parser.claims.model import Scope

__all__ = ["APPLICANTS", "RESULTS", "Draft", "State"]

RESULTS = frozenset(
    ("granted", "partial", "denied", "unavailable", "refused", "other", "withdrawn")
)
APPLICANTS = {
    "natural_person", "legal_person", "enterprise", "research", "social_organization",
    "legal_service", "other_applicants",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A claim as far as one sentence tells it.

    Arguments:
        kind: the kind of claim; ``treated``, ``processed``, ``underway`` and ``late`` until the
            end of the sentence tells what they are.
        value: the figure.
        start: where it begins in the plain sentence.
        end: where it ends.
        about: not exact.
        level: 0 for a figure of its own, 1 for a part behind 其中 or in brackets.
        scope: ``body`` or ``part``.
        derived: not printed.
        timely: «按时办结», perhaps beside others prolonged.
        organ: the organ whose figure it is, where the sentence names one.
    """

    kind: str
    value: int | Decimal
    start: int
    end: int
    about: bool = False
    level: int = 0
    scope: Scope = "body"
    derived: bool = False
    timely: bool = False
    organ: str = ""


@dataclass(slots=True)
class State:
    """What a sentence has said so far.

    Arguments:
        topic: what the last figure or noun was of.
        disclosed: disclosure has been spoken of, so that cases are cases on disclosure.
        sectioned: the section is on disclosure.
        resumed: the topic is that of the sentence before, and this one names nothing.
        level: 1 behind 其中 and in brackets.
        parent: the kinds of the figure that parts are parts of; ``other`` for other work.
        pending: what a clause without a figure announced for the next one.
        former: what the last figure was of, whether it was a claim or not.
        represents: an office acts for its government.
        cases: the kinds of case last spoken of.
        denying: the clause before was a denial.
        covered: figures of the whole («全区») have been given; those of an organ are parts of them.
        partial: an organ is spoken of beside the whole.
    """

    topic: str = ""
    disclosed: bool = False
    sectioned: bool = False
    resumed: bool = False
    level: int = 0
    parent: tuple[str, ...] = ()
    pending: Meaning = NOTHING
    former: Meaning = NOTHING
    represents: bool = False
    cases: list[str] = field(default_factory=list)
    denying: bool = False
    covered: bool = False
    partial: bool = False
