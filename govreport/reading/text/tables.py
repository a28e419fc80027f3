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
from govreport.reading.text.lines import Line
from govreport.reading.text.rows import Row, is_border, label_row, row_of

__all__ = ["ORDINAL", "tables_and_lines"]

# Label and blank lines between two rows of one table: a label of a narrow column is wrapped over
# several lines, half of them below its figures.
_GAP_LINES = 12
_GAP_BLANKS = 3
# A label that is wrapped around its figures is narrower than this.
_LABEL_WIDTH = 50
# A table drawn with borders has one between every two rows if it has so many.
_ALL_BORDERED = 4

ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|\d+[.．、](?!\d))"
)


@dataclass(slots=True)
class _Table:
    """Rows that belong together, and the lines since the last of them.

    Arguments:
        rows: the rows.
        parts: for each row, how many borders are drawn above it.
        pending: the lines since the last row.
        borders: how many borders are drawn so far.
    """

    rows: list[Row] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    borders: int = 0

    def add(self, row: Row) -> None:
        """Add a row, and the labels since the last one as rows of their own."""
        for line in self.pending:
            if is_border(line):
                self.borders += 1
            elif not line.blank:
                self._append(label_row(line, row.kind))
        self.pending.clear()
        self._append(row)

    def _append(self, row: Row) -> None:
        self.rows.append(row)
        self.parts.append(self.borders)


def tables_and_lines(lines: Iterable[Line]) -> Iterator[list[Row] | Line]:
    """Group lines into tables; lines outside of them, blank ones included, come one by one."""
    table = _Table()
    for line in lines:
        row = None if line.blank or line.heading or is_border(line) else row_of(line)
        if row is not None:
            if not table.rows or not _goes_on(table, row):
                head = _head(table, row)
                yield from _close(table)
                table = _Table(pending=head)
            table.add(row)
        elif _is_blank_row(line, table):
            table.add(label_row(line, "tab"))
        elif not line.blank and (line.heading or (line.prose and not is_border(line))):
            yield from _close(table)
            yield line
            table = _Table()
        else:
            table.pending.append(line)
    yield from _close(table)


def _is_blank_row(line: Line, table: _Table) -> bool:
    """Tell a row whose cells are all blank from a blank line."""
    return (
        line.blank
        and line.text.count("\t") > 1
        and bool(table.rows)
        and table.rows[-1].kind == "tab"
        and not table.pending
    )


def _goes_on(table: _Table, row: Row) -> bool:
    if table.rows[-1].kind != row.kind:
        return False
    labels = [line for line in table.pending if not line.blank and not is_border(line)]
    blanks = sum(line.blank for line in table.pending)
    if not labels and not blanks:
        return True
    if len(labels) > _GAP_LINES or (row.kind == "pipe" and blanks and table.borders):
        return False
    if row.kind != "space" and blanks > _GAP_BLANKS + len(labels):
        return False
    figures = next((row.figures for row in reversed(table.rows) if row.figures), 0)
    if not figures:
        return row.kind == "space" or not labels
    if not row.figures:
        return False
    return row.kind == "space" or not labels or row.figures == figures


def _head(table: _Table, row: Row) -> list[Line]:
    """Take the lines right above the first row that belong to the table.

    These are the border of a table that is drawn, and labels over the later columns of one that
    is laid out with spaces.
    """
    head: list[Line] = []
    while table.pending and not table.pending[-1].blank:
        line = table.pending[-1]
        above = row.kind == "space" and label_row(line, "space").places[0][0] > row.places[0][1]
        if ORDINAL.match(line.text) or (not above and not (row.kind == "pipe" and is_border(line))):
            break
        head.insert(0, table.pending.pop())
    return head


def _tail(table: _Table) -> None:
    """Take the label lines right below the last row that are the rest of its label."""
    if table.rows[-1].kind != "space":
        return
    while table.pending:
        line = table.pending[0]
        if line.blank or ORDINAL.match(line.text) or width(line.text.strip()) > _LABEL_WIDTH:
            return
        table.rows.append(label_row(line, "space"))
        del table.pending[0]


def _close(table: _Table) -> Iterator[list[Row] | Line]:
    if table.rows:
        _tail(table)
        if _is_table(table.rows):
            yield _merged(table) if table.borders >= _ALL_BORDERED else table.rows
        else:
            yield from (row.line for row in table.rows)
    yield from (line for line in table.pending if not is_border(line))


def _is_table(rows: list[Row]) -> bool:
    figures = sum(row.figures for row in rows)
    if rows[0].kind == "space":
        return figures > 2 or (figures > 0 and len(rows) > 1)
    return figures > 0 or len(rows) > 1


def _merged(table: _Table) -> list[Row]:
    """Put together the lines between two borders: they are one row."""
    merged: list[Row] = []
    for part in sorted(set(table.parts)):
        rows = [row for row, of in zip(table.rows, table.parts, strict=True) if of == part]
        fields = [
            "\n".join(filter(None, (row.fields[at] for row in rows if at < len(row.fields))))
            for at in range(max(len(row.fields) for row in rows))
        ]
        merged.append(Row(rows[0].line, rows[0].kind, fields))
    return merged
