"""What holds of every repair, whatever the figures."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.checker.repair import Statement, repair
from govreport.forms import Identity
from tests.benchmarks.repair.reports import requests
from tests.checker.repair.systems import REQUESTS, row, small, table_system

BASE = requests(Random(5))
ADDRESSES = st.sampled_from(REQUESTS.addresses)


def residuals(cells):
    """What each identity of the requests table comes to."""
    return [
        sum(cells[a] for a in identity.plus) - sum(cells[a] for a in identity.minus)
        for identity in REQUESTS.identities
    ]


def by_mistake(repairs):
    return [list(tied) for _, tied in groupby(repairs, key=lambda each: each.before)]


@pytest.mark.parametrize("address", REQUESTS.addresses)
def test_one_wrong_figure_is_found_wherever_it_stands(address):
    wrong = BASE[address] + 7
    (found,) = repair(table_system(BASE | {address: wrong}))
    (change,) = found.changes
    assert (change.cell, change.printed, change.expected) == (address, wrong, BASE[address])
    assert found.unique
    assert found.complete


@given(st.dictionaries(ADDRESSES, st.integers(0, 30), min_size=1, max_size=5))
def test_every_repair_makes_everything_hold(wrong):
    cells = BASE | wrong
    repairs = repair(table_system(cells))
    failed = {
        (identity.rule, identity.subject)
        for identity, residual in zip(REQUESTS.identities, residuals(cells), strict=True)
        if residual
    }
    assert {each for repair in repairs for each in repair.before} == failed
    mistakes = by_mistake(repairs)
    for n, tied in enumerate(mistakes):
        others = [same[0] for m, same in enumerate(mistakes) if m != n]
        for each in tied:
            if each.complete:
                changes = [c for repair in (each, *others) for c in repair.changes]
                assert not any(residuals(cells | {c.cell: c.expected for c in changes}))
            assert all(change.expected >= 0 for change in each.changes)
            assert all(change.printed == cells[change.cell] for change in each.changes)
            assert all(change.printed != change.expected for change in each.changes)
        assert not tied[0].unique or len(tied) == 1


@given(st.dictionaries(ADDRESSES, st.integers(0, 30), min_size=1, max_size=3))
def test_no_more_figures_than_are_wrong(wrong):
    """As many causes as figures were changed are always enough."""
    wrong = {address: value for address, value in wrong.items() if value != BASE[address]}
    repairs = repair(table_system(BASE | wrong))
    assert all(each.complete for each in repairs)
    if any(residuals(BASE | wrong)):
        causes = sum(1 for each in by_mistake(repairs) for _ in each[:1])
        assert causes <= len(wrong)


def test_the_same_figures_give_the_same_answer():
    cells = BASE | {"requests.new.total": 3, "requests.granted.enterprise": 77}
    assert repair(table_system(cells)) == repair(table_system(dict(reversed(cells.items()))))


def test_consistent_figures_need_no_repair():
    assert repair(table_system(BASE)) == ()


def test_large_figures():
    large = {address: value * 10**9 for address, value in BASE.items()}
    address = "requests.granted.natural_person"
    (found,) = repair(table_system(large | {address: large[address] + 1}))
    assert found.changes[0].expected == large[address]


@pytest.mark.parametrize("largest", [1, 3, 1000, 10**9])
@pytest.mark.parametrize("share", [0.2, 1.0])
def test_noise_is_given_up_and_said_so(largest, share):
    random = Random(f"{largest}/{share}")
    cells = {
        address: random.randint(1, largest) if random.random() < share else 0
        for address in REQUESTS.addresses
    }
    (found,) = repair(table_system(cells))
    assert found.cause == "too-many"
    assert found.changes == ()
    assert not found.complete
    assert not found.unique
    assert len(found.before) == sum(map(bool, residuals(cells)))


def test_amounts_may_be_decimals_and_counts_may_not():
    figures = {"a": Decimal("1.25"), "b": Decimal("2.5"), "t": Decimal("3.8")}
    amounts = {name: {"kind": "amount"} for name in figures}
    repairs = repair(small({"SUM": (["a", "b"], ["t"])}, figures, **amounts))
    assert [each.changes[0].expected for each in repairs][:1] == [Decimal("3.75")]
    assert {each.changes[0].cell for each in repairs} == {"a", "b", "t"}
    counts = repair(small({"SUM": (["a", "b"], ["t"])}, figures, a=amounts["a"], b=amounts["b"]))
    assert {each.changes[0].cell for each in counts} == {"a", "b"}


def test_a_limit_that_holds_is_not_broken():
    """3 + 1 = 5: the 3 may not grow, for it must stay within 3."""
    system = row([3, 1, 5])
    within = Identity("MAX", "p0", ("cap",), ("p0",), ">=")
    cap = small({}, {"cap": 3}).figures[0]
    figures = {figure.address: figure for figure in (*system.figures, cap)}
    limited = type(system)([*system.identities, within], figures)
    assert {each.changes[0].cell for each in repair(system)} == {"p0", "p1", "total"}
    assert {each.changes[0].cell for each in repair(limited)} == {"p1", "total"}


def test_figures_in_the_prose_can_be_wrong_too():
    """Table 3 + 1 = 4, prose 5: nothing in the table has to change."""
    identities = {
        "ROW": (["a", "b"], ["t"]),
        "TXT": (["t"], ["claim"]),
        "OUT": (["a"], ["told"]),
    }
    values = {"a": 3, "b": 1, "t": 4, "claim": 5, "told": 3}
    (found,) = repair(small(identities, values))
    assert [(c.cell, c.expected) for c in found.changes] == [("claim", 4)]
    assert found.unique


def test_figures_in_the_prose_decide_where_the_table_alone_cannot():
    """3 + 1 = 5, and the prose tells 3 upheld, 1 corrected: the total is wrong."""
    assert [each.unique for each in repair(row([3, 1, 5]))] == [False] * 3
    identities = {"ROW": (["a", "b"], ["t"]), "A": (["a"], ["x"]), "B": (["b"], ["y"])}
    (found,) = repair(small(identities, {"a": 3, "b": 1, "t": 5, "x": 3, "y": 1}))
    assert [(c.cell, c.expected) for c in found.changes] == [("t", 4)]
    assert found.unique


STATED = [
    ([Statement(4, ((("total", 1),),))], {"total"}),
    ([Statement(5, ((("total", 1),),))], {"p0", "p1"}),
    ([Statement(4, ((("p0", 1),), (("p0", 1), ("p1", 1))))], {"p0", "total"}),
    ([Statement(99, ((("elsewhere", 1),),))], {"p0", "p1", "total"}),
    ([Statement(99, ((("p0", 1),),))], {"p0", "p1", "total"}),
]
"""What the prose says, and which figures may still be the wrong one."""


@pytest.mark.parametrize(("statements", "left"), STATED)
def test_statements_with_several_readings_decide(statements, left):
    values = {"p0": 3, "p1": 1, "total": 5}
    repairs = repair(small({"ROW": (["p0", "p1"], ["total"])}, values, statements))
    assert {each.changes[0].cell for each in repairs} == left
    assert all(each.unique == (len(left) == 1) for each in repairs)


def test_statements_may_speak_of_several_tables():
    """3 + 1 = 5 and 2 + 0 = 2, and the prose tells 6 in all: the total of the first is wrong."""
    identities = {"ONE": (["a", "b"], ["t"]), "TWO": (["c", "d"], ["u"])}
    values = {"a": 3, "b": 1, "t": 5, "c": 2, "d": 0, "u": 2}
    told = Statement(6, ((("t", 1), ("u", 1)),))
    (found,) = repair(small(identities, values, [told]))
    assert [(c.cell, c.expected) for c in found.changes] == [("t", 4)]


def test_a_repair_that_leaves_the_prose_contradicting_is_not_certain():
    """10 + 3 = 0: the total is 13, but that is not certain where the prose tells of 4 and 2."""
    values = {"p0": 10, "p1": 3, "total": 0}
    told = [Statement(4, ((("p0", 1),),)), Statement(2, ((("p1", 1),),))]
    for statements, unique in (([], True), (told, False)):
        (found,) = repair(small({"ROW": (["p0", "p1"], ["total"])}, values, statements))
        assert found.unique == unique
