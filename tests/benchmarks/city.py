"""An invented city: bodies with a report each, and the parent's that adds them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.generator import Truth, random_truth

__all__ = ["PARENT", "City", "city"]

PARENT = "某某市人民政府"


@dataclass(frozen=True)
class City:
    """Bodies and their parent.

    Arguments:
        units: the bodies' reports.
        parent: the parent's.
    """

    units: Sequence[Truth]
    parent: Truth

    def with_unit(self, unit: Truth, times: int) -> City:
        """Return the city with a body counted ``times`` more in the parent's figures."""
        cells = {a: (v or 0) + times * unit.value(a) for a, v in self.parent.cells.items()}
        return City(self.units, self.parent.with_cells(cells))


def city(seed: int, count: int, year: int = 2024) -> City:
    """Return city number ``seed``, with ``count`` bodies that have at least one figure."""
    units: list[Truth] = []
    number = seed * 10_000
    while len(units) < count:
        truth = random_truth(number)
        number += 1
        if any(truth.cells.values()):
            units.append(replace(truth, body=f"某某市第{len(units) + 1}局", year=year))
    total = {a: sum(unit.value(a) for unit in units) for a in units[0].cells}
    return City(units, replace(units[0], body=PARENT, cells=total))
