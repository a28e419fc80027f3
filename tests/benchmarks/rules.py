"""How long the rules of one report take.

Usage: python -m tests.benchmarks.rules
"""

from __future__ import annotations

import statistics
import sys
import time

from govreport.checker import check
from govreport.parser.report import Report
from tests.generator import random_truth
from tests.generator.parsed import report_of

BAR = 0.2
REPORTS = 100


def milliseconds(report: Report) -> float:
    """Return how long checking one report takes, the best of twenty."""
    best = float("inf")
    for _ in range(20):
        start = time.process_time()
        check(report)
        best = min(best, time.process_time() - start)
    return best * 1000


def main() -> int:
    """Print the median over consistent reports whose prose has been read already."""
    times = [milliseconds(report_of(random_truth(seed))) for seed in range(REPORTS)]
    median = statistics.median(times)
    print(f"rules of one report: {median:.3f} ms (median of {REPORTS}; at most {BAR})")
    return int(median > BAR)


if __name__ == "__main__":
    sys.exit(main())
