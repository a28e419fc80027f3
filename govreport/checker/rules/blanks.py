"""FRM002, FRM003: rows and columns that are missing, cells left blank, and what they must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from govreport.checker.context import Context, passed
from govreport.checker.identities import ALL_BLANK, Evaluation, missing_stretch
from govreport.checker.imply import Conflict
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT
from govreport.forms.model import Column, Form, Identity, Row
from govreport.parser.report import Number, Table
from govreport.text import Text

__all__ = ["RULES", "implied_lines", "without_values"]

MISSING = Text("{table}缺少{lines}", "{table}: {lines} missing")
MORE_MISSING = Text("等（共 {n} 处）", ", … ({n} in all)")
IMPLIED = Text("；按其余数字推算应为：{values}", "; the rest implies: {values}")
REST = Text("其余 {n} 格为 0", "the other {n} are 0")
ZERO = Text("{n} 格均为 0", "all {n} are 0")
NAMED = 4
"""So many missing rows and columns are named where there are more; ``cells`` has them all."""
SHOWN = 8
"""So many rows of implied values are spelled out in the message; all are in ``implied``."""


def missing_lines(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield one finding for each table that lacks rows or columns of the form."""
    for id, table in context.report.tables.items():
        rows, columns = _missing(table)
        if not rows and not columns:
            yield passed(rule, id)
            continue
        implied = _implied_lines(context.evaluations[id], table, rows, columns)
        implied = context.corrected(implied)
        lines: tuple[Row | Column, ...] = (*rows, *columns)
        text = _missing_text(context, table, rows, columns)
        if implied:
            text = _with_values(context, text, implied)
        cells = [f"{id}.{line.id}" for line in lines]
        yield context.finding(rule, text, cells, implied=implied, location=table.location)


def _missing(table: Table) -> tuple[list[Row], list[Column]]:
    """Return the rows and columns of the form that the file does not have."""
    if len(table.quantities) == len(table.spec.addresses):
        return [], []
    if table.spec.variant:
        stretch = missing_stretch(table)
        return [row for row in table.spec.rows if row.id in stretch], []
    printed = {*table.rows, *table.merged_rows}
    rows = [row for row in table.spec.rows if row.id not in printed and not row.optional]
    used = {
        c.id for row in table.spec.rows if row.id in printed for c in table.spec.columns_of(row)
    }
    columns = [
        column
        for column in table.spec.columns
        if column.id in used and column.id not in table.columns and not column.optional
    ]
    return rows, columns


def _implied_lines(
    evaluation: Evaluation, table: Table, rows: list[Row], columns: list[Column]
) -> dict[str, Number]:
    """Return the values of missing cells: implied, or zero where nothing else makes a sum hold."""
    settled = {
        address
        for identity in evaluation.passed
        if identity.missing == "zero"
        for address in _without_counterpart(identity, table)
    }
    unsettled = {
        address for identity in _open(evaluation) for address in (*identity.plus, *identity.minus)
    }
    lines = {row.id for row in rows} | {column.id for column in columns}
    implied: dict[str, Number] = {}
    for address in table.spec.addresses:
        if lines.isdisjoint(address.split(".")[1:]) or address in table.quantities:
            continue
        if address in evaluation.implied:
            implied[address] = evaluation.implied[address]
        elif address in settled and address not in unsettled:
            implied[address] = 0
    return implied


def _without_counterpart(identity: Identity, table: Table) -> Iterator[str]:
    """Yield the missing cells of an identity, if all are on one side: none can outweigh another."""
    plus, minus = (
        [address for address in side if address not in table.quantities]
        for side in (identity.plus, identity.minus)
    )
    if not (plus and minus):
        yield from (*plus, *minus)


def _open(evaluation: Evaluation) -> Iterator[Identity]:
    """Yield the identities that leave open what their blank cells hold."""
    yield from (failure.identity for failure in evaluation.failed)
    yield from (identity for identity, reason in evaluation.skipped if reason is not ALL_BLANK)


def _missing_text(context: Context, table: Table, rows: list[Row], columns: list[Column]) -> Text:
    lines = [f"“{row.text}”行" for row in rows] + [f"“{column.text}”列" for column in columns]
    names = [f"row “{row.text}”" for row in rows] + [f"column “{c.text}”" for c in columns]
    told = Text("、".join(lines), ", ".join(names))
    if len(lines) > NAMED + 1:  # to count a single one is no shorter than to name it
        more = MORE_MISSING.format(n=len(lines))
        told = Text("、".join(lines[:NAMED]) + more.zh, ", ".join(names[:NAMED]) + more.en)
    return MISSING.format(table=context.label(table.spec.id), lines=told)


def _with_values(context: Context, text: Text, implied: dict[str, Number]) -> Text:
    by_row = implied_lines(context.form, implied)
    by_column = implied_lines(context.form, implied, by="column")
    lines = min(by_row, by_column, key=len)
    told = [Text(f"{line}：{rest.zh}", f"{line}: {rest.en}") for line, rest in lines[:SHOWN]]
    more = "……" if len(lines) > SHOWN else ""
    zh, en = (separator.join(parts) + more for separator, parts in (
        ("；", [each.zh for each in told]), ("; ", [each.en for each in told]),
    ))  # fmt: skip
    values = IMPLIED.format(values=Text(zh, en))
    return Text(text.zh + values.zh, text.en + values.en)


