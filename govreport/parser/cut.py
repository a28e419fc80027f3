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

_FEW, _MANY = 2, 3
"""That so many figures of one column lose their last digits is no slip any more: few where none in
the column is longer, many where they are all as long."""
_DIGITS = 2
"""Nobody forgets so many digits at the end of a number."""


def withdraw_cut(spec: FormTable, quantities: Mapping[str, Quantity]) -> None:
    """Withdraw the figures of a column that is cut off at the margin.

    There they are as long as the paper left room for: the beginnings of what the other figures of
    their rows add up to.

    Arguments:
        spec: the form's table.
        quantities: its figures by address; the withdrawn ones lose their value and say why.
    """
    failing = list(_failing(spec, quantities))
    if not failing:
        return
    for column in spec.columns:
        found = list(_needing(failing, column.id))
        longest = max((len(q.printed) for q in _column(quantities, column.id)), default=0)
        for quantity, needed in found if _is_cut(found, longest) else ():
            quantity.doubt = CUT.format(printed=quantity.printed, needed=needed)
            quantity.value = None


Row = dict[str, Quantity]
"""The figures of a row by column."""


def _failing(spec: FormTable, quantities: Mapping[str, Quantity]) -> Iterator[tuple[RowSum, Row]]:
    """Yield the sums of rows that do not come out, with the figures of the row."""
    get = quantities.get
    for total, plus, minus in balance_of(spec).sums:
        left = sum([each.value or 0 for address in plus if (each := get(address))])
        if left != sum([each.value or 0 for address in minus if (each := get(address))]):
            cells = zip(total.plus + total.minus, map(get, plus + minus), strict=True)
            yield total, {column: quantity for column, quantity in cells if quantity}


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


def _is_cut(found: Sequence[tuple[Quantity, Number]], longest: int) -> bool:
    """Tell whether the figures of a column whose rows fail lack digits, and by no slip.

    Arguments:
        found: these figures, with what their rows ask for.
        longest: digits of the longest figure of the column.
    """
    printed = [(quantity.printed, str(needed)) for quantity, needed in found]
    if not all(p.isdecimal() and len(p) < len(n) and n.startswith(p) for p, n in printed):
        return False
    lengths = {len(p) for p, _ in printed}
    together = len(lengths) == 1 and (
        len(found) >= _MANY or (len(found) >= _FEW and lengths == {longest})
    )
    return together or (bool(found) and all(len(n) - len(p) >= _DIGITS for p, n in printed))
