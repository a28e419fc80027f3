"""Runs a comparison: grouping, years, versions, roll-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from govreport.checker.compare.bodies import Bodies, Series, canonical, group
from govreport.checker.compare.model import Comparison
from govreport.checker.compare.rollup import RollupCheck, rollups
from govreport.checker.compare.years import CHECKS, Pair, pair_findings, version_findings
from govreport.checker.engine import SEVERITIES, check
from govreport.checker.model import Finding, Outcome, Result
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE
from govreport.parser.report import Report

__all__ = ["compare"]


def compare(
    reports: Sequence[Report],
    bodies: Bodies | None = None,
    *,
    rules: Sequence[Rule] = CATALOGUE,
    checker: Callable[[Report], Result] = check,
) -> Comparison:
    """Check what no single report shows.

    Arguments:
        reports: reports of one body over years, of a parent with the bodies under it, or both.
        bodies: which file belongs to which body and which body is under which.
        rules: the rules to run; those that need several reports are picked out.
        checker: checks one report by itself.

    Returns:
        The grouping, what was found over several reports, and each report's own result.
    """
    bodies = bodies or Bodies()
    grouping = group(reports, bodies)
    comparison = Comparison(grouping, tuple(checker(report) for report in reports))
    wanted = {rule.code: rule for rule in rules}
    findings: list[Finding] = []
    outcomes: list[Outcome] = []
    for series in grouping.series:
        for rule, found, subject in _over_years(series, wanted):
            findings += found
            outcomes.append(Outcome(rule.code, "fail" if found else "pass", subject))
    _add_rollups(comparison, bodies, wanted, findings, outcomes)
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    comparison.issues, comparison.outcomes = tuple(findings), tuple(outcomes)
    return comparison


def _over_years(
    series: Series, rules: dict[str, Rule]
) -> Iterator[tuple[Rule, list[Finding], str]]:
    """Run each rule over every two years that follow each other, and over versions of a year."""
    for year, versions in series.reports.items():
        for other in versions[1:]:
            if "YRS006" in rules:
                pair = Pair(series.body, versions[0], other)
                yield rules["YRS006"], list(version_findings(pair, rules["YRS006"])), str(year)
    for last, this in pairwise(series.reports):
        if this - last != 1:
            continue
        pair = Pair(series.body, series.reports[last][0], series.reports[this][0])
        for code in CHECKS:
            if code in rules:
                found = list(pair_findings(pair, rules[code]))
                yield rules[code], found, f"{series.body}@{this}"


def _add_rollups(
    comparison: Comparison,
    bodies: Bodies,
    rules: dict[str, Rule],
    findings: list[Finding],
    outcomes: list[Outcome],
) -> None:
    if not {"SUM001", "SUM002"} <= set(rules):
        return
    results = {result.report.source: result for result in comparison.results}
    sums = []
    for rollup, reports in rollups(comparison.grouping, bodies):
        named = Counter(canonical(unit) for unit in bodies.children(rollup.parent))
        doubled = [unit for unit in rollup.units if named[canonical(unit)] > 1]
        run = RollupCheck(rollup, reports, results, rules, doubled)
        run.run()
        sums.append(rollup)
        findings += run.findings
        comparison.repairs += tuple(run.repairs)
        for code in ("SUM001", "SUM002"):
            failed = any(finding.rule == code for finding in run.findings)
            outcomes.append(Outcome(code, "fail" if failed else "pass", rollup.parent))
    comparison.rollups = tuple(sums)
