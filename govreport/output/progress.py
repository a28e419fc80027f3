"""How far a run over many files has come: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from typing import Any

from govreport.output.items import Item, file_of
from govreport.text import Language, Text

__all__ = ["LogProgress", "ProgressBar", "progress"]

FEW = 20
"""So few files are done before a bar would tell anything."""
EVERY = 10.0
"""Seconds between two lines in a log."""

_LINE = Text(
    "已检查 {done}/{total} 个文件，每秒 {rate:.1f} 个，约剩 {left}",
    "{done} of {total} files checked, {rate:.1f} per second, about {left} left",
)
_DOING = Text("检查中", "checking")


class LogProgress:
    """Prints a line on standard error every few seconds.

    Arguments:
        total: number of files.
        language: the language of the lines.
    """

    def __init__(self, total: int, language: Language) -> None:
        self.total, self.language = total, language
        self.done: set[str] = set()
        self.begun = self.told = time.monotonic()

    def add(self, item: Item) -> None:
        """Count a file; an archive counts once."""
        self.done.add(file_of(item))
        now = time.monotonic()
        if now - self.told >= EVERY:
            self.told = now
            rate = len(self.done) / (now - self.begun)
            left = clock((self.total - len(self.done)) / rate)
            text = _LINE.of(self.language).format(
                done=len(self.done), total=self.total, rate=rate, left=left
            )
            print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Nothing is left to say."""


class ProgressBar:
    """Shows a bar with rate and time left on standard error, gone when the run is over.

    Arguments:
        total: number of files.
        language: the language of the words.
    """

    def __init__(self, total: int, language: Language) -> None:
        from rich.console import Console
        from rich.progress import (
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.text import Text as Line

        class Rate(ProgressColumn):
            def render(self, task: Any) -> Line:
                speed = task.finished_speed or task.speed
                return Line(f"{speed:.1f}/s" if speed else "")

        class Bar(ProgressColumn):
            def render(self, task: Any) -> Line:
                # Drawn with characters that every Chinese console has.
                filled = int(30 * task.completed / (task.total or 1))
                return Line("█" * filled + "─" * (30 - filled))

        self.progress = Progress(
            TextColumn("{task.description}"), Bar(), MofNCompleteColumn(), Rate(),
            TimeRemainingColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self.progress.start()
        self.task = self.progress.add_task(_DOING.of(language), total=total)
        self.last = ""

    def add(self, item: Item) -> None:
        """Move on by one file; an archive counts once."""
        name = file_of(item)
        if name != self.last:
            self.last = name
            self.progress.advance(self.task)

    def close(self) -> None:
        """Take the bar away."""
        self.progress.stop()


def progress(total: int, language: Language) -> LogProgress | ProgressBar | None:
    """Return what shows how far a run has come, ``None`` where that is not worth it."""
    if total < FEW:
        return None
    return ProgressBar(total, language) if sys.stderr.isatty() else LogProgress(total, language)


def clock(seconds: float) -> str:
    """Return a time as ``h:mm:ss``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
