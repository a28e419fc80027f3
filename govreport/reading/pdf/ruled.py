"""Ruled tables: the cells that lines enclose, and the text in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from govreport.reading.document import Cell, Location
from govreport.reading.pdf.content import Stroke
from govreport.reading.pdf.doubt import OVER_THE_LINE, doubt_of
from govreport.reading.pdf.glyphs import Area, Glyph
from govreport.reading.pdf.lines import WORD_GAP, cell_text, chunks_of, lines_of
from govreport.reading.pdf.rules import SNAP, TOUCH, Rule, RuleSet, rule_sets, rules_of

__all__ = ["Lattice", "PageTable", "filled", "lattice_of", "lattices_of"]

COVERED = 0.6
"""A line bounds a cell when it runs along so much of its side."""

NARROW = 7.0
"""What is narrower holds no text."""

BRIM, MARGINS = 2.0, 12.0
"""A line fills its cell when no more is free beside it than so many type sizes and these points."""

POINTS = frozenset(",.，．")
"""What stands between the digits of a figure."""


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one that stands on one page.

    Arguments:
        page: the page, from 1.
        area: its box in the page's frame.
        xs: where its columns are bounded, one more than columns.
        rows: the cells, the same object at every position that a cell covers.
        heights: the height of each row.
        full: the cells of the last row whose last line fills its width, by ``id``: their text may
            go on on the next page.
    """

    page: int
    area: Area
    xs: list[float]
    rows: list[list[Cell]]
    heights: list[float]
    full: frozenset[int]


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

    def cell(self, x: float, y: float) -> int | None:
        """Return the number of the cell at a point, ``None`` outside the table."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return self.owner[row][column] if inside else None


def lattices_of(strokes: Iterable[Stroke]) -> list[Lattice]:
    """Return the tables that strokes rule, the inner of nested ones first."""
    found = [
        lattice
        for rule_set in rule_sets(rules_of(strokes))
        if (lattice := lattice_of(rule_set)) is not None
    ]
    return sorted(found, key=lambda lattice: lattice.area.width * lattice.area.height)


def lattice_of(rules: RuleSet) -> Lattice | None:
    """Return the cells that lines enclose, ``None`` when these are a single column: a frame.

    Sides that the table leaves open (no outer line left, right, or at a page break) are closed
    where the crossing lines end.
    """
    level, upright = _closed(rules.level, rules.upright)
    upright, level = _closed(upright, level)
    level = _crossing(level, upright)
    upright = _crossing(upright, level)
    xs, ys = _positions(upright), _positions(level)
    if len(xs) < 3 or len(ys) < 2:
        return None
    lattice = Lattice(xs, ys, _owners(xs, ys, level, upright))
    return lattice if lattice.cells > 1 else None


def _closed(along: list[Rule], across: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Add lines ``across`` where at least two lines ``along`` end together beyond the last one."""
    first = min(rule.at for rule in across)
    last = max(rule.at for rule in across)
    added = []
    for end in (min(rule.start for rule in along), max(rule.end for rule in along)):
        if first - TOUCH <= end <= last + TOUCH:
            continue
        ending = [r for r in along if min(abs(r.start - end), abs(r.end - end)) <= TOUCH]
        if len(ending) >= 2:
            added.append(Rule(end, min(r.at for r in ending), max(r.at for r in ending)))
    return along, [*across, *added]


def _crossing(along: list[Rule], across: list[Rule]) -> list[Rule]:
    """Cut lines back to the crossing lines they end at; drop those that reach only one.

    At a page break the outer line is missing below cells that go on; a line that ends there as
    the others do is not cut.
    """
    if not across:
        return []
    first, last = min(rule.at for rule in across), max(rule.at for rule in across)
    kept = []
    for rule in along:
        met = [o.at for o in across if rule.reaches(o.at) and o.reaches(rule.at)]
        met += [bound for bound in (first, last) if rule.ends_at(bound)]
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
    """Return the table with the text that stands in its cells.

    Arguments:
        lattice: the cells.
        glyphs: what is printed on the page, in the cells and around them.
        page: the page, from 1.
    """
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if (number := lattice.cell(glyph.x, glyph.y)) is not None:
            held[number].append(glyph)
    spans, place = _spans(lattice), Location(page=page)
    crossed = _crossed(lattice, glyphs)
    cells = {
        number: Cell(
            cell_text(held[number]),
            place,
            doubt_of(held[number], spans[number]) or (OVER_THE_LINE if number in crossed else None),
        )
        for number in spans
    }
    whole = [[cells[number] for number in row] for row in lattice.owner]
    rows, ys = _without_slivers(whole, lattice.ys)
    columns, xs = _without_slivers(list(zip(*rows, strict=True)), lattice.xs)
    cut = [list(row) for row in zip(*columns, strict=True)]
    full = (cells[n] for n in set(lattice.owner[-1]) if _is_full(held[n], spans[n]))
    heights = [lower - upper for upper, lower in pairwise(ys)]
    return PageTable(page, lattice.area, xs, cut, heights, frozenset(map(id, full)))


def _crossed(lattice: Lattice, glyphs: Sequence[Glyph]) -> set[int]:
    """Return the cells that share a figure: it is wider than its cell, and stands in others too."""
    signs = [g for g in glyphs if not g.turn and (g.text.isdecimal() or g.text in POINTS)]
    crossed: set[int] = set()
    for line in lines_of(signs):
        for figure in chunks_of(line, WORD_GAP):
            cells = {lattice.cell(glyph.x, glyph.y) for glyph in figure.inked}
            if len(cells) > 1:
                crossed.update(number for number in cells if number is not None)
    return crossed


def _is_full(glyphs: Sequence[Glyph], area: Area) -> bool:
    """Tell whether the last line of a cell fills its width; text that is turned may always."""
    lines = lines_of(glyph for glyph in glyphs if not glyph.turn)
    if not lines or len(lines) == len("".join(line.text for line in lines)):
        return True
    last = lines[-1]
    return area.width - last.area.width < BRIM * last.size + MARGINS


def _without_slivers(
    rows: Sequence[Sequence[Cell]], bounds: Sequence[float]
) -> tuple[list[Sequence[Cell]], list[float]]:
    """Drop rows (or columns) too narrow for text in which no cell of their own holds any.

    They come from lines that nearly meet.

    Returns:
        the rows that are left and their bounds.
    """
    kept, starts = [], []
    for index, row in enumerate(rows):
        around = {id(c) for i in (index - 1, index + 1) if 0 <= i < len(rows) for c in rows[i]}
        narrow = bounds[index + 1] - bounds[index] < NARROW
        if not (narrow and all(not cell.text or id(cell) in around for cell in row)):
            kept.append(row)
            starts.append(bounds[index])
    return kept, [*starts, bounds[-1]]


def _spans(lattice: Lattice) -> dict[int, Area]:
    """Return the box of each cell."""
    spans: dict[int, Area] = {}
    for r, row in enumerate(lattice.owner):
        for c, number in enumerate(row):
            first = spans.get(number)
            x0, top = (first.x0, first.top) if first else (lattice.xs[c], lattice.ys[r])
            spans[number] = Area(x0, top, lattice.xs[c + 1], lattice.ys[r + 1])
    return spans
