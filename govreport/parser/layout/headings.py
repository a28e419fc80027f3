"""Headings over columns that are told by their place on the line, wrapped over several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from govreport.forms.model import FormTable
from govreport.parser.labels import Labels
from govreport.parser.layout.pieces import SURE, Piece, Printed, text_of, weight_of
from govreport.parser.window import SUBTOTAL

__all__ = ["Head", "Heading", "heading_of"]

_HALF = 0.5
"""So much of a word stands over the one that it goes on with below."""


@dataclass(slots=True, eq=False)
class Head:
    """A heading over a column, its lines from the bottom up.

    Arguments:
        pieces: its words, and those above it.
        name: the label of a column that they make.
        own: the words that make it.
    """

    pieces: list[Piece]
    name: str = ""
    own: list[Piece] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The display column at which it begins."""
        return min(piece.first for piece in self.own or self.pieces)

    @property
    def last(self) -> int:
        """The display column at which it ends."""
        return max(piece.last for piece in self.own or self.pieces)

    @property
    def middle(self) -> float:
        """The display column of its middle."""
        return (self.first + self.last) / 2

    @property
    def text(self) -> str:
        """Its words in reading order."""
        return text_of(sorted(self.pieces, key=lambda piece: (piece.line, piece.first)))

    @property
    def texts(self) -> tuple[str, ...]:
        """Its label, where it has one, and its pieces, the lowest first."""
        own = (self.name,) if self.name else ()
        return (*own, *(piece.cell.text for piece in self.pieces))


@dataclass(slots=True)
class Heading:
    """The headings over a table.

    Arguments:
        heads: one for each column, from the left.
        above: the other words over the table: groups, titles.
        page: number of the grid that it stands in.
    """

    heads: list[Head] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    page: int = 0

    @property
    def left(self) -> int:
        """Display column at which the headings begin."""
        return min((head.first for head in self.heads), default=0)

    @property
    def is_counted(self) -> bool:
        """Whether each sign counts as one column, as ``pdftotext`` counts.

        Chinese headings then take up half their room, and do not stand over their figures.
        """
        return any(
            piece.last - piece.first < len(piece.text) and not piece.text.isascii()
            for head in self.heads
            for piece in head.pieces
        )

    def fitted(self, lines: Sequence[Printed], labels: Labels) -> Heading:
        """Return the headings that stand over columns of the lines below.

        Words that name no column may stand over several («申请人情况»), or be part of another
        heading. Where a column is missing, or a heading of several lines has another order than
        the form, its words have been shifted against each other, and it tells nothing.
        """
        named = [head for head in self.heads if head.name or SUBTOTAL in head.text]
        most = max((len(line.figures) for line in lines), default=0)
        lowest = max((p.line for head in named for p in head.pieces), default=0)
        if most > len(named):
            heads = self.heads
        elif most == len(named):
            heads = named
        else:
            heads = [h for h in self.heads if h in named or h.pieces[0].line >= lowest - 1]
        return replace(self, heads=heads if _is_sound(heads, labels) else [])


def heading_of(lines: list[Printed], labels: Labels) -> Heading:
    """Put the words over a table together by the columns that they share."""
    heads: list[Head] = []
    above: list[str] = []
    for line in reversed(lines):
        if any(_repeats(piece, heads, labels) for piece in line.labels):
            break  # the heading of another table, which has no figures
        for piece in line.labels:
            under = [head for head in heads if _stands_over(piece, head, labels)]
            if labels.is_group(piece.cell.text) or len(under) > 1:
                above.append(piece.cell.text)
            elif under:
                under[0].pieces.append(piece)
                above.append(piece.cell.text)
            else:
                heads.append(Head([piece]))
                above.append(piece.cell.text)
    heads = _named(sorted(heads, key=lambda head: head.middle), labels)
    above.extend(head.name for head in heads if head.name)
    above.extend(_broken(lines, labels))
    left = min((head.middle for head in heads if head.name), default=0.0)
    return Heading([h for h in heads if h.name or h.middle > left], above, lines[-1].page)


