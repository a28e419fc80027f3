"""Tables that go on on the next page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from govreport.reading.document import Cell
from govreport.reading.pdf.glyphs import Area
from govreport.reading.pdf.ruled import PageTable

__all__ = ["goes_on", "joined"]

SAME_COLUMN = 4.0
"""Column bounds that differ by no more are the same."""

ITEM = re.compile(r"\s*(第?[（(]?[一二三四五六七八九十\d]+[）)、.．，,·:：条章项]|[①-⑳])")
"""The beginning of a numbered label."""

FIGURE = re.compile(r"[\d０-９.,，．+＋%％\s/—–-]*")
"""A cell without words: a figure, a sign for none, or nothing."""


def goes_on(first: PageTable, second: PageTable) -> bool:
    """Tell whether the second table may be the rest of the first.

    The columns must agree: one part may lack bounds that the other has (a row that spans several
    columns stands alone on its page), but not have others in their stead.
    """
    if second.page != first.page + 1 or first.ruled is not second.ruled:
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
    if lower and _is_split(upper[-1], lower[0]):
        _merge(upper, lower, range(len(xs) - 1))
        lower = lower[1:]
    elif lower:
        _merge(upper, lower, _labels_going_on(upper, lower))
    area = Area.around([first.area, second.area])
    return PageTable(second.page, area, xs, upper + lower, first.ruled)


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


def _has_words(row: Sequence[Cell]) -> bool:
    return any(not FIGURE.fullmatch(cell.text) for cell in row)


def _is_split(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tell whether two rows are halves of one: its text goes on, its figures are in one half."""
    labels = [
        (a, b) for a, b in zip(above, below, strict=True) if _has_words([a]) and _has_words([b])
    ]
    if not labels or any(ITEM.match(b.text) for _, b in labels):
        return False
    pairs = [pair for pair in zip(above, below, strict=True) if pair not in labels]
    upper_blank = all(not _plain(a) for a, _ in pairs)
    lower_blank = all(not _plain(b) for _, b in pairs)
    return bool(pairs) and upper_blank is not lower_blank


def _labels_going_on(upper: list[list[Cell]], lower: list[list[Cell]]) -> list[int]:
    """Return the columns in which a label over several rows goes on from part to part."""
    columns = []
    for column, (above, below) in enumerate(zip(upper[-1], lower[0], strict=True)):
        over_rows = _height(upper, column, -1) > 1 or _height(lower, column, 0) > 1
        if not _has_words([above]) or ITEM.match(below.text):
            continue
        if _has_words([below]) or (not _plain(below) and over_rows):
            columns.append(column)
    return columns if len(columns) < len(upper[-1]) else []


def _height(rows: list[list[Cell]], column: int, row: int) -> int:
    cell = rows[row][column]
    return sum(other[column] is cell for other in rows)


def _merge(upper: list[list[Cell]], lower: list[list[Cell]], columns: Sequence[int]) -> None:
    """Make each cell at the bottom of the upper part and the one below it a single cell."""
    replaced: dict[int, Cell] = {}
    for column in columns:
        above, below = upper[-1][column], lower[0][column]
        if id(below) not in replaced and above is not below:
            above.text = "\n".join(text for text in (above.text, below.text) if text)
            above.doubt = above.doubt or below.doubt
            replaced[id(below)] = above
    for row in lower:
        row[:] = [replaced.get(id(cell), cell) for cell in row]
