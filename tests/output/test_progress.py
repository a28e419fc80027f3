"""How far a run has come: when it is told, and what."""

from __future__ import annotations

import pytest

from govreport.output import progress as module
from govreport.output.items import Skipped
from govreport.output.progress import Progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on when told to."""
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def run(clock, total, files, seconds=5.0):
    progress = Progress(lambda: total, "zh")
    for number in range(files):
        clock[0] += seconds
        progress.add(Skipped(f"{number}.txt", "not-a-report"))
    progress.close()


def test_a_log_gets_a_line_now_and_then(clock, capsys):
    run(clock, 100, 4)
    assert capsys.readouterr().err.splitlines() == [
        "已检查 2/100 个文件，每秒 0.2 个，约剩 0:08:10",
        "已检查 4/100 个文件，每秒 0.2 个，约剩 0:08:00",
    ]


def test_of_few_files_nothing_is_told(clock, capsys):
    run(clock, 3, 3, seconds=60.0)
    assert capsys.readouterr() == ("", "")


def test_an_archive_counts_its_files_when_it_is_opened(clock, capsys):
    totals = iter([1, 1, *[200] * 9])
    progress = Progress(lambda: next(totals), "en")
    for number in range(3):
        clock[0] += 20.0
        progress.add(Skipped(f"a.zip!{number}.txt", "not-a-report"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].startswith("3 of 200 files checked")


def test_never_more_than_all(clock, capsys):
    run(clock, 20, 30)
    assert "20/20" in capsys.readouterr().err.splitlines()[-1]


def test_a_terminal_gets_a_bar_that_a_gbk_console_can_show(monkeypatch, capsys):
    monkeypatch.setattr(module.sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    progress = Progress(lambda: 40, "zh")
    for number in range(20):
        progress.add(Skipped(f"{number}.txt", "not-a-report"))
    progress.view.progress.refresh()
    progress.close()
    shown = capsys.readouterr().err
    assert "20/40" in shown
    assert "█" in shown
    shown.encode("gbk")
