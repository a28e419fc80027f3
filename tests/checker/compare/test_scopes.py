"""Parents whose report takes in some of their bodies only: said, and not held against them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from govreport.checker.compare import Bodies, Comparison, Member, compare
from govreport.checker.compare.spelling import sort_of
from govreport.checker.model import Finding
from tests.generator import Truth
from tests.generator.family import summed, years_of
from tests.generator.parsed import report_of

PARENT = "某某市人民政府"
OFFICE = "某某市人民政府办公室"
BUREAUS = ("某某市财政局", "某某市教育局", "某某市公安局", "某某市市场监督管理局")
COUNTIES = ("甲县人民政府", "乙区人民政府", "丙市人民政府", "丁县人民政府", "戊县人民政府")
UNITS = (OFFICE, *BUREAUS, *COUNTIES)


@pytest.fixture(scope="module")
def units() -> dict[str, Truth]:
    """A report of each body, with figures in every table."""
    return {body: years_of(21, body, [2024])[0] for body in UNITS}


def run(
    units: dict[str, Truth],
    parent: Truth,
    listed: Sequence[str] = UNITS,
    absent: Sequence[str] = (),
) -> Comparison:
    reports = []
    for body, truth in {PARENT: parent, **units}.items():
        if body not in absent:
            report = report_of(truth, told=truth.with_cells(dict.fromkeys(truth.cells, 0)))
            report.source = f"{body}.txt"
            for section in report.sections:
                section.paragraphs = []
            reports.append(report)
    return compare(reports, Bodies(tuple(Member(body, PARENT) for body in listed)))


def sums(comparison: Comparison) -> list[Finding]:
    return [finding for finding in comparison.issues if finding.rule == "SUM001"]


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ((OFFICE,), "就是某某市人民政府办公室的数字"),
        ((OFFICE, *BUREAUS), "没有计入甲县人民政府"),
        (BUREAUS, "没有计入某某市人民政府办公室"),
    ],
)
def test_a_parent_that_takes_in_some_sorts_of_bodies_only(
    units: dict[str, Truth], taken: Sequence[str], told: str
) -> None:
    comparison = run(units, summed(PARENT, [units[body] for body in taken]))
    found = sums(comparison)
    assert {(finding.severity, finding.kind) for finding in found} == {("warning", "scope")}
    assert any(told in finding.message.zh for finding in found)
    assert comparison.repairs == ()


def test_a_slip_beside_another_scope_is_still_found(units: dict[str, Truth]) -> None:
    parent = summed(PARENT, [units[body] for body in (OFFICE, *BUREAUS)])
    cell = "requests.granted.natural_person"
    right = parent.value(cell)
    comparison = run(units, parent.with_cells({cell: right + 90}))
    assert [f.cells for f in sums(comparison) if f.severity == "error"] == [
        (f"{PARENT}@2024:{cell}",)
    ]
    ((change,),) = (repair.changes for repair in comparison.repairs)
    assert (change.cell, change.expected) == (f"{PARENT}@2024:{cell}", right)


def test_tables_of_one_report_may_have_scopes_of_their_own(units: dict[str, Truth]) -> None:
    whole, own = summed(PARENT, list(units.values())), summed(PARENT, [units[OFFICE]])
    mixed = {a: v for a, v in own.cells.items() if a.startswith("requests.")}
    (finding,) = sums(run(units, whole.with_cells(mixed)))
    assert (finding.kind, finding.cells) == ("scope", (f"{PARENT}@2024:requests",))


def test_missing_reports_do_not_hide_the_scope(units: dict[str, Truth]) -> None:
    parent = summed(PARENT, [units[OFFICE]])
    found = sums(run(units, parent, absent=COUNTIES[:2]))
    assert {finding.severity for finding in found} == {"warning"}


def doubled(truth: Truth) -> Truth:
    return truth.with_cells({a: 2 * (v or 0) for a, v in truth.cells.items()})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (doubled, "都大于"),
        (lambda truth: truth.with_cells(dict.fromkeys(truth.cells, 0)), "都小于"),
    ],
)
def test_many_cells_that_differ_in_one_direction_are_a_matter_of_scope(
    units: dict[str, Truth], change: Callable[[Truth], Truth], told: str
) -> None:
    found = sums(run(units, change(summed(PARENT, list(units.values())))))
    assert {(finding.severity, finding.kind) for finding in found} == {("warning", "scope")}
    assert all(told in finding.message.zh for finding in found)


def test_many_cells_that_differ_in_both_directions_are_wrong(units: dict[str, Truth]) -> None:
    parent = summed(PARENT, list(units.values()))
    cells = [cell for cell, value in parent.cells.items() if value and value > 5][:12]
    wrong = {cell: parent.value(cell) + (3 if at % 2 else -3) for at, cell in enumerate(cells)}
    assert "error" in {finding.severity for finding in sums(run(units, parent.with_cells(wrong)))}


def test_one_county_left_out_is_a_mistake(units: dict[str, Truth]) -> None:
    taken = [truth for body, truth in units.items() if body != COUNTIES[0]]
    (finding,) = sums(run(units, summed(PARENT, taken)))
    assert finding.severity == "error"
    assert COUNTIES[0] in finding.message.zh


@pytest.mark.parametrize(
    ("body", "sort"),
    [
        ("某某市人民政府办公室", "office"), ("某某市政府办", "office"), ("某某市财政局", "department"),
        ("某某市林业局办公室", "department"), ("甲县人民政府", "county"), ("某某市甲区", "county"),
        ("甲县城关镇人民政府", "town"), ("某某街道办事处", "town"), ("某某市高新区管理委员会", "zone"),
    ],
)  # fmt: skip
def test_sorts_of_bodies(body: str, sort: str) -> None:
    assert sort_of(body) == sort


def test_the_only_county_left_out_is_named_with_the_other_scope(units: dict[str, Truth]) -> None:
    few = {body: units[body] for body in (OFFICE, *BUREAUS, COUNTIES[0])}
    parent = summed(PARENT, [few[body] for body in (OFFICE, *BUREAUS)])
    (finding,) = sums(run(few, parent, listed=tuple(few)))
    assert finding.severity == "error"
    assert "疑漏计该机关（报告口径本就不含下级政府的，请说明）" in finding.message.zh


def test_what_bodies_without_tables_hold_is_not_taken_for_another_scope(
    units: dict[str, Truth],
) -> None:
    """The sum lacks a county whose report has no tables: the difference says nothing."""
    reports = {body: units[body] for body in (OFFICE, *BUREAUS, *COUNTIES[:2])}
    parent = summed(PARENT, list(reports.values()))
    bare = {b: t if b not in COUNTIES else t.without(*rows(t)) for b, t in reports.items()}
    comparison = run(bare, parent, listed=tuple(bare))
    assert sums(comparison) == []
    assert "skipped" in {o.status for o in comparison.outcomes if o.rule == "SUM001"}


def rows(truth: Truth) -> set[str]:
    return {address.rpartition(".")[0] for address in truth.cells}


@pytest.mark.parametrize("seed", range(6))
def test_consistent_families_are_not_accused(seed: int) -> None:
    """Bodies over years that follow on each other, and the parent that adds them up."""
    bodies = (OFFICE, *BUREAUS[:2], *COUNTIES[:2])
    family = {body: years_of(seed, body, range(2018, 2025)) for body in bodies}
    parents: list[Truth] = []
    for truths in zip(*family.values(), strict=True):
        parents.append(summed(PARENT, truths, seed, parents[-1] if parents else None))
    reports = []
    for body, truths in {**family, PARENT: parents}.items():
        for truth in truths:
            report = report_of(truth)
            report.source = f"{body}{truth.year}.txt"
            if body == PARENT:  # the generator's sentences on other bodies know nothing of these
                for section in report.sections:
                    section.paragraphs = []
            reports.append(report)
    comparison = compare(reports, Bodies(tuple(Member(body, PARENT) for body in bodies)))
    accused = [f for f in comparison.issues if f.severity != "note" and f.rule != "YRS004"]
    assert accused == []
    assert comparison.checks.error == 0
