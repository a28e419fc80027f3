"""Tables without lines: stretches of lines whose pieces stand in columns.

What the columns mean is for those to tell who know the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from govreport.reading.pdf.flow import FlowLine
from govreport.reading.pdf.laid import LaidTable, laid_table, pieces_of
from govreport.reading.pdf.lines import Line, chunks_of
from govreport.reading.pdf.patterns import HEADING, is_figure

__all__ = ["with_laid_tables"]

WIDE = 1.3
"""Gap between pieces that nobody takes for a space in a sentence, in type sizes."""

REACH = 12
"""So many lines of labels may stand between two lines of figures."""

FIRM = 3
"""A line of so many figures makes a table by itself."""

LISTED = 5
"""So many lines with pieces below each other are a table without any figure."""

APART = 1.45
"""Lines at the edge of a table are no farther from it, in type sizes."""

MIDDLE, LAST_LINE = 1.0, 1.9
"""Figures stand no farther above and below a line of their label, in type sizes."""

REGULAR = 0.15
"""Distances of rows differ by no more than so many type sizes."""

NARROW = 0.5
"""A title within a table takes up at most so much of the width."""

SIZE_STEP = 1.08
"""A heading's type is larger than the table's by this factor."""


@dataclass(slots=True)
class _Row:
    """A line with its pieces and how many of them are figures."""

    placed: FlowLine
    pieces: list[Line]
    figures: int

    @property
    def is_tabular(self) -> bool:
        return len(self.pieces) > 1 or self.figures > 0

    @property
    def size(self) -> float:
        return self.placed.line.size


def with_laid_tables(lines: Sequence[FlowLine]) -> Iterator[FlowLine | LaidTable]:
    """Yield the lines with the tables among them put together.

    Arguments:
        lines: lines that follow each other, with no ruled table between.
    """
    rows = [_row(placed) for placed in lines]
    at = 0
    for start, end in _stretches(rows):
        yield from (row.placed for row in rows[at:start])
        yield from _tables(rows[start:end])
        at = end
    yield from (row.placed for row in rows[at:])


def _row(placed: FlowLine) -> _Row:
    pieces = chunks_of(placed.line, WIDE)
    return _Row(placed, pieces, sum(is_figure(piece.text) for piece in pieces))


# -- which lines ------------------------------------------------------------------------------


def _stretches(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each stretch of lines that is a table."""
    tabular = [index for index, row in enumerate(rows) if row.is_tabular]
    groups: list[list[int]] = []
    for index in tabular:
        if groups and _hang_together(rows, groups[-1][-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    end = 0
    for group in groups:
        if _is_table([rows[index] for index in group]):
            start = max(end, _upwards(rows, group))
            end = _downwards(rows, group)
            yield start, end


def _hang_together(rows: Sequence[_Row], upper: int, lower: int) -> bool:
    """Tell whether only fragments of labels and heads stand between two lines in columns."""
    between = range(upper + 1, lower)
    if len(between) > REACH:
        return False
    figures = _nearest_figures(rows, upper, lower)
    edge = max(row.pieces[-1].area.x0 for row in [*figures, rows[upper], rows[lower]])
    return all(
        (_is_narrow(rows[index], edge) or _names_columns(rows[index], figures))
        and not _is_heading(rows, index)
        for index in between
    )


def _nearest_figures(rows: Sequence[_Row], upper: int, lower: int) -> list[_Row]:
    """Return the lines of figures nearest to two lines, above the one and below the other."""
    above = reversed(rows[max(0, upper - REACH) : upper + 1])
    below = rows[lower : lower + REACH]
    nearest = [next((row for row in side if row.figures), None) for side in (above, below)]
    return [row for row in nearest if row]


def _is_narrow(row: _Row, edge: float) -> bool:
    """Tell whether a line stays left of the last column, or stands in the middle as a title."""
    area, width = row.placed.line.area, row.placed.column.right - row.placed.column.left
    if area.x1 <= edge:
        return True
    return area.width <= NARROW * width and area.x0 > row.placed.column.left + 2 * row.size


def _names_columns(row: _Row, figures: Sequence[_Row]) -> bool:
    """Tell whether a line has a piece over most columns of figures, close as they may stand."""
    names = [piece.area for piece in pieces_of(row.placed.line)]
    for other in figures:
        columns = [piece.area for piece in other.pieces]
        over = sum(
            any(abs(name.x0 + name.x1 - c.x0 - c.x1) <= 2 * row.size for c in columns)
            for name in names
        )
        if over >= max(FIRM, 0.6 * len(names)):
            return True
    return False


def _is_heading(rows: Sequence[_Row], index: int) -> bool:
    """Tell whether a line is the heading of the next section: larger, or away from figures."""
    row = rows[index]
    if row.is_tabular:
        return False
    around = [rows[i] for i in range(max(0, index - 2), min(len(rows), index + 3)) if i != index]
    tabular = [other for other in around if other.is_tabular]
    if tabular and all(row.size > SIZE_STEP * other.size for other in tabular):
        return True
    return bool(HEADING.match(row.placed.line.text)) and not any(
        other.figures and _is_label_of(row, other) for other in around
    )


def _is_label_of(row: _Row, figures: _Row) -> bool:
    """Tell whether a line may be part of the label of a line of figures close to it.

    Figures stand beside the middle or the last line of their label, or beside its first.
    """
    below = figures.placed.middle - row.placed.middle
    return -MIDDLE * row.size <= below <= LAST_LINE * row.size


def _is_table(group: Sequence[_Row]) -> bool:
    """Tell whether lines in columns are a table: figures below or beside each other.

    A table left blank has no figures, but many lines in columns.
    """
    if any(row.figures >= FIRM for row in group):
        return True
    if sum(_in_columns(one, other) for one, other in pairwise(group)) >= LISTED:
        return True
    paired = [row for row in group if row.figures and len(row.pieces) > 1]
    return len(group) >= 2 and any(
        _in_columns(row, other) for row in paired for other in group if other is not row
    )


def _in_columns(row: _Row, other: _Row) -> bool:
    """Tell whether the last pieces of two lines stand below each other."""
    one, two = row.pieces[-1].area, other.pieces[-1].area
    return len(other.pieces) > 1 and one.x0 < two.x1 and two.x0 < one.x1


def _upwards(rows: Sequence[_Row], group: Sequence[int]) -> int:
    """Return where the table begins: with the fragments right above its first line."""
    first = group[0]
    while first > 0 and _is_fragment(rows, first - 1, first, group):
        first -= 1
    return first - 1 if _is_title_row(rows, first - 1, group) else first


def _is_title_row(rows: Sequence[_Row], index: int, group: Sequence[int]) -> bool:
    """Tell whether a line is a row of one cell above a table, as far from it as its rows."""
    if index < 0 or index + 2 >= len(rows):
        return False
    row, first, second = rows[index : index + 3]
    regular = _is_regular(row.placed, first.placed, second.placed)
    same_size = abs(row.size - first.size) <= (SIZE_STEP - 1) * first.size
    narrow = _is_narrow(row, max(rows[i].pieces[-1].area.x0 for i in group))
    return regular and same_size and narrow and not _is_heading(rows, index)


def _is_regular(first: FlowLine, second: FlowLine, third: FlowLine) -> bool:
    """Tell whether three lines stand at equal distances."""
    steps = second.middle - first.middle, third.middle - second.middle
    return abs(steps[0] - steps[1]) <= REGULAR * second.line.size


def _downwards(rows: Sequence[_Row], group: Sequence[int]) -> int:
    """Return where the table ends: behind the fragments right below its last line."""
    last = group[-1]
    while last + 1 < len(rows) and (
        _is_fragment(rows, last + 1, last, group) or _is_next_row(rows, last + 1)
    ):
        last += 1
    return last + 1


def _is_next_row(rows: Sequence[_Row], index: int) -> bool:
    """Tell whether a line is a row like those above it: at their distance, with a figure.

    Its label may come so close to its figure that nothing else shows it.
    """
    if index < 2:
        return False
    first, second, row = (rows[i].placed for i in (index - 2, index - 1, index))
    pieces = pieces_of(row.line)
    regular = _is_regular(first, second, row)
    return regular and len(pieces) > 1 and is_figure(pieces[-1].text)


def _is_fragment(rows: Sequence[_Row], index: int, beside: int, group: Sequence[int]) -> bool:
    """Tell whether a line at the edge of a table is part of a label or of its head."""
    row, neighbour = rows[index], rows[beside]
    size = median(rows[i].size for i in group)
    if not size / SIZE_STEP <= row.size <= size * SIZE_STEP:
        return False
    apart = abs(row.placed.middle - neighbour.placed.middle)
    other_page = row.placed.page != neighbour.placed.page
    if (not other_page and apart > APART * size) or HEADING.match(row.placed.line.text):
        return False
    edge = max(rows[i].pieces[-1].area.x0 for i in group)
    left = min(rows[i].pieces[0].area.x0 for i in group)
    area = row.placed.line.area
    return left - size <= area.x0 and (area.x1 <= edge or index < beside)


# -- their parts ------------------------------------------------------------------------------


def _tables(rows: Sequence[_Row]) -> Iterator[LaidTable]:
    """Yield a table for each page or column that the lines stand on."""
    left = min(row.placed.line.area.x0 for row in rows)
    part: list[FlowLine] = []
    for row in rows:
        if part and row.placed.first:
            yield laid_table(part, left)
            part = []
        part.append(row.placed)
    if part:
        yield laid_table(part, left)
