"""Finds the figures among fields that have no headings, by their number and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govreport.forms.model import Column, FormTable
from govreport.parser.balance import balance_of
from govreport.parser.lines import Field, Line
from govreport.parser.numbers import read_number

__all__ = ["Windows"]

Placed = dict[str, Field]


class Windows:
    """Where the figures of each line of a table begin.

    In text pasted with tabs the blank fields before and after the figures mean nothing, as they
    stand for merged cells. Full lines show where the figures begin, and the others follow them.

    Arguments:
        table: the form's table.
        lines: its lines.
    """

    def __init__(self, table: FormTable, lines: Sequence[Line]) -> None:
        self.table = table
        self.lines = lines
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
        chosen = line.fields[start : start + size + 1]
        extra = self._extra_column(size)
        if extra is None and len({field.cell.text.strip() for field in chosen}) == 1:
            extra = size
        if extra is None:
            return None
        del chosen[extra]
        return {column.id: field for column, field in zip(columns, chosen, strict=True)}

    def _extra_column(self, size: int) -> int | None:
        """Return which of ``size + 1`` figures to leave out so that the rows add up."""
        columns = self.table.columns
        sums = next(iter(balance_of(self.table).rows.values()), ())
        if not sums or len(columns) != size:
            return None
        votes: Counter[int] = Counter()
        for line in self.lines:
            starts = _starts(line.fields, size + 1)
            if len(starts) != 1:
                continue
            fields = line.fields[starts[0] : starts[0] + size + 1]
            values = [read_number(field.cell.text).value for field in fields]
            if not any(values):
                continue
            for extra in range(size + 1):
                rest = values[:extra] + values[extra + 1 :]
                named = {column.id: value for column, value in zip(columns, rest, strict=True)}
                if all(total.holds(named) for total in sums):
                    votes[extra] += 1
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _starts(fields: list[Field], size: int) -> list[int]:
    """Return the starts of the windows of ``size`` fields outside which all are blank."""
    printed = [at for at, field in enumerate(fields) if field.cell.text.strip()]
    if len(fields) < size or (printed and printed[-1] - printed[0] >= size):
        return []
    low = max(0, printed[-1] - size + 1) if printed else 0
    high = min(printed[0], len(fields) - size) if printed else len(fields) - size
    return list(range(low, high + 1))
