"""A version of the statutory form: sections, tables, rows, columns, labels and identities."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from govreport.text import Text

__all__ = [
    "Column",
    "Form",
    "FormRule",
    "FormTable",
    "Identity",
    "Kind",
    "MergedRow",
    "Row",
    "Section",
]

Kind = Literal["count", "change", "amount", "free_amount"]


class Section(NamedTuple):
    """A section of the report, in the order of the form.

    Arguments:
        id: identifier, such as ``"requests"``.
        ordinal: the printed ordinal, such as ``"三"``.
        title: the title in the form's words.
        spellings: other titles met in published reports.
    """

    id: str
    ordinal: str
    title: str
    spellings: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of a form's table.

    Arguments:
        id: identifier, such as ``"natural_person"``.
        label: the label in the form's words.
        group: label printed above several columns («法人或其他组织»).
        spellings: other labels met in published reports; ``…`` stands for any characters.
        kind: ``count`` (non-negative whole number), ``change`` (signed whole number),
            ``amount`` (non-negative decimal), ``free_amount`` (an amount printed with its unit).
        unit: the unit of the figures, such as ``"件"`` or ``"万元"``.
        optional: not every report on this form has the column.
    """

    id: str
    label: str
    group: str = ""
    spellings: tuple[str, ...] = ()
    kind: Kind = "count"
    unit: str = "件"
    optional: bool = False

    @property
    def text(self) -> str:
        """The label as messages name it, with the group that tells it from its namesakes."""
        return self.label


class Row(NamedTuple):
    """A row of a form's table.

    Arguments:
        id: identifier, such as ``"denied_by_law"``.
        label: the label in the form's words, without the ordinal.
        ordinal: the printed ordinal, such as ``"一"``, ``"（一）"`` or ``"2."``.
        group: label of the group it belongs to, such as ``"不予公开"``.
        spellings: other labels met in published reports; ``…`` stands for any characters.
        columns: the columns this row has, where it does not have all of the table.
        unit: the unit of the figures where it is not the column's.
        kind: what kind of figures, where it is not the column's.
        optional: not every report on this form has the row.
    """

    id: str
    label: str
    ordinal: str = ""
    group: str = ""
    spellings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    unit: str = ""
    kind: Kind | None = None
    optional: bool = False

    @property
    def text(self) -> str:
        """The label as messages name it: group, ordinal and label."""
        plain = self.ordinal[-1:].isalnum()
        own = f"{self.ordinal}、{self.label}" if plain else f"{self.ordinal}{self.label}"
        return f"{self.group} {own}" if self.group else own


class MergedRow(NamedTuple):
    """Several rows of the form that some bodies print as one («（六）其他处理»).

    Arguments:
        into: identifier of the row that takes the figures.
        rows: identifiers of the rows that are printed as one, ``into`` among them.
        label: the label of the one row.
        ordinal: its printed ordinal.
        spellings: other labels met in published reports.
    """

    into: str
    rows: tuple[str, ...]
    label: str
    ordinal: str = ""
    spellings: tuple[str, ...] = ()


class Identity(NamedTuple):
    """A signed sum of quantities that must be zero, or at least zero.

    Arguments:
        rule: code of the rule that it is an instance of.
        subject: address of the row, column or figure that it speaks of (``"requests.new"``).
        plus: addresses of the quantities that are added.
        minus: addresses of the quantities that are taken away; for a total, the total.
        relation: ``"="`` (the sum is zero) or ``">="`` (the sum is zero or more).
        bounds: for ``">="``, address of the figure that is held to be too small or too large.
        missing: what a blank does: ``"zero"`` (counts as zero first, may be implied) or
            ``"skip"`` (the identity is skipped unless every quantity is printed).
        variant: the parts differ between printings of the form: a failure counts only when
            every line of the table was recognised.
    """

    rule: str
    subject: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    relation: Literal["=", ">="] = "="
    bounds: str = ""
    missing: Literal["zero", "skip"] = "zero"
    variant: bool = False


