"""A file with the reports of two bodies or years: the first is read, and that is said."""

from __future__ import annotations

import pytest

from govreport.checker import check
from govreport.parser import parse
from govreport.reading.document import Note
from govreport.text import Text
from tests.parser.documents import document, read, requests

NEW = requests("一、本年新收政府信息公开申请数量｜3｜0｜0｜0｜0｜0｜3")
OTHER = requests("一、本年新收政府信息公开申请数量｜9｜0｜0｜0｜0｜0｜9")
FIRST = "某县财政局2023年政府信息公开工作年度报告"
SECOND = "某县民政局2023年政府信息公开工作年度报告"
OVERVIEW = "一、总体情况"


def told(figure):
    return f"2023年收到政府信息公开申请{figure}件。"


def remarks(report):
    return [each.message.zh for each in check(report).issues if each.rule == "READ004"]


def test_the_second_report_is_left_out_and_named():
    report = read(OVERVIEW, told(3), NEW, SECOND, OVERVIEW, told(9), OTHER)
    assert report.organization != "某县民政局"
    assert [claim.value for claim in report.claims] == [3]
    [remark] = remarks(report)
    assert SECOND in remark
    assert not [each for each in check(report).issues if each.severity == "error"]


@pytest.mark.parametrize(
    "blocks",
    [
        (FIRST, OVERVIEW, told(3), NEW, FIRST, "二、主动公开政府信息情况"),
        (FIRST, OVERVIEW, told(3), NEW, "相关链接", SECOND, "某县民政局2022年政府信息公开年报"),
        (SECOND, "某县民政局2022年政府信息公开年报", FIRST, OVERVIEW, told(3), NEW),
    ],
    ids=["its own title again", "links behind it", "links before it"],
)
def test_other_titles_begin_no_report(blocks):
    assert not remarks(read(*blocks))


@pytest.mark.parametrize(
    ("kind", "format", "severity"),
    [
        ("truncated", "docx", "warning"),
        ("no-text", "pdf", "note"),
        ("picture", "pdf", "note"),
        ("picture", "html", None),
        ("hidden", "xlsx", "note"),
    ],
)
def test_what_was_not_read_is_said(kind, format, severity):
    source = document(FIRST, OVERVIEW, told(3), NEW)
    source.format = format
    source.notes.append(Note(kind, Text("没有读出", "not read")))
    found = [each for each in check(parse(source)).issues if each.rule == "READ004"]
    assert [each.severity for each in found] == [severity] * (severity is not None)
    assert all(each.kind == "reading" for each in found)
