"""Ruled lines: strokes of a page cleaned, dashes and double lines joined, grouped into tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govreport.reading.pdf.content import Stroke

__all__ = ["Rule", "RuleSet", "rule_sets", "rules_of"]

SLANT = 0.02
"""A line that rises by no more than this part of its length is level."""

SNAP = 3.0
"""Parallel lines this close are one (a double line, or sides of neighbouring cells)."""

DASH = 5.0
"""Gaps up to this length within a line are those of dashes and corners."""

DOT = 2.0
"""What is no longer may belong to a dotted line in either direction."""

LEAST_DOTS = 5
"""So many dots in a row are a line."""

SHORTEST = 6.0
"""What is shorter after dashes are joined is no ruled line."""

ROW_HEIGHT = 1.4
"""A row of one cell is at most so many times as high as the lowest row."""

COLUMN_WIDTH = 150.0
"""A cell that runs over a whole page (a group's label) is at most so wide."""

TOUCH = 4.0
"""A line ends at a crossing line when it comes this close."""


Pairs = Sequence[tuple[int, int]]
"""Numbers of a level and an upright line that touch each other."""


@dataclass(slots=True)
class Rule:
    """A level or an upright line.

    Arguments:
        at: its y (level) or x (upright).
        start, end: where it begins and ends, in the other direction.
    """

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """Its length."""
        return self.end - self.start

    def reaches(self, position: float) -> bool:
        """Tell whether it passes or nearly touches a position along it."""
        return self.start - TOUCH <= position <= self.end + TOUCH

    def ends_at(self, position: float) -> bool:
        """Tell whether it begins or ends at a position along it."""
        return min(abs(self.start - position), abs(self.end - position)) <= TOUCH


@dataclass(slots=True)
class RuleSet:
    """Lines that hang together.

    Arguments:
        level: horizontal lines from top to bottom.
        upright: vertical lines from left to right.
    """

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)


def rules_of(strokes: Iterable[Stroke]) -> RuleSet:
    """Return the level and the upright lines among strokes, each line once and whole."""
    level, upright = [], []
    dots: list[tuple[float, float]] = []
    for x0, y0, x1, y1 in strokes:
        width, height = abs(x1 - x0), abs(y1 - y0)
        if max(width, height) <= DOT:
            dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
        elif height <= max(SLANT * width, 0.5) and width >= height:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif width <= max(SLANT * height, 0.5):
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    level += _dotted((y, x) for x, y in dots)
    upright += _dotted(dots)
    return RuleSet(_joined(level), _joined(upright))


def _dotted(dots: Iterable[tuple[float, float]]) -> list[Rule]:
    """Join dots into lines.

    Arguments:
        dots: for each dot its position across and its position along the line.
    """
    rules: list[Rule] = []
    count = 0
    for at, along in sorted((round(at, 1), along) for at, along in dots):
        last = rules[-1] if rules else None
        if last and at == last.at and along - last.end <= DASH:
            last.end = along
            count += 1
            continue
        if last and count < LEAST_DOTS:
            rules.pop()
        rules.append(Rule(at, along, along))
        count = 1
    return rules if count >= LEAST_DOTS else rules[:-1]


def _joined(rules: list[Rule]) -> list[Rule]:
    """Make one line of those at nearly the same position that overlap or nearly touch."""
    joined: list[Rule] = []
    for group in _snapped(rules):
        pieces: list[Rule] = []
        for rule in sorted(group, key=lambda r: r.start):
            last = pieces[-1] if pieces else None
            if last and rule.start <= last.end + DASH:
                share = rule.length / max(last.length + rule.length, 0.1)
                last.at += share * (rule.at - last.at)
                last.end = max(last.end, rule.end)
            else:
                pieces.append(Rule(rule.at, rule.start, rule.end))
        joined += [piece for piece in pieces if piece.length >= SHORTEST]
    return sorted(joined, key=lambda rule: rule.at)


def _snapped(rules: list[Rule]) -> list[list[Rule]]:
    """Group lines by position."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        last = groups[-1] if groups else None
        if last and (rule.at - last[0].at <= SNAP or rule.at - last[-1].at <= SNAP / 3):
            last.append(rule)
        else:
            groups.append([rule])
    return groups


def _open_rows(rules: RuleSet, touching: Pairs) -> Iterator[tuple[int, int]]:
    """Yield pairs of neighbouring level lines that bound a row of one cell open at both sides.

    In a table without outer upright lines such a row touches no upright line. Its lines begin and
    end like the others of the table, and are no farther apart than those.
    """
    bounded = {i for i, j in touching if rules.level[i].ends_at(rules.upright[j].at)}
    free: dict[tuple[int, int], list[int]] = {}
    for index, rule in enumerate(rules.level):
        if index not in bounded:
            free.setdefault((round(rule.start / TOUCH), round(rule.end / TOUCH)), []).append(index)
    for indices in free.values():
        gaps = [rules.level[j].at - rules.level[i].at for i, j in pairwise(indices)]
        if gaps:
            usual = ROW_HEIGHT * min(gaps)
            yield from (p for p, gap in zip(pairwise(indices), gaps, strict=True) if gap <= usual)


def _open_columns(rules: RuleSet, touching: Pairs) -> Iterator[tuple[int, int]]:
    """Yield pairs of upright lines between which a cell runs over the whole page.

    Its top and its bottom are on other pages, so that no level line touches its outer side. That
    begins and ends where the other lines of the table do.
    """
    touched = {j for _, j in touching}
    places = [rule.at for rule in rules.upright]
    for i, rule in enumerate(rules.upright):
        if i in touched:
            continue
        first = bisect_left(places, rule.at - COLUMN_WIDTH)
        for j in range(first, bisect_right(places, rule.at + COLUMN_WIDTH)):
            other = rules.upright[j]
            ends = abs(rule.start - other.start) <= TOUCH and abs(rule.end - other.end) <= TOUCH
            if i != j and ends:
                yield j, i


def _touching(rules: RuleSet) -> Iterator[tuple[int, int]]:
    """Yield pairs of a level and an upright line that cross or touch each other."""
    places = [upright.at for upright in rules.upright]
    for i, level in enumerate(rules.level):
        first = bisect_left(places, level.start - TOUCH)
        last = bisect_right(places, level.end + TOUCH)
        for j in range(first, last):
            if rules.upright[j].reaches(level.at):
                yield i, j


def rule_sets(rules: RuleSet) -> list[RuleSet]:
    """Group lines that cross or touch each other, directly or through others.

    Lines that touch no crossing line (underlines, separators) are left out.
    """
    parent = list(range(len(rules.level) + len(rules.upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    offset = len(rules.level)
    touching = list(_touching(rules))
    for i, j in touching:
        parent[root(offset + j)] = root(i)
    for i, j in _open_rows(rules, touching):
        parent[root(j)] = root(i)
    for i, j in _open_columns(rules, touching):
        parent[root(offset + j)] = root(offset + i)
    sets: dict[int, RuleSet] = {}
    for i, level in enumerate(rules.level):
        sets.setdefault(root(i), RuleSet()).level.append(level)
    for j, upright in enumerate(rules.upright, offset):
        sets.setdefault(root(j), RuleSet()).upright.append(upright)
    return [found for found in sets.values() if found.level and found.upright]
