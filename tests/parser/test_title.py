"""Title, body and year."""

from __future__ import annotations

import pytest

from govreport.forms import load
from govreport.parser.sections import find_sections
from govreport.parser.title import find_title
from tests.parser.documents import document, grid

TITLES = {
    "许昌市人民政府2021年政府信息公开工作年度报告": ("许昌市人民政府", 2021),
    "2019年上海市人民政府办公厅政府信息公开工作年度报告": ("上海市人民政府办公厅", 2019),
    "某某县发展和改革局2023年度政府信息公开年报": ("某某县发展和改革局", 2023),
    "某某市财政局2022年度政府信息公开工作年度报告": ("某某市财政局", 2022),
    "某某市财政局 2022 年政府信息公开工作年度报告": ("某某市财政局", 2022),
    "某某镇人民政府２０２１年政府信息公开工作年度报告": ("某某镇人民政府", 2021),
    "某某区教育局政府信息公开工作年度报告（2021年）": ("某某区教育局", 2021),
    "某某区教育局政府信息公开工作年度报告（2021年度）": ("某某区教育局", 2021),
    "某某区教育局关于2020年政府信息公开工作情况的报告": ("某某区教育局", 2020),
    "某某区教育局关于政府信息公开工作的年度报告（2020年）": ("某某区教育局", 2020),
    "《某某市人民政府2023年政府信息公开工作年度报告》": ("某某市人民政府", 2023),
    "某某综合实验区2020年政府信息公开工作年度报告": ("某某综合实验区", 2020),
    "标题: 某某综合实验区2022年度政府信息公开工作年度报告": ("某某综合实验区", 2022),
    "二〇二一年某某市水利局政府信息公开工作年度报告": ("某某市水利局", 2021),
    "某某市水利局二○二三年政府信息公开工作年度报告": ("某某市水利局", 2023),
    "某某县2023年政府信息公开工作年度报告": ("某某县", 2023),
    "2022年某某镇政府信息公开工作年度报告": ("某某镇", 2022),
    "某某区教育局政府信息公开工作2021年度报告": ("某某区教育局", 2021),
    "某某区教育局政府信息公开2021年年度报告": ("某某区教育局", 2021),
    "某某市人民政府信息公开年度报告（2019）": ("某某市人民政府", 2019),
    "国家税务总局某某市税务局2022年政府信息公开工作年度报告": ("国家税务总局某某市税务局", 2022),
    "某某区教育局2021政府信息公开工作年度报告": ("某某区教育局", 2021),
    "附件：某某区教育局2021年政府信息公开工作年度报告": ("某某区教育局", 2021),
    "某某市金融监督管理局（某某市金融工作局）2023年政府信息公开工作年度报告": (
        "某某市金融监督管理局(某某市金融工作局)",
        2023,
    ),
    "关于某某市水务局2023年政府信息公开工作年度报告的公示": ("某某市水务局", 2023),
    "2023年政府信息公开工作年度报告": (None, 2023),
    "政府信息公开工作年度报告": (None, None),
}

NO_TITLES = [
    "关于报送2023年政府信息公开工作年度报告的函",
    "关于做好2023年政府信息公开工作年度报告编制和发布工作的通知",
    "某某市人民政府2023年工作报告",
    "某某区教育局发布2023年政府信息公开工作年度报告",
    "政府信息公开年报",
]


def read(*blocks):
    file = document(*blocks)
    return find_title(file, find_sections(file, load("2021")))


@pytest.mark.parametrize(("text", "expected"), TITLES.items())
def test_titles(text, expected):
    heading = read(text, "一、总体情况")
    assert (heading.organization, heading.year) == expected
    assert heading.title is not None


@pytest.mark.parametrize("text", NO_TITLES[:4])
def test_what_is_no_title(text):
    assert read(text, "一、总体情况").title is None


def test_a_title_over_two_lines():
    heading = read("某某市水利局", "2021年政府信息公开工作年度报告", "一、总体情况")
    assert heading == ("某某市水利局2021年政府信息公开工作年度报告", "某某市水利局", 2021)


