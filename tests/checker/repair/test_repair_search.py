"""The search finds every smallest set of changes: held against trying all of them."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest

from govreport.checker.repair.search import Budget, CutShortError, Search
from tests.checker.repair.systems import random_system, row, small, table_system

LARGEST = 6
"""So much is added to a figure at most when all changes are tried."""


def fails(system, deltas):
    return any(
        equation.residual
        + sum(k * deltas.get(cell, 0) for cell, k in equation.coefficients.items())
        for equation in system.equations
    )


def by_trying(system, size):
    """Every set of ``size`` changes, none larger than ``LARGEST``, that settles everything."""
    found = set()
    for cells in combinations(range(len(system.figures)), size):
        ranges = [
            [delta for delta in range(-system.values[cell], LARGEST + 1) if delta] for cell in cells
        ]
        for amounts in product(*ranges):
            if not fails(system, dict(zip(cells, amounts, strict=True))):
                found.add(tuple(zip(cells, amounts, strict=True)))
    return found


def search_of(system, steps=1_000_000, solutions=100_000):
    return Search(system, system.values, system.equations, Budget(steps, solutions))


def smallest(system):
    """The smallest solutions, their size, and whether the search left something out."""
    search = search_of(system)
    for size in range(1, len(system.figures) + 1):
        found = search.solutions(size)
        if found:
            return set(found), size, search.exhaustive
    return set(), 0, search.exhaustive


@pytest.mark.parametrize("seed", range(150))
def test_all_smallest_solutions_are_found(seed):
    system = random_system(Random(seed))
    if not any(equation.residual for equation in system.equations):
        return
    found, size, exhaustive = smallest(system)
    if not exhaustive or size > 3:
        return
    for less in range(1, size):
        assert by_trying(system, less) == set()
    assert all(not fails(system, dict(each)) for each in found)
    assert by_trying(system, size) == {
        each for each in found if all(delta <= LARGEST for _, delta in each)
    }


def test_one_wrong_figure_of_a_row():
    assert smallest(row([3, 1, 0, 5]))[0] == {
        ((0, 1),), ((1, 1),), ((2, 1),), ((3, -1),),
    }  # fmt: skip


def test_no_figure_falls_below_zero():
    """10 + 1, total 0: no part can take 11 away."""
    found, size, exhaustive = smallest(row([10, 1, 0, 0]))
    assert (found, size, exhaustive) == ({((3, 11),)}, 1, True)


def test_a_signed_figure_may_fall_below_zero():
    system = small({"SUM": (["a"], ["t"])}, {"a": 3, "t": -2}, a={"kind": "change"})
    assert ((0, -5),) in smallest(system)[0]


def test_a_change_may_be_bound_to_another():
    """Each alone is not admissible; together they are, and only by these amounts."""
    system = small(
        {"A": (["a", "b"], ["s"]), "B": (["c", "d"], ["t"]), "C": (["a", "c"], ["u"]),
         "D": (["b", "d"], ["v"])},
        {"a": 0, "b": 0, "s": 2, "c": 1, "d": 0, "t": 1, "u": 2, "v": 1},
    )  # fmt: skip
    found, size, exhaustive = smallest(system)
    assert exhaustive
    assert size == 2
    assert by_trying(system, 2) == found


def test_figures_that_are_free_cost_nothing():
    system = small(
        {"ROW": (["a", "b"], ["t"]), "ALL": (["t", "x"], ["u"])},
        {"a": 5, "b": 1, "t": None, "x": 0, "u": 9},
        t={"free": True},
    )
    found, size, _ = smallest(system)
    assert size == 1
    assert ((0, 3), (2, 9)) in found


def test_the_budget_is_kept():
    random = Random(1)
    cells = {
        figure.address: random.randint(0, 3) if random.random() < 0.2 else 0
        for figure in table_system({}).figures
    }
    search = search_of(table_system(cells), steps=500)
    with pytest.raises(CutShortError):
        list(map(search.solutions, range(1, 40)))


def test_so_many_solutions_are_enough():
    search = search_of(row([9] * 30 + [280]), solutions=5)
    with pytest.raises(CutShortError):
        search.solutions(1)
    assert len(search.found) == 5
    assert not search.exhaustive
