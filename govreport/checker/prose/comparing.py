"""Holds each claim of a report against its readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from govreport.checker.context import Context
from govreport.checker.prose.readings import Value, readings_of, value_of
from govreport.parser.claims.model import Claim
from govreport.parser.report import Number

__all__ = ["CASES", "Compared", "compare", "is_treated", "values_of"]

Status = Literal["fits", "fails", "unknown", "aside"]

CASES = ("reconsideration", "litigation")
RESULTS = (
    "granted", "partial", "granted_partial", "denied", "unavailable", "refused", "withdrawn",
)  # fmt: skip


class Compared(NamedTuple):
    """A claim held against the tables.

    Arguments:
        claim: the claim; ``reading`` is filled in where one fits.
        status: ``fits``; ``fails``; ``unknown`` (no cell to compare with, or a doubtful one);
            ``aside`` (not exact, of a part of the body, or not printed).
        values: what the readings come to, the most natural first, up to the one that fits.
        fitting: the reading that fits.
        beside: rows that the readings of other figures in the sentence take.
    """

    claim: Claim
    status: Status
    values: tuple[Value, ...] = ()
    fitting: Value | None = None
    beside: frozenset[str] = frozenset()

    @property
    def nearest(self) -> Value:
        """The reading that was likeliest meant."""
        return self.likeliest[0]

    @property
    def likeliest(self) -> tuple[Value, ...]:
        """The readings by how likely they were meant: by the slip that each takes, the more natural
        one and what the sentence speaks of beside.
        """
        return _likeliest(self.claim.value, self.values, self.beside)

    def has_digits_of(self, value: Value) -> bool:
        """The figure and a reading differ in the order of their digits only."""
        printed, expected = str(self.claim.value), str(value.value)
        return len(printed) > 1 and printed != expected and sorted(printed) == sorted(expected)


_ASIDE = 2.0
"""What a reading costs that takes other rows than the figures beside it."""
_STRAINED = 0.4
"""What a reading costs beside the more natural one before it, as slips are weighed."""


@lru_cache(maxsize=256)
def _likeliest(
    printed: Number, values: tuple[Value, ...], beside: frozenset[str]
) -> tuple[Value, ...]:
    from govreport.checker.repair.slips import Slipped, slip_of

    def cost(at: int) -> float:
        slip = slip_of(Slipped(values[at].value or 0, printed, total=True))[1]
        aside = bool(beside) and not _rows(values[at]) <= beside
        return slip + _STRAINED * at + _ASIDE * aside

    return tuple(values[at] for at in sorted(range(len(values)), key=cost))


def _rows(value: Value) -> set[str]:
    return {cell.rpartition(".")[0] for cell, _ in value.cells}


def compare(context: Context, claims: Sequence[Claim]) -> tuple[Compared, ...]:
    """Hold every claim against its readings."""
    compared = tuple(_compared(context, claim, claims) for claim in claims)
    if all(each.status != "fails" for each in compared):
        return compared
    rows: dict[str, set[str]] = {}
    for each in compared:
        if each.fitting is not None:
            rows.setdefault(each.claim.text, set()).update(_rows(each.fitting))
    return tuple(
        each._replace(beside=frozenset(rows.get(each.claim.text, ())))
        if each.status == "fails"
        else each
        for each in compared
    )


def _compared(context: Context, claim: Claim, claims: Sequence[Claim]) -> Compared:
    if claim.about or claim.scope == "part":
        return Compared(claim, "aside")
    values: list[Value] = []
    for value in values_of(context, claim, claims):
        values.append(value)
        if value.value == claim.value and not claim.derived:
            expression = value.reading.expression
            fitted = claim if claim.reading == expression else replace(claim, reading=expression)
            return Compared(fitted, "fits", tuple(values), value)
    if claim.derived:
        return Compared(claim, "aside", tuple(values))
    if not values or any(value.value is None for value in values):
        return Compared(claim, "unknown", tuple(values))
    return Compared(claim, "fails", tuple(values))


def values_of(context: Context, claim: Claim, claims: Sequence[Claim]) -> Iterator[Value]:
    """Yield what the readings of a claim come to, the most natural first.

    Arguments:
        context: the report.
        claim: the claim.
        claims: all claims of the report.
    """

    def said(kind: str) -> Number | None:
        return _said(kind, claim, claims)

    kind = claim.claim
    if kind in ("handled", "received") and is_treated(claim):
        kind = "treated"
    for reading in readings_of(kind):
        if (value := value_of(reading, context, said)) is not None:
            yield value
            if claim.value == 0 and kind.startswith(CASES):
                return  # none is none: neither one block nor what is decided by itself


_VERBS = re.compile("办结|答复|回复|办复|办毕|完毕|完成|办理|处理|承办")


def is_treated(claim: Claim) -> bool:
    """Tell whether a figure is of «办理…申请», which may mean what was received or what was answered."""
    verbs = _VERBS.findall(claim.text, max(0, claim.start - 60), claim.start)
    return bool(verbs) and verbs[-1] in ("办理", "处理", "承办")


def _said(kind: str, claim: Claim, claims: Sequence[Claim]) -> Number | None:
    """Return another figure of the same place: one kind, or the sum of the results named."""
    near = [c for c in claims if c.location == claim.location and c.scope == claim.scope]
    if kind == "results":
        found = [c.value for c in near if c.claim.startswith(RESULTS) and c.text == claim.text]
        return sum(found) if found else None
    return next((c.value for c in near if c.claim == kind), None)
