"""The workbook of a comparison: grouping, findings, and the sums over the bodies."""

from __future__ import annotations

from typing import IO, Any

from govreport.checker.compare import Comparison
from govreport.checker.model import Finding
from govreport.output.files.workbook.rollup import RollupSheets
from govreport.output.files.workbook.sheet import Cell, Column, Formats, Mark, Sheet
from govreport.output.files.workbook.writer import properties
from govreport.output.places import location_text
from govreport.text import Language, Text

__all__ = ["write_workbook"]

_GROUPS = (
    Column(Text("机关", "body"), 36, "wrap"),
    Column(Text("年度", "year"), 8, "middle"),
    Column(Text("结果", "result"), 12),
    Column(Text("得分", "score"), 8, "number"),
    Column(Text("文件", "file"), 50, "wrap"),
    Column(Text("说明", "remark"), 50, "wrap"),
)
_FINDINGS = (
    Column(Text("程度", "severity"), 10),
    Column(Text("规则", "rule"), 9),
    Column(Text("问题", "finding"), 70, "wrap"),
    Column(Text("印为", "printed"), 12, "number"),
    Column(Text("应为", "expected"), 12, "number"),
    Column(Text("相差", "difference"), 12, "signed"),
    Column(Text("改法", "change"), 60, "wrap"),
    Column(Text("单元格", "cells"), 50, "wrap"),
    Column(Text("位置", "place"), 20, "wrap"),
)
_NAMES = {
    "groups": Text("分组", "grouping"),
    "findings": Text("问题清单", "findings"),
}
_GAP = Text("缺 {years} 年度的报告", "no report on {years}")


def write_workbook(file: IO[bytes], comparison: Comparison, language: Language) -> None:
    """Write a comparison as a workbook.

    Arguments:
        file: where to write.
        comparison: what was compared.
        language: the language of heads and marks.
    """
    import xlsxwriter

    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book: Any = xlsxwriter.Workbook(file, options)
    book.set_properties(properties())
    formats = Formats(book, language)
    findings = Sheet(book, formats, _NAMES["findings"].of(language), _FINDINGS, language)
    for finding in comparison.issues:
        findings.add(_finding_line(comparison, finding, language))
    groups = Sheet(book, formats, _NAMES["groups"].of(language), _GROUPS, language)
    for line in _group_lines(comparison, language):
        groups.add(line)
    for sheet in (findings, groups):
        sheet.close()
    for number, rollup in enumerate(comparison.rollups, 1):
        RollupSheets(book, formats, rollup, number, language).write()
    book.close()


def _group_lines(comparison: Comparison, language: Language) -> list[list[Cell]]:
    results = {id(result.report): result for result in comparison.results}
    lines: list[list[Cell]] = []
    for series in comparison.grouping.series:
        gaps = "、".join(map(str, series.gaps))
        remark = _GAP.of(language).format(years=gaps) if gaps else ""
        for year, reports in series.reports.items():
            for report in reports:
                result = results[id(report)]
                mark = Mark(result.verdict)
                lines.append([series.body, year, mark, result.score, report.source, remark])
    for report, reason in comparison.grouping.apart:
        name = report.organization or ""
        lines.append([name, report.year, None, None, report.source, reason.of(language)])
    return lines


def _finding_line(comparison: Comparison, finding: Finding, language: Language) -> list[Cell]:
    changes = [
        f"{change.label.of(language) if change.label else change.cell} "
        f"{change.printed} → {change.expected}"
        for repair in comparison.repairs
        if finding.id in repair.resolves
        for change in repair.changes[:3]
    ]
    return [
        Mark("accepted" if finding.accepted else finding.severity),
        finding.rule,
        finding.message.of(language),
        finding.printed,
        finding.expected,
        finding.difference,
        "\n".join(changes[:6]),
        "\n".join(finding.cells[:6]),
        location_text(finding.location),
    ]
