"""Explanations of a figure in the prose that no reading fits: tried before anything is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.checker.context import Context
from govreport.checker.prose.comparing import Compared
from govreport.checker.prose.wording import reading_text
from govreport.parser.claims.model import Claim
from govreport.text import Text

__all__ = ["explain", "label", "other_body"]

COLUMN = Text(
    "；这个数等于表中“{cell}”一格，不是总计", "; it equals the cell “{cell}”, not the total"
)
ROW = Text("；这个数等于表中“{cell}”", "; it equals the cell “{cell}”")
ITEM = Text(
    "；这个数等于其中一项“{cell}”，不是合计", "; it equals one item of it, “{cell}”, not the sum"
)
DEPARTMENT = Text(
    "；正文中“{part}”也是 {value}，可能把部门的数写成了全部",
    "; the prose gives {value} for “{part}”, too: a part may have been taken for the whole",
)
SWAPPED = Text("；两个数只是数字次序不同", "; the two differ only in the order of their digits")

SMALLEST = 2
"""A smaller figure equals some other cell by chance."""


def explain(context: Context, compared: Compared) -> Text:
    """Return what the figure equals instead, as an addition to a message; empty when nothing."""
    claim = compared.claim
    if claim.value >= SMALLEST:
        for text in _candidates(context, compared):
            return text
    return SWAPPED if compared.has_digits_of(compared.nearest) else Text("", "")


def _candidates(context: Context, compared: Compared) -> Iterator[Text]:
    claim = compared.claim
    for cell in _same_rows(context, compared):
        if context.value(cell) == claim.value:
            yield COLUMN.format(cell=context.label(cell))
    cells = compared.nearest.cells
    for cell, _ in cells:
        if len(cells) > 1 and context.value(cell) == claim.value:
            yield ITEM.format(cell=context.label(cell))
    for other in context.report.claims:
        if other.scope == "part" and other.claim == claim.claim and other.value == claim.value:
            yield DEPARTMENT.format(part=_subject(other), value=claim.value)
    for row in ("new", "carried_in", "handled", "carried_out"):
        cell = f"requests.{row}.total"
        if cell not in dict(cells) and context.value(cell) == claim.value:
            yield ROW.format(cell=context.label(cell))


def _same_rows(context: Context, compared: Compared) -> Iterator[str]:
    """Yield the other columns of the rows that the nearest reading takes its figures from."""
    for cell, _ in compared.nearest.cells:
        table, row, column = cell.split(".")
        spec = context.form.table[table]
        for other in spec.columns:
            address = f"{table}.{row}.{other.id}"
            if other.id != column and address in spec.addresses:
                yield address


def _subject(claim: Claim) -> str:
    lead = claim.text[: claim.start]
    return re.split("[，,；;。、（(]", lead)[-1][:12]


def label(context: Context, compared: Compared) -> Text:
    """Name what the nearest reading takes together, in the form's words."""
    return reading_text(compared.nearest.reading.expression, context.form)


_WHOLE = re.compile(r"全([省市州区县旗盟])(?!局|系统)|各级行政机关|各级各部门")
_OFFICE = re.compile(
    r"[省市州区县旗](?:人民)?政府(?:办公[室厅]|办(?![理结毕复完]))|[市区县省州旗](?:(?:人民)?政府)?本级|本机关(?!不|无|未|没)|本办|我办"
)
_DEPARTMENT = re.compile(
    r"(?:局|委员会|委|厅|办公室|办公厅|院|中心|处|队|所|集团|公司|银行|大学|学院|学校)$"
)
_GOVERNMENT = re.compile(
    r"[省市州区县旗盟](?:人民政府)?$|自治区(?:人民政府)?$|新区.*$|开发区.*$|试验区.*$"
)


def other_body(claim: Claim, organization: str | None) -> str:
    """Return the words by which a sentence speaks of another body than the tables, if it does.

    «全市» in the report of one office, or one office in the report of a city.
    """
    if not organization:
        return ""
    lead = claim.text[: claim.start]
    if _DEPARTMENT.search(organization):
        match = _WHOLE.search(lead)
    elif _GOVERNMENT.search(organization):
        match = _OFFICE.search(lead)
    else:
        match = None
    return match[0] if match else ""
