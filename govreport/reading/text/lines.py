"""The lines of a text, without page numbers and form feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govreport.reading.characters import clean, width
from govreport.reading.text.pages import page_numbers

__all__ = ["IN_CELL", "Line", "lines_of"]

IN_CELL = "\v"
"""A line break within a cell, as word processors write it."""

_BREAK = re.compile(r"\r\n|\r|\n")

_SENTENCE = re.compile(r"。|[；！？]$")
# Wider than any label; a line of prose fills the page.
_PROSE_WIDTH = 90

# A spreadsheet's cell with line breaks in it, in quotation marks, has at most so many lines.
_QUOTED_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Arguments:
        number: its number in the file, from 1.
        page: how many form feeds stand before it.
        text: the text without its line break, with its indentation.
        heading: the markup makes it a heading.
    """

    number: int
    page: int
    text: str
    heading: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is on the line."""
        return not self.text or self.text.isspace()

    @property
    def prose(self) -> bool:
        """Whether the line is a sentence rather than a label."""
        text = self.text.strip()
        return _SENTENCE.search(text) is not None or width(text) > _PROSE_WIDTH

    @property
    def indent(self) -> int:
        """Display columns before the text."""
        return width(self.text[: len(self.text) - len(self.text.lstrip())])


def lines_of(text: str, first: int = 1) -> Iterator[Line]:
    """Split a text into lines; page numbers become blank lines, form feeds vanish.

    Lines of one cell of a spreadsheet, in quotation marks, are put together with
    :data:`IN_CELL` between them.

    Arguments:
        text: the text.
        first: number of its first line.
    """
    raw = _BREAK.split(text)
    numbers = page_numbers(raw)
    page = index = 0
    while index < len(raw):
        number, line = first + index, raw[index]
        page += line.count("\f")
        if index in numbers:
            line = ""
        if '"' in line and "\t" in text and (closing := _closing_line(raw, index)):
            line = IN_CELL.join(raw[index : closing + 1])
            index = closing
        yield Line(number, page, clean(line.replace("\f", "")))
        index += 1


def _closing_line(raw: list[str], index: int) -> int | None:
    """Return the index of the line on which a quoted field ends that begins on line ``index``."""
    if not _opens_quote(raw[index]):
        return None
    for closing in range(index + 1, min(index + _QUOTED_LINES, len(raw))):
        if '"' in raw[closing]:
            before = raw[closing].partition("\t")[0]
            if not before.endswith('"') or before.count('"') % 2 == 0:
                return None
            if not _opens_quote(raw[closing]):
                return closing
    return None


def _opens_quote(line: str) -> bool:
    """Tell whether the last field of a line begins with a quotation mark that is not closed."""
    last = line.rpartition("\t")[2]
    return last.startswith('"') and last.count('"') % 2 == 1
