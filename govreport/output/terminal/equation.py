"""A failing identity written out as the sum that it is, so that a person can add it up again."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.checker.model import Finding
from govreport.forms.model import Form, FormTable, Identity
from govreport.output.places import figure
from govreport.output.terminal.excerpt import shorten
from govreport.parser.report import Number, Report
from govreport.text import Language, Text

__all__ = ["equation", "identity_of"]

_REST = Text("（其余 {n} 格为 0 或空白）", " (the other {n} cells are 0 or blank)")


def equation(finding: Finding, report: Report, language: Language) -> str:
    """Write out the identity that a finding is about; ``""`` where it is about none.

    Figures that are zero or blank are left out and counted: of the 22 cells of a result total
    those that matter are seen at a glance.
    """
    found = identity_of(finding, report.form)
    if found is None:
        return ""
    table, identity = found
    names = _names(table, identity)
    left, left_sum = _side(report, identity.plus, names, language)
    right, right_sum = _side(report, identity.minus, names, language)
    if identity.relation == "=" and (right_sum, left_sum) != (finding.printed, finding.expected):
        return ""  # a blank in it was taken for more than zero: the sum would not be this one
    sign = "≠" if identity.relation == "=" else "<"
    return f"{_with_sum(left, left_sum)} {sign} {_with_sum(right, right_sum)}"


def identity_of(finding: Finding, form: Form) -> tuple[FormTable, Identity] | None:
    """Return the identity that a finding is about, with its table; ``None``: it is about none."""
    cells = set(finding.cells)
    if len(cells) < 2:
        return None
    for table in form.tables:
        for identity in table.identities:
            if identity.rule == finding.rule and cells <= {*identity.plus, *identity.minus}:
                return table, identity
    return None


def _names(table: FormTable, identity: Identity) -> dict[str, str]:
    """Short names of the cells: by column where all stand in one row, by row otherwise."""
    cells = [cell.split(".") for cell in (*identity.plus, *identity.minus)]
    one_row = len({row for _, row, _ in cells}) == 1
    return {
        ".".join(cell): table.column[cell[2]].label
        if one_row
        else shorten(table.row[cell[1]].label)
        for cell in cells
    }


def _side(
    report: Report, cells: Sequence[str], names: dict[str, str], language: Language
) -> tuple[list[str], Number]:
    values = {cell: q.value if (q := report.quantity(cell)) else None for cell in cells}
    shown = [f"{names[cell]} {figure(value)}" for cell, value in values.items() if value]
    hidden = len(cells) - len(shown)
    total: Number = sum((value for value in values.values() if value), start=0)
    if not shown:
        shown = [f"{names[cells[0]]} 0"] if len(cells) == 1 else ["0"]
    elif hidden:
        shown[-1] += _REST.of(language).format(n=hidden)
    return shown, total


def _with_sum(terms: list[str], total: Number) -> str:
    return f"{' + '.join(terms)} = {figure(total)}" if len(terms) > 1 else terms[0]
