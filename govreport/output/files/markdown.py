"""Markdown: an overview, worst first, then what was found in each report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from govreport.checker.compare.model import Comparison
from govreport.checker.model import Result
from govreport.checker.score import mistakes
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.output.places import change_text, place
from govreport.output.quoting import quoted
from govreport.output.safe import one_line
from govreport.output.told import Told, skips, years_text
from govreport.output.wording import COMPARISON
from govreport.output.words import MARKS, word
from govreport.text import Language, Text

__all__ = ["Markdown"]

_TITLE = Text(
    "政府信息公开工作年度报告检查结果", "Check of annual reports on information disclosure"
)
_HEADS = Text("结果|得分|错误|警告|单位|年度|文件", "result|score|errors|warnings|body|year|file")
_TOTAL = Text(
    "共 {files} 个文件：一致 {consistent}，不一致 {inconsistent}，无法核验 {unverifiable}，"
    "跳过 {skipped}，无法读取 {failed}",
    "{files} files: {consistent} consistent, {inconsistent} inconsistent, {unverifiable} "
    "unverifiable, {skipped} skipped, {failed} unreadable",
)
_CHANGE = Text("改正", "change")
_ESCAPED = re.compile(r"([\\`*_{}\[\]<>#+|!~])")


class Markdown:
    """Keeps a line for each report, and its findings as text, until the order is known."""

    whole = False
    begins: tuple[str, ...] = (f"# {_TITLE.zh}\n", f"# {_TITLE.en}\n")
    encoding: str | None = "utf-8"

    def __init__(self, file: IO[str], language: Language) -> None:
        self.file = file
        self.language = language
        self.summary = Summary()
        self.parts: list[tuple[tuple[int, int], str, str]] = []
        self.comparison: Comparison | None = None

    def add(self, item: Item) -> None:
        """Keep what is to be written of one file."""
        self.summary.add(item)
        if isinstance(item, Failure):
            text = f"- {escape(item.source)}: {escape(item.message.of(self.language))}\n"
            row = self._row("failed", "", "", "", "", "", item.source)
            self.parts.append(((-1, 0), row, text))
        elif not isinstance(item, Skipped):
            score = 1000 if item.score is None else item.score
            text = "\n".join(self._report(item)) if item.issues else ""
            self.parts.append(((score, -len(item.issues)), self._overview(item), text))

    def conclude(self, comparison: Comparison) -> None:
        """Keep what concerns several reports."""
        self.comparison = comparison

    def close(self) -> None:
        """Write everything, worst first."""
        if self.comparison is not None:
            self.file.write(f"# {_TITLE.of(self.language)}\n\n")
            self.file.writelines(f"{line}\n" for line in self._compared(self.comparison))
            self.file.writelines(f"\n{text}" for _, _, text in self.parts if text)
            self.file.flush()
            return
        language, summary = self.language, self.summary
        counts = {name: summary.verdicts[name] for name in ("consistent", "inconsistent")}
        total = _TOTAL.of(language).format(
            files=summary.files, unverifiable=summary.verdicts["unverifiable"],
            skipped=summary.skipped, failed=summary.failed, **counts,
        )  # fmt: skip
        heads = _HEADS.of(language).split("|")
        self.file.write(f"# {_TITLE.of(language)}\n\n{total}\n\n")
        self.file.write(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n")
        self.parts.sort(key=lambda part: part[0])
        self.file.writelines(row for _, row, _ in self.parts)
        self.file.writelines(f"\n{text}" for _, _, text in self.parts if text)
        self.file.flush()

    def _overview(self, result: Result) -> str:
        open_issues = [f.severity for f in result.issues if not f.accepted]
        report = result.report
        return self._row(
            result.verdict,
            "" if result.score is None else str(result.score),
            str(mistakes(result.issues, result.repairs)),
            str(open_issues.count("warning")),
            report.organization or "",
            str(report.year or ""),
            report.source,
        )

    def _row(self, verdict: str, *cells: str) -> str:
        first = f"{MARKS[verdict]} {word(verdict, self.language)}"
        return f"| {' | '.join(escape(cell) for cell in (first, *cells))} |\n"

    def _report(self, result: Result) -> Iterator[str]:
        language = self.language
        report = result.report
        yield f"## {escape(report.title or report.source)}\n"
        yield f"{escape(report.source)}\n"
        for finding in result.issues:
            severity = "accepted" if finding.accepted else finding.severity
            where = place(finding.location, language)
            told = f"{finding.message.of(language)}{f'（{where}）' if where else ''}"
            mark = f"{MARKS[severity]} {word(severity, language)} **{finding.rule}**"
            yield f"- {mark} {escape(told)}"
            if finding.sentence:
                yield f"  > {escape(quoted(finding))}"
        for repair in result.repairs:
            changes = "; ".join(change_text(result, change, language) for change in repair.changes)
            reason = repair.reason.of(language) if repair.reason else ""
            if not changes:
                yield f"- ? {escape(reason)}"
                continue
            reason = f" — {reason}" if reason else ""
            yield f"- → {_CHANGE.of(language)}: **{escape(changes)}**{escape(reason)}"
        yield ""

    def _compared(self, comparison: Comparison) -> Iterator[str]:
        language = self.language
        told = Told(comparison, language)
        yield f"## {COMPARISON['groups'].of(language)}\n"
        for series in comparison.grouping.series:
            yield f"- {escape(series.body)}: {escape(years_text(series, language))}"
        for report, reason in comparison.grouping.apart:
            apart = COMPARISON["apart"].of(language)
            yield f"- {apart}: {escape(report.source)}: {escape(reason.of(language))}"
        if comparison.issues:
            yield f"\n## {COMPARISON['findings'].of(language)}\n"
        for finding in comparison.issues:
            severity = "accepted" if finding.accepted else finding.severity
            mark = f"{MARKS[severity]} {word(severity, language)} **{finding.rule}**"
            where = told.where(finding)
            yield f"- {mark} {escape(finding.message.of(language) + (f'（{where}）' if where else ''))}"
            if finding.sentence:
                yield f"  > {escape(quoted(finding))}"
            for way in told.ways(finding, SHOWN):
                yield f"  - → {_CHANGE.of(language)}: **{escape(way)}**"
        skipped = skips(comparison)
        if skipped:
            yield f"\n## {COMPARISON['skipped'].of(language)}\n"
        for each in skipped:
            yield f"- {each.rule} ({len(each.subjects)}): {escape(each.reason.of(language))}"


SHOWN = 4
"""So many changes of one repair are told."""


def escape(text: str) -> str:
    """Return text from a file that Markdown takes for nothing but text."""
    return _ESCAPED.sub(r"\\\1", one_line(text))
