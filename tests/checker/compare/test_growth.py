"""Growth in the prose against last year's report, with the figures of Suqian."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.checker.compare import compare
from govreport.checker.model import Finding
from govreport.parser.report import Report
from tests.checker.reports import make_report

CITY = "某某市人民政府"
FIGURES = {2023: (3511, 96, 3486, 121), 2024: (3525, 121, 3226, 420), 2025: (3120, 420, 3118, 422)}
"""By year: new, carried in, handled, carried out."""


def report(year: int, told: str, figures: tuple[int, ...] | None = None) -> Report:
    rows = ("new", "carried_in", "handled", "carried_out")
    cells = {
        f"requests.{row}.{column}": value
        for row, value in zip(rows, figures or FIGURES[year], strict=True)
        for column in ("natural_person", "total")
    }
    made = make_report(set=cells, organization=CITY, year=year, told={"overview": [told]})
    made.source = f"{year}.txt"
    return made


LAST = "2023年，全市共收到政府信息公开申请3511件，上年结转96件，办结3486件。"


def found(told: str, last: str = LAST, rule: str = "TXT004") -> list[Finding]:
    return [f for f in compare([report(2023, last), report(2024, told)]).issues if f.rule == rule]


@pytest.mark.parametrize(
    "told",
    [
        "2024年，全市共收到政府信息公开申请3525件，同比增长0.40%。",
        "2024年，全市共收到政府信息公开申请3525件，同比增长0.4%。",
        "2024年，全市共收到政府信息公开申请3525件，同比增长0.39%。",  # cut off
        "2024年，全市收到和处理政府信息公开申请3646件（新收3525件，上年结转121件），同比增长1.08%。",
        "2024年，全市收到和处理政府信息公开申请3646件，较上年上升1.1%。",
        # growth of all that was in hand beside what was new: said of the other reading
        "2024年，全市共收到政府信息公开申请3525件，同比增长1.08%。",
        "2024年，全市答复政府信息公开申请3226件，同比下降7.46%。",
        "2024年，全市共收到政府信息公开申请3500余件，同比增长9%。",
        "2024年，通过网站发布信息5000条，同比增长9%。",
    ],
)
def test_growth_that_one_reading_of_both_years_gives(told: str) -> None:
    assert found(told) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2024年，全市共收到政府信息公开申请3525件，同比增长1.05%。", "0.40"),
        (
            "2024年，全市收到和处理政府信息公开申请3646件（新收3525件，上年结转121件），同比增长1.05%。",
            "1.08",
        ),
        ("2024年，全市收到和处理政府信息公开申请3646件，较上年下降1.08%。", "1.08"),
        ("2024年，全市答复政府信息公开申请3226件，比上年下降9%。", "-7"),
    ],
)
def test_growth_that_no_reading_gives(told: str, expected: str) -> None:
    (finding,) = found(told)
    assert finding.expected == Decimal(expected)
    assert finding.severity == "error"
    assert finding.span is not None
    assert finding.sentence[slice(*finding.span)].rstrip("%") in told
    assert str(abs(finding.printed or 0)) == finding.sentence[slice(*finding.span)].rstrip("%")


def test_both_readings_are_told() -> None:
    (finding,) = found("2024年，全市共收到政府信息公开申请3525件，同比增长1.05%。")
    for figure in ("3525", "3511", "0.40%", "3607", "3646", "1.08%"):
        assert figure in finding.message.zh
        assert figure in finding.message.en


def test_the_figure_of_last_year_in_its_prose_is_admissible() -> None:
    told = "2024年，全市共收到政府信息公开申请3525件，同比增长0.71%。"
    assert found(told, "2023年，全市共收到政府信息公开申请3500件。") == []


def test_carried_out_is_carried_in_over_three_years() -> None:
    reports = [report(year, f"{year}年。") for year in FIGURES]
    assert not [f for f in compare(reports).issues if f.rule == "YRS001"]
    wrong = report(2025, "2025年。", (3122, 418, 3118, 422))
    (finding,) = (f for f in compare([*reports[:2], wrong]).issues if f.rule == "YRS001")
    assert (finding.printed, finding.expected) == (418, 420)
