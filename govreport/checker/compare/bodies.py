"""Which reports belong to one body: names as written, joined only where they leave no doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from govreport.parser.report import Report
from govreport.text import Text

__all__ = ["Bodies", "Grouping", "Member", "Series", "canonical", "group", "region_of"]

GOVERNMENT = re.compile(r"(?<=[省市县区旗州盟乡镇])(人民政府|政府)")
REGION = re.compile(
    r"^([^\d\W]{1,7}?(?:自治区|自治州|自治县|地区|省|市|县|区|旗|州|盟|乡|镇|街道)){1,3}"
)
GENERIC_HEAD = re.compile(
    r"^[本全我]?(?:(?:高?新|开发|经开|经济技术开发)区|省|市(?!场|政(?!府))|县(?!域)|区(?![域划块])"
    r"|旗|州|盟|乡(?!村)|镇)"
)
"""A name that starts with a bare level (市财政局, but not 市场监督管理局) says no place."""
ORGAN = re.compile(r"(局|委|委员会|厅|办|办公室|办公厅|中心|院|会|队|处|所|站|馆|部|社)$")


@dataclass(frozen=True, slots=True)
class Member:
    """What the user says of one body.

    Arguments:
        body: its name.
        parent: the body that it is under (``""``: none).
        report: a file, or the end of its path, that holds its report (``""``: not said).
    """

    body: str
    parent: str = ""
    report: str = ""


@dataclass(frozen=True)
class Bodies:
    """The mapping that the user gives: bodies, their parents, their files."""

    members: tuple[Member, ...] = ()

    def body_of(self, source: str) -> str | None:
        """Return the body whose report is ``source``, ``None`` when the mapping does not say."""
        path = PurePath(source.replace("\\", "/")).as_posix()
        for member in self.members:
            wanted = member.report.replace("\\", "/")
            if wanted and (path == wanted or path.endswith("/" + wanted.lstrip("./"))):
                return member.body
        return None

    def children(self, parent: str) -> tuple[str, ...]:
        """Return the bodies under ``parent``, in the order of the mapping, each once for each
        time that it is named.
        """
        key = canonical(parent)
        return tuple(m.body for m in self.members if m.parent and canonical(m.parent) == key)

    @property
    def parents(self) -> tuple[str, ...]:
        """The bodies that others are under, in the order of the mapping."""
        return tuple(dict.fromkeys(member.parent for member in self.members if member.parent))


@dataclass
class Series:
    """The reports of one body.

    Arguments:
        body: its name as the reports write it most often.
        key: the name by which reports are joined.
        reports: the reports by year, in order; several for one year are versions of it.
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


def canonical(name: str) -> str:
    """Return the name by which a body is recognised: 许昌市人民政府, 许昌市政府 and 许昌市 are one.

    Arguments:
        name: the name as written. The office of a government (办公室) stays apart from it.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    return GOVERNMENT.sub("", text)


def region_of(name: str) -> str:
    """Return the place that a name starts with (许昌市财政局 → 许昌市), ``""`` when none."""
    if GENERIC_HEAD.match(name):
        return ""
    found = REGION.match(name)
    return found.group(0) if found else ""


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
        series.reports = dict(sorted(series.reports.items()))
    grouping.series = list(found.values())
    return grouping


def _usual(names: Sequence[str]) -> str:
    """Return the name written most often, the longest among equals."""
    return max(names, key=lambda name: (names.count(name), len(name), name))


def _name_of(report: Report, bodies: Bodies) -> tuple[str | None, Text | None]:
    """Return the name by which ``report`` is joined, or why there is none."""
    mapped = bodies.body_of(report.source)
    if mapped:
        return mapped, None
    name = report.organization
    folder = _folder(report.source)
    if not name:
        if folder and region_of(folder):
            return folder, None
        return None, NO_BODY
    if region_of(canonical(name)) or not _shared(name):
        return name, None
    place = region_of(folder)
    if place:
        return place + re.sub(GENERIC_HEAD, "", name), None
    return None, NO_PLACE.format(body=name)


def _shared(name: str) -> bool:
    """Tell whether many places have a body of this name (财政局, 市政府办公室)."""
    if GENERIC_HEAD.match(name):
        return True
    return not name.startswith(("国家", "中国", "中华")) and ORGAN.search(name) is not None


def _folder(source: str) -> str:
    """Return the name of the folder that holds a file, or of the archive."""
    path = PurePath(source.replace("!", "/").replace("\\", "/"))
    return re.sub(r"\.zip$", "", path.parent.name)
