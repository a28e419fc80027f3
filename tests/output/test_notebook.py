"""The table in a notebook is well-formed, and nothing in it comes alive."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from govreport.output.notebook import html
from govreport.text import Text
from tests.output.results import finding, make_result, wrong_result


def tree(result, language="zh"):
    """The HTML, which is well-formed XML but for one named entity and the line break."""
    text = html(result, language).replace("&ensp;", " ").replace("<br>", "<br/>")
    return ElementTree.fromstring(text)


def test_it_shows_verdict_findings_and_repair():
    text = "".join(tree(wrong_result()).itertext())
    assert "× 不一致 得分 90" in text
    assert "REQ001" in text
    assert "商业企业 2 → 3" in text


def test_a_consistent_report_has_no_table():
    assert tree(make_result()).find(".//table") is None


def test_it_has_a_row_for_each_finding():
    assert len(tree(wrong_result()).findall("table[1]/tbody/tr")) == 2


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=1>", "\"'&<>", "\x1b[31m\u202e"]
)
def test_no_text_becomes_markup(hostile):
    text = Text(hostile, hostile)
    result = make_result(
        title=hostile, source=hostile, findings=[finding(message=text, label=text)]
    )
    tags = {element.tag for element in tree(result).iter()}
    assert tags <= {"div", "p", "strong", "br", "b", "table", "thead", "tbody", "tr", "th", "td"}


def test_a_result_shows_itself():
    assert wrong_result()._repr_html_().startswith("<div")
