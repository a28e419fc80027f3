"""Which reports belong to one body: joined only where names, folders or the user leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from govreport.checker.compare.bodies import Bodies
from govreport.checker.compare.names import (
    canonical,
    is_town,
    names_body,
    placed,
    region_of,
    shared,
)
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
    for report in reports:
        name, reason = _name_of(report, bodies)
        if name is None or report.year is None:
            grouping.apart.append((report, reason or NO_YEAR))
            continue
        key = canonical(name)
        series = found.setdefault(key, Series(name, key))
        series.reports.setdefault(report.year, []).append(report)
        names.setdefault(key, []).append(name)
    for key, series in found.items():
        series.body = _usual(names[key])
        series.reports = {year: _ranked(series.reports[year]) for year in sorted(series.reports)}
    grouping.series = list(found.values())
    return grouping


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
