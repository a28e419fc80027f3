"""Headings over columns that are told by their place on the line, wrapped over several lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from govreport.parser.labels import Labels
from govreport.parser.layout.pieces import Piece, Printed, text_of

__all__ = ["Head", "Heading", "heading_of"]


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


def heading_of(lines: list[Printed], labels: Labels) -> Heading:
    """Put the words over a table together by the columns that they share."""
    heads: list[Head] = []
    above: list[str] = []
    for line in reversed(lines):
        if any(_repeats(piece, heads, labels) for piece in line.labels):
            break  # the heading of another table, which has no figures
        for piece in line.labels:
            under = [head for head in heads if any(piece.overlaps(p) for p in head.pieces)]
            if labels.is_group(piece.cell.text) or len(under) > 1:
                above.append(piece.cell.text)
            elif under:
                under[0].pieces.append(piece)
                above.append(piece.cell.text)
            else:
                heads.append(Head([piece]))
                above.append(piece.cell.text)
    heads = _named(sorted(heads, key=lambda head: head.middle), labels)
    left = min((head.middle for head in heads if head.name), default=0.0)
    return Heading([h for h in heads if h.name or h.middle > left], above, lines[-1].page)


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
