"""How a report is laid out and spelled: what varies between reports that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Literal

from govreport.parser.report import Number
from tests.generator.truth import Truth

__all__ = ["PLAIN", "Layout", "NumberStyle", "printed_cells", "shows"]

FULL_WIDTH = str.maketrans("0123456789.,+-", "０１２３４５６７８９．，＋－")


@dataclass(frozen=True)
class NumberStyle:
    """How figures are printed.

    Arguments:
        full_width: full-width digits.
        thousands: the sign between thousands (``""``, ``","``, ``"，"`` or a space).
        unit: printed after every figure («件»).
        zero: what stands for zero: ``"0"``, or a sign that means blank.
        blank: what stands in a blank cell.
    """

    full_width: bool = False
    thousands: str = ""
    unit: str = ""
    zero: str = "0"
    blank: str = ""

    def show(self, value: Number | None, signed: bool = False) -> str:
        """Print a figure."""
        if value is None:
            return self.blank
        if value == 0 and self.zero != "0":
            return self.zero
        sign = "+" if signed and value else ""
        text = format(value, f"{sign},f" if isinstance(value, Decimal) else f"{sign},")
        text = text.replace(",", self.thousands)
        return (text.translate(FULL_WIDTH) if self.full_width else text) + self.unit


@dataclass(frozen=True)
class Layout:
    """How a report is laid out.

    Arguments:
        seed: decides every small choice (which spelling of which label).
        requests: ``form`` (label columns merged as in the form), ``two`` (group and label),
            ``one`` (one label column, groups in rows of their own).
        disputes: the litigation tables: ``row`` (1 × 15), ``three`` (three small tables),
            ``rows`` (3 rows × 5), ``shifted`` (the heading 行政诉讼 in the wrong cell) or
            ``numbers`` (the labels as text, the 15 figures alone on one line).
        proactive: ``one`` table as in the form, or ``many``, one for each clause.
        spellings: labels in other spellings than the form's.
        titles: section titles: ``form``, ``spelled`` (other spellings), ``wrong`` (a wrong
            ordinal), ``dirty`` (a stray character before the ordinal), ``restart`` (the
            sub-topics of section one are numbered 一、二、三、 too).
        subtotal: an extra column 小计.
        merged_rows: the rows that some bodies print as one are.
        page_break: after how many rows of the requests table a page ends (``None``: nowhere).
        repeat_header: the header is printed again after the page break.
        vertical: the merged labels of groups are printed one character a line.
        note: the corner cell prints the official note.
        around: navigation and other tables stand around the report.
        office: the requests of the government's own office stand in a table of their own below
            those of the whole region, with other figures.
        amounts: how the amount of fees is printed, in 万元 as the form has it: as ``form``, with
            its unit in the ``cell`` («25.1万元»), in 元 with its unit in the cell (``yuan``), or
            in 元 under a heading that says so (``heading``).
        torn: so many rows of the requests table have one number broken over two cells.
        numbers: how figures are printed.
    """

    seed: int = 0
    requests: Literal["form", "two", "one"] = "form"
    disputes: Literal["row", "three", "rows", "shifted", "numbers"] = "row"
    proactive: Literal["one", "many"] = "one"
    spellings: bool = False
    titles: Literal["form", "spelled", "wrong", "dirty", "restart"] = "form"
    subtotal: bool = False
    merged_rows: bool = False
    page_break: int | None = None
    repeat_header: bool = True
    vertical: bool = False
    note: bool = True
    around: bool = False
    office: bool = False
    amounts: Literal["form", "cell", "yuan", "heading"] = "form"
    torn: int = 0
    numbers: NumberStyle = NumberStyle()

    def choose(self, key: str) -> Random:
        """Return the source of small choices for one thing; the same for the same seed."""
        return Random(f"{self.seed}/{key}")

    def with_zero(self, zero: str) -> Layout:
        """Return a copy that prints zero otherwise."""
        return replace(self, numbers=replace(self.numbers, zero=zero))

    @cached_property
    def is_plain(self) -> bool:
        """Nothing in the layout itself gives a reason for a warning or a note."""
        return self.titles in ("form", "spelled") and not self.merged_rows


PLAIN = Layout()


def shows(truth: Truth, layout: Layout, address: str) -> str:
    """Return what the file prints in a cell."""
    value = truth.cells[address]
    table, _, column = address.split(".")
    kind = truth.form.table[table].kind_of(address)
    listed = table == "statistics" and layout.amounts == "heading"  # no heading there names a unit
    if kind == "amount" and value and layout.amounts != "form" and not listed:
        return _amount(Decimal(value), layout)
    text = layout.numbers.show(value, signed=kind == "change")
    if kind == "free_amount" and value:
        return text.removesuffix(layout.numbers.unit) + truth.form.table[table].column[column].unit
    if kind in ("amount", "change"):
        return text.removesuffix(layout.numbers.unit) if layout.numbers.unit else text
    return text


def _amount(value: Decimal, layout: Layout) -> str:
    """Print an amount of 万元 with its unit, or in 元."""
    plain = replace(layout.numbers, unit="")
    if layout.amounts == "cell":
        return plain.show(value) + "万元"
    yuan = (value * 10_000).normalize()
    whole = int(yuan) if yuan == yuan.to_integral_value() else yuan
    return plain.show(whole) + ("元" if layout.amounts == "yuan" else "")


def printed_cells(truth: Truth, layout: Layout) -> Mapping[str, Number | None]:
    """Return what a reader must find: blanks where zero is printed as one, rows merged."""
    cells = dict(truth.cells)
    if layout.merged_rows:
        for table in truth.tables:
            for merged in table.merged_rows:
                _merge(cells, table.id, merged.into, merged.rows)
    if layout.numbers.zero == "0":
        return cells
    return {address: value or None for address, value in cells.items()}


def _merge(cells: dict[str, Number | None], table: str, into: str, rows: tuple[str, ...]) -> None:
    """Add up the rows that are printed as one, and drop the others."""
    for address in [each for each in cells if each.startswith(f"{table}.{into}.")]:
        column = address.rpartition(".")[2]
        parts = [f"{table}.{row}.{column}" for row in rows]
        cells[address] = sum(cells.get(part) or 0 for part in parts)
    for row in rows:
        if row != into:
            for address in [each for each in cells if each.startswith(f"{table}.{row}.")]:
                del cells[address]