class FormRule(NamedTuple):
    """A rule that belongs to one form only and is wholly made of identities.

    Arguments:
        code: such as ``"STA001"``.
        name: readable name, such as ``"statistics-requests"``.
        severity: ``"error"``, ``"warning"`` or ``"note"``.
        summary: one line of what it checks.
        why: a paragraph of why.
        source: the legal source.
        example: a short example.
    """

    code: str
    name: str
    severity: Literal["error", "warning", "note"]
    summary: Text
    why: Text
    source: str
    example: Text


@dataclass(frozen=True)
class FormTable:
    """A table of a form.

    Arguments:
        id: identifier, such as ``"requests"``.
        title: the title in the form's words.
        section: identifier of the section that holds it.
        rows: the rows in the form's order.
        columns: the columns in the form's order.
        identities: every identity of the table, spelled out row by row and column by column.
        count_rule: code of the rule that asks for non-negative whole numbers.
        variant: printings differ in their rows; a missing row is no finding.
        merged_rows: rows that some bodies print as one.
    """

    id: str
    title: str
    section: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    identities: tuple[Identity, ...]
    count_rule: str
    variant: bool = False
    merged_rows: tuple[MergedRow, ...] = ()

    @cached_property
    def row(self) -> dict[str, Row]:
        """The rows by identifier."""
        return {row.id: row for row in self.rows}

    @cached_property
    def column(self) -> dict[str, Column]:
        """The columns by identifier."""
        return {column.id: column for column in self.columns}

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The address of every cell, row by row in the form's order."""
        return tuple(
            f"{self.id}.{row.id}.{column.id}"
            for row in self.rows
            for column in self.columns_of(row)
        )

    def columns_of(self, row: Row) -> tuple[Column, ...]:
        """Return the columns that ``row`` has, in the form's order."""
        if not row.columns:
            return self.columns
        return tuple(column for column in self.columns if column.id in row.columns)

    def kind_of(self, address: str) -> Kind:
        """Return what kind of figure stands at ``address``."""
        _, row, column = address.split(".")
        return self.row[row].kind or self.column[column].kind


@dataclass(frozen=True)
class Form:
    """A version of the statutory form.

    Arguments:
        id: identifier, such as ``"2021"``.
        name: the version's name in both languages.
        authority: number of the official document that prescribes the form.
        first_year: the first year that reports on this form cover.
        last_year: the last one (``None``: still in use).
        sections: the sections in order.
        tables: the tables in order.
        rules: rules that only this form has.
        source: the file it was read from.
    """

    id: str
    name: Text
    authority: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[FormTable, ...]
    rules: tuple[FormRule, ...] = ()
    source: str = field(default="", compare=False)

    @cached_property
    def table(self) -> dict[str, FormTable]:
        """The tables by identifier."""
        return {table.id: table for table in self.tables}

    def covers(self, year: int) -> bool:
        """Tell whether reports on ``year`` are to use this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def label(self, address: str) -> Text:
        """Name a cell in the form's words: «表三 一、本年新收… / 自然人».

        Arguments:
            address: ``table.row.column``, ``table.row`` or ``table``.

        Raises:
            KeyError: the form has no such table, row or column.
        """
        label = self._labels.get(address)
        if label is None:
            label = self._labels[address] = self._label(address)
        return label

    @cached_property
    def _labels(self) -> dict[str, Text]:
        """The names that were asked for until now."""
        return {}

    def _label(self, address: str) -> Text:
        table_id, _, rest = address.partition(".")
        table = self.table[table_id]
        section = next(s for s in self.sections if s.id == table.section) if self.sections else None
        place = f"表{section.ordinal}" if section and section.ordinal else table.title
        names = [place]
        row_id, _, column_id = rest.partition(".")
        if row_id:
            line = table.row.get(row_id) or table.column[row_id]
            names.append(line.text)
        joined = " ".join(names)
        if column_id:
            joined = f"{joined} / {table.column[column_id].text}"
        return Text(joined, joined)
