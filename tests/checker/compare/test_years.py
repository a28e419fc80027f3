"""Two years of one body held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from govreport.checker.compare import compare
from govreport.parser.report import Number, Report, SectionText
from govreport.reading.document import Location
from tests.checker.reports import BODY, make_report

CARRIED = {"requests.carried_out.natural_person": 2, "requests.carried_out.total": 2}


def years(
    last: Mapping[str, Number | str] | None = None,
    this: Mapping[str, Number | str] | None = None,
    **options: Any,
) -> list[Report]:
    made = [make_report(set=last, year=2023), make_report(set=this, year=2024, **options)]
    for n, report in enumerate(made):
        report.source = f"{n}.txt"
    return made


def codes(reports: list[Report]) -> list[str]:
    # The two reports share most figures, which YRS003 is there to notice.
    return sorted(f.rule for f in compare(reports).issues if f.rule != "YRS003")


CHAIN = {"proactive.normative_documents.in_force": 36}
"""Last year's documents in force, so that 36 + 5 − 1 = 40."""


def test_two_years_that_agree() -> None:
    assert codes(years(CHAIN)) == []


def test_carry_over_of_the_total() -> None:
    reports = years(
        {**CHAIN, "requests.carried_out.natural_person": 103, "requests.carried_out.total": 103},
        {"requests.carried_in.natural_person": 77, "requests.carried_in.total": 77},
    )
    (finding,) = (f for f in compare(reports).issues if f.rule == "YRS001")
    assert (finding.printed, finding.expected, finding.difference) == (77, 103, -26)
    assert finding.severity == "error"
    assert finding.cells[:2] == (
        f"{BODY}@2024:requests.carried_in.total",
        f"{BODY}@2023:requests.carried_out.total",
    )


def test_a_shift_between_columns_under_the_same_total() -> None:
    reports = years(
        {**CHAIN, "requests.carried_out.natural_person": 1, "requests.carried_out.enterprise": 1}
    )
    assert codes(reports) == ["YRS001"]


def test_a_blank_cell_in_a_printed_row_counts_as_zero() -> None:
    reports = years(CHAIN, {"requests.carried_in.enterprise": 3})
    del reports[0].tables["requests"].quantities["requests.carried_out.enterprise"]
    assert codes(reports) == []
    blank = years(CHAIN, {"requests.carried_in.enterprise": 3})
    blank[0].tables["requests"].quantities["requests.carried_out.enterprise"].value = None
    assert codes(blank) == ["YRS001"]


def test_documents_in_force() -> None:
    reports = years({"proactive.normative_documents.in_force": 66})
    (finding,) = (f for f in compare(reports).issues if f.rule == "YRS002")
    assert (finding.printed, finding.expected) == (40, 70)
    assert finding.severity == "warning"


def test_documents_in_force_420_61_59_422() -> None:
    row = "proactive.normative_documents"
    reports = years(
        {f"{row}.in_force": 420},
        {f"{row}.issued": 61, f"{row}.repealed": 59, f"{row}.in_force": 422},
    )
    assert codes(reports) == []


def test_copied_table() -> None:
    found = {f.cells[0] for f in compare(years()).issues if f.rule == "YRS003"}
    assert f"{BODY}@2024:requests" in found


def test_copied_prose() -> None:
    reports = years(CHAIN)
    text = "。".join(f"第{n}项工作由办公室牵头落实并按季度通报进展情况" for n in range(20))
    for report in reports:
        overview = SectionText("overview", "总体情况", Location(line=3))
        overview.paragraphs = [(f"{report.year}年，{text}。", Location(line=4))]
        report.sections[0] = overview
    assert f"{BODY}@2024:overview" in [
        f.cells[0] for f in compare(reports).issues if f.rule == "YRS003"
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (96171.6, 961716000, True),
        (961716000, 96171.6, True),
        (96171.6, 120000, False),
        (5, 0, False),
    ],
)
def test_yuan_for_ten_thousand_yuan(before: float, after: float, found: bool) -> None:
    cell = "proactive.fees.amount"
    reports = years({**CHAIN, cell: before}, {cell: after})  # type: ignore[dict-item]
    assert codes(reports) == (["YRS004"] if found else [])


def test_pending_cases_are_a_note() -> None:
    reports = years(
        {
            **CHAIN,
            "litigation.after_reconsideration.pending": 4,
            "litigation.after_reconsideration.total": 4,
        }
    )
    (finding,) = (f for f in compare(reports).issues if f.rule == "YRS005")
    assert finding.severity == "note"


def test_a_gap_is_not_compared() -> None:
    reports = years()
    reports[0].year = 2021
    comparison = compare(reports)
    assert comparison.issues == ()
    assert comparison.grouping.series[0].gaps == (2022, 2023)


def test_two_files_for_one_year() -> None:
    reports = years(CHAIN, {"requests.granted.natural_person": 21})
    reports[0].year = 2024
    (finding,) = (f for f in compare(reports).issues if f.rule == "YRS006")
    assert f"{BODY}@2024:requests.granted.natural_person" in finding.cells
