"""Text on its way to paragraphs, with white space as a browser shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govreport.reading.characters import clean
from govreport.reading.document import Block, Location, Paragraph
from govreport.reading.html.tree import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Flow"]

_HARD_BREAK = "\v"
_SPACE = re.compile(r"[ \t\n\r\f]+")

# A line break of the source between two wide characters is no space (CSS Text, «segment break
# transformation»): Word breaks its source lines anywhere.
_WIDE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’—…"
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")

# A line break of the source between two elements that each hold digits: a program indented the
# markup; no one writes two figures side by side like this.
_INDENT = "\x1f"
_EDGE = re.compile(r"^[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*$")
_SPLIT_NUMBER = re.compile(rf"(?<=\d){_INDENT}+(?=\d)")
_MAYBE_SPLIT = re.compile(r"\d\s*[\r\n]\s*\d")


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

    def add(self, text: str, element: _Element) -> None:
        """Add text that stands in or after ``element``."""
        self._pieces.append(text)
        if self._line is None and not text.isspace():
            self._line = line_of(element)

    def line_break(self) -> None:
        """End the line, as ``<br>`` does."""
        self._pieces.append(_HARD_BREAK)

    def end_paragraph(self, heading: bool = False) -> None:
        """End the paragraph, if one has begun; ``heading`` tells about the next one."""
        if self._pieces:
            location = Location(line=self._line)
            for line in self._text().split(_HARD_BREAK):
                if stripped := line.strip():
                    self.blocks.append(Paragraph(stripped, location, self._heading))
            self._pieces.clear()
            self._line = None
        self._heading = heading

    def _text(self) -> str:
        text = "".join(self._pieces)
        if "\n" in text or "\r" in text:
            if len(self._pieces) > 1 and _MAYBE_SPLIT.search(text):
                text = self._rejoined()
            text = _WRAPPED.sub("", text)
        return clean(_SPACE.sub(" ", text))

    def _rejoined(self) -> str:
        marked = "".join(_EDGE.sub(_INDENT, piece) for piece in self._pieces)
        text, count = _SPLIT_NUMBER.subn("", marked)
        self.joined = self.joined or count > 0
        return text.replace(_INDENT, "\n")
