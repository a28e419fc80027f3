"""Last year's report against this year's: YRS001 to YRS006."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from govreport.checker.compare.growth import growth
from govreport.checker.compare.model import at
from govreport.checker.context import finding_id
from govreport.checker.identities import evaluate
from govreport.checker.model import Finding, Kind, Severity
from govreport.checker.rule import Rule
from govreport.parser.report import Number, Quantity, Report, Table
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

__all__ = ["Pair", "pair_findings", "version_findings"]

CLAIMED = {
    "requests.new.total": ("new", "received"),
    "requests.carried_in.total": ("carried_in",),
    "requests.handled.total": ("handled",),
    "requests.carried_out.total": ("carried_out",),
}
"""Claims of the prose that stand in for a cell where the report has no such table."""


@dataclass
class Pair:
    """Two reports of one body on two years, or two versions of one report.

    Arguments:
        body: the body's name, as the comparison shows it.
        last: the earlier report.
        this: the later one.
    """

    body: str
    last: Report
    this: Report

    def cell(self, report: Report, address: str) -> str:
        """Name a cell of one of the two reports."""
        return at(self.body, report.year or 0, address)

    def figure(self, report: Report, address: str) -> Number | None:
        """Return a figure: printed, implied by the table, or stated in the prose."""
        value = self.known[id(report)].get(address)
        if value is not None or report.quantity(address) is not None:
            return value
        for name in CLAIMED.get(address, ()):
            stated = {c.value for c in report.claims if c.claim == name and _sure(c)}
            if len(stated) == 1:
                return stated.pop()
        return None

    @cached_property
    def known(self) -> dict[int, dict[str, Number]]:
        """The figures that the tables print or imply, by report."""
        return {id(report): known_figures(report) for report in (self.last, self.this)}

    def finding(
        self,
        rule: Rule,
        message: Text,
        cells: Sequence[tuple[Report, str]],
        *,
        printed: Number | None = None,
        expected: Number | None = None,
        severity: Severity | None = None,
        kind: Kind | None = None,
        location: Location | None = None,
    ) -> Finding:
        """Make a finding on cells of the two reports; it stands at the later one's place."""
        names = tuple(self.cell(report, address) for report, address in cells)
        values = [str(self.figure(report, address)) for report, address in cells]
        own = [address for report, address in cells if report is self.this]
        known = printed is not None and expected is not None
        return Finding(
            id=finding_id(self.body, self.this.year, rule.code, names, values),
            rule=rule.code,
            name=rule.name,
            severity=severity or rule.severity,
            kind=kind or rule.kind,
            message=message,
            cells=names,
            printed=printed,
            expected=expected,
            difference=printed - expected if known else None,  # type: ignore[operator]
            location=location or _place(self.this, own),
        )


def _sure(claim: object) -> bool:
    return claim.scope == "body" and not claim.about  # type: ignore[attr-defined]


def known_figures(report: Report) -> dict[str, Number]:
    """Return the figures of the tables by address.

    Printed figures, implied ones, and zero for a blank in a row that has figures; a figure that
    could not be read for certain has no entry.
    """
    figures: dict[str, Number] = {}
    for table in report.tables.values():
        printed = {a: q.value for a, q in table.quantities.items() if q.value is not None}
        rows = {address.rsplit(".", 1)[0] for address in printed}
        blank = {
            address: 0
            for address, quantity in table.quantities.items()
            if quantity.value is None
            and not (quantity.doubt or quantity.invalid)
            and address.rsplit(".", 1)[0] in rows
        }
        implied = evaluate(table).implied if len(printed) < len(table.values) else {}
        figures |= {**blank, **implied, **printed}
    return figures


def _place(report: Report, addresses: Sequence[str]) -> Location:
    for address in addresses:
        quantity = report.quantity(address)
        if quantity is not None:
            return quantity.location
    return NOWHERE


CARRY = Text(
    "{body}：{last} 年度结转下年度继续办理与 {this} 年度上年结转不一致：{columns}；"
    "如因机构合并或重新登记所致，请在报告中说明",
    "{body}: what {last} carried out differs from what {this} carried in: {columns}; merged bodies "
    "or re-registration are the other explanation",
)


