"""Which reports are taken to be of one body."""

from __future__ import annotations

import pytest

from govreport.checker.compare import Bodies, Member
from govreport.checker.compare.grouping import group
from govreport.checker.compare.names import region_of
from govreport.checker.compare.rollup import rollups
from govreport.checker.compare.spelling import canonical
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
        ("苏州市财政局", "苏州市"),
        ("镇江市财政局", "镇江市"),
        ("镇宁布依族苗族自治县财政局", "镇宁布依族苗族自治县"),
        ("乡宁县财政局", "乡宁县"),
        ("济宁市市中区教育局", "济宁市市中区"),
        ("镇财政所", ""),
        ("积石山保安族东乡族撒拉族自治县教育局", "积石山保安族东乡族撒拉族自治县"),
        ("新乡市财政局", "新乡市"),
        ("景德镇市教育局", "景德镇市"),
        ("新乡市红旗区教育局", "新乡市红旗区"),
        ("荆州市沙市区教育局", "荆州市沙市区"),
        ("许昌市市场监督管理局", "许昌市"),
        ("许昌市城市管理局", "许昌市"),
        ("许昌市区域合作办", "许昌市"),
        ("许昌市经济开发区管委会", "许昌市"),
        ("湘西土家族苗族自治州财政局", "湘西土家族苗族自治州"),
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


@pytest.mark.parametrize(
    "name",
    [
        "城市管理局",
        "社区矫正局",
        "经济开发区管委会",
        "城区街道办",
        "乡镇企业局",
        "高新技术产业开发区管委会",
    ],
)
def test_what_ends_like_a_place_is_none(name: str) -> None:
    assert region_of(name) == ""
    assert len(group([report(name, 2023), report(name, 2024)]).apart) == 2


def test_a_folder_of_another_level_gives_no_place() -> None:
    assert len(group([report("县财政局", source="某某市/a.txt")]).apart) == 1


def test_the_nearest_folder_that_names_a_place_counts() -> None:
    grouping = group([report("财政局", source="某某市/财政局/2024/a.txt")])
    assert [s.body for s in grouping.series] == ["某某市财政局"]


def test_towns_of_one_name_in_two_counties_stay_apart() -> None:
    grouping = group(
        [
            report("城关镇人民政府", 2023, "甲县/2023.txt"),
            report("城关镇人民政府", 2024, "甲县/2024.txt"),
            report("城关镇人民政府", 2024, "乙县/2024.txt"),
        ]
    )
    assert [(s.body, list(s.reports)) for s in grouping.series] == [
        ("甲县城关镇人民政府", [2023, 2024]),
        ("乙县城关镇人民政府", [2024]),
    ]


def test_a_folder_without_a_body_names_none() -> None:
    grouping = group(
        [report(None, source="某某市资料/a.txt"), report(None, source="某某市水务局/b.txt")]
    )
    assert [s.body for s in grouping.series] == ["某某市水务局"]
    assert len(grouping.apart) == 1


def test_the_mapping_gives_the_place() -> None:
    bodies = Bodies((Member("水务局", "某某市人民政府"), Member("教育局", "某某市人民政府")))
    assert bodies.children("某某市") == ("某某市水务局", "某某市教育局")
    grouping = group([report("水务局"), report("某某市教育局"), report("县水务局")], bodies)
    assert [s.body for s in grouping.series] == ["某某市水务局", "某某市教育局"]
    assert [apart.organization for apart, _ in grouping.apart] == ["县水务局"]


def test_a_name_that_two_parents_give_is_left_apart() -> None:
    bodies = Bodies((Member("财政局", "甲县人民政府"), Member("财政局", "乙县人民政府")))
    assert len(group([report("财政局")], bodies).apart) == 1


def test_the_entry_that_says_most_of_the_path_counts() -> None:
    bodies = Bodies((Member("甲县", report="2024.txt"), Member("乙县", report="乙/2024.txt")))
    assert bodies.body_of("in/乙/2024.txt") == "乙县"
    assert bodies.body_of("in\\丙\\2024.txt") == "甲县"
    assert bodies.body_of("in/2024.txt.bak") is None


