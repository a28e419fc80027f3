"""What is seen faster than read: how the scores are spread, and which mistakes are common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from govreport.checker.model import Result
from govreport.checker.rule import Rule
from govreport.output.entries import Entry
from govreport.output.files.page.markup import Markup, tag
from govreport.text import Language, Text

__all__ = ["Tally", "rules_chart", "scores_chart"]

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
