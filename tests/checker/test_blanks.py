"""Blanks: counted as zero, implied where one cell can take the value, never a reason to accuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.checker import check
from govreport.checker.context import Context
from govreport.forms import load
from tests.checker.reports import make_report
from tests.generator import Truth, checked_cells
from tests.generator.parsed import report_of
from tests.generator.strategies import truths


@st.composite
def truths_with_blanks(draw: st.DrawFn) -> tuple[Truth, tuple[str, ...]]:
    """Draw a consistent report and a few of its cells in identities."""
    truth = draw(truths(forms=("2021", "2019")))
    cells = draw(st.lists(st.sampled_from(checked_cells(truth)), unique=True, max_size=3))
    return truth, tuple(cells)


@given(truths_with_blanks())
def test_what_is_implied_is_true(drawn: tuple[Truth, tuple[str, ...]]) -> None:
    truth, cells = drawn
    report = report_of(truth.with_cells(dict.fromkeys(cells)))
    context = Context(report)
    assert not any(context.failures.values())
    for address, value in context.implied.items():
        assert truth.cells[address] == value


@given(truths(forms=("2021", "2019")))
def test_blank_for_zero_is_no_finding(truth: Truth) -> None:
    zeros = {address: None for address, value in truth.cells.items() if value == 0}
    result = check(report_of(truth.with_cells(zeros), told=truth))
    assert [f for f in result.issues if f.severity == "error"] == []
    assert all(value == 0 for f in result.issues for value in f.implied.values())


@given(truths(forms=("2021", "2019")), st.data())
def test_one_blank_total_is_given_its_value(truth: Truth, data: st.DataObject) -> None:
    totals = [a for a in checked_cells(truth) if a.endswith(".total") and truth.cells[a]]
    if not totals:
        return
    cell = data.draw(st.sampled_from(totals))
    result = check(report_of(truth.with_cells({cell: None}), told=truth))
    implied = [dict(f.implied) for f in result.issues if f.rule == "FRM003"]
    assert implied == [{cell: truth.cells[cell]}]
    assert result.verdict != "inconsistent"


def test_a_wrong_figure_beside_blank_zeros_is_not_explained_away() -> None:
    report = make_report(
        set={"requests.granted.natural_person": 10},
        blank=["requests.granted.research", "requests.granted.other", "requests.denied"],
    )
    failures = Context(report).failures
    assert sorted(failures) == ["REQ001", "REQ002"]


def test_a_wholly_blank_form_cannot_be_verified() -> None:
    result = check(make_report(blank=["requests", "reconsideration", "litigation", "proactive"]))
    assert result.verdict == "unverifiable"
    assert result.score is None


def test_two_blanks_that_share_the_missing_value_stay_blank() -> None:
    report = make_report(blank=["requests.granted.natural_person", "requests.granted.enterprise"])
    assert Context(report).implied == {
        "requests.granted.natural_person": 12,
        "requests.granted.enterprise": 3,
    }


@pytest.mark.parametrize(("count", "named", "counted"), [(5, 5, ""), (6, 4, "6"), (12, 4, "12")])
def test_many_missing_rows_are_counted_rather_than_named(
    count: int, named: int, counted: str
) -> None:
    rows = [row.id for row in load("2021").table["requests"].rows[2 : 2 + count]]
    result = check(make_report(drop=[f"requests.{row}" for row in rows]))
    found = next(f for f in result.issues if f.rule == "FRM002")
    assert set(found.cells) == {f"requests.{row}" for row in rows}
    assert found.message.zh.partition("；")[0].count("”行") == named
    assert f"等（共 {counted} 处）" in found.message.zh or not counted
    assert f"({counted} in all)" in found.message.en or not counted
