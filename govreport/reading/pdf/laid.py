"""The lines of a table without lines, cut into pieces; labels of several lines put together.

A label that is too long for its column stands partly above and below the line of its figures. Its
pieces are joined and put onto that line where their place leaves no doubt; the others stay as
they are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median

from govreport.reading.document import Cell, Location
from govreport.reading.pdf.doubt import doubt_of
from govreport.reading.pdf.flow import FlowLine
from govreport.reading.pdf.glyphs import Area, Glyph
from govreport.reading.pdf.lines import Line
from govreport.reading.pdf.patterns import ITEM, is_figure
from govreport.text import Text

__all__ = ["LaidTable", "laid_table", "pieces_of"]

GAP = 0.45
"""Gap between pieces within a table, in type sizes."""

THOUSANDS = 0.65
"""Digits parted by a blank up to this gap are one figure with thousands marked (``1 543``)."""

LABEL_BLANK = 1.15
"""A blank within a label is at most so wide, in type sizes."""

ALIGNED = 0.7
"""Lines of one label begin, or have their middles, no farther apart (in type sizes)."""

LEADING = (0.8, 2.6)
"""Lines of one label are at least and at most so far apart (in type sizes)."""

LOOSER = 1.2
"""Lines of different labels are farther apart than the lines of one by this factor."""

ONE_ROW = 0.95
"""Figures of one row are no farther apart up and down than so many times their height."""

ONE_NUMBER = 2.2
"""Halves of one number are no farther apart up and down than so many type sizes."""

CLOSER = 0.96
"""Lines of one label are closer than rows by this factor. Where they are not, only lines without
figures of their own are surely no rows."""

WITHIN = 0.25
"""Figures stand within their label's height, or beyond by so much of their own."""

TENTH = 0.7
"""Distances are measured in steps of so many points."""

OF_WHICH = ("其中:", "其中：")
"""So begins the label of another row, a part of the one above."""

NEARBY = 12
"""The line above a piece is among so many pieces before it."""

TORN = Text(
    "此数字可能分成两行印刷，无法确认是一个数还是两个数",
    "this number may be printed on two lines; whether it is one number or two is not clear",
)


