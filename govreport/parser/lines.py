"""The candidate rows of a table: what every layout is brought to before labels are aligned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from govreport.reading.document import NOWHERE, Cell, Location

__all__ = ["Field", "Line"]


class Field(NamedTuple):
    """A place for a figure.

    Arguments:
        cell: what stands there.
        heads: the labels above it, nearest first; empty where the layout has lost them.
    """

    cell: Cell
    heads: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Line:
    """A candidate row: labels and the figures beside them.

    Arguments:
        labels: the labels on the left, outermost first, as printed.
        fields: the places for figures, in order.
        location: where the row stands.
        loose: the fields have lost their columns, only their order counts; leading and
            trailing blank ones may mean nothing.
        band: number of the block of columns, where tables stand side by side.
        joined: text in which the figures may run together; then there are no fields.
        unsure: the columns of the fields cannot be told: no order may be assumed.
        above: labels and paragraphs that stand before the row, outermost first.
    """

    labels: tuple[str, ...]
    fields: list[Field]
    location: Location = NOWHERE
    loose: bool = False
    band: int = 0
    joined: Cell | None = None
    unsure: bool = False
    above: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """No field holds anything."""
        return self.joined is None and not any(f.cell.text.strip() for f in self.fields)
