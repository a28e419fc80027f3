"""Finds a sentence again in the file that it was read from, whatever stands between its characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from govreport.reading.characters import clean

__all__ = ["find_text", "same_text"]

_SPACE = re.compile(r"\s+")
_AROUND = (None, 30, 10)
"""How many characters on both sides of a figure must be the same; ``None``: the whole sentence.

Less than all is needed where a part of the sentence is not in the text: numbers that Word
generates, and lines that were put together.
"""


def same_text(one: str, other: str) -> bool:
    """Tell whether the first text is in the second, white space and width left aside."""
    return _plain(one) in _plain(other)


def find_text(
    pieces: Iterable[str], sentence: str, span: tuple[int, int] | None
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Find a figure by the sentence around it.

    Arguments:
        pieces: the text to search, in pieces.
        sentence: the sentence.
        span: where the figure stands in it (``None``: all of it is looked for).

    Returns:
        the piece and the place in it of the first and of the last character; ``None`` where the
        sentence is not there, or there twice with different surroundings.
    """
    plain, places = _with_places(pieces)
    start, end = span or (0, len(sentence))
    for around in _AROUND:
        first = 0 if around is None else max(0, start - around)
        last = len(sentence) if around is None else end + around
        wanted = _plain(sentence[first:last])
        at = plain.find(wanted)
        if not wanted or at < 0 or (around is not None and plain.find(wanted, at + 1) >= 0):
            continue
        begin = at + len(_plain(sentence[first:start]))
        length = len(_plain(sentence[start:end]))
        return (places[begin], places[begin + length - 1]) if length else None
    return None


def _plain(text: str) -> str:
    return _SPACE.sub("", "".join(normalize("NFKC", clean(sign)) for sign in text))


def _with_places(pieces: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without white space, and where each of its characters stands."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for number, piece in enumerate(pieces):
        for at, sign in enumerate(piece):
            shown = sign if "0" <= sign <= "z" else _plain(sign)
            signs.append(shown)
            places += [(number, at)] * len(shown)
    return "".join(signs), places
