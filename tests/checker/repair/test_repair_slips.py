"""Which slip a wrong figure is taken for, of one figure and of several."""

from __future__ import annotations

import pytest

from govreport.checker.repair import Figure, Place, System, repair
from govreport.checker.repair.patterns import PATTERNS, SWAPPED_LINES
from govreport.checker.repair.slips import SLIPS, Slipped, slip_of
from govreport.forms import Identity

# right, printed, slip; further traits
ONE = [
    (12, 21, "swapped-digits", {}),
    (1503, 1530, "swapped-digits", {}),
    (258, 28, "dropped-digit", {}),
    (258, 25, "dropped-digit", {}),
    (1543, 15543, "doubled-digit", {}),
    (7, 77, "doubled-digit", {}),
    (31, 317, "extra-digit", {}),
    (1543, 1548, "digit", {}),
    (0, 3, "digit", {}),
    (9, 0, "zero", {}),
    (90, 0, "zero", {}),
    (17, None, "blank", {}),
    (24, 21, "stale-total", {"total": True}),
    (24, 21, "digit", {}),
    (275, 337, "last-year", {"last_year": 337}),
    (12, 120_000, "unit", {}),
    (71910, 719_100_000, "unit", {}),
    (8, 246, "neighbour", {"neighbours": (0, 246)}),
    (100, 98, "miscounted", {}),
    (1543, 77, "other", {}),
]


@pytest.mark.parametrize(("right", "printed", "slip", "traits"), ONE)
def test_slip_of_one_figure(right, printed, slip, traits):
    found, cost = slip_of(Slipped(right, printed, **traits))
    assert found.id == slip
    assert cost > 0


LIKELIER = [
    ((12, 21), (12, 47)),
    ((258, 28), (258, 731)),
    ((24, 25), (24, 34)),
    ((7, 0), (7, 5)),
    ((326, 236), (90, 0)),
]


@pytest.mark.parametrize(("more", "less"), LIKELIER)
def test_what_people_do_costs_less(more, less):
    total = {"total": True} if more == (24, 25) else {}
    assert slip_of(Slipped(*more, **total))[1] < slip_of(Slipped(*less, **total))[1]


def test_every_slip_is_named_in_both_languages_and_tried():
    assert {slip for _, _, slip, _ in ONE} == {slip.id for slip in SLIPS}
    for each in (*SLIPS, *PATTERNS, SWAPPED_LINES):
        assert each.reason.zh
        assert each.reason.en
        assert each.weight > 0


def grid(values, last_year=None):
    """A table whose rows add up to its last column and whose columns to its last row."""
    rows, columns = len(values), len(values[0])
    name = "t.r{}.c{}".format
    identities = [
        Identity("ROW", f"t.r{r}", tuple(name(r, c) for c in range(columns - 1)), (name(r, columns - 1),))
        for r in range(rows)
    ] + [
        Identity("COL", f"t.c{c}", tuple(name(r, c) for r in range(rows - 1)), (name(rows - 1, c),))
        for c in range(columns)
    ]  # fmt: skip
    figures = {
        name(r, c): Figure(
            name(r, c),
            value or 0,
            value,
            place=Place("t", r, c),
            last_year=last_year[r][c] if last_year else None,
        )
        for r, line in enumerate(values)
        for c, value in enumerate(line)
    }
    return System(identities, figures)


RIGHT = [
    [20, 3, 0, 7, 30],
    [14, 0, 5, 1, 20],
    [6, 2, 0, 41, 49],
    [8, 11, 2, 0, 21],
    [48, 16, 7, 49, 120],
]


def printed(**lines):
    """The right table with other figures in some rows."""
    return [lines.get(f"r{n}", line) for n, line in enumerate(RIGHT)]


SEVERAL = [
    ("shifted-line", printed(r1=[0, 14, 0, 5, 1]), 1),
    ("shifted-line", printed(r1=[0, 5, 1, 20, 0]), 1),
    ("shifted-line", printed(r0=[0, 20, 3, 0, 7], r3=[0, 8, 11, 2, 0]), 2),
    ("swapped-cells", printed(r0=[3, 20, 0, 7, 30]), 1),
    ("swapped-cells", printed(r2=[6, 2, 0, 49, 41]), 1),
    ("misclassified", printed(r2=[4, 2, 0, 43, 49]), 1),
    ("empty-line", printed(r2=[0, 0, 0, 0, 0]), 1),
    ("split-number", printed(r1=[1, 4, 0, 5, 1]), 1),
    ("split-number", printed(r1=[0, 5, 1, 2, 0]), 1),
    ("joined-numbers", printed(r0=[203, None, 0, 7, 30]), 1),
    ("joined-numbers", printed(r0=[203, 0, 7, 30, None]), 1),
    ("swapped-lines", [[*r[:3], r[4], r[3]] for r in RIGHT], 1),
]


@pytest.mark.parametrize(("cause", "values", "count"), SEVERAL)
def test_slip_of_several_figures(cause, values, count):
    repairs = repair(grid(values))
    changed = {c.cell: c.expected for each in repairs[:1] for c in each.changes}
    right = {f.address: f.value for f in grid(RIGHT).figures}
    wrong = {f.address for f in grid(values).figures if f.value != right[f.address]}
    if cause == "misclassified":  # which row it was no figure tells
        assert any({c.cell for c in each.changes} == wrong for each in repairs)
    else:
        assert changed == {cell: right[cell] for cell in wrong}
    assert repairs[0].cause == cause
    assert repairs[0].kind == ("reading" if "number" in cause else "report")


@pytest.mark.parametrize(("rest", "kind"), [(None, "reading"), (0, "report")])
def test_a_number_is_split_only_where_a_cell_is_to_spare(rest, kind):
    found = repair(grid([[20, 3, rest, 23], [1, 4, rest, 14], [34, 3, rest, 37]]))
    assert found[0].kind == kind
    assert {c.cell: c.expected for c in found[0].changes} == {"t.r1.c0": 14, "t.r1.c1": 0}


def test_last_years_figures_left_standing():
    last = [[0] * 5 for _ in RIGHT]
    last[1] = [9, 4, 0, 2, 15]
    (found,) = repair(grid(printed(r1=last[1]), last))
    assert found.cause == "last-year"
    assert {c.expected for c in found.changes} == {14, 0, 5, 1, 20}
    assert found.unique


def test_wrong_figures_side_by_side_are_no_shifted_row():
    (found,) = repair(grid(printed(r1=[14, 9, 7, 1, 20])))
    assert found.cause == "digit"
    assert len(found.changes) == 2
