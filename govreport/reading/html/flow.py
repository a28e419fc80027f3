"""Text on its way to paragraphs, with white space as a browser shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govreport.reading.characters import ODD, clean
from govreport.reading.document import Block, Location, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["BREAK", "Flow", "text_shown"]

BREAK = "\v"
"""Ends a line, as ``<br>`` does."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_WHITE = re.compile(r"[\t\n\r\f]|  ")
# What is shown otherwise than it stands in the source.
_ODD = re.compile(f"{ODD.pattern[:-1]}\t\n\r\f{BREAK}]|  ")

# A line break of the source between two wide characters is no space (CSS Text, «segment break
# transformation»): Word breaks its source lines anywhere.
_WIDE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’—…"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
# One between two digits comes from a program that indented the markup between parts of a number:
# no one writes two figures side by side like this.
_SPLIT_NUMBER = re.compile(r"(?<=\d)[ \t\f]*[\r\n][ \t\r\n\f]*(?=\d)")


def text_shown(text: str) -> tuple[str, bool]:
    """Return a text as a browser shows it: its lines, separated by ``\\n``, without blank ones.

    Arguments:
        text: text of the source, with :data:`BREAK` where a line ends.

    Returns:
        the text, and whether digits were put together that the source has on different lines.
    """
    split = 0
    text = text.strip()
    if text.isalnum() or not _ODD.search(text):  # figures and labels, as mostly
        return text, False
    if "\n" in text or "\r" in text:
        text, split = _SPLIT_NUMBER.subn("", _WRAPPED.sub("", text))
    if _WHITE.search(text):
        text = _SPACE.sub(" ", text)
    text = clean(text)
    if BREAK not in text:
        return text.strip(), split > 0
    return "\n".join([line for each in text.split(BREAK) if (line := each.strip())]), split > 0


class Flow:
    """The text of the page or of one table cell.

    Arguments:
        owner: the element whose end closes the flow; ``None`` for the page.

    Attributes:
        blocks: the paragraphs and grids so far.
        joined: digits that the source has on different lines were put together.
    """

    __slots__ = ("_heading", "_line", "_pieces", "blocks", "joined", "owner")

    def __init__(self, owner: _Element | None) -> None:
        self.owner = owner
        self.blocks: list[Block] = []
        self.joined = False
        self._pieces: list[str] = []
        self._line: int | None = None
        self._heading = False

    def add(self, text: str, line: int | None) -> None:
        """Add text that begins on a line of the source."""
        self._pieces.append(text)
        if self._line is None and not text.isspace():
            self._line = line

    def end_paragraph(self, heading: bool = False) -> None:
        """End the paragraph, if one has begun; ``heading`` tells about the next one."""
        if self._pieces:
            shown, joined = text_shown("".join(self._pieces))
            if shown:
                self.joined = self.joined or joined
                location = Location(line=self._line)
                self.blocks += [
                    Paragraph(line, location, self._heading) for line in shown.split("\n")
                ]
            self._pieces.clear()
            self._line = None
        self._heading = heading
