"""The readings that a figure in the prose admits, and their values in a report."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from govreport.checker.context import Context
from govreport.parser.report import Number

__all__ = ["Reading", "Value", "readings_of", "value_of"]

Said = Callable[[str], "Number | None"]
"""Gives another figure of the same prose by its kind."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A signed sum of cells that a figure may stand for.

    Arguments:
        expression: as written in readings.toml; stands in ``Claim.reading``.
        terms: addresses with their signs.
    """

    expression: str
    terms: tuple[tuple[str, int], ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The addresses of the table cells."""
        return tuple(address for address, _ in self.terms if not address.startswith("said."))


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
    source = resources.files("govreport.checker.prose").joinpath("readings.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    families, members = data.pop("families"), data.pop("members")
    table = {kind: tuple(map(_reading, expressions)) for kind, expressions in data.items()}
    for pattern, expressions in families.items():
        name = pattern[pattern.index("{") + 1 : pattern.index("}")]
        for member in members[name]:
            filled = [text.replace(f"{{{name}}}", member) for text in expressions]
            table.setdefault(pattern.replace(f"{{{name}}}", member), tuple(map(_reading, filled)))
    return table


def _reading(expression: str) -> Reading:
    terms = ((address, -1 if sign == "-" else 1) for sign, address in _TERM.findall(expression))
    return Reading(expression, tuple(terms))


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
    total: Number = 0
    cells: list[tuple[str, int]] = []
    for address, sign in reading.terms:
        if address.startswith("said."):
            other = said(address.removeprefix("said."))
            if other is None:
                return None
            total += sign * other
            continue
        table = context.table(address.partition(".")[0])
        if table is None or not _in_form(address, table.spec.addresses):
            return None
        for cell in _cells(address, table.spec.addresses):
            cells.append((cell, sign))
            value = _cell(cell, context, optional="*" in address)
            if value is None:
                return Value(reading, tuple(cells), None)
            total += sign * value
    return Value(reading, tuple(cells), total)


def _in_form(address: str, addresses: tuple[str, ...]) -> bool:
    return "*" in address or address in addresses


def _cells(address: str, addresses: tuple[str, ...]) -> Iterator[str]:
    if "*" not in address:
        yield address
    else:
        yield from (each for each in addresses if fnmatchcase(each, address))


def _cell(cell: str, context: Context, *, optional: bool) -> Number | None:
    value = context.value(cell)
    if value is not None:
        return value
    quantity = context.report.quantity(cell)
    if quantity is None:
        return 0 if optional else None
    return None if quantity.doubt is not None or quantity.invalid else 0
