"""One body on the page of a comparison: a chart, and the tables of its years beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from govreport.checker.compare import Series
from govreport.checker.model import Finding
from govreport.forms.model import FormTable, Row
from govreport.output.files.page.charts import Panel, panels_chart
from govreport.output.files.page.markup import Markup, join, tag
from govreport.output.places import figure
from govreport.output.told import body_year_of
from govreport.output.words import MARKS
from govreport.parser.report import Number, Quantity, Report
from govreport.text import Language, Text

__all__ = ["years"]

_CHART = Text(
    "历年办理情况（件；“—”为没有数字，“缺”为没有报告）", "Over the years (cases; — no figure)"
)
_NO_REPORT = Text("缺", "none")
_ALL = Text("“{table}”各列", "“{table}”: every column")
_UNREAD = Text("读取存疑", "doubtful")
_FORM = Text("{form}（{years}）", "{form} ({years})")

_PANELS = (
    (Text("本年新收申请", "new requests"), ("requests.new.total",)),
    (Text("办理结果总计", "handled"), ("requests.handled.total",)),
    (Text("结转下年度", "carried over"), ("requests.carried_out.total",)),
    (Text("行政复议", "reconsideration"), ("reconsideration.cases.total",)),
    (
        Text("行政诉讼", "litigation"),
        ("litigation.direct.total", "litigation.after_reconsideration.total"),
    ),
)
"""What the chart shows: sums of cells that the forms of 2019 and 2021 share."""

Marks = Mapping[tuple[int | None, str], Finding]
"""The worst finding on a cell, by year and address."""


def years(
    series: Series,
    found: Sequence[Finding],
    head: Markup,
    number: int,
    language: Language,
    *,
    opened: bool,
) -> Markup:
    """Return one body, closed until somebody opens it.

    Arguments:
        series: its reports.
        found: what was found of it over several reports, the worst first.
        head: the line that is always seen.
        number: tells it from the others.
        language: the language of every word that is not the form's.
        opened: it is open from the beginning.
    """
    marks: dict[tuple[int | None, str], Finding] = {}
    for finding in found:
        for cell in finding.cells if not finding.accepted else ():
            body, year, address = body_year_of(cell)
            if body == series.body:
                marks.setdefault((year, address), finding)
    return tag(
        "details",
        tag("summary", head),
        tag("div", _chart(series, language), *_blocks(series, marks, language), class_="inside"),
        id=f"r{number}",
        class_="report found" if found else "report",
        open="" if opened else None,
    )


def _chart(series: Series, language: Language) -> Markup:
    every = range(min(series.reports), max(series.reports) + 1)
    labels = [
        str(year) if year in series.reports else f"{year} {_NO_REPORT.of(language)}"
        for year in every
    ]
    panels = [
        Panel(title.of(language), [_sum(series.reports.get(year), cells) for year in every])
        for title, cells in _PANELS
    ]
    known = [panel for panel in panels if any(value is not None for value in panel.values)]
    return panels_chart(_CHART.of(language), labels, known) if known else Markup()


def _sum(reports: Sequence[Report] | None, cells: Sequence[str]) -> Number | None:
    quantities = [reports[0].quantity(cell) for cell in cells] if reports else []
    values = [q.value for q in quantities if q is not None and q.value is not None]
    return sum(values) if values else None


def _blocks(series: Series, marks: Marks, language: Language) -> Iterator[Markup]:
    """Yield the tables; years on another form of the report stand apart."""
    dated = [(year, reports[0]) for year, reports in series.reports.items()]
    forms = [(f, list(g)) for f, g in groupby(dated, key=lambda each: each[1].form.id)]
    for _, block in forms:
        form = block[0][1].form
        if len(forms) > 1:
            told = "、".join(str(year) for year, _ in block)
            yield tag("h3", _FORM.of(language).format(form=form.name.of(language), years=told))
        for table in form.tables:
            if any(table.id in report.tables for _, report in block):
                yield _Beside(table, block, marks, language).table()


class _Beside:
    """One table of the form in several years.

    Arguments:
        table: the form's table.
        block: the years with their reports, all on this form.
        marks: what was found on which cell.
        language: the language of every word that is not the form's.
    """

    def __init__(
        self,
        table: FormTable,
        block: Sequence[tuple[int, Report]],
        marks: Marks,
        language: Language,
    ) -> None:
        self.spec, self.block, self.marks, self.language = table, block, marks, language
        self.rows = [
            row for row in table.rows
            if any(t is not None and row.id in t.rows for t in (r.tables.get(table.id) for _, r in block))
        ]  # fmt: skip

    def table(self) -> Markup:
        """Return the totals with a column for each year, and every column below on demand.

        A table whose rows have no total in common shows each of its cells as a row.
        """
        spec = self.spec
        if "total" not in spec.column or len(spec.columns) < 6:
            return self._wrapped(spec.title, self._lines([
                (f"{row.text} / {column.label}" if len(spec.columns_of(row)) > 1 else row.text,
                 f"{spec.id}.{row.id}.{column.id}")
                for row in self.rows for column in spec.columns_of(row)
            ]))  # fmt: skip
        totals = [(row.text, f"{spec.id}.{row.id}.total") for row in self.rows]
        title = f"{spec.title}（{spec.column['total'].label}）"
        own = any(
            address.startswith(f"{spec.id}.") and not address.endswith(".total")
            for _, address in self.marks
        )
        every = tag(
            "details",
            tag("summary", _ALL.of(self.language).format(table=spec.title)),
            self._wrapped(spec.title, self._every()),
            class_="columns",
            open="" if own else None,
        )
        return join(self._wrapped(title, self._lines(totals)), every)

    def _wrapped(self, title: str, parts: Iterator[Markup]) -> Markup:
        table = tag("table", tag("caption", title), *parts, class_="form beside")
        return tag("div", table, class_="scroll", tabindex=0, role="group", aria_label=title)

    def _lines(self, lines: Sequence[tuple[str, str]]) -> Iterator[Markup]:
        """Yield a row for each cell of the form, with a column for each year."""
        heads = (tag("th", str(year), scope="col") for year, _ in self.block)
        yield tag("thead", tag("tr", tag("td"), *heads))
        yield tag("tbody", *(
            tag("tr", tag("th", text, scope="row"), *(
                self._cell(year, report, address) for year, report in self.block
            ))
            for text, address in lines
        ))  # fmt: skip

    def _every(self) -> Iterator[Markup]:
        """Yield a row for each row of the form and year, with all columns of the form."""
        heads = (tag("th", column.label, scope="col") for column in self.spec.columns)
        yield tag("thead", tag("tr", tag("td", colspan=2), *heads))
        for row in self.rows:
            yield tag("tbody", *self._years_of(row))

    def _years_of(self, row: Row) -> Iterator[Markup]:
        for at, (year, report) in enumerate(self.block):
            label = (
                tag("th", row.text, scope="rowgroup", rowspan=len(self.block)) if at == 0 else None
            )
            cells = (
                self._cell(year, report, f"{self.spec.id}.{row.id}.{column.id}")
                for column in self.spec.columns
            )
            yield tag("tr", label, tag("th", str(year), scope="row"), *cells)

    def _cell(self, year: int, report: Report, address: str) -> Markup:
        shown, unread = _shown(report.quantity(address), self.language)
        finding = self.marks.get((year, address))
        if finding is None:
            kind = "doubt" if unread else "nil" if shown in ("0", "—") else None
            return tag("td", shown, class_=kind)
        sign = tag("b", f"{MARKS[finding.severity]} {finding.rule}", class_="sign")
        return tag("td", sign, " ", shown, class_=finding.severity)


def _shown(quantity: Quantity | None, language: Language) -> tuple[str, bool]:
    """Return what is shown of a figure, and whether it could not be read for certain."""
    if quantity is None:
        return "—", False
    if quantity.doubt is not None:
        return f"? {_UNREAD.of(language)}", True
    return figure(quantity.value) if quantity.value is not None else quantity.printed, False
