"""The cells of one worksheet: their looks changed, blank ones put in where they are not stored."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from govreport.output.annotate.xlsx.names import prefix
from govreport.output.annotate.xmltree import Tree
from govreport.reading.sheets.sheet import Place, cell_name, parse_cell
from govreport.reading.xlsx.workbook import s

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["SheetCells"]

DEFAULT_WIDTH, DEFAULT_HEIGHT = 64, 20
"""Pixels of a column and of a row of which nothing is said."""


class SheetCells:
    """The cells of a worksheet.

    Arguments:
        tree: its part.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._prefix = prefix(tree.source)
        data = tree.root.find(s("sheetData"))
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[int, dict[int, etree._Element]] = {}
        number = 0
        for row in data if data is not None else ():
            number = _number(row.get("r")) or number + 1
            self._rows[number] = row
            self._cells[number] = _columns(row)

    @property
    def looks(self) -> dict[Place, int]:
        """The looks of the cells that are stored."""
        return {
            (row, column): _number(cell.get("s"))
            for row, cells in self._cells.items()
            for column, cell in cells.items()
        }

    def change_looks(self, places: dict[Place, Callable[[int], int]]) -> None:
        """Give cells other looks.

        Arguments:
            places: what makes of the look that a cell has the one that it gets.
        """
        rows: dict[int, dict[int, Callable[[int], int]]] = {}
        for row, column in sorted(places):
            rows.setdefault(row, {})[column] = places[row, column]
        for row, columns in rows.items():
            if row in self._rows:
                self._change_row(row, columns)
            else:
                self._add_row(row, columns)

    def _change_row(self, row: int, columns: dict[int, Callable[[int], int]]) -> None:
        stored = self._cells[row]
        order = sorted(stored)
        for column, look in columns.items():
            if column in stored:
                node = self._tree.node(stored[column])
                self._tree.source.set_attribute(
                    node, "s", str(look(_number(stored[column].get("s"))))
                )
                continue
            new = self._cell(row, column, look(self._look_of(row, column)))
            after = bisect_left(order, column)
            if after < len(order):
                self._tree.source.edits.insert(self._tree.node(stored[order[after]]).start, new)
            elif order:
                self._tree.source.edits.insert(self._tree.node(self._rows[row]).close, new)
            else:
                self._add_first(row, columns)
                return

    def _add_first(self, row: int, columns: dict[int, Callable[[int], int]]) -> None:
        cells = "".join(
            self._cell(row, column, look(self._look_of(row, column)))
            for column, look in columns.items()
        )
        self._tree.source.insert_last(self._tree.node(self._rows[row]), cells)

    def _add_row(self, row: int, columns: dict[int, Callable[[int], int]]) -> None:
        cells = "".join(
            self._cell(row, column, look(self._look_of(row, column)))
            for column, look in columns.items()
        )
        new = f'<{self._prefix}row r="{row}">{cells}</{self._prefix}row>'
        below = min((number for number in self._rows if number > row), default=None)
        if below is not None:
            self._tree.source.edits.insert(self._tree.node(self._rows[below]).start, new)
        elif self._data is not None:
            self._tree.source.insert_last(self._tree.node(self._data), new)

    def _cell(self, row: int, column: int, look: int) -> str:
        return f'<{self._prefix}c r="{cell_name(row, column)}" s="{look}"/>'

    def _look_of(self, row: int, column: int) -> int:
        """Return the look of a cell that is not stored: that of its row, or of its column."""
        element = self._rows.get(row)
        if element is not None and element.get("customFormat") in ("1", "true"):
            return _number(element.get("s"))
        return next((_number(each.get("style")) for each in self._described(column)), 0)

    def _described(self, column: int) -> list[etree._Element]:
        return [
            each
            for each in self._tree.root.iterfind(f"{s('cols')}/{s('col')}")
            if _number(each.get("min")) <= column <= _number(each.get("max"))
        ]

    def width(self, column: int) -> int:
        """Return the width of a column in pixels, about."""
        for each in self._described(column):
            if each.get("hidden") in ("1", "true"):
                return 0
            return round(_size(each.get("width"), DEFAULT_WIDTH / 7) * 7)
        return DEFAULT_WIDTH

    def height(self, row: int) -> int:
        """Return the height of a row in pixels, about."""
        element = self._rows.get(row)
        if element is None:
            return DEFAULT_HEIGHT
        hidden = element.get("hidden") in ("1", "true")
        return 0 if hidden else round(_size(element.get("ht"), DEFAULT_HEIGHT * 0.75) / 0.75)


def _columns(row: etree._Element) -> dict[int, etree._Element]:
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row:
        place = parse_cell(cell.get("r", ""))
        column = place[1] if place else column + 1
        cells[column] = cell
    return cells


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _size(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
