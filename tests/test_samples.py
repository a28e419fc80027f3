"""Each sample report shows what samples/README.md says it shows."""

from __future__ import annotations

import re

import pytest

import govreport

VERDICTS = {
    "consistent.txt": "consistent",
    "web-page.html": "consistent",
    "one-wrong-cell.txt": "inconsistent",
    "several-mistakes.txt": "inconsistent",
    "prose-against-table.txt": "inconsistent",
    "blanks.md": "consistent",
    "form-2019.txt": "consistent",
    "compare/water-bureau-2022.txt": "consistent",
    "compare/water-bureau-2023.txt": "consistent",
    "rollup/county.txt": "consistent",
    "rollup/office.txt": "consistent",
    "rollup/qingshui-town.txt": "consistent",
    "rollup/water-bureau.txt": "consistent",
}


def rules(result, *severities):
    return [finding.rule for finding in result.issues if finding.severity in severities]


@pytest.mark.parametrize(("name", "verdict"), VERDICTS.items())
def test_verdict(samples, name, verdict):
    result = govreport.check(samples / name)
    assert result.verdict == verdict
    assert (rules(result, "error") != []) == (verdict == "inconsistent")
    assert "READ001" not in rules(result, "warning")


@pytest.mark.parametrize("name", ["consistent.txt", "web-page.html", "form-2019.txt"])
def test_consistent_samples_raise_nothing(samples, name):
    result = govreport.check(samples / name)
    assert rules(result, "error", "warning") == []
    assert result.score == 100


def test_one_wrong_cell_is_repaired(samples):
    result = govreport.check(samples / "one-wrong-cell.txt")
    assert sorted(rules(result, "error")) == ["REQ001", "REQ002"]
    (repair,) = result.repairs
    (change,) = repair.changes
    assert (change.cell, change.printed, change.expected) == (
        "requests.granted.natural_person",
        13,
        31,
    )
    assert repair.unique


def test_several_mistakes_are_all_named(samples):
    result = govreport.check(samples / "several-mistakes.txt")
    named = {cell for finding in result.issues for cell in finding.cells}
    assert {
        "requests.unavailable_not_held.natural_person",
        "requests.carried_out.enterprise",
        "reconsideration.cases.total",
    } <= named


def test_prose_that_contradicts_the_tables(samples):
    result = govreport.check(samples / "prose-against-table.txt")
    assert rules(result, "error") == ["TXT001", "TXT005"]
    assert [finding.printed for finding in result.issues if finding.rule == "TXT001"] == [39]


def test_blanks_are_implied(samples):
    result = govreport.check(samples / "blanks.md")
    (finding,) = [each for each in result.issues if each.rule == "FRM003"]
    assert finding.implied == {
        "requests.granted.total": 8,
        "requests.unavailable_not_held.total": 5,
        "requests.handled.natural_person": 15,
    }


def test_every_sample_is_listed(samples):
    listed = set(re.findall(r"\]\(([^)]+)\)", (samples / "README.md").read_text(encoding="utf-8")))
    there = {
        path.name + ("/" if path.is_dir() else "")
        for path in samples.iterdir()
        if path.name != "README.md"
    }
    assert listed == there


def test_the_web_page_splits_figures(samples):
    """The page is worth having: its figures stand in several spans."""
    source = (samples / "web-page.html").read_text(encoding="utf-8")
    assert re.search(r">\d</span><span[^>]*>\d", source)
