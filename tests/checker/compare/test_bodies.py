"""Which reports are taken to be of one body."""

from __future__ import annotations

import pytest

from govreport.checker.compare import Bodies, Member
from govreport.checker.compare.grouping import group
from govreport.checker.compare.names import canonical, region_of
from govreport.parser.report import Report
from tests.checker.reports import make_report


def report(organization: str | None, year: int = 2024, source: str = "a.txt") -> Report:
    made = make_report(organization=organization, year=year)
    made.source = source
    return made


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("某某市人民政府", "某某市", True),
        ("某某市人民政府", "某某市政府", True),
        ("某 某市人民政府", "某某市人民政府", True),
        ("某某市人民政府", "某某市人民政府办公室", False),
        ("某某市财政局", "某某县财政局", False),
    ],
)
def test_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert (canonical(one) == canonical(other)) is same


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("某某市财政局", "某某市"),
        ("某某市某某区教育局", "某某市某某区"),
        ("内蒙古自治区", "内蒙古自治区"),
        ("市财政局", ""),
        ("财政局", ""),
        ("市场监督管理局", ""),
        ("乡村振兴局", ""),
        ("高新区管委会", ""),
    ],
)
def test_the_place_in_a_name(name: str, region: str) -> None:
    assert region_of(name) == region


def test_years_of_one_body_are_joined_in_order_and_gaps_are_told() -> None:
    grouping = group(
        [report("某某市", 2024), report("某某市人民政府", 2021), report("某某市政府", 2022)]
    )
    (series,) = grouping.series
    assert list(series.reports) == [2021, 2022, 2024]
    assert series.gaps == (2023,)


def test_a_name_that_many_places_share_is_left_apart() -> None:
    grouping = group([report("财政局", 2023), report("财政局", 2024)])
    assert grouping.series == []
    assert len(grouping.apart) == 2
    assert "财政局" in grouping.apart[0][1].zh


@pytest.mark.parametrize("name", ["财政局", "市财政局"])
def test_the_folder_gives_the_place(name: str) -> None:
    grouping = group(
        [
            report(name, 2023, "某某市/2023.txt"),
            report("某某市财政局", 2024, "某某市/2024.txt"),
            report(name, 2024, "另一市/2024.txt"),
        ]
    )
    assert [sorted(s.reports) for s in grouping.series] == [[2023, 2024], [2024]]


def test_the_mapping_gives_the_body() -> None:
    bodies = Bodies((Member("某某市财政局", "某某市", "czj/2024.docx"),))
    grouping = group([report("财政局", source="in/czj/2024.docx"), report(None)], bodies)
    assert [s.body for s in grouping.series] == ["某某市财政局"]
    assert len(grouping.apart) == 1


def test_no_year_is_left_apart() -> None:
    made = report("某某市人民政府")
    made.year = None
    assert len(group([made]).apart) == 1
