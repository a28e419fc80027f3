"""A parent's report against the sum over its bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest

from govreport.checker.compare import Bodies, Comparison, Member, compare
from govreport.parser.report import Report
from govreport.text import Text
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


def run(
    units: Sequence[Truth],
    parent: Truth | None,
    *,
    left_out: Sequence[Truth] = (),
    members: Sequence[Member] = (),
    change: Callable[[Report], None] = lambda report: None,
) -> Comparison:
    """Compare a parent with its bodies.

    Arguments:
        units, parent: the reports.
        left_out: bodies of the mapping whose report is not among the files.
        members: the mapping, where it is not one line for each body.
        change: changes each report as it was read.
    """
    truths = [*units, *([parent] if parent else [])]
    reports: list[Report] = []
    for truth in truths:
        if truth not in left_out:
            report = report_of(truth)
            report.source = f"{truth.body}.txt"
            report.organization, report.year = truth.body, truth.year
            change(report)
            reports.append(report)
    mapping = tuple(members) or tuple(Member(unit.body, PARENT) for unit in units)
    return compare(reports, Bodies(mapping))


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


# --- what is not accused ----------------------------------------------------------------------


def test_missing_reports_leave_a_larger_sum_of_the_parent_open() -> None:
    units, parent = city(9)
    comparison = run(units, parent, left_out=units[2:3])
    assert sums(comparison) == []
    assert any(o.rule == "SUM001" and o.status == "skipped" for o in comparison.outcomes)


def test_a_parent_below_the_sum_is_wrong_whoever_is_missing() -> None:
    units, parent = city(9)
    cell = "requests.new.total"
    comparison = run(units, parent.with_cells({cell: 0}), left_out=units[2:3])
    assert [f.cells[0] for f in comparison.issues if f.rule == "SUM001"] == [
        f"{PARENT}@2024:{cell}"
    ]


def test_a_figure_that_was_not_read_is_nobodys_fault() -> None:
    units, parent = city(10)
    cell = "requests.new.total"

    def unread(report: Report) -> None:
        if report.organization == units[0].body:
            quantity = report.tables["requests"].quantities[cell]
            quantity.value, quantity.doubt = None, Text("不清", "not clear")
            for address in list(report.tables["requests"].quantities):
                if address.startswith("requests.new.") and address != cell:
                    report.tables["requests"].quantities[address].doubt = Text("不清", "not clear")
                    report.tables["requests"].quantities[address].value = None

    comparison = run(units, parent, change=unread)
    assert sums(comparison) == []
    reasons = {o.reason.zh for o in comparison.outcomes if o.rule == "SUM001" and o.reason}
    assert reasons <= {f"{units[0].body}的这一格空白或没有读准，差额无法判断"}


def test_a_wrong_total_of_litigation_is_a_slip_and_no_matter_of_definition() -> None:
    units, parent = city(11)
    cell = "litigation.direct.total"
    comparison = run(units, parent.with_cells({cell: (parent.cells[cell] or 0) - 3}))
    (finding,) = (f for f in comparison.issues if f.rule == "SUM001")
    assert finding.kind == "report"


def test_a_slip_no_identity_decides_is_not_called_certain() -> None:
    units, parent = city(12)
    cell = "proactive.permits.decisions"
    comparison = run(units, parent.with_cells({cell: (parent.cells[cell] or 0) + 3}))
    (repair,) = comparison.repairs
    assert not repair.unique


def test_repairs_together_make_the_sum() -> None:
    """A cell that two causes touch is given the figure that it has once both are put right."""
    units, parent = city(13)
    cell = "requests.new.natural_person"
    wrong = added(parent, units[4], -1)
    wrong = wrong.with_cells({cell: (wrong.cells[cell] or 0) + 90})
    comparison = run(units, wrong)
    for repair in comparison.repairs:
        for change in repair.changes:
            address = change.cell.partition(":")[2]
            assert change.expected == parent.value(address)


def test_two_bodies_with_the_same_report_are_said() -> None:
    units, _ = city(14)
    rich = max(units, key=lambda unit: sum(bool(v) for v in unit.cells.values()))
    units[0] = replace(rich, body=units[0].body)
    comparison = run([*units[:1], *[u for u in units[1:] if u is not rich], rich], None)
    texts = [f.message.zh for f in comparison.issues if f.rule == "SUM002"]
    assert any("完全相同" in text and rich.body in text for text in texts)


def test_a_body_named_twice_counts_once() -> None:
    units, parent = city(15, 4)
    members = [Member(unit.body, PARENT) for unit in (*units, units[1])]
    comparison = run(units, parent, members=members)
    assert sums(comparison) == []
    assert ["列了两次" in f.message.zh for f in comparison.issues if f.rule == "SUM002"] == [True]


def test_several_files_of_one_body_in_the_mapping_are_no_fault() -> None:
    units, parent = city(16, 4)
    members = [Member(unit.body, PARENT, f"{unit.body}.txt") for unit in units]
    members.append(Member(units[0].body, PARENT, "earlier.txt"))
    assert [f for f in run(units, parent, members=members).issues if f.rule == "SUM002"] == []


def test_a_town_is_found_under_its_county() -> None:
    units, parent = city(17, 3)
    units[0] = replace(units[0], body="某某市清水镇人民政府")
    members = [Member("清水镇人民政府", PARENT), *(Member(u.body, PARENT) for u in units[1:])]
    comparison = run(units, parent, members=members)
    assert comparison.rollups[0].missing == ()
    assert sums(comparison) == []
