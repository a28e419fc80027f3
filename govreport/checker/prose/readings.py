"""The readings that a figure in the prose admits, and their values in a report."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from govreport.checker.context import Context
from govreport.forms.model import FormTable
from govreport.parser.report import Number, Quantity

__all__ = ["Reading", "Value", "readings_of", "value_of"]

_FILE = Path(__file__).with_name("readings.toml")

Said = Callable[[str], "Number | None"]
"""Gives another figure of the same prose by its kind."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A signed sum of cells that a figure may stand for.

    Arguments:
        expression: as written in readings.toml; stands in ``Claim.reading``.
        terms: addresses with their signs, each taken apart into table, row and column; a figure
            of the prose has the table ``said`` and its kind for a row.
        optional: cells that are not in the file count as zero.
    """

    expression: str
    terms: tuple[Term, ...]
    optional: bool


class Term(NamedTuple):
    """One address of a reading."""

    address: str
    sign: int
    table: str
    row: str
    column: str


class Value(NamedTuple):
    """What a reading comes to in a report.

    Arguments:
        reading: the reading.
        cells: its cells, patterns filled in, with their signs.
        value: the sum; ``None`` when a cell is doubtful or unknown.
    """

    reading: Reading
    cells: tuple[tuple[str, int], ...]
    value: Number | None


_TERM = re.compile(r"([+-]?)\s*([\w.*]+)")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[Reading, ...]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    families, members = data.pop("families"), data.pop("members")
    table = {kind: tuple(map(_reading, expressions)) for kind, expressions in data.items()}
    for pattern, expressions in families.items():
        name = pattern[pattern.index("{") + 1 : pattern.index("}")]
        for member in members[name]:
            filled = [text.replace(f"{{{name}}}", member) for text in expressions]
            table.setdefault(pattern.replace(f"{{{name}}}", member), tuple(map(_reading, filled)))
    return table


def _reading(expression: str) -> Reading:
    terms = (
        _term(address, -1 if sign == "-" else 1) for sign, address in _TERM.findall(expression)
    )
    return Reading(expression, tuple(terms), optional="*" in expression)


def _term(address: str, sign: int) -> Term:
    if address.startswith("said."):
        return Term(address, sign, "said", address.removeprefix("said."), "")
    return Term(address, sign, *address.split("."))


def readings_of(kind: str) -> tuple[Reading, ...]:
    """Return the readings that a claim of this kind admits, the most natural first."""
    return _table().get(kind, ())


def value_of(reading: Reading, context: Context, said: Said) -> Value | None:
    """Return what a reading comes to, ``None`` when the report does not have its tables or rows.

    A blank cell counts as zero, as in the identities.

    Arguments:
        reading: the reading.
        context: the report.
        said: gives another figure of the same prose by its kind.
    """
    total: Number | None = 0
    cells: list[tuple[str, int]] = []
    for address, sign, table_id, row, column in reading.terms:
        if table_id == "said":
            other = said(row)
            if other is None:
                return None
            total = None if total is None else total + sign * other
            continue
        table = context.report.tables.get(table_id)
        if table is None or column not in table.spec.column:
            return None
        if row.endswith("*"):
            addresses = _group(table.spec, row[:-1], column)
        elif row in table.spec.row:
            addresses = (address,)
        else:
            return None
        for each in addresses:
            cells.append((each, sign))
            quantity = table.quantities.get(each)
            value = quantity.value if quantity else None
            if value is None:
                value = _unprinted(each, quantity, context, optional=reading.optional)
            total = None if value is None or total is None else total + sign * value
    return Value(reading, tuple(cells), total)


def _group(spec: FormTable, prefix: str, column: str) -> tuple[str, ...]:
    return tuple(f"{spec.id}.{row.id}.{column}" for row in spec.rows if row.id.startswith(prefix))


def _unprinted(
    address: str, quantity: Quantity | None, context: Context, *, optional: bool
) -> Number | None:
    """Return what a cell without a figure counts; ``None`` when it is doubtful or not in the file."""
    implied = context.implied.get(address)
    if implied is not None:
        return implied
    if quantity is None:
        return 0 if optional and _is_settled(address, context) else None
    return None if quantity.doubt is not None or quantity.invalid else 0


def _is_settled(cell: str, context: Context) -> bool:
    """Tell whether a cell that is not in the file holds nothing: a sum holds without it.

    What is missing on the other side of the sum might outweigh it.
    """
    id, row, _ = cell.split(".")
    table = context.report.tables[id]
    if row in table.merged_rows:
        return True
    for identity in context.evaluations[id].passed:
        for side, other in (
            (identity.plus, identity.minus),
            (identity.minus, identity.plus),
        ):
            if cell in side and all(each in table.quantities for each in other):
                return True
    return False
