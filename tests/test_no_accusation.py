"""A consistent report is never accused: the worst thing that a checker can do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from govreport.checker import check
from tests.generator import random_truth
from tests.generator.parsed import report_of
from tests.generator.strategies import layouts, truths

FORMS = ("2021", "2019", "2014")


def accusations(result):
    """What a clerk would have to answer for, as readable lines."""
    return [
        f"{finding.rule} {finding.severity}: {finding.message.en}"
        for finding in result.issues
        if finding.severity in ("error", "warning")
    ]


@given(truths())
@settings(max_examples=100)
def test_consistent_reports(truth):
    result = check(report_of(truth))
    assert accusations(result) == []
    assert result.checks.error == 0
    assert result.score == 100


@given(truths(), layouts())
@settings(max_examples=100)
def test_consistent_reports_in_any_print(truth, layout):
    """Zeros left blank or printed as signs, rows printed as one: no errors."""
    result = check(report_of(truth, layout))
    assert [each for each in accusations(result) if " error: " in each] == []
    assert result.checks.error == 0


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_many_consistent_reports(form):
    for seed in range(3000):
        result = check(report_of(random_truth(seed, form)))
        assert accusations(result) == [], seed
