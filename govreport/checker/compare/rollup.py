"""Adds up the bodies under a parent, cell by cell, and says which of them are missing (SUM002)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govreport.checker.compare.bodies import Bodies
from govreport.checker.compare.grouping import Grouping, Series
from govreport.checker.compare.model import Rollup
from govreport.checker.compare.pair import known_figures
from govreport.checker.compare.spelling import spellings
from govreport.checker.context import finding_id
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.parser.report import Number, Report
from govreport.text import Text

__all__ = ["listed", "missing", "rollups"]


def rollups(grouping: Grouping, bodies: Bodies) -> Iterator[Rollup]:
    """Add up the bodies under each parent, for each year of which there is a report.

    Arguments:
        grouping: the reports by body and year.
        bodies: which bodies are under which, as the user says.
    """
    series = {s.key: s for s in grouping.series}
    for parent in bodies.parents:
        units = bodies.children(parent)
        found = {unit: _series_of(spellings(unit, parent), series) for unit in units}
        found[parent] = _series_of(spellings(parent), series)
        for year in sorted(
            {y for each in found.values() if each is not None for y in each.reports}
        ):
            reports = {
                name: each.reports[year][0]
                for name, each in found.items()
                if each is not None and year in each.reports
            }
            yield _rollup(parent, year, units, reports, bodies.doubled(parent))


def _series_of(names: Sequence[str], series: Mapping[str, Series]) -> Series | None:
    """Return the reports of the body that has one of these names."""
    return next((series[name] for name in names if name in series), None)


def _rollup(
    parent: str,
    year: int,
    units: Sequence[str],
    reports: dict[str, Report],
    doubled: tuple[str, ...],
) -> Rollup:
    own = reports.get(parent)
    present = [unit for unit in units if unit in reports]
    form = own.form if own is not None else reports[present[0]].form
    figures = {u: known_figures(reports[u]) for u in present if reports[u].form.id == form.id}
    sums: dict[str, Number] = {}
    unknown: dict[str, list[str]] = {}
    for address in (a for table in form.tables for a in table.addresses):
        known = [unit for unit, values in figures.items() if address in values]
        if known:
            sums[address] = sum(figures[unit][address] for unit in known)
            if len(known) < len(figures):
                unknown[address] = [unit for unit in figures if address not in figures[unit]]
    return Rollup(
        parent=parent,
        year=year,
        form=form,
        units=dict(figures),
        sums=sums,
        printed=known_figures(own) if own is not None else {},
        missing=tuple(unit for unit in units if unit not in reports),
        other_form=tuple(unit for unit in present if unit not in figures),
        unknown=unknown,
        doubled=doubled,
        reports=reports,
    )


ABOUT = Text("{parent} {year} 年度汇总：{what}", "{parent} {year}, sum over its bodies: {what}")
MISSING = Text("缺少{names}的报告", "no report of {names}")
OTHER_FORM = Text("{names}的报告使用其他版本的格式，未计入", "on another form, not added: {names}")
NAMED_TWICE = Text("对照表中{names}列了两次", "named twice in the mapping: {names}")
ALIKE = Text(
    "{names}的报告各格数字完全相同，疑为同一份报告交了两次",
    "the reports of {names} have the same figures in every cell: one report handed in twice?",
)
LEAST_FIGURES = 10
"""Reports that share fewer figures above zero may do so by chance."""
NAMED = 10


def missing(rollup: Rollup, rule: Rule) -> Iterator[Finding | Outcome]:
    """Say which bodies have no report, or are counted twice (SUM002)."""
    found = [
        (MISSING, rollup.missing),
        (OTHER_FORM, rollup.other_form),
        (NAMED_TWICE, rollup.doubled),
        *((ALIKE, names) for names in _alike(rollup)),
    ]
    for wording, names in found:
        if names:
            what = wording.format(names=listed(names))
            yield _finding(rollup, rule, ABOUT.format(
                parent=rollup.parent, year=rollup.year, what=what,
            ), names)  # fmt: skip
    if rollup.units and not any(names for _, names in found):
        yield Outcome(rule.code, "pass", f"{rollup.parent}@{rollup.year}")


def _alike(rollup: Rollup) -> list[tuple[str, ...]]:
    """Return groups of bodies whose reports have the same figures."""
    same: dict[frozenset[tuple[str, Number]], list[str]] = {}
    for unit, figures in rollup.units.items():
        above = frozenset((address, value) for address, value in figures.items() if value)
        if len(above) >= LEAST_FIGURES:
            same.setdefault(above, []).append(unit)
    return [tuple(units) for units in same.values() if len(units) > 1]


def _finding(rollup: Rollup, rule: Rule, message: Text, names: Sequence[str]) -> Finding:
    own = rollup.reports.get(rollup.parent)
    return Finding(
        id=finding_id(rollup.parent, rollup.year, rule.code, (message.zh,), ()),
        rule=rule.code,
        name=rule.name,
        severity=rule.severity,
        kind=rule.kind,
        message=message,
        cells=tuple(f"{name}@{rollup.year}" for name in names),
        source=own.source if own else "",
    )


def listed(names: Sequence[str]) -> Text:
    """Return names one after the other, the first ten of many."""
    more = len(names) - NAMED
    zh = f"等 {len(names)} 个机关" if more > 0 else ""
    en = f" and {more} more" if more > 0 else ""
    return Text("、".join(names[:NAMED]) + zh, ", ".join(names[:NAMED]) + en)
