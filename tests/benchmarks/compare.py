"""Reports of thousands of bodies over five years, held against each other after reading.

The reports are made and checked one by one and kept as a run keeps them: packed, as they come from
the processes that read. What is measured is the comparison alone, and the memory of the whole.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from govreport.batch.wire import dumps, loads, release
from govreport.checker.compare import compare
from govreport.checker.engine import check
from govreport.checker.model import Result
from tests.generator import random_truth
from tests.generator.parsed import report_of

BODIES, YEARS = 3000, 5
BAR_SECONDS, BAR_MEGABYTES = 10.0, 1000


def results(bodies: int, years: int) -> Iterator[Result]:
    """Yield checked reports, each as it is after it was sent from one process to another."""
    for body in range(bodies):
        for year in range(years):
            truth = random_truth(body * years + year)
            report = report_of(replace(truth, body=f"某某市第{body}局", year=2021 + year))
            report.source = f"{body}/{year}.txt"
            (item,) = loads(dumps([check(report)]))
            assert isinstance(item, Result)
            yield item


def megabytes() -> float:
    """Return the most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    bodies, years = (int(each) for each in (*sys.argv[1:3], BODIES, YEARS)[:2])
    found = list(results(bodies, years))
    known = {id(result.report): result for result in found}
    before, start = megabytes(), time.process_time()
    comparison = compare(
        [result.report for result in found],
        checker=lambda report: known[id(report)],
        done=release,
    )
    seconds, after = time.process_time() - start, megabytes()
    print(f"{bodies} bodies × {years} years, {len(comparison.issues)} findings")
    print(f"comparison: {seconds:.1f} s of processor time (bar {BAR_SECONDS:g})")
    print(f"memory: {before:.0f} MB read, {after:.0f} MB after (bar {BAR_MEGABYTES})")
    return int(seconds > BAR_SECONDS or after > BAR_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
