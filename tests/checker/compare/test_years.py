"""Two years of one body held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from govreport.checker.compare import compare, engine
from govreport.checker.rules import CATALOGUE
from govreport.parser.report import Number, Report, SectionText
from govreport.reading.document import Location
from govreport.text import Text
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


# --- figures of published reports ------------------------------------------------------------


def test_carried_out_103_carried_in_77_in_the_prose() -> None:
    reports = years(
        {**CHAIN, "requests.carried_out.natural_person": 103, "requests.carried_out.total": 103},
        drop=["requests"],
        told={"overview": ["2024年，新收政府信息公开申请2000件，上年结转77件，办结2040件。"]},
    )
    (finding,) = (f for f in compare(reports).issues if f.rule == "YRS001")
    assert (finding.printed, finding.expected, finding.difference) == (77, 103, -26)
    assert finding.span is not None
    assert finding.sentence[slice(*finding.span)] == "77"
    skipped = [o for o in compare(reports).outcomes if o.rule == "YRS001" and o.status == "skipped"]
    assert len(skipped) == 6


def test_in_force_66_then_372() -> None:
    row = "proactive.normative_documents"
    reports = years(
        {f"{row}.in_force": 66},
        {f"{row}.issued": 26, f"{row}.repealed": 8, f"{row}.in_force": 372},
    )
    (finding,) = (f for f in compare(reports).issues if f.rule == "YRS002")
    assert (finding.printed, finding.expected) == (372, 84)


def test_carried_out_121_is_carried_in_121() -> None:
    reports = years(
        {**CHAIN, "requests.carried_out.natural_person": 121, "requests.carried_out.total": 121},
        {"requests.carried_in.natural_person": 121, "requests.carried_in.total": 121},
    )
    assert codes(reports) == []


@pytest.mark.parametrize(("rate", "found"), [("1.05", True), ("1.08", False), ("1.1", False)])
def test_growth_from_3607_to_3646(rate: str, found: bool) -> None:
    reports = years(
        {**CHAIN, "requests.new.natural_person": 3607, "requests.new.total": 3607},
        {"requests.new.natural_person": 3646, "requests.new.total": 3646},
        told={"overview": [f"2024年，新收政府信息公开申请3646件，同比增长{rate}%。"]},
    )
    assert ("TXT004" in codes(reports)) is found


# --- what is not compared, and what is not accused -------------------------------------------


@pytest.mark.parametrize(
    ("forms", "compared"),
    [(("2014", "2019"), 0), (("2019", "2021"), 7), (("2014", "2014"), 0), (("2021", "2021"), 7)],
)
def test_forms_that_change_between_years(forms: tuple[str, str], compared: int) -> None:
    reports = [make_report(forms[0], year=2018), make_report(forms[1], year=2019)]
    for report in reports:
        for quantity in report.quantities:
            if quantity.address.startswith(("requests.carried_in.", "requests.carried_out.")):
                quantity.value = 5
    comparison = compare(reports)
    assert comparison.passes.get("YRS001", 0) == compared
    assert [f.rule for f in comparison.issues if f.rule not in ("YRS003", "YRS002")] == []
    if forms != ("2021", "2021"):
        assert {o.status for o in comparison.outcomes if o.rule == "YRS002"} == {"skipped"}
    if forms[0] != forms[1]:
        assert "YRS002" not in comparison.passes
        assert "YRS004" not in comparison.passes


def test_a_cell_that_was_not_read_accuses_nobody() -> None:
    reports = years(CHAIN, {"requests.carried_in.total": 9})
    for column in ("natural_person", "enterprise", "total"):
        quantity = reports[1].tables["requests"].quantities[f"requests.carried_in.{column}"]
        quantity.value, quantity.doubt = None, Text("数字连在一起", "run together")
    comparison = compare(reports)
    assert [f for f in comparison.issues if f.rule == "YRS001"] == []
    skipped = {
        (o.subject.rpartition(".")[2], o.reason.zh)
        for o in comparison.outcomes
        if o.rule == "YRS001" and o.status == "skipped" and o.reason
    }
    assert skipped == {
        ("natural_person", "有一格没有读准"),
        ("enterprise", "有一格没有读准"),
        ("total", "有一格没有读准"),
    }


def test_a_rule_that_breaks_is_the_program_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(pair: object, rule: object) -> object:
        raise RuntimeError("broken")

    monkeypatch.setitem(engine.YEARS, "YRS001", broken)  # type: ignore[index]
    comparison = compare(years(CHAIN))
    assert comparison.checks.error == 1
    assert [f for f in comparison.issues if f.rule == "YRS001"] == []


def test_versions_count_a_blank_as_zero_and_leave_out_what_was_not_read() -> None:
    reports = years(CHAIN)
    reports[0].year = 2024
    cells = reports[1].tables["requests"].quantities
    cells["requests.granted.research"].value = None
    cells["requests.granted.natural_person"].value = None
    cells["requests.granted.natural_person"].doubt = Text("不清", "not clear")
    del cells["requests.granted.other"]
    comparison = compare(reports, rules=[r for r in CATALOGUE if r.code == "YRS006"])
    assert [f for f in comparison.issues if "requests" in f.cells[0]] == []
    assert [o.status for o in comparison.outcomes if "natural_person" in o.subject] == ["skipped"]


def test_ids_do_not_depend_on_paths_or_order() -> None:
    def ids(reports: list[Report]) -> list[str]:
        return sorted(finding.id for finding in compare(reports).issues)

    reports = years()
    first = ids(reports)
    for n, report in enumerate(reports):
        report.source = f"elsewhere/{n}.pdf"
    assert ids(reports[::-1]) == first
    assert len(set(first)) == len(first)


def test_why_what_is_in_force_is_not_followed_on_older_forms() -> None:
    pair = [make_report("2019", year=year) for year in (2019, 2020)]
    outcomes = [o for o in compare(pair).outcomes if o.rule == "YRS002"]
    assert {o.reason.zh for o in outcomes if o.reason} == {"这一版格式没有现行有效件数"}


def test_an_amount_of_the_list_of_2014_is_told_in_its_own_unit() -> None:
    cell = "statistics.fees.count"
    pair = [
        make_report("2014", {cell: amount}, year=year)
        for year, amount in ((2016, Decimal("12.5")), (2017, Decimal("125000")))
    ]
    (finding,) = (f for f in compare(pair).issues if f.rule == "YRS004")
    assert "125000 万元" in finding.message.zh
