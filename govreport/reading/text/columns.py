"""Where the fields of tables laid out with spaces stand on the line.

Programs count columns in two ways: a terminal gives a Chinese character two columns, and so does
whoever lays out a table by hand; ``pdftotext`` counts every character as one. The right way to
count is the one in which figures stand below each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from govreport.reading.characters import width
from govreport.reading.text.rows import Row, figures

__all__ = ["Measure", "best_measure", "offsets"]

Measure = Callable[[str], int]
"""Counts the columns of a text."""


def best_measure(tables: Iterable[Sequence[Row]]) -> Measure:
    """Return the way to count columns that aligns the figures of a file's tables best."""
    groups = [group for table in tables for group in _alike(table)]
    if not groups:
        return width
    return min((width, len), key=lambda measure: sum(_spread(group, measure) for group in groups))


def offsets(row: Row, measure: Measure) -> list[tuple[int, int]]:
    """Return the first and last column of each field of a row."""
    text = row.line.text
    return [(measure(text[:begin]), measure(text[:end]) - 1) for begin, end in row.places]


def _alike(table: Sequence[Row]) -> Iterable[list[Row]]:
    """Yield the rows that have the same number of figures, at least two, on the same page."""
    rows = sorted(
        (row for row in table if sum(map(bool, map(figures, row.fields))) > 1), key=_likeness
    )
    for _, group in groupby(rows, key=_likeness):
        alike = list(group)
        if len(alike) > 1:
            yield alike


def _likeness(row: Row) -> tuple[int, int]:
    return row.line.page, sum(map(bool, map(figures, row.fields)))


def _spread(rows: list[Row], measure: Measure) -> int:
    """Return how far figures are from those above and below, in half columns, summed up."""
    middles = [
        [first + last for (first, last), field in zip(offsets(row, measure), row.fields, strict=True)
         if figures(field)]
        for row in rows
    ]  # fmt: skip
    columns = [sorted(column) for column in zip(*middles, strict=True)]
    return sum(abs(each - column[len(column) // 2]) for column in columns for each in column)
