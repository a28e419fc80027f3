"""What is no claim stays none wherever it stands in a report: nobody is accused for it."""

from __future__ import annotations

import re
from random import Random

import pytest

from govreport.parser.claims import claims_in
from govreport.parser.report import Report
from tests.benchmarks.prose import accusations
from tests.generator import random_truth
from tests.generator.parsed import report_of
from tests.parser.claims.cases import Case, cases

YEAR = re.compile(r"20\d\d")
_LAST_YEAR = re.compile(
    r"二〇|同期|[往去上前]一?年|20\d\d年度?(?:全[市县]|共?收到|受理|上半年|政府信息)"
)
"""What is told of another year, and nothing of the report's own, may be an old text (TXT006)."""
TRAPS = [
    case
    for case in cases()
    if not claims_in(case.sentence, year=case.year) and not _LAST_YEAR.search(case.sentence)
]


def told(case: Case, year: int) -> str:
    """Return the sentence as a report on another year has it."""
    return YEAR.sub(lambda match: str(int(match[0]) - case.year + year), case.sentence)


def put_in(report: Report, sentence: str, random: Random) -> None:
    """Put a sentence behind another in section one."""
    overview = report.section("overview")
    assert overview is not None
    at = random.randrange(len(overview.paragraphs))
    text, location = overview.paragraphs[at]
    end = random.choice([match.end() for match in re.finditer("。", text)] or [len(text)])
    overview.paragraphs[at] = (text[:end] + sentence + text[end:], location)


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: f"{case.file}-{case.line}")
def test_nobody_is_accused_for_what_is_no_claim(case: Case) -> None:
    random = Random(case.sentence)
    for _ in range(2):
        report = report_of(random_truth(random.randrange(1000), "2021"))
        assert report.year is not None
        put_in(report, told(case, report.year), random)
        found = [f for f in accusations(report) if f.rule.startswith(("TXT", "PLA"))]
        assert found == [], report.section("overview")
