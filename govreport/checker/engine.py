"""Runs the rules over one report and sums up: findings, repairs, score, verdict."""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from govreport.checker.accept import Accepted, accept
from govreport.checker.context import Context
from govreport.checker.identity_rules import holds, identity_findings
from govreport.checker.model import Checks, Finding, Outcome, Repair, Result, Verdict
from govreport.checker.rule import Rule
from govreport.checker.rules import rules_for
from govreport.checker.score import DEFAULT_WEIGHTS, Weights, score
from govreport.parser.report import Report
from govreport.text import Text
from govreport.uncollected import uncollected

__all__ = ["SEVERITIES", "broken", "check"]

SEVERITIES = ("error", "warning", "note")


@uncollected()
def check(
    report: Report,
    *,
    rules: Sequence[Rule] | None = None,
    weights: Weights = DEFAULT_WEIGHTS,
    accepted: Sequence[Accepted] = (),
) -> Result:
    """Check every figure of ``report`` against every other.

    Arguments:
        report: the report.
        rules: the rules to run (``None``: all that apply to its form).
        weights: what mistakes and warnings take from the score.
        accepted: findings that a person has accepted: they are kept, and cost nothing.

    Returns:
        The findings with errors first, the repairs, score and verdict.
    """
    context = Context(report)
    findings: list[Finding] = []
    outcomes: list[Outcome] = []
    passes = 0
    for rule in rules_for(report.form) if rules is None else rules:
        found, other, count = run(rule, context)
        findings += found
        outcomes += other
        passes += count
    findings = accept(findings, report, accepted)
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    repairs = find_repairs(context, findings)
    return Result(
        report=report,
        issues=tuple(findings),
        repairs=repairs,
        outcomes=tuple(outcomes),
        checks=Checks.of(outcomes, passes),
        score=score(findings, repairs, weights) if _anything_checked(context) else None,
        verdict=verdict(findings, context),
    )


def run(rule: Rule, context: Context) -> tuple[list[Finding], list[Outcome], int]:
    """Run one rule.

    Returns:
        The findings, the outcomes that are not passes, and how many things passed. A rule that
        breaks gives the one outcome ``error``: a fault of the program, never the body's mistake.
    """
    if rule.check is None and holds(context, rule):
        return [], [], context.passes.get(rule.code, 0)
    findings: list[Finding] = []
    outcomes: list[Outcome] = []
    passes = 0
    check = rule.check or identity_findings
    try:
        for item in check(context, rule):
            if isinstance(item, Finding):
                findings.append(item)
                subject = item.cells[0] if item.cells else ""
                outcomes.append(Outcome(rule.code, "fail", subject))
            elif item.status == "pass":
                passes += 1
            else:
                outcomes.append(item)
    except Exception:
        return [], [broken(rule)], 0
    own = rule.check is not None
    if own and not (findings or outcomes or passes):
        passes = 1
    return findings, outcomes, passes if own else context.passes.get(rule.code, 0)


def broken(rule: Rule, subject: str = "") -> Outcome:
    """Return the outcome of a rule that breaks, from inside ``except``: a fault of the program."""
    detail = traceback.format_exc(limit=-3)
    reason = Text(f"规则 {rule.code} 运行出错：{detail}", f"rule {rule.code} broke: {detail}")
    return Outcome(rule.code, "error", subject, reason)


def find_repairs(context: Context, findings: Sequence[Finding]) -> tuple[Repair, ...]:
    """Return the repairs with the findings that they resolve; a clean report imports no solver."""
    if not context.repairs:
        return ()
    from govreport.checker.repair import resolving

    return resolving(context, context.repairs, findings)


def verdict(findings: Sequence[Finding], context: Context) -> Verdict:
    """Return ``inconsistent`` for an error that is not accepted, ``unverifiable`` when no identity
    could be checked, else ``consistent``.
    """
    if any(finding.severity == "error" and not finding.accepted for finding in findings):
        return "inconsistent"
    return "consistent" if _anything_checked(context) else "unverifiable"


def _anything_checked(context: Context) -> bool:
    return any(e.passed or e.failed or e.conflicts for e in context.evaluations.values())
