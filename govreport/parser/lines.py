"""The candidate rows of a table: what every layout is brought to before labels are aligned."""

from __future__ import annotations

from dataclasses import dataclass

from govreport.parser.numbers import sort_of
from govreport.reading.document import NOWHERE, Cell, Location

__all__ = ["Heads", "Line", "is_blank"]

Heads = tuple[tuple[str, ...], ...]
"""For each field the labels above it, nearest first."""


@dataclass(slots=True, eq=False)
class Line:
    """A candidate row: labels and the figures beside them.

    Arguments:
        labels: the labels on the left, outermost first, as printed.
        fields: the places for figures, in order.
        location: where the row stands.
        heads: for each field the labels above it; empty where the layout has lost them.
        band: number of the block of columns, where tables stand side by side.
        joined: all figures as one text, where they may run together.
        unsure: the columns of the fields cannot be told: no order may be assumed.
        guessed: the fields were given to columns by where they stand on the line, or without any
            headings; the same number for all lines of a page (0: they were not).
        above: labels and paragraphs that stand before the row, outermost first.
    """

    labels: tuple[str, ...]
    fields: list[Cell]
    location: Location = NOWHERE
    heads: Heads = ()
    band: int = 0
    joined: Cell | None = None
    unsure: bool = False
    guessed: int = 0
    above: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """No field holds anything."""
        if self.joined is not None:
            return False
        for cell in self.fields:  # noqa: SIM110 - a loop, as this is asked of every line often
            if sort_of(cell.text) != "blank":
                return False
        return True


def is_blank(cell: Cell) -> bool:
    """Tell whether nothing is printed in a cell."""
    return sort_of(cell.text) == "blank"