def without_values(message: Text) -> Text:
    """Return the message of a finding without the implied values, for whoever lists them all."""
    zh, en = (text.partition("{")[0] for text in (IMPLIED.zh, IMPLIED.en))
    return Text(message.zh.partition(zh)[0], message.en.partition(en)[0])


def implied_lines(
    form: Form, implied: Mapping[str, Number], *, by: Literal["row", "column"] = "row"
) -> list[tuple[str, Text]]:
    """Return implied values row by row, or column by column: its label, and the values in it.

    Arguments:
        form: the form of the report.
        implied: the values by address.
        by: what is put together.
    """
    lines: dict[str, list[tuple[str, Number]]] = {}
    for cell, value in implied.items():
        table_id, row_id, column_id = cell.split(".")
        table = form.table[table_id]
        row, column = table.row[row_id].text, table.column[column_id].text
        line, place = (row, column) if by == "row" else (column, row)
        lines.setdefault(line, []).append((place, value))
    return [(name, _values(cells)) for name, cells in lines.items()]


def _values(cells: list[tuple[str, Number]]) -> Text:
    """Name the cells that are above zero, and count the others."""
    told = [f"{name} {value}" for name, value in cells if value]
    zeros = len(cells) - len(told)
    if zeros < 2:
        told = [f"{name} {value}" for name, value in cells]
        return Text("、".join(told), ", ".join(told))
    rest = (REST if told else ZERO).format(n=zeros)
    return Text("、".join([*told, rest.zh]), ", ".join([*told, rest.en]))


BLANK = Text("{table}有 {count} 格应填而空白", "{table}: {count} cells are left blank")
CONFLICT = Text(
    "{cell}空白，而其余数字推算出的值互相矛盾：{proposals}",
    "{cell} is blank, and the rest implies different values: {proposals}",
)


def blank_cells(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield one finding for each table with blanks that must hold a figure, one per conflict."""
    for id, table in context.report.tables.items():
        evaluation = context.evaluations[id]
        implied = context.corrected(_implied_blanks(evaluation, table))
        if implied:
            text = BLANK.format(table=context.label(id), count=len(implied))
            yield context.finding(
                rule, _with_values(context, text, implied), implied, implied=implied
            )
        for conflict in evaluation.conflicts:
            yield _conflict(context, rule, conflict)
        if not implied and not evaluation.conflicts:
            yield passed(rule, id)


def _implied_blanks(evaluation: Evaluation, table: Table) -> dict[str, Number]:
    """Return blank cells that must be above zero, and blank totals of printed parts."""
    implied: dict[str, Number] = {}
    if table.is_full:
        return implied
    for address, value in evaluation.implied.items():
        if address in table.quantities:
            implied[address] = value
    for identity in evaluation.passed:
        if identity.missing != "zero" or len(identity.minus) != 1 or identity.variant:
            continue
        total = identity.minus[0]
        quantity = table.quantities.get(total)
        if quantity is None or quantity.value is not None or total in implied or quantity.mark:
            continue
        parts = [table.quantities.get(part) for part in identity.plus]
        if any(part is not None and part.value is not None for part in parts):
            implied[total] = 0
    return {address: implied[address] for address in table.quantities if address in implied}


def _conflict(context: Context, rule: Rule, conflict: Conflict) -> Finding:
    proposals = [(context.label(identity.subject), value) for identity, value in conflict.proposals]
    return context.finding(
        rule,
        CONFLICT.format(
            cell=context.label(conflict.cell),
            proposals=Text(
                "，".join(f"按“{place.zh}”为 {value}" for place, value in proposals),
                ", ".join(f"{value} by “{place.en}”" for place, value in proposals),
            ),
        ),
        (conflict.cell,),
        severity="error",
    )


RULES = (
    Rule(
        code="FRM002",
        name="row-missing",
        severity="warning",
        summary=Text("格式规定的行、列齐全", "every row and column of the form is there"),
        why=Text(
            "缺少一行或一列，表内勾稽关系就无从直接核对。能由其余数字推算的，给出推算值。",
            "With a row or column missing the table cannot be verified directly. Where the rest "
            "tells what must have stood there, the values are given.",
        ),
        source=FORMAT,
        example=Text("表三没有“四、结转下年度继续办理”一行。", "row 四 is not in the table."),
        check=missing_lines,
    ),
    Rule(
        code="FRM003",
        name="blank-implied",
        severity="warning",
        summary=Text(
            "总计和其余数字表明大于零的项目没有留空；推算值互相矛盾时为错误",
            "no total, and no part that the rest says is above zero, is left blank",
        ),
        why=Text(
            "空白不等于 0。空白先按 0 计；若因此不平衡，而只有一格能补上差额，就给出该格应填的值。"
            "两条勾稽关系对同一空格推算出不同的值时，表内必有错误。",
            "Blank is not zero. A blank counts as zero first; where that does not balance and only "
            "one cell can make up the difference, its value is given. Where two identities imply "
            "different values for one cell, the table contradicts itself.",
        ),
        source=FORMAT,
        example=Text(
            "予以公开：258、12、1、1，总计空白，应为 272。", "258 + 12 + 1 + 1, total blank: 272."
        ),
        check=blank_cells,
    ),
)
