"""A parent body's report against the sum over its own office and all bodies under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govreport.checker.compare.bodies import Bodies, Grouping, Series, canonical
from govreport.checker.compare.explain import Explanation, explain
from govreport.checker.compare.model import Rollup, at
from govreport.checker.compare.years import known_figures
from govreport.checker.context import finding_id
from govreport.checker.model import Change, Finding, Kind, Repair, Result
from govreport.checker.rule import Rule
from govreport.parser.report import Number, Report
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

__all__ = ["RollupCheck", "rollups"]


def rollups(grouping: Grouping, bodies: Bodies) -> Iterator[tuple[Rollup, dict[str, Report]]]:
    """Add up the bodies under each parent, for each year of which there are reports.

    Arguments:
        grouping: the reports by body and year.
        bodies: which bodies are under which, as the user says.

    Returns:
        The sums, each with the reports that it concerns by name of the body.
    """
    series = {s.key: s for s in grouping.series}
    for parent in bodies.parents:
        units = tuple(dict.fromkeys(bodies.children(parent)))
        for year in _years(parent, units, series):
            reports = {
                name: found.reports[year][0]
                for name in (parent, *units)
                if (found := series.get(canonical(name))) is not None and year in found.reports
            }
            yield _rollup(parent, year, units, reports), reports


def _years(parent: str, units: Sequence[str], series: Mapping[str, Series]) -> list[int]:
    """Return the years of which a body under ``parent`` has a report."""
    return sorted(
        {y for unit in units if (s := series.get(canonical(unit))) is not None for y in s.reports}
    )


def _rollup(parent: str, year: int, units: Sequence[str], reports: Mapping[str, Report]) -> Rollup:
    own = reports.get(parent)
    present = [unit for unit in units if unit in reports]
    form = own.form if own is not None else reports[present[0]].form
    figures = {u: known_figures(reports[u]) for u in present if reports[u].form.id == form.id}
    sums: dict[str, Number] = {}
    for address in (a for table in form.tables for a in table.addresses):
        values = [v[address] for v in figures.values() if address in v]
        if values:
            sums[address] = sum(values)
    return Rollup(
        parent=parent,
        year=year,
        form=form,
        units=dict(figures),
        sums=sums,
        printed=known_figures(own) if own is not None else {},
        missing=tuple(unit for unit in units if unit not in figures),
    )


class RollupCheck:
    """Checks one sum and explains what differs.

    Arguments:
        rollup: the sum.
        reports: the reports that it concerns, by name of the body.
        results: the result of each of these reports by itself, by source.
        rules: SUM001 and SUM002 by code.
        doubled: bodies that the user's mapping names twice under the parent.
    """

    def __init__(
        self,
        rollup: Rollup,
        reports: Mapping[str, Report],
        results: Mapping[str, Result],
        rules: Mapping[str, Rule],
        doubled: Sequence[str] = (),
    ) -> None:
        self.rollup, self.reports, self.results = rollup, reports, results
        self.rules, self.doubled = rules, doubled
        self.findings: list[Finding] = []
        self.repairs: list[Repair] = []

    def run(self) -> None:
        """Fill ``findings`` and ``repairs``."""
        self._missing()
        if self.rollup.printed:
            self._sums()

    def _missing(self) -> None:
        rollup = self.rollup
        texts = []
        if rollup.missing:
            texts.append(MISSING.format(names=_listed(rollup.missing)))
        if self.doubled:
            texts.append(NAMED_TWICE.format(names=_listed(self.doubled)))
        for text in texts:
            told = ABOUT.format(parent=rollup.parent, year=rollup.year, what=text)
            self._found("SUM002", told, (rollup.parent, *rollup.missing, *self.doubled))

    def _sums(self) -> None:
        rollup = self.rollup
        difference = {
            address: rollup.printed[address] - total
            for address, total in rollup.sums.items()
            if address in rollup.printed and rollup.printed[address] != total
        }
        if not difference:
            return
        explanations = explain(difference, rollup.units)
        if explanations:
            self._explained(explanations)
        else:
            self._unexplained(difference)

    def _explained(self, explanations: Sequence[Explanation]) -> None:
        """State each cause of the likeliest explanation; the others are told as alternatives."""
        first = explanations[0]
        others = explanations[1:]
        ids: list[str] = []
        for names, wording in ((first.left_out, LEFT_OUT), (first.doubled, COUNTED_TWICE)):
            for name in names:
                ids.append(self._body_cause(name, wording, others))
        for address, left in first.rest:
            ids.append(self._cell_cause(address, left))
        for explanation in explanations:
            self._repair(explanation, tuple(ids), unique=len(explanations) == 1)

    def _body_cause(self, name: str, wording: Text, others: Sequence[Explanation]) -> str:
        rollup = self.rollup
        text = ABOUT.format(parent=rollup.parent, year=rollup.year, what=wording.format(name=name))
        alternatives = _listed(
            sorted({n for e in others for n in (*e.left_out, *e.doubled) if n != name})
        )
        if alternatives.zh:
            more = ALTERNATIVES.format(names=alternatives)
            text = Text(text.zh + more.zh, text.en + more.en)
        cells = [a for a, v in rollup.units[name].items() if v and a in rollup.printed]
        return self._found("SUM001", text, cells, at_parent=True)

    def _cell_cause(self, address: str, left: Number) -> str:
        rollup = self.rollup
        printed = rollup.printed.get(address, 0)
        litigation = address.startswith("litigation.") and left < 0
        text = (TWO_DEFENDANTS if litigation else CELL).format(
            parent=rollup.parent,
            year=rollup.year,
            cell=rollup.form.label(address),
            printed=printed,
            expected=printed - left,
            difference=f"{left:+}",
        )
        return self._found(
            "SUM001", text, [address], at_parent=True, printed=printed, expected=printed - left,
            kind="scope" if litigation else "report",
        )  # fmt: skip

    def _unexplained(self, difference: Mapping[str, Number]) -> None:
        rollup = self.rollup
        for table in rollup.form.tables:
            cells = [a for a in table.addresses if a in difference]
            if cells:
                told = "；".join(
                    f"{rollup.form.label(a).zh} {rollup.printed[a]}（各机关之和 {rollup.sums[a]}）"
                    for a in cells[:SHOWN]
                ) + ("……" if len(cells) > SHOWN else "")
                text = TABLE.format(
                    parent=rollup.parent, year=rollup.year, table=table.title, count=len(cells),
                    cells=told,
                )  # fmt: skip
                self._found(
                    "SUM001", text, cells, at_parent=True,
                    printed=rollup.printed[cells[0]], expected=rollup.sums[cells[0]],
                )  # fmt: skip

    def _repair(self, explanation: Explanation, ids: tuple[str, ...], *, unique: bool) -> None:
        """Give the figures to change: a slip of a body where its own table shows it, else the
        parent's.
        """
        rollup = self.rollup
        causes: list[tuple[str, list[Change]]] = []
        for cause, names, sign in (
            ("body-left-out", explanation.left_out, 1),
            ("body-doubled", explanation.doubled, -1),
        ):
            changes = [
                self._change(rollup.parent, address, rollup.printed[address], sign * value)
                for name in names
                for address, value in rollup.units[name].items()
                if value and address in rollup.printed
            ]
            if changes:
                causes.append((cause, changes))
        for address, left in explanation.rest:
            causes.append(("cell", [self._cell_change(address, left)]))
        for cause, changes in causes:
            self.repairs.append(
                Repair(changes=tuple(changes), unique=unique, cause=cause, resolves=ids)
            )

    def _cell_change(self, address: str, left: Number) -> Change:
        """Change the body's own figure where its own identities say so, else the parent's."""
        for name in self.rollup.units:
            result = self.results.get(self.reports[name].source)
            for repair in result.repairs if result is not None else ():
                for change in repair.changes:
                    if change.cell == address and change.expected - (change.printed or 0) == left:
                        return self._change(name, address, change.printed or 0, left)
        return self._change(self.rollup.parent, address, self.rollup.printed.get(address, 0), -left)

    def _change(self, body: str, address: str, printed: Number, by: Number) -> Change:
        label = self.rollup.form.label(address)
        return Change(
            cell=at(body, self.rollup.year, address),
            printed=printed,
            expected=printed + by,
            label=Text(f"{body}：{label.zh}", f"{body}: {label.en}"),
            location=self._place(body, address),
        )

    def _place(self, body: str, address: str) -> Location:
        report = self.reports.get(body)
        quantity = report.quantity(address) if report is not None else None
        return quantity.location if quantity is not None else NOWHERE

    def _found(
        self,
        code: str,
        text: Text,
        cells: Sequence[str],
        *,
        at_parent: bool = False,
        printed: Number | None = None,
        expected: Number | None = None,
        kind: Kind = "report",
    ) -> str:
        rollup, rule = self.rollup, self.rules[code]
        names = tuple(at(rollup.parent, rollup.year, cell) if at_parent else cell for cell in cells)
        values = [str(rollup.printed.get(cell, "")) for cell in cells]
        known = printed is not None and expected is not None
        finding = Finding(
            id=finding_id(rollup.parent, rollup.year, code, names, values),
            rule=code,
            name=rule.name,
            severity="warning" if kind != "report" else rule.severity,
            kind=kind,
            message=text,
            cells=names,
            printed=printed,
            expected=expected,
            difference=printed - expected if known else None,  # type: ignore[operator]
            location=self._place(rollup.parent, cells[0]) if at_parent and cells else NOWHERE,
        )
        self.findings.append(finding)
        return finding.id


SHOWN = 5

ABOUT = Text("{parent} {year} 年度汇总：{what}", "{parent} {year}, sum over its bodies: {what}")
MISSING = Text("缺少{names}的报告", "no report of {names}")
NAMED_TWICE = Text("对照表中{names}列了两次", "{names}: named twice in the mapping")
LEFT_OUT = Text("差额等于{name}的全部数字，疑漏计该机关", "the difference is {name}: left out")
COUNTED_TWICE = Text(
    "差额等于{name}的全部数字，疑重复计入该机关", "the difference is {name}: counted twice"
)
ALTERNATIVES = Text("（{names}的数字也能解释）", " ({names} would explain it too)")
CELL = Text(
    "{parent} {year} 年度汇总：{cell}为 {printed}，各机关之和应为 {expected}，相差 {difference}，疑为笔误",
    "{parent} {year}: {cell} is {printed}, but its bodies add up to {expected}; difference "
    "{difference}: a slip in one cell",
)
TWO_DEFENDANTS = Text(
    "{parent} {year} 年度汇总：{cell}为 {printed}，各机关之和为 {expected}，相差 {difference}；"
    "复议机关与原机关作共同被告的案件可能由两家各计了一次（国办公开办函〔2016〕201号：由作出行为的机关计入一次）",
    "{parent} {year}: {cell} is {printed}, its bodies add up to {expected}; difference {difference}; "
    "a case with two defendants may be counted by both (201号: once, by the body that acted)",
)
TABLE = Text(
    "{parent} {year} 年度汇总：“{table}”有 {count} 格与各机关之和不符：{cells}",
    "{parent} {year}: {count} cells of “{table}” differ from the sum over its bodies: {cells}",
)


def _listed(names: Sequence[str]) -> Text:
    return Text("、".join(names), ", ".join(names))
