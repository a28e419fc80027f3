"""The rows and columns of a table, with what the identities across them ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from govreport.checker.repair.model import System

__all__ = ["Changes", "Line", "lines_of"]

Changes = dict[int, int]
"""New (scaled) values by the number of the figure."""


class Line:
    """A row or a column of a table, with what the identities across it ask for.

    Arguments:
        system: the identities and figures.
        cells: the figures of the line in order.
        is_row: it is a row.
    """

    def __init__(self, system: System, cells: Sequence[int], is_row: bool) -> None:
        self.system = system
        self.cells = cells
        self.is_row = is_row
        self.values = [system.values[cell] for cell in cells]

    def __len__(self) -> int:
        return len(self.cells)

    def is_blank(self, place: int) -> bool:
        """Tell whether nothing is printed at a place."""
        return self.system.figures[self.cells[place]].printed is None

    @cached_property
    def table(self) -> str:
        """The table that it is in."""
        place = self.system.figures[self.cells[0]].place
        return place.table if place else ""

    @cached_property
    def all_totals(self) -> bool:
        """Every figure is the total of an identity."""
        return self.system.totals.issuperset(self.cells)

    @cached_property
    def own(self) -> frozenset[int]:
        """Numbers of the equations along the line."""
        equations = self.system.equations
        line = sum(1 << cell for cell in self.cells)
        candidates = {n for cell in self.cells for n in self.system.of_cell[cell]}
        return frozenset(n for n in candidates if (equations[n].cells & line).bit_count() > 2)

    @cached_property
    def holds(self) -> bool:
        """Tell whether all equations along the line hold, and not by an implied figure."""
        if self.own & self.system.soft:
            return False
        return not any(self.system.equations[n].residual for n in self.own)

    @cached_property
    def needed(self) -> list[int | None]:
        """By how much each figure must change if it is the only wrong one across the line.

        ``None`` where no equation crosses the line there, or two ask for different amounts.
        """
        return [self._needed(cell) for cell in self.cells]

    def _needed(self, cell: int) -> int | None:
        asked = set()
        for n in self.system.of_cell[cell]:
            if n not in self.own and n not in self.system.soft:
                equation = self.system.equations[n]
                amount, rest = divmod(-equation.residual, equation.coefficients[cell])
                asked.add(None if rest else amount)
        return asked.pop() if len(asked) == 1 else None

    @cached_property
    def asked(self) -> dict[int, int | None]:
        """What :attr:`needed` says, by the number of the figure, where an equation crosses."""
        own = self.own
        return {
            cell: needed
            for cell, needed in zip(self.cells, self.needed, strict=True)
            if any(n not in own for n in self.system.of_cell[cell] if n not in self.system.soft)
        }

    def bears_out(self, changes: Changes) -> bool:
        """Tell whether what crosses the line asks for nearly all of ``changes``."""
        values = self.system.values
        other = sum(
            1
            for cell, value in changes.items()
            if cell in self.asked and self.asked[cell] != value - values[cell]
        )
        return other <= max(len(changes) > 2, len(changes) // 5)

    def moved(self, step: int) -> list[int | None]:
        """Return for each place the figure printed ``step`` places on (``None``: beyond the end)."""
        return [
            self.values[n + step] if 0 <= n + step < len(self) else None for n in range(len(self))
        ]

    def changes(self, new: Iterable[tuple[int, int | None]]) -> Changes:
        """Return the changes that put new values at places of the line."""
        return {
            self.cells[place]: value
            for place, value in new
            if value is not None and value != self.values[place]
        }

    def closing(self, changes: Changes, place: int) -> int | None:
        """Return the value at ``place`` that the line's own equations ask for after ``changes``."""
        cell = self.cells[place]
        for n in sorted(self.own - self.system.soft):
            coefficients = self.system.equations[n].coefficients
            if cell in coefficients:
                rest = sum(
                    k * changes.get(c, self.system.values[c])
                    for c, k in coefficients.items()
                    if c != cell
                )
                value, remainder = divmod(-rest, coefficients[cell])
                return None if remainder else value
        return None


def lines_of(system: System) -> list[Line]:
    """Return the rows and columns in which or across which an identity fails."""
    touched = {
        cell for equation in system.equations if equation.residual for cell in equation.coefficients
    }
    rows: dict[tuple[str, int], list[tuple[int, int]]] = {}
    columns: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for cell, figure in enumerate(system.figures):
        if figure.place is not None:
            table, row, column = figure.place
            rows.setdefault((table, row), []).append((column, cell))
            columns.setdefault((table, column), []).append((row, cell))
    return [
        Line(system, [cell for _, cell in sorted(line)], is_row)
        for lines, is_row in ((rows, True), (columns, False))
        for line in lines.values()
        if len(line) > 1 and any(cell in touched for _, cell in line)
    ]
