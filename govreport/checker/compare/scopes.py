"""Which bodies a parent's table takes in, where it is not all of them.

A city's report may speak of its own office alone, or leave the counties to their own reports. Then
its figures are those of one sort of its bodies. That is no mistake in adding up, but another scope.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from govreport.checker.compare.model import Rollup
from govreport.checker.compare.spelling import sort_of
from govreport.parser.report import Number

__all__ = ["Scope", "is_by_sort", "scopes"]

LEAST_FIGURES = 4
"""Fewer figures above zero may agree by chance."""
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


def is_by_sort(left_out: Sequence[str], units: Sequence[str]) -> bool:
    """Tell whether several bodies left out are all of their sort: not forgotten, but not counted."""
    sorts = {sort_of(unit) for unit in left_out}
    return len(left_out) > 1 and {u for u in units if sort_of(u) in sorts} == set(left_out)


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
    found: dict[tuple[str, ...], list[str]] = {}
    for table, fitting in fits.items():
        sure = [fit for fit in fitting if fit.agree >= max(LEAST_FIGURES, TIMES * fit.differ)]
        if sure:
            found.setdefault(min(sure, key=_Fit.order).sorts, []).append(table)
    for table, fitting in fits.items():
        also = [fit for fit in fitting if fit.sorts in found and not fit.differ]
        if also and not any(table in of for of in found.values()):
            found[min(also, key=_Fit.order).sorts].append(table)
    return [_scope(rollup, sorts, of, names) for sorts, of in found.items()]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a table fits the sum over some sorts of bodies.

    Arguments:
        sorts: the sorts.
        left: how many bodies are of other sorts.
        agree: cells above zero that agree.
        differ: cells that do not.
    """

    sorts: tuple[str, ...]
    left: int
    agree: int
    differ: int

    def order(self) -> tuple[int, int]:
        """Return what it is sorted by, the best first."""
        return self.differ, self.left


def _fits(rollup: Rollup, table: str, names: Sequence[str]) -> Iterator[_Fit]:
    """Yield how a table fits each choice among the sorts of bodies that leaves out several."""
    counts = Counter(map(sort_of, names))
    sums = {sort: _sums(rollup, table, sort) for sort in counts}
    cells = {a: v for a, v in rollup.printed.items() if a.partition(".")[0] == table}
    for count in range(1, len(counts)):
        for sorts in combinations(counts, count):
            left = sum(counts.values()) - sum(counts[sort] for sort in sorts)
            if left > 1:
                expected = {a: sum(sums[sort].get(a, 0) for sort in sorts) for a in cells}
                differ = sum(expected[a] != printed for a, printed in cells.items())
                agree = sum(expected[a] == printed != 0 for a, printed in cells.items())
                yield _Fit(sorts, left, agree, differ)


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
