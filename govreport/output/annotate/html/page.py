"""The source of a page taken apart: its tags, and the characters that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

__all__ = ["Shown", "numbered", "shown", "tag_at"]

NUMBER = "data-govreport"
"""The attribute that numbers the tags while a page is read again."""

_START = re.compile(r"<[A-Za-z][^\s/>]*")
_TAG = re.compile(r"<[A-Za-z][^\s/>]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
# What is no text: comments, what a page does not show, tags.
_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|textarea|title|select|sup)\b.*?</\1\s*>|<[!/?A-Za-z][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|\w+);?")


class Shown(NamedTuple):
    """A character of a page.

    Arguments:
        character: the character.
        start: where it begins in the source.
        end: where it ends.
    """

    character: str
    start: int
    end: int


def numbered(source: str) -> tuple[str, list[int]]:
    """Give each start tag a number, by which the element made from it is known.

    The number is an attribute without quotes, which does no harm where there is no tag after all
    (in a script, a comment, the value of an attribute).

    Returns:
        the source with the numbers, and where each tag begins in the source without.
    """
    starts: list[int] = []

    def number(match: re.Match[str]) -> str:
        starts.append(match.start())
        return f"{match[0]} {NUMBER}={len(starts) - 1} "

    return _START.sub(number, source), starts


def tag_at(source: str, start: int) -> str:
    """Return the start tag that begins there, as it stands."""
    match = _TAG.match(source, start)
    return match[0] if match else source[start : source.index(">", start) + 1]


def shown(source: str, start: int = 0, end: int | None = None) -> Iterator[Shown]:
    """Yield the characters that a stretch of a page shows, references put in plain."""
    end = len(source) if end is None else end
    at = start
    while at < end:
        markup = _MARKUP.search(source, at, end)
        stop = markup.start() if markup else end
        yield from _characters(source, at, stop)
        at = markup.end() if markup else end


def _characters(source: str, at: int, end: int) -> Iterator[Shown]:
    while at < end:
        sign = source[at]
        match = _REFERENCE.match(source, at, end) if sign == "&" else None
        if match and (text := unescape(match[0])) != match[0]:
            yield Shown(text, at, match.end())
            at = match.end()
        else:
            yield Shown(sign, at, at + 1)
            at += 1
