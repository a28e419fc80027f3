"""Which lines of a text make up a table.

Rows follow each other with blank lines and lone labels between them, and one table follows
another with the same between. Whether the next row goes on is told by its figures: a row of as
many figures goes on, a row without any is the head of another table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govreport.reading.characters import width
from govreport.reading.document import Block, Cell, Grid, Location, Paragraph
from govreport.reading.text.lines import Line
from govreport.reading.text.rows import Row, is_border, is_dashes, label_row, row_of

__all__ = ["blocks_of"]

# Label and blank lines between two rows of one table: a label of a narrow column is wrapped over
# several lines, half of them below its figures.
_GAP_LINES = 12
_GAP_BLANKS = 3
# A label that is wrapped around its figures is narrower than this.
_LABEL_WIDTH = 50

_ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|\d+[.．、])"
)


@dataclass(slots=True)
class _Table:
    """Rows that belong together, and the lines since the last of them."""

    rows: list[Row] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    bordered: bool = False


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Group lines into grids and, one by one, paragraphs."""
    table = _Table()
    for line in lines:
        border = _is_border(line, table)
        row = None if line.blank or border else row_of(line)
        if row is None:
            table.bordered |= border
            if line.blank or border or not line.prose:
                table.pending.append(line)
                continue
            yield from _close(table)
            yield from _paragraphs([line])
            table = _Table()
        elif table.rows and _goes_on(table, row):
            table.rows += _between(table.pending, row)
            table.rows.append(row)
            table.pending.clear()
        else:
            head = _head(table, row)
            yield from _close(table)
            table = _Table(rows=[*head, row])
    yield from _close(table)


def _is_border(line: Line, table: _Table) -> bool:
    """Tell the lines that draw a table from a row whose blank figures are printed as signs."""
    return is_border(line) and not (is_dashes(line) and (table.bordered or len(table.rows) != 1))


def _goes_on(table: _Table, row: Row) -> bool:
    last = table.rows[-1]
    if last.kind != row.kind:
        return False
    labels = [line for line in table.pending if not line.blank and not is_border(line)]
    blanks = sum(line.blank for line in table.pending)
    if not labels and not blanks:
        return True
    if len(labels) > _GAP_LINES or (row.kind != "space" and blanks > _GAP_BLANKS + len(labels)):
        return False
    figures = next((row.figures for row in reversed(table.rows) if row.figures), 0)
    if not figures:
        return row.kind == "space" or not labels
    if not row.figures:
        return False
    return row.kind == "space" or not labels or row.figures == figures


def _between(pending: list[Line], row: Row) -> list[Row]:
    return [label_row(line, row.kind) for line in pending if not line.blank and not is_border(line)]


def _head(table: _Table, row: Row) -> list[Row]:
    """Take the label lines right above the first row that stand over its later columns."""
    if row.kind != "space":
        return []
    head: list[Row] = []
    while table.pending and not table.pending[-1].blank:
        label = label_row(table.pending[-1], "space")
        if label.offsets[0][0] <= row.offsets[0][1]:
            break
        head.insert(0, label)
        table.pending.pop()
    return head


def _tail(table: _Table) -> None:
    """Take the label lines right below the last row that are the rest of its label."""
    if table.rows[-1].kind != "space":
        return
    while table.pending:
        line = table.pending[0]
        if line.blank or _ORDINAL.match(line.text) or width(line.text.strip()) > _LABEL_WIDTH:
            return
        table.rows.append(label_row(line, "space"))
        del table.pending[0]


def _close(table: _Table) -> Iterator[Block]:
    if table.rows:
        _tail(table)
        if _is_table(table.rows):
            yield _grid(table.rows)
        else:
            yield from _paragraphs(row.line for row in table.rows)
    yield from _paragraphs(table.pending)


def _is_table(rows: list[Row]) -> bool:
    figures = sum(row.figures for row in rows)
    if rows[0].kind == "space":
        return figures > 2 or (figures > 0 and len(rows) > 1)
    return figures > 0 or len(rows) > 1


def _grid(rows: list[Row]) -> Grid:
    cells = [
        [
            Cell(text, Location(line=row.line.number, row=number, column=column))
            for column, text in enumerate(row.fields, 1)
        ]
        for number, row in enumerate(rows, 1)
    ]
    kind = rows[0].kind
    return Grid(
        cells,
        Location(line=rows[0].line.number),
        ragged=kind == "tab" or (kind == "pipe" and len({len(row) for row in cells}) > 1),
        offsets=[row.offsets for row in rows] if kind == "space" else None,
    )


def _paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    for line in lines:
        if not line.blank and not is_border(line):
            yield Paragraph(line.text.strip(), Location(line=line.number))
