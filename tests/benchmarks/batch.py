"""Many files: speed by format, memory, two processes, the cache, a killed run, the page.

Usage: python -m tests.benchmarks.batch [REPORTS [FOLDER]]

The reports are written into FOLDER (a temporary one unless given) and kept there for the next
time. Times of whole runs are the best of several by turns; the speed by format is processor time,
which other work on the machine disturbs least.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from govreport.batch import cache
from govreport.batch.discovery import Source
from govreport.batch.run import Options, run
from tests.benchmarks.corpus import KINDS, corpus
from tests.output.files.chromium import CHROMIUM, browser

PROGRAM = [sys.executable, "-m", "govreport", "check", "-q"]
OUTPUTS = ("csv", "jsonl", "json", "md", "sarif", "xml", "html", "xlsx")
MEMORY_BAR, SPEED_UP_BAR, CACHE_BAR, GROWTH_BAR = 400, 1.6, 10.0, 1.3
IN_WORK = 2
"""Files that two processes are at when a run is killed."""


@dataclass
class Run:
    """What a run of the command line took.

    Arguments:
        seconds: by the clock.
        processor: seconds of processor time, of all processes.
        memory: megabytes of all processes together, shared pages counted once, at the most.
    """

    seconds: float
    processor: float
    memory: float


def measured(*arguments: str, store: Path | None = None) -> Run:
    """Run the command line, and watch all of its processes."""
    environ = {**os.environ, "GOVREPORT_CACHE_DIR": str(store or "/nonexistent")}
    command = [*PROGRAM, *arguments, *([] if store else ["--no-cache"])]
    begun = time.perf_counter()
    process = psutil.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    memory, used = 0.0, dict[int, float]()
    while process.poll() is None:
        found = 0.0
        for each in family(process):
            with gone():
                found += each.memory_full_info().pss / 1e6
                times = each.cpu_times()
                used[each.pid] = times.user + times.system
        memory = max(memory, found)
        time.sleep(0.05)
    return Run(time.perf_counter() - begun, sum(used.values()), memory)


@contextmanager
def gone() -> Iterator[None]:
    """Pass over a process that ends while it is looked at."""
    with suppress(psutil.Error, OSError):
        yield


def family(process: psutil.Process) -> list[psutil.Process]:
    """Return a process and all that it started."""
    with gone():
        return [process, *process.children(recursive=True)]
    return []


def speed_by_format(folder: Path) -> None:
    """Print how many files a core reads and checks in a second, format by format."""
    for kind in KINDS:
        paths = sorted(corpus(folder / kind, kind, 40).iterdir())
        sources = [Source(str(path), named=False) for path in paths]
        list(run(sources[:2], Options()))
        best = min(processor_time(sources) for _ in range(3))
        print(f"  {kind:5} {len(sources) / best:7.1f} files a second and core")


def processor_time(sources: list[Source]) -> float:
    """Return the seconds that reading, parsing and checking files takes in one process."""
    begun = time.process_time()
    for _ in run(sources, Options()):
        pass
    return time.process_time() - begun


def growth(folder: Path, count: int) -> bool:
    """Print memory and cost per file from a hundred reports on; tell whether both stay."""
    costs, fits = [], True
    for size in sorted({100, max(100, count // 10), count}):
        part = corpus(folder / f"html-{size}", "html", size)
        found = measured(str(part), "-j", "2", "-o", str(folder / "out.jsonl"))
        costs.append(found.processor / size)
        fits = fits and found.memory < MEMORY_BAR
        print(f"  {size:6} reports: {found.memory:4.0f} MB, {costs[-1] * 1000:5.1f} ms a file")
    print(f"  cost per file, largest to smallest {costs[-1] / costs[0]:.2f} (at most {GROWTH_BAR})")
    return fits and costs[-1] <= GROWTH_BAR * costs[0]


def speed_up(part: Path) -> bool:
    """Print how much faster two processes are than one, beside two that only compute.

    Where other work takes the processors, nothing can be twice as fast; what two processes gain
    is held against what two get that share nothing.
    """
    times: dict[str, list[float]] = {"1": [], "2": []}
    plain: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(3):
        for jobs, taken in times.items():
            taken.append(measured(str(part), "-j", jobs).seconds)
        for processes, taken in plain.items():
            taken.append(computing(processes))
    ratio = min(times["1"]) / min(times["2"])
    possible = min(2.0, min(plain[1]) / min(plain[2]))
    bar = SPEED_UP_BAR * possible / 2
    print(
        f"  two processes: {ratio:.2f} times as fast as one, two that only compute "
        f"{possible:.2f} times (at least {bar:.2f})"
    )
    return ratio >= bar


def computing(processes: int) -> float:
    """Return the seconds that two tasks of plain computing take in one process or in two."""
    task = "sum(i * i for i in range(10_000_000))"
    code = task if processes == 2 else f"{task}; {task}"
    begun = time.perf_counter()
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(processes)]
    for process in started:
        process.wait()
    return time.perf_counter() - begun


def second_run(part: Path, folder: Path) -> bool:
    """Print how much faster a second run is, and what each kind of output takes and needs.

    An output is made from results that are known, then a run over the same files is asked for it
    again; that one is held against the first run of all, which wrote none.
    """
    store = folder / "cache"
    cache.clear(store)
    first = measured(str(part), store=store)
    second = fastest(str(part), store=store)
    ratio = first.seconds / second.seconds
    print(f"  second run: {second.seconds:.2f} s, {ratio:.0f} times as fast (at least {CACHE_BAR})")
    fits = ratio >= CACHE_BAR
    for suffix in OUTPUTS:
        arguments = (str(part), "-o", str(folder / f"out.{suffix}"))
        made = measured(*arguments, store=store)
        again = fastest(*arguments, store=store)
        ratio = first.seconds / again.seconds
        fits = fits and made.memory < MEMORY_BAR and ratio >= CACHE_BAR
        print(
            f"    with .{suffix:5}: made in {made.seconds:5.2f} s, {made.memory:3.0f} MB; "
            f"second run {again.seconds:.2f} s, {ratio:.0f} times as fast"
        )
    return fits


def fastest(*arguments: str, store: Path) -> Run:
    """Return the best of three runs."""
    return min((measured(*arguments, store=store) for _ in range(3)), key=lambda run: run.seconds)


def killed_run(part: Path, folder: Path) -> bool:
    """Kill a run in the midst; print how many files the next one has to read again."""
    store = folder / "cache-killed"
    cache.clear(store)
    total = len(list(part.iterdir()))
    environ = {**os.environ, "GOVREPORT_CACHE_DIR": str(store)}
    output = folder / "killed.jsonl"
    output.unlink(missing_ok=True)
    command = [*PROGRAM, str(part), "-j", "2", "--format", "jsonl"]
    with psutil.Popen(command, env=environ, stdout=subprocess.PIPE) as process:
        for _ in range(total // 2):
            process.stdout.readline()
        started = family(process)
        process.send_signal(signal.SIGKILL)
    kept = cache.state(store).results
    time.sleep(1)
    left = sum(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in started)
    lost = max(0, total // 2 - kept)
    print(f"  killed after {total // 2} of {total}: {kept} results kept, {left} processes left")
    return lost <= IN_WORK and left == 0


def page(part: Path, folder: Path) -> None:
    """Print how long a browser takes to open the page with all reports."""
    if CHROMIUM is None:
        print("  page: no Chromium here")
        return
    path = folder / "out.html"
    times = []
    with browser(folder / "profile") as chromium:
        for _ in range(3):
            begun = time.perf_counter()
            chromium.open(path)
            chromium.run("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            times.append(time.perf_counter() - begun)
    size = path.stat().st_size / 1e6
    print(f"  page with {len(list(part.iterdir()))} reports, {size:.1f} MB: {min(times):.2f} s")


def main() -> int:
    """Print every figure; 1 where one is beyond its bar."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)
        speed_by_format(folder)
        part = corpus(folder / f"html-{count}", "html", count)
        passed = [
            growth(folder, count),
            speed_up(part),
            second_run(part, folder),
            killed_run(part, folder),
        ]
        page(part, folder)
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
