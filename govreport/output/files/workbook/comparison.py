"""The workbook of a comparison: grouping, findings, and the sums over the bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from govreport.checker.compare import Comparison
from govreport.output.files.workbook.book import PROPERTIES
from govreport.output.files.workbook.rollup import RollupSheets
from govreport.output.files.workbook.sheet import Cell, Column, Formats, Mark, Sheet
from govreport.output.files.workbook.writer import ResultsWorkbook
from govreport.output.items import Failure, Item
from govreport.output.told import Told, skips
from govreport.output.wording import COMPARISON
from govreport.text import Language, Text

__all__ = ["ComparisonWorkbook"]

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
    Column(Text("位置", "place"), 36, "wrap"),
)
_SKIPPED = (
    Column(Text("规则", "rule"), 9),
    Column(Text("项数", "count"), 9, "number"),
    Column(Text("原因", "reason"), 70, "wrap"),
    Column(Text("单元格", "cells"), 70, "wrap"),
)
_NAMES = {
    "groups": Text("分组", "grouping"),
    "findings": Text("问题清单", "findings"),
}
_GAP = Text("缺 {years} 年度的报告", "no report on {years}")
_OR = Text("\n或：", "\nor: ")
_SHOWN = 6


class ComparisonWorkbook:
    """A comparison as a workbook; nothing is written before the end.

    Arguments:
        file: where to write.
        language: the language of heads and marks.
    """

    begins = ResultsWorkbook.begins
    encoding = ResultsWorkbook.encoding
    wrote = staticmethod(ResultsWorkbook.wrote)
    whole = False

    def __init__(self, file: IO[bytes], language: Language) -> None:
        import xlsxwriter

        options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self.language = language
        self.book: Any = xlsxwriter.Workbook(file, options)
        self.book.set_properties(PROPERTIES)
        self.formats = Formats(self.book, language)
        self.failures: list[Failure] = []

    def add(self, item: Item) -> None:
        """Keep a file that could not be read."""
        if isinstance(item, Failure):
            self.failures.append(item)

    def conclude(self, comparison: Comparison) -> None:
        """Write the sheets: findings, grouping, what could not be checked, sums."""
        self._sheet(_NAMES["findings"], _FINDINGS, _finding_lines(comparison, self.language))
        self._sheet(_NAMES["groups"], _GROUPS, [
            *_group_lines(comparison, self.language),
            *([None, None, Mark("failed"), None, f.source, f.message.of(self.language)]
              for f in self.failures),
        ])  # fmt: skip
        skipped = list(_skipped_lines(comparison, self.language))
        if skipped:
            self._sheet(COMPARISON["skipped"], _SKIPPED, skipped)
        for number, rollup in enumerate(comparison.rollups, 1):
            RollupSheets(self.book, self.formats, rollup, number, self.language).write()

    def close(self) -> None:
        """Finish the workbook."""
        self.book.close()

    def _sheet(
        self, name: Text, columns: tuple[Column, ...], lines: Iterable[Sequence[Cell]]
    ) -> None:
        sheet = Sheet(self.book, self.formats, name.of(self.language), columns, self.language)
        for line in lines:
            sheet.add(line)
        sheet.close()


def _group_lines(comparison: Comparison, language: Language) -> Iterator[list[Cell]]:
    results = {id(result.report): result for result in comparison.results}
    for series in comparison.grouping.series:
        gaps = "、".join(map(str, series.gaps))
        remark = _GAP.of(language).format(years=gaps) if gaps else ""
        for year, reports in series.reports.items():
            for report in reports:
                result = results[id(report)]
                mark = Mark(result.verdict)
                yield [series.body, year, mark, result.score, report.source, remark]
    for report, reason in comparison.grouping.apart:
        name = report.organization or ""
        yield [name, report.year, None, None, report.source, reason.of(language)]


def _finding_lines(comparison: Comparison, language: Language) -> Iterator[list[Cell]]:
    told = Told(comparison, language)
    for finding in comparison.issues:
        yield [
            Mark("accepted" if finding.accepted else finding.severity),
            finding.rule,
            finding.message.of(language),
            finding.printed,
            finding.expected,
            finding.difference,
            _OR.of(language).join(told.ways(finding, _SHOWN)),
            "\n".join(finding.cells[:_SHOWN]),
            told.where(finding),
        ]


def _skipped_lines(comparison: Comparison, language: Language) -> Iterator[list[Cell]]:
    for each in skips(comparison):
        cells = "\n".join(each.subjects[:_SHOWN]) + ("\n…" if len(each.subjects) > _SHOWN else "")
        yield [each.rule, len(each.subjects), each.reason.of(language), cells]
