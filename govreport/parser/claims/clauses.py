"""Clauses of a sentence, and in each clause what stands to the left and right of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from govreport.parser.claims.figures import NUMBERS
from govreport.parser.claims.meaning import VERBS
from govreport.parser.claims.words import Word

__all__ = ["Clause", "Slot", "clauses"]

_SIGNS = frozenset(",;:()")
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
    brackets: Sequence[Clause] = ()


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
        tags: the tags of its words.
        marks: where its numbers stand among its words.
    """

    words: list[Word]
    text: str
    start: int
    end: int = 0
    stop: str = ""
    brackets: list[tuple[int, list[Clause]]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    marks: list[int] = field(default_factory=list)

    @property
    def has_number(self) -> bool:
        """A count stands in it."""
        return "number" in self.tags

    def bracketed(self, at: int, following: int) -> list[Clause]:
        """Return what stands in brackets between two of its words."""
        return [
            inner for place, group in self.brackets if at < place <= following for inner in group
        ]

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
        tag = word.tag
        at += 1
        if tag not in _SIGNS:
            if tag in NUMBERS:
                current.marks.append(len(current.words))
            current.words.append(word)
            current.tags.add(tag)
        elif tag == "(":
            if depth < _DEEPEST:
                inner, at = _read(found, at, text, depth + 1)
                current.brackets.append((len(current.words), inner))
        elif tag == ")":
            if depth:
                current.end = word.start
                return read, at
        else:
            current.end = word.start
            current = Clause([], text, word.end, stop=tag)
            read.append(current)
    current.end = len(text)
    return read, at


def slots(clause: Clause) -> Iterator[Slot]:
    """Yield the numbers of a clause, each with the words that stand by it."""
    words, text = clause.words, clause.text
    start, edge = 0, clause.start
    for at, following in zip(clause.marks, [*clause.marks[1:], len(words)], strict=False):
        number = words[at]
        if start < at and words[start].tag == "、":
            start += 1
        limit = words[following].start if following < len(words) else clause.end
        right = _until_joint(words[at + 1 : following], text, number.end)
        if right and right[-1].end == limit and right[-1].tag in VERBS and following < len(words):
            right = right[:-1]  # «12件申请已办结10件»
        ends = _END.search(text, number.end, limit)
        yield Slot(
            number,
            words[start:at],
            right,
            text[edge : number.start],
            text[number.end : ends.start() if ends else limit],
            clause.bracketed(at, following) if clause.brackets else (),
        )
        start, edge = at + 1, number.end


def _until_joint(words: list[Word], text: str, end: int) -> list[Word]:
    """Return the words up to 、 or up to 和 directly behind the number."""
    for at, word in enumerate(words):
        if word.tag == "、" or (at == 0 and text.startswith(_JOINTS, end, word.start)):
            return words[:at]
    return words
