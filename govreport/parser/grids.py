"""Grids with true columns (HTML, Word, spreadsheets, ruled PDF) as candidate rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress, count, zip_longest
from operator import is_not
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


class Row(NamedTuple):
    """A row of a grid, merged cells once.

    Arguments:
        cells: the cells.
        starts: the first column of each, then the one behind the last.
        sorts: whether each holds a word, a figure or nothing.
    """

    cells: list[Cell]
    starts: tuple[int, ...]
    sorts: list[Sort]

    @property
    def words(self) -> list[Span]:
        """The cells that hold words."""
        bounds = zip(self.cells, self.starts, self.starts[1:], strict=False)
        return [
            Span(*each) for each, sort in zip(bounds, self.sorts, strict=True) if sort == "word"
        ]


class Span(NamedTuple):
    """A cell with the columns that it covers, ``end`` exclusive.

    Arguments:
        cell: the cell.
        start: its first column.
        end: the column behind its last.
    """

    cell: Cell
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the cell."""
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
        if "figure" not in row.sorts:
            words = row.words
            if not words:
                if heading.first is None or heading.closed:
                    continue  # figures left blank stand right below a heading, if anywhere
            elif _is_heading(words, heading):
                heading.add(words)
                continue
        lines.extend(_segments(row, heading))
        heading.closed = True
    lines.sort(key=lambda line: line.band)
    return lines


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows), default=0)


def _upright(grid: Grid, labels: Labels) -> list[Row]:
    """Return the rows of a grid; its columns where the labels of rows stand side by side."""
    rows = [_row(cells) for cells in grid.rows]
    if any(_is_column(row, labels) for row in rows[:MANY]):
        return [_row(cells) for cells in zip_longest(*grid.rows, fillvalue=Cell(""))]
    return rows


def _is_column(row: Row, labels: Labels) -> bool:
    """Tell whether a row holds what stands below each other in the form: labels of rows."""
    if row.sorts.count("word") <= MANY:
        return False
    words = {span.text for span in row.words}
    return sum(labels.is_row(text) and not labels.columns_of(text) for text in words) > MANY


def _row(cells: Sequence[Cell]) -> Row:
    begins = [True, *map(is_not, cells[1:], cells)] if cells else []
    distinct = [*compress(cells, begins)]
    starts = (*compress(count(), begins), len(cells))
    sorts = [_doubted(cell) if cell.doubt else sort_of(cell.text) for cell in distinct]
    return Row(distinct, starts, sorts)


def _doubted(cell: Cell) -> Sort:
    """What is left of a figure that could not be read whole («,523») is a figure all the same."""
    sort = sort_of(cell.text)
    return "figure" if sort == "word" and not any(map(str.isalpha, cell.text)) else sort


# ── headings ────────────────────────────────────────────────────────────────────────────────────


