"""A long table on the terminal, drawn line by line.

It looks as rich draws a table, in a hundredth of the time: with thousands of lines that is the
difference between at once and some seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text as Line

from govreport.output.terminal.style import BOX
from govreport.output.terminal.wrap import breaks

__all__ = ["Listing", "Piece", "Row"]

Piece = tuple[str, str]
"""Some text and its style (``""``: none)."""

_GAP = "  "
_NARROWEST = 8
"""Columns that the last column has at least."""


class Row(NamedTuple):
    """A row.

    Arguments:
        mark: what stands in the first column, and its style.
        figures: what stands in the next ones, to the right.
        about: the lines of the last column, each broken where it is too long.
        widths: columns that the mark and the longest of those lines take.
    """

    mark: Piece
    figures: Sequence[str]
    about: Sequence[Sequence[Piece]]
    widths: tuple[int, int]

    @classmethod
    def of(cls, mark: Line, figures: Sequence[str], about: Sequence[Sequence[Piece]]) -> Row:
        """Return a row; it is measured now, so that less is left to do at the end."""
        widths = cell_len(mark.plain), max(map(_length, about))
        return cls((mark.plain, str(mark.style)), figures, about, widths)


class Listing:
    """A table, for use wherever rich takes a renderable.

    Arguments:
        heads: the heads of the columns.
        rows: the rows.
    """

    def __init__(self, heads: Sequence[str], rows: Sequence[Row]) -> None:
        self.heads, self.rows = heads, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines(self._widths(options.max_width)):
            yield from (Segment(text, console.get_style(s) if s else None) for text, s in line)
            yield Segment.line()

    def drawn(self, console: Console) -> str:
        """Return what a console would print, without its going over every piece."""
        lines = self._lines(self._widths(console.width))
        if console.color_system is None:
            return "".join("".join(text for text, _ in line) + "\n" for line in lines)
        around = {name: _around(console, name) for name in {"", "bold", *self._styles()}}
        return "".join(
            "".join(f"{around[s][0]}{text}{around[s][1]}" for text, s in line if text) + "\n"
            for line in lines
        )

    def _widths(self, width: int) -> list[int]:
        """Return how wide each column is; the last takes what is left, and no more than it needs."""
        first = max(cell_len(self.heads[0]), *(row.widths[0] for row in self.rows))
        figures = [
            max(cell_len(head), *(len(row.figures[at]) for row in self.rows))
            for at, head in enumerate(self.heads[1:-1])
        ]
        needed = max(cell_len(self.heads[-1]), *(row.widths[1] for row in self.rows))
        left = width - 2 - sum(each + len(_GAP) for each in (first, *figures))
        return [first, *figures, max(_NARROWEST, min(needed, left))]

    def _styles(self) -> set[str]:
        return {
            style for row in self.rows for line in (*row.about, [row.mark]) for _, style in line
        }

    def _lines(self, widths: Sequence[int]) -> Iterator[list[Piece]]:
        """Yield the lines of the table, as pieces."""
        first, *figures, last = widths
        heads = [
            _padded(head, width) for head, width in zip(self.heads[1:-1], figures, strict=True)
        ]
        told = _GAP.join([self.heads[0] + " " * (first - cell_len(self.heads[0])), *heads])
        yield [(f" {told}{_GAP}{self.heads[-1]}", "bold")]
        yield [(BOX.head_row_horizontal * (2 + sum(widths) + len(_GAP) * len(figures) + 2), "")]
        indent = " " * (1 + sum(widths[:-1]) + len(_GAP) * (len(widths) - 1))
        for row in self.rows:
            shown = _GAP.join(map(str.rjust, row.figures, figures))
            beside = " " * (first - row.widths[0]) + _GAP + shown + _GAP
            head = [(" ", ""), row.mark, (beside, "")]
            for line in row.about:
                for part in (line,) if row.widths[1] <= last else _broken(line, last):
                    yield [*head, *part]
                    head = [(indent, "")]


def _around(console: Console, name: str) -> tuple[str, str]:
    """Return what a console writes before and behind text of a style."""
    style = console.get_style(name or "none")
    shown = style.without_color if console.no_color else style
    system = COLOR_SYSTEMS[console.color_system] if console.color_system else None
    before, _, behind = shown.render("\0", color_system=system).partition("\0")
    return before, behind


def _padded(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text


def _length(line: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in line)


def _broken(line: Sequence[Piece], width: int) -> Iterator[list[Piece]]:
    """Yield the parts of a line that are no wider than ``width``."""
    if _length(line) <= width:
        yield list(line)
        return
    text = "".join(text for text, _ in line)
    start = 0
    for end in (*breaks(text, width), len(text)):
        yield list(_between(line, start, end))
        start = end


def _between(line: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """Yield what of the pieces stands from one offset to another."""
    at = 0
    for text, style in line:
        yield text[max(0, start - at) : max(0, end - at)], style
        at += len(text)
