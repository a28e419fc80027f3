"""Clauses of a sentence, and in each clause what stands to the left and right of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govreport.parser.claims.figures import NUMBERS
from govreport.parser.claims.words import Word

__all__ = ["Clause", "Slot", "clauses"]

_STOPS = frozenset(",;:")
_DEEPEST = 8
"""Brackets within brackets; deeper ones are passed over."""
_END = re.compile("[、()]")
_JOINTS = ("、", "和", "及", "与", "并", "或", "以及")


@dataclass(slots=True)
class Slot:
    """A number with the words that may govern it.

    Arguments:
        number: the number.
        left: the words before it in the clause, from the number before.
        right: the words behind it, up to the next number, 、 or the end of the clause.
        before: the text from the number before, or from the beginning of the clause.
        behind: the text up to the next number, 、 or the end of the clause.
        brackets: the clauses in brackets behind it.
    """

    number: Word
    left: list[Word]
    right: list[Word]
    before: str
    behind: str = ""
    brackets: list[Clause] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """A stretch between commas.

    Arguments:
        words: its words, without those in brackets.
        text: the plain text of the sentence.
        start: where it begins.
        end: where it ends.
        stop: the sign before it: ``,``, ``;``, ``:``, ``(`` or nothing.
        brackets: what stands in brackets, with the number of words before it.
        has_number: a count stands in it.
    """

    words: list[Word]
    text: str
    start: int
    end: int = 0
    stop: str = ""
    brackets: list[tuple[int, list[Clause]]] = field(default_factory=list)
    has_number: bool = False

    def between(self, first: Word, second: Word) -> str:
        """Return the text between two words."""
        return self.text[first.end : second.start]


def clauses(found: Sequence[Word], text: str) -> list[Clause]:
    """Return the clauses of a sentence; those in brackets hang on the clause around them."""
    read, _ = _read(found, 0, text, 0)
    return read


def _read(found: Sequence[Word], at: int, text: str, depth: int) -> tuple[list[Clause], int]:
    start = found[at - 1].end if depth else 0
    current = Clause([], text, start, stop="(" if depth else "")
    read = [current]
    while at < len(found):
        word = found[at]
        at += 1
        if word.tag == "(" and depth < _DEEPEST:
            inner, at = _read(found, at, text, depth + 1)
            current.brackets.append((len(current.words), inner))
        elif word.tag == ")":
            if depth:
                current.end = word.start
                return read, at
        elif word.tag in _STOPS:
            current.end = word.start
            current = Clause([], text, word.end, stop=word.tag)
            read.append(current)
        elif word.tag != "(":
            current.words.append(word)
            current.has_number = current.has_number or word.tag == "number"
    current.end = len(text)
    return read, at


def slots(clause: Clause) -> Iterator[Slot]:
    """Yield the numbers of a clause, each with the words that stand by it."""
    words = clause.words
    marks = [at for at, word in enumerate(words) if word.tag in NUMBERS]
    if not marks:
        return
    start, edge = 0, clause.start
    for turn, at in enumerate(marks):
        number = words[at]
        following = marks[turn + 1] if turn + 1 < len(marks) else len(words)
        right = list(_until_joint(words[at + 1 : following], clause, number.end))
        left = [word for word in words[start:at] if word.tag != "、" or word is not words[start]]
        limit = words[following].start if following < len(words) else clause.end
        yield Slot(
            number, left, right, clause.text[edge : number.start],
            _END.split(clause.text[number.end : limit], maxsplit=1)[0],
            [inner for place, group in clause.brackets if at < place <= following for inner in group],
        )  # fmt: skip
        start, edge = at + 1, number.end


def _until_joint(words: Sequence[Word], clause: Clause, end: int) -> Iterator[Word]:
    """Yield the words up to 、 or up to 和 directly behind the number."""
    for word in words:
        if word.tag == "、" or (end >= 0 and clause.text[end : word.start].startswith(_JOINTS)):
            return
        end = -1
        yield word
