"""Processes that read files: order, hanging files, killed processes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from govreport.batch.discovery import Source
from govreport.batch.many import Plan, check_sources
from govreport.batch.run import Options
from govreport.checker.model import Result
from govreport.output.items import Failure, Item
from tests.generator import random_truth, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals and named pipes")


@pytest.fixture
def reports(tmp_path: Path) -> list[Source]:
    """Write a dozen reports."""
    paths = []
    for number in range(12):
        path = write(tmp_path, random_truth(number))
        renamed = path.with_name(f"{number:02d}{path.suffix}")
        path.rename(renamed)
        paths.append(Source(str(renamed), named=True))
    return paths


def sources_of(items: Iterator[Item] | list[Item]) -> list[str]:
    return [i.report.source if isinstance(i, Result) else i.source for i in items]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_files(reports: list[Source], jobs: int) -> None:
    found = list(check_sources(reports, Options(), Plan(jobs=jobs)))
    assert sources_of(found) == [source.path for source in reports]
    assert all(isinstance(item, Result) for item in found)


def test_a_reader_that_never_returns_costs_its_file_only(
    reports: list[Source], tmp_path: Path
) -> None:
    pipe = tmp_path / "05-never.txt"
    os.mkfifo(pipe)  # nobody ever writes into it
    files = [*reports[:5], Source(str(pipe), named=True), *reports[5:]]
    found = list(check_sources(files, Options(), Plan(jobs=2, time_limit=1.0)))
    assert sources_of(found) == [source.path for source in files]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [(f.source, f.error) for f in failures] == [(str(pipe), "timeout")]
    assert "1 秒" in failures[0].message.zh


@pytest.mark.parametrize("victim", ["worker", "server", "all"])
def test_a_killed_process_costs_its_file_only(
    reports: list[Source], tmp_path: Path, victim: str
) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)  # holds up one process until it is killed
    files = [*reports[:3], Source(str(pipe), named=True), *reports[3:]]
    killer = threading.Thread(target=kill, args=(victim,))
    killer.start()
    found = list(check_sources(files, Options(), Plan(jobs=2, time_limit=6.0)))
    killer.join()
    assert sources_of(found) == [source.path for source in files]
    failed = {item.source: item.error for item in found if isinstance(item, Failure)}
    assert failed[str(pipe)] in ("crashed", "timeout")
    assert len(failed) <= 3
    assert set(failed.values()) <= {"crashed", "timeout"}


def kill(victim: str) -> None:
    """Kill a process that reads files, the server that starts them, or both."""
    deadline = time.monotonic() + 20
    while not workers() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    reading = workers()
    servers = [process.parent() for process in reading[:1]]
    for process in {"worker": reading[:1], "server": servers, "all": [*reading, *servers]}[victim]:
        if process is not None:
            process.kill()


def test_too_little_memory_is_a_failure_of_the_file(reports: list[Source]) -> None:
    found = list(check_sources(reports[:2], Options(), Plan(jobs=1, memory_limit=1)))
    assert all(isinstance(item, Failure) for item in found)


def test_a_consumer_that_stops_leaves_no_process(reports: list[Source]) -> None:
    items = check_sources(reports, Options(), Plan(jobs=2))
    next(items)
    before = len(workers())
    items.close()  # type: ignore[attr-defined]
    assert before >= 1
    assert len(workers()) == 0


def workers() -> list[psutil.Process]:
    """Return the processes that read files: children of the fork server."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if _is_worker(child)]


def _is_worker(child: psutil.Process) -> bool:
    parent = child.parent()
    return parent is not None and parent.pid != os.getpid() and child.status() != "zombie"
