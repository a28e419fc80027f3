"""How long checking a small file takes as a whole process, beside importing pandas.

Processor time, which other work on the machine disturbs little. Both find their modules compiled, as
an installed program does, whatever the environment says about writing them.

Usage: python -m tests.benchmarks.startup [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

BAR = 0.75

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
OURS = ("-m", "govreport", "check")
PANDAS = ("-c", "import pandas")
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(*arguments: str) -> float:
    """Return the processor time that a Python process takes, from start to end."""
    start = os.times()
    done = subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT
    )
    end = os.times()
    taken = end.children_user + end.children_system - start.children_user - start.children_system
    if done.returncode not in (0, 1):
        raise SystemExit(f"{arguments} failed")
    return taken


def measure(sample: Path, rounds: int) -> tuple[float, float]:
    """Return the median time of checking ``sample`` and of importing pandas, run by turns."""
    ours, pandas = [], []
    for _ in range(rounds):
        ours.append(seconds(*OURS, str(sample)))
        pandas.append(seconds(*PANDAS))
    return statistics.median(ours), statistics.median(pandas)


def main() -> int:
    """Print the median times over each sample, and the worst ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    samples = sorted(SAMPLES.glob("*.txt"))
    seconds(*OURS, str(samples[0]))  # the first run compiles what has changed
    seconds(*PANDAS)
    worst = 0.0
    for sample in samples:
        ours, pandas = measure(sample, rounds)
        worst = max(worst, ours / pandas)
        print(f"{sample.name}: {ours:.3f} s, import pandas {pandas:.3f} s, {ours / pandas:.2f}")
    print(f"ratio {worst:.2f} (at most {BAR})")
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
