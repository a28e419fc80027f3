"""Accepted findings."""

from __future__ import annotations

from govreport.checker import check
from govreport.checker.accept import acceptance
from tests.checker.reports import make_report


def test_an_accepted_finding_is_kept_and_costs_nothing() -> None:
    report = make_report(set={"reconsideration.cases.total": 9})
    (finding,) = check(report).issues
    entry = acceptance(finding, report, "已函告")
    result = check(report, accepted=[entry])
    assert [(f.id, f.accepted, f.reason) for f in result.issues] == [(finding.id, True, "已函告")]
    assert result.verdict == "consistent"
    assert result.score == 100


def test_a_new_mistake_in_an_accepted_cell_is_a_new_finding() -> None:
    report = make_report(set={"reconsideration.cases.total": 9})
    entry = acceptance(check(report).issues[0], report, "已函告")
    for cells in (
        {"reconsideration.cases.total": 8},
        {"reconsideration.cases.total": 9, "reconsideration.cases.upheld": 4},
    ):
        assert not check(make_report(set=cells), accepted=[entry]).issues[0].accepted


def test_another_body_or_year_is_not_accepted() -> None:
    cells = {"reconsideration.cases.total": 9}
    report = make_report(set=cells)
    entry = acceptance(check(report).issues[0], report, "已函告")
    for other in (make_report(set=cells, year=2023), make_report(set=cells, organization="别市")):
        assert not check(other, accepted=[entry]).issues[0].accepted
