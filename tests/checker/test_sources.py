"""Legal sources: what of them applies to reports on one form."""

from __future__ import annotations

import pytest

from govreport.checker.rules import rules_for
from govreport.checker.rules.sources import FORMAT, applicable, format_table
from govreport.forms import load
from govreport.text import Text


@pytest.mark.parametrize(
    ("form", "zh", "en"),
    [
        (
            "2021",
            "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》表三",
            "国办公开办函〔2021〕30号, table 三",
        ),
        (
            "2019",
            "国办公开办函〔2019〕60号《政府信息公开工作年度报告格式》表三",
            "国办公开办函〔2019〕60号, table 三",
        ),
    ],
)
def test_the_source_of_a_table(form, zh, en):
    assert applicable(format_table("三"), load(form).authority) == Text(zh, en)


def test_the_list_of_2014_names_its_own_authority():
    source = applicable(FORMAT, load("2014").authority)
    assert source == Text("国办发〔2014〕32号", "国办发〔2014〕32号")


def test_other_sources_stay_as_they_are():
    law = Text("《中华人民共和国立法法》", "Legislation Law")
    assert applicable(law, "国办公开办函〔2019〕60号") == law


@pytest.mark.parametrize("form", ["2021", "2019", "2014"])
def test_no_rule_quotes_the_format_of_other_years(form):
    for rule in rules_for(load(form)):
        assert "年度见" not in applicable(rule.source, load(form).authority).zh
