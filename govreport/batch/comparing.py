"""One run of ``govreport compare``: reports read, held against each other, and shown."""

from __future__ import annotations

import os
from collections.abc import Sequence

from govreport.batch.bodies import check_files, remarks
from govreport.batch.job import Job
from govreport.batch.wire import release
from govreport.checker.accept import accept_all
from govreport.checker.compare import Bodies, Comparison, compare
from govreport.checker.model import Result
from govreport.checker.rules import CATALOGUE
from govreport.output.items import ComparisonOutput, Failure, Item, Output

__all__ = ["compare_files", "comparison_status", "leave_out"]


def compare_files(
    job: Job,
    bodies: Bodies | None,
    outputs: Sequence[ComparisonOutput] = (),
    watching: Sequence[Output] = (),
) -> Comparison:
    """Read and check files as ``check`` does, and hold the reports against each other.

    Arguments:
        job: the files, and how they are checked.
        bodies: what the user says of the bodies.
        outputs: take the files as they come, and the comparison; they are left open.
        watching: only see how far the run has come.
    """
    results: list[Result] = []
    for item in job.items():
        job.summary.add(item)
        for watcher in watching:
            watcher.add(item)
        if isinstance(item, Result):
            results.append(item)
        _hand_on(item, outputs)
        if isinstance(item, Result):
            release(item.report)
    for watcher in watching:
        watcher.close()
    comparison = compare_results(job, results, bodies)
    for output in outputs:
        output.conclude(comparison)
    return comparison


def leave_out(job: Job, path: str) -> None:
    """Take a file that is no report, such as the mapping of bodies, from what a job reads."""
    job.sources = [s for s in job.sources if isinstance(s, Failure) or not _same(s.path, path)]


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _hand_on(item: Item, outputs: Sequence[ComparisonOutput]) -> None:
    for output in outputs:
        if output.whole or not isinstance(item, Result):
            output.add(item)


def compare_results(job: Job, results: Sequence[Result], bodies: Bodies | None) -> Comparison:
    """Hold reports that are checked against each other, by the rules that the job asks for."""
    known = {id(result.report): result for result in results}
    wanted = job.options.rules
    rules = [rule for rule in CATALOGUE if wanted is None or rule.code in wanted]
    reports = [result.report for result in results]
    sources = [report.source for report in reports]
    if bodies is not None:
        check_files(bodies, sources)
    comparison = compare(
        reports, bodies, rules=rules, checker=lambda report: known[id(report)], done=release
    )
    comparison.issues = accept_all(comparison.issues, job.options.accepted)
    if bodies is not None:
        found = [series.body for series in comparison.grouping.series]
        comparison.remarks = tuple(remarks(bodies, sources, found))
    return comparison


def comparison_status(job: Job, comparison: Comparison, fail_on: str) -> int:
    """Return the exit status: 2 for a file that could not be read, 1 for a finding, else 0.

    What a single report has wrong by itself is the matter of ``check``, and does not count.
    """
    if job.summary.failed or comparison.checks.error:
        return 2
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    return int(any(f.severity in counted and not f.accepted for f in comparison.issues))
