"""A comparison on the terminal: the grouping first, then what no single report shows."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text as Line

from govreport.checker.compare import Comparison, Series
from govreport.checker.model import Finding, Repair
from govreport.output.places import figure, place
from govreport.output.safe import one_line
from govreport.output.terminal.style import line, mark
from govreport.output.terminal.wrap import Prose
from govreport.text import Language, Text

__all__ = ["comparison_view"]

_GROUPS = Text("分组（请先核对）", "Grouping (look at this first)")
_APART = Text("未参加比较", "left apart")
_GAPS = Text("，缺 {years} 年度", ", no report on {years}")
_FINDINGS = Text("各报告之间的矛盾", "What contradicts between reports")
_REPAIRS = Text("可能的原因和改法", "What explains it, and what to change")
_MORE = Text("……共 {n} 格", "... {n} cells in all")
_ROLLUP = Text(
    "汇总 {parent} {year} 年度：{units} 个机关{printed}",
    "sum for {parent} {year}: {units} bodies{printed}",
)
_DRAFT = Text("，没有汇总报告，仅生成草稿", ", no report of the parent: a draft only")
_TOTAL = Text(
    "比较 {bodies} 个机关、{reports} 份报告：错误 {errors}，警告 {warnings}，提示 {notes}",
    "{bodies} bodies, {reports} reports compared: {errors} errors, {warnings} warnings, {notes} notes",
)
_SINGLE = Text(
    "其中 {n} 份报告自身也有错误：用 govreport check 查看",
    "{n} of the reports have errors of their own: see govreport check",
)
SHOWN = 4


def comparison_view(comparison: Comparison, language: Language) -> Iterator[RenderableType]:
    """Yield the parts of the view, from top to bottom.

    Arguments:
        comparison: what was compared, and what was found.
        language: the language of every word that is not the reports'.
    """
    yield Line(_GROUPS.of(language), style="bold")
    for series in comparison.grouping.series:
        yield Prose(line(f"  {_series(series, language)}"))
    for report, reason in comparison.grouping.apart:
        told = f"  {_APART.of(language)}: {report.source}: {reason.of(language)}"
        yield Prose(line(told, "yellow"))
    for rollup in comparison.rollups:
        printed = "" if rollup.printed else _DRAFT.of(language)
        told = _ROLLUP.of(language).format(
            parent=rollup.parent, year=rollup.year, units=len(rollup.units), printed=printed
        )
        yield Prose(line(f"  {told}"))
    yield from _section(_FINDINGS, [_finding(f, language) for f in comparison.issues], language)
    yield from _section(_REPAIRS, [_repair(r, language) for r in comparison.repairs], language)
    yield Line("")
    yield from _total(comparison, language)


def _section(title: Text, parts: list[Line], language: Language) -> Iterator[RenderableType]:
    if parts:
        yield Line(f"\n{title.of(language)}", style="bold")
        yield from (Prose(part) for part in parts)


def _series(series: Series, language: Language) -> str:
    years = "、" if language == "zh" else ", "
    told = years.join(
        f"{year}" if len(reports) == 1 else f"{year}×{len(reports)}"
        for year, reports in series.reports.items()
    )
    gaps = years.join(map(str, series.gaps))
    missing = _GAPS.of(language).format(years=gaps) if gaps else ""
    return f"{series.body}: {told}{missing}"


def _finding(finding: Finding, language: Language) -> Line:
    where = place(finding.location, language)
    told = finding.message.of(language) + (f"（{where}）" if where else "")
    severity = "accepted" if finding.accepted else finding.severity
    return Line.assemble(mark(severity, language), f" {finding.rule} {one_line(told)}")


def _repair(repair: Repair, language: Language) -> Line:
    changes = [
        f"{(c.label.of(language) if c.label else c.cell)} "
        f"{figure(c.printed) or '—'} → {figure(c.expected)}"
        for c in repair.changes[:SHOWN]
    ]
    if len(repair.changes) > SHOWN:
        changes.append(_MORE.of(language).format(n=len(repair.changes)))
    symbol = "×" if repair.unique else "?"
    return line(f"{symbol} {'；'.join(changes)}")


def _total(comparison: Comparison, language: Language) -> Iterator[RenderableType]:
    severities = [finding.severity for finding in comparison.issues if not finding.accepted]
    reports = sum(len(r) for s in comparison.grouping.series for r in s.reports.values())
    text = _TOTAL.of(language).format(
        bodies=len(comparison.grouping.series),
        reports=reports,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
    )
    state = "inconsistent" if "error" in severities else "consistent"
    yield Line.assemble(mark(state, language), f"  {text}")
    wrong = sum(result.verdict == "inconsistent" for result in comparison.results)
    if wrong:
        yield Line(_SINGLE.of(language).format(n=wrong))
