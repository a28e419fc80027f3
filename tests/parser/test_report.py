"""What is a report, and on which form."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from govreport.forms import load, load_file
from govreport.parser import NotAReport, parse
from tests.parser.documents import document, grid, read, requests

TITLE = "某某市人民政府{}年政府信息公开工作年度报告"
LINE = "一、本年新收政府信息公开申请数量｜5｜0｜0｜0｜0｜0｜5"

NO_REPORTS = {
    "a letter": ["某某局：", "你局来函收悉。经研究，函复如下。", "特此函复。"],
    "a letter about a report": [
        "关于报送2023年政府信息公开工作年度报告的函",
        "市政府办公室：",
        "现将我局2023年政府信息公开工作年度报告随函报上，请审阅。",
    ],
    "links": [
        "首页",
        "政府信息公开年报",
        *(TITLE.format(year) for year in range(2015, 2024)),
        "上一页 下一页",
    ],
    "a table of something else": ["采购清单", grid("名称｜数量", "电脑｜12", "打印机｜3")],
    "nothing": [],
    "a news item": ["我市召开会议", "会议强调，要做好政府信息公开工作，主动公开各类信息。" * 3],
}


@pytest.mark.parametrize("blocks", NO_REPORTS.values(), ids=NO_REPORTS)
def test_no_report(blocks):
    with pytest.raises(NotAReport) as caught:
        parse(document(*blocks))
    assert caught.value.message.zh
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_report_in_prose_only():
    """Its tables are pictures."""
    report = parse(
        document(
            TITLE.format(2023), "一、总体情况", "全年收到申请5件。", "二、主动公开政府信息情况"
        )
    )
    assert report.tables == {}
    assert report.form.id == "2021"


def test_a_report_of_the_time_before_the_sections():
    report = parse(
        document(
            TITLE.format(2016),
            "一、概述",
            "全年主动公开政府信息12条，依申请公开工作有序开展，未收到申请。",
        )
    )
    assert report.form.id == "2014"


def test_a_table_without_a_title():
    assert parse(document(requests(LINE))).tables["requests"].value("new", "total") == 5


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")]
)
def test_without_telling_labels_the_year_decides(year, form):
    report = parse(document(TITLE.format(year), "一、总体情况", "无。", requests(LINE)))
    assert report.form.id == form


@pytest.mark.parametrize("year", [2019, 2023])
def test_labels_decide_against_the_year(year):
    table = grid(
        "｜本年新制作数量｜本年新公开数量｜对外公开总数量", "规章｜0｜0｜0", "规范性文件｜1｜1｜2"
    )
    report = parse(document(TITLE.format(year), table, requests(LINE)))
    assert (report.form.id, report.year) == ("2019", year)


def test_a_given_form_is_used():
    report = parse(document(TITLE.format(2023), requests(LINE)), load("2019"))
    assert report.form.id == "2019"


def test_a_changed_form_needs_no_change_to_code(tmp_path):
    """A user's own form file: another label for a row."""
    text = Path(load("2021").source).read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(text.replace('label = "重复申请"', 'label = "再次申请"'), encoding="utf-8")
    report = parse(
        document(TITLE.format(2023), requests(LINE, "2.再次申请｜1｜0｜0｜0｜0｜0｜1")),
        load_file(own),
    )
    assert report.tables["requests"].value("refused_repeated", "total") == 1


def test_the_same_document_gives_the_same_report():
    first, second = (read(requests(LINE)) for _ in range(2))
    assert [q.value for q in first.quantities] == [q.value for q in second.quantities]
