"""Which lines of a text make up a table.

Rows follow each other with blank lines and lone labels between them, and one table follows
another with the same between. Whether the next row goes on is told by its figures: a row of as
many figures goes on, a row without any is the head of another table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from govreport.reading.characters import width
from govreport.reading.text.lines import Line
from govreport.reading.text.rows import (
    Row,
    figures,
    is_border,
    is_hyphens,
    label_row,
    row_of,
    without_pipes,
)

__all__ = ["ORDINAL", "tables_and_lines"]

# Label and blank lines between two rows of one table: a label of a narrow column is wrapped over
# several lines, half of them below its figures.
_GAP_LINES = 12
_GAP_BLANKS = 3
_GAP_LABELS = 60
# Lines that may belong to a table above its first row and below its last one.
_HEAD_LINES = 12
_TAIL_LINES = 5
# A label that is wrapped around its figures is narrower than this.
_LABEL_WIDTH = 50
# Part of a heading over columns of figures stands so far in, and is no wider than this.
_PART_INDENT, _PART_WIDTH = 12, 8
# Figures of one table begin and end no farther outside those above them.
_SHIFT = 4
# So many lines with fields apart are a table even without any figure: one that is left blank.
_LISTED = 3
# A table drawn with borders has one between every two rows if it has so many.
_ALL_BORDERED = 4

_TITLE = re.compile(r"\s*[一二三四五六七八九十]+[、.．]")
ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|\d+[.．、](?!\d))"
)


@dataclass(slots=True)
class _Table:
    """Rows that belong together, and what came since the last of them.

    Arguments:
        rows: the rows.
        parts: for each row, how many borders are drawn above it.
        pending: lines, and rows of labels alone, of which the next row tells whether they belong
            to this table, the next one, or none.
        borders: how many borders are drawn so far.
        figures: the last row with figures, ``None`` below the head of another table.
    """

    rows: list[Row] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    pending: list[Line | Row] = field(default_factory=list)
    borders: int = 0
    figures: Row | None = None

    def add(self, row: Row) -> None:
        """Add a row, and the labels since the last one as rows of their own."""
        for each in self.pending:
            if isinstance(each, Row):
                self._append(each)
            elif is_border(each):
                self.borders += 1
            elif not each.blank:
                self._append(label_row(each, row.kind))
        self.pending.clear()
        self._append(row)

    def _append(self, row: Row) -> None:
        self.rows.append(row)
        self.parts.append(self.borders)
        if row.figures:
            self.figures = row
        elif self.figures and row.kind == "space" and not _is_left(self.figures, row):
            self.figures = None  # the head of another table


def tables_and_lines(lines: Iterable[Line]) -> Iterator[list[Row] | Line]:
    """Group lines into tables; lines outside of them, blank ones included, come one by one."""
    table = _Table()
    for line in lines:
        border = is_border(line) and not _is_blank_figures(line, table)
        row = None if line.blank or line.heading or border else row_of(line)
        if row is None and not border:
            line = without_pipes(line)
        if row is not None:
            if table.rows and _may_go_on(table, row):
                table.pending.append(row)
                continue
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


def _is_blank_figures(line: Line, table: _Table) -> bool:
    """Tell a row that prints a hyphen for every figure from the border below a header.

    A border comes second in a table, and once.
    """
    drawn = table.borders or any(isinstance(p, Line) and is_border(p) for p in table.pending)
    return is_hyphens(line) and bool(drawn or len(table.rows) + len(table.pending) > 1)


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
    labels = [each for each in table.pending if _is_label(each)]
    blanks = sum(map(_is_blank, table.pending))
    if not labels and not blanks:
        return True
    if _is_far(labels, row) or (row.kind == "pipe" and blanks and table.borders):
        return False
    if row.kind != "space" and blanks > _GAP_BLANKS + len(labels):
        return False
    before = table.figures
    if before is None:
        if row.kind == "space":
            return row.figures > 0 or not _has_title(table.pending)
        return not labels
    if row.kind == "space":
        return row.figures > 0 and _stands_under(table, row)
    return row.figures > 0 and (not labels or row.figures == before.figures)


def _is_far(labels: list[Line | Row], row: Row) -> bool:
    """Tell whether too much stands between two rows for them to be of one table.

    Where figures are left blank, the labels of many rows may stand there.
    """
    if row.kind != "space" or any(
        isinstance(each, Line) and width(each.text.strip()) > _LABEL_WIDTH for each in labels
    ):
        return len(labels) > _GAP_LINES
    return len(labels) > _GAP_LABELS


def _stands_under(table: _Table, row: Row) -> bool:
    """Tell whether the figures of a row stand in the columns of a table laid out with spaces.

    On another page they may stand elsewhere, but are no more than before.
    """
    if any(_within(table, row, measure) for measure in (width, len)):
        return True
    before = table.figures
    if before and row.line.page == before.line.page:
        return False
    return row.figures <= max(each.figures for each in table.rows) and not _has_title(table.pending)


def _within(table: _Table, row: Row, measure: Callable[[str], int]) -> bool:
    above = [each for each in table.rows if each.figures]
    extents = [_extent(each, measure) for each in above]
    first, last = _extent(row, measure)
    return (
        min(begin for begin, _ in extents) - _SHIFT <= first
        and last <= max(end for _, end in extents) + _SHIFT
    )


def _extent(row: Row, measure: Callable[[str], int]) -> tuple[int, int]:
    """Return the columns at which the figures of a row begin and end."""
    places = [place for place, text in zip(row.places, row.fields, strict=True) if figures(text)]
    return measure(row.line.text[: places[0][0]]), measure(row.line.text[: places[-1][1]])


def _has_title(pending: list[Line | Row]) -> bool:
    """Tell whether a line that begins like the title of a section stands below a blank one."""
    return any(
        isinstance(line, Line)
        and _TITLE.match(line.text) is not None
        and isinstance(above, Line)
        and above.blank
        for above, line in pairwise(pending)
    )


def _may_go_on(table: _Table, row: Row) -> bool:
    """Tell a row of labels alone whose figures may stand on a line below."""
    before = table.figures
    if row.kind != "space" or row.figures or before is None or before.kind != "space":
        return False
    return _is_left(before, row)


def _is_left(figured: Row, row: Row) -> bool:
    """Tell whether a row ends left of the figures of another."""
    return any(
        measure(row.line.text[: row.places[-1][1]]) <= _extent(figured, measure)[0]
        for measure in (width, len)
    )


def _is_blank(each: Line | Row) -> bool:
    return isinstance(each, Line) and each.blank


def _is_label(each: Line | Row) -> bool:
    return isinstance(each, Row) or not (each.blank or is_border(each))


def _head(table: _Table, row: Row) -> list[Line | Row]:
    """Take what stands above the first row and belongs to the table.

    This is the border of a table that is drawn; over one that is laid out with spaces, rows of
    labels, and lone labels that stand over its later columns.
    """
    begin = len(table.pending)
    for at in reversed(range(max(0, begin - _HEAD_LINES), begin)):
        each = table.pending[at]
        if isinstance(each, Row):
            begin = at
        elif each.blank:
            continue
        elif ORDINAL.match(each.text):
            break
        elif _stands_over(each, row) and not any(map(_is_blank, table.pending[at:begin])):
            begin = at
    head = table.pending[begin:]
    del table.pending[begin:]
    return head


def _stands_over(line: Line, row: Row) -> bool:
    if row.kind == "pipe":
        return is_border(line)
    if row.kind != "space":
        return False
    part = line.indent >= _PART_INDENT and width(line.text.strip()) <= _PART_WIDTH
    return part or label_row(line, "space").places[0][0] > row.places[0][1]


def _tail(table: _Table) -> None:
    """Take the label lines right below the last row that are the rest of its label."""
    if table.rows[-1].kind != "space":
        return
    for each in table.pending[:_TAIL_LINES]:
        if isinstance(each, Row) or each.blank or ORDINAL.match(each.text):
            return
        if width(each.text.strip()) > _LABEL_WIDTH:
            return
        table.rows.append(label_row(each, "space"))
        del table.pending[0]


def _close(table: _Table) -> Iterator[list[Row] | Line]:
    if table.rows:
        _tail(table)
        table.borders += sum(isinstance(each, Line) and is_border(each) for each in table.pending)
        if _is_table(table.rows):
            drawn = table.rows[0].kind == "pipe" and table.borders >= _ALL_BORDERED
            yield _merged(table) if drawn else table.rows
        else:
            yield from (without_pipes(row.line) for row in table.rows)
    for each in table.pending:
        line = without_pipes(each.line) if isinstance(each, Row) else each
        if not is_border(line):
            yield line


def _is_table(rows: list[Row]) -> bool:
    count = sum(row.figures for row in rows)
    if rows[0].kind == "space":
        listed = sum(len(row.fields) > 1 for row in rows)
        return count > 2 or (count > 0 and len(rows) > 1) or listed >= _LISTED
    return count > 0 or len(rows) > 1


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
