"""Percentages held against the figures that they speak of, at the precision printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from govreport.parser.claims.relations import Figure, Relation
from govreport.parser.report import Number

__all__ = ["Judged", "agrees", "judge_growth", "judge_shares", "mended_relation"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A percentage held against its figures.

    Arguments:
        relation: the percentage.
        agrees: it fits; ``None`` where the figures it speaks of cannot be told.
        whole: the figure it was measured by.
        expected: what it should be, at the precision printed.
    """

    relation: Relation
    agrees: bool | None
    whole: Number | None = None
    expected: Decimal | None = None


def mended_relation(each: Relation, mended: Mapping[tuple[str, int], Number]) -> Relation:
    """Return a relation with the figures of its sentence as they should be.

    Arguments:
        each: the relation.
        mended: what figures should be, by sentence and place.
    """

    def right(figure: Figure) -> Figure:
        value = mended.get((each.text, figure.start)) if figure.same_sentence else None
        return figure if value is None else replace(figure, value=value)

    part = None if each.part is None else right(each.part)
    return replace(each, part=part, wholes=tuple(map(right, each.wholes)))


def agrees(
    value: Decimal, places: int, part: Number, whole: Number, *, adjusted: bool = False
) -> bool:
    """Tell whether a printed percentage stands for ``part`` of ``whole``.

    Arguments:
        value: the percentage as printed.
        places: decimals printed.
        part, whole: the figures; ``whole`` is above zero.
        adjusted: the percentages of one list were made to add up to 100: one last digit more or
            less is allowed.
    """
    # Everything in units of the last digit printed, times ``whole``: nothing is divided.
    off = part * 10 ** (places + 2) - int(value.scaleb(places)) * whole
    if 2 * abs(off) <= whole:
        return True
    # Cut off instead of rounded: towards zero, whichever the sign.
    cut = off if value >= 0 else -off
    if 0 <= cut < whole:
        return True
    return adjusted and 2 * abs(off) < 3 * whole


def rounded(part: Number, whole: Number, places: int) -> Decimal:
    """Return ``part`` of ``whole`` as a percentage with ``places`` decimals, rounded half up."""
    size = -part if part < 0 else part
    scaled = (2 * size * 10 ** (places + 2) + whole) // (2 * whole)
    number = Decimal(scaled).scaleb(-places)
    return -number if part < 0 else number


# ── shares and rates ──


def judge_shares(relations: Iterable[Relation], totals: Sequence[Number]) -> Iterator[Judged]:
    """Hold shares and rates against their figures; those of one list have one whole.

    Arguments:
        relations: the relations of a report, growth left out here.
        totals: totals of the tables by which shares of requests may be measured.
    """
    shares = (each for each in relations if each.kind != "growth")
    for _, group in groupby(shares, key=_list_of):
        yield from _judged_together(list(group), totals)


def _list_of(each: Relation) -> tuple[object, ...]:
    return each.location, each.text, each.kind, each.base


def _judged_together(group: Sequence[Relation], totals: Sequence[Number]) -> Iterator[Judged]:
    known = [each for each in group if each.part is not None and not each.part.about]
    candidates = _candidates(known, totals)
    adjusted = len(known) > 1 and sum(each.value for each in known) == 100
    # Zero is the same share of anything: it tells nothing of the whole.
    telling = [each for each in known if each.part and each.part.value]
    fits = {whole: sum(_fits(each, whole, adjusted) for each in telling) for whole in candidates}
    best = max(candidates, key=lambda whole: fits[whole], default=None)
    for each in group:
        if each not in known or best is None:
            yield Judged(each, None)
        else:
            yield _judged(each, best, fits[best], len(telling), candidates, adjusted)


def _judged(
    each: Relation,
    best: Number,
    count: int,
    size: int,
    candidates: Sequence[Number],
    adjusted: bool,
) -> Judged:
    for whole in (best, *candidates):
        if _fits(each, whole, adjusted):
            return Judged(each, True, whole)
    if any(_fits(joined, whole, adjusted) for joined in _joined(each) for whole in candidates):
        return Judged(each, True, best)
    if each.kind == "rate" and each.value == 100:
        return Judged(each, None)  # what is not due yet is left out
    certain = count * 2 >= size and count > 0 if size > 1 else each.explicit
    if not certain:
        return Judged(each, None)
    assert each.part is not None
    whole = best if size > 1 and not _is_of_others(each, best) else _own_whole(each, best)
    return Judged(each, False, whole, rounded(each.part.value, whole, each.places))


def _joined(each: Relation) -> Iterator[Relation]:
    """«其中行政复议21宗、行政诉讼10宗，占…%»: the part with those that stand before it."""
    before = [figure for figure in each.wholes if figure.same_sentence]
    assert each.part is not None
    for first in range(len(before) - 1, 0, -1):
        together = sum(figure.value for figure in before[first:]) + each.part.value
        yield replace(each, part=replace(each.part, value=together))


def _is_of_others(each: Relation, whole: Number) -> bool:
    """The sentence gives the figure for what is counted in another unit: «信息1000条…，申请12件…»."""
    assert each.part is not None
    units = {f.unit for f in each.wholes if f.same_sentence and f.value == whole}
    return bool(units) and each.part.unit not in units


def _own_whole(each: Relation, best: Number) -> Number:
    """The whole that stands nearest before the part in the same sentence."""
    assert each.part is not None
    own = [figure.value for figure in each.wholes if each.part.may_be_of(figure)]
    return own[-1] if own else best


def _candidates(group: Sequence[Relation], totals: Sequence[Number]) -> list[Number]:
    """Every figure that the shares may be measured by, the nearest first; never zero."""
    found: dict[Number, None] = {}
    for each in group:
        assert each.part is not None
        for figure in reversed(each.wholes):
            if figure.value >= each.part.value:
                found.setdefault(figure.value)
        earlier = [figure.value for figure in each.wholes if figure.same_sentence]
        for first, second in pairwise(earlier):
            found.setdefault(first + second)
    parts = {(each.part.start, each.part.value) for each in group if each.part}
    if len(parts) > 1:
        found.setdefault(sum(value for _, value in parts))
    found.update(dict.fromkeys(totals))
    return [value for value in found if value]


def _fits(each: Relation, whole: Number, adjusted: bool) -> bool:
    assert each.part is not None
    part = each.part.value
    return part <= whole and agrees(each.value, each.places, part, whole, adjusted=adjusted)


# ── growth ──


def judge_growth(relation: Relation, last_year: Number | None = None) -> Judged:
    """Hold a growth rate against this year's and last year's figure.

    Arguments:
        relation: the growth.
        last_year: last year's figure where the sentence does not give it.
    """
    part = relation.part
    if part is None or part.about:
        return Judged(relation, None)
    base = _base(relation, part.value, last_year)
    if base is None or base <= 0:
        return Judged(relation, None)
    change = part.value - base
    if agrees(relation.value, relation.places, change, base):
        return Judged(relation, True, base)
    return Judged(relation, False, base, rounded(change, base, relation.places))


def _base(relation: Relation, current: Number, last_year: Number | None) -> Number | None:
    if relation.wholes:
        figure = relation.wholes[0]
        return None if figure.about else figure.value
    if relation.change is not None and not relation.change.about:
        change = relation.change.value
        return current + change if relation.value < 0 else current - change
    return last_year
