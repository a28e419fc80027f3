"""Labels put together from the words around the figures of their rows.

A label that is too long for its column stands partly above and below the line of its figures, or
goes on below it. The rows of a table do not overlap: every way to put the words of neighbouring
lines together to labels is weighed, and the best way to cut the table into rows is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from govreport.parser.labels import Labels, key_of, read_label, tail_of
from govreport.parser.layout.headings import Heading
from govreport.parser.layout.pieces import GOOD, SURE, Piece, Printed, is_row, text_of, weight_of

__all__ = ["Label", "labelled"]

_MOST_LINES = 14
"""A label is broken over so many lines at most."""

_MOST_APART = 2
"""So many lines without a part of it may stand between two parts of a label."""

_MOST_WORDS = 5
"""So many words side by side are part of one label at most."""

_LONGEST = 60
"""No label has more characters."""

_MANY_HEADS = 3
"""So many headings name the columns of a table, where those of another may share one or two."""

_ASIDE = 4
"""So many display columns left of a label the rest of it may stand, where lines are shifted."""

_BESIDE = 2
"""Words of one label are at most so many display columns apart."""

_LOOSE = 0.1
"""What a label loses in weight whose figures stand above or below it."""

_SMALL = 0.01
"""What counts between ways that are equally likely: words left out, lines taken in."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words that make the label of a row.

    Arguments:
        pieces: the words in reading order.
        first, last: the lines that the row takes up.
        figures: the line of its figures, ``None`` where it has none.
        weight: how likely it is.
        loose: its figures stand above or below all its words.
    """

    pieces: tuple[Piece, ...]
    first: int
    last: int
    figures: int | None
    weight: float
    loose: bool = False

    @property
    def worth(self) -> float:
        """What it counts: a long label that fits well more than two short ones that nearly do."""
        return self.weight**2 * len(key_of(text_of(self.pieces)))


def labelled(printed: Sequence[Printed], labels: Labels, heading: Heading) -> list[Label]:
    """Return the labels of the rows of a table, from the top.

    Arguments:
        printed: its lines.
        labels: the labels of the form.
        heading: the headings over them.
    """
    return _Table(printed, labels, heading).best()


class _Table:
    def __init__(self, printed: Sequence[Printed], labels: Labels, heading: Heading) -> None:
        self.printed = printed
        self.labels = labels
        self.heading = heading
        self._index = {piece.line: at for at, each in enumerate(printed) for piece in each.labels}

    def best(self) -> list[Label]:
        """Return the heaviest labels that do not overlap."""
        worth = [0.0]  # of the lines before each line
        taken: list[Label | None] = [None]
        for end in range(1, len(self.printed) + 1):
            worth.append(worth[-1])
            taken.append(None)
            for label in self._by_last.get(end - 1, ()):
                total = worth[label.first] + label.worth
                if total > worth[end]:
                    worth[end], taken[end] = total, label
        found: list[Label] = []
        at = len(self.printed)
        while at:
            best = taken[at]
            if best:
                found.append(best)
            at = best.first if best else at - 1
        return _without_doubtful(found[::-1])

    @cached_property
    def _by_last(self) -> dict[int, list[Label]]:
        found: dict[int, list[Label]] = {}
        for first in range(len(self.printed)):
            for label in self._beginning(first):
                found.setdefault(label.last, []).append(label)
        return found

    def _beginning(self, first: int) -> Iterator[Label]:
        """Yield the labels that begin on a line, with what they may be the label of."""
        line = self.printed[first]
        if not line.figures and self._names_columns(line.labels):
            return
        words = line.labels[-_MOST_WORDS:]
        for begin, end in combinations(range(len(words) + 1), 2):
            for pieces in self._goes_on(words[begin:end], first):
                yield from self._label(pieces, first)

    def _goes_on(self, pieces: list[Piece], at: int) -> Iterator[list[Piece]]:
        """Yield a label with all the ways in which it may go on below line ``at``."""
        text = text_of(pieces)
        if len(text) > _LONGEST or tail_of(text):
            return
        yield pieces
        begin = pieces[0].line
        for below in range(at + 1, min(at + 2 + _MOST_APART, len(self.printed))):
            words = self.printed[below].labels
            if not words:
                continue
            if words[0].line - begin > _MOST_LINES or self._names_columns(words):
                return
            more = _below(words, pieces)
            if more and read_label(more[0].text).ordinal:
                return  # another label begins
            if more:
                yield from self._goes_on([*pieces, *more], below)
                return
            if pieces[0].first - words[-1].last <= _ASIDE:
                yield from self._goes_on([*pieces, words[-1]], below)

    def _names_columns(self, words: Sequence[Piece]) -> bool:
        """Tell a line of headings, which is part of no label."""
        return sum(bool(self.labels.columns_of(word.text)) for word in words) > 1

    def _label(self, pieces: Sequence[Piece], first: int) -> Iterator[Label]:
        """Yield the label with the lines of figures that it may belong to."""
        weight = weight_of(text_of(pieces), self.labels)
        if weight < GOOD:
            return
        last = self._index[pieces[-1].line]
        inside = [n for n in range(first, last + 1) if self.printed[n].figures]
        weight -= _SMALL * (last - first)
        if inside:
            if len(inside) == 1 and _is_beside(pieces, self.printed[inside[0]].figures[0]):
                yield Label(tuple(pieces), first, last, inside[0], weight)
            return
        yield from self._loose(pieces, first, last, weight - _LOOSE)
        if weight >= SURE - _SMALL * (last - first) and self._may_be_blank(pieces):
            yield Label(tuple(pieces), first, last, None, weight)

    def _loose(
        self, pieces: Sequence[Piece], first: int, last: int, weight: float
    ) -> Iterator[Label]:
        """Yield a label with the figures right above or below it, on a line of their own."""
        if weight < GOOD or self.labels.stands_above(text_of(pieces)):
            return
        for at in (first - 1, last + 1):
            line = self.printed[at] if 0 <= at < len(self.printed) else None
            if line and line.figures and not line.labels and _is_beside(pieces, line.figures[0]):
                yield Label(tuple(pieces), min(first, at), max(last, at), at, weight, loose=True)

    def _may_be_blank(self, pieces: Sequence[Piece]) -> bool:
        """Tell whether words without figures are the label of a row rather than a heading."""
        text = text_of(pieces)
        left = all(piece.last < self.heading.left for piece in pieces)
        if self.labels.stands_above(text):
            tables = {place.table for place in self.labels.rows(text)}
            return left and any(map(self._is_under_own_heading, tables))
        return left or is_row(text, self.labels)

    def _is_under_own_heading(self, table: str) -> bool:
        names = [self.labels.columns_of(head.name) for head in self.heading.heads if head.name]
        return sum(table in each for each in names) >= _MANY_HEADS


def _without_doubtful(labels: list[Label]) -> list[Label]:
    """Take figures away from a label that stand just as well beside another one without figures."""
    kept: list[Label] = []
    for n, label in enumerate(labels):
        around = [*labels[max(0, n - 1) : n], *labels[n + 1 : n + 2]]
        if label.loose and any(_is_rival(label, other) for other in around):
            first = label.first + (label.figures == label.first)
            last = label.last - (label.figures == label.last)
            label = replace(label, first=first, last=last, figures=None)
        kept.append(label)
    return kept


def _is_rival(label: Label, other: Label) -> bool:
    """Tell whether the figures of a label stand right beside another one that has none."""
    at = label.figures
    return other.figures is None and at is not None and at in (other.last + 1, other.first - 1)


def _is_beside(pieces: Sequence[Piece], figure: Piece) -> bool:
    """Tell whether all words of a label begin left of a figure."""
    return all(piece.first < figure.first for piece in pieces)


def _below(words: Sequence[Piece], pieces: Sequence[Piece]) -> list[Piece]:
    """Return the words of a line that stand below a label, and those close to the right of them."""
    first = min(piece.first for piece in pieces)
    last = max(piece.last for piece in pieces)
    found: list[Piece] = []
    for word in words:
        beside = bool(found) and word.first - found[-1].last <= _BESIDE
        if beside or (word.first <= last and word.last >= first):
            found.append(word)
    return found
