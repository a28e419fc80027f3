"""Ruled lines: strokes of a page cleaned, dashes and double lines joined, grouped into tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from govreport.reading.pdf.source import Stroke

__all__ = ["Rule", "RuleSet", "rule_sets", "rules_of"]

SLANT = 0.02
"""A line that rises by no more than this part of its length is level."""

SNAP = 3.0
"""Parallel lines this close are one (a double line, or sides of neighbouring cells)."""

DASH = 5.0
"""Gaps up to this length within a line are those of dashes and corners."""

DOT = 2.0
"""What is no longer may belong to a dotted line in either direction."""

SHORTEST = 6.0
"""What is shorter after dashes are joined is no ruled line."""

TOUCH = 4.0
"""A line ends at a crossing line when it comes this close."""


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
    for x0, y0, x1, y1 in strokes:
        width, height = abs(x1 - x0), abs(y1 - y0)
        if max(width, height) <= DOT:
            x, y, half = (x0 + x1) / 2, (y0 + y1) / 2, max(width, height) / 2
            level.append(Rule(y, x - half, x + half))
            upright.append(Rule(x, y - half, y + half))
        elif height <= max(SLANT * width, 0.5) and width >= height:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif width <= max(SLANT * height, 0.5):
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return RuleSet(_joined(level), _joined(upright))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Put lines at nearly the same position onto one position and join what overlaps there."""
    joined: list[Rule] = []
    for group in _snapped(rules):
        total = sum(max(rule.length, 0.1) for rule in group)
        at = sum(rule.at * max(rule.length, 0.1) for rule in group) / total
        pieces: list[Rule] = []
        for rule in sorted(group, key=lambda r: r.start):
            if pieces and rule.start <= pieces[-1].end + DASH:
                pieces[-1].end = max(pieces[-1].end, rule.end)
            else:
                pieces.append(Rule(at, rule.start, rule.end))
        joined += [piece for piece in pieces if piece.length >= SHORTEST]
    return joined


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
    for i, level in enumerate(rules.level):
        for j, upright in enumerate(rules.upright, offset):
            if level.reaches(upright.at) and upright.reaches(level.at):
                parent[root(j)] = root(i)
    sets: dict[int, RuleSet] = {}
    for i, level in enumerate(rules.level):
        sets.setdefault(root(i), RuleSet()).level.append(level)
    for j, upright in enumerate(rules.upright, offset):
        sets.setdefault(root(j), RuleSet()).upright.append(upright)
    return [found for found in sets.values() if found.level and found.upright]
