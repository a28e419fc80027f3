"""Figures extracted within the limits of a check: a bad file costs itself, an archive is opened."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.generator import random_truth, write

EXTRACT = [sys.executable, "-m", "govreport", "extract", "--lang", "en"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(4):
        write(folder, random_truth(number), name=f"{number}")
    return folder


def sources(out: str) -> set[str]:
    return {Path(row["source"]).name for row in csv.DictReader(out.splitlines())}


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
@pytest.mark.parametrize("alone", [True, False])
def test_a_file_that_never_ends_is_given_up(folder: Path, alone: bool) -> None:
    os.mkfifo(folder / "never.txt")
    paths = [str(folder / "never.txt"), *([] if alone else [str(folder)])]
    done = subprocess.run(
        [*EXTRACT, *paths, "--set", "time_limit=1"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "took more than 1 seconds" in done.stderr
    assert len(sources(done.stdout)) == (0 if alone else 4)


def test_files_in_an_archive_and_in_processes_come_in_order(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    one, two = (
        subprocess.run(
            [*EXTRACT, str(tmp_path / "all.zip"), str(folder), "-j", jobs, "--format", "json",
             "--no-cache"], capture_output=True, text=True, check=True, timeout=60,
        ).stdout
        for jobs in ("1", "2")
    )  # fmt: skip
    assert one == two
    assert len(json.loads(one)["reports"]) == 8


def test_the_second_run_gives_the_same_from_the_cache(folder: Path, tmp_path: Path) -> None:
    environ = {**os.environ, "GOVREPORT_CACHE_DIR": str(tmp_path / "cache")}
    checked = [sys.executable, "-m", "govreport", "check", "-q", str(folder)]
    subprocess.run(checked, env=environ, capture_output=True, timeout=60)
    kept, anew = (
        subprocess.run([*EXTRACT, str(folder), *more], env=environ, capture_output=True, check=True)
        for more in ([], ["--no-cache"])
    )
    assert kept.stdout == anew.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_run_that_is_ended_leaves_what_is_done(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "9-never.txt")
    paths = [str(path) for path in sorted(folder.iterdir())]
    output = tmp_path / "data.json"
    with subprocess.Popen(
        [*EXTRACT, *paths, "-o", str(output)], stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if any(path.stat().st_size > 1000 for path in tmp_path.glob(".govreport-*")):
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=20)[1]
    assert process.returncode == 128 + signal.SIGINT
    done = re.fullmatch(r"interrupted: ([1-4]) of 5 files were checked\n", err)
    assert done
    assert len(json.loads(output.read_text("utf-8"))["reports"]) == int(done[1])
