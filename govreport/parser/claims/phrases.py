"""The phrases of phrases.toml, expanded and found in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Lexicon", "Meaning", "expand", "phrases", "tails"]

_FILE = Path(__file__).with_name("phrases.toml")

Meaning = tuple[str, str]
"""A tag and, for a family such as ``result``, the member (``"granted"``)."""


class Lexicon(NamedTuple):
    """Phrases with their meanings.

    Arguments:
        meanings: the meaning of each phrase.
        lengths: the lengths of the phrases that begin with two characters (one, for a phrase of
            one), longest first.
        firsts: the characters that phrases begin with.
    """

    meanings: dict[str, Meaning]
    lengths: dict[str, tuple[int, ...]]
    firsts: frozenset[str]

    def at(self, text: str, start: int) -> tuple[Meaning, int] | None:
        """Return the longest phrase that begins at ``start``: its meaning and its end."""
        meanings = self.meanings
        for length in self.lengths.get(text[start : start + 2], _NO_LENGTHS):
            phrase = text[start : start + length]
            meaning = meanings.get(phrase)
            if meaning is not None:
                return meaning, start + len(phrase)
        meaning = meanings.get(text[start])
        return None if meaning is None else (meaning, start + 1)


_NO_LENGTHS: tuple[int, ...] = ()


@lru_cache(maxsize=1)
def phrases() -> Lexicon:
    """Return the words of the grammar."""
    return _lexicons()[0]


@lru_cache(maxsize=1)
def tails() -> Lexicon:
    """Return what may follow a noun or verb and change what it speaks of."""
    return _lexicons()[1]


@lru_cache(maxsize=1)
def _lexicons() -> tuple[Lexicon, Lexicon]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    tail = data.pop("tail")
    return _lexicon(_entries(data)), _lexicon(_entries({"tail": tail}))


def _lexicon(entries: Iterator[tuple[Meaning, str]]) -> Lexicon:
    meanings: dict[str, Meaning] = {}
    for meaning, notation in entries:
        for phrase in expand(notation):
            meanings.setdefault(phrase, meaning)
    lengths: dict[str, set[int]] = {}
    for phrase in meanings:
        lengths.setdefault(phrase[:2], set()).add(len(phrase))
    ordered = {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}
    return Lexicon(meanings, ordered, frozenset(pair[0] for pair in ordered))


def _entries(data: dict[str, dict[str, object]]) -> Iterator[tuple[Meaning, str]]:
    """Yield the meaning and the notation of every entry."""
    for tag, entry in data.items():
        members = {"": entry} if "phrases" in entry else entry
        for member, body in members.items():
            for notation in body["phrases"]:  # type: ignore[index]
                yield (tag, member), notation


_GROUP = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")


def expand(notation: str) -> Iterator[str]:
    """Yield the phrases that a notation stands for.

    Arguments:
        notation: ``(x)`` may be left out, ``[a|b]`` is one of these; they may be nested.
    """
    match = _GROUP.search(notation) if "(" in notation or "[" in notation else None
    if match is None:
        if notation:
            yield notation
        return
    optional, choice = match.groups()
    inner = ["", *optional.split("|")] if optional is not None else choice.split("|")
    for option in inner:
        yield from expand(notation[: match.start()] + option + notation[match.end() :])