@dataclass(slots=True)
class LaidTable:
    """A table without lines, or its part on one page.

    Arguments:
        rows: one row for each line of print, its pieces from left to right.
        offsets: for each piece its first and last display column (a Chinese character is two).
    """

    rows: list[list[Cell]] = field(default_factory=list)
    offsets: list[list[tuple[int, int]]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Entry:
    """Pieces of print that make one cell, one below the other.

    Arguments:
        pieces: the pieces.
        rows: for each piece the number of its line.
    """

    pieces: list[Line]
    rows: list[int]

    @property
    def area(self) -> Area:
        return Area.around([piece.area for piece in self.pieces])

    @property
    def text(self) -> str:
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def is_figure(self) -> bool:
        return all(is_figure(piece.text) for piece in self.pieces)

    def cell(self, where: Location) -> Cell:
        glyphs = [glyph for piece in self.pieces for glyph in piece.glyphs]
        return Cell(self.text, where, doubt_of(glyphs))


def laid_table(lines: Sequence[FlowLine], left: float) -> LaidTable:
    """Return the table that lines make.

    Arguments:
        lines: lines of one page, in a table without lines.
        left: left edge of the table.
    """
    rows = [
        [_Entry([piece], [number]) for piece in pieces_of(placed.line)]
        for number, placed in enumerate(lines)
    ]
    _join_figures(rows)
    _join_labels(rows)
    torn = _torn(rows)
    half = median(placed.line.size for placed in lines) / 2
    where = Location(page=lines[0].page)
    table = LaidTable()
    for row in filter(None, rows):
        row.sort(key=lambda entry: entry.area.x0)
        table.rows.append([entry.cell(where) for entry in row])
        for entry, cell in zip(row, table.rows[-1], strict=True):
            cell.doubt = cell.doubt or (TORN if entry in torn else None)
        table.offsets.append([_columns(entry.area, left, half) for entry in row])
    return table


def pieces_of(line: Line) -> list[Line]:
    """Cut a line of a table at every gap, except within a figure or a label that has blanks."""
    blanks = [glyph for glyph in line.glyphs if glyph.is_space]
    pieces: list[list[Glyph]] = [[line.inked[0]]]
    for left, right in pairwise(line.inked):
        between = [blank for blank in blanks if left.x <= blank.x <= right.x]
        gap = (right.x0 - left.x1) / max(left.size, right.size)
        if gap > GAP and not (between and _is_blank_within(left, right, between)):
            pieces.append([])
        else:
            pieces[-1] += between
        pieces[-1].append(right)
    return [Line(piece) for piece in pieces]


def _is_blank_within(left: Glyph, right: Glyph, blanks: Sequence[Glyph]) -> bool:
    """Tell whether blanks are part of a figure (``1 543``) or of a label (``合　计``)."""
    gap = right.x0 - left.x1
    if left.text.isdigit() or right.text.isdigit():
        digits = left.text.isdigit() and right.text.isdigit()
        return digits and gap <= THOUSANDS * right.size
    filled = sum(blank.x1 - blank.x0 for blank in blanks)
    return gap <= LABEL_BLANK * right.size and filled >= 0.8 * gap


def _columns(area: Area, left: float, half: float) -> tuple[int, int]:
    """Return first and last display column of a piece."""
    first = round((area.x0 - left) / half)
    return first, max(first, round((area.x1 - left) / half) - 1)


def _join_figures(rows: list[list[_Entry]]) -> None:
    """Put the figures of one row onto one line where some stand a little higher or lower.

    Two that stand above and below the line in one column are one figure broken over two lines.
    """
    counts = [sum(entry.is_figure for entry in row) for row in rows]
    for number, row in enumerate(rows):
        own = [entry for entry in row if entry.is_figure]
        strays = [
            entry
            for other in (number - 1, number + 1)
            if 0 <= other < len(rows) and 0 < counts[other] < counts[number]
            for entry in rows[other]
            if entry.is_figure and _is_stray(entry, own)
        ]
        for entry in strays:
            rows[entry.rows[0]].remove(entry)
            below = next((e for e in row if e.is_figure and _overlap(e, entry)), None)
            if below is None:
                row.append(entry)
            else:
                below.pieces.append(entry.pieces[0])
                below.rows.append(entry.rows[0])


def _torn(rows: list[list[_Entry]]) -> list[_Entry]:
    """Return figures that may be halves of one, broken over two lines.

    One half stands alone on its line, without a label, close above or below the other.
    """
    torn = []
    filled = [row for row in rows if row]
    for index, row in enumerate(filled):
        around = [*filled[max(0, index - 1) : index], *filled[index + 1 : index + 2]]
        fuller = [other for other in around if len(other) > len(row)]
        for entry in row if all(entry.is_figure for entry in row) else ():
            halves = [e for other in fuller for e in other if e.is_figure and _overlap(e, entry)]
            nearest = min(halves, key=lambda half: _step(half, entry), default=None)
            if nearest and _step(nearest, entry) <= ONE_NUMBER * entry.pieces[0].size:
                torn += [nearest, entry]
    return torn


def _step(one: _Entry, other: _Entry) -> float:
    return abs(one.area.middle - other.area.middle)


def _is_stray(entry: _Entry, row: Sequence[_Entry]) -> bool:
    """Tell whether a figure stands close to a line of figures, in a column that the line lacks."""
    close = bool(row) and _step(entry, row[0]) <= ONE_ROW * row[0].area.height
    return close and not any(_overlap(entry, own) for own in row)


def _overlap(one: _Entry, other: _Entry) -> bool:
    """Tell whether two pieces stand in the same column."""
    return one.area.x0 < other.area.x1 and other.area.x0 < one.area.x1


# -- labels of several lines ------------------------------------------------------------------


def _join_labels(rows: list[list[_Entry]]) -> None:
    """Put the lines of a label together on the line of its figures.

    Of the labels beside a line of figures the one farthest right is the row's own; the others
    are labels of groups, and go to the first line of figures beside them.
    """
    figures = _first_figures(rows)
    labels = _labels(rows, figures)
    beside = {
        number: [label for label in labels if _is_beside(label.area, area)]
        for number, area in figures.items()
    }
    own = {
        number: max(found, key=lambda label: label.area.x0)
        for number, found in beside.items()
        if found
    }
    for label in labels:
        numbers = [number for number in own if own[number] is label]
        if not numbers:
            numbers = [number for number, found in beside.items() if label in found][:1]
        if len(label.pieces) > 1 and len(numbers) == 1:
            _move(rows, label, numbers[0])


def _first_figures(rows: list[list[_Entry]]) -> dict[int, Area]:
    """Return where the figures of a line begin, by the number of the line.

    A word that may stand for a figure («无») does so only where figures stand in other lines.
    """
    digits = [
        entry.area.x0
        for row in rows
        for entry in row
        if entry.is_figure and any(map(str.isdigit, entry.text))
    ]
    edge = min(digits, default=0.0) - 0.01
    starts = {
        number: [entry.area for entry in row if entry.is_figure and entry.area.x1 > edge]
        for number, row in enumerate(rows)
    }
    return {number: found[0] for number, found in starts.items() if found}


def _is_beside(label: Area, figures: Area) -> bool:
    margin = WITHIN * figures.height
    return label.x0 < figures.x0 and label.top - margin <= figures.middle <= label.bottom + margin


def _move(rows: list[list[_Entry]], label: _Entry, onto: int) -> None:
    for number, piece in zip(label.rows, label.pieces, strict=True):
        rows[number][:] = [entry for entry in rows[number] if entry.pieces[0] is not piece]
    rows[onto].append(label)


def _labels(rows: list[list[_Entry]], figures: dict[int, Area]) -> list[_Entry]:
    """Return the labels, the lines of each put together; nothing is changed in ``rows``."""
    edge = min((area.x0 for area in figures.values()), default=0.0)
    entries = [
        entry
        for number, row in enumerate(rows)
        for entry in row
        if (
            entry.area.x0 < figures[number].x0
            if number in figures
            else all(other.area.x0 < edge for other in row)  # else the line names columns
        )
    ]
    leading = _leading(entries, figures)
    limit, tight = LOOSER * leading, leading >= CLOSER * _row_height(figures)
    labels: list[_Entry] = []
    for entry in entries:
        above = [
            label
            for label in labels
            if _goes_on(label, entry, limit)
            and (label.rows[-1] in figures) + (entry.rows[0] in figures) <= _most(label, tight)
        ]
        if above:
            nearest = max(above, key=lambda label: label.pieces[-1].area.middle)
            nearest.pieces.append(entry.pieces[0])
            nearest.rows.append(entry.rows[0])
        else:
            labels.append(_Entry([*entry.pieces], [*entry.rows]))
    return labels


def _most(label: _Entry, tight: bool) -> int:
    """Return how many of two lines may have figures and yet belong to one label.

    Two lines with figures are two rows. A line without may be a row left blank, unless the label
    has a number that the next line lacks.
    """
    return 1 if not tight and ITEM.match(label.text) else 0


def _row_height(figures: dict[int, Area]) -> float:
    """Return the least distance between two lines of figures."""
    steps = [lower.middle - upper.middle for upper, lower in pairwise(figures.values())]
    return min((step for step in steps if step > 0), default=inf)


def _leading(entries: Sequence[_Entry], figures: Container[int]) -> float:
    """Return the usual distance between the lines of one label, 0 where there are none."""
    steps = Counter(
        round((lower.area.middle - upper.area.middle) / TENTH)
        for index, lower in enumerate(entries)
        for upper in entries[max(0, index - NEARBY) : index]
        if _goes_on(upper, lower, LEADING[1] * lower.pieces[0].size)
        and not (upper.rows[0] in figures and lower.rows[0] in figures)
    )
    return max(steps, key=lambda step: (steps[step], -step)) * TENTH if steps else 0.0


def _goes_on(label: _Entry, entry: _Entry, limit: float) -> bool:
    """Tell whether a piece may be the next line of a label."""
    upper, lower, size = label.pieces[-1].area, entry.pieces[0].area, entry.pieces[0].size
    if not LEADING[0] * size <= lower.middle - upper.middle <= limit:
        return False
    aligned = abs(upper.x0 - lower.x0) <= ALIGNED * size
    centred = abs(upper.x0 + upper.x1 - lower.x0 - lower.x1) <= 2 * ALIGNED * size
    overlapping = upper.x0 < lower.x1 and lower.x0 < upper.x1
    begins = ITEM.match(entry.text) or entry.text.startswith(OF_WHICH)
    return overlapping and (aligned or centred) and not begins
