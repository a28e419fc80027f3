"""What repairs say of the mistakes in tests/cases/repair, through the whole checker."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path

import pytest

from govreport.checker import check
from tests.checker.reports import make_report

CASES = Path(__file__).parents[2] / "cases" / "repair" / "mistakes.toml"
MADE = ("form", "set", "blank", "drop")


def cases():
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in data["cases"]]


def by_mistake(repairs):
    """The repairs, those that tie in a list of their own."""
    return [list(tied) for _, tied in groupby(repairs, key=lambda repair: repair.before)]


@pytest.mark.parametrize("case", cases())
def test_mistake(case):
    result = check(make_report(**{key: case[key] for key in MADE if key in case}))
    mistakes = by_mistake(result.repairs)

    first = {c.cell: c.expected for tied in mistakes for c in tied[0].changes}
    assert first == case["first"]
    assert len(mistakes) == case.get("mistakes", 1)
    if "rules" in case:
        assert sorted(finding.rule for finding in result.issues) == sorted(case["rules"])
    if not mistakes:
        return
    repair = mistakes[0][0]
    assert repair.cause == case["cause"]
    assert repair.unique == case.get("unique", True)
    assert repair.kind == case.get("kind", "report")
    assert len(mistakes[0]) == case.get("ways", 1)
    assert repair.complete
    assert repair.reason is not None
    assert case.get("reason", "") in repair.reason.zh
    assert repair.reason.en
