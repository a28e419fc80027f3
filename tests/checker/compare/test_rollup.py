"""A parent's report against the sum over its bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from govreport.checker.compare import Bodies, Comparison, Member, compare
from govreport.parser.report import Report
from tests.generator import Truth, random_truth
from tests.generator.parsed import report_of

PARENT = "某某市人民政府"


def city(seed: int, count: int = 12) -> tuple[list[Truth], Truth]:
    """Make bodies with a report each, and the parent that adds them up."""
    units: list[Truth] = []
    number = seed * 10_000
    while len(units) < count:
        truth = random_truth(number)
        number += 1
        if any(truth.cells.values()):
            units.append(replace(truth, body=f"某某市第{len(units) + 1}局", year=2024))
    total = {a: sum(unit.value(a) for unit in units) for a in units[0].cells}
    return units, replace(units[0], body=PARENT, cells=total)


def run(units: Sequence[Truth], parent: Truth | None) -> Comparison:
    truths = [*units, *([parent] if parent else [])]
    reports: list[Report] = []
    for truth in truths:
        report = report_of(truth)
        report.source = f"{truth.body}.txt"
        report.organization, report.year = truth.body, truth.year
        reports.append(report)
    members = tuple(Member(unit.body, PARENT) for unit in units)
    return compare(reports, Bodies(members))


def added(parent: Truth, unit: Truth, times: int) -> Truth:
    return parent.with_cells(
        {a: (v or 0) + times * (unit.cells[a] or 0) for a, v in parent.cells.items()}
    )


def sums(comparison: Comparison) -> list[str]:
    return [f.message.zh for f in comparison.issues if f.rule == "SUM001"]


def test_a_sum_that_comes_out() -> None:
    units, parent = city(1)
    comparison = run(units, parent)
    assert sums(comparison) == []
    (rollup,) = comparison.rollups
    assert rollup.sums == {a: v for a, v in parent.cells.items() if a in rollup.sums}


@pytest.mark.parametrize("seed", range(3))
def test_a_body_left_out_is_named(seed: int) -> None:
    units, parent = city(seed)
    chosen = Random(seed).choice(units)
    comparison = run(units, added(parent, chosen, -1))
    assert any(chosen.body in text and "漏计" in text for text in sums(comparison))
    (repair,) = comparison.repairs
    assert repair.cause == "body-left-out"
    assert all(change.cell.startswith(f"{PARENT}@2024:") for change in repair.changes)


def test_a_body_counted_twice_and_a_slip_in_one_cell() -> None:
    units, parent = city(4)
    wrong = added(parent, units[3], 1)
    cell = "proactive.permits.decisions"
    wrong = wrong.with_cells({cell: (wrong.cells[cell] or 0) + 90})
    comparison = run(units, wrong)
    assert sorted(repair.cause for repair in comparison.repairs) == ["body-doubled", "cell"]
    assert any(units[3].body in text and "重复" in text for text in sums(comparison))


def test_a_slip_of_a_body_is_put_right_at_the_body() -> None:
    units, parent = city(5)
    cell = "requests.granted.natural_person"
    right = units[0].cells[cell] or 0
    units[0] = units[0].with_cells({cell: right + 7})
    comparison = run(units, parent)
    changes = [change for repair in comparison.repairs for change in repair.changes]
    assert (f"{units[0].body}@2024:{cell}", right) in [(c.cell, c.expected) for c in changes]


def test_a_missing_report_is_said_and_the_draft_is_made() -> None:
    units, _ = city(6)
    members = (*(Member(unit.body, PARENT) for unit in units), Member("某某市缺席局", PARENT))
    reports = [report_of(unit) for unit in units]
    for report, unit in zip(reports, units, strict=True):
        report.organization, report.year, report.source = unit.body, unit.year, unit.body
    comparison = compare(reports, Bodies(members))
    assert ["缺席局" in f.message.zh for f in comparison.issues if f.rule == "SUM002"] == [True]
    assert comparison.rollups[0].printed == {}


def test_nothing_explains_noise() -> None:
    units, parent = city(7)
    random = Random(7)
    noise = parent.with_cells(
        {
            a: (v or 0) + random.randint(1, 50)
            for a, v in parent.cells.items()
            if random.random() < 0.5
        }
    )
    comparison = run(units, noise)
    assert comparison.repairs == ()
    assert any("格与各机关之和不符" in text for text in sums(comparison))


def test_a_case_with_two_defendants_is_a_matter_of_definition() -> None:
    units, parent = city(8)
    cells = {
        a: max((parent.cells[a] or 0) - 1, 0)
        for a in ("litigation.direct.upheld", "litigation.direct.total")
    }
    comparison = run(units, parent.with_cells(cells))
    found = [f for f in comparison.issues if f.rule == "SUM001"]
    assert found
    assert {f.kind for f in found} == {"scope"}
