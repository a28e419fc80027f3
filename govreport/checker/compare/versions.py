"""Two files for one body and year, compared cell by cell: YRS006."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.compare.pair import DIFFERENT_FORMS, Pair
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.parser.report import Quantity, Report
from govreport.text import Text

__all__ = ["versions"]

DIFFER = Text(
    "{body} {year} 年度的两份文件（{first}；{second}）有 {count} 格不同：{cells}",
    "{body} {year}: the two files ({first}; {second}) differ in {count} cells: {cells}",
)
UNREAD = Text(
    "两份文件中有一份的这一格没有读准", "one of the two files could not be read for certain here"
)
ONE_ONLY = Text("两份文件中有一份没有这张表", "one of the two files does not have the table")
SHOWN = 6


def versions(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Compare two files cell by cell; a cell that only one of them could be read in is skipped."""
    if not pair.same_form:
        yield pair.skipped(rule, DIFFERENT_FORMS)
        return
    differing: list[str] = []
    for table in pair.this.form.tables:
        there = [report.tables.get(table.id) for report in (pair.last, pair.this)]
        if None in there and there != [None, None]:
            yield pair.skipped(rule, ONE_ONLY, table.id)
            continue
        for address in table.addresses if None not in there else ():
            one, two = pair.last.quantity(address), pair.this.quantity(address)
            if _unread(one) or _unread(two):
                yield pair.skipped(rule, UNREAD, address)
            elif _value(one) != _value(two):
                differing.append(address)
    if differing:
        yield _finding(pair, rule, differing)
    else:
        yield pair.passed(rule, "")


def _finding(pair: Pair, rule: Rule, differing: list[str]) -> Finding:
    told = "；".join(_told(pair, address) for address in differing[:SHOWN])
    text = DIFFER.format(
        body=pair.body, year=pair.this.year, first=pair.last.source, second=pair.this.source,
        count=len(differing), cells=told + ("……" if len(differing) > SHOWN else ""),
    )  # fmt: skip
    other = [_shown(pair.last, address) for address in differing]
    return pair.finding(rule, text, [(pair.this, address) for address in differing], values=other)


def _told(pair: Pair, address: str) -> str:
    label = pair.this.form.label(address).zh
    return f"{label} {_shown(pair.last, address)} / {_shown(pair.this, address)}"


def _unread(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.doubt is not None


def _value(quantity: Quantity | None) -> object:
    """Return what is compared: a blank, and a row that a file leaves out, count as zero."""
    if quantity is None:
        return 0
    return quantity.printed if quantity.invalid else quantity.value or 0


def _shown(report: Report, address: str) -> str:
    quantity = report.quantity(address)
    if quantity is None or (quantity.value is None and not quantity.invalid):
        return "空白"
    return str(_value(quantity))
