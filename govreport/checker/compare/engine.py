"""Runs a comparison: grouping, years, versions, roll-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from govreport.checker.compare.bodies import Bodies
from govreport.checker.compare.causes import RollupCheck
from govreport.checker.compare.copies import copied
from govreport.checker.compare.grouping import Series, group
from govreport.checker.compare.growth import growth
from govreport.checker.compare.model import Comparison, Rollup
from govreport.checker.compare.pair import Pair
from govreport.checker.compare.parts import told_of_bodies
from govreport.checker.compare.rollup import missing, rollups
from govreport.checker.compare.versions import versions
from govreport.checker.compare.years import carry_over, in_force_chain, pending, unit_slip
from govreport.checker.engine import SEVERITIES, broken, check
from govreport.checker.model import Checks, Finding, Outcome, Repair, Result
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE
from govreport.parser.report import Number, Report
from govreport.uncollected import uncollected

__all__ = ["compare"]

PairCheck = Callable[[Pair, Rule], Iterator[Finding | Outcome]]

YEARS: Mapping[str, PairCheck] = {
    "YRS001": carry_over,
    "YRS002": in_force_chain,
    "YRS003": copied,
    "YRS004": unit_slip,
    "YRS005": pending,
    "TXT004": growth,
}
"""What is checked of every two years that follow each other."""

VERSIONS: Mapping[str, PairCheck] = {"YRS006": versions}
"""What is checked of two files for one year."""

ROLLUPS: Mapping[str, Callable[[Rollup, Rule], Iterator[Finding | Outcome]]] = {
    "SUM002": missing,
    "SUM003": told_of_bodies,
}
"""What is checked of a sum beside the sum itself."""


def compare(
    reports: Sequence[Report],
    bodies: Bodies | None = None,
    *,
    rules: Sequence[Rule] = CATALOGUE,
    checker: Callable[[Report], Result] = check,
    done: Callable[[Report], None] = lambda report: None,
) -> Comparison:
    """Check what no single report shows.

    Arguments:
        reports: reports of one body over years, of a parent with the bodies under it, or both.
        bodies: which file belongs to which body and which body is under which.
        rules: the rules to run; those that need several reports are picked out.
        checker: checks one report by itself.
        done: is told of each report that was held against the others of its body, so that the
            figures of thousands of bodies need not be in memory together.

    Returns:
        The grouping, what was found over several reports, and each report's own result.
    """
    bodies = bodies or Bodies()
    comparison = Comparison(group(reports, bodies), tuple(checker(report) for report in reports))
    run = _Run(rules)
    with uncollected():
        for series in comparison.grouping.series:
            run.series(series)
            for report in (each for found in series.reports.values() for each in found):
                done(report)
    comparison.rollups = tuple(rollups(comparison.grouping, bodies))
    own = {id(result.report): result for result in comparison.results}
    for rollup in comparison.rollups:
        run.rollup(rollup, own)
    run.findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    comparison.issues, comparison.repairs = tuple(run.findings), tuple(run.repairs)
    comparison.outcomes = tuple(run.outcomes)
    comparison.passes = dict(run.passes)
    comparison.checks = Checks.of(run.outcomes, run.passes.total())
    return comparison


class _Run:
    """Collects what the rules come to; passes are counted, everything else is kept.

    Arguments:
        rules: the rules to run.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self.findings: list[Finding] = []
        self.repairs: list[Repair] = []
        self.outcomes: list[Outcome] = []
        self.passes: Counter[str] = Counter()

    def series(self, series: Series) -> None:
        """Check the versions of each year, and every two years that follow each other."""
        known: dict[int, dict[str, Number]] = {}
        for found in series.reports.values():
            for other in found[1:]:
                self._pair(VERSIONS, Pair(series.body, other, found[0], known))
        for last, this in pairwise(series.reports):
            if this - last == 1:
                reports = series.reports[last][0], series.reports[this][0]
                self._pair(YEARS, Pair(series.body, *reports, known))

    def rollup(self, rollup: Rollup, results: Mapping[int, Result]) -> None:
        """Check the sum over the bodies under a parent."""
        subject = f"{rollup.parent}@{rollup.year}"
        if rule := self.rules.get("SUM001"):
            check = RollupCheck(rollup, rule, results)
            self._take(rule, subject, check.run)
            self.repairs += check.repairs
        for code, run in ROLLUPS.items():
            if rule := self.rules.get(code):
                self._take(rule, subject, partial(run, rollup, rule))

    def _pair(self, checks: Mapping[str, PairCheck], pair: Pair) -> None:
        for code, run in checks.items():
            if rule := self.rules.get(code):
                self._take(rule, f"{pair.body}@{pair.this.year}", partial(run, pair, rule))

    def _take(
        self, rule: Rule, subject: str, run: Callable[[], Iterator[Finding | Outcome]]
    ) -> None:
        """Run a rule and sort what it yields; one that breaks has found nothing."""
        try:
            taken = list(run())
        except Exception:
            self.outcomes.append(broken(rule, subject))
            return
        for item in taken:
            if isinstance(item, Finding):
                self.findings.append(item)
                self.outcomes.append(Outcome(rule.code, "fail", subject))
            elif item.status == "pass":
                self.passes[rule.code] += 1
            else:
                self.outcomes.append(item)
