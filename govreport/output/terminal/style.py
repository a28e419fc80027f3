"""How things look on the terminal: symbols, words, colours, and the console.

Only characters that GBK can encode are printed, since the console of a Chinese Windows machine
encodes in it; nothing is told by colour alone.
"""

from __future__ import annotations

import os
import sys
from typing import IO, Literal, Protocol, runtime_checkable

from rich import box
from rich.console import Console, RenderableType
from rich.text import Text as Line

from govreport.output.safe import one_line
from govreport.output.words import MARKS, word
from govreport.text import Language

__all__ = ["BOX", "UNLIMITED", "Color", "Printer", "line", "mark"]

Color = Literal["auto", "always", "never"]

BOX = box.SIMPLE_HEAD
"""The style of every table: one line under the head, of a character that GBK has."""

_NARROWEST = 72
"""A narrower terminal breaks the lines itself: squeezed any further, tables cannot be read."""

UNLIMITED = 100_000
"""Width of a line that is neither wrapped nor cut off."""

_STYLES = {
    "consistent": "bold green",
    "inconsistent": "bold red",
    "unverifiable": "bold yellow",
    "failed": "bold red",
    "skipped": "dim",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold blue",
    "accepted": "dim",
}


def mark(name: str, language: Language) -> Line:
    """Return the coloured symbol of a verdict or a severity, with its word."""
    return Line(f"{MARKS[name]} {word(name, language)}", style=_STYLES[name])


def line(text: str, style: str = "") -> Line:
    """Return text that came from a file as a line to print: never markup, never an escape."""
    return Line(one_line(text), style=style)


class Printer:
    """Prints renderables: wrapped and coloured on a terminal, whole lines in a pipe.

    Arguments:
        file: where to print (``None``: standard output).
        color: whether to colour; ``auto`` follows NO_COLOR, FORCE_COLOR and the terminal.
        width: columns to fill (``None``: those of the terminal, or what COLUMNS says; unlimited
            where there is neither).
    """

    def __init__(
        self, file: IO[str] | None = None, color: Color = "auto", width: int | None = None
    ) -> None:
        self.file = file or sys.stdout
        if width is None and not self.file.isatty() and "COLUMNS" not in os.environ:
            width = UNLIMITED
        self.console = _Console(
            file=self.file,
            width=width,
            force_terminal={"auto": None, "always": True, "never": False}[color],
            no_color=True if color == "never" else None,
            markup=False,
            emoji=False,
            highlight=False,
        )
        if color == "always":
            self.console.no_color = False
        if self.console.width < _NARROWEST:
            self.console.width = _NARROWEST

    @property
    def width(self) -> int | None:
        """Columns that a line has, ``None`` where lines are as long as they need."""
        return None if self.console.width == UNLIMITED else self.console.width

    def text(self, *renderables: RenderableType) -> str:
        """Return what would be printed; no line ends in white space."""
        parts = map(self._drawn, renderables)
        return "".join(f"{each.rstrip()}\n" for part in parts for each in part.splitlines())

    def _drawn(self, renderable: RenderableType) -> str:
        if isinstance(renderable, Drawing):
            return renderable.drawn(self.console)
        with self.console.capture() as capture:
            self.console.print(renderable)
        return capture.get()

    def print(self, *renderables: RenderableType) -> None:
        """Print renderables one below the other."""
        if self.console.legacy_windows:  # which colours by system calls, not by what is written
            for renderable in renderables:
                self.console.print(renderable)
            return
        self.file.write(self.text(*renderables))
        self.file.flush()


@runtime_checkable
class Drawing(Protocol):
    """Something that knows itself what a console prints for it."""

    def drawn(self, console: Console) -> str:
        """Return its lines, with the codes for their styles."""


class _Console(Console):
    """A console that leaves to us what its file cannot encode, and a reader that has gone."""

    @property
    def encoding(self) -> str:
        """Unicode, whatever the file: what it cannot encode is replaced as it is written."""
        return "utf-8"

    def on_broken_pipe(self) -> None:
        """Leave a reader that has gone to the caller, as any other error of writing."""
        raise BrokenPipeError
