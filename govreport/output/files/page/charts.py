"""What is seen faster than read: how the scores are spread, and which mistakes are common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govreport.checker.model import Result
from govreport.checker.rule import Rule
from govreport.output.entries import Entry
from govreport.output.files.page.markup import Markup, tag
from govreport.output.places import figure
from govreport.parser.report import Number
from govreport.text import Language, Text

__all__ = ["Panel", "Tally", "panels_chart", "rules_chart", "scores_chart"]

_SCORES = Text("得分分布（份）", "Scores (reports)")
_RULES = Text("最常见的问题（份）", "Commonest findings (reports)")
_UNKNOWN = Text("无", "none")
_LABELS = (*(f"{low}–{low + 9}" for low in range(0, 100, 10)), "100")

_SHOWN = 8
"""So many rules are shown."""

_STEP, _HEIGHT, _BASE = 44, 120, 150
"""Width of a column, height of the tallest, and where they stand, in units of the drawing."""

_BAR = 200


class Tally:
    """Counts, report by report, what the charts show."""

    def __init__(self) -> None:
        self.scores: Counter[int | None] = Counter()
        self.rules: Counter[str] = Counter()

    def add(self, result: Result, entry: Entry) -> None:
        """Count one report."""
        self.scores[None if entry.score is None else entry.score // 10] += 1
        counted = {f.rule for f in result.issues if not f.accepted and f.severity != "note"}
        self.rules.update(counted)


def scores_chart(tally: Tally, language: Language) -> Markup:
    """Return the spread of the scores as columns, a number above each."""
    bins: list[tuple[int | None, str]] = list(enumerate(_LABELS))
    if tally.scores[None]:
        bins.append((None, _UNKNOWN.of(language)))
    most = max(tally.scores.values(), default=0) or 1
    drawn = (
        piece
        for at, (key, label) in enumerate(bins)
        for piece in _column(at, label, tally.scores[key], most)
    )
    width = _STEP * len(bins)
    title = _SCORES.of(language)
    line = tag("line", x1=0, y1=_BASE, x2=width, y2=_BASE, class_="axis")
    svg = tag(
        "svg", tag("title", title), *drawn, line,
        viewBox=f"0 0 {width} {_BASE + 24}", role="img", class_="columns",
    )  # fmt: skip
    return tag("figure", tag("figcaption", title), svg)


def _column(at: int, label: str, count: int, most: int) -> Iterator[Markup]:
    height = round(_HEIGHT * count / most)
    middle = at * _STEP + _STEP // 2
    if count:
        yield tag("rect", x=at * _STEP + 6, y=_BASE - height, width=_STEP - 12, height=height)
        yield tag("text", str(count), x=middle, y=_BASE - height - 6)
    yield tag("text", label, x=middle, y=_BASE + 17, class_="tick")


def rules_chart(tally: Tally, rules: Mapping[str, Rule], language: Language) -> Markup:
    """Return the commonest rules as a table with bars; nothing where nothing was found."""
    common = sorted(tally.rules.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    if not common:
        return Markup()
    most = common[0][1]
    rows = [
        tag(
            "tr",
            tag("th", f"{code} ", tag("span", _summary(rules.get(code), language)), scope="row"),
            tag("td", str(count), class_="number"),
            tag("td", _bar(count, most)),
        )
        for code, count in common
    ]
    table = tag("table", tag("tbody", *rows), class_="bars")
    return tag("figure", tag("figcaption", _RULES.of(language)), table)


def _summary(rule: Rule | None, language: Language) -> str:
    return rule.summary.of(language) if rule else ""


def _bar(count: int, most: int) -> Markup:
    rect = tag("rect", x=0, y=2, width=max(2, round(_BAR * count / most)), height=12)
    return tag("svg", rect, viewBox=f"0 0 {_BAR} 16", aria_hidden="true", class_="bar")


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure over the years.

    Arguments:
        title: what it is.
        values: the figure in each year, ``None`` where there is none.
    """

    title: str
    values: Sequence[Number | None]


_PANEL, _GAP = 52, 26
"""Height of the tallest column of a panel, and the room that its title and figures take."""


def panels_chart(title: str, labels: Sequence[str], panels: Sequence[Panel]) -> Markup:
    """Return figures over the years, one row of columns each, a number above each column.

    Arguments:
        title: what the chart shows.
        labels: the years.
        panels: the figures, each with as many values as there are years.
    """
    side, step = 150, 86
    width = side + step * len(labels)
    each = _PANEL + _GAP
    drawn: list[Markup] = []
    for at, panel in enumerate(panels):
        base = (at + 1) * each
        most = max((value for value in panel.values if value is not None), default=0) or 1
        drawn.append(tag("text", panel.title, x=0, y=base - _PANEL // 2, class_="panel"))
        drawn.append(tag("line", x1=side, y1=base, x2=width, y2=base, class_="axis"))
        for n, value in enumerate(panel.values):
            middle = side + n * step + step // 2
            height = round(_PANEL * max(value or 0, 0) / most)
            if height:
                drawn.append(tag("rect", x=middle - 18, y=base - height, width=36, height=height))
            shown = "—" if value is None else figure(value)
            drawn.append(tag("text", shown, x=middle, y=base - height - 5))
    foot = len(panels) * each + 18
    for n, label in enumerate(labels):
        drawn.append(tag("text", label, x=side + n * step + step // 2, y=foot, class_="tick"))
    svg = tag(
        "svg", tag("title", title), *drawn, viewBox=f"0 0 {width} {foot + 6}", width=width,
        role="img", class_="panels",
    )  # fmt: skip
    return tag("figure", tag("figcaption", title), svg)
