"""Which reports belong to one body: joined only where names, folders or the user leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from govreport.checker.compare.bodies import Bodies
from govreport.checker.compare.names import (
    city_in,
    district_in,
    is_town,
    names_body,
    placed,
    region_of,
    shared,
)
from govreport.checker.compare.spelling import canonical
from govreport.parser.report import Report
from govreport.text import Text

__all__ = ["Grouping", "Series", "group"]


@dataclass
class Series:
    """The reports of one body.

    Arguments:
        body: its name as the reports write it most often.
        key: the name by which reports are joined.
        reports: the reports by year, in order; several for one year are versions of it, the one
            that is held against other years first.
    """

    body: str
    key: str
    reports: dict[int, list[Report]] = field(default_factory=dict)

    @property
    def gaps(self) -> tuple[int, ...]:
        """The years between the first and the last of which there is no report."""
        years = sorted(self.reports)
        return (
            tuple(y for y in range(years[0], years[-1]) if y not in self.reports) if years else ()
        )


@dataclass
class Grouping:
    """Which reports were joined, and which could not be.

    Arguments:
        series: the bodies, in the order in which they were met.
        apart: reports that were left apart, with the reason.
    """

    series: list[Series] = field(default_factory=list)
    apart: list[tuple[Report, Text]] = field(default_factory=list)


NO_BODY = Text(
    "看不出是哪个机关的报告，未与其他报告合并；可用 --bodies 指明",
    "the body is not named; left apart (say which with --bodies)",
)
NO_PLACE = Text(
    "“{body}”没有写明地区，许多地方都有同名机关，未与其他报告合并；可放入以地区命名的文件夹，或用 --bodies 指明",
    "“{body}” names no place and many places have one; left apart (put it into a folder named after "
    "the place, or say which with --bodies)",
)
SEVERAL_CITIES = Text(
    "几个市都有“{body}”，看不出是哪个市的，未与其他报告合并；可放入以市命名的文件夹，或用 --bodies 指明",
    "several cities have a “{body}”, and which one it is cannot be told; left apart (put it into a "
    "folder named after the city, or say which with --bodies)",
)
NO_YEAR = Text("看不出是哪一年度的报告，未与其他报告比较", "the year is not known; not compared")
CORRECTED = re.compile("更正|修正|修订|改正|更新|corrected|revised", re.I)


def group(reports: Iterable[Report], bodies: Bodies | None = None) -> Grouping:
    """Join reports by body and year.

    Arguments:
        reports: any reports, in any order.
        bodies: what the user says of them.

    Returns:
        One series for each body. A name that many places share is joined only with the place in
        the name, in the folder, or in ``bodies``; what cannot be told is left apart.
    """
    bodies = bodies or Bodies()
    grouping = Grouping()
    found: dict[str, Series] = {}
    names: dict[str, list[str]] = {}
    for each in _named(reports, bodies):
        if each.name is None or each.report.year is None:
            grouping.apart.append((each.report, each.reason or NO_YEAR))
            continue
        series = found.setdefault(each.key, Series(each.name, each.key))
        series.reports.setdefault(each.report.year, []).append(each.report)
        names.setdefault(each.key, []).append(each.name)
    for key, series in found.items():
        series.body = _usual(names[key])
        series.reports = {year: _ranked(series.reports[year]) for year in sorted(series.reports)}
    grouping.series = list(found.values())
    return grouping


@dataclass(slots=True)
class _Named:
    """A report with the name by which it is joined, or why there is none.

    Arguments:
        report: the report.
        name: the name.
        reason: why there is none.
        key: the name as it is recognised.
    """

    report: Report
    name: str | None
    reason: Text | None
    key: str = ""


def _named(reports: Iterable[Report], bodies: Bodies) -> list[_Named]:
    """Name each report. A body of a 区 is told by its city where several of the cities met have it."""
    found = [_Named(report, *_name_of(report, bodies)) for report in reports]
    cities: dict[str, dict[str, None]] = {}
    for each in found:
        each.key = canonical(each.name) if each.name else ""
        if district := _district(each.key):
            city = city_in(each.key) or _city_of(each.report.source)
            cities.setdefault(district, {}).update({city: None} if city else {})
    for each in found:
        if (among := cities.get(_district(each.key))) and not bodies.body_of(each.report.source):
            _tell_by_city(each, len(among))
    return found


def _district(key: str) -> str:
    """Return the name of a body of a 区 without the city, ``""`` for other bodies."""
    alone = key.removeprefix(city_in(key))
    return alone if district_in(alone) else ""


def _tell_by_city(named: _Named, cities: int) -> None:
    """Leave the city out where there is one, ask for it where there are several."""
    city = city_in(named.key) or _city_of(named.report.source)
    if cities == 1:
        named.key = _district(named.key)
    elif city:
        named.key = city + _district(named.key)
        named.name = named.name if city_in(named.name or "") else f"{city}{named.name}"
    else:
        named.name, named.reason = None, SEVERAL_CITIES.format(body=named.name)


def _city_of(source: str) -> str:
    return next((city for folder in _folders(source) if (city := city_in(folder))), "")


def _usual(names: Sequence[str]) -> str:
    """Return the name written most often, the longest among equals."""
    return max(names, key=lambda name: (names.count(name), len(name), name))


def _ranked(versions: list[Report]) -> list[Report]:
    """Put a corrected version first, then the one of which most could be read."""
    if len(versions) == 1:
        return versions

    def rank(report: Report) -> tuple[bool, int]:
        corrected = CORRECTED.search(f"{report.title} {PurePosixPath(report.source).name}")
        return corrected is None, -sum(q.value is not None for q in report.quantities)

    return sorted(versions, key=rank)


def _name_of(report: Report, bodies: Bodies) -> tuple[str | None, Text | None]:
    """Return the name by which ``report`` is joined, or why there is none."""
    mapped = bodies.body_of(report.source)
    if mapped:
        return mapped, None
    name = report.organization
    if not name:
        folder = next(filter(names_body, _folders(report.source)), None)
        return (folder, None) if folder else (None, NO_BODY)
    places = [place for folder in _folders(report.source) if (place := region_of(folder))]
    if is_town(name):
        return next((place for place in places if not is_town(place)), "") + name, None
    if region_of(canonical(name)) or not shared(name):
        return name, None
    place = next(iter(places), "")
    full = placed(name, place) or bodies.body_named(name)
    return (full, None) if full else (None, NO_PLACE.format(body=name))


def _folders(source: str) -> Iterator[str]:
    """Yield the names of the folders, or of the archive, that hold a file, the nearest first."""
    path = PurePosixPath(source.replace("!", "/").replace("\\", "/"))
    return (re.sub(r"\.zip$", "", folder.name) for folder in path.parents)
