"""Repairs within a result: findings they resolve, score, reading faults, texts."""

from __future__ import annotations

import subprocess
import sys

from govreport.checker import check
from govreport.checker.context import Context
from govreport.checker.repair import repair, system_of
from govreport.checker.repair.explain import HOW, message
from govreport.checker.rules import rules_for, selected
from tests.checker.reports import make_report

NOISE = {
    f"requests.{row}.{column}": 3 + n
    for n, (row, column) in enumerate(
        (row, column)
        for row in ("new", "carried_in", "granted", "partial", "denied_by_law", "other_rest")
        for column in ("natural_person", "enterprise", "research", "other", "total")
    )
}
SPLIT = {
    "requests.new.natural_person": 2, "requests.new.enterprise": 0, "requests.new.research": 4,
    "requests.new.total": 0,
}  # fmt: skip
"""20, 4 … 24 read as 2, 0, 4 …"""


def test_a_mistake_counts_once_however_many_identities_it_breaks():
    result = check(make_report(set={"requests.handled.total": 21}))
    (found,) = result.repairs
    assert result.checks.failed == 3
    assert found.resolves == tuple(finding.id for finding in result.issues)
    assert found.before == (
        ("REQ001", "requests.handled"),
        ("REQ002", "requests.total"),
        ("REQ003", "requests.total"),
    )
    assert result.score == 90


def test_repairs_that_tie_count_once():
    result = check(make_report(set={"reconsideration.cases.total": 5}))
    assert len(result.repairs) == 5
    assert len({each.resolves for each in result.repairs}) == 1
    assert result.score == 90


def test_a_negative_figure_is_resolved_with_the_identities():
    result = check(make_report(set={"requests.granted.enterprise": -3}))
    (found,) = result.repairs
    assert {finding.rule for finding in result.issues} == {"REQ001", "REQ002", "REQ004"}
    assert set(found.resolves) == {finding.id for finding in result.issues}
    assert result.score == 90


def test_too_much_is_wrong_to_be_located():
    result = check(make_report(set=NOISE))
    (found,) = result.repairs
    assert found.cause == "too-many"
    assert found.resolves == ()
    assert len(found.before) == len(result.issues) > 10
    assert result.score == 0
    assert "逐项核对" in message(found).zh


def test_a_split_number_is_no_mistake_of_the_body():
    result = check(make_report(set=SPLIT))
    assert result.verdict == "consistent"
    assert {finding.kind for finding in result.issues} == {"reading"}
    assert [f.severity for f in result.issues if f.rule == "READ001"] == ["warning"]
    assert {f.severity for f in result.issues if f.rule != "READ001"} == {"note"}
    (found,) = result.repairs
    assert found.kind == "reading"
    assert result.score == 98


def test_rules_that_were_not_run_need_no_repair():
    report = make_report(set={"litigation.direct.total": 9})
    rules = selected(rules_for(report.form), ignore=["LIT001"])
    assert check(report, rules=rules).repairs == ()


def test_blanks_of_the_file_and_missing_rows_stay_out_of_the_changes():
    report = make_report(
        set={"requests.granted.natural_person": 21},
        drop=["requests.carried_out."],
        blank=["requests.refused_repeated."],
    )
    changes = [change for each in check(report).repairs for change in each.changes]
    assert [(c.cell, c.expected) for c in changes] == [("requests.granted.natural_person", 12)]


def test_last_years_figures_are_known_to_the_search():
    report = make_report(set={"reconsideration.cases.upheld": 7})
    system = system_of(Context(report), last_year={"reconsideration.cases.upheld": 7})
    assert repair(system)[0].cause == "last-year"
    assert repair(system)[0].changes[0].expected == 3


def test_the_message_tells_what_to_change_and_why():
    (found,) = check(make_report(set={"requests.granted.natural_person": 21})).repairs
    text = message(found)
    assert text.zh == (
        "改这一格：表三 （一）予以公开 / 自然人 21 → 12，理由：自然人一栏把 12 误作 21，两个数字颠倒"
    )
    assert text.en.startswith("change this cell: ")
    assert text.en.endswith("21 for 12: two digits swapped")


def test_the_message_names_blanks_and_several_cells():
    report = make_report(set={"requests.new.natural_person": 2}, blank=["requests.new.total"])
    (found,) = check(report).repairs
    assert "改这 2 格" in message(found).zh
    assert "空白 → 24" in message(found).zh
    assert "blank → 24" in message(found).en


def test_how_it_works_is_told_in_two_paragraphs():
    assert len(HOW) == 2
    for paragraph in HOW:
        assert 150 < len(paragraph.zh) < 350
        assert 400 < len(paragraph.en) < 900


def test_a_clean_report_imports_no_solver():
    code = (
        "import sys; from govreport.checker import check; "
        "from tests.checker.reports import make_report; "
        "assert check(make_report()).repairs == (); "
        "print([m for m in sys.modules if 'repair' in m or m in ('scipy', 'numpy')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_solver_library_is_imported_at_all():
    code = (
        "import sys; from govreport.checker import check; "
        "from tests.checker.reports import make_report; "
        "assert check(make_report(set={'requests.new.total': 1})).repairs; "
        "print([m for m in sys.modules if m in ('scipy', 'numpy', 'pandas')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def implied_by(result):
    return {a: v for finding in result.issues for a, v in finding.implied.items()}


def test_what_a_blank_must_be_follows_from_the_repaired_figures():
    """The totals of two rows are blank; in one of them 12 is printed as 21."""
    report = make_report(
        set={"requests.granted.natural_person": 21},
        blank=["requests.granted.total", "requests.unavailable_not_held.total"],
    )
    result = check(report)
    (found,) = result.repairs
    right = {"requests.granted.total": 15, "requests.unavailable_not_held.total": 8}
    assert [(c.cell, c.expected) for c in found.changes] == [
        ("requests.granted.natural_person", 12), ("requests.granted.total", 15),
    ]  # fmt: skip
    assert implied_by(result) == right


def test_a_blank_that_is_zero_after_all_may_stay_blank():
    report = make_report(
        set={"requests.refused_repeated.enterprise": 6}, blank=["requests.refused_repeated.total"]
    )
    result = check(report)
    (found,) = result.repairs
    assert [(c.cell, c.expected) for c in found.changes] == [
        ("requests.refused_repeated.enterprise", 0)
    ]
    assert implied_by(result) == {}
    assert "FRM003" not in {finding.rule for finding in result.issues}
