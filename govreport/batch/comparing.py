"""One run of ``govreport compare``: reports read, held against each other, and shown."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.batch.job import Job
from govreport.checker.accept import accept_all
from govreport.checker.compare import Bodies, compare
from govreport.checker.model import Result
from govreport.checker.rules import CATALOGUE
from govreport.output.items import Compared, Failure, Output, Skipped

__all__ = ["compare_files", "comparison_status"]


def compare_files(job: Job, bodies: Bodies | None, outputs: Sequence[Output] = ()) -> Compared:
    """Read and check files as ``check`` does, and hold the reports against each other.

    Arguments:
        job: the files, and how they are checked.
        bodies: what the user says of the bodies.
        outputs: take each file's own result as it comes; they are left open.
    """
    results: list[Result] = []
    failures: list[Failure] = []
    skipped: list[Skipped] = []
    for item in job.items():
        job.summary.add(item)
        for output in outputs:
            output.add(item)
        if isinstance(item, Failure):
            failures.append(item)
        elif isinstance(item, Skipped):
            skipped.append(item)
        else:
            results.append(item)
    known = {id(result.report): result for result in results}
    wanted = job.options.rules
    rules = [rule for rule in CATALOGUE if wanted is None or rule.code in wanted]
    comparison = compare(
        [result.report for result in results],
        bodies,
        rules=rules,
        checker=lambda report: known[id(report)],
    )
    comparison.issues = accept_all(comparison.issues, job.options.accepted)
    return Compared(comparison, failures, skipped)


def comparison_status(compared: Compared, fail_on: str) -> int:
    """Return the exit status: 2 for a file that could not be read, 1 for a finding, else 0.

    What a single report has wrong by itself is the matter of ``check``, and does not count.
    """
    if compared.failures:
        return 2
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    issues = compared.comparison.issues
    return int(any(f.severity in counted and not f.accepted for f in issues))
