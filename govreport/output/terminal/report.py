"""One report on the terminal: what contradicts what, which cell is wrong, what it should say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from govreport.checker.model import Change, Finding, Repair, Result
from govreport.checker.prose.names import name_of
from govreport.checker.prose.wording import reading_text
from govreport.checker.rules.blanks import implied_lines, without_values
from govreport.output.places import change_text, figure, label_of, place, signed, title_of
from govreport.output.quoting import by_sentence
from govreport.output.terminal.equation import equation
from govreport.output.terminal.excerpt import excerpt
from govreport.output.terminal.sentence import marked_sentence
from govreport.output.terminal.style import BOX, line, mark
from govreport.output.terminal.wrap import Prose
from govreport.output.wording import BETWEEN, ONE, SECTIONS, SEVERAL, TIED, aside, why
from govreport.output.words import COUNTS, HEADS
from govreport.reading.document import Location
from govreport.text import Language, Text

__all__ = ["ReportView", "header", "summary"]

_HEADER = {
    "organization": Text("单位", "body"),
    "year": Text("年度", "year"),
    "form": Text("格式", "on the"),
    "source": Text("文件", "file"),
}
_STANDARD_INPUT = Text("标准输入", "standard input")


def header(result: Result, language: Language) -> Iterator[RenderableType]:
    """Yield two lines that say which report it is."""
    report = result.report
    yield Prose(line(report.title or report.organization or report.source, "bold"))
    values = {
        "organization": report.organization,
        "year": report.year,
        "form": report.form.name.of(language),
        "source": report.source if report.source != "-" else _STANDARD_INPUT.of(language),
    }
    known = [
        f"{_HEADER[name].of(language)} {value}"
        for name, value in values.items()
        if value is not None
    ]
    yield Prose(line(" · ".join(known)))


def summary(result: Result, language: Language) -> Line:
    """Return the line that sums up: verdict, score, passed, failed, skipped."""
    checks = result.checks
    counts: dict[str, int | str] = {
        "score": "—" if result.score is None else result.score,
        "passed": checks.passed,
        "failed": checks.failed,
        "skipped": checks.skipped,
    }
    if checks.error:
        counts["error"] = checks.error
    if accepted := sum(finding.accepted for finding in result.issues):
        counts["accepted"] = accepted
    text = "".join(f"  {COUNTS[name].of(language)} {count}" for name, count in counts.items())
    return Line.assemble(mark(result.verdict, language), text)


def _figures(finding: Finding) -> tuple[str, str, str]:
    """Return what is printed, what was expected, and the difference, as text."""
    return figure(finding.printed), figure(finding.expected), signed(finding.difference)


def _item(lead: Line, text: Line) -> Grid:
    """Return an item of a list: the text stands beside ``lead``, also where it is wrapped."""
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(lead, Prose(text))
    return grid


class ReportView:
    """What is shown of one report, from top to bottom; three lines where all is well.

    Arguments:
        result: the report with its findings.
        language: the language of every word that is not the report's.
        verbose: show accepted findings and what was skipped, too.
        width: columns of the terminal (``None``: no limit).
    """

    def __init__(
        self,
        result: Result,
        language: Language,
        *,
        verbose: bool = False,
        width: int | None = None,
    ) -> None:
        self.result = result
        self.language = language
        self.verbose = verbose
        self.width = width

    def render(self) -> Iterator[RenderableType]:
        """Yield the parts of the view."""
        open_ = [finding for finding in self.result.issues if not finding.accepted]
        errors = [finding for finding in open_ if finding.severity == "error"]
        others = [finding for finding in open_ if finding.severity != "error"]
        yield from header(self.result, self.language)
        yield from self.section("failed", self.failures([f for f in errors if not f.sentence]))
        yield from self.section("sentences", self.remarks([f for f in errors if f.sentence]))
        yield from self.section("repairs", self.repairs())
        yield from self.section("remarks", self.remarks(others))
        yield from self.section("broken", self.outcomes("error"))
        if self.verbose:
            accepted = [finding for finding in self.result.issues if finding.accepted]
            yield from self.section("accepted", self.remarks(accepted))
            yield from self.section("skipped", self.outcomes("skipped"))
            yield from self.section("readings", self.readings())
        if self.result.issues or self.verbose:
            yield Line("")
        yield summary(self.result, self.language)

    def section(self, name: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
        """Yield a heading and what stands under it, nothing where nothing does."""
        for at, part in enumerate(parts):
            if at == 0:
                yield Line(f"\n{SECTIONS[name].of(self.language)}", style="bold")
            yield part

    def failures(self, findings: Sequence[Finding]) -> Iterator[RenderableType]:
        """Yield the table of failing identities; a list of them where lines are not wrapped.

        There the figures would stand as far to the right as the longest sum reaches.
        """
        if not findings:
            return
        if self.width is None:
            yield from (
                _item(self.code(each), self.where(each, self.values(each))) for each in findings
            )
            return
        grid = Grid(box=BOX, show_edge=False, padding=(0, 1), collapse_padding=True)
        for at, head in enumerate(HEADS):
            grid.add_column(
                head.of(self.language),
                justify="right" if at > 1 else "left",
                no_wrap=at != 1,
                overflow="fold",
            )
        for finding in findings:
            grid.add_row(
                self.code(finding),
                Prose(self.where(finding)),
                *_figures(finding),
            )
        yield grid

    def code(self, finding: Finding) -> Line:
        """Return the code of the rule with its mark."""
        return Line(f"× {finding.rule}", style="bold red")

    def values(self, finding: Finding) -> str:
        """Tell what is printed, what was expected and the difference in a line of text."""
        told = zip((head.of(self.language) for head in HEADS[2:]), _figures(finding), strict=True)
        colon, comma = ("：", "，") if self.language == "zh" else (": ", ", ")
        text = comma.join(f"{head} {value}" for head, value in told if value)
        return f"{colon}{text}" if text else ""

    def where(self, finding: Finding, values: str = "") -> Line:
        """Name the cell, its place in the file, and write the sum out; else the message."""
        sum_ = equation(finding, self.result.report, self.language)
        if finding.printed is None or finding.expected is None:
            sum_ = finding.message.of(self.language)
        title = title_of(finding, self.result.report.form).of(self.language)
        at = place(finding.location, self.language)
        rest = ("：" if self.language == "zh" else ": ").join(filter(None, (at, sum_)))
        parts = (line(title + values), line(rest, "dim"))
        return Line("\n").join(part for part in parts if part.plain)

    def repairs(self) -> Iterator[RenderableType]:
        """Yield the repairs, mistake by mistake; repairs that tie stand under one head."""
        for _, group in groupby(self.result.open_repairs, key=lambda repair: repair.before):
            tied = list(group)
            if len(tied) == 1:
                yield from self.repair(tied[0], "×" if tied[0].unique else "?")
                continue
            yield Line(f"? {TIED.of(self.language).format(n=len(tied))}", style="bold yellow")
            for n, repair in enumerate(tied, 1):
                yield _item(Line(f" {n}."), self.instruction(repair, ""))
            changes = [change for repair in tied for change in repair.changes]
            yield from self.excerpts(changes, "?")

    def repair(self, repair: Repair, symbol: str) -> Iterator[RenderableType]:
        """Yield one repair with the rows around the cells to change."""
        if not repair.changes:
            yield _item(Line("?", "bold yellow"), Line(why(repair, self.language).lstrip(BETWEEN)))
            return
        one = len(repair.changes) == 1
        lead = (ONE if one else SEVERAL).of(self.language).format(n=len(repair.changes))
        style = "bold red" if symbol == "×" else "bold yellow"
        yield _item(Line(symbol, style), self.instruction(repair, lead))
        yield from self.excerpts(repair.changes, symbol)

    def instruction(self, repair: Repair, lead: str) -> Line:
        """Say what to change, where it stands, and why; several changes on a line each."""
        words = [
            line(change_text(self.result, change, self.language), "bold")
            for change in repair.changes
        ]
        places = [self.at(change.location) for change in repair.changes]
        if len(words) == 1:
            return Line.assemble((lead, "bold"), words[0], why(repair, self.language), places[0])
        lines = [Line.assemble(*each) for each in zip(words, places, strict=True)]
        reason = Line(why(repair, self.language).lstrip(BETWEEN))
        return Line("\n").join([Line(lead, "bold"), *lines, reason])

    def at(self, location: Location) -> str:
        """Say where something stands, in brackets (``""`` when that is not known)."""
        where = place(location, self.language)
        return aside(where, self.language)

    def excerpts(self, changes: Sequence[Change], symbol: str) -> Iterator[RenderableType]:
        """Yield the rows around the cells to change."""
        for grid in excerpt(self.result.report, changes, symbol, self.width):
            yield Padding(grid, (0, 0, 0, 2))

    def remarks(self, findings: Sequence[Finding]) -> Iterator[RenderableType]:
        """Yield findings as messages; those on one sentence together, the figures in it marked."""
        for group in by_sentence(findings):
            for finding in group:
                name = "accepted" if finding.accepted else finding.severity
                symbol = mark(name, self.language)
                told = without_values(finding.message) if finding.implied else finding.message
                message = line(told.of(self.language) + self.at(finding.location))
                yield _item(Line.assemble(symbol, f" {finding.rule}"), message)
                if finding.implied:
                    yield Padding(self.implied(finding), (0, 0, 0, 4))
            if group[0].sentence:
                marked = marked_sentence(group, symbol.plain[0], str(symbol.style))
                yield Padding(Prose(marked), (0, 0, 0, 4))
            if group[0].reason:
                yield Padding(Prose(line(group[0].reason, "dim")), (0, 0, 0, 4))

    def readings(self) -> Iterator[RenderableType]:
        """Yield the figures in the prose that agree with the tables, each with its reading."""
        report = self.result.report
        for claim in report.claims:
            if claim.reading:
                figure = f"- {name_of(claim.claim).of(self.language)} {claim.value}"
                told = reading_text(claim.reading, report.form).of(self.language)
                yield _item(line(figure), line(f"= {told}{self.at(claim.location)}", "dim"))

    def implied(self, finding: Finding) -> Grid:
        """Return what cells that are blank or missing must hold, a line for each row."""
        form = self.result.report.form
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_row(Line(_IMPLIED.of(self.language), "dim"))
        for name, values in implied_lines(form, finding.implied):
            grid.add_row(line(name), Prose(line(values.of(self.language), "bold")))
        return grid

    def outcomes(self, status: str) -> Iterator[RenderableType]:
        """Yield what was skipped or broke, rule by rule, with the reason."""
        chosen = [outcome for outcome in self.result.outcomes if outcome.status == status]
        for (rule, reason), group in groupby(
            sorted(chosen, key=lambda outcome: outcome.rule), key=lambda o: (o.rule, o.reason)
        ):
            subjects = [outcome.subject for outcome in group]
            names = [
                label_of(self.result.report.form, subject).of(self.language)
                for subject in subjects
                if subject
            ]
            why = reason.of(self.language) if reason else ""
            about = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
            yield _item(Line(f"- {rule}"), line(f"{why} {about}", "dim"))


_IMPLIED = Text("按其余数字推算应为：", "the rest implies:")

_NAMED = 3
"""So many subjects of what was skipped are named; more are hinted at."""
