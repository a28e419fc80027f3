"""Grids with true columns (HTML, Word, spreadsheets, ruled PDF) as candidate rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from govreport.parser.labels import Labels
from govreport.parser.lines import Heads, Line
from govreport.parser.numbers import Sort, sort_of
from govreport.reading.document import NOWHERE, Cell, Grid

__all__ = ["Heading", "lines_of_grid"]

_PAGE = 10
"""Longest page number, in characters."""

MANY = 4
"""More labels of rows than this side by side are the head of a table that lies on its side."""

SURE = 0.9
"""Weight from which a label is certain enough to begin a row in the middle of another."""


class Span(NamedTuple):
    """A cell with the columns that it covers, ``end`` exclusive.

    Arguments:
        cell: the cell.
        start: its first column.
        end: the column behind its last.
        sort: whether it holds a word, a figure or nothing.
    """

    cell: Cell
    start: int
    end: int
    sort: Sort

    @property
    def text(self) -> str:
        return self.cell.text


def lines_of_grid(grid: Grid, heading: Heading) -> list[Line]:
    """Return the candidate rows of a grid, with the labels above every figure.

    Arguments:
        grid: a grid with true columns.
        heading: the labels above its columns when it begins: none, or those of the grid that it
            continues. They become those in force when it ends.
    """
    heading.width = _width(grid)
    lines: list[Line] = []
    for row in _upright(grid, heading.labels):
        spans = _spans(row)
        words = [span for span in spans if span.sort == "word"]
        figures = any(span.sort == "figure" for span in spans)
        if not words and not figures:
            if heading.first is None or heading.closed:
                continue  # figures left blank stand right below a heading, if anywhere
        elif not figures and _is_heading(words, heading):
            heading.add(words)
            continue
        lines.extend(_segments(spans, heading))
        heading.closed = True
    lines.sort(key=lambda line: line.band)
    return lines


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows), default=0)


def _upright(grid: Grid, labels: Labels) -> Sequence[Sequence[Cell]]:
    """Return the rows of a grid; its columns where the labels of rows stand side by side."""
    for row in grid.rows[:MANY]:
        words = {cell.text for cell in row if sort_of(cell.text) == "word"}
        if sum(_is_row(text, labels) and not labels.columns_of(text) for text in words) > MANY:
            return list(zip_longest(*grid.rows, fillvalue=Cell("")))
    return grid.rows


def _is_row(text: str, labels: Labels) -> bool:
    return any(weight >= SURE for weight in labels.rows(text).values())


def _spans(row: Sequence[Cell]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for end, cell in enumerate(row, 1):
        if end == len(row) or row[end] is not cell:
            spans.append(Span(cell, start, end, sort_of(cell.text)))
            start = end
    return spans


# ── headings ────────────────────────────────────────────────────────────────────────────────────


class Heading:
    """The labels that stand above the columns of a grid, as far as it has been read.

    ``closed`` tells that rows of figures have come below it, ``width`` how many columns the
    grid has.
    """

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.stacks: dict[int, list[Cell]] = {}
        self.pending: list[Sequence[Span]] = []
        self.closed = False
        self.first: int | None = None
        self.width = 0
        self._over: dict[tuple[int, ...], Heads] = {}

    def add(self, words: Sequence[Span]) -> None:
        """Take a row of labels.

        After rows of figures a title waits until a row names columns, which begins anew.
        """
        names = any(self.labels.columns_of(span.text) for span in words)
        if self.closed and not names:
            self.pending.append(words)
            return
        if self.closed:
            self.stacks.clear()
            self.closed = False
        for waiting in (*self.pending, words):
            self._put(waiting)
        self.pending.clear()
        self._over.clear()
        self.first = self._first()

    def goes_on(self, grid: Grid, above: Sequence[str]) -> bool:
        """Tell whether a grid continues the one before: as wide, only a page number between."""
        columns = not grid.ragged and grid.offsets is None
        return columns and self.width == _width(grid) and all(len(t) <= _PAGE for t in above)

    def _put(self, words: Sequence[Span]) -> None:
        for span in words:
            for column in range(span.start, span.end):
                stack = self.stacks.setdefault(column, [])
                if not stack or stack[-1] is not span.cell:
                    stack.append(span.cell)

    def _first(self) -> int | None:
        """Return the first column that a column label stands above."""
        named = (
            column
            for column, stack in self.stacks.items()
            if any(self.labels.columns_of(cell.text) for cell in stack)
        )
        return min(named, default=None)

    def over(self, fields: Sequence[Span]) -> Heads:
        """Return the labels above each field.

        Where a row has as many cells as there are headings, cell belongs to heading in order,
        even when the columns that they cover are cut differently; otherwise by the columns they
        share.
        """
        if not fields or self.first is None:
            return ()
        shape = (*(span.start for span in fields), fields[-1].end)
        found = self._over.get(shape)
        if found is None:
            stacks = _distinct([self.stacks.get(n, []) for n in range(shape[0], shape[-1])])
            if len(stacks) != len(fields):
                stacks = [self.stacks.get(span.start, []) for span in fields]
            found = tuple(tuple(cell.text for cell in reversed(stack)) for stack in stacks)
            self._over[shape] = found
        return found


def _distinct(stacks: list[list[Cell]]) -> list[list[Cell]]:
    """Leave out the stacks that repeat their neighbour: one heading over several columns."""
    found: list[list[Cell]] = []
    for stack in stacks:
        if not found or stack[-1:] != found[-1][-1:]:
            found.append(stack)
    return found


def _is_heading(words: list[Span], heading: Heading) -> bool:
    """Tell whether a row without figures names columns, or has only titles in it."""
    labels = heading.labels
    if _names_columns(words, labels):
        return True
    if not any(labels.rows(span.text) for span in words):
        return True
    first = heading.first
    if first is not None and all(span.end <= first for span in words):
        return False
    over_figures = first is None or all(span.start >= first for span in words)
    return (len(words) > 1 or over_figures) and all(labels.stands_above(s.text) for s in words)


def _names_columns(words: list[Span], labels: Labels) -> bool:
    """Tell whether cells of a row name at least two columns of one table."""
    columns: dict[str, set[str]] = {}
    for span in words:
        for table, (column, _) in labels.columns_of(span.text).items():
            columns.setdefault(table, set()).add(column)
    return any(len(names) >= 2 for names in columns.values())


# ── rows ────────────────────────────────────────────────────────────────────────────────────────


def _segments(spans: list[Span], heading: Heading) -> Iterator[Line]:
    """Cut a row into labels with the figures on their right."""
    begin = _label_end(spans, heading.first)
    titles = spans[:begin]
    fields: list[Span] = []
    band = 0
    for span in spans[begin:]:
        is_word = span.sort == "word"
        if is_word and _begins_row(span, heading.labels):
            yield _line(titles, fields, heading, band)
            titles, fields, band = [span], [], band + 1
        elif is_word and not fields:
            titles.append(span)
        else:
            fields.append(span)
    yield _line(titles, fields, heading, band)


def _label_end(spans: list[Span], first: int | None) -> int:
    """Return how many spans stand before the figures.

    Under a heading these are the ones left of its first column; without one, all up to the last
    word before the first figure.
    """
    if first is not None:
        return sum(span.start < first for span in spans)
    end = 0
    for position, span in enumerate(spans):
        if span.sort == "figure":
            break
        if span.sort == "word":
            end = position + 1
    return end


def _begins_row(span: Span, labels: Labels) -> bool:
    return _is_row(span.text, labels)


def _line(titles: list[Span], fields: list[Span], heading: Heading, band: int) -> Line:
    first = next(iter((*fields, *titles)), None)
    return Line(
        labels=tuple([span.cell.text for span in titles if span.sort != "blank"]),
        fields=[span.cell for span in fields],
        location=first.cell.location if first else NOWHERE,
        heads=heading.over(fields),
        band=band,
    )
