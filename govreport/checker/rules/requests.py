"""REQ001–REQ004: the requests table (三、收到和处理政府信息公开申请情况)."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.context import Context, passed
from govreport.checker.identities import is_whole
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import format_table
from govreport.forms.model import FormTable
from govreport.parser.report import Quantity, Table
from govreport.text import Text

__all__ = ["RULES", "count_findings"]

NOT_A_NUMBER = Text(
    "{where}印作“{printed}”，不是数字", "{where} is printed as “{printed}”, which is no number"
)
NEGATIVE = Text("{where}为 {printed}，不应为负数", "{where} is {printed}; it cannot be negative")
FRACTION = Text("{where}为 {printed}，应为整数", "{where} is {printed}; it must be a whole number")


def count_findings(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each cell that is not the kind of figure that its column asks for.

    Runs over every table of the report whose ``count_rule`` is this rule.
    """
    for table in context.report.tables.values():
        if table.spec.count_rule != rule.code or table.is_blank:
            continue
        found = [
            _finding(context, rule, quantity, wrong)
            for quantity in _suspects(table)
            if (wrong := _wrong(table.spec, quantity)) is not None
        ]
        yield from found
        if not found:
            yield passed(rule, table.spec.id)


def _suspects(table: Table) -> Iterator[Quantity]:
    """Yield the cells worth a closer look: a whole number of zero or more is always right."""
    values = table.values
    if table.is_full and type(sum(values)) is int and min(values) >= 0:  # type: ignore[arg-type, type-var, operator]
        return
    for quantity in table.quantities.values():
        value = quantity.value
        if quantity.invalid or (value is not None and not (type(value) is int and value >= 0)):
            yield quantity


def _wrong(spec: FormTable, quantity: Quantity) -> Text | None:
    kind = spec.kind_of(quantity.address)
    if quantity.invalid or quantity.value is None:
        return NOT_A_NUMBER if quantity.invalid and kind != "free_amount" else None
    if quantity.value < 0 and kind != "change":
        return NEGATIVE
    if kind in ("count", "change") and not is_whole(quantity.value):
        return FRACTION
    return None


def _finding(context: Context, rule: Rule, quantity: Quantity, wrong: Text) -> Finding:
    where = context.label(quantity.address)
    printed = quantity.printed if quantity.value is None else quantity.value
    return context.finding(
        rule,
        wrong.format(where=where, printed=printed),
        (quantity.address,),
        printed=quantity.value,
        label=where,
    )


FORMAT = format_table("三")

RULES = (
    Rule(
        code="REQ001",
        name="request-row-total",
        severity="error",
        summary=Text(
            "表三每一行：六类申请人之和等于总计", "every row: the six applicants add up to 总计"
        ),
        why=Text(
            "每件申请只由一类申请人提出：自然人，或者五类法人或其他组织之一。"
            "因此每一行六个数字之和必须等于该行总计。",
            "Every request is made by one kind of applicant: a natural person, or one of five kinds "
            "of organization. So the six figures of a row add up to its total.",
        ),
        source=FORMAT,
        example=Text(
            "予以公开：自然人 12、商业企业 3，其余为 0，总计印作 16，应为 15。",
            "granted: 12 natural persons, 3 enterprises, else 0, but the total says 16, not 15.",
        ),
    ),
    Rule(
        code="REQ002",
        name="request-result-total",
        severity="error",
        summary=Text(
            "表三每一列：本年度办理结果各项之和等于（七）总计",
            "every column: the results of 三 add up to （七）总计",
        ),
        why=Text(
            "每件办结的申请只计入一种办理结果。因此第三项下各种结果之和必须等于（七）总计；"
            "2021 年版共 21 项，2019 年版共 19 项。",
            "Every handled request counts under one result. So the results under 三 (21 in the form "
            "of 2021, 19 in that of 2019) add up to （七）总计.",
        ),
        source=FORMAT,
        example=Text(
            "自然人一列各项结果之和为 26，（七）总计印作 20。",
            "the results of natural persons add up to 26, but （七）总计 says 20.",
        ),
    ),
    Rule(
        code="REQ003",
        name="request-balance",
        severity="error",
        summary=Text(
            "表三每一列：第一项加第二项之和，等于第三项加第四项之和",
            "every column: 一 + 二 = （七）总计 + 四",
        ),
        why=Text(
            "表三左上角印明：“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。”"
            "本年新收与上年结转的申请，要么已经办结，要么结转下年度，没有第三种去向。",
            "The form prints this rule in the corner of the table: what came in (this year and from "
            "last year) was either handled or carried over to next year.",
        ),
        source=FORMAT,
        example=Text(
            "自然人：1528 + 26 = 1554，而 1514 + 15 = 1529，相差 25。",
            "natural persons: 1528 + 26 = 1554, but 1514 + 15 = 1529; difference 25.",
        ),
    ),
    Rule(
        code="REQ004",
        name="request-count",
        severity="error",
        summary=Text("表三各项均为非负整数", "every cell is a non-negative whole number"),
        why=Text(
            "申请按件计数，只能是 0 或正整数。",
            "Requests are counted in pieces: zero or a whole number above it.",
        ),
        source=FORMAT,
        example=Text("科研机构一栏印作 -1。", "research institutions: -1."),
        check=count_findings,
    ),
)
