"""Characters that are there without being seen, and how wide the others are on a terminal."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

__all__ = ["ODD", "clean", "full_width", "width"]

# Zero-width and direction marks, soft hyphens, controls other than tab and line breaks: editors
# leave them between the digits of a number.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)
_NO_BREAK = re.compile("[\xa0\u202f\u2007]")
ODD = re.compile(f"{_UNSEEN.pattern[:-2]}{_NO_BREAK.pattern[1:]}")
"""What :func:`clean` changes."""


def clean(text: str) -> str:
    """Drop what cannot be seen, and make no-break spaces ordinary ones."""
    if ODD.search(text) is None:
        return text
    return _NO_BREAK.sub(" ", _UNSEEN.sub("", text))


def width(text: str) -> int:
    """Return the display width: East Asian wide and full-width characters are two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def full_width(text: str) -> int:
    """Return the display width where signs like “ and … are two columns wide, as in Chinese type."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
