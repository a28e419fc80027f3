"""Figures of the bodies in the parent's prose, held against the bodies' reports (SUM003)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from govreport.checker.compare.model import Rollup, at
from govreport.checker.compare.names import region_of, without_region
from govreport.checker.compare.rollup import listed
from govreport.checker.compare.spelling import plain, short_forms, sort_of
from govreport.checker.context import Context, finding_id
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.names import name_of
from govreport.checker.prose.readings import Reading, readings_of, value_of
from govreport.checker.rule import Rule
from govreport.parser.claims.named import NamedFigure, named_figures
from govreport.parser.report import Number
from govreport.text import Text

__all__ = ["told_of_bodies"]

_COUNTY = re.compile("[县市区旗]$")

_CLASSES: Mapping[str, tuple[str, ...]] = {
    "departments": (
        "(?:各|{l}政府各?|{l}[直级属]各?|{l}各)?(?:部门(?:单位)?|工作部门)(?:及|和)?(?:其?直属(?:机构|单位))?",
        "{l}[直级属]各?(?:机关|单位)",
    ),
    "counties": (
        "各?(?!市区(?!·))(?:[县市区旗州]·?){{2,4}}(?:级|级政府|人民政府|政府)?",
        "各(?:县级?|区级?|市州?)(?:人民政府|政府)?", "县级(?:政府)?",
    ),
    "towns": ("各?(?:乡·?镇·?|镇·?街·?|街·?镇·?|镇·?街道·?)(?:街道·?)?", "各(?:乡|镇|街道)", "街道"),
    "office": ("{l}(?:人民)?政府(?:办公室|办公厅|办)",),
    "own": ("{l}(?:人民)?政府(?:本级)?", "{l}?本级", "{l}级(?![直属部机单])"),
}  # fmt: skip
"""How the prose names groups of bodies, as patterns; ``{l}`` is the level of the parent (市, 县 …),
«·» a mark of «县（市、区）». What comes first goes before.
"""


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
    "正文提到的机关没有报告，或其数字没有读准",
    "the body named has no report, or its figure is not known",
)


@dataclass(frozen=True)
class Lexicon:
    """The names by which the prose may call the bodies.

    Arguments:
        names: what each name of a single body may mean.
        classes: what words for several bodies may mean, by pattern.
    """

    names: Mapping[str, Named]
    classes: Mapping[str, Named]

    def meaning(self, name: str) -> Named:
        """Return what a name found in the prose may mean."""
        if name in self.names:
            return self.names[name]
        return next(m for pattern, m in self.classes.items() if re.fullmatch(pattern, name))

    def together(self, names: Sequence[str]) -> Named:
        """Return what several names may mean together."""
        meant = [self.meaning(name) for name in names]
        choices = product(*(each.choices for each in meant))
        joined = (tuple(dict.fromkeys(chain.from_iterable(choice))) for choice in choices)
        return Named(tuple(dict.fromkeys(joined)), all(each.single for each in meant))


def told_of_bodies(rollup: Rollup, rule: Rule) -> Iterator[Finding | Outcome]:
    """Hold each figure that the parent's prose gives for bodies against their reports."""
    own = rollup.reports.get(rollup.parent)
    if own is None:
        return
    lexicon = _lexicon(rollup)
    contexts = {unit: Context(rollup.reports[unit]) for unit in rollup.units}
    for figure in named_figures(own, lexicon.names, tuple(lexicon.classes)):
        subject = f"{rollup.parent}@{rollup.year}:claims.{figure.kinds[0]}"
        named = lexicon.together(figure.names)
        values = list(_values(figure, named, contexts))
        if any(value == figure.value for _, _, value in values):
            yield Outcome(rule.code, "pass", subject)
        elif not values or any(value is None for _, _, value in values):
            yield Outcome(rule.code, "skipped", subject, UNKNOWN)
        else:
            yield _finding(rollup, rule, figure, named, values[0])


Known = tuple[tuple[str, ...], Reading, "Number | None"]


def _values(figure: NamedFigure, named: Named, contexts: Mapping[str, Context]) -> Iterator[Known]:
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


def _lexicon(rollup: Rollup) -> Lexicon:
    """Return the names by which the prose may call the bodies, alone and together."""
    units = (*rollup.units, *rollup.missing, *rollup.other_form)
    level = plain(rollup.parent)[-1:]
    meant: dict[str, dict[str, None]] = {}
    for unit in units:
        for alias in _aliases(unit, level):
            meant.setdefault(alias, {}).setdefault(unit)
    names = {alias: Named((tuple(of),), True) for alias, of in meant.items() if len(of) == 1}
    choices = _classes(units)
    classes = {
        pattern.format(l=level): Named(choices[kind], kind == "office")
        for kind, patterns in _CLASSES.items() if kind in choices
        for pattern in patterns
    }  # fmt: skip
    return Lexicon(names, classes)


def _aliases(unit: str, level: str) -> Iterator[str]:
    name = plain(unit)
    yield from dict.fromkeys((unit, name))
    short = without_region(name)
    if region_of(name) and len(short) > 1 and short != name:
        for organ in (short, *short_forms(short)):
            yield from (organ, level + organ, region_of(name) + organ)
    if _COUNTY.search(name) and name == region_of(name):
        yield f"{name}政府"


def _classes(units: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the groups of bodies; where usage differs, each way to draw the line."""
    sorts: dict[str, list[str]] = {}
    for unit in units:
        sorts.setdefault(sort_of(unit), []).append(unit)
    office, rest = sorts.get("office", []), sorts.get("department", [])
    counties, zones = sorts.get("county", []), sorts.get("zone", [])
    found = {
        "office": [office] if len(office) == 1 else [],
        "departments": [rest, rest + office, rest + zones, rest + zones + office],
        "counties": [counties, counties + zones],
        "towns": [sorts.get("town", [])],
        "own": [office, rest + office, rest + zones + office],
    }
    return {
        kind: tuple(dict.fromkeys(tuple(choice) for choice in choices if choice))
        for kind, choices in found.items()
        if choices and choices[0]
    }


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
        parent=rollup.parent, year=rollup.year, name="、".join(figure.names).replace("·", ""),
        value=figure.value, bodies=listed(units), expected=expected, kind=name_of(figure.kinds[0]),
    )  # fmt: skip
    return Finding(
        id=finding_id(
            rollup.parent,
            rollup.year,
            rule.code,
            (address, figure.text),
            (figure.start, figure.value),
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
