"""How likely a person makes the slips that explain a failure; orders what is equally small."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import log

from govreport.checker.repair.detect import Pattern
from govreport.checker.repair.model import System
from govreport.checker.repair.slips import Slip, Slipped, slip_of
from govreport.parser.report import Number

__all__ = ["Likelihood"]


class Likelihood:
    """The cost of changes in one system: minus the logarithm of how likely the slips are."""

    def __init__(self, system: System) -> None:
        self.system = system

    def single(self, cell: int, right: int) -> tuple[Slip, float]:
        """Return the likeliest slip that puts what is printed for ``right``, and the cost.

        Arguments:
            cell: number of the figure.
            right: the right (scaled) value.
        """
        figure = self.system.figures[cell]
        slip, cost = slip_of(
            Slipped(
                right=self.system.number(right),
                printed=figure.printed,
                total=cell in self.system.totals,
                last_year=figure.last_year,
                neighbours=tuple(self._neighbours(cell)),
            )
        )
        return slip, 0.0 if figure.free else cost

    def pattern(self, pattern: Pattern) -> float:
        """Return the cost of a slip of several figures."""
        likely = pattern.kind.weight / 100 / len(pattern.changes)
        if pattern.kind.id == "misclassified":
            # the more requests a row counts, the more there are to misplace; mostly it is one
            values = self.system.values
            count = abs(pattern.changes[0][1] - values[pattern.changes[0][0]]) / self.system.scale
            all_there = sum(values[cell] for cell, _ in pattern.changes) / self.system.scale
            likely *= (1 + all_there) / (count * (count + 1))
        return -log(likely)

    def _neighbours(self, cell: int) -> Iterator[Number]:
        """Yield the figures printed beside, above and below."""
        place = self.system.figures[cell].place
        if place is not None:
            table, row, column = place
            for beside in (
                (row, column - 1),
                (row, column + 1),
                (row - 1, column),
                (row + 1, column),
            ):
                printed = self._printed.get((table, *beside))
                if printed is not None:
                    yield printed

    @cached_property
    def _printed(self) -> dict[tuple[str, int, int], Number | None]:
        return {
            (figure.place.table, figure.place.row, figure.place.column): figure.printed
            for figure in self.system.figures
            if figure.place
        }
