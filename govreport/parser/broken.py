"""Numbers with white space between their digits: one broken over two lines, or two in one cell."""

from __future__ import annotations

from collections.abc import Mapping

from govreport.forms.model import FormTable
from govreport.parser.balance import balance_of
from govreport.parser.numbers import is_figure, read_number
from govreport.parser.report import Quantity
from govreport.text import Text

__all__ = ["withdraw_broken"]

BROKEN = Text(
    "数字中间有空白或换行（{printed}），无法确定是一个数还是两个数",
    "white space stands between the digits ({printed}): one number or two",
)


def withdraw_broken(spec: FormTable, quantities: Mapping[str, Quantity]) -> None:
    """Withdraw figures that were put together over white space and that no sum confirms.

    A number that a narrow column breaks over two lines is one number nearly always; where the
    table has sums, one of them must say so all the same.

    Arguments:
        spec: the form's table.
        quantities: its figures by address; the withdrawn ones lose their value.
    """
    for quantity in quantities.values():
        printed = quantity.printed
        if quantity.invalid and _are_several(printed):
            quantity.doubt, quantity.invalid = (
                BROKEN.format(printed=" ".join(printed.split())),
                False,
            )
        if quantity.value is None or printed.isdecimal() or not _is_broken(printed):
            continue
        row, column = quantity.address.split(".")[1:]
        if not _is_confirmed(spec, quantities, row, column, "\n" in printed):
            quantity.doubt = BROKEN.format(printed=" ".join(printed.split()))
    for quantity in quantities.values():
        if quantity.doubt:
            quantity.value = None


def _is_broken(printed: str) -> bool:
    return len(printed.split()) > 1 and read_number(printed, "free_amount").broken


def _are_several(printed: str) -> bool:
    """Tell whether what is no number is several: that of another row came to stand beside it."""
    parts = printed.split()
    return len(parts) > 1 and all(map(is_figure, parts))


def _is_confirmed(
    spec: FormTable, quantities: Mapping[str, Quantity], row: str, column: str, wrapped: bool
) -> bool:
    """Tell whether a sum that the figure takes part in holds; without any, whether it wraps."""
    balance = balance_of(spec)
    confirmed: list[bool] = []
    for total in balance.rows.get(row, ()):
        cells = {c: quantities.get(f"{spec.id}.{row}.{c}") for c in total.plus + total.minus}
        confirmed.append(total.holds({c: q.value for c, q in cells.items() if q}))
    for down in balance.columns:
        if down.column == column and row in down.plus + down.minus:
            values = [quantities.get(f"{spec.id}.{r}.{column}") for r in down.plus]
            others = [quantities.get(f"{spec.id}.{r}.{column}") for r in down.minus]
            confirmed.append(_sum(values) == _sum(others) != 0)
    return any(confirmed) if confirmed else wrapped


def _sum(quantities: list[Quantity | None]) -> object:
    return sum((quantity.value or 0) for quantity in quantities if quantity)
