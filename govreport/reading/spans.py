"""Merged cells spread over every position that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govreport.reading.document import Cell, Location
from govreport.reading.limits import Limits, exceeded

__all__ = ["Span", "expand", "span_size"]

_NUMBER = re.compile(r"\s*\+?(\d+)")


@dataclass(slots=True, eq=False)
class Span:
    """A cell as the source has it, before it is placed.

    Arguments:
        cell: the cell, shared by all positions that it covers; its place is filled in.
        down: rows it covers; 0 stands for all rows to the end of its row group.
        across: columns it covers.
        line: line of the source where it begins.
    """

    cell: Cell
    down: int = 1
    across: int = 1
    line: int | None = None


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
    rows: list[dict[int, Cell]] = []
    budget = limits.cells
    for group in groups:
        placed: list[dict[int, Cell]] = [{} for _ in group]
        for index, spans in enumerate(group):
            column = 0
            for span in spans:
                while column in placed[index]:
                    column += 1
                down = min(span.down or len(group), len(group) - index)
                across = max(1, min(span.across, limits.span))
                budget -= down * across
                if budget < 0:
                    raise exceeded("cells", limits)
                _cover(placed[index : index + down], column, across, span.cell)
                span.cell.location = Location(
                    line=span.line, table=table, row=len(rows) + index + 1, column=column + 1
                )
                column += across
        rows += placed
    return _filled(rows, limits, table)


def _cover(rows: list[dict[int, Cell]], first: int, across: int, cell: Cell) -> None:
    for row in rows:
        for column in range(first, first + across):
            row.setdefault(column, cell)


def _filled(rows: list[dict[int, Cell]], limits: Limits, table: int) -> list[list[Cell]]:
    width = 1 + max((max(row, default=-1) for row in rows), default=-1)
    if width * len(rows) > limits.cells:
        raise exceeded("cells", limits)
    for number, row in enumerate(rows, 1):
        for column in range(width):
            if column not in row:
                row[column] = Cell("", Location(table=table, row=number, column=column + 1))
    return [[row[column] for column in range(width)] for row in rows]
