"""Rows with one label under two headings, where a part of the file is missing between them."""

from __future__ import annotations

from collections.abc import Mapping

from govreport.forms.model import FormTable, Row
from govreport.parser.report import Quantity
from govreport.text import Text

__all__ = ["withdraw_namesakes"]

NAMESAKE = Text(
    "文件缺少一部分，无法确定“{label}”属于“{first}”还是“{second}”",
    "a part of the file is missing: whether “{label}” is of “{first}” or of “{second}” is not clear",
)


def withdraw_namesakes(spec: FormTable, quantities: Mapping[str, Quantity]) -> None:
    """Withdraw the figures of rows that may as well be those of another heading.

    «（二）被依法纠错数» stands under 行政复议 and under 行政诉讼. One of them alone is the first only
    below its own heading, and where the rows between it and the second are not missing too.

    Arguments:
        spec: the form's table.
        quantities: its figures by address; the withdrawn ones lose their value and say why.
    """
    twins = _twins(spec)
    there = {address.split(".")[1] for address in quantities} if twins else set()
    for row, twin in twins:
        if (row.id in there) == (twin.id in there) or _is_told(spec, row, twin, there):
            continue
        found = row if row.id in there else twin
        for quantity in quantities.values():
            if quantity.address.split(".")[1] == found.id:
                quantity.value = None
                quantity.doubt = NAMESAKE.format(
                    label=found.label, first=row.group, second=twin.group
                )


Twins = tuple[tuple[Row, Row], ...]

_FOUND: dict[int, tuple[FormTable, Twins]] = {}


def _twins(spec: FormTable) -> Twins:
    """Return the rows that bear the label of an earlier one, each behind that; found once."""
    known = _FOUND.get(id(spec))
    if known is None or known[0] is not spec:
        first: dict[str, Row] = {}
        pairs = [(first.setdefault(row.label, row), row) for row in spec.rows]
        twins = tuple((row, twin) for row, twin in pairs if row is not twin and twin.group)
        known = _FOUND[id(spec)] = (spec, twins)
    return known[1]


def _is_told(spec: FormTable, row: Row, twin: Row, there: set[str]) -> bool:
    """Tell whether the headings say of which of two groups a row is."""
    heads = {each.label: each.id for each in spec.rows}
    if twin.id in there:
        return heads.get(twin.group) in there
    if heads.get(row.group) not in there:
        return False
    own = {each.id for each in spec.rows if each.group == row.group}
    return own <= there or heads.get(twin.group) in there or _ends(spec, row, there)


def _ends(spec: FormTable, row: Row, there: set[str]) -> bool:
    """Tell whether the list ends with the group of a row: what is missing comes behind it."""
    ids = [each.id for each in spec.rows]
    last = max(ids.index(each.id) for each in spec.rows if each.group == row.group)
    return there.isdisjoint(ids[last + 1 :])
