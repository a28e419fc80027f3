"""Results put together by hand, to see how they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from govreport.checker.model import (
    Change,
    Checks,
    Finding,
    Outcome,
    Repair,
    Result,
    Severity,
    Verdict,
)
from govreport.forms import load
from govreport.parser.report import Number
from govreport.reading.document import Location
from govreport.text import Text
from tests.checker.reports import make_report

TITLE = "某某市人民政府2024年政府信息公开工作年度报告"

WRONG: Mapping[str, Number | str] = {
    "requests.granted.enterprise": 2,
    "proactive.fees.amount": Decimal("71910.1048"),
}
"""Figures of a report in which 予以公开 / 商业企业 should be 3."""

SENTENCE = "2024年，全年共收到政府信息公开申请25件，办结24件。"


def identity_finding(
    rule: str, subject: str, printed: int, expected: int, **more: object
) -> Finding:
    """A finding of an identity of the form of 2021."""
    form = load("2021")
    table = form.table[subject.partition(".")[0]]
    identity = next(i for i in table.identities if i.rule == rule and i.subject == subject)
    return finding(
        rule,
        cells=(*identity.minus, *identity.plus),
        printed=printed,
        expected=expected,
        difference=printed - expected,
        label=form.label(subject),
        location=Location(line=61),
        **more,
    )


def finding(
    rule: str = "REQ001",
    *,
    severity: Severity = "error",
    message: Text | None = None,
    **more: object,
) -> Finding:
    """A finding with what does not matter filled in."""
    more.setdefault("id", f"{abs(hash((rule, severity, str(more)))):012x}"[:12])
    more.setdefault("name", "some-rule")
    more.setdefault("kind", "report")
    text = message or Text(f"{rule} 的说明", f"message of {rule}")
    return Finding(rule=rule, severity=severity, message=text, **more)  # type: ignore[arg-type]


def wrong_cell() -> tuple[tuple[Finding, ...], tuple[Repair, ...]]:
    """The findings and the repair of a report with :data:`WRONG` figures."""
    row = identity_finding("REQ001", "requests.granted", 15, 14, id="a" * 12)
    column = identity_finding("REQ002", "requests.enterprise", 4, 3, id="b" * 12)
    repair = Repair(
        changes=(change("requests.granted.enterprise", 2, 3, line=21),),
        unique=True,
        cause="digit",
        resolves=(row.id, column.id),
        reason=Text("行、列各差 1", "row and column both lack 1"),
    )
    return (row, column), (repair,)


def change(cell: str, printed: Number | None, expected: Number, line: int) -> Change:
    """A change of a cell of the form of 2021."""
    return Change(cell, printed, expected, load("2021").label(cell), Location(line=line))


def sentence_finding() -> Finding:
    """A finding in the prose."""
    start = SENTENCE.index("25")
    return finding(
        "TXT001",
        id="c" * 12,
        cells=("requests.new.total",),
        printed=25,
        expected=24,
        difference=1,
        sentence=SENTENCE,
        span=(start, start + 2),
        location=Location(line=12),
    )


def make_result(
    figures: Mapping[str, Number | str] | None = None,
    findings: Sequence[Finding] = (),
    repairs: Sequence[Repair] = (),
    *,
    source: str = "made.txt",
    title: str = TITLE,
    organization: str | None = "某某市人民政府",
    verdict: Verdict | None = None,
    score: int | None = 100,
    outcomes: Sequence[Outcome] = (),
    error: int = 0,
) -> Result:
    """A result: consistent when it has no findings of severity error."""
    report = make_report(set=figures, organization=organization)
    report.title = title
    report.source = source
    report.__dict__["claims"] = ()
    errors = [f for f in findings if f.severity == "error" and not f.accepted]
    return Result(
        report=report,
        issues=tuple(findings),
        repairs=tuple(repairs),
        outcomes=tuple(outcomes),
        checks=Checks(passed=60, failed=len(findings), skipped=3, error=error),
        score=score,
        verdict=verdict or ("inconsistent" if errors else "consistent"),
    )


def wrong_result(**more: object) -> Result:
    """The result of a report with one wrong cell."""
    findings, repairs = wrong_cell()
    return make_result(WRONG, findings, repairs, score=90, **more)  # type: ignore[arg-type]
