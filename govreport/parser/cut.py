"""Figures that the margin of a page cuts off: a table wider than the paper it was printed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govreport.forms.model import FormTable
from govreport.parser.balance import RowSum, balance_of
from govreport.parser.report import Number, Quantity
from govreport.text import Text

__all__ = ["withdraw_cut"]

CUT = Text(
    "这一栏可能被页边切去了末尾的数字（印为 {printed}，按其余各栏应为 {needed}）",
    "the margin seems to have cut off the last digits of this column (printed {printed}, by the "
    "other columns {needed})",
)

_FEW = 2
"""That so many figures of one column lose their last digits is no slip any more."""

def withdraw_cut(spec: FormTable, quantities: Mapping[str, Quantity]) -> None:
    """Withdraw the figures of a column that is cut off at the margin.

    Its figures are as long as the paper left room for; where more belongs there, they are the
    beginnings of what the other figures of their rows add up to.

    Arguments:
        spec: the form's table.
        quantities: its figures by address; the withdrawn ones lose their value and say why.
    """
    failing = list(_failing(spec, quantities))
    if len(failing) < _FEW:
        return
    for column in spec.columns:
        found = list(_needing(failing, column.id))
        room = max((len(q.printed) for q in _column(quantities, column.id)), default=0)
        if len(found) < _FEW or not all(_is_cut(quantity, needed, room) for quantity, needed in found):
            continue
        for quantity, needed in found:
            quantity.doubt = CUT.format(printed=quantity.printed, needed=needed)
            quantity.value = None


Row = dict[str, Quantity]
"""The figures of a row by column."""


def _failing(spec: FormTable, quantities: Mapping[str, Quantity]) -> Iterator[tuple[RowSum, Row]]:
    """Yield the sums of rows that do not come out, with the figures of the row."""
    for row, sums in balance_of(spec).rows.items():
        for total in sums:
            cells = ((c, quantities.get(f"{spec.id}.{row}.{c}")) for c in total.plus + total.minus)
            found = {column: quantity for column, quantity in cells if quantity}
            if not total.holds({column: quantity.value for column, quantity in found.items()}):
                yield total, found


def _needing(
    failing: Sequence[tuple[RowSum, Row]], column: str
) -> Iterator[tuple[Quantity, Number]]:
    """Yield the figures of a column whose rows fail, with what these ask for."""
    for total, row in failing:
        quantity = row.get(column)
        if quantity is not None and quantity.value is not None:
            plus, minus = (
                sum(row[each].value or 0 for each in side if each in row and each != column)
                for side in (total.plus, total.minus)
            )
            yield quantity, plus - minus if column in total.minus else minus - plus


def _column(quantities: Mapping[str, Quantity], column: str) -> Iterator[Quantity]:
    return (each for each in quantities.values() if each.address.endswith(f".{column}"))


def _is_cut(quantity: Quantity, needed: Number, room: int) -> bool:
    printed = quantity.printed
    return printed.isdecimal() and len(printed) == room and str(needed).startswith(printed)