def test_a_title_over_three_lines():
    heading = read("某某市水利局", "2021年政府信息公开", "工作年度报告", "一、总体情况")
    assert heading.organization == "某某市水利局"


def test_a_title_broken_in_one_paragraph():
    heading = read("某某市水利局\n2021年政府信息公开工作年度报告", "一、总体情况")
    assert heading.organization == "某某市水利局"


def test_a_title_that_runs_on():
    text = "某某区2020年政府信息公开工作年度报告 根据《中华人民共和国政府信息公开条例》编制。"
    assert read(text).organization == "某某区"


def test_links_and_breadcrumbs_around_it():
    heading = read(
        "首页 > 政务公开 > 政府信息公开年报",
        "发布时间：2022-01-20",
        "某某市水利局2021年政府信息公开工作年度报告",
        "某某市水利局2020年政府信息公开工作年度报告",
        "一、总体情况",
    )
    assert (heading.organization, heading.year) == ("某某市水利局", 2021)


def test_a_title_below_long_navigation():
    links = [f"公开栏目{number}" for number in range(120)]
    heading = read(*links, "某某市水利局2021年政府信息公开工作年度报告", "一、总体情况")
    assert (heading.organization, heading.year) == ("某某市水利局", 2021)


def test_a_title_in_a_cell():
    heading = read(grid("某某市水利局2021年政府信息公开工作年度报告｜<", "自然人｜总计"))
    assert heading.year == 2021


def test_the_title_of_the_page():
    file = document("一、总体情况")
    file.title = "某某市水利局2021年政府信息公开工作年度报告_某某市人民政府门户网站"
    heading = find_title(file, find_sections(file, load("2021")))
    assert (heading.organization, heading.year) == ("某某市水利局", 2021)


def test_the_year_of_the_period():
    heading = read(
        "现公布2024年3月编制的报告。本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "一、总体情况",
    )
    assert heading.year == 2023


def test_a_year_since_which_is_counted_is_not_that_of_the_report():
    text = "自2008年以来，累计受理申请8763件。2021年，全区收到申请0件。"
    assert read(text).year == 2021


def test_the_year_of_the_prose():
    assert read("一、总体情况", "2022年度我局共收到申请5件。").year == 2022


def test_a_year_broken_by_spaces():
    assert read("一、总体情况", "2 0 2 2 年，我局共收到申请5件。").year in (2022, None)


def test_the_body_of_the_first_sentence():
    heading = read(
        "本报告由某某市水利局根据《中华人民共和国政府信息公开条例》编制。", "一、总体情况"
    )
    assert heading.organization == "某某市水利局"


def test_the_body_before_a_year_in_chinese():
    heading = read("现将某某市水利局二〇二三年政府信息公开工作情况报告如下。", "一、总体情况")
    assert heading.organization == "某某市水利局"


def test_no_body_is_better_than_a_wrong_one():
    assert read("一、总体情况", "2023年度我局共收到依申请信息公开26件").organization is None


NAMELESS = "2023年政府信息公开工作年度报告"

NAMED_ELSEWHERE = [
    ([NAMELESS, "某某市水务局", "2024年1月25日", "一、总体情况"], "某某市水务局"),
    (["某某市水务局", NAMELESS, "一、总体情况"], "某某市水务局"),
    ([NAMELESS, "发布机构：某某市水务局　发文日期：2024-01-25", "一、总体情况"], "某某市水务局"),
    ([NAMELESS, "一、总体情况", "收到申请3件。", "某某市水务局", "2024年1月25日"], "某某市水务局"),
    ([NAMELESS, "一、总体情况", "收到申请3件。", "某某街道办事处", "二〇二四年一月二十五日"], "某某街道办事处"),
    ([NAMELESS, "某某市人民政府门户网站", "一、总体情况"], None),
    (["首页", "政务公开", NAMELESS, "一、总体情况"], None),
    ([NAMELESS, "来源：本站", "一、总体情况", "我局", "2024年1月25日"], None),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "expected"), NAMED_ELSEWHERE)
def test_the_body_beside_the_title_in_a_field_or_in_the_signature(blocks, expected):
    assert read(*blocks).organization == expected
