"""The page of a comparison: grouping, findings, each body over the years, the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO

from govreport.checker.compare import Comparison, Series
from govreport.checker.model import Finding
from govreport.output.files.page.markup import Markup, join, tag
from govreport.output.files.page.overview import controls_of
from govreport.output.files.page.report import badge, marked_sentence
from govreport.output.files.page.sums import sums
from govreport.output.files.page.writer import BEGINS, write_page
from govreport.output.files.page.years import years
from govreport.output.items import Failure, Item
from govreport.output.told import Told, body_year_of, skips, years_text
from govreport.output.wording import COMPARISON, aside
from govreport.output.words import MARKS, word
from govreport.text import Language, Text

__all__ = ["ComparisonPage"]

_TITLE = Text(
    "政府信息公开工作年度报告比较结果", "Comparison of annual reports on information disclosure"
)
_BODIES = Text("机关", "bodies")
_REPORTS = Text("报告", "reports")
_HEADS = (
    (Text("结果", "result"), "text"),
    (Text("机关", "body"), "text"),
    (Text("年度（√ × 为该份报告自身的核对结果）", "years (√ ×: the report by itself)"), "text"),
    (Text("错误", "errors"), "number"),
    (Text("警告", "warnings"), "number"),
    (Text("提示", "notes"), "number"),
)
_STATES = ("inconsistent", "consistent", "unverifiable")
_FAILED = Text("无法读取的文件", "Files that could not be read")
_YEARS = Text("各机关历年数据", "Each body over the years")
_YEARS_KEY = Text(
    "各年度数字并列；标有规则编号的格与其他年度的报告矛盾。",
    "The years stand beside each other; cells with the code of a rule contradict another year.",
)
_LEFT_OUT = Text(
    "机关较多，只列出有问题的 {shown} 个；其余 {rest} 个的数字见 .json 或 .xlsx 文件。",
    "Of many bodies, the {shown} with findings are shown; for the other {rest} see .json or .xlsx.",
)
_SUMS_KEY = Text(
    "每格依次为汇总报告的数字、各机关之和（Σ）；不相等的标 ×，并写明差额。",
    "Each cell: the parent's figure, the sum over its bodies (Σ); where they differ, × and by how much.",
)
_MORE = Text(
    "……共 {n} 处，其余见 .csv、.json 或 .xlsx 文件",
    "... {n} in all; the rest in .csv, .json, .xlsx",
)

ALL = 50
"""Up to so many bodies are all shown; of more, those in which something was found."""
MOST = 300
"""So many bodies are shown at most."""
LISTED = 2000
"""So many findings are listed at most."""
CHANGES = 6


class ComparisonPage:
    """Writes the page when the comparison is known.

    Arguments:
        file: where to write.
        language: the language of every word that is not the reports'.
    """

    begins = BEGINS
    encoding: str | None = None
    whole = False

    def __init__(self, file: IO[bytes], language: Language) -> None:
        self.file = file
        self.language = language
        self.failures: list[Failure] = []

    def add(self, item: Item) -> None:
        """Keep a file that could not be read."""
        if isinstance(item, Failure):
            self.failures.append(item)

    def conclude(self, comparison: Comparison) -> None:
        """Write the page."""
        view = _View(comparison, self.failures, self.language)
        parts = (Markup('<div class="comparison">'), *view.parts(), Markup("</div>"))
        write_page(self.file, _TITLE.of(self.language), parts, self.language)

    def close(self) -> None:
        """Nothing is left to write."""


class _View:
    def __init__(
        self, comparison: Comparison, failures: Sequence[Failure], language: Language
    ) -> None:
        self.comparison = comparison
        self.failures = failures
        self.language = language
        self.told = Told(comparison, language)
        self.found: dict[str, list[Finding]] = {}
        for finding in comparison.issues:
            # The first cell is the one in question; the others only stand against it.
            bodies = dict.fromkeys(body_year_of(cell)[0] for cell in finding.cells[:1])
            for body in bodies:
                self.found.setdefault(body, []).append(finding)
        self.added = {
            id(report)
            for rollup in comparison.rollups
            if rollup.printed and rollup.complete
            for report in rollup.reports.values()
        }
        self.numbers = {id(s): n for n, s in enumerate(self.shown, 1)}

    @property
    def shown(self) -> list[Series]:
        """The bodies whose years are shown beside each other."""
        series = [each for each in self.comparison.grouping.series if len(each.reports) > 1]
        if len(series) <= ALL:
            return series
        return [each for each in series if self.found.get(each.body)][:MOST]

    def parts(self) -> Iterator[Markup]:
        yield self.counts()
        yield tag("h2", COMPARISON["groups"].of(self.language))
        yield from self.groups()
        yield from self.findings()
        yield from self.skipped()
        yield from self.sums()
        yield from self.bodies()

    def heading(self, text: Text, key: Text | None = None) -> Iterator[Markup]:
        yield tag("h2", text.of(self.language))
        if key is not None:
            yield tag("p", key.of(self.language), class_="key")

    def counts(self) -> Markup:
        language, grouping = self.language, self.comparison.grouping
        severities = Counter(f.severity for f in self.comparison.issues if not f.accepted)
        reports = len(self.comparison.results)
        plain = ((_BODIES, len(grouping.series)), (_REPORTS, reports))
        parts = chain(
            (tag("div", tag("dt", name.of(language)), tag("dd", str(n))) for name, n in plain),
            (
                tag("div", tag("dt", badge(name, language)), tag("dd", str(severities[name])))
                for name in ("error", "warning", "note")
            ),
        )
        return tag("dl", *parts, class_="counts")

    # ── grouping ──

    def groups(self) -> Iterator[Markup]:
        language = self.language
        series = self.comparison.grouping.series
        if len(series) > 1:
            states = dict.fromkeys(self.state(each) for each in series)
            named = [(s, f"{MARKS[s]} {word(s, language)}") for s in _STATES if s in states]
            numbers = sorted({year for each in series for year in each.reports}, reverse=True)
            yield controls_of(named, numbers, len(series), language)
        heads = (tag("th", head.of(language), scope="col", data_kind=kind) for head, kind in _HEADS)
        rows = (self.group(each) for each in series)
        table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows),
                    id="overview", class_="bodies")  # fmt: skip
        yield tag("div", table, class_="scroll")
        items = [
            tag("li", badge("skipped", language), f" {report.source}：{reason.of(language)}")
            for report, reason in self.comparison.grouping.apart
        ]
        if items:
            yield tag("h3", COMPARISON["apart"].of(language))
            yield tag("ul", *items, class_="remarks")
        failed = (tag("li", f"{f.source}：{f.message.of(language)}") for f in self.failures)
        if self.failures:
            yield tag("h3", _FAILED.of(language))
            yield tag("ul", *failed, class_="remarks")

    def state(self, series: Series) -> str:
        severities = self.severities(series)
        reports = [report for versions in series.reports.values() for report in versions]
        compared = len(reports) > 1 or id(reports[0]) in self.added
        if severities["error"]:
            return "inconsistent"
        return "consistent" if compared or self.found.get(series.body) else "unverifiable"

    def severities(self, series: Series) -> Counter[str]:
        return Counter(f.severity for f in self.found.get(series.body, ()) if not f.accepted)

    def group(self, series: Series) -> Markup:
        state, severities = self.state(series), self.severities(series)
        number = self.numbers.get(id(series))
        name: str = tag("a", series.body, href=f"#r{number}") if number else series.body
        counts = (str(severities[kind]) for kind in ("error", "warning", "note"))
        return tag(
            "tr",
            tag("td", badge(state, self.language), data_key=_STATES.index(state)),
            tag("td", name),
            tag("td", self.years(series)),
            *(tag("td", count, class_="number") for count in counts),
            data_state=state,
            data_year=" ".join(map(str, series.reports)),
            data_report=f"r{number}" if number else None,
        )

    def years(self, series: Series) -> str:
        """Return the years, each with what its reports came to by themselves, and the remarks."""
        verdicts = {id(result.report): result.verdict for result in self.comparison.results}
        each = [
            f"{year} {''.join(MARKS[verdicts[id(report)]] for report in reports)}"
            for year, reports in series.reports.items()
        ]
        plain = years_text(series, self.language)
        comma = "、" if self.language == "zh" else ", "
        return comma.join(each) + plain.removeprefix(comma.join(map(str, series.reports)))

    # ── what was found ──

    def findings(self) -> Iterator[Markup]:
        issues = self.comparison.issues
        if issues:
            yield from self.heading(COMPARISON["findings"])
            yield tag("ul", *map(self.finding, issues[:LISTED]), class_="remarks")
        if len(issues) > LISTED:
            yield tag("p", _MORE.of(self.language).format(n=len(issues)), class_="key")

    def finding(self, finding: Finding) -> Markup:
        language = self.language
        name = "accepted" if finding.accepted else finding.severity
        where = self.told.where(finding)
        text = f" {finding.rule} {finding.message.of(language)}" + aside(where, language)
        ways = [tag("li", way) for way in self.told.ways(finding, CHANGES)]
        return tag(
            "li",
            badge(name, language),
            text,
            tag("blockquote", marked_sentence([finding], MARKS[name])) if finding.sentence else None,
            tag("p", finding.reason) if finding.reason else None,
            tag("div", tag("strong", COMPARISON["repairs"].of(language)), tag("ul", *ways),
                class_="repair" if len(ways) == 1 else "repair doubt") if ways else None,
        )  # fmt: skip

    def skipped(self) -> Iterator[Markup]:
        for name, broken in (("skipped", False), ("broken", True)):
            items = [
                tag(
                    "li",
                    f"{s.rule}  {s.reason.of(self.language)}{aside(len(s.subjects), self.language)}",
                )
                for s in skips(self.comparison)
                if s.broken is broken
            ]
            if items:
                yield from self.heading(COMPARISON[name])
                yield tag("ul", *items, class_="remarks")

    # ── figures ──

    def sums(self) -> Iterator[Markup]:
        if self.comparison.rollups:
            yield from self.heading(COMPARISON["sums"], _SUMS_KEY)
        for number, rollup in enumerate(self.comparison.rollups, 1):
            own = [f for f in self.found.get(rollup.parent, ()) if f.rule.startswith("SUM")]
            few = len(self.comparison.rollups) == 1
            yield sums(rollup, own, number, self.language, opened=few)

    def bodies(self) -> Iterator[Markup]:
        shown = self.shown
        every = [each for each in self.comparison.grouping.series if len(each.reports) > 1]
        if not shown:
            return
        yield from self.heading(_YEARS, _YEARS_KEY)
        if len(shown) < len(every):
            text = _LEFT_OUT.of(self.language).format(
                shown=len(shown), rest=len(every) - len(shown)
            )
            yield tag("p", text, class_="key")
        for series in shown:
            found = self.found.get(series.body, [])
            head = join(
                badge(self.state(series), self.language), tag("span", series.body, class_="name"),
                tag("span", years_text(series, self.language), class_="score"),
            )  # fmt: skip
            yield years(series, found, head, self.numbers[id(series)], self.language,
                        opened=len(shown) == 1)  # fmt: skip
