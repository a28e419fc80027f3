"""Last year's report against this year's, cell by cell: YRS001, YRS002, YRS004, YRS005."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from govreport.checker.compare.pair import DIFFERENT_FORMS, Pair
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.forms.model import FormTable
from govreport.parser.report import Number, Table
from govreport.text import Text

__all__ = ["carry_over", "in_force_chain", "pending", "unit_slip"]

CARRY = Text(
    "{body}：{last} 年度结转下年度继续办理与 {this} 年度上年结转不一致：{columns}；"
    "如因机构合并、统计范围改变或重新登记所致，请在报告中说明",
    "{body}: what {last} carried out differs from what {this} carried in: {columns}; merged bodies, "
    "another scope or re-registration are the other explanation",
)
NO_CARRY = Text(
    "有一个年度的表格没有结转栏目", "one year's form has no row for what was carried over"
)


def carry_over(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Hold 四 of last year against 二 of this year, in all seven columns.

    The forms of 2019 and 2021 have the same columns here.
    """
    table = pair.this.form.table.get("requests")
    if table is None or "requests" not in pair.last.form.table:
        yield pair.skipped(rule, NO_CARRY, "requests.carried_in.total")
        return
    differing: list[tuple[str, Number, Number]] = []
    for column in (column.id for column in table.columns):
        own, earlier = f"requests.carried_in.{column}", f"requests.carried_out.{column}"
        before, after = pair.figure(pair.last, earlier), pair.figure(pair.this, own)
        if before is None or after is None:
            yield pair.unknown(rule, own, (pair.last, earlier), (pair.this, own))
        elif before == after:
            yield pair.passed(rule, own)
        else:
            differing.append((column, before, after))
    if differing:
        yield _carry_finding(pair, rule, differing)


def _carry_finding(pair: Pair, rule: Rule, differing: list[tuple[str, Number, Number]]) -> Finding:
    """Tell all columns that differ in one finding; the total stands for it where it differs."""
    label = pair.this.form.table["requests"].column
    columns = [f"{label[c].text} {before} → {after}" for c, before, after in differing]
    told = Text("，".join(columns), ", ".join(columns))
    column, before, after = next((d for d in differing if d[0] == "total"), differing[0])
    cells = [
        cell
        for c, _, _ in sorted(differing, key=lambda d: d[0] != column)
        for cell in (
            (pair.this, f"requests.carried_in.{c}"),
            (pair.last, f"requests.carried_out.{c}"),
        )
    ]
    text = CARRY.format(body=pair.body, last=pair.last.year, this=pair.this.year, columns=told)
    return pair.finding(rule, text, cells, printed=after, expected=before)


IN_FORCE = Text(
    "{body}：{row} {last} 年末现行有效 {before} 件，{this} 年制发 {issued} 件、废止 {repealed} 件，"
    "年末应为 {expected} 件，印作 {printed} 件；自行失效或清理口径变化的，请说明",
    "{body}: {row}: {before} in force at the end of {last}, {issued} issued and {repealed} repealed in "
    "{this}: {expected} should be in force, {printed} printed; lapsed documents may explain it",
)


NO_IN_FORCE = Text("这一版格式没有现行有效件数", "this form does not ask what is in force")


def in_force_chain(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Hold 现行有效 against last year's, with what was issued and repealed since."""
    for row in ("rules", "normative_documents"):
        own = f"proactive.{row}.in_force"
        if not (pair.last.form.id == pair.this.form.id == "2021"):
            yield pair.skipped(rule, DIFFERENT_FORMS if not pair.same_form else NO_IN_FORCE, own)
            continue
        parts = (f"proactive.{row}.issued", f"proactive.{row}.repealed")
        cells = [(pair.this, own), (pair.last, own), *((pair.this, part) for part in parts)]
        printed, before, issued, repealed = (pair.figure(*cell) for cell in cells)
        if printed is None or before is None or issued is None or repealed is None:
            yield pair.unknown(rule, own, *cells)
            continue
        expected = before + issued - repealed
        if expected == printed:
            yield pair.passed(rule, own)
            continue
        text = IN_FORCE.format(
            body=pair.body, row=pair.this.form.table["proactive"].row[row].text,
            last=pair.last.year, this=pair.this.year, before=before, issued=issued,
            repealed=repealed, expected=expected, printed=printed,
        )  # fmt: skip
        yield pair.finding(rule, text, cells, printed=printed, expected=expected)


SLIP = Text(
    "{body}：{cell}由 {last} 年度的 {before} {unit}变为 {this} 年度的 {after} {unit}，相差约一万倍，"
    "请核对单位是否把元误作万元",
    "{body}: {cell} went from {before} {unit} in {last} to {after} {unit} in {this}, about ten "
    "thousand times: 元 for 万元?",
)
LOW, HIGH = Decimal("3162"), Decimal("31623")
"""About 10⁴ times: from 10^3.5 to 10^4.5."""


def unit_slip(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Find amounts about ten thousand times last year's, or a ten-thousandth."""
    for table in pair.this.tables.values():
        for address in _amounts(table):
            if not pair.same_form:
                yield pair.skipped(rule, DIFFERENT_FORMS, address)
                continue
            before, after = pair.figure(pair.last, address), pair.figure(pair.this, address)
            if before is None or after is None:
                yield pair.unknown(rule, address, (pair.last, address), (pair.this, address))
            elif not before or not after or not _is_slip(Decimal(after) / Decimal(before)):
                yield pair.passed(rule, address)
            else:
                text = SLIP.format(
                    body=pair.body, cell=pair.this.form.label(address), before=before, after=after,
                    unit=_unit(table.spec, address),
                    last=pair.last.year, this=pair.this.year,
                )  # fmt: skip
                cells = [(pair.this, address), (pair.last, address)]
                yield pair.finding(rule, text, cells, printed=after)


def _unit(table: FormTable, address: str) -> str:
    """Return the unit of a figure: the row's own, else the column's."""
    _, row, column = address.split(".")
    return table.row[row].unit or table.column[column].unit


def _is_slip(ratio: Decimal) -> bool:
    return LOW <= ratio <= HIGH or LOW <= 1 / ratio <= HIGH


def _amounts(table: Table) -> list[str]:
    return [address for address in _amounts_of(table.spec) if address in table.quantities]


@lru_cache(maxsize=64)
def _amounts_of(table: FormTable) -> tuple[str, ...]:
    kinds = ("amount", "free_amount")
    return tuple(address for address in table.addresses if table.kind_of(address) in kinds)


PENDING = Text(
    "{body}：{block} {last} 年度尚未审结 {before} 件，多于 {this} 年度总计 {after} 件；"
    "上年未结案件一般计入下年，请核对",
    "{body}: {block}: {before} cases were pending in {last}, but {this} counts only {after} in all",
)


def pending(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Note cases pending last year that this year's total cannot hold."""
    for line in ("reconsideration.cases", "litigation.direct", "litigation.after_reconsideration"):
        own, earlier = f"{line}.total", f"{line}.pending"
        before, after = pair.figure(pair.last, earlier), pair.figure(pair.this, own)
        if before is None or after is None:
            yield pair.unknown(rule, own, (pair.last, earlier), (pair.this, own))
        elif before <= after:
            yield pair.passed(rule, own)
        else:
            text = PENDING.format(
                body=pair.body, block=pair.this.form.label(line), before=before, after=after,
                last=pair.last.year, this=pair.this.year,
            )  # fmt: skip
            yield pair.finding(rule, text, [(pair.this, own), (pair.last, earlier)], printed=after)