def carry_over(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Hold 四 of last year against 二 of this year, in all seven columns."""
    columns = [column.id for column in pair.this.form.table["requests"].columns]
    differing = []
    for column in columns:
        before = pair.figure(pair.last, f"requests.carried_out.{column}")
        after = pair.figure(pair.this, f"requests.carried_in.{column}")
        if before is not None and after is not None and before != after:
            differing.append((column, before, after))
    if not differing:
        return
    label = pair.this.form.table["requests"].column
    told = "，".join(f"{label[c].text} {before} → {after}" for c, before, after in differing)
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
    yield pair.finding(rule, text, cells, printed=after, expected=before)


IN_FORCE = Text(
    "{body}：{row} {last} 年末现行有效 {before} 件，{this} 年制发 {issued} 件、废止 {repealed} 件，"
    "年末应为 {expected} 件，印作 {printed} 件；自行失效或清理口径变化的，请说明",
    "{body}: {row}: {before} in force at the end of {last}, {issued} issued and {repealed} repealed in "
    "{this}: {expected} should be in force, {printed} printed; lapsed documents may explain it",
)


def in_force_chain(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Hold 现行有效 against last year's, with what was issued and repealed since."""
    if not (pair.last.form.id == pair.this.form.id == "2021"):
        return
    for row in ("rules", "normative_documents"):
        before = pair.figure(pair.last, f"proactive.{row}.in_force")
        issued, repealed, printed = (
            pair.figure(pair.this, f"proactive.{row}.{column}")
            for column in ("issued", "repealed", "in_force")
        )
        if before is None or issued is None or repealed is None or printed is None:
            continue
        expected = before + issued - repealed
        if expected == printed:
            continue
        text = IN_FORCE.format(
            body=pair.body, row=pair.this.form.table["proactive"].row[row].text,
            last=pair.last.year, this=pair.this.year, before=before, issued=issued,
            repealed=repealed, expected=expected, printed=printed,
        )  # fmt: skip
        cells = [
            (pair.this, f"proactive.{row}.in_force"), (pair.last, f"proactive.{row}.in_force"),
            (pair.this, f"proactive.{row}.issued"), (pair.this, f"proactive.{row}.repealed"),
        ]  # fmt: skip
        yield pair.finding(rule, text, cells, printed=printed, expected=expected)


COPIED_TABLE = Text(
    "{body}：{this} 年度“{table}”与 {last} 年度完全相同（{count} 个大于零的数字），疑为照抄上年",
    "{body}: table “{table}” of {this} is the same as that of {last} ({count} figures above zero)",
)
COPIED_PROSE = Text(
    "{body}：{this} 年度总体情况有 {share}% 的文字与 {last} 年度逐句相同，疑为照抄上年",
    "{body}: {share} % of section 一 of {this} repeats that of {last} sentence by sentence",
)
LEAST_FIGURES = 10
LEAST_PROSE = 300
"""Characters of prose below which sameness says nothing."""
LEAST_SHARE = 80
"""Per cent of the prose that must be the same."""


def copied(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Find tables and prose that repeat last year's."""
    for id, table in pair.this.tables.items():
        before = pair.last.tables.get(id)
        if before is None or before.spec.id != table.spec.id or before.values != table.values:
            continue
        if pair.last.form.id != pair.this.form.id:
            continue
        above = [q.address for q in table.quantities.values() if q.value and q.value > 0]
        if len(above) >= LEAST_FIGURES:
            text = COPIED_TABLE.format(
                body=pair.body, this=pair.this.year, last=pair.last.year,
                table=table.spec.title, count=len(above),
            )  # fmt: skip
            yield pair.finding(
                rule, text, [(pair.this, id), (pair.last, id)], location=table.location
            )
    yield from _copied_prose(pair, rule)


def _copied_prose(pair: Pair, rule: Rule) -> Iterator[Finding]:
    before, after = _sentences(pair.last), _sentences(pair.this)
    length = sum(map(len, after))
    if length < LEAST_PROSE:
        return
    known = set(before)
    share = 100 * sum(len(s) for s in after if s in known) // length
    if share >= LEAST_SHARE:
        section = pair.this.section("overview")
        text = COPIED_PROSE.format(
            body=pair.body, this=pair.this.year, last=pair.last.year, share=share
        )
        yield pair.finding(
            rule, text, [(pair.this, "overview"), (pair.last, "overview")],
            location=section.location if section else None,
        )  # fmt: skip


def _sentences(report: Report) -> list[str]:
    """Return the sentences of section 一 without years: they change even in a copy."""
    section = report.section("overview")
    text = "\n".join(paragraph for paragraph, _ in section.paragraphs) if section else ""
    text = re.sub(r"20\d\d|\s", "", text)
    return [s for s in re.split(r"[。；！？]", text) if len(s) >= 8]


SLIP = Text(
    "{body}：{cell}由 {last} 年度的 {before} {unit}变为 {this} 年度的 {after} {unit}，相差约一万倍，"
    "请核对单位是否把元误作万元",
    "{body}: {cell} went from {before} {unit} in {last} to {after} {unit} in {this}, about ten "
    "thousand times: 元 for 万元?",
)
LOW, HIGH = Decimal("3162"), Decimal("31623")
"""About 10⁴ times: from 10^3.5 to 10^4.5."""


def unit_slip(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Find amounts about ten thousand times last year's, or a ten-thousandth."""
    for table in pair.this.tables.values():
        for address in _amounts(table):
            before, after = pair.figure(pair.last, address), pair.figure(pair.this, address)
            if not before or not after or pair.last.form.id != pair.this.form.id:
                continue
            ratio = Decimal(after) / Decimal(before)
            if LOW <= ratio <= HIGH or LOW <= 1 / ratio <= HIGH:
                label = pair.this.form.label(address)
                unit = table.spec.column[address.rsplit(".", 1)[1]].unit
                text = SLIP.format(
                    body=pair.body, cell=label, unit=unit, before=before, after=after,
                    last=pair.last.year, this=pair.this.year,
                )  # fmt: skip
                cells = [(pair.this, address), (pair.last, address)]
                yield pair.finding(rule, text, cells, printed=after)


def _amounts(table: Table) -> list[str]:
    return [a for a in table.quantities if table.spec.kind_of(a) in ("amount", "free_amount")]


PENDING = Text(
    "{body}：{block} {last} 年度尚未审结 {before} 件，多于 {this} 年度总计 {after} 件；"
    "上年未结案件一般计入下年，请核对",
    "{body}: {block}: {before} cases were pending in {last}, but {this} counts only {after} in all",
)


def pending(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Note cases pending last year that this year's total cannot hold."""
    for line in ("reconsideration.cases", "litigation.direct", "litigation.after_reconsideration"):
        before = pair.figure(pair.last, f"{line}.pending")
        after = pair.figure(pair.this, f"{line}.total")
        if before is not None and after is not None and before > after:
            text = PENDING.format(
                body=pair.body, block=pair.this.form.label(line), before=before, after=after,
                last=pair.last.year, this=pair.this.year,
            )  # fmt: skip
            cells = [(pair.this, f"{line}.total"), (pair.last, f"{line}.pending")]
            yield pair.finding(rule, text, cells, printed=after)


CHECKS = {
    "YRS001": carry_over,
    "YRS002": in_force_chain,
    "YRS003": copied,
    "YRS004": unit_slip,
    "YRS005": pending,
    "TXT004": growth,
}


def pair_findings(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Yield the findings of one rule over two years that follow each other."""
    yield from CHECKS[rule.code](pair, rule)


VERSIONS = Text(
    "{body} {year} 年度的两份文件（{first}；{second}）有 {count} 格不同：{cells}",
    "{body} {year}: the two files ({first}; {second}) differ in {count} cells: {cells}",
)
SHOWN = 6


def version_findings(pair: Pair, rule: Rule) -> Iterator[Finding]:
    """Compare two files for one body and year cell by cell (YRS006)."""
    differing = [
        (address, one, two)
        for address in dict.fromkeys([*_cells(pair.last), *_cells(pair.this)])
        if (one := _value(pair.last, address)) != (two := _value(pair.this, address))
    ]
    if not differing:
        return
    told = "；".join(
        f"{pair.this.form.label(a).zh} {_shown(one)} / {_shown(two)}"
        for a, one, two in differing[:SHOWN]
    ) + ("……" if len(differing) > SHOWN else "")
    text = VERSIONS.format(
        body=pair.body, year=pair.this.year, first=pair.last.source, second=pair.this.source,
        count=len(differing), cells=told,
    )  # fmt: skip
    yield pair.finding(rule, text, [(pair.this, address) for address, _, _ in differing])


def _cells(report: Report) -> Iterator[str]:
    return (quantity.address for quantity in report.quantities)


def _value(report: Report, address: str) -> Number | None:
    quantity: Quantity | None = report.quantity(address)
    return quantity.value if quantity else None


def _shown(value: Number | None) -> str:
    return "空白" if value is None else str(value)