class Heading:
    """The labels that stand above the columns of a grid, as far as it has been read.

    ``first`` is the first column that a column label stands above, ``closed`` tells that rows of
    figures have come below it, ``width`` how many columns the grid has.
    """

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.stacks: dict[int, list[Cell]] = {}
        self.titles: list[Sequence[Span]] = []
        self.pending: list[Sequence[Span]] = []
        self.closed = False
        self.first: int | None = None
        self.width = 0
        self._over: dict[tuple[int, ...], Heads] = {}

    def add(self, words: Sequence[Span]) -> None:
        """Take a row of labels.

        After rows of figures a title waits until a row names columns, which begins anew. So does
        one that names the same columns again: the table before was left without figures.
        """
        names = any(self.labels.columns_of(span.text) for span in words)
        if self.closed and not names:
            self.pending.append(words)
            return
        if names and self._is_again(words):
            self.pending, self.closed = self.titles, True
        if self.closed:
            self.stacks.clear()
            self.closed, self.first = False, None
        self.titles = [] if names else [*self.titles, words]
        for waiting in (*self.pending, words):
            self._put(waiting)
        self.pending = []
        self._over.clear()

    def _is_again(self, words: Sequence[Span]) -> bool:
        """Tell whether every column that is named already is named again, by other cells."""
        if self.closed or self.first is None:
            return False
        above = [(at, cell) for at, stack in self.stacks.items() for cell in stack]
        below = [(at, span.cell) for span in words for at in range(span.start, span.end)]
        cells = {id(cell) for _, cell in above}
        return self._names(above) <= self._names(below) and not any(
            id(cell) in cells for _, cell in below
        )

    def _names(self, cells: list[tuple[int, Cell]]) -> set[tuple[int, str]]:
        """Return which columns cells name, each with the column of the grid where it does."""
        found = ((at, self.labels.columns_of(cell.text).values()) for at, cell in cells)
        return {(at, column) for at, columns in found for column, _ in columns}

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
            if self.labels.columns_of(span.text):
                self.first = span.start if self.first is None else min(self.first, span.start)

    def over(self, bounds: tuple[int, ...]) -> Heads:
        """Return the labels above each field of a row.

        Where a row has as many cells as there are headings, cell belongs to heading in order,
        even when the columns that they cover are cut differently; otherwise by the columns they
        share.

        Arguments:
            bounds: the first column of each field, then the one behind the last.
        """
        if len(bounds) < 2 or self.first is None:
            return ()
        found = self._over.get(bounds)
        if found is None:
            stacks = _distinct([self.stacks.get(n, []) for n in range(bounds[0], bounds[-1])])
            if len(stacks) != len(bounds) - 1:
                stacks = [self.stacks.get(start, []) for start in bounds[:-1]]
            found = tuple(tuple(cell.text for cell in reversed(stack)) for stack in stacks)
            self._over[bounds] = found
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
    over_figures = first is None or all(span.end > first for span in words)
    return (len(words) > 1 or over_figures) and all(labels.stands_above(s.text) for s in words)


def _names_columns(words: list[Span], labels: Labels) -> bool:
    """Tell whether cells of a row name at least two columns of one table."""
    columns: dict[str, set[str]] = {}
    for span in words:
        for table, (column, _) in labels.columns_of(span.text).items():
            columns.setdefault(table, set()).add(column)
    return any(len(names) >= 2 for names in columns.values())


# ── rows ────────────────────────────────────────────────────────────────────────────────────────


def _segments(row: Row, heading: Heading) -> Iterator[Line]:
    """Cut a row into labels with the figures on their right."""
    titles, fields = 0, _label_end(row, heading)
    band = 0
    if "word" in row.sorts[fields:]:
        for at in range(fields, len(row.cells)):
            if row.sorts[at] != "word":
                continue
            if heading.labels.is_row(row.cells[at].text):
                yield _line(row, (titles, fields, at), heading, band)
                titles, fields, band = at, at + 1, band + 1
            elif fields == at:
                fields = at + 1
    yield _line(row, (titles, fields, len(row.cells)), heading, band)


def _label_end(row: Row, heading: Heading) -> int:
    """Return how many cells stand before the figures.

    Under a heading these are the ones left of its first column, but for figures behind the last
    word there, whose heading is blank or mutilated; without one, all up to the last word before the
    first figure.
    """
    if heading.first is None:
        return _words_end(row)
    end = bisect_left(row.starts, heading.first, hi=len(row.cells))
    if "word" not in row.sorts and "figure" in row.sorts[:end]:
        every = all(heading.stacks.get(start) for start in row.starts[:end])
        return 0 if every else row.sorts.index("figure")
    while end and row.sorts[end - 1] == "figure" and "word" in row.sorts[: end - 1]:
        end -= 1
    return end


def _words_end(row: Row) -> int:
    """Return how many cells there are up to the last word before the first figure."""
    end = 0
    for position, sort in enumerate(row.sorts):
        if sort == "figure":
            break
        if sort == "word":
            end = position + 1
    return end


def _line(row: Row, bounds: tuple[int, int, int], heading: Heading, band: int) -> Line:
    """Make a line of cells: where its labels begin, where its fields do, and where it ends."""
    start, begin, end = bounds
    cells = row.cells
    first = begin if begin < end else start
    labels = zip(cells[start:begin], row.sorts[start:begin], strict=True)
    return Line(
        labels=tuple([cell.text for cell, sort in labels if sort != "blank"]),
        fields=cells[begin:end],
        location=cells[first].location if first < end else NOWHERE,
        heads=heading.over(row.starts[begin : end + 1]) if begin < end else (),
        band=band,
    )
