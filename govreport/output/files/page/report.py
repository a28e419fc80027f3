"""One report on the page: what to change, what contradicts what, and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from govreport.checker.model import Change, Finding, Repair, Result
from govreport.output.entries import Entry
from govreport.output.files.page.markup import Markup, join, tag
from govreport.output.files.page.tables import tables
from govreport.output.places import change_text, figure, label_of, place, signed, title_of
from govreport.output.quoting import by_sentence, pieces
from govreport.output.terminal.equation import equation
from govreport.output.wording import BETWEEN, ONE, SECTIONS, SEVERAL, TIED, aside, why
from govreport.output.words import COUNTS, HEADS, MARKS, word
from govreport.reading.document import Location
from govreport.text import Language, Text

__all__ = ["badge", "marked_sentence", "report"]

_TABLES = Text("报告中的表格", "The report's tables")
_ERRORS = Text("错误 {n} 处", "mistakes {n}")
_FILE = Text("文件", "file")
_FORM = Text("格式", "form")
_TITLE = Text("标题", "title")
_NAMED = 3


def badge(name: str, language: Language) -> Markup:
    """Return a verdict or a severity: symbol and word."""
    return tag("b", f"{MARKS[name]} {word(name, language)}", class_=f"badge {name}")


def report(result: Result, entry: Entry, number: int, language: Language) -> Markup:
    """Return one report, closed until somebody opens it.

    Arguments:
        result: the report with its findings.
        entry: its line of the overview.
        number: tells it from the others.
        language: the language of every word that is not the report's.
    """
    return tag(
        "details",
        tag("summary", *_summary(entry, language)),
        tag("div", *_View(result, language).parts(), class_="inside"),
        id=f"r{number}",
        class_="report found" if result.issues else "report",
    )


def _summary(entry: Entry, language: Language) -> Iterator[str]:
    yield badge(entry.state, language)
    name = entry.body or PurePath(entry.source).name
    yield tag("span", f"{name} {entry.year or ''}", class_="name")
    score = "—" if entry.score is None else str(entry.score)
    yield tag("span", f"{COUNTS['score'].of(language)} {score}", class_="score")
    if entry.mistakes:
        yield tag("span", _ERRORS.of(language).format(n=entry.mistakes))
    if entry.warnings:
        yield tag("span", f"{word('warning', language)} {entry.warnings}")


class _View:
    """The parts of one report, from top to bottom."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result = result
        self.language = language

    def parts(self) -> Iterator[Markup]:
        open_ = [finding for finding in self.result.issues if not finding.accepted]
        errors = [finding for finding in open_ if finding.severity == "error"]
        others = [finding for finding in open_ if finding.severity != "error"]
        accepted = [finding for finding in self.result.issues if finding.accepted]
        yield tag("p", *self.about(), class_="about")
        yield self.section("repairs", self.repairs())
        yield self.section("failed", self.failures([f for f in errors if not f.sentence]))
        yield self.section("sentences", self.remarks([f for f in errors if f.sentence]))
        yield self.section("remarks", self.remarks(others))
        yield self.section("accepted", self.remarks(accepted))
        yield self.section("broken", self.outcomes("error"))
        if self.result.report.tables:
            yield tag("h3", _TABLES.of(self.language))
            yield tables(self.result, self.language)
        yield self.section("skipped", self.outcomes("skipped"))

    def about(self) -> Iterator[str]:
        """Yield which report it is, and how many checks came to what."""
        report, checks = self.result.report, self.result.checks
        values = {
            _TITLE: report.title,
            _FORM: report.form.name.of(self.language),
            _FILE: report.source,
            COUNTS["passed"]: str(checks.passed),
            COUNTS["failed"]: str(checks.failed),
            COUNTS["skipped"]: str(checks.skipped),
        }
        for name, value in values.items():
            if value:
                yield tag("span", tag("i", name.of(self.language)), " ", value)

    def section(self, name: str, parts: Iterable[Markup]) -> Markup:
        """Return a heading and what stands under it, nothing where nothing does."""
        inside = list(parts)
        if not inside:
            return Markup()
        return join(tag("h3", SECTIONS[name].of(self.language)), *inside)

    def repairs(self) -> Iterator[Markup]:
        """Yield the repairs, mistake by mistake; those that tie as a numbered list."""
        for _, group in groupby(self.result.open_repairs, key=lambda repair: repair.before):
            tied = list(group)
            if len(tied) == 1:
                yield self.repair(tied[0])
                continue
            lead = tag("b", f"? {TIED.of(self.language).format(n=len(tied))}")
            ways = (tag("li", *self.instruction(repair)) for repair in tied)
            yield tag("div", lead, tag("ol", *ways), class_="repair doubt")

    def repair(self, repair: Repair) -> Markup:
        """Return the only repair of a mistake."""
        sure = repair.unique and repair.kind == "report" and repair.changes
        text = (ONE if len(repair.changes) == 1 else SEVERAL).of(self.language)
        lead = text.format(n=len(repair.changes)) if repair.changes else ""
        kind = "error" if sure else "doubt"
        first = tag("b", f"{'×' if sure else '?'} {lead}")
        return tag("div", first, *self.instruction(repair), class_=f"repair {kind}")

    def instruction(self, repair: Repair) -> Iterator[Markup]:
        """Say what to change, where it stands, and why."""
        reason = why(repair, self.language)
        if len(repair.changes) == 1:
            yield join(self.change(repair.changes[0]), reason)
            return
        if repair.changes:
            yield tag("ul", *(tag("li", self.change(change)) for change in repair.changes))
        yield join(reason.lstrip(BETWEEN))

    def change(self, change: Change) -> Markup:
        text = tag("strong", change_text(self.result, change, self.language))
        return join(text, self.at(change.location))

    def at(self, location: Location) -> str:
        """Say where something stands, in brackets (``""`` when that is not known)."""
        where = place(location, self.language)
        return aside(where, self.language)

    def failures(self, findings: Sequence[Finding]) -> Iterator[Markup]:
        """Yield the table of failing identities."""
        if findings:
            heads = (tag("th", head.of(self.language), scope="col") for head in HEADS)
            rows = (tag("tr", *self.failure(finding)) for finding in findings)
            table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows))
            yield tag("div", table, class_="scroll list")

    def failure(self, finding: Finding) -> Iterator[Markup]:
        language = self.language
        told = equation(finding, self.result.report, language)
        if finding.printed is None or finding.expected is None or not told:
            told = finding.message.of(language)
        title = title_of(finding, self.result.report.form).of(language)
        where = place(finding.location, language)
        yield tag("td", badge("error", language), " ", finding.rule)
        yield tag("td", tag("strong", title), " ", where, tag("br"), told)
        yield tag("td", figure(finding.printed), class_="number")
        yield tag("td", figure(finding.expected), class_="number")
        yield tag("td", signed(finding.difference), class_="number")

    def remarks(self, findings: Sequence[Finding]) -> Iterator[Markup]:
        """Yield findings as messages; those on one sentence together, the figures in it marked."""
        items = (tag("li", *self.remark(group)) for group in by_sentence(findings))
        if findings:
            yield tag("ul", *items, class_="remarks")

    def remark(self, group: Sequence[Finding]) -> Iterator[str | None]:
        for at, finding in enumerate(group):
            name = "accepted" if finding.accepted else finding.severity
            if at:
                yield tag("br")
            yield badge(name, self.language)
            yield f" {finding.rule} {finding.message.of(self.language)}{self.at(finding.location)}"
        if group[0].sentence:
            yield tag("blockquote", marked_sentence(group, MARKS[name]))
        if group[0].reason:
            yield tag("p", group[0].reason)

    def outcomes(self, status: str) -> Iterator[Markup]:
        """Yield what was skipped or broke, rule by rule, with the reason."""
        chosen = [outcome for outcome in self.result.outcomes if outcome.status == status]
        chosen.sort(key=lambda outcome: outcome.rule)
        items = []
        for (rule, reason), group in groupby(chosen, key=lambda o: (o.rule, o.reason)):
            form = self.result.report.form
            names = [label_of(form, o.subject).of(self.language) for o in group if o.subject]
            about = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
            told = reason.of(self.language) if reason else ""
            items.append(tag("li", f"{rule} {told} {about}"))
        if items:
            yield tag("ul", *items, class_="remarks")


def marked_sentence(group: Sequence[Finding], symbol: str) -> Markup:
    """Return the sentence with the figures marked in 【】, behind the symbol."""
    return join(
        *(
            tag("mark", f"【{symbol}{text}】") if marked else text
            for text, marked in pieces(group, whole=True)
        )
    )