def _broken(lines: Sequence[Printed], labels: Labels) -> Iterator[str]:
    """Yield the labels over a table that are broken over two lines or by a blank."""
    for upper, lower in pairwise([*lines, Printed([], [], 0)]):
        for first, second in pairwise(upper.labels):
            yield from _row_above([first, second], labels)
        for piece in upper.labels:
            yield from _row_above([piece, *(p for p in lower.labels if p.overlaps(piece))], labels)


def _row_above(pieces: Sequence[Piece], labels: Labels) -> Iterator[str]:
    text = text_of(pieces)
    single = any(labels.rows(piece.text) for piece in pieces)
    if len(pieces) > 1 and not single and weight_of(text, labels) >= SURE:
        yield text


def _stands_over(piece: Piece, head: Head, labels: Labels) -> bool:
    """Tell whether a word is over a heading, and not that of another column shifted there."""
    if not any(piece.overlaps(own) and _overlap(piece, own) >= _HALF for own in head.pieces):
        return False
    own, other = labels.columns_of(piece.text), labels.columns_of(head.pieces[0].text)
    return not own or not other or own == other


def _overlap(piece: Piece, other: Piece) -> float:
    """Return which share of the narrower word lies over or below the other."""
    common = min(piece.last, other.last) - max(piece.first, other.first) + 1
    return common / (min(piece.last - piece.first, other.last - other.first) + 1)


def _is_sound(heads: list[Head], labels: Labels) -> bool:
    """Tell whether headings name the columns of a table of the form, as it has them."""
    single = len({piece.line for head in heads for piece in head.own}) < 2
    return any(_is_whole(table, heads, labels, single) for table in labels.form.tables)


def _is_whole(table: FormTable, heads: list[Head], labels: Labels, single: bool) -> bool:
    """Tell whether headings name all columns of a table that every row has, in order.

    Arguments:
        table: the form's table.
        heads: the headings.
        labels: the labels of the form.
        single: they stand on one line, and so in the order in which they are printed.
    """
    order = [column.id for column in table.columns]
    named = [labels.column(table.id, head.name) for head in heads if head.name]
    places = [order.index(column) for column in named if column]
    if len(places) < len(named) or not named:
        return False
    rows = [{column.id for column in table.columns_of(row)} for row in table.rows]
    required = set.intersection(*rows) - {c.id for c in table.columns if c.optional}
    if not required <= set(named):
        return False
    return single or all(
        before < after or named[0] == order[after] for before, after in pairwise(places)
    )


def _repeats(piece: Piece, heads: list[Head], labels: Labels) -> bool:
    """Tell whether a piece names the column that a heading below it names already."""
    named = labels.columns_of(piece.cell.text)
    return bool(named) and any(
        labels.columns_of(other.cell.text) == named
        for head in heads
        for other in head.pieces
        if other.line != piece.line and other.overlaps(piece)
    )


def _named(heads: list[Head], labels: Labels) -> list[Head]:
    """Name the headings; neighbours that only make a label together are joined."""
    found: list[Head] = []
    for head in heads:
        _name(head, labels)
        last = found[-1] if found else None
        if last and not head.name and not last.name:
            both = Head([*last.pieces, *head.pieces])
            _name(both, labels)
            if both.name:
                found[-1] = both
                continue
        found.append(head)
    return found


def _name(head: Head, labels: Labels) -> None:
    """Name a heading by the column label that its lines make, from the bottom up."""
    own: list[Piece] = []
    for line in sorted({piece.line for piece in head.pieces}, reverse=True):
        row = sorted((p for p in head.pieces if p.line == line), key=lambda piece: piece.first)
        own = [*row, *own]
        if labels.columns_of(text_of(own)):
            head.name, head.own = text_of(own), own
            return
