"""How long reading, parsing and checking web pages takes beside loading their tables in pandas.

Usage: python -m tests.benchmarks.html [PAGES]
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import govreport
from tests.generator import FileStyle, Layout, random_truth, write
from tests.generator.render import HtmlStyle

BAR = 1.0


def pages(folder: Path, count: int) -> list[Path]:
    """Write reports as web pages, plain and as Word exports them, by turns."""
    return [
        write(
            folder,
            random_truth(seed, ("2021", "2021", "2019")[seed % 3]),
            Layout(seed=seed, around=bool(seed % 2)),
            FileStyle("html", HtmlStyle(word=bool(seed % 2), seed=seed)),
            name=f"{seed:04}",
        )
        for seed in range(count)
    ]


def seconds(job: Callable[[Path], object], paths: list[Path]) -> float:
    """Return how long a job takes over all pages."""
    start = time.perf_counter()
    for path in paths:
        job(path)
    return time.perf_counter() - start


def main() -> int:
    """Print both times, the best of three by turns, and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        paths = pages(Path(name), count)
        seconds(govreport.check, paths[:2])
        seconds(pd.read_html, paths[:2])
        rounds = [(seconds(govreport.check, paths), seconds(pd.read_html, paths)) for _ in range(3)]
    ours, pandas = (min(times) for times in zip(*rounds, strict=True))
    print(f"{count} pages: read and checked {ours:.2f} s, pandas.read_html {pandas:.2f} s")
    print(f"ratio {ours / pandas:.2f} (at most {BAR})")
    return int(ours > BAR * pandas)


if __name__ == "__main__":
    sys.exit(main())
