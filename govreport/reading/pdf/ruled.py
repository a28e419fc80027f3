"""Ruled tables: the cells that lines enclose, and the text in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from govreport.reading.document import Cell, Location
from govreport.reading.pdf.doubt import doubt_of
from govreport.reading.pdf.glyphs import Area, Glyph
from govreport.reading.pdf.lines import cell_text
from govreport.reading.pdf.rules import SNAP, TOUCH, Rule, RuleSet

__all__ = ["Lattice", "PageTable", "filled", "lattice_of"]

COVERED = 0.6
"""A line bounds a cell when it runs along so much of its side."""


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one that stands on one page.

    Arguments:
        page: the page, from 1.
        area: its box in the page's frame.
        xs: where its columns are bounded, one more than columns.
        rows: the cells, the same object at every position that a cell covers.
        ruled: its cells are enclosed by lines.
    """

    page: int
    area: Area
    xs: list[float]
    rows: list[list[Cell]]
    ruled: bool = True


@dataclass(slots=True)
class Lattice:
    """The cells of a ruled table before they hold text.

    Arguments:
        xs, ys: the positions of the lines.
        owner: for each field between neighbouring lines, by row and column, its cell's number.
    """

    xs: list[float]
    ys: list[float]
    owner: list[list[int]]

    @property
    def area(self) -> Area:
        """The box around the table."""
        return Area(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len({number for row in self.owner for number in row})

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of the field at a point, ``None`` outside the table."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return (row, column) if inside else None


def lattice_of(rules: RuleSet) -> Lattice | None:
    """Return the cells that lines enclose, ``None`` when they enclose fewer than two.

    Sides that the table leaves open (no outer line left, right, or at a page break) are closed
    where the crossing lines end.
    """
    level, upright = _closed(rules.level, rules.upright)
    upright, level = _closed(upright, level)
    level = _crossing(level, upright)
    upright = _crossing(upright, level)
    xs, ys = _positions(upright), _positions(level)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    lattice = Lattice(xs, ys, _owners(xs, ys, level, upright))
    return lattice if lattice.cells > 1 else None


def _closed(along: list[Rule], across: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Add lines ``across`` where at least two lines ``along`` end together beyond the last one."""
    first = min(rule.at for rule in across)
    last = max(rule.at for rule in across)
    added = []
    for end in (min(rule.start for rule in along), max(rule.end for rule in along)):
        if first - 2 * TOUCH <= end <= last + 2 * TOUCH:
            continue
        ending = [r for r in along if min(abs(r.start - end), abs(r.end - end)) <= TOUCH]
        if len(ending) >= 2:
            added.append(Rule(end, min(r.at for r in ending), max(r.at for r in ending)))
    return along, [*across, *added]


def _crossing(along: list[Rule], across: list[Rule]) -> list[Rule]:
    """Cut lines back to the crossing lines they end at; drop those that reach only one."""
    kept = []
    for rule in along:
        met = [o.at for o in across if rule.reaches(o.at) and o.reaches(rule.at)]
        if met and max(met) - min(met) > SNAP:
            kept.append(Rule(rule.at, min(met), max(met)))
    return kept


def _positions(rules: Iterable[Rule]) -> list[float]:
    positions: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not positions or at - positions[-1] > SNAP:
            positions.append(at)
    return positions


def _owners(
    xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]
) -> list[list[int]]:
    """Number the cells: fields without a line between them belong to one cell."""
    height, width = len(ys) - 1, len(xs) - 1
    parent = list(range(height * width))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    beside, below = _walls(xs, ys, upright), _walls(ys, xs, level)
    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not beside[column + 1][row]:
                parent[root(here + 1)] = root(here)
            if row + 1 < height and not below[row + 1][column]:
                parent[root(here + width)] = root(here)
    return _rectangles([[root(r * width + c) for c in range(width)] for r in range(height)])


def _walls(positions: list[float], steps: list[float], rules: list[Rule]) -> list[list[bool]]:
    """For each position and each step along it, tell whether a line runs there."""
    lines: defaultdict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        nearest = min(range(len(positions)), key=lambda k: abs(positions[k] - rule.at))
        lines[nearest].append(rule)
    return [
        [_covered(start, end, lines[index]) for start, end in pairwise(steps)]
        for index in range(len(positions))
    ]


def _covered(start: float, end: float, rules: list[Rule]) -> bool:
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return covered >= COVERED * (end - start)


def _rectangles(owner: list[list[int]]) -> list[list[int]]:
    """Split a cell that is no rectangle (a piece of line is missing) into its rows."""
    fields: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for r, row in enumerate(owner):
        for c, number in enumerate(row):
            fields[number].append((r, c))
    result = [row[:] for row in owner]
    fresh = len(owner) * len(owner[0])
    for places in fields.values():
        rows, columns = {r for r, _ in places}, {c for _, c in places}
        if len(places) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
            continue
        for r, c in places:
            joined = c > 0 and owner[r][c - 1] == owner[r][c]
            fresh += 0 if joined else 1
            result[r][c] = fresh
    return result


def filled(lattice: Lattice, glyphs: Sequence[Glyph], page: int) -> PageTable:
    """Return the table with the text that stands in its cells."""
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if field := lattice.place(glyph.x, glyph.y):
            held[lattice.owner[field[0]][field[1]]].append(glyph)
    spans, place = _spans(lattice), Location(page=page)
    cells = {
        number: Cell(cell_text(held[number]), place, doubt_of(held[number], spans[number]))
        for number in spans
    }
    rows = [[cells[number] for number in row] for row in lattice.owner]
    return PageTable(page, lattice.area, lattice.xs, rows)


def _spans(lattice: Lattice) -> dict[int, Area]:
    """Return the box of each cell."""
    spans: dict[int, Area] = {}
    for r, row in enumerate(lattice.owner):
        for c, number in enumerate(row):
            first = spans.get(number)
            x0, top = (first.x0, first.top) if first else (lattice.xs[c], lattice.ys[r])
            spans[number] = Area(x0, top, lattice.xs[c + 1], lattice.ys[r + 1])
    return spans
