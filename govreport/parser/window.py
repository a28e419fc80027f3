"""Finds the figures among fields that have no headings, by their number and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from govreport.forms.model import Column, FormTable
from govreport.parser.balance import balance_of
from govreport.parser.labels import Labels
from govreport.parser.lines import Line, is_blank
from govreport.parser.numbers import read_number
from govreport.reading.document import Cell

__all__ = ["SUBTOTAL", "Windows"]

Placed = dict[str, Cell]

SUBTOTAL = "小计"


class Windows:
    """Where the figures of each line of a table begin.

    In text pasted with tabs the blank fields before and after the figures mean nothing, as they
    stand for merged cells. Full lines show where the figures begin, and the others follow them.

    Arguments:
        table: the form's table.
        lines: its lines.
        labels: the labels of the form.
    """

    def __init__(self, table: FormTable, lines: Sequence[Line], labels: Labels) -> None:
        self.table = table
        self.lines = lines
        self.labels = labels
        self._usual: dict[int, int] = {}

    def place(self, columns: tuple[Column, ...], line: Line) -> Placed | None:
        """Return the fields by column, ``None`` when their number does not fit.

        Arguments:
            columns: the columns of the line's row.
            line: the line.
        """
        columns = self.present(columns)
        if len(columns) == len(self.table.columns) and self._has_subtotal:
            return self._without_subtotal(columns, line)
        chosen = self._chosen(line, len(columns))
        return _named(columns, chosen) if chosen else None

    @cached_property
    def _absent(self) -> set[str]:
        """The optional columns that the file does not have.

        No line has a figure for them, or may have one, nor is one named above it, where one could
        be.
        """
        size = len(self.table.columns)
        absent = {column.id for column in self.table.columns if column.optional}
        if not absent or any(line.unsure or _printed(line.fields) >= size for line in self.lines):
            return set()
        named = [text for line in self.lines for texts in line.heads for text in texts]
        if any(line.joined for line in self.lines):
            named += self.lines[0].above
        return absent - {self.labels.column(self.table.id, text) for text in named}

    def present(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """Return those of the columns that the file has."""
        return tuple(column for column in columns if column.id not in self._absent)

    def _chosen(self, line: Line, size: int) -> list[Cell] | None:
        """Return the ``size`` fields of a line that hold its figures.

        Where windows only differ in the blank fields that they take in, full lines tell which,
        or else the last one is taken.
        """
        starts = _starts(line.fields, size)
        if not starts:
            return None
        start = starts[-1]
        if len(starts) > 1 and (usual := self._usual_start(size)) in starts:
            start = usual
        return line.fields[start : start + size]

    def _usual_start(self, size: int) -> int:
        """Where the figures of full lines begin, ``-1`` when no line is full."""
        if size not in self._usual:
            starts = Counter(
                found[0]
                for line in self.lines
                if len(found := _starts(line.fields, size)) == 1 and not line.is_blank
            )
            self._usual[size] = starts.most_common(1)[0][0] if starts else -1
        return self._usual[size]

    # ── a column that the form does not have (小计) ─────────────────────────────────────────────

    @cached_property
    def _has_subtotal(self) -> bool:
        """Tell whether lines have one figure more than the form has columns, or a place for one."""
        size = len(self.table.columns)
        if any(SUBTOTAL in text for line in self.lines for text in line.above):
            return any(len(line.fields) > size for line in self.lines)
        more = sum(
            not _starts(line.fields, size) and len(_starts(line.fields, size + 1)) == 1
            for line in self.lines
        )
        full = sum(_printed(line.fields) == size for line in self.lines)
        return more > full  # else a number was broken over two cells

    def _without_subtotal(self, columns: tuple[Column, ...], line: Line) -> Placed | None:
        """Leave out the subtotal; where it may be one of several, these must print the same."""
        fields = self._chosen(line, len(columns) + 1)
        if fields is None:
            return None
        rests = [fields[:extra] + fields[extra + 1 :] for extra in self._extras(line)]
        if len({tuple(cell.text.strip() for cell in rest) for rest in rests}) != 1:
            return None
        return _named(columns, rests[0])

    def _extras(self, line: Line) -> list[int]:
        """Return which of the figures of a line may be the subtotal.

        Those are the ones without which most rows add up; of these the one that the header
        names, if it does.
        """
        votes = self._votes
        size = len(self.table.columns) + 1
        best = [extra for extra in range(size) if votes[extra] == max(votes.values(), default=0)]
        named = {
            self.table.columns.index(self.table.column[column]) + 1
            for before, text in pairwise(line.above)
            if SUBTOTAL in text and (column := self.labels.column(self.table.id, before))
        }
        return [extra for extra in best if extra in named] or best

    @cached_property
    def _votes(self) -> Counter[int]:
        """Count for each position the rows that add up without it."""
        size = len(self.table.columns) + 1
        votes: Counter[int] = Counter()
        for line in self.lines:
            if len(starts := _starts(line.fields, size)) == 1:
                votes.update(self._extra_in(line.fields[starts[0] : starts[0] + size]))
        return votes

    def _extra_in(self, fields: list[Cell]) -> list[int]:
        """Return the positions without which the figures of one line add up."""
        columns = self.table.columns
        sums = next(iter(balance_of(self.table).rows.values()), ())
        values = [read_number(cell.text).value for cell in fields]
        if not sums or not any(values):
            return []
        found: list[int] = []
        for extra in range(len(values)):
            rest = values[:extra] + values[extra + 1 :]
            named = {column.id: value for column, value in zip(columns, rest, strict=True)}
            if all(total.holds(named) for total in sums):
                found.append(extra)
        return found


def _named(columns: tuple[Column, ...], fields: list[Cell]) -> Placed:
    return {column.id: cell for column, cell in zip(columns, fields, strict=True)}


def _printed(fields: list[Cell]) -> int:
    """Count the fields in which something is printed."""
    return sum(not is_blank(cell) for cell in fields)


def _starts(fields: list[Cell], size: int) -> list[int]:
    """Return the starts of the windows of ``size`` fields outside which all are blank."""
    printed = [at for at, cell in enumerate(fields) if not is_blank(cell)]
    if len(fields) < size or (printed and printed[-1] - printed[0] >= size):
        return []
    low = max(0, printed[-1] - size + 1) if printed else 0
    high = min(printed[0], len(fields) - size) if printed else len(fields) - size
    return list(range(low, high + 1))
