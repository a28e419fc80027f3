"""Processes that read files: order, hanging files, killed processes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from govreport.batch.discovery import Source
from govreport.batch.many import Plan, check_sources
from govreport.batch.pool import Pool, PoolError
from govreport.batch.run import Options, run
from govreport.checker.model import Result
from govreport.output.items import Failure, Item, Skipped
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


def test_a_system_without_room_for_a_process_is_told(
    reports: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pool: Pool) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(Pool, "_launch", refuse)
    with pytest.raises(PoolError) as caught:
        list(check_sources(reports, Options(), Plan()))
    assert "Resource temporarily unavailable" in caught.value.message.zh


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


def archive(tmp_path: Path, reports: list[Source], extra: dict[str, bytes]) -> Source:
    """Put reports into an archive, and what else is to be in it."""
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in extra.items():
            file.writestr(name, content)
        for report in reports:
            file.write(report.path, f"各县/{Path(report.path).name}")
    return Source(str(path), named=True)


def test_the_files_of_an_archive_are_checked_each_by_itself(
    reports: list[Source], tmp_path: Path
) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as file:
        file.write(reports[0].path, "a.txt")
        file.write(reports[1].path, "b.txt")
    extra = {
        "信.txt": "各位同事：明天放假。".encode(),
        "~$x.docx": b"x",
        "内.zip": inner.read_bytes(),
    }
    packed = archive(tmp_path, reports, extra)
    expected = sources_of(list(run([packed], Options())))
    unfolded: list[int] = []
    for jobs in (1, 3):
        plan = Plan(jobs=jobs, unfold=unfolded.append)
        assert sources_of(list(check_sources([packed], Options(), plan))) == expected
    assert len(expected) == len(reports) + 3
    assert unfolded == [len(reports) + 2] * 2


def test_an_archive_is_known_to_the_cache(
    reports: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [reports[0], archive(tmp_path, reports[1:], {}), reports[0]]
    plan = Plan(jobs=2, cache=str(tmp_path / "cache"), key="k")
    first = sources_of(list(check_sources(files[:2], Options(), plan)))
    monkeypatch.setattr(Pool, "_launch", lambda pool: pytest.fail("a file was read"))
    assert sources_of(list(check_sources(files[:2], Options(), plan))) == first


def test_a_file_of_an_archive_that_takes_too_much_costs_itself_only(
    reports: list[Source], tmp_path: Path
) -> None:
    packed = archive(tmp_path, reports[:3], {"大.txt": b"1 " * 60_000_000})
    found = list(check_sources([packed], Options(), Plan(jobs=2, memory_limit=200)))
    failed = [item for item in found if isinstance(item, Failure)]
    assert [(f.source, f.error) for f in failed] == [(f"{packed.path}!大.txt", "memory")]
    assert len(found) == 4


def test_standard_input_among_files(reports: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    content = Path(reports[0].path).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    files = [reports[1], Source("-", named=True), *reports[2:4]]
    found = list(check_sources(files, Options(), Plan(jobs=2)))
    assert sources_of(found) == [source.path for source in files]


def test_a_single_file_has_its_limit_of_time_too(tmp_path: Path) -> None:
    pipe = tmp_path / "never.txt"
    os.mkfifo(pipe)
    found = list(check_sources([Source(str(pipe), named=True)], Options(), Plan(time_limit=0.3)))
    assert [getattr(item, "error", None) for item in found] == ["timeout"]


def test_a_single_file_has_its_limit_of_memory_too(reports: list[Source]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("govreport.batch.confined.run", hungry)
        found = list(check_sources(reports[:1], Options(), Plan(memory_limit=100)))
    assert found == [Skipped("hungry", "memory")]
    bytearray(300_000_000)  # this process has its memory back


def hungry(sources: list[Source], options: Options) -> Iterator[Item]:
    try:
        bytearray(300_000_000)
    except MemoryError:
        yield Skipped("hungry", "memory")


PROGRAM = """
import govreport
print(len(list(govreport.check_many({folder!r}, jobs=2))))
"""


@pytest.mark.parametrize("how", ["typed", "file"])
def test_a_program_needs_no_guard_against_its_own_processes(
    reports: list[Source], tmp_path: Path, how: str
) -> None:
    program = PROGRAM.format(folder=str(tmp_path))
    (tmp_path / ".program.py").write_text(program)
    arguments = [] if how == "typed" else [str(tmp_path / ".program.py")]
    done = subprocess.run(
        [sys.executable, *arguments], input=program, capture_output=True, text=True, timeout=120
    )
    assert (done.stdout, done.stderr) == (f"{len(reports)}\n", "")


def test_no_process_outlives_a_killed_parent(reports: list[Source], tmp_path: Path) -> None:
    """Also one that is at a file which never ends."""
    os.mkfifo(tmp_path / "never.txt")
    names = [str(tmp_path / "never.txt"), *(source.path for source in reports)]
    command = [sys.executable, "-m", "govreport", "check", "--no-cache", "-j", "2", *names]
    with psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 30
        while len(started := process.children(recursive=True)) < 4 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.kill()
        complaints = process.stderr.read()
    _, alive = psutil.wait_procs(started, timeout=10)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []
    assert complaints == b""


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
