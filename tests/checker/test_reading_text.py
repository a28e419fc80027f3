"""Readings of figures in the prose, told in the form's words."""

from __future__ import annotations

import pytest

from govreport.checker.prose.readings import readings_of
from govreport.checker.prose.wording import reading_text
from govreport.forms import load

FORM = load("2021")


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        (
            "reconsideration.cases.total - reconsideration.cases.pending",
            "表四 行政复议 / 总计－表四 行政复议 / 尚未审结",
            "表四 行政复议 / 总计 - 表四 行政复议 / 尚未审结",
        ),
        ("requests.denied_*.total", "表三“不予公开”各项之和", "表三, all of “不予公开”"),
        (
            "requests.handled.total - said.withdrawn",
            "表三 （七）总计 / 总计－正文“撤回申请”",
            "表三 （七）总计 / 总计 - “withdrawn” in the prose",
        ),
        (
            "requests.handled.total - said.results",
            "表三 （七）总计 / 总计－正文“其他各项结果”",
            "表三 （七）总计 / 总计 - “the other results” in the prose",
        ),
    ],
)
def test_a_reading_in_words(expression: str, zh: str, en: str) -> None:
    text = reading_text(expression, FORM)
    assert (text.zh, text.en) == (zh, en)


@pytest.mark.parametrize(
    "kind", ["received", "handled", "treated", "litigation", "unavailable", "natural_person"]
)
def test_every_reading_of_the_form_has_words(kind: str) -> None:
    for reading in readings_of(kind):
        if all(term.table in (*FORM.table, "said") for term in reading.terms):
            assert "requests." not in reading_text(reading.expression, FORM).zh
