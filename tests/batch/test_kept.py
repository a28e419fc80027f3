"""Finished outputs: nothing is made again that would come out the same, and nothing else is shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govreport.batch import kept
from govreport.output.files.registry import SUFFIXES
from tests.generator import random_truth, write

ALL = (*SUFFIXES, "extract.csv", "extract.json", "extract.xlsx")
Check = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        path = write(folder, random_truth(number), name=f"{number}")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return folder


@pytest.fixture
def check(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run ``check`` with an output in this process; tells how many reports the output was given."""
    from govreport.cli.app import main
    from govreport.output.files.table import FindingsCsv

    given: list[object] = []
    add = FindingsCsv.add
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("GOVREPORT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(
        FindingsCsv, "add", lambda self, item: given.append(item) or add(self, item)
    )

    def run(*arguments: str, output: str = "out.csv") -> int:
        given.clear()
        main(["check", "-q", "-j", "1", str(folder), "-o", str(tmp_path / output), *arguments])
        return len(given)

    return run


def test_the_second_run_makes_no_output_again(check: Check, tmp_path: Path) -> None:
    assert check() == 3
    first = (tmp_path / "out.csv").read_bytes()
    assert check() == 0
    assert (tmp_path / "out.csv").read_bytes() == first
    (tmp_path / "out.csv").unlink()
    assert check(output="other.csv") == 0
    assert (tmp_path / "other.csv").read_bytes() == first


@pytest.mark.parametrize(
    "changed",
    ["content", "one more", "one less", "renamed", "options", "language", "link", "folder"],
)
def test_whatever_goes_into_an_output_makes_it_new(
    check: Check, folder: Path, tmp_path: Path, changed: str
) -> None:
    check()
    path = sorted(folder.iterdir())[0]
    arguments, output = [], "out.csv"
    if changed == "content":
        path.write_bytes(sorted(folder.iterdir())[1].read_bytes())
    elif changed == "one more":
        shutil.copy(path, folder / f"9{path.suffix}")
    elif changed == "one less":
        path.unlink()
    elif changed == "renamed":
        path.rename(folder / f"00{path.suffix}")
    elif changed == "options":
        arguments = ["--ignore", "FRM"]
    elif changed == "language":
        arguments = ["--lang", "en"]
    elif changed == "link":
        shutil.move(path, tmp_path)
        path.symlink_to(tmp_path / path.name)
    else:
        (tmp_path / "sub").mkdir()
        output = "sub/out.csv"
    assert check(*arguments, output=output) > 0


def test_what_a_user_did_to_an_output_is_undone_as_before(check: Check, tmp_path: Path) -> None:
    check()
    out = tmp_path / "out.csv"
    first = out.read_bytes()
    out.write_bytes(first + "改过".encode())
    assert check() == 0
    assert out.read_bytes() == first


def test_a_file_of_another_is_left_alone(check: Check, tmp_path: Path) -> None:
    check()
    out = tmp_path / "out.csv"
    out.write_text("不是输出", "utf-8")
    assert check() == 0
    assert out.read_text("utf-8") == "不是输出"


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 5000])
def test_a_damaged_copy_is_noticed_and_made_again(
    check: Check, tmp_path: Path, damage: bytes
) -> None:
    check()
    first = (tmp_path / "out.csv").read_bytes()
    (copy,) = (tmp_path / "cache" / "outputs").iterdir()
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2] + damage)
    assert check() == 3
    assert (tmp_path / "out.csv").read_bytes() == first
    assert check() == 0


def test_a_file_that_changes_during_the_run_keeps_no_output(
    check: Check, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govreport.batch.job import Job

    run = Job.run
    path = sorted(folder.iterdir())[0]

    def running(self: Job, *arguments: object) -> object:
        done = run(self, *arguments)  # type: ignore[arg-type]
        path.write_bytes(path.read_bytes() + b"\n")
        return done

    monkeypatch.setattr(Job, "run", running)
    check()
    assert not (tmp_path / "cache" / "outputs").exists()


def test_a_run_of_which_a_file_may_come_out_better_keeps_no_output(
    check: Check, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govreport.batch import pool

    def given_up(self: Any, worker: Any) -> None:
        self._fail(worker, pool.timeout(worker.task.source.path, 1))

    monkeypatch.setattr(pool.Pool, "_receive", given_up)
    check()
    assert not (tmp_path / "cache" / "outputs").exists()


def test_kept_outputs_have_limited_room(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check()
    (copy,) = (tmp_path / "cache" / "outputs").iterdir()
    size = copy.stat().st_size
    os.utime(copy, (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr(kept, "ROOM", size + size // 2)
    check("--lang", "en")
    (other,) = (tmp_path / "cache" / "outputs").iterdir()
    assert other != copy


def test_clearing_the_cache_clears_outputs(check: Check, tmp_path: Path) -> None:
    from govreport.batch import cache

    check()
    folder = tmp_path / "cache"
    assert cache.state(folder).size > (folder / cache.NAME).stat().st_size
    cache.clear(folder)
    assert not list((folder / "outputs").iterdir())
    assert check() == 3


@pytest.mark.parametrize("output", ALL)
def test_runs_with_and_without_a_cache_write_the_same_bytes(
    folder: Path, tmp_path: Path, output: str
) -> None:
    command, name = ("extract", output) if "." in output[1:] else ("check", f"out{output}")
    found = set()
    for arguments in (["--no-cache"], [], []):
        subprocess.run(
            [sys.executable, "-m", "govreport", command, str(folder), "-o", str(tmp_path / name),
             *arguments], capture_output=True, timeout=60,
            env={**os.environ, "GOVREPORT_CACHE_DIR": str(tmp_path / "cache")},
        )  # fmt: skip
        found.add((tmp_path / name).read_bytes())
    assert len(found) == 1
    assert len(list((tmp_path / "cache" / "outputs").iterdir())) == 1
