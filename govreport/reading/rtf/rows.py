"""The rows of an RTF table, whose cells are told by where they end on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from govreport.reading.document import Block
from govreport.reading.tables import Entry, entry_of

__all__ = ["CellEdge", "Row", "entries"]

# Edges so near to each other, in twips, are one edge: a bit more than a millimetre.
_TOLERANCE = 75
# The width of a cell whose row does not tell it.
_NARROW = 100


@dataclass(slots=True)
class CellEdge:
    """What a row says about one of its cells.

    Arguments:
        right: where it ends, in twips from the left.
        down: ``first`` of cells merged downwards, ``next`` one, or neither.
        across: the same for cells merged to the right.
    """

    right: int = 0
    down: str = ""
    across: str = ""


@dataclass(slots=True)
class Row:
    """A row: where its cells stand and what they hold.

    Arguments:
        left: where the first cell begins, in twips.
        edges: its cells' edges.
        cells: its cells' contents.
    """

    left: int = 0
    edges: list[CellEdge] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    """A cell between two columns."""

    first: int
    end: int
    blocks: list[Block]
    continued: bool


def entries(rows: list[Row]) -> list[list[Entry]]:
    """Return the rows' cells with the columns and rows that they cover."""
    for row in rows:
        _straighten(row)
    columns = _columns(rows)
    placed = [list(_placed(row, columns)) for row in rows]
    result = []
    for index, cells in enumerate(placed):
        line: list[Entry] = []
        column = 0
        for cell in cells:
            if cell.first > column:
                line.append(entry_of([], across=cell.first - column))
            column = cell.end
            above = placed[index - 1] if index else []
            if not (cell.continued and any(each.first == cell.first for each in above)):
                line.append(
                    entry_of(cell.blocks, _height(placed, index, cell), cell.end - cell.first)
                )
        result.append(line)
    return result


def _straighten(row: Row) -> None:
    """Give every cell an edge, and each edge a place to the right of the one before."""
    row.edges += [CellEdge() for _ in row.cells[len(row.edges) :]]
    left = row.left
    for edge in row.edges:
        if edge.right - left <= _TOLERANCE:
            edge.right = left + _NARROW
        left = edge.right


def _columns(rows: list[Row]) -> dict[int, int]:
    """Number the edges of all cells from left to right, those near to each other alike."""
    edges = sorted({row.left for row in rows} | {edge.right for row in rows for edge in row.edges})
    columns: dict[int, int] = {}
    number = -1
    start = None
    for edge in edges:
        if start is None or edge - start > _TOLERANCE:
            start = edge
            number += 1
        columns[edge] = number
    return columns


def _placed(row: Row, columns: dict[int, int]) -> Iterator[_Placed]:
    """Yield the row's cells; cells merged to the right are one."""
    first = columns[row.left]
    current: _Placed | None = None
    for index, edge in enumerate(row.edges):
        blocks = row.cells[index] if index < len(row.cells) else []
        end = columns[edge.right]
        if edge.across == "next" and current is not None:
            current.end = end
            current.blocks = current.blocks + blocks
        else:
            if current is not None:
                yield current
            current = _Placed(first, end, blocks, edge.down == "next")
        first = end
    if current is not None:
        yield current


def _height(placed: list[list[_Placed]], index: int, cell: _Placed) -> int:
    """Count the rows that a cell covers: those below that continue it at the same column."""
    height = 1
    for row in placed[index + 1 :]:
        if not any(each.continued and each.first == cell.first for each in row):
            break
        height += 1
    return height
