"""Wraps text in which Chinese and other words mix.

rich breaks lines at spaces only, so that a Chinese sentence, which has none, would jump to the next
line as one long word. Here a line may end after any Chinese character, but no line begins with a
closing mark or ends with an opening one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text as Line

from govreport.pattern import lazy

__all__ = ["Prose", "breaks"]

_NO_START = re.escape("，。；：、！？）】》」』”’…%％,.;:!?)]}")
_NO_END = re.escape("（【《「『“‘([{")

# A word or a number, a change («3 → 2») whole; white space; any other character by itself.
_UNIT = lazy(
    rf"[{_NO_END}]*[!-~]+(?: → [!-~]+)?[{_NO_START}]*|\s+|[{_NO_END}]*[^\s!-~][{_NO_START}]*"
)


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which ``text`` is broken so that no line is wider than ``width``.

    Arguments:
        text: one paragraph, or several with line feeds between.
        width: columns; a Chinese character takes two.
    """
    found: list[int] = []
    used = 0
    for start, unit in _units(text, width):
        if "\n" in unit:
            used = 0
            continue
        size = cell_len(unit)
        if used + size > width and used and not unit.isspace():
            found.append(start)
            used = 0
        used += size
    return found


def _units(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Yield what is not broken, with its offset; what is too wide for a line in characters."""
    for match in _UNIT.finditer(text):
        if cell_len(match[0]) <= width:
            yield match.start(), match[0]
        else:
            yield from ((match.start() + at, char) for at, char in enumerate(match[0]))


class Prose:
    """Text that is wrapped as Chinese is, for use wherever rich takes a renderable."""

    def __init__(self, text: Line) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        offsets = breaks(self.text.plain, options.max_width)
        for part in self.text.divide(offsets):
            part.rstrip()
            part.no_wrap = True
            yield part

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(line) for line in self.text.plain.split("\n")), default=0)
        return Measurement(min(widest, _NARROWEST), min(widest, options.max_width))


_NARROWEST = 8
"""Prose can be squeezed to so many columns."""
