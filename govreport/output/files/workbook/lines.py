"""What stands in the sheets: their columns, and the line of each file, finding, figure and rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from govreport.checker.model import Finding, Result
from govreport.checker.rule import Rule
from govreport.forms.model import Form
from govreport.output.entries import Entry
from govreport.output.files.workbook.sheet import Cell, Column, Link, Mark
from govreport.output.places import change_text, place, title_of
from govreport.output.quoting import quoted
from govreport.output.records import records
from govreport.parser.report import Report
from govreport.text import Language, Text

__all__ = [
    "DATA",
    "FINDINGS",
    "NAMES",
    "OVERVIEW",
    "RULES",
    "data_lines",
    "finding_lines",
    "overview_line",
    "rule_line",
]

NAMES = {
    "overview": Text("汇总", "overview"),
    "findings": Text("问题清单", "findings"),
    "data": Text("数据", "data"),
    "rules": Text("规则", "rules"),
}
"""What the sheets are called."""

_BODY = Column(Text("单位", "body"), 22, "wrap")
_YEAR = Column(Text("年度", "year"), 8, "middle")
_FORM = Column(Text("格式", "form"), 15)
_FILE = Column(Text("文件", "file"), 40, on_paper=False)
_RULE = Column(Text("规则", "rule"), 10, on_paper=False)
_SEVERITY = Column(Text("程度", "severity"), 11)
_PRINTED = Text("印为", "printed")

OVERVIEW = (
    Column(Text("结果", "result"), 15),
    Column(Text("得分", "score"), 8, "number"),
    Column(Text("错误", "errors"), 8, "number"),
    Column(Text("警告", "warnings"), 11, "number"),
    Column(Text("提示", "notes"), 8, "number"),
    Column(Text("单位", "body"), 28, "wrap"),
    _YEAR,
    Column(Text("首要问题", "first problem"), 60, "wrap"),
    Column(Text("文件", "file"), 40, "link"),
    Column(Text("格式", "form"), 15, on_paper=False),
    Column(Text("通过", "passed"), 9, "number", on_paper=False),
    Column(Text("未通过", "failed"), 9, "number", on_paper=False),
    Column(Text("未核验", "unchecked"), 12, "number", on_paper=False),
)

FINDINGS = (
    _SEVERITY,
    _BODY,
    _YEAR,
    Column(Text("表", "table"), 18, "wrap"),
    Column(Text("行", "row"), 24, "wrap"),
    Column(Text("列", "column"), 12, "wrap"),
    Column(_PRINTED, 9, "number"),
    Column(Text("应为", "should be"), 10, "number"),
    Column(Text("相差", "difference"), 11, "signed"),
    Column(Text("说明", "explanation"), 46, "wrap"),
    Column(Text("改正建议", "what to change"), 36, "wrap"),
    Column(Text("所在位置", "where"), 12, "wrap"),
    Column(Text("正文原句", "sentence"), 46, "wrap", on_paper=False),
    _RULE,
    Column(Text("接受理由", "accepted because"), 20, "wrap", on_paper=False),
    _FILE,
    Column(Text("编号", "id"), 15, on_paper=False),
)

DATA = (
    Column(Text("单位", "body"), 28),
    _YEAR,
    _FORM,
    Column(Text("地址", "address"), 44),
    Column(Text("名称或原句", "label or sentence"), 60),
    Column(Text("数值", "value"), 12, "number"),
    Column(_PRINTED, 12, "number"),
    Column(Text("所在位置", "where"), 34),
    _FILE,
)

RULES = (
    Column(Text("规则", "rule"), 10),
    Column(Text("名称", "name"), 28),
    _SEVERITY,
    Column(Text("内容", "what it checks"), 70, "wrap"),
    Column(Text("依据", "source"), 60, "wrap"),
)

_OR = Text("\n或：", "\nor: ")


def overview_line(entry: Entry, address: str) -> list[Cell]:
    """Return the line of one file.

    Arguments:
        entry: what is known of it.
        address: where a link to it leads (``""``: there is none).
    """
    file = Link(entry.source, address)
    if not entry.is_report:
        return [Mark(entry.state), *[None] * 6, entry.problem, file]
    return [
        Mark(entry.state), entry.score, entry.mistakes, entry.warnings, entry.notes,
        entry.body, entry.year, entry.problem, file, entry.form,
        entry.passed, entry.failed, entry.unchecked,
    ]  # fmt: skip


def finding_lines(result: Result, language: Language) -> Iterator[list[Cell]]:
    """Yield a line for each finding of a report."""
    report = result.report
    for finding in result.issues:
        ways = [
            "\n".join(change_text(result, change, language) for change in repair.changes)
            for repair in result.repairs
            if finding.id in repair.resolves
        ]
        yield [
            Mark("accepted" if finding.accepted else finding.severity),
            report.organization,
            report.year,
            *_address(finding, report.form, language),
            finding.printed,
            finding.expected,
            finding.difference,
            finding.message.of(language),
            _OR.of(language).join(dict.fromkeys(way for way in ways if way)),
            place(finding.location, language),
            quoted(finding, whole=True),
            finding.rule,
            finding.reason,
            report.source,
            finding.id,
        ]


def _address(finding: Finding, form: Form, language: Language) -> Sequence[str]:
    """Name table, row and column of what a finding is about; else its label as a row."""
    parts = finding.cells[0].split(".") if finding.cells else []
    table = form.table.get(parts[0]) if parts else None
    if table is None:
        return "", title_of(finding, form).of(language), ""
    short = form.label(table.id).of(language)
    name = table.title if table.title.startswith(short) else f"{short} {table.title}"
    row = table.row.get(parts[1]) if len(parts) > 1 else None
    column = table.column.get(parts[-1]) if len(parts) > 1 else None
    return name, row.text if row else "", column.text if column else ""


def data_lines(report: Report, language: Language) -> Iterator[list[Cell]]:
    """Yield a line for each figure of a report."""
    form = report.form.name.of(language)
    for record in records(report, language, partial(place, language=language)):
        yield [
            record["body"], record["year"], form, record["address"], record["label"],
            record["value"], record["printed"], record["location"], record["source"],
        ]  # fmt: skip


def rule_line(rule: Rule, language: Language) -> list[Cell]:
    """Return the line of one rule."""
    return [
        rule.code,
        rule.name,
        Mark(rule.severity),
        rule.summary.of(language),
        rule.source.of(language),
    ]
