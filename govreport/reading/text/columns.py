"""Where the fields of tables laid out with spaces stand on the line.

Programs count columns in several ways: a terminal gives a Chinese character two columns, and so
does whoever lays out a table by hand, with or without Chinese quotation marks; ``pdftotext`` counts
every character as one. The right way to count is the one in which figures stand below each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from govreport.reading.characters import full_width, width
from govreport.reading.text.rows import Row, figures

__all__ = ["Measure", "measures_of", "offsets"]

Measure = Callable[[str], int]
"""Counts the columns of a text."""


_MEASURES: tuple[Measure, ...] = (width, full_width, len)

_CLEARLY = 15
"""By so many half columns a way to count must be better to be right beyond doubt."""

_FARTHEST = 12
"""Figures that are farther apart, in half columns, are in different columns of the table."""


def measures_of(tables: Iterable[Sequence[Row]]) -> list[Measure]:
    """Return the way to count columns that aligns the figures of a file's tables best.

    Where the other way aligns them nearly as well, it comes second.
    """
    pages = [rows for table in tables for rows in _pages(table)]
    spreads = {measure: sum(_spread(page, measure) for page in pages) for measure in _MEASURES}
    shown = min((width, full_width), key=lambda measure: spreads[measure])
    best, other = (shown, len) if spreads[shown] <= spreads[len] else (len, shown)
    clear = spreads[other] - spreads[best] >= _CLEARLY
    return [best] if clear else [best, other]


def offsets(row: Row, measure: Measure) -> list[tuple[int, int]]:
    """Return the first and last column of each field of a row."""
    text = row.line.text
    return [(measure(text[:begin]), measure(text[:end]) - 1) for begin, end in row.places]


def _pages(table: Sequence[Row]) -> Iterable[list[Row]]:
    """Yield the rows with figures on each page."""
    rows = (row for row in table if row.figures)
    for _, page in groupby(rows, key=lambda row: row.line.page):
        yield list(page)


def _spread(rows: list[Row], measure: Measure) -> int:
    """Return how far figures are from the nearest one in another row, in half columns, summed up."""
    middles = sorted(
        (first + last, number)
        for number, row in enumerate(rows)
        for (first, last), field in zip(offsets(row, measure), row.fields, strict=True)
        if figures(field)
    )
    return sum(min(_FARTHEST, *_steps(middles, at)) for at in range(len(middles)))


def _steps(middles: list[tuple[int, int]], at: int) -> Iterable[int]:
    """Yield how far the nearest figures of other rows are on either side."""
    middle, own = middles[at]
    for step in (1, -1):
        other = at + step
        while 0 <= other < len(middles) and middles[other][1] == own:
            other += step
        yield abs(middles[other][0] - middle) if 0 <= other < len(middles) else _FARTHEST
