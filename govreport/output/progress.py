"""How far a run over many files has come: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from govreport.output.items import Item
from govreport.text import Language, Text

__all__ = ["Progress"]

FEW = 20
"""So few files are done before a bar would tell anything."""
EVERY = 10.0
"""Seconds between two lines in a log."""

_LINE = Text(
    "已检查 {done}/{total} 个文件，每秒 {rate:.1f} 个，约剩 {left}",
    "{done} of {total} files checked, {rate:.1f} per second, about {left} left",
)
_DOING = Text("检查中", "checking")


class Progress:
    """Counts the files of a run, and shows how far it has come once there are enough of them.

    Arguments:
        total: gives the number of files; an archive that is opened adds those in it.
        language: the language of the words.
    """

    def __init__(self, total: Callable[[], int], language: Language) -> None:
        self.total, self.language = total, language
        self.done = 0
        self.view: ProgressBar | LogProgress | None = None
        self._show()

    def add(self, item: Item) -> None:
        """Count a file."""
        self.done += 1
        self._show()

    def close(self) -> None:
        """Take the view away."""
        if self.view is not None:
            self.view.close()

    def _show(self) -> None:
        total = self.total()
        if self.view is None and total >= FEW:
            kind = ProgressBar if sys.stderr.isatty() else LogProgress
            self.view = kind(self.language)
        if self.view is not None:
            self.view.show(min(self.done, total), total)


class LogProgress:
    """Prints a line on standard error every few seconds.

    Arguments:
        language: the language of the lines.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.begun = self.told = time.monotonic()

    def show(self, done: int, total: int) -> None:
        """Print a line, if the last one was long ago."""
        now = time.monotonic()
        if done and now - self.told >= EVERY:
            self.told = now
            rate = done / (now - self.begun)
            left = clock((total - done) / rate)
            text = _LINE.of(self.language).format(done=done, total=total, rate=rate, left=left)
            print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Nothing is left to say."""


class ProgressBar:
    """Shows a bar with rate and time left on standard error, gone when the run is over.

    Arguments:
        language: the language of the words.
    """

    def __init__(self, language: Language) -> None:
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
        self.task = self.progress.add_task(_DOING.of(language), total=None)

    def show(self, done: int, total: int) -> None:
        """Move on."""
        self.progress.update(self.task, completed=done, total=total)

    def close(self) -> None:
        """Take the bar away."""
        self.progress.stop()


def clock(seconds: float) -> str:
    """Return a time as ``h:mm:ss``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
