"""Plants mistakes in consistent tables: slips of one figure, and those of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from govreport.forms import FormTable
from tests.benchmarks.repair.reports import Cells

__all__ = ["LINES", "Planted", "plant_line", "plant_slips"]

Planted = dict[str, int]
"""The wrong figures by address."""

ZEROS = 0.15
"""A zero is mistaken so often where another figure is mistaken once."""


def plant_slips(cells: Cells, count: int, random: Random) -> Planted:
    """Change ``count`` figures by slips of the pen."""
    addresses = list(cells)
    weights = [1.0 if cells[address] else ZEROS for address in addresses]
    wrong: Planted = {}
    while len(wrong) < count:
        address = random.choices(addresses, weights)[0]
        if address not in wrong:
            value = slip(cells, address, random)
            if value is not None:
                wrong[address] = value
    return wrong


def slip(cells: Cells, address: str, random: Random) -> int | None:
    """Return a wrong figure for one cell, ``None`` where the slip chosen does not apply."""
    right = cells[address]
    kinds = [_swapped, _dropped, _doubled, _added, _mistyped, _mistyped, _zero]
    if address.endswith(".total") or ".handled." in address:
        kinds += [_stale, _stale]
    printed = random.choice(kinds)(str(right), random)
    if printed is None or not printed.isdigit() or int(printed) == right:
        return None
    return int(printed)


def _swapped(right: str, random: Random) -> str | None:
    if len(right) < 2:
        return None
    i = random.randrange(len(right) - 1)
    return right[:i] + right[i + 1] + right[i] + right[i + 2 :]


def _dropped(right: str, random: Random) -> str | None:
    i = random.randrange(len(right))
    return right[:i] + right[i + 1 :]


def _doubled(right: str, random: Random) -> str | None:
    i = random.randrange(len(right))
    return right[: i + 1] + right[i:]


def _added(right: str, random: Random) -> str | None:
    i = random.randrange(len(right) + 1)
    return right[:i] + str(random.randrange(10)) + right[i:] if right != "0" else None


def _mistyped(right: str, random: Random) -> str | None:
    i = random.randrange(len(right))
    return right[:i] + str(random.randrange(10)) + right[i + 1 :]


def _zero(right: str, random: Random) -> str | None:
    return "0"


def _stale(right: str, random: Random) -> str | None:
    return str(int(right) + random.choice((-1, 1)) * random.randint(1, 1 + int(right) // 10))


def shifted_row(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Shift a row by one cell; what falls off the end is lost, what is left behind is zero."""
    row = _filled(table, cells, random, 2)
    values = [cells[address] for address in row]
    moved = [0, *values[:-1]] if random.random() < 0.5 else [*values[1:], 0]
    return _changed(cells, row, moved)


def shifted_column(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Shift a column from some row on, down to its end or to the last of the results."""
    column = random.choice(table.columns).id
    addresses = [f"{table.id}.{row.id}.{column}" for row in table.rows]
    end = random.choice((len(addresses), len(addresses) - 2))
    start = random.randrange(end - 3)
    part = addresses[start:end]
    values = [cells[address] for address in part]
    moved = [0, *values[:-1]] if random.random() < 0.5 else [*values[1:], 0]
    return _changed(cells, part, moved)


def swapped_cells(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Exchange two neighbours, in a row or in a column."""
    row, column = random.randrange(len(table.rows)), random.randrange(len(table.columns) - 1)
    other = (row, column + 1) if random.random() < 0.6 else ((row + 1) % len(table.rows), column)
    a, b = (
        f"{table.id}.{table.rows[r].id}.{table.columns[c].id}" for r, c in ((row, column), other)
    )
    return _changed(cells, (a, b), (cells[b], cells[a]))


def misfiled(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Count some requests under another applicant."""
    *parts, _ = _filled(table, cells, random, 1)
    filled = [part for part in parts if cells[part]]
    if not filled:
        return {}
    source = random.choice(filled)
    target = random.choice([part for part in parts if part != source])
    k = random.randint(1, min(3, cells[source]))
    return {source: cells[source] - k, target: cells[target] + k}


def split_number(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Read a number as two; the rest of the row moves on and its end is lost."""
    row = _filled(table, cells, random, 1)
    places = [n for n in range(len(row) - 1) if cells[row[n]] >= 10]
    if not places:
        return {}
    n = random.choice(places)
    values = [str(cells[address]) for address in row]
    cut = random.randrange(1, len(values[n]))
    pieces = [*values[:n], values[n][:cut], values[n][cut:], *values[n + 1 :]]
    return _changed(cells, row, [int(piece) for piece in pieces[: len(row)]])


def two_shifted_rows(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Shift two rows, each by one cell."""
    first = shifted_row(table, cells, random)
    return first | shifted_row(table, cells | first, random) if first else {}


def swapped_columns(table: FormTable, cells: Cells, random: Random) -> Planted:
    """Exchange a column with the totals from some row on (of other columns nothing would tell)."""
    column = random.choice(table.columns[:-1]).id
    total = table.columns[-1].id
    rows = [row.id for row in table.rows[random.choice((0, 0, 2, 8, 12)) :]]
    a = [f"{table.id}.{row}.{column}" for row in rows]
    b = [f"{table.id}.{row}.{total}" for row in rows]
    return _changed(cells, a + b, [cells[x] for x in b + a])


LINES: dict[str, Callable[[FormTable, Cells, Random], Planted]] = {
    "shifted row": shifted_row,
    "two shifted rows": two_shifted_rows,
    "shifted column": shifted_column,
    "swapped columns": swapped_columns,
    "swapped cells": swapped_cells,
    "misfiled": misfiled,
    "split number": split_number,
}


def plant_line(kind: str, table: FormTable, cells: Cells, random: Random) -> Planted:
    """Plant one slip that changes at least two figures; empty where the table has no place."""
    for _ in range(200):
        wrong = LINES[kind](table, cells, random)
        if len(wrong) > 1:
            return wrong
    return {}


def _filled(table: FormTable, cells: Cells, random: Random, least: int) -> list[str]:
    """Return the addresses of a row with at least so many figures above zero."""
    rows = [[f"{table.id}.{row.id}.{column.id}" for column in table.columns] for row in table.rows]
    filled = [row for row in rows if sum(cells[address] > 0 for address in row) >= least]
    return random.choice(filled or rows)


def _changed(cells: Cells, addresses: Sequence[str], values: Sequence[int]) -> Planted:
    return {a: v for a, v in zip(addresses, values, strict=True) if v != cells[a]}
