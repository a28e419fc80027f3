"""Figures of the bodies in the parent's prose, held against the bodies' reports (SUM003)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govreport.checker.compare.model import Rollup, at
from govreport.checker.compare.names import canonical, region_of, without_region
from govreport.checker.compare.rollup import listed
from govreport.checker.context import Context, finding_id
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.names import name_of
from govreport.checker.prose.readings import Reading, readings_of, value_of
from govreport.checker.rule import Rule
from govreport.parser.claims.named import NamedFigure, named_figures
from govreport.parser.report import Number
from govreport.text import Text

__all__ = ["told_of_bodies"]

_OFFICE = re.compile("(?:政府)?(?:办公室|办公厅|政府办)$")
_TOWN = re.compile("(?:[镇乡]|街道|街道办事处)$")
_COUNTY = re.compile("[县市区旗]$")
_ZONE = re.compile("(?:管委会|管理委员会)$")

_CLASSES: Mapping[str, tuple[str, ...]] = {
    "office": ("{l}政府", "{l}人民政府", "{l}本级", "本级", "{l}政府本级", "{l}政府办", "{l}政府办公室"),
    "departments": (
        "部门", "{l}直部门", "{l}级部门", "各部门", "{l}直各部门", "{l}政府部门", "{l}政府各部门",
        "{l}直单位", "{l}级各部门", "{l}各部门", "{l}直各单位", "政府部门",
    ),
    "counties": (
        "县区", "各县区", "县市区", "各县市区", "区县", "各区县", "县·市·区·", "各县·市·区·", "市·县·区·",
        "各市·县·区·", "县·区·", "各县·区·", "区·县·", "各区·县·", "县·市·", "各县·市·",
    ),
    "towns": ("乡镇", "各乡镇", "镇街", "各镇街", "街镇", "各街镇", "乡镇街道", "各乡镇街道", "各镇", "街道"),
}  # fmt: skip
"""How the prose names groups of bodies; ``{l}`` is the level of the parent (市, 县 …)."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in the prose may mean.

    Arguments:
        choices: the bodies, one set for each way to take the name.
        single: it names one body, and leaves no doubt.
    """

    choices: tuple[tuple[str, ...], ...]
    single: bool = False


DIFFERS = Text(
    "{parent} {year} 年度汇总报告正文称“{name}”{value} 件，{bodies}的报告为 {expected} 件（{kind}）",
    "{parent} {year}: the prose gives {value} for “{name}”, by the report of {bodies} it is {expected} "
    "({kind})",
)
UNKNOWN = Text(
    "正文提到的机关没有报告，或其数字没有读准", "the body named has no report, or its figure is not known"
)


def told_of_bodies(rollup: Rollup, rule: Rule) -> Iterator[Finding | Outcome]:
    """Hold each figure that the parent's prose gives for a body, or a group, against its report."""
    own = rollup.reports.get(rollup.parent)
    if own is None:
        return
    names = _names(rollup)
    contexts = {unit: Context(rollup.reports[unit]) for unit in rollup.units}
    for figure in named_figures(own, names):
        subject = f"{rollup.parent}@{rollup.year}:claims.{figure.kinds[0]}"
        values = list(_values(figure, names[figure.name], contexts))
        if any(value == figure.value for _, _, value in values):
            yield Outcome(rule.code, "pass", subject)
        elif not values or any(value is None for _, _, value in values):
            yield Outcome(rule.code, "skipped", subject, UNKNOWN)
        else:
            yield _finding(rollup, rule, figure, names[figure.name], values[0])


Known = tuple[tuple[str, ...], Reading, "Number | None"]


def _values(
    figure: NamedFigure, named: Named, contexts: Mapping[str, Context]
) -> Iterator[Known]:
    """Yield what each reading comes to, for each way to take the name."""
    for units in named.choices:
        for kind in figure.kinds:
            for reading in readings_of(kind):
                if not any(term.table == "said" for term in reading.terms):
                    yield from _value(units, reading, contexts)


