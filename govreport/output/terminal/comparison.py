"""A comparison on the terminal: the grouping first, then what no single report shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text as Line

from govreport.checker.compare import Comparison, Rollup
from govreport.checker.model import Finding, Repair
from govreport.output.items import Failure, Item, Skipped
from govreport.output.safe import one_line
from govreport.output.terminal.output import problem
from govreport.output.terminal.style import Printer, line, mark
from govreport.output.terminal.wrap import Prose
from govreport.output.told import Skip, Told, skips, years_text
from govreport.output.wording import COLON, COMPARISON, SEMICOLON, aside
from govreport.output.words import COUNTS
from govreport.text import Language, Text

__all__ = ["ComparisonTerminal", "comparison_view"]

_NOTHING = Text("没有找到可以比较的报告", "no report to compare was found")
_MORE_BODIES = Text("……共 {n} 个机关（-v 全部列出）", "... {n} bodies in all (-v lists them)")
_ROLLUP = Text(
    "汇总 {parent} {year} 年度：{units} 个机关{printed}",
    "sum for {parent} {year}: {units} bodies{printed}",
)
_DRAFT = Text("，没有汇总报告，仅生成草稿", ", no report of the parent: a draft only")
_TIED = Text("或：", "or: ")
_ITEMS = Text("{rule}  {n} 项：{reason}", "{rule}  {n}: {reason}")
_TOTAL = Text(
    "比较 {bodies} 个机关、{reports} 份报告：错误 {errors}，警告 {warnings}，提示 {notes}",
    "{bodies} bodies, {reports} reports compared: {errors} errors, {warnings} warnings, {notes} notes",
)
_NOT_COMPARED = Text(
    "没有可以互相比较的报告：须有同一机关相邻两个年度的报告、同一年度的两份文件，或用 --bodies 指明上下级",
    "nothing to compare: it takes reports on two years that follow each other, two files for one "
    "year, or --bodies to say which body is under which",
)
_SKIPPED = Text("另有 {n} 个文件不是年度报告，已跳过", "{n} files are no annual reports: skipped")
_SINGLE = Text(
    "其中 {n} 份报告自身也有错误：用 govreport check 查看",
    "{n} of the reports have errors of their own: see govreport check",
)
SHOWN = 4
"""So many changes of one repair are told."""
LISTED = 50
"""So many bodies are listed; more only where everything is asked for."""


class ComparisonTerminal:
    """Shows a comparison.

    Arguments:
        printer: where to print.
        errors: where to print what could not be read.
        language: the language of the messages.
        verbose: list every body, every cell that was skipped, and accepted findings.
        quiet: only the errors, a line each.
    """

    whole = False

    def __init__(
        self,
        printer: Printer,
        errors: Printer,
        language: Language,
        *,
        verbose: bool = False,
        quiet: bool = False,
    ) -> None:
        self.printer = printer
        self.errors = errors
        self.language = language
        self.verbose = verbose
        self.quiet = quiet
        self.skipped = 0

    def add(self, item: Item) -> None:
        """Print a line on a file that could not be read."""
        if isinstance(item, Failure):
            self.errors.print(problem(item, self.language))
        self.skipped += isinstance(item, Skipped)

    def conclude(self, comparison: Comparison) -> None:
        """Print what was compared and found."""
        view = _View(comparison, self.language, verbose=self.verbose)
        if self.quiet:
            self.printer.print(*view.errors())
            return
        if not comparison.results:
            self.errors.print(Line(_NOTHING.of(self.language)))
            return
        self.printer.print(*view.parts())
        if self.skipped:
            self.printer.print(Line(_SKIPPED.of(self.language).format(n=self.skipped)))

    def close(self) -> None:
        """Nothing is left to print."""


def comparison_view(
    comparison: Comparison, language: Language, *, verbose: bool = False
) -> Iterator[RenderableType]:
    """Yield the parts of the view, from top to bottom.

    Arguments:
        comparison: what was compared, and what was found.
        language: the language of every word that is not the reports'.
        verbose: tell everything.
    """
    return _View(comparison, language, verbose=verbose).parts()


class _View:
    def __init__(self, comparison: Comparison, language: Language, *, verbose: bool) -> None:
        self.comparison = comparison
        self.language = language
        self.verbose = verbose
        self.told = Told(comparison, language)
        self.issues = [f for f in comparison.issues if verbose or not f.accepted]

    def parts(self) -> Iterator[RenderableType]:
        yield from self._section("groups", list(self._groups()))
        yield from self._section("findings", [self._finding(f) for f in self.issues])
        yield from self._section("repairs", list(self._repairs()))
        skipped = skips(self.comparison)
        yield from self._section("skipped", list(self._skips([s for s in skipped if not s.broken])))
        yield from self._section("broken", list(self._skips([s for s in skipped if s.broken])))
        yield Line("")
        yield from self._total()

    def errors(self) -> Iterator[RenderableType]:
        """Yield a line for each error."""
        for finding in self.comparison.issues:
            if finding.severity == "error" and not finding.accepted:
                yield self._finding(finding)

    def _section(self, name: str, lines: list[Line]) -> Iterator[RenderableType]:
        if lines:
            gap = "" if name == "groups" else "\n"
            yield Line(f"{gap}{COMPARISON[name].of(self.language)}", style="bold")
            yield from (Prose(each) for each in lines)

    def _groups(self) -> Iterator[Line]:
        grouping, language = self.comparison.grouping, self.language
        colon = COLON.of(language)
        shown = grouping.series if self.verbose else grouping.series[:LISTED]
        for series in shown:
            yield line(f"  {series.body}{colon}{years_text(series, language)}")
        if len(shown) < len(grouping.series):
            yield line(f"  {_MORE_BODIES.of(language).format(n=len(grouping.series))}")
        for report, reason in grouping.apart:
            apart = COMPARISON["apart"].of(language)
            yield line(f"  {apart}{colon}{report.source}{colon}{reason.of(language)}", "yellow")
        for rollup in self.comparison.rollups:
            yield line(f"  {self._rollup(rollup)}")

    def _rollup(self, rollup: Rollup) -> str:
        printed = "" if rollup.printed else _DRAFT.of(self.language)
        return _ROLLUP.of(self.language).format(
            parent=rollup.parent, year=rollup.year, units=len(rollup.units), printed=printed
        )

    def _finding(self, finding: Finding) -> Line:
        where = self.told.where(finding)
        told = finding.message.of(self.language) + aside(where, self.language)
        severity = "accepted" if finding.accepted else finding.severity
        return Line.assemble(mark(severity, self.language), f" {finding.rule} {one_line(told)}")

    def _repairs(self) -> Iterator[Line]:
        """Yield the repairs; those that tie follow each other."""
        accepted = {f.id for f in self.comparison.issues if f.accepted}
        seen: set[tuple[str, ...]] = set()
        for repair in self.comparison.repairs:
            if repair.resolves and accepted.issuperset(repair.resolves):
                continue
            lead = _TIED.of(self.language) if repair.resolves in seen else ""
            seen.add(repair.resolves)
            yield line(f"{'×' if repair.unique else '?'} {lead}{self._changes(repair)}")

    def _changes(self, repair: Repair) -> str:
        changes = [self.told.change(change) for change in repair.changes[:SHOWN]]
        if len(repair.changes) > SHOWN:
            changes.append(f"……{aside(len(repair.changes), self.language)}")
        return SEMICOLON.of(self.language).join(changes)

    def _skips(self, skipped: Sequence[Skip]) -> Iterator[Line]:
        for each in skipped:
            yield line("  " + _ITEMS.of(self.language).format(
                rule=each.rule, n=len(each.subjects), reason=each.reason.of(self.language),
            ))  # fmt: skip
            if self.verbose:
                yield from (line(f"    {self.told.label(cell)}") for cell in each.subjects if cell)

    def _total(self) -> Iterator[RenderableType]:
        comparison, language = self.comparison, self.language
        severities = [finding.severity for finding in comparison.issues if not finding.accepted]
        checks = comparison.checks
        text = _TOTAL.of(language).format(
            bodies=len(comparison.grouping.series),
            reports=sum(len(r) for s in comparison.grouping.series for r in s.reports.values()),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            notes=severities.count("note"),
        )
        counts = {"passed": checks.passed, "failed": checks.failed, "skipped": checks.skipped}
        counted = "  ".join(f"{COUNTS[name].of(language)} {n}" for name, n in counts.items())
        checked = checks.passed + checks.failed
        state = "inconsistent" if "error" in severities else "consistent"
        yield Prose(Line.assemble(
            mark(state if checked else "unverifiable", language), f"  {text}  {counted}"
        ))  # fmt: skip
        if not checked and not checks.skipped:
            yield Prose(line(_NOT_COMPARED.of(language)))
        wrong = sum(result.verdict == "inconsistent" for result in comparison.results)
        if wrong:
            yield Prose(line(_SINGLE.of(language).format(n=wrong)))
