"""Headings over columns that are told by their place on the line, wrapped over several lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from govreport.parser.labels import Labels
from govreport.parser.layout.pieces import Piece, Printed

__all__ = ["Head", "Heading", "heading_of"]


@dataclass(slots=True, eq=False)
class Head:
    """A heading over a column, its lines from the bottom up."""

    pieces: list[Piece]
    name: str = ""

    @property
    def middle(self) -> float:
        """The display column of its middle."""
        return sum(piece.middle for piece in self.pieces) / len(self.pieces)

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
        head.name = _name(head, labels)
        last = found[-1] if found else None
        if last and not head.name and not last.name:
            both = Head([*last.pieces, *head.pieces])
            both.name = _name(both, labels)
            if both.name:
                found[-1] = both
                continue
        found.append(head)
    return found


def _name(head: Head, labels: Labels) -> str:
    """Return the column label that the lines of a heading make, from the bottom up."""
    text = ""
    for line in sorted({piece.line for piece in head.pieces}, reverse=True):
        row = sorted((p for p in head.pieces if p.line == line), key=lambda piece: piece.first)
        text = "".join(piece.cell.text for piece in row) + text
        if labels.columns_of(text):
            return text
    return ""
