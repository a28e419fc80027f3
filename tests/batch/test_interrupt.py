"""Requests to end: Ctrl-C once and twice, to one process and to all, and the kinder signals."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import psutil
import pytest

from govreport.batch.interrupt import Interrupts
from tests.generator import random_truth, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals")

OUTPUTS = ("xlsx", "html", "json", "jsonl", "csv", "sarif", "xml", "md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports, and a file in their midst that never ends."""
    folder = tmp_path_factory.mktemp("reports")
    for number in range(10):
        write(folder, random_truth(number), name=f"{number}")
    os.mkfifo(folder / "5-never.txt")
    return folder


def files(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize(
    ("number", "group", "times"),
    [
        (signal.SIGINT, False, 1),
        (signal.SIGINT, True, 1),
        (signal.SIGINT, True, 2),
        (signal.SIGTERM, False, 1),
        (signal.SIGHUP, True, 1),
    ],
)
def test_a_run_that_is_ended_leaves_whole_outputs_and_no_process(
    folder: Path, tmp_path: Path, number: signal.Signals, group: bool, times: int
) -> None:
    outputs = [tmp_path / f"out.{suffix}" for suffix in OUTPUTS]
    options = [word for path in outputs for word in ("-o", str(path))]
    command = [sys.executable, "-m", "govreport", "check", "--no-cache", "-j", "2", "--lang", "en"]
    with psutil.Popen(
        [*command, *files(folder), *options], start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        wait_for_results(tmp_path)
        started = process.children(recursive=True)
        begun = time.monotonic()
        for _ in range(times):
            (os.killpg if group else os.kill)(process.pid, number)
            time.sleep(0.05)
        out, err = process.communicate(timeout=20)
        taken = time.monotonic() - begun
    assert process.returncode == 128 + number
    assert "5 files" in out
    assert err == "interrupted: 5 of 11 files were checked\n"
    _, alive = psutil.wait_procs(started, timeout=5)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []
    assert sorted(tmp_path.iterdir()) == sorted(outputs)
    for path in outputs:
        assert holds_five(path), path
    assert taken < 5  # a second where nothing else runs; that is measured by the benchmark


def wait_for_results(folder: Path) -> None:
    """Wait until five results stand in the file beside which the JSON Lines will be."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for path in folder.glob(".govreport-*"):
            if path.read_bytes().count(b'"type": "report"') == 5:
                time.sleep(0.2)  # the other outputs have the last one, too
                return
        time.sleep(0.05)
    raise AssertionError("no results came")


def holds_five(path: Path) -> bool:
    """Tell whether an output is whole and holds five reports."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    text = path.read_text("utf-8-sig")
    match path.suffix:
        case ".json":
            return len(json.loads(text)["reports"]) == 5
        case ".jsonl":
            return [json.loads(line)["type"] for line in text.splitlines()][5:] == ["summary"]
        case ".sarif":
            return "tool" in json.loads(text)["runs"][0]
        case ".xml":
            return len(ElementTree.fromstring(text)) == 5
        case ".csv":
            return len({row["source"] for row in csv.DictReader(text.splitlines())}) == 5
        case ".html":
            return text.count("<details") >= 5 and text.rstrip().endswith("</html>")
    return text.count("| √") + text.count("| ×") >= 5


def test_a_request_waits_until_it_does_no_harm() -> None:
    with Interrupts() as interrupts:
        os.kill(os.getpid(), signal.SIGINT)  # in the midst of writing
        with pytest.raises(KeyboardInterrupt), interrupts.may_end():
            pytest.fail("the next file was begun")
        assert interrupts.number == signal.SIGINT
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_a_second_request_ends_also_the_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreport.batch.interrupt.PATIENCE", 0.0)
    with Interrupts():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_what_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Interrupts() as interrupts:
        os.kill(os.getpid(), signal.SIGHUP)
        assert interrupts.number == 0
    signal.signal(signal.SIGHUP, before)
