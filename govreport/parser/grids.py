"""Grids with true columns (HTML, Word, spreadsheets, ruled PDF) as candidate rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govreport.parser.labels import Labels
from govreport.parser.lines import Field, Line
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell, Grid

__all__ = ["lines_of_grid"]

SURE = 0.9
"""Weight from which a label is certain enough to begin a row in the middle of another."""


class Span(NamedTuple):
    """A cell with the columns that it covers, ``end`` exclusive."""

    cell: Cell
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.cell.text


class Heads:
    """The labels that stand above the columns of a grid, as far as it has been read."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.stacks: dict[int, list[Cell]] = {}
        self.pending: list[list[Span]] = []
        self.closed = False
        self._first: int | None = None

    def add(self, spans: list[Span]) -> None:
        """Take a row of labels.

        After rows of figures a title waits until a row names columns, which begins anew.
        """
        names = any(self.labels.columns_of(span.text) for span in spans)
        if self.closed and not names:
            self.pending.append(spans)
            return
        if self.closed:
            self.stacks.clear()
            self.closed = False
        for waiting in (*self.pending, spans):
            self._put(waiting)
        self.pending.clear()
        self._first = None

    def _put(self, spans: list[Span]) -> None:
        for span in spans:
            if span.text.strip():
                for column in range(span.start, span.end):
                    stack = self.stacks.setdefault(column, [])
                    if not stack or stack[-1] is not span.cell:
                        stack.append(span.cell)

    @property
    def first(self) -> int | None:
        """The first column that a column label stands above."""
        if self._first is None:
            known = (
                column
                for column, stack in self.stacks.items()
                if any(self.labels.columns_of(cell.text) for cell in stack)
            )
            self._first = min(known, default=-1)
        return None if self._first < 0 else self._first

    def above(self, column: int) -> tuple[Cell, ...]:
        """The labels above a column, nearest first."""
        return tuple(reversed(self.stacks.get(column, ())))


def lines_of_grid(grid: Grid, labels: Labels) -> list[Line]:
    """Return the candidate rows of a grid, with the labels above every figure.

    Arguments:
        grid: a grid with true columns.
        labels: the labels of the form.
    """
    heads = Heads(labels)
    lines: list[Line] = []
    for row in grid.rows:
        spans = _spans(row)
        if not any(span.text.strip() for span in spans):
            if heads.first is not None and not heads.closed:  # figures left blank
                lines.extend(_segments(spans, heads))
                heads.closed = True
            continue
        if _is_heading(spans, heads):
            heads.add(spans)
        else:
            found = list(_segments(spans, heads))
            if found:
                lines.extend(found)
                heads.closed = True
    lines.sort(key=lambda line: line.band)
    return lines


def _spans(row: list[Cell]) -> list[Span]:
    spans: list[Span] = []
    for column, cell in enumerate(row):
        if spans and spans[-1].cell is cell:
            spans[-1] = Span(cell, spans[-1].start, column + 1)
        else:
            spans.append(Span(cell, column, column + 1))
    return spans


def _is_heading(spans: list[Span], heads: Heads) -> bool:
    """Tell whether a row names columns, or has only titles in it."""
    labels = heads.labels
    words = [span for span in spans if span.text.strip()]
    if any(is_figure(span.text) for span in words):
        return False
    if _names_columns(words, labels):
        return True
    named = [span for span in words if labels.rows(span.text)]
    if not named:
        return True
    first = heads.first
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


def _segments(spans: list[Span], heads: Heads) -> Iterator[Line]:
    """Cut a row into labels with the figures on their right."""
    begin = _label_end(spans, heads.first)
    titles = spans[:begin]
    fields: list[Span] = []
    band = 0
    for span in spans[begin:]:
        is_word = not is_figure(span.text)
        if is_word and _begins_row(span, heads.labels):
            yield _line(titles, fields, heads, band)
            titles, fields, band = [span], [], band + 1
        elif is_word and not fields:
            titles.append(span)
        else:
            fields.append(span)
    yield _line(titles, fields, heads, band)


def _label_end(spans: list[Span], first: int | None) -> int:
    """Return how many spans stand before the figures.

    Under a heading these are the ones left of its first column; without one, all up to the last
    word before the first figure.
    """
    if first is not None:
        return sum(span.start < first for span in spans)
    end = 0
    for position, span in enumerate(spans):
        if span.text.strip():
            if is_figure(span.text):
                break
            end = position + 1
    return end


def _begins_row(span: Span, labels: Labels) -> bool:
    return any(weight >= SURE for weight in labels.rows(span.text).values())


def _line(titles: list[Span], fields: list[Span], heads: Heads, band: int) -> Line:
    cells = [span.cell for span in (*fields, *titles)]
    return Line(
        labels=tuple(span.text for span in titles if span.text.strip()),
        fields=_headed(fields, heads),
        location=cells[0].location if cells else Cell("").location,
        band=band,
    )


def _headed(fields: list[Span], heads: Heads) -> list[Field]:
    """Put over each field the labels above it.

    Where a row has as many cells as there are headings, cell belongs to heading in order, even
    when the columns that they cover are cut differently; otherwise by the columns they share.
    """
    if not fields or heads.first is None:
        return [Field(span.cell) for span in fields]
    start, end = fields[0].start, fields[-1].end
    stacks = _distinct([heads.above(column) for column in range(start, end)])
    if len(stacks) != len(fields):
        stacks = [heads.above(span.start) for span in fields]
    return [
        Field(span.cell, tuple(cell.text for cell in stack))
        for span, stack in zip(fields, stacks, strict=True)
    ]


def _distinct(stacks: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Leave out the stacks that repeat their neighbour: one heading over several columns."""
    found: list[tuple[Cell, ...]] = []
    for stack in stacks:
        if not found or stack[:1] != found[-1][:1]:
            found.append(stack)
    return found