def _value(
    units: Sequence[str], reading: Reading, contexts: Mapping[str, Context]
) -> Iterator[Known]:
    """Yield the sum over the bodies; nothing where their form does not have the cells."""
    total: Number = 0
    for unit in units:
        context = contexts.get(unit)
        value = value_of(reading, context, lambda kind: None) if context else None
        if context is not None and value is None:
            return
        if value is None or value.value is None:
            yield tuple(units), reading, None
            return
        total += value.value
    yield tuple(units), reading, total


# ── names ──


def _names(rollup: Rollup) -> dict[str, Named]:
    """Return the names by which the prose may call the bodies, alone and together."""
    units = (*rollup.units, *rollup.missing, *rollup.other_form)
    level = canonical(rollup.parent)[-1:]
    meant: dict[str, dict[str, None]] = {}
    for unit in units:
        for alias in _aliases(unit, level):
            meant.setdefault(alias, {}).setdefault(unit)
    names = {alias: Named((tuple(of),), True) for alias, of in meant.items() if len(of) == 1}
    for kind, choices in _classes(units).items():
        for alias in _CLASSES[kind]:
            names.setdefault(alias.format(l=level), Named(choices, kind == "office"))
    return names


def _aliases(unit: str, level: str) -> Iterator[str]:
    yield from dict.fromkeys((unit, canonical(unit)))
    short = without_region(unit)
    if region_of(unit) and len(short) > 1 and short != unit:
        yield from (short, level + short)
    if _COUNTY.search(canonical(unit)) and canonical(unit) == region_of(unit):
        yield f"{canonical(unit)}政府"


def _classes(units: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the groups of bodies; where usage differs, each way to draw the line."""
    sorts: dict[str, list[str]] = {}
    for unit in units:
        sorts.setdefault(_sort(unit), []).append(unit)
    office, rest = sorts.get("office", []), sorts.get("department", [])
    counties, zones = sorts.get("county", []), sorts.get("zone", [])
    found = {
        "office": [office] if len(office) == 1 else [],
        "departments": [rest, rest + office, rest + zones, rest + zones + office],
        "counties": [counties, counties + zones],
        "towns": [sorts.get("town", [])],
    }
    return {
        kind: tuple(dict.fromkeys(tuple(choice) for choice in choices if choice))
        for kind, choices in found.items()
        if choices and choices[0]
    }


def _sort(unit: str) -> str:
    name = canonical(unit)
    if _OFFICE.search(unit) and without_region(unit) in ("办公室", "办公厅", "办", "政府办"):
        return "office"
    if _TOWN.search(name):
        return "town"
    if _ZONE.search(name):
        return "zone"
    return "county" if _COUNTY.search(name) else "department"


def _finding(
    rollup: Rollup, rule: Rule, figure: NamedFigure, named: Named, known: Known
) -> Finding:
    units, reading, expected = known
    address = at(rollup.parent, rollup.year, f"claims.{figure.kinds[0]}")
    cells = [
        at(unit, rollup.year, term.address)
        for unit in units for term in reading.terms if named.single
    ]  # fmt: skip
    message = DIFFERS.format(
        parent=rollup.parent, year=rollup.year, name=figure.name.replace("·", ""),
        value=figure.value, bodies=listed(units), expected=expected, kind=name_of(figure.kinds[0]),
    )  # fmt: skip
    return Finding(
        id=finding_id(
            rollup.parent, rollup.year, rule.code, (address, figure.text), (figure.start, figure.value)
        ),
        rule=rule.code,
        name=rule.name,
        severity=rule.severity if named.single else "warning",
        kind="report" if named.single else "scope",
        message=message,
        cells=(address, *cells),
        printed=figure.value,
        expected=expected,
        difference=figure.value - (expected or 0),
        location=figure.location,
        sentence=figure.text,
        span=(figure.start, figure.end),
        source=rollup.reports[rollup.parent].source,
    )
