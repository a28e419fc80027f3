"""Which bodies a parent's table takes in, where it is not all of them.

A city's report may speak of its own office alone, or leave the counties to their own reports. Then
its figures are those of one sort of its bodies. That is no mistake in adding up, but another scope.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from govreport.checker.compare.model import Rollup
from govreport.checker.compare.spelling import sort_of
from govreport.parser.report import Number

__all__ = ["Scope", "is_by_sort", "is_only_one", "scope_without", "scopes"]

LEAST_FIGURES = 4
"""Fewer figures above zero may agree by chance."""
_BELOW = frozenset(("county", "town", "zone"))
TIMES = 4
"""So many figures agree for each that does not."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The bodies that some of a parent's tables take in.

    Arguments:
        sum: the sum over these bodies, in these tables only.
        left: the other bodies.
    """

    sum: Rollup
    left: tuple[str, ...]


def is_by_sort(left_out: Sequence[str], units: Mapping[str, Mapping[str, Number]]) -> bool:
    """Tell whether bodies left out are all of their sort: not forgotten, but not counted.

    A body without any figure may be among them or not.
    """
    telling = [unit for unit, figures in units.items() if any(figures.values())]
    sorts = {sort_of(unit) for unit in left_out}
    rest = {sort_of(unit) for unit in telling} - sorts
    whole = {unit for unit in telling if sort_of(unit) in sorts} == set(left_out)
    return whole and bool(rest) and len(left_out) > 1


def is_only_one(body: str, units: Iterable[str]) -> bool:
    """Tell whether a body is the only government below: whether it counts is a matter of scope."""
    sort = sort_of(body)
    return sort in _BELOW and sum(sort_of(unit) == sort for unit in units) == 1


def scopes(rollup: Rollup, differing: Mapping[str, Number]) -> list[Scope]:
    """Return the scopes of the tables that differ from the sum over all bodies, where they are
    told by the figures; tables of one scope together.

    A table of few figures has the scope of another where it agrees with it in every cell.

    Arguments:
        rollup: the sum over all bodies.
        differing: the cells in which the parent's report differs from it.
    """
    tables = {address.partition(".")[0] for address in differing}
    names = (*rollup.units, *rollup.missing, *rollup.other_form)
    fits = {t.id: list(_fits(rollup, t.id, names)) for t in rollup.form.tables if t.id in tables}
    fitting_exactly = Counter(fit.sorts for of in fits.values() for fit in of if not fit.differ)

    def order(fit: _Fit) -> tuple[int, int, int]:
        return fit.differ, -fitting_exactly[fit.sorts], fit.left

    found: dict[tuple[str, ...], list[str]] = {}
    for table, fitting in fits.items():
        differs = sum(address.partition(".")[0] == table for address in differing)
        sure = [fit for fit in fitting if fit.is_sure(differs)]
        if sure:
            found.setdefault(min(sure, key=order).sorts, []).append(table)
    for table, fitting in fits.items():
        also = [fit for fit in fitting if fit.sorts in found and not fit.differ]
        if also and not any(table in of for of in found.values()):
            found[min(also, key=order).sorts].append(table)
    return [_scope(rollup, sorts, of, names) for sorts, of in found.items()]


def scope_without(rollup: Rollup, left_out: Collection[str], cells: Iterable[str]) -> Scope:
    """Return the scope of the tables of ``cells`` without all bodies of some sorts."""
    names = (*rollup.units, *rollup.missing, *rollup.other_form)
    others = {sort_of(unit) for unit in left_out}
    sorts = [sort for sort in dict.fromkeys(map(sort_of, names)) if sort not in others]
    tables = list(dict.fromkeys(cell.partition(".")[0] for cell in cells))
    return _scope(rollup, sorts, tables, names)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a table fits the sum over some sorts of bodies.

    Arguments:
        sorts: the sorts.
        left: how many bodies are of other sorts.
        agree: cells above zero that agree.
        differ: cells that do not.
        unknown: some of the other bodies have figures that are not known.
    """

    sorts: tuple[str, ...]
    left: int
    agree: int
    differ: int
    unknown: bool

    def is_sure(self, differs: int) -> bool:
        """Tell whether it fits so much better than the sum over all, of which ``differs`` cells
        differ, that it is no chance.
        """
        few = not self.differ if self.unknown else TIMES * self.differ <= min(self.agree, differs)
        return few and self.agree >= LEAST_FIGURES


def _fits(rollup: Rollup, table: str, names: Sequence[str]) -> Iterator[_Fit]:
    """Yield how a table fits each choice among the sorts of bodies that leaves out several."""
    counts = Counter(map(sort_of, names))
    sums = {sort: _sums(rollup, table, sort) for sort in counts}
    cells = {a: v for a, v in rollup.printed.items() if a.partition(".")[0] == table}
    lacking = {
        sort_of(unit)
        for address, of in rollup.unknown.items() if address.partition(".")[0] == table
        for unit in of
    }  # fmt: skip
    for count in range(1, len(counts)):
        for sorts in combinations(counts, count):
            others = counts.keys() - set(sorts)
            left = sum(counts[sort] for sort in others)
            if left > 1:  # a single body is forgotten
                expected = {a: sum(sums[sort].get(a, 0) for sort in sorts) for a in cells}
                differ = sum(expected[a] != printed for a, printed in cells.items())
                agree = sum(expected[a] == printed != 0 for a, printed in cells.items())
                yield _Fit(sorts, left, agree, differ, not lacking.isdisjoint(others))


def _sums(rollup: Rollup, table: str, sort: str) -> dict[str, Number]:
    sums: dict[str, Number] = {}
    for unit, figures in rollup.units.items():
        if sort_of(unit) == sort:
            for address, value in figures.items():
                if address.partition(".")[0] == table:
                    sums[address] = sums.get(address, 0) + value
    return sums


def _scope(
    rollup: Rollup, sorts: Sequence[str], tables: Sequence[str], names: Sequence[str]
) -> Scope:
    def taken(units: Sequence[str]) -> tuple[str, ...]:
        return tuple(unit for unit in units if sort_of(unit) in sorts)

    units = {unit: rollup.units[unit] for unit in taken(tuple(rollup.units))}
    cells = [a for a in rollup.printed if a.partition(".")[0] in tables]
    known = {a: [f[a] for f in units.values() if a in f] for a in cells}
    return Scope(
        replace(
            rollup,
            units=units,
            sums={a: sum(figures) for a, figures in known.items() if figures},
            printed={a: rollup.printed[a] for a in cells},
            missing=taken(rollup.missing),
            other_form=taken(rollup.other_form),
            unknown={
                a: lacking
                for a in cells
                if (lacking := [u for u in rollup.unknown.get(a, ()) if u in units])
            },
        ),
        tuple(name for name in names if sort_of(name) not in sorts),
    )
