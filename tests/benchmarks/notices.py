"""How long a notice takes, and how much memory the notices of many reports take.

Usage: python -m tests.benchmarks.notices [REPORTS...]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from random import Random
from subprocess import run

from govreport.batch import wire
from govreport.checker import check
from govreport.output.notice.details import Details
from govreport.output.notice.writer import Notices
from tests.generator import plant, random_truth
from tests.generator.parsed import report_of

BAR = 10.0
"""Milliseconds of processor time for one notice."""
COUNTS = (100, 1_000, 10_000)
KINDS = 50


def packed() -> list[bytes]:
    """Return results as they come from the workers: every second report with a wrong cell."""
    results = []
    for seed in range(KINDS):
        truth = random_truth(seed)
        planted = plant(truth, "mistyped-digit", Random(seed)) if seed % 2 else None
        report = report_of(planted.truth, told=truth) if planted else report_of(truth)
        results.append(wire.dumps([check(report)]))
    return results


def measure(count: int) -> None:
    """Write the notices of ``count`` reports; print milliseconds for each and peak memory."""
    results = packed()
    with tempfile.TemporaryDirectory() as folder:
        notices = Notices(folder, Details(), "zh")
        before, taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0.0
        for n in range(count):
            (item,) = wire.loads(results[n % KINDS])
            start = time.process_time()
            notices.add(item)
            taken += time.process_time() - start
        start = time.process_time()
        notices.close()
        closing = time.process_time() - start
        written = len(notices.folder.written) - 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count} {written} {taken / written * 1000:.2f} {closing:.2f} {(peak - before) // 1024}")


def main() -> int:
    """Measure each number of reports in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return 0
    counts = [int(each) for each in sys.argv[1:]] or COUNTS
    slow = 0
    for count in counts:
        command = [sys.executable, "-m", "tests.benchmarks.notices", "--one", str(count)]
        done = run(command, capture_output=True, text=True, check=True)
        reports, written, each, closing, memory = done.stdout.split()
        print(
            f"{reports} reports: {written} notices, {each} ms each, the list {closing} s, "
            f"{memory} MB more at the peak"
        )
        slow += float(each) > BAR
    return slow > 0


if __name__ == "__main__":
    sys.exit(main())
