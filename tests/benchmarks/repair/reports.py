"""Random consistent requests tables as real ones are: few large figures, most cells zero."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random

from govreport.checker.repair import Figure, Place, System
from govreport.forms import FormTable, Identity, load

__all__ = ["DISPUTES", "REQUESTS", "Cells", "disputes", "requests", "system_of"]

Cells = dict[str, int]

REQUESTS = load("2021").table["requests"]
DISPUTES = (load("2021").table["reconsideration"], load("2021").table["litigation"])

APPLICANTS = (0.84, 0.1, 0.004, 0.01, 0.025, 0.021)
LEAVES = [
    row.id for row in REQUESTS.rows if row.id not in ("new", "carried_in", "handled", "carried_out")
]
RESULTS = tuple(
    {"granted": 30, "partial": 6, "unavailable_not_held": 22, "other_rest": 12}.get(row, 1.5)
    for row in LEAVES
)


def requests(random: Random) -> Cells:
    """Return a consistent requests table: 2 to 20,000 requests, every size as likely."""
    size = math.exp(random.uniform(math.log(2), math.log(20_000)))
    cells = dict.fromkeys(REQUESTS.addresses, 0)
    columns = [column.id for column in REQUESTS.columns[:-1]]
    for column, share in zip(columns, APPLICANTS, strict=True):
        for row, weight in zip(LEAVES, RESULTS, strict=True):
            mean = size * share * weight / sum(RESULTS) * random.uniform(0.2, 1.8)
            _add(cells, (row, "handled"), column, _around(mean, random))
        _add(cells, ("carried_out",), column, _around(size * share * 0.04, random))
        due = cells[f"requests.handled.{column}"] + cells[f"requests.carried_out.{column}"]
        carried_in = min(due, _around(size * share * 0.04, random))
        _add(cells, ("carried_in",), column, carried_in)
        _add(cells, ("new",), column, due - carried_in)
    return cells


def _around(mean: float, random: Random) -> int:
    """Return a whole number with this mean; below one mostly zero, sometimes one."""
    return int(mean) + (random.random() < mean % 1)


def _add(cells: Cells, rows: Sequence[str], column: str, value: int) -> None:
    for row in rows:
        cells[f"requests.{row}.{column}"] += value
        cells[f"requests.{row}.total"] += value


def disputes(random: Random) -> Cells:
    """Return consistent tables of reconsideration and litigation."""
    cells: Cells = {}
    for table in DISPUTES:
        for row in table.rows:
            *parts, total = (f"{table.id}.{row.id}.{column.id}" for column in table.columns)
            size = math.exp(random.uniform(0, math.log(60)))
            values = [_around(size * share, random) for share in (0.6, 0.1, 0.15, 0.15)]
            cells |= dict(zip(parts, values, strict=True))
            cells[total] = sum(values)
    return cells


def system_of(tables: Sequence[FormTable], cells: Mapping[str, int], prose: bool = False) -> System:
    """Return the identities of some tables over figures.

    Arguments:
        tables: the form's tables.
        cells: the printed figures by address; ``prose:`` before an address marks a claim.
        prose: every claim is to equal its cell.
    """
    figures: dict[str, Figure] = {}
    for table in tables:
        rows = {row.id: n for n, row in enumerate(table.rows)}
        columns = {column.id: n for n, column in enumerate(table.columns)}
        for address in table.addresses:
            _, row, column = address.split(".")
            place = Place(table.id, rows[row], columns[column])
            figures[address] = Figure(address, cells[address], cells[address], place=place)
    identities = [identity for table in tables for identity in table.identities]
    if prose:
        for address in [address for address in cells if address.startswith("prose:")]:
            figures[address] = Figure(address, cells[address], cells[address], source="prose")
            cell = address.removeprefix("prose:")
            identities.append(Identity("TXT001", cell, (cell,), (address,)))
    return System(identities, figures)
