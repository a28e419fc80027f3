"""The lines of a text, without page numbers and form feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govreport.reading.characters import clean, width

__all__ = ["Line", "lines_of"]

_BREAK = re.compile(r"\r\n|\r|\n")

# «- 5 -», «— 3 —», «第3页», «第 3 页 共 9 页»
_PAGE_NUMBER = re.compile(
    r"[-－—–―─•·]+\s*\d{1,4}\s*[-－—–―─•·]+|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?"
)
# «5», «5 / 9», «Page 5 of 9»: page numbers only beside a page break.
_BARE_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.I)

_SENTENCE = re.compile(r"。|[；！？]$")
# Wider than any label; a line of prose fills the page.
_PROSE_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Arguments:
        number: its number in the file, from 1.
        text: the text without its line break, with its indentation.
    """

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing is on the line."""
        return not self.text or self.text.isspace()

    @property
    def prose(self) -> bool:
        """Whether the line is a sentence rather than a label."""
        text = self.text.strip()
        return _SENTENCE.search(text) is not None or width(text) > _PROSE_WIDTH


def lines_of(text: str, first: int = 1) -> list[Line]:
    """Split a text into lines; page numbers become blank lines, form feeds vanish.

    Arguments:
        text: the text.
        first: number of its first line.
    """
    raw = _BREAK.split(text)
    paged = "\f" in text
    lines = []
    for index, line in enumerate(raw):
        stripped = line.strip()
        if _PAGE_NUMBER.fullmatch(stripped) or (
            paged and _BARE_PAGE_NUMBER.fullmatch(stripped) and _beside_break(raw, index)
        ):
            line = ""
        lines.append(Line(first + index, clean(line.replace("\f", ""))))
    return lines


def _beside_break(raw: list[str], index: int) -> bool:
    """Tell whether only blank lines are between a line and the end or the beginning of its page."""
    if "\f" in raw[index]:
        return True
    following = next((line for line in raw[index + 1 :] if line.strip(" ")), "\f")
    if following.startswith("\f"):
        return True
    for line in reversed(raw[:index]):
        if line.strip():
            return False
        if "\f" in line:
            return True
    return False
