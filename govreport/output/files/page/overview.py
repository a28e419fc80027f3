"""The overview of the page: counts, what to look for, and one line for each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from govreport.output.entries import Badness, Entry
from govreport.output.files.links import link
from govreport.output.files.page.markup import Markup, tag
from govreport.output.files.page.report import badge
from govreport.output.items import Summary
from govreport.output.words import MARKS, word
from govreport.text import Language, Text

__all__ = ["Line", "controls", "controls_of", "counts", "line_of", "table"]

_HEADS = (
    (Text("结果", "result"), "text"),
    (Text("得分", "score"), "number"),
    (Text("错误", "errors"), "number"),
    (Text("警告", "warnings"), "number"),
    (Text("单位", "body"), "text"),
    (Text("年度", "year"), "number"),
    (Text("首要问题", "first problem"), "text"),
    (Text("文件", "file"), "text"),
)
_STATES = ("inconsistent", "unverifiable", "consistent", "failed", "skipped")
_ORDER = ("failed", "inconsistent", "unverifiable", "consistent", "skipped")
_FILES = Text("文件", "files")
_OVERVIEW = Text("汇总（最差的在前）", "Overview, worst first")
_SEARCH = Text("查找", "search")
_HINT = Text("单位、问题或文件名", "body, problem or file")
_RESULT = Text("结果", "result")
_YEAR = Text("年度", "year")
_ALL = Text("全部", "all")
_SHOWN = Text("显示", "shown")
_CLEAR = Text("清除", "clear")
_OPEN = Text("全部展开", "open all")
_CLOSE = Text("全部收起", "close all")


class Line(NamedTuple):
    """A line of the table, as it stands on the page: to sort them is all that is left to do.

    Arguments:
        number: the number of the report on the page (0: there is none).
        badness: what lines are sorted by.
        state: the verdict, ``failed`` or ``skipped``.
        year: the year it reports on.
        row: its row of the table.
    """

    number: int
    badness: Badness
    state: str
    year: int | None
    row: Markup


def line_of(number: int, entry: Entry, folder: str, language: Language) -> Line:
    """Return the line of a file.

    Arguments:
        number: the number of its report on the page (0: there is none).
        entry: what is known of it.
        folder: the folder of the page, from which the file is linked.
        language: the language of every word that is not the report's.
    """
    row = _row(number, entry, link(entry.source, folder), language)
    return Line(number, entry.badness, entry.state, entry.year, row)


def counts(summary: Summary, language: Language) -> Markup:
    """Return how many files came to what."""
    found = {name: summary.verdicts[name] for name in _STATES[:3]}
    found |= {"failed": summary.failed, "skipped": summary.skipped}
    total = tag("div", tag("dt", _FILES.of(language)), tag("dd", str(summary.files)))
    parts = (
        tag("div", tag("dt", badge(name, language)), tag("dd", str(count)))
        for name, count in found.items()
        if count or name in _STATES[:3]
    )
    return tag("dl", total, *parts, class_="counts")


def controls(lines: Sequence[Line], language: Language) -> Markup:
    """Return the controls of the overview; the script shows them, as they need it."""
    states = [name for name in _STATES if any(line.state == name for line in lines)]
    years = sorted({line.year for line in lines if line.year}, reverse=True)
    named = [(name, f"{MARKS[name]} {word(name, language)}") for name in states]
    return controls_of(named, years, len(lines), language)


def controls_of(
    states: Sequence[tuple[str, str]], years: Sequence[int], count: int, language: Language
) -> Markup:
    """Return the controls of a table with ``count`` lines.

    Arguments:
        states: the results that its lines have, with their names.
        years: the years that they have.
        count: the number of lines.
        language: the language of every word.
    """
    shown = tag("output", str(count), id="shown")
    return tag(
        "form",
        tag("label", _SEARCH.of(language), " ", tag(
            "input", type="search", id="find", placeholder=_HINT.of(language), autocomplete="off",
        )),
        _select("state", _RESULT, states, language),
        _select("year", _YEAR, [(str(year), str(year)) for year in years], language),
        tag("button", _CLEAR.of(language), type="reset"),
        tag("span", _SHOWN.of(language), " ", shown, f" / {count}", class_="shown"),
        tag("button", _OPEN.of(language), type="button", id="open"),
        tag("button", _CLOSE.of(language), type="button", id="close"),
        id="controls", hidden="",
    )  # fmt: skip


def _select(id: str, title: Text, options: Sequence[tuple[str, str]], language: Language) -> Markup:
    every = tag("option", _ALL.of(language), value="*")
    rest = (tag("option", told, value=value) for value, told in options)
    return tag("label", title.of(language), " ", tag("select", every, *rest, id=id))


def table(lines: Sequence[Line], language: Language) -> Iterator[Markup]:
    """Yield the table, line by line.

    Arguments:
        lines: the files, worst first.
        language: the language of the heads.
    """
    yield Markup('<table id="overview">')
    yield tag("caption", _OVERVIEW.of(language))
    heads = (tag("th", head.of(language), scope="col", data_kind=kind) for head, kind in _HEADS)
    yield tag("thead", tag("tr", *heads))
    yield Markup("<tbody>\n")
    for line in lines:
        yield Markup(line.row + "\n")
    yield Markup("</tbody></table>\n")


def _row(number: int, entry: Entry, address: str, language: Language) -> Markup:
    known = entry.is_report
    name: str = (entry.body or PurePath(entry.source).name) if known else ""
    source = tag("a", entry.source, href=address) if address else entry.source
    score = -1 if entry.score is None else entry.score
    year = str(entry.year or "")
    return tag(
        "tr",
        tag("td", badge(entry.state, language), data_key=_ORDER.index(entry.state)),
        tag("td", _score(entry), class_="number", data_key=score if known else -2),
        tag("td", str(entry.mistakes) if known else "", class_="number"),
        tag("td", str(entry.warnings) if known else "", class_="number"),
        tag("td", tag("a", name, href=f"#r{number}") if number else name),
        tag("td", year, class_="number"),
        tag("td", entry.problem),
        tag("td", source, class_="file"),
        data_state=entry.state,
        data_year=year,
        data_report=f"r{number}" if number else None,
    )


def _score(entry: Entry) -> str:
    if not entry.is_report:
        return ""
    return "—" if entry.score is None else str(entry.score)
