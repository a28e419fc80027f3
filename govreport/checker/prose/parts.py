"""Parts that exclude each other, with the total that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from govreport.parser.claims.model import Claim
from govreport.parser.report import Number

__all__ = ["Breakdown", "breakdowns"]

RESULTS = ("granted", "partial", "denied", "unavailable", "refused", "other")
APPLICANTS = ("natural_person", "legal_person")
OUTCOMES = ("upheld", "corrected", "other", "pending")
CASES = {
    case: frozenset(f"{case}.{outcome}" for outcome in OUTCOMES)
    for case in ("reconsideration", "litigation")
}
TOTALS = frozenset(
    ("received", "new", "carried_in", "handled", "carried_out", "reconsideration", "litigation")
)
HALVES = {
    "received": ("new", "carried_in"),
    "litigation": ("litigation.direct", "litigation.after_reconsideration"),
    "reconsideration_litigation": ("reconsideration", "litigation"),
}
"""Totals with the two parts that together are all of them."""
_OF_IT = re.compile("其中|包括|包含|含|分别|[（(：:]")
_BRACKETS = re.compile("[（(][^（()）]*[）)]")
OF_LEGAL_PERSONS = ("enterprise", "research", "social_organization", "legal_service")


class Breakdown(NamedTuple):
    """Parts named in one sentence.

    Arguments:
        parts: the parts; they exclude each other.
        totals: the figures that they may be the parts of, the most natural first.
        total: the claim that states the first of them.
        exhaustive: nothing can be missing: together they are the total.
    """

    parts: tuple[Claim, ...]
    totals: tuple[Number, ...]
    total: Claim
    exhaustive: bool

    @property
    def sum(self) -> Number:
        """What the parts add up to."""
        return sum(part.value for part in self.parts)

    @property
    def holds(self) -> bool:
        """The parts do not exceed the largest total; where nothing is missing they equal one."""
        if self.exhaustive:
            return self.sum in self.totals
        return self.sum <= max(self.totals)


def breakdowns(claims: Sequence[Claim]) -> Iterator[Breakdown]:
    """Yield the breakdowns of results, applicants and outcomes that the sentences give."""
    sure = (claim for claim in claims if claim.scope == "body" and not claim.derived)
    before: list[Claim] = []
    for _, group in groupby(sure, key=lambda claim: claim.text):
        own = list(group)
        if len(own) > 1:
            kinds = {claim.claim for claim in own}
            if not kinds <= TOTALS:
                same_place = before and before[0].location == own[0].location
                yield from _of_requests(own, before if same_place else [])
            for case in CASES:
                if case in kinds:
                    yield from _of_cases(own, case)
            for whole, halves in HALVES.items():
                if whole in kinds and halves[0] in kinds:
                    yield from _of_halves(own, whole, halves)
        before = own


def _of_requests(own: Sequence[Claim], near: Sequence[Claim]) -> Iterator[Breakdown]:
    for parts, exhaustive in (_results(own), _applicants(own)):
        if len(parts) > 1 and not any(part.about for part in parts):
            total, totals = _totals(own, near)
            if total is not None:
                yield Breakdown(tuple(parts), totals, total, exhaustive)


def _results(own: Sequence[Claim]) -> tuple[list[Claim], bool]:
    """The results of one sentence: a group, or its rows where the group is not named."""
    groups: dict[str, list[Claim]] = {}
    for claim in own:
        group = claim.claim.partition("_")[0]
        if group in RESULTS and claim.claim != "other_applicants":
            groups.setdefault(group, []).append(claim)
    parts: list[Claim] = []
    for group, found in groups.items():
        named = [claim for claim in found if claim.claim in (group, "granted_partial")]
        parts += named[:1] or found
    named_groups = set(groups) | (
        {"partial"} if any(p.claim == "granted_partial" for p in parts) else set()
    )
    return parts, named_groups >= {
        "granted",
        "partial",
        "denied",
        "unavailable",
        "refused",
        "other",
    }


def _applicants(own: Sequence[Claim]) -> tuple[list[Claim], bool]:
    named = {claim.claim: claim for claim in own}
    if "natural_person" in named and "legal_person" in named:
        return [named["natural_person"], named["legal_person"]], True
    kinds = ("natural_person", *OF_LEGAL_PERSONS, "other_applicants")
    return [named[kind] for kind in kinds if kind in named], False


def _totals(own: Sequence[Claim], near: Sequence[Claim]) -> tuple[Claim | None, tuple[Number, ...]]:
    """Return what results or applicants may add up to: handled, received, with and without
    what was carried in and out.
    """
    kinds = ("handled", "received", "new")
    source = own if any(claim.claim in kinds for claim in own) else [*near, *own]
    value = {claim.claim: claim for claim in reversed(source)}
    total = next((value[kind] for kind in kinds if kind in value), None)
    if total is None or any(claim.about for claim in source):
        return None, ()
    carried_in = value["carried_in"].value if "carried_in" in value else 0
    carried_out = value["carried_out"].value if "carried_out" in value else 0
    withdrawn = value["withdrawn"].value if "withdrawn" in value else 0
    totals: dict[Number, None] = {}
    for kind in kinds:
        if kind in value:
            for taken in (0, carried_out, withdrawn):
                for added in (0, carried_in):
                    totals.setdefault(value[kind].value + added - taken)
    return total, tuple(totals)


def _of_cases(own: Sequence[Claim], case: str) -> Iterator[Breakdown]:
    total = next(claim for claim in own if claim.claim == case)
    parts = [claim for claim in own if claim.claim in CASES[case]]
    if total.about or len(parts) < 2 or any(part.about for part in parts):
        return
    yield Breakdown(tuple(parts), (total.value,), total, len(parts) == len(OUTCOMES))


def _of_halves(own: Sequence[Claim], whole: str, halves: Sequence[str]) -> Iterator[Breakdown]:
    """«行政诉讼7件，其中未经复议直接起诉5件，复议后起诉2件»; one of them alone does not exceed it."""
    total = next(claim for claim in own if claim.claim == whole)
    parts = _together([claim for claim in own if claim.claim in halves])
    if len(parts) > len(halves) or any(c.about for c in (total, *parts)):
        return
    lead = total.text[total.end : parts[0].start] if parts else ""
    if _OF_IT.search(lead) and all(part.start > total.start for part in parts):
        yield Breakdown(tuple(parts), (total.value,), total, len(parts) == len(halves))


def _together(parts: list[Claim]) -> list[Claim]:
    """Leave out what stands behind the brackets of the first: «120件（新收120件），上年结转7件»."""
    for brackets in _BRACKETS.finditer(parts[0].text) if parts else ():
        if brackets.start() < parts[0].start < brackets.end():
            return [part for part in parts if part.start < brackets.end()]
    return parts
