"""The identities of a table, arranged by row and by column, to tell readings of a row apart.

The parser uses identities only to choose between readings of the same print; it never changes a
figure that was read for certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from govreport.forms.model import FormTable, Identity
from govreport.parser.report import Number

__all__ = ["Balance", "RowSum", "balance_of"]


class RowSum(NamedTuple):
    """An equation within one row: the columns of ``plus`` add up to those of ``minus``."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]

    def holds(self, values: Mapping[str, Number | None]) -> bool:
        """Tell whether the equation holds, blanks counting as zero."""
        left = sum(values.get(column) or 0 for column in self.plus)
        return left == sum(values.get(column) or 0 for column in self.minus)


class ColumnSum(NamedTuple):
    """An equation down one column: the rows of ``plus`` add up to those of ``minus``."""

    column: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


class Balance:
    """The equations of a table.

    Arguments:
        table: the form's table.
    """

    def __init__(self, table: FormTable) -> None:
        self.table = table

    @cached_property
    def rows(self) -> dict[str, tuple[RowSum, ...]]:
        """The equations that lie within one row, by row."""
        found: dict[str, tuple[RowSum, ...]] = {}
        for identity in self._equations:
            rows = {_row(address) for address in (*identity.plus, *identity.minus)}
            if len(rows) == 1:
                row = rows.pop()
                sums = RowSum(_columns(identity.plus), _columns(identity.minus))
                found[row] = (*found.get(row, ()), sums)
        return found

    @cached_property
    def sums(self) -> tuple[tuple[RowSum, tuple[str, ...], tuple[str, ...]], ...]:
        """The equations within one row, each with the addresses of its two sides."""

        def addresses(row: str, columns: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(f"{self.table.id}.{row}.{column}" for column in columns)

        return tuple(
            (each, addresses(row, each.plus), addresses(row, each.minus))
            for row, sums in self.rows.items()
            for each in sums
        )

    @cached_property
    def columns(self) -> tuple[ColumnSum, ...]:
        """The equations that lie within one column."""
        found: list[ColumnSum] = []
        for identity in self._equations:
            columns = {_column(address) for address in (*identity.plus, *identity.minus)}
            if len(columns) == 1:
                found.append(
                    ColumnSum(
                        columns.pop(),
                        tuple(_row(address) for address in identity.plus),
                        tuple(_row(address) for address in identity.minus),
                    )
                )
        return tuple(found)

    @cached_property
    def _equations(self) -> tuple[Identity, ...]:
        own = f"{self.table.id}."
        return tuple(
            identity
            for identity in self.table.identities
            if identity.relation == "="
            and all(address.startswith(own) for address in (*identity.plus, *identity.minus))
        )


_PREPARED: dict[int, Balance] = {}


def balance_of(table: FormTable) -> Balance:
    """Return the equations of a table; they are arranged once."""
    found = _PREPARED.get(id(table))
    if found is None or found.table is not table:
        found = _PREPARED[id(table)] = Balance(table)
    return found


def _row(address: str) -> str:
    return address.split(".")[1]


def _column(address: str) -> str:
    return address.split(".")[2]


def _columns(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_column(address) for address in addresses)
