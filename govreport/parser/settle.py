"""Chooses between the readings of rows whose digits run together, by the sums down the columns.

Every row has been cut so that it balances by itself; where several cuts do, the sums of the
columns decide, for all rows at once. A mistake of the body must not be read away: when no choice
makes every sum hold, a row is only settled if all other readings of it are clearly worse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from govreport.parser.balance import Balance
from govreport.parser.report import Number

__all__ = ["settle"]

Reading = tuple[Number, ...]

_EFFORT = 40_000
_CLEARLY = 2
"""By so many sums a reading must be better than all others, where not all sums can hold.

Two readings of a row differ in two columns at least, so one mistake of the body, which breaks
the sums of a column or two, does not favour a wrong one by as much.
"""


class _Equation(NamedTuple):
    """The sums of all columns over the same rows, as one equation of vectors."""

    plus: tuple[int, ...]
    minus: tuple[int, ...]
    constant: tuple[int, ...]


def settle(
    balance: Balance,
    columns: Sequence[str],
    known: Mapping[str, Reading],
    open_rows: Mapping[str, Sequence[Reading]],
) -> dict[str, Reading]:
    """Return the rows that the sums of the columns settle, with their reading.

    Arguments:
        balance: the equations of the table.
        columns: identifiers of the columns.
        known: rows that are certain.
        open_rows: rows with several readings.
    """
    rows = list(open_rows)
    choices = [list(open_rows[row]) for row in rows]
    equations = _equations(balance, columns, known, rows)
    if not equations:
        return {}
    search = _Search(choices, equations, len(columns))
    if search.solutions is not None and search.solutions:
        return _agreed(rows, search.solutions)
    if search.solutions is not None:
        return _clear(rows, choices, equations)
    return {}


def _equations(
    balance: Balance, columns: Sequence[str], known: Mapping[str, Reading], rows: list[str]
) -> list[_Equation]:
    """Gather the sums of the columns over the same rows; those with unknown rows are left out."""
    shapes: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
    for total in balance.columns:
        shapes.setdefault((total.plus, total.minus), set()).add(total.column)
    found: list[_Equation] = []
    number = {row: at for at, row in enumerate(rows)}
    for (plus, minus), over in shapes.items():
        if over != set(columns) or not all(row in known or row in number for row in plus + minus):
            continue
        constant = [0] * len(columns)
        for sign, side in ((1, plus), (-1, minus)):
            for row in side:
                if row in known:
                    constant = [c + sign * int(v) for c, v in zip(constant, known[row], strict=True)]
        found.append(
            _Equation(
                tuple(number[row] for row in plus if row in number),
                tuple(number[row] for row in minus if row in number),
                tuple(constant),
            )
        )
    return [equation for equation in found if equation.plus or equation.minus]


def _agreed(rows: list[str], solutions: list[tuple[Reading, ...]]) -> dict[str, Reading]:
    """Return the rows that read alike in every solution."""
    agreed: dict[str, Reading] = {}
    for at, row in enumerate(rows):
        readings = {solution[at] for solution in solutions}
        if len(readings) == 1:
            agreed[row] = readings.pop()
    return agreed


class _Search:
    """Finds every choice of readings that makes all sums hold.

    Arguments:
        choices: the readings of each open row.
        equations: the sums.
        width: number of columns.

    ``solutions`` is ``None`` when the search was too long to finish.
    """

    def __init__(
        self, choices: list[list[Reading]], equations: list[_Equation], width: int
    ) -> None:
        self.choices = choices
        self.equations = equations
        self.width = width
        self.steps = 0
        self.solutions: list[tuple[Reading, ...]] | None = []
        self.order = sorted(range(len(choices)), key=lambda at: len(choices[at]))
        self.signs = [
            [(e, 1) for e, eq in enumerate(equations) if at in eq.plus]
            + [(e, -1) for e, eq in enumerate(equations) if at in eq.minus]
            for at in range(len(choices))
        ]
        self.low, self.high = self._ranges()
        self._visit(0, [list(eq.constant) for eq in equations], [()] * len(choices))

    def _ranges(self) -> tuple[list[list[list[int]]], list[list[list[int]]]]:
        """For each depth, equation and column, the least and most that the rows left can add."""
        low = [[[0] * self.width for _ in self.equations]]
        high = [[[0] * self.width for _ in self.equations]]
        for at in reversed(self.order):
            below = [list(row) for row in low[0]]
            above = [list(row) for row in high[0]]
            for e, sign in self.signs[at]:
                for c in range(self.width):
                    values = [sign * int(reading[c]) for reading in self.choices[at]]
                    below[e][c] += min(values)
                    above[e][c] += max(values)
            low.insert(0, below)
            high.insert(0, above)
        return low, high

    def _visit(self, depth: int, sums: list[list[int]], taken: list[Reading]) -> None:
        self.steps += 1
        if self.solutions is None or not self._possible(depth, sums):
            return
        if self.steps > _EFFORT:
            self.solutions = None
            return
        if depth == len(self.order):
            self.solutions.append(tuple(taken))
            return
        at = self.order[depth]
        for reading in self.choices[at]:
            moved = [list(row) for row in sums]
            for e, sign in self.signs[at]:
                moved[e] = [s + sign * int(v) for s, v in zip(moved[e], reading, strict=True)]
            taken[at] = reading
            self._visit(depth + 1, moved, taken)

    def _possible(self, depth: int, sums: list[list[int]]) -> bool:
        return all(
            s + low <= 0 <= s + high
            for row, lows, highs in zip(sums, self.low[depth], self.high[depth], strict=True)
            for s, low, high in zip(row, lows, highs, strict=True)
        )


def _clear(
    rows: list[str], choices: list[list[Reading]], equations: list[_Equation]
) -> dict[str, Reading]:
    """Settle the rows one of whose readings makes clearly more sums hold than any other."""
    size = 1
    for readings in choices:
        size *= len(readings)
    if size > 3000:
        return {}
    best: list[dict[Reading, int]] = [dict.fromkeys(readings, -1) for readings in choices]
    for taken in _products(choices):
        score = _held(taken, equations)
        for at, reading in enumerate(taken):
            best[at][reading] = max(best[at][reading], score)
    settled: dict[str, Reading] = {}
    for row, scores in zip(rows, best, strict=True):
        ranked = sorted(scores, key=lambda reading: -scores[reading])
        if scores[ranked[0]] - scores[ranked[1]] >= _CLEARLY:
            settled[row] = ranked[0]
    return settled


def _products(choices: list[list[Reading]]) -> list[tuple[Reading, ...]]:
    found: list[tuple[Reading, ...]] = [()]
    for readings in choices:
        found = [(*head, reading) for head in found for reading in readings]
    return found


def _held(taken: tuple[Reading, ...], equations: list[_Equation]) -> int:
    """Count the sums that hold."""
    held = 0
    for equation in equations:
        sums = list(equation.constant)
        for sign, side in ((1, equation.plus), (-1, equation.minus)):
            for at in side:
                sums = [s + sign * int(v) for s, v in zip(sums, taken[at], strict=True)]
        held += sums.count(0)
    return held
