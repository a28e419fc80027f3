"""The phrases of phrases.toml, expanded and found in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

__all__ = ["Lexicon", "expand", "lexicon"]

Meaning = tuple[str, str]
"""A tag and, for a family such as ``result``, the member (``"granted"``)."""


class Lexicon(NamedTuple):
    """Every phrase with its meaning.

    Arguments:
        meanings: the meaning of each phrase.
        lengths: the lengths of the phrases that begin with a character, longest first.
    """

    meanings: dict[str, Meaning]
    lengths: dict[str, tuple[int, ...]]

    def at(self, text: str, start: int) -> tuple[Meaning, int] | None:
        """Return the longest phrase that begins at ``start``: its meaning and its end."""
        for length in self.lengths.get(text[start], ()):
            end = start + length
            meaning = self.meanings.get(text[start:end])
            if meaning is not None and end <= len(text):
                return meaning, end
        return None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Load the phrases."""
    source = resources.files("govreport.parser.claims").joinpath("phrases.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    meanings: dict[str, Meaning] = {}
    for tag, member, notation in _entries(data):
        for phrase in expand(notation):
            meanings.setdefault(phrase, (tag, member))
    lengths: dict[str, set[int]] = {}
    for phrase in meanings:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    ordered = {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}
    return Lexicon(meanings, ordered)


def _entries(data: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield tag, member and notation of every entry."""
    for tag, entry in data.items():
        members = entry if isinstance(entry, dict) and "phrases" not in entry else {"": entry}
        for member, body in members.items():
            for notation in body["phrases"]:
                yield tag, member, notation


_GROUP = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")


def expand(notation: str) -> Iterator[str]:
    """Yield the phrases that a notation stands for.

    Arguments:
        notation: ``(x)`` may be left out, ``[a|b]`` is one of these; they may be nested.
    """
    match = _GROUP.search(notation)
    if match is None:
        if notation:
            yield notation
        return
    optional, choice = match.groups()
    inner = ["", *optional.split("|")] if optional is not None else choice.split("|")
    for option in inner:
        yield from expand(notation[: match.start()] + option + notation[match.end() :])
