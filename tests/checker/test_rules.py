"""Every rule on its pass and fail cases (tests/cases/rules)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govreport.checker.context import Context
from govreport.checker.engine import run
from govreport.checker.rules import find_rule, rules_for
from tests.checker.reports import make_report

CASES = Path(__file__).parent.parent / "cases" / "rules"
MADE = (
    "form", "set", "blank", "drop", "organization", "year", "sections", "notes", "unmatched",
    "merged", "title", "told", "doubt",
)  # fmt: skip


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for n, case in enumerate(data["cases"], 1):
            id = f"{path.stem}-{n}-{case['rule']}-{'fail' if case['finds'] else 'pass'}"
            yield pytest.param(case, id=id)


@pytest.mark.parametrize("case", list(cases()))
def test_rule(case: dict[str, Any]) -> None:
    report = make_report(**{key: case[key] for key in MADE if key in case})
    rule = find_rule(case["rule"], rules_for(report.form))

    findings, outcomes, passes = run(rule, Context(report))

    assert not [o.reason for o in outcomes if o.status == "error"]
    assert [f.message.zh for f in findings][case["finds"] :] == []
    assert len(findings) == case["finds"]
    assert len([o for o in outcomes if o.status == "skipped"]) >= case.get("skipped", 0)
    if not findings:
        assert passes or case.get("skipped")
        return
    first = findings[0]
    for key in ("printed", "expected", "difference", "severity", "kind"):
        if key in case:
            assert getattr(first, key) == case[key], key
    if "cells" in case:
        assert list(first.cells) == case["cells"]
    if "implied" in case:
        assert dict(first.implied) == case["implied"]
    if "marked" in case:
        assert first.span is not None
        assert first.sentence[slice(*first.span)] == case["marked"]
    for words in case.get("says", ()):
        assert words in first.message.zh
    assert first.message.zh
    assert first.message.en
