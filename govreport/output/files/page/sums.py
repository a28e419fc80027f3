"""A sum over the bodies under a parent on the page: parent, sum and difference in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from govreport.checker.compare import Rollup
from govreport.checker.model import Finding
from govreport.forms.model import Column, FormTable, Row
from govreport.output.files.page.markup import Markup, tag
from govreport.output.files.page.report import badge
from govreport.output.places import figure, signed
from govreport.output.told import body_year_of
from govreport.output.words import MARKS
from govreport.text import Language, Text

__all__ = ["sums"]

_HEAD = Text("{parent} {year} 年度：{units} 个机关", "{parent} {year}: {units} bodies")
_DRAFT = Text("没有汇总报告，只列各机关之和（Σ）", "no report of the parent: only the sums (Σ)")
_MISSING = Text("缺少报告：{names}", "no report: {names}")
_BODIES = Text("计入的机关：{names}", "bodies added: {names}")
_DIFFERENCE = Text("差", "off by")


def sums(
    rollup: Rollup, found: Sequence[Finding], number: int, language: Language, *, opened: bool
) -> Markup:
    """Return one sum, closed until somebody opens it.

    Arguments:
        rollup: the sum.
        found: what was found on it.
        number: tells it from the others.
        language: the language of every word that is not the form's.
        opened: it is open from the beginning.
    """
    own = [f for f in found if any(body_year_of(c)[1] == rollup.year for c in f.cells)]
    wrong = any(f.severity == "error" and not f.accepted for f in own)
    state = "inconsistent" if wrong else "consistent" if rollup.printed else "unverifiable"
    head = _HEAD.of(language).format(
        parent=rollup.parent, year=rollup.year, units=len(rollup.units)
    )
    return tag(
        "details",
        tag("summary", badge(state, language), tag("span", head, class_="name")),
        tag("div", *_Sums(rollup, own, language).parts(), class_="inside"),
        id=f"s{number}",
        class_="report found" if own else "report",
        open="" if opened or wrong else None,
    )


class _Sums:
    def __init__(self, rollup: Rollup, found: Sequence[Finding], language: Language) -> None:
        self.rollup, self.language = rollup, language
        self.marks: dict[str, Finding] = {}
        for finding in found:
            for cell in finding.cells if not finding.accepted else ():
                self.marks.setdefault(body_year_of(cell)[2], finding)

    def parts(self) -> Iterator[Markup]:
        rollup, language = self.rollup, self.language
        missing = [*rollup.missing, *rollup.other_form]
        if not rollup.printed:
            yield tag("p", _DRAFT.of(language), class_="about")
        if missing:
            yield tag("p", _MISSING.of(language).format(names="、".join(missing)), class_="about")
        if rollup.units:
            names = "、".join(rollup.units)
            yield tag("p", _BODIES.of(language).format(names=names), class_="about")
        for table in rollup.form.tables:
            if any(address in rollup.sums for address in table.addresses):
                yield self._table(table)

    def _table(self, table: FormTable) -> Markup:
        parts: list[Markup] = []
        for columns, rows in groupby(table.rows, key=table.columns_of):
            heads = (tag("th", column.label, scope="col") for column in columns)
            head = tag("tr", tag("td"), *heads)
            body = tag("tbody", *(self._row(table, row, columns) for row in rows))
            parts += [tag("tbody" if parts else "thead", head), body]
        shown = tag("table", tag("caption", table.title), *parts, class_="form sums")
        return tag("div", shown, class_="scroll", tabindex=0, role="group", aria_label=table.title)

    def _row(self, table: FormTable, row: Row, columns: Sequence[Column]) -> Markup:
        cells = (self._cell(f"{table.id}.{row.id}.{column.id}") for column in columns)
        return tag("tr", tag("th", row.text, scope="row"), *cells)

    def _cell(self, address: str) -> Markup:
        rollup = self.rollup
        printed, total = rollup.printed.get(address), rollup.sums.get(address)
        added = tag("small", f"Σ {figure(total)}") if total is not None else None
        if printed is None or total is None:
            return tag("td", figure(printed) or ("—" if rollup.printed else None), " ", added)
        if printed == total:
            return tag("td", figure(printed), " ", added, class_="nil" if not total else None)
        finding = self.marks.get(address)
        kind = finding.severity if finding else "doubt"
        sign = f"{MARKS[kind]} {finding.rule}" if finding else "?"
        off = f"{_DIFFERENCE.of(self.language)} {signed(printed - total)}"
        return tag(
            "td", tag("b", sign, class_="sign"), " ", figure(printed), " ", added, " ",
            tag("small", off), class_=kind,
        )  # fmt: skip
