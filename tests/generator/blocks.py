"""The neutral form of a report that every writer takes: paragraphs and tables with merged cells.

A report is a list of blocks. A block is a string (one paragraph) or a :data:`Table`: a list of
rows, each with one entry for every column of the table: a :class:`Cell`, or ``None`` where a
merged cell that begins further up or left covers the place.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Block", "Cell", "Sheet", "Table"]


class Cell(NamedTuple):
    """A cell: its text, and how many rows and columns it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


Table = list[list[Cell | None]]
Block = str | Table


class Sheet:
    """A table under construction: cells are put where they belong, the rest stays empty."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], Cell | None] = {}
        self.height = 0

    def put(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        """Put a cell that covers ``rows`` × ``columns`` places."""
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                assert (r, c) not in self._cells, f"two cells at {r}, {c}"
                self._cells[r, c] = None
        self._cells[row, column] = Cell(text, rows, columns)
        self.height = max(self.height, row + rows)

    def taken(self, row: int, column: int) -> bool:
        """Tell whether a place is covered."""
        return (row, column) in self._cells

    def add(self, *texts: str, start: int = 0) -> None:
        """Add a row of single cells below."""
        row = self.height
        for column, text in enumerate(texts, start):
            self.put(row, column, text)

    def table(self) -> Table:
        """Return the finished table, every row as wide as the widest."""
        width = 1 + max(column for _, column in self._cells)
        empty = Cell("")
        return [
            [self._cells.get((row, column), empty) for column in range(width)]
            for row in range(self.height)
        ]
