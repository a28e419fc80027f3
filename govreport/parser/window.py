"""Finds the figures among fields that have no headings, by their number and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from govreport.forms.model import Column, FormTable
from govreport.parser.balance import balance_of
from govreport.parser.labels import Labels
from govreport.parser.lines import Field, Line
from govreport.parser.numbers import read_number

__all__ = ["Windows"]

Placed = dict[str, Field]

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
        self._counted: Counter[int] | None = None
        self._usual: dict[int, int] | None = None

    def place(self, columns: tuple[Column, ...], line: Line) -> Placed | None:
        """Return the fields by column, ``None`` when their number does not fit.

        Arguments:
            columns: the columns of the line's row.
            line: the line.
        """
        size = len(columns)
        starts = _starts(line.fields, size)
        if not starts:
            required = tuple(column for column in columns if not column.optional)
            if len(required) < size and len(line.fields) < size:
                return self.place(required, line)
            return self._without_subtotal(columns, line)
        start = starts[0] if len(starts) == 1 else self._choose(starts, columns, line)
        chosen = line.fields[start : start + size]
        return {column.id: field for column, field in zip(columns, chosen, strict=True)}

    def _choose(self, starts: list[int], columns: tuple[Column, ...], line: Line) -> int:
        """Choose between windows that only differ in the blank fields that they take in."""
        size = len(columns)
        usual = self._usual_start(size)
        if usual in starts:
            return usual
        return starts[-1]

    def _usual_start(self, size: int) -> int:
        """Where the figures of full lines begin, ``-1`` when no line is full."""
        if self._usual is None:
            self._usual = {}
        if size not in self._usual:
            starts = Counter(
                found[0]
                for line in self.lines
                if len(found := _starts(line.fields, size)) == 1
                and any(field.cell.text.strip() for field in line.fields)
            )
            self._usual[size] = starts.most_common(1)[0][0] if starts else -1
        return self._usual[size]

    def _without_subtotal(self, columns: tuple[Column, ...], line: Line) -> Placed | None:
        """Leave out the one column that the form does not have (小计), where sums tell which."""
        size = len(columns)
        starts = _starts(line.fields, size + 1)
        if not starts:
            return None
        start = starts[-1] if len(starts) > 1 else starts[0]
        fields = line.fields[start : start + size + 1]
        rests = [fields[:extra] + fields[extra + 1 :] for extra in self._extras(line, size)]
        if len({tuple(field.cell.text.strip() for field in rest) for rest in rests}) != 1:
            return None
        return {column.id: field for column, field in zip(columns, rests[0], strict=True)}

    def _extras(self, line: Line, size: int) -> list[int]:
        """Return which of ``size + 1`` figures may be the subtotal.

        Those are the ones without which most rows add up; of these the one that the header
        names, if it does.
        """
        votes = self._votes(size)
        best = [extra for extra in range(size + 1) if votes[extra] == max(votes.values(), default=0)]
        named = {
            self.table.columns.index(self.table.column[column]) + 1
            for before, text in pairwise(line.above)
            if SUBTOTAL in text and (column := self.labels.column(self.table.id, before))
        }
        return [extra for extra in best if extra in named] or best

    def _votes(self, size: int) -> Counter[int]:
        """Count for each of ``size + 1`` figures the rows that add up without it."""
        if self._counted is not None:
            return self._counted
        columns = self.table.columns
        votes = self._counted = Counter[int]()
        sums = next(iter(balance_of(self.table).rows.values()), ())
        if not sums or len(columns) != size:
            return votes
        for line in self.lines:
            starts = _starts(line.fields, size + 1)
            if len(starts) != 1:
                continue
            fields = line.fields[starts[0] : starts[0] + size + 1]
            values = [read_number(field.cell.text).value for field in fields]
            for extra in range(size + 1) if any(values) else ():
                rest = values[:extra] + values[extra + 1 :]
                named = {column.id: value for column, value in zip(columns, rest, strict=True)}
                votes[extra] += all(total.holds(named) for total in sums)
        return votes


def _starts(fields: list[Field], size: int) -> list[int]:
    """Return the starts of the windows of ``size`` fields outside which all are blank."""
    printed = [at for at, field in enumerate(fields) if field.cell.text.strip()]
    if len(fields) < size or (printed and printed[-1] - printed[0] >= size):
        return []
    low = max(0, printed[-1] - size + 1) if printed else 0
    high = min(printed[0], len(fields) - size) if printed else len(fields) - size
    return list(range(low, high + 1))
