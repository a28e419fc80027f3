"""A table's figures as columns, for sending: a fifth of the time that single objects take.

A report has two hundred figures, each with a place. As objects they are most of what a report
costs to unpack; as columns they are a few lists of numbers.
"""

from __future__ import annotations

from typing import Any

from govreport.parser.report import Quantity, Table
from govreport.reading.document import Location

__all__ = ["packed", "unpacked"]

Packed = tuple[dict[str, Any], tuple[Any, ...]]

_CACHED = ("quantities", "values", "rows", "columns")
"""What a table holds that its figures give."""


def packed(table: Table) -> Packed:
    """Return what a table holds, its figures as columns."""
    rest = {name: value for name, value in table.__dict__.items() if name not in _CACHED}
    quantities = list(table.quantities.values())
    addresses = tuple(table.quantities)
    return rest, (
        None if addresses == tuple(table.spec.addresses) else addresses,
        [q.value for q in quantities],
        [None if q.printed == str(q.value) else q.printed for q in quantities],
        [_column([q.location[at] for q in quantities]) for at in range(len(Location._fields))],
        {
            at: (q.mark, q.remark, q.doubt, q.decoded, q.invalid)
            for at, q in enumerate(quantities)
            if q.mark or q.remark or q.doubt or q.decoded or q.invalid
        },
    )


def unpacked(rest: dict[str, Any], columns: tuple[Any, ...]) -> Table:
    """Return the table that :func:`packed` took apart."""
    table = Table.__new__(Table)
    table.__dict__.update(rest)
    addresses, values, printed, places, more = columns
    addresses = table.spec.addresses if addresses is None else addresses
    count = len(values)
    locations = zip(*(_spread(column, count) for column in places), strict=True)
    new = tuple.__new__  # what Location(...) comes to, without a call in between for each figure
    table.quantities = {
        address: Quantity(
            address, value, str(value) if text is None else text, new(Location, place)
        )
        for address, value, text, place in zip(addresses, values, printed, locations, strict=True)
    }
    if more:
        quantities = list(table.quantities.values())
        for at, (mark, remark, doubt, decoded, invalid) in more.items():
            found = quantities[at]
            found.mark, found.remark, found.doubt = mark, remark, doubt
            found.decoded, found.invalid = decoded, invalid
    return table


def _column(values: list[Any]) -> Any:
    """Return a column; one value for all stands alone in a tuple."""
    return (values[0],) if values and values.count(values[0]) == len(values) else values


def _spread(column: Any, count: int) -> list[Any]:
    return list(column) * count if isinstance(column, tuple) else column
