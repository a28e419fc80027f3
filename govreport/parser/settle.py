"""Chooses between the readings of rows whose digits run together, by the sums down the columns.

Every row has been cut so that it balances by itself; where several cuts do, the sums of the
columns decide, for all rows at once. A mistake of the body must not be read away: when no choice
makes every sum hold, a row is only settled if all other readings of it are clearly worse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from govreport.parser.balance import Balance
from govreport.parser.report import Number

__all__ = ["Settled", "contested", "nearest", "settle"]

Reading = tuple[Number, ...]

_EFFORT = 40_000
"""So many steps are made at most to find the choices by which all sums hold."""

_MOST_CHOICES = 3000
"""So many choices are compared at most when none makes all sums hold."""

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
    named_plus: tuple[str, ...]
    named_minus: tuple[str, ...]


class Settled(NamedTuple):
    """What the sums of the columns tell about open rows.

    Arguments:
        rows: the rows that they settle, with their reading.
        likeliest: a reading for each of the others, by which as many sums hold as can.
    """

    rows: dict[str, Reading]
    likeliest: dict[str, Reading]


def settle(
    balance: Balance,
    columns: Sequence[str],
    known: Mapping[str, Reading],
    open_rows: Mapping[str, Sequence[Reading]],
) -> Settled:
    """Settle rows with several readings by the sums of the columns.

    Arguments:
        balance: the equations of the table.
        columns: identifiers of the columns.
        known: rows that are certain.
        open_rows: rows with several readings.
    """
    rows = list(open_rows)
    choices = [list(open_rows[row]) for row in rows]
    equations = _equations(balance, columns, known, rows)
    solutions = _Search(choices, equations, len(columns)).solutions if equations else None
    if solutions is None:
        return Settled({}, {})
    if not solutions:
        return _clear(rows, choices, equations)
    agreed = _agreed(rows, solutions)
    first = dict(zip(rows, solutions[0], strict=True))
    return Settled(agreed, {row: first[row] for row in rows if row not in agreed})


def nearest(
    balance: Balance,
    columns: Sequence[str],
    known: Mapping[str, Reading],
    row: str,
    others: Sequence[Reading],
) -> Reading | None:
    """Return the reading of a row that does not add up by which most sums of columns hold.

    A mistake of the body in one figure breaks the sum of its row and those of one column; any
    other reading of the digits breaks those of several.

    Arguments:
        balance: the equations of the table.
        columns: identifiers of the columns.
        known: the other rows.
        row: the row.
        others: all ways to cut its digits.
    """
    equations = _equations(balance, columns, known, [row])
    if not equations or len(others) < 2:
        return None
    ranked = sorted((_failing(reading, equations), at) for at, reading in enumerate(others))
    (best, at), (second, _) = ranked[:2]
    return others[at] if best <= len(equations) and second > best else None


def contested(
    balance: Balance,
    columns: Sequence[str],
    known: Mapping[str, Reading],
    others: Mapping[str, Sequence[Reading]],
) -> set[str]:
    """Return the rows whose reading a mistake of the body puts in doubt.

    Where the sums of the columns fail, a row may not add up in the print and yet have been cut so
    that it does. Such a row has another reading by which no more sums fail, its own included.

    Arguments:
        balance: the equations of the table.
        columns: identifiers of the columns.
        known: all rows with their readings.
        others: all ways to cut the rows that were cut, whether they balance or not.
    """
    found: set[str] = set()
    for equation in _equations(balance, columns, known, []):
        if not any(equation.constant):
            continue
        for row in {*equation.named_plus, *equation.named_minus} & set(others):
            if row not in found and _is_contested(balance, columns, known, row, others[row]):
                found.add(row)
    return found


def _is_contested(
    balance: Balance,
    columns: Sequence[str],
    known: Mapping[str, Reading],
    row: str,
    others: Sequence[Reading],
) -> bool:
    """Tell whether another reading of a row makes as many sums hold."""
    rest = {other: reading for other, reading in known.items() if other != row}
    equations = _equations(balance, columns, rest, [row])
    now = _failing(known[row], equations)
    sums = balance.rows.get(row, ())
    for other in others:
        own = not all(total.holds(dict(zip(columns, other, strict=True))) for total in sums)
        if other != known[row] and _failing(other, equations) + own <= now:
            return True
    return False


def _failing(reading: Reading, equations: list[_Equation]) -> int:
    """Count the sums that fail with a reading of the one open row."""
    held = _held((reading,), equations)
    return sum(len(equation.constant) for equation in equations) - held


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
                    constant = [
                        c + sign * int(v) for c, v in zip(constant, known[row], strict=True)
                    ]
        found.append(
            _Equation(
                tuple(number[row] for row in plus if row in number),
                tuple(number[row] for row in minus if row in number),
                tuple(constant),
                plus,
                minus,
            )
        )
    return found if not rows else [e for e in found if e.plus or e.minus]


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


def _clear(rows: list[str], choices: list[list[Reading]], equations: list[_Equation]) -> Settled:
    """Settle the rows one of whose readings makes clearly more sums hold than any other."""
    if prod(map(len, choices)) > _MOST_CHOICES:
        return Settled({}, {})
    best: list[dict[Reading, int]] = [dict.fromkeys(readings, -1) for readings in choices]
    for taken in product(*choices):
        score = _held(taken, equations)
        for at, reading in enumerate(taken):
            best[at][reading] = max(best[at][reading], score)
    found = Settled({}, {})
    for row, scores in zip(rows, best, strict=True):
        first, second = sorted(scores, key=lambda reading: -scores[reading])[:2]
        clearly = scores[first] - scores[second] >= _CLEARLY
        (found.rows if clearly else found.likeliest)[row] = first
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