def test_a_corrected_version_is_held_against_other_years() -> None:
    first, second = report("某某市", source="a.txt"), report("某某市", source="a（更正）.txt")
    (series,) = group([first, second]).series
    assert [r.source for r in series.reports[2024]] == ["a（更正）.txt", "a.txt"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # One body, written in another way.
        ("许昌市财政局", "许昌市　财政局", True),
        ("许昌市卫生健康委员会", "许昌市卫健委", True),
        ("许昌市发展和改革委员会", "许昌市发改委", True),
        ("许昌市发展和改革委员会", "许昌市发展改革委员会", True),
        ("许昌市自然资源和规划局", "许昌市自然资源与规划局", True),
        ("许昌市市场监督管理局", "许昌市市场监管局", True),
        ("许昌市市场监督管理局", "许昌市场监督管理局", True),
        ("鄢陵县市场监督管理局", "鄢陵县市场监管局", True),
        ("许昌市财政局", "许昌市财政局（许昌市国有资产管理局）", True),
        ("许昌市财政局", "許昌市財政局", True),
        ("许昌市财政局", "河南省许昌市财政局", True),
        ("鄢陵县财政局", "许昌市鄢陵县财政局", True),
        ("昆山市财政局", "江苏省苏州市昆山市财政局", True),
        ("许昌市人民政府办公室", "许昌市政府办", True),
        ("许昌市高新区管委会", "许昌市高新区管理委员会", True),
        ("某某区城关街道", "某某区城关街道办事处", True),
        # Two bodies, written alike.
        ("南京市鼓楼区财政局", "福州市鼓楼区财政局", False),
        ("许昌市人民政府（本级）", "许昌市人民政府（汇总）", False),
        ("许昌市", "许昌市鄢陵县", False),
        ("许昌市城市管理局", "漯河市城市管理局", False),
        ("许昌市社区建设办", "漯河市社区建设办", False),
        ("许昌市经济开发区管委会", "漯河市经济开发区管委会", False),
        ("许昌市财政局", "许昌县财政局", False),
        ("许昌市教育局", "许昌市教育体育局", False),
        ("甲县城关镇人民政府", "乙县城关镇人民政府", False),
        ("河南省财政厅", "河北省财政厅", False),
        ("吉林省人民政府", "吉林省吉林市人民政府", False),
        ("和平区财政局", "平区财政局", False),
        ("许昌市人民政府", "许昌市人民政府办公室", False),
    ],
)
def test_one_body_written_in_two_ways_and_two_written_alike(
    one: str, other: str, same: bool
) -> None:
    assert (canonical(one) == canonical(other)) is same


def test_a_district_that_two_cities_have_is_told_by_its_city() -> None:
    grouping = group(
        [
            report("鼓楼区财政局", 2023, "南京市/2023.txt"),
            report("南京市鼓楼区财政局", 2024, "b.txt"),
            report("鼓楼区财政局", 2023, "福州市/2023.txt"),
            report("鼓楼区财政局", 2024, "c.txt"),
        ]
    )
    assert [(s.body, list(s.reports)) for s in grouping.series] == [
        ("南京市鼓楼区财政局", [2023, 2024]),
        ("福州市鼓楼区财政局", [2023]),
    ]
    assert ["几个市都有" in reason.zh for _, reason in grouping.apart] == [True]


def test_a_district_of_one_city_needs_no_city() -> None:
    grouping = group(
        [report("鼓楼区财政局", 2023, "c.txt"), report("南京市鼓楼区财政局", 2024, "b.txt")]
    )
    assert [list(series.reports) for series in grouping.series] == [[2023, 2024]]


def test_the_mapping_may_leave_out_the_city_or_write_it() -> None:
    for written in ("鼓楼区财政局", "南京市鼓楼区财政局"):
        bodies = Bodies((Member(written, "南京市鼓楼区人民政府"),))
        reports = [report(body, 2024, f"{body}.txt") for body in ("鼓楼区财政局", "鼓楼区人民政府")]
        (rollup,) = rollups(group(reports, bodies), bodies)
        assert rollup.missing == ()
        assert len(rollup.reports) == 2
