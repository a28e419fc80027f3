"""Merged cells spread over every position that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from govreport.reading.document import Cell, Location
from govreport.reading.limits import Limits, exceeded

__all__ = ["Span", "expand", "span_size"]

_NUMBER = re.compile(r"\s*\+?(\d+)")

_new = tuple.__new__
"""Makes a location from its fields in order, without the cost of naming them for every cell."""


@dataclass(slots=True, eq=False)
class Span:
    """A cell as the source has it, before it is placed.

    Arguments:
        cell: the cell, shared by all positions that it covers; its place is filled in.
        down: rows it covers; 0 stands for all rows to the end of its row group.
        across: columns it covers.
        line: line of the source where it begins.
        origin: what it was made from, for those who want to find it again.
    """

    cell: Cell
    down: int = 1
    across: int = 1
    line: int | None = None
    origin: object = None


def span_size(value: str | None) -> int:
    """Read a ``rowspan`` or ``colspan`` as browsers do: ``2px`` is 2, ``""`` and ``-2`` are 1."""
    if value is None:
        return 1
    match = _NUMBER.match(value)
    return int(match.group(1)[:9]) if match else 1


def expand(
    groups: Iterable[Sequence[Sequence[Span]]], limits: Limits, table: int
) -> list[list[Cell]]:
    """Place the cells of a table as browsers do.

    A cell takes the first free position of its row and covers what its spans say; it never
    reaches beyond its row group (``thead``, ``tbody``, ``tfoot``), and where two cells claim one
    position, the earlier keeps it. Positions that no cell claims are filled with empty cells.

    Arguments:
        groups: the row groups; a row is a sequence of spans.
        limits: ``span`` and ``cells`` are kept.
        table: number of the table in the file, for the cells' locations.

    Returns:
        rows of equal length.

    Raises:
        ReadingError: ``too-large`` where the table has more positions than ``limits.cells``.
    """
    rows: list[list[Cell | None]] = []
    positions = 0
    for group in groups:
        for row in _placed(group, len(rows), limits, table):
            positions += len(row)
            if positions > limits.cells:
                raise exceeded("cells", limits)
            rows.append(row)
    width = max(map(len, rows), default=0)
    if width * len(rows) > limits.cells:
        raise exceeded("cells", limits)
    return [_filled(row, width, number, table) for number, row in enumerate(rows, 1)]


def _placed(
    group: Sequence[Sequence[Span]], above: int, limits: Limits, table: int
) -> Iterator[list[Cell | None]]:
    """Yield the rows of a row group; positions that no cell claims are ``None``."""
    # What reaches down from the rows above: by column, the cell and the rows it still covers.
    reaching: dict[int, tuple[Cell, int]] = {}
    for number, spans in enumerate(group, above + 1):
        row: list[Cell | None] = [None] * (max(reaching) + 1) if reaching else []
        for column, (cell, _rest) in reaching.items():
            row[column] = cell
        reaching = {at: (cell, rest - 1) for at, (cell, rest) in reaching.items() if rest > 1}
        column = 0
        for span in spans:
            while column < len(row) and row[column] is not None:
                column += 1
            cell = span.cell
            cell.location = _new(
                Location, (span.line, None, None, None, None, table, number, column + 1)
            )
            if span.across == 1 == span.down and column == len(row):  # as nearly all are
                row.append(cell)
                column += 1
                continue
            end = column + max(1, min(span.across, limits.span))
            if end > len(row):
                row += [None] * (end - len(row))
            rest = (span.down or len(group)) - 1
            for at in range(column, end):
                if row[at] is None:
                    row[at] = cell
                    if rest:
                        reaching[at] = cell, rest
            column = end
        yield row


def _filled(row: list[Cell | None], width: int, number: int, table: int) -> list[Cell]:
    if len(row) == width and None not in row:
        return cast("list[Cell]", row)
    row += [None] * (width - len(row))
    return [
        cell if cell is not None else Cell("", Location(table=table, row=number, column=column))
        for column, cell in enumerate(row, 1)
    ]
