"""Tables that go on on the next page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from govreport.reading.document import Cell
from govreport.reading.pdf.glyphs import Area
from govreport.reading.pdf.patterns import ITEM, is_figure
from govreport.reading.pdf.ruled import PageTable

__all__ = ["goes_on", "joined"]

SAME_COLUMN = 4.0
"""Column bounds that differ by no more are the same."""

SLIVER = 12.0
"""A row without text that is lower is the edge of one that the page break cut."""

SEVERAL = 3
"""A row of heads cut in two by the page break goes on in at least so many columns."""


def goes_on(first: PageTable, second: PageTable) -> bool:
    """Tell whether the second table may be the rest of the first.

    The columns must agree: one part may lack bounds that the other has (a row that spans several
    columns stands alone on its page), but not have others in their stead.
    """
    if second.page != first.page + 1:
        return False
    shift = first.xs[0] - second.xs[0]
    if abs(first.xs[-1] - second.xs[-1] - shift) > SAME_COLUMN:
        return False
    few, many = sorted((first.xs, [x + shift for x in second.xs]), key=len)
    return all(min(abs(x - other) for other in many) <= SAME_COLUMN for x in few)


def joined(first: PageTable, second: PageTable) -> PageTable:
    """Join two parts of a table: repeated head rows dropped, split rows and labels made whole."""
    shift = first.xs[0] - second.xs[0]
    xs = _union(first.xs, [x + shift for x in second.xs])
    upper = _spread(first.rows, first.xs, xs)
    lower = _spread(second.rows, [x + shift for x in second.xs], xs)
    lower = lower[_repeated_head(upper, lower) :]
    heights = second.heights[len(second.heights) - len(lower) :]
    if len(upper) > 1 and _is_sliver(upper, -1, first.heights[-1]):
        upper = upper[:-1]
    if len(lower) > 1 and _is_sliver(lower, 0, heights[0]):
        lower = lower[1:]
    if lower and _is_split(upper, lower, first.full):
        _merge(upper, lower, range(len(xs) - 1))
        lower = lower[1:]
    elif lower:
        _merge(upper, lower, _labels_going_on(upper, lower))
    area = Area.around([first.area, second.area])
    return PageTable(second.page, area, xs, upper + lower, second.heights, second.full)


def _union(first: Sequence[float], second: Sequence[float]) -> list[float]:
    own = [x for x in second if min(abs(x - other) for other in first) > SAME_COLUMN]
    return sorted([*first, *own])


def _spread(
    rows: Sequence[Sequence[Cell]], xs: Sequence[float], onto: Sequence[float]
) -> list[list[Cell]]:
    """Return rows with their cells repeated so that they fit the finer columns ``onto``."""
    middles = [(a + b) / 2 for a, b in pairwise(onto)]
    columns = [min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2) for x in middles]
    return [[row[column] for column in columns] for row in rows]


def _plain(cell: Cell) -> str:
    return re.sub(r"\s", "", cell.text)


def _repeated_head(upper: list[list[Cell]], lower: list[list[Cell]]) -> int:
    """Return how many rows at the top of the lower part repeat those at the top of the table."""
    count = 0
    for above, below in zip(upper, lower, strict=False):
        texts = [_plain(cell) for cell in above]
        if texts != [_plain(cell) for cell in below] or not _has_words(above):
            break
        if any(re.fullmatch(r"\d[\d,.]*", text) for text in texts):
            break
        count += 1
    return count


def _is_sliver(rows: list[list[Cell]], index: int, height: float) -> bool:
    """Tell whether a row holds nothing of its own: the edge of a row that the page break cut.

    A row of figures left blank holds nothing either; it is as high as a line, and where other
    rows have labels it has one.
    """
    neighbour = rows[1] if index == 0 else rows[index - 1]
    own = [c for c, other in zip(rows[index], neighbour, strict=True) if c is not other]
    labelled = _has_words(neighbour) and any(_is_figure(cell) for cell in neighbour)
    return (height < SLIVER or labelled) and not any(_plain(cell) for cell in own)


def _has_words(row: Sequence[Cell]) -> bool:
    return any(_plain(cell) and not is_figure(cell.text) for cell in row)


def _is_split(upper: list[list[Cell]], lower: list[list[Cell]], full: Collection[int]) -> bool:
    """Tell whether the rows at a page break are halves of one row.

    Its figures stand in one half only, and its label in the other, or in both: without a number
    of its own in the lower half, and with no room left in the upper one. A row of heads without
    figures goes on in several columns.

    Arguments:
        full: the cells of the upper row that have no room left, by ``id``.
    """
    figure_above = figure_below = label_above = label_below = False
    going_on: set[int] = set()
    for column, (above, below) in enumerate(zip(upper[-1], lower[0], strict=True)):
        if _has_words([above]) or _has_words([below]):
            if _over_rows(upper, lower, column):
                continue
            if _is_figure(above) or (_plain(above) and ITEM.match(below.text)):
                return False
            if _plain(above) and _has_words([below]) and id(above) not in full:
                return False
            label_above |= bool(_plain(above))
            label_below |= bool(_plain(below))
            if _has_words([above]) and _has_words([below]):
                going_on.add(id(above))
        else:
            figure_above |= bool(_plain(above))
            figure_below |= bool(_plain(below))
    if not figure_above and not figure_below:
        return len(going_on) >= SEVERAL and not _breaks_head(upper, lower)
    if figure_above and figure_below:
        return False
    return label_below if figure_above else label_above and (label_below or figure_below)


def _over_rows(upper: list[list[Cell]], lower: list[list[Cell]], column: int) -> bool:
    """Tell whether a column has a cell over several rows above or below the page break."""
    above, below = upper[-1][column], lower[0][column]
    return (
        sum(row[column] is above for row in upper) > 1
        or sum(row[column] is below for row in lower) > 1
    )


def _labels_going_on(upper: list[list[Cell]], lower: list[list[Cell]]) -> list[int]:
    """Return the columns in which a label over several rows goes on below the page break."""
    columns = []
    within_head = _breaks_head(upper, lower)
    for column, (above, below) in enumerate(zip(upper[-1], lower[0], strict=True)):
        same_width = _columns_of(upper[-1], above) == _columns_of(lower[0], below)
        over_rows = within_head or _over_rows(upper, lower, column)
        if not same_width or not _has_words([above]):
            continue
        if not _plain(below):
            inner = _has_words(upper[-1][column + 1 :]) and _has_words(lower[0][column + 1 :])
            label = (over_rows or inner) and _is_label_column(upper + lower, column)
            goes_on = within_head or label
        else:
            same = _plain(below) == _plain(above)
            goes_on = over_rows and (same or (_has_words([below]) and not ITEM.match(below.text)))
        if goes_on:
            columns.append(column)
    return columns if len(columns) < len(upper[-1]) else []


def _breaks_head(upper: list[list[Cell]], lower: list[list[Cell]]) -> bool:
    """Tell whether the page ends within the head: a title stands over several below it."""
    above, below = upper[-1], lower[0]
    parts = any(
        len(columns := _columns_of(above, cell)) > 1 and len({id(below[c]) for c in columns}) > 1
        for cell in above
    )
    return parts and not any(_is_figure(cell) for cell in [*above, *below])


def _is_label_column(rows: list[list[Cell]], column: int) -> bool:
    """Tell whether a column holds labels only, in a table that has figures in others."""
    return not any(_is_figure(row[column]) for row in rows) and any(
        _is_figure(cell) for row in rows for cell in row
    )


def _is_figure(cell: Cell) -> bool:
    return bool(_plain(cell)) and not _has_words([cell])


def _columns_of(row: Sequence[Cell], cell: Cell) -> list[int]:
    return [column for column, other in enumerate(row) if other is cell]


def _merge(upper: list[list[Cell]], lower: list[list[Cell]], columns: Sequence[int]) -> None:
    """Make each cell at the bottom of the upper part and the one below it a single cell."""
    replaced: dict[int, Cell] = {}
    for column in columns:
        above, below = upper[-1][column], lower[0][column]
        if id(below) not in replaced and above is not below:
            if _plain(below) != _plain(above):
                above.text = "\n".join(text for text in (above.text, below.text) if text)
            above.doubt = above.doubt or below.doubt
            replaced[id(below)] = above
    for row in lower:
        row[:] = [replaced.get(id(cell), cell) for cell in row]
