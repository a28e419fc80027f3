"""Prints how often planted mistakes are found again, beside a plain mixed-integer program.

Usage: python -m tests.benchmarks.repair [REPORTS [REPORTS_FOR_THE_PROGRAM]]
"""

from __future__ import annotations

import sys
import time
from itertools import islice

from tests.benchmarks.repair.measure import Score, cases, scenarios, score
from tests.benchmarks.repair.milp import solve

BARS = {"1 wrong": 1.0, "2 wrong": 0.99, "3 wrong": 0.97, "4 wrong": 0.9}
MOST_FALSE = 0.005
MOST_P95 = 20.0
MOST_EVER = 2000.0
FAST = ("1 wrong", "2 wrong", "3 wrong")


def program(name: str, number: int) -> tuple[int, float, int]:
    """Return how many cases the program solved as planted, the mean time in ms, and the cases."""
    exact = count = 0
    start = time.process_time()
    for case in islice(cases(name, number), number):
        count += 1
        exact += solve(case.wrong) == case.right
    return exact, 1000 * (time.process_time() - start) / max(1, count), count


def line(name: str, ours: Score, theirs: tuple[int, float, int] | None) -> str:
    """Return one line of the table."""
    share = [
        f"{each / ours.cases:7.2%}" for each in (ours.exact, ours.among, ours.claimed, ours.false)
    ]
    text = (
        f"{name:22} {ours.cases:5} {share[0]:>8} {share[1]:>8} {share[2]:>8} {share[3]:>8} {ours.cut:4} "
        f"{ours.median:8.2f} {ours.p95:8.2f} {max(ours.milliseconds):8.1f}"
    )
    if theirs:
        exact, ms, count = theirs
        mean = sum(ours.milliseconds) / ours.cases
        text += f"   {exact}/{count} in {ms:7.1f} ms, {ms / mean:6.0f} times ours"
    return text


def missed(name: str, ours: Score) -> list[str]:
    """Return the bars that one scenario does not reach."""
    found = []
    if ours.exact / ours.cases < BARS.get(name, 0):
        found.append(f"{name}: exact {ours.exact / ours.cases:.2%}")
    if name in BARS and ours.false / ours.cases > MOST_FALSE:
        found.append(f"{name}: false uniqueness {ours.false / ours.cases:.2%}")
    if name in FAST and ours.p95 > MOST_P95:
        found.append(f"{name}: p95 {ours.p95:.1f} ms")
    if max(ours.milliseconds) > MOST_EVER:
        found.append(f"{name}: {max(ours.milliseconds):.0f} ms")
    return found


def main() -> int:
    """Print the table; return 1 when a bar is missed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    beside = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    print(
        f"{'planted':22} cases    exact    among   unique    false  cut   median      p95      max"
        "   mixed-integer program, first cases"
    )
    failures = []
    for name in scenarios():
        ours = score(cases(name, number))
        theirs = program(name, beside) if beside and name.endswith("wrong") else None
        print(line(name, ours, theirs), flush=True)
        failures += missed(name, ours)
    print("times in ms;", "; ".join(failures) or "every bar is reached")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
