"""Puts the figures of aligned lines into the cells of a form's table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from govreport.forms.model import Column, FormTable, Kind
from govreport.parser.balance import balance_of
from govreport.parser.labels import Labels, Place
from govreport.parser.lines import Heads, Line, is_blank
from govreport.parser.numbers import is_plain, read_number, sort_of
from govreport.parser.report import Quantity
from govreport.parser.runs import Run, run_of
from govreport.parser.window import Windows
from govreport.reading.document import Cell
from govreport.text import Text

__all__ = ["Aligned", "fill"]

Aligned = tuple[Place, Line]
Placed = dict[str, Cell]
Named = tuple[tuple[str, bool], ...]
"""For each field the column that its heading names, and whether in the form's words."""

_UNIT = re.compile(r"[(（][^()（）]*?((?:百|千|万|亿)?元)[)）]")
"""The unit in the heading of an amount, «（单位：元）»."""

_AMOUNTS = frozenset(("amount", "free_amount"))

FEW = 0.2
"""A body gets at most so many rows of a page wrong."""

UNPLACED = Text(
    "这一行的数字无法与表头的各列对应",
    "the figures of this row cannot be matched with the columns",
)


def fill(
    table: FormTable, rows: Sequence[Aligned], labels: Labels
) -> tuple[dict[str, Quantity], list[Run]]:
    """Return the quantities of a table from its aligned lines, and the rows yet to be cut.

    A line whose figures cannot be given to columns for certain yields blank cells that say so:
    a figure in the wrong column would be worse than none.

    Arguments:
        table: the form's table.
        rows: the lines of the table, each with the row that it is.
        labels: the labels of the form.
    """
    found: dict[str, Quantity] = {}
    runs: list[Run] = []
    places = Places(table, rows, labels)
    for place, line in rows:
        slots = _slots(table, place.row)
        placed = places.place(place.row, line)
        if placed is None:
            balanced = bool(balance_of(table).rows.get(place.row))
            joined = _joined(line, len(slots), balanced)
            # «14» is 1 and 4 only where no figure is left blank, or a sum says so.
            if joined and (balanced or not any(line.is_blank for _, line in rows)):
                runs.append(run_of(table, place.row, joined))
            else:
                found |= {slot.address: _doubtful(slot.address, line) for slot in slots}
            continue
        for slot in slots:
            if (cell := placed.get(slot.column)) is not None:
                unit = places.unit(slot, line) if slot.kind in _AMOUNTS else ""
                found[slot.address] = _quantity(slot, cell, unit)
    return found, runs


def _joined(line: Line, size: int, balanced: bool) -> Cell | None:
    """Return the text in which the figures of a line run together.

    In a table of cells that is a lone cell with digits for all columns; it is only taken for
    such where an equation tells how to cut it.
    """
    if line.joined:
        return line.joined
    printed = [cell for cell in line.fields if not is_blank(cell)]
    alone = len(printed) == 1 and len(line.fields) < size and balanced
    digits = "".join(printed[0].text.split()) if alone else ""
    return printed[0] if digits.isdecimal() and len(digits) >= size else None


# ── cells ───────────────────────────────────────────────────────────────────────────────────────


class Slot(NamedTuple):
    """A cell of a form's table: its address and what it holds."""

    column: str
    address: str
    kind: Kind
    unit: str


_SLOTS: dict[tuple[int, str], tuple[FormTable, tuple[Slot, ...]]] = {}


def _slots(table: FormTable, row_id: str) -> tuple[Slot, ...]:
    """Return the cells of a row; they are worked out once."""
    found = _SLOTS.get((id(table), row_id))
    if found is None or found[0] is not table:
        row = table.row[row_id]
        slots = tuple(
            Slot(column.id, address, table.kind_of(address), row.unit or column.unit)
            for column in table.columns_of(row)
            for address in (f"{table.id}.{row_id}.{column.id}",)
        )
        found = _SLOTS[id(table), row_id] = (table, slots)
    return found[1]


def _quantity(slot: Slot, cell: Cell, unit: str) -> Quantity:
    text = cell.text
    if not (unit or cell.doubt) and is_plain(text):  # as nearly all are
        return Quantity(slot.address, int(text), text, cell.location)
    if text[-1:].isdigit():
        text += unit
    value, mark, remark, invalid, _ = read_number(text, slot.kind, slot.unit)
    if cell.doubt:
        value, invalid = None, False
    remark = remark or (unit if value else "")
    printed = cell.text.strip()
    return Quantity(
        slot.address, value, printed, cell.location, mark, remark, cell.doubt, False, invalid
    )


def _doubtful(address: str, line: Line) -> Quantity:
    printed = " ".join(text for cell in line.fields if (text := cell.text.strip()))
    return Quantity(address, None, printed, line.location, doubt=UNPLACED)


# ── columns ─────────────────────────────────────────────────────────────────────────────────────


class Above(NamedTuple):
    """What the headings above the fields of a line tell.

    Arguments:
        named: for each field the column that its heading names.
        known: some heading names a column.
        nameless: the fields under a blank heading, where a column has no heading.
        elsewhere: the headings are those of another table.
    """

    named: Named
    known: bool
    nameless: list[int]
    elsewhere: bool


class Places:
    """Gives the fields of the lines of a table to its columns.

    Arguments:
        table: the form's table.
        rows: its lines, each with the row that it is.
        labels: the labels of the form.
    """

    def __init__(self, table: FormTable, rows: Sequence[Aligned], labels: Labels) -> None:
        self.table = table
        self.rows = rows
        self.labels = labels
        self.windows = Windows(table, [line for _, line in rows], labels)
        self._seen: dict[Heads, Above] = {}

    def place(self, row: str, line: Line) -> Placed | None:
        """Return the fields by column; ``None`` when that cannot be told for certain.

        Arguments:
            row: identifier of the row that the line is.
            line: the line.
        """
        if line.unsure or (line.guessed and line.guessed in self._misplaced):
            return None
        return self._placed(self.table.columns_of(self.table.row[row]), line)

    def unit(self, slot: Slot, line: Line) -> str:
        """Return the unit that the heading of an amount names where the form has another."""
        texts = (text for texts in (*line.heads, line.above, line.labels) for text in texts)
        for text in texts:
            if (named := _UNIT.search(text)) and self.labels.column(
                self.table.id, text
            ) == slot.column:
                return named[1] if named[1] != slot.unit else ""
        return ""

    def _placed(self, columns: tuple[Column, ...], line: Line) -> Placed | None:
        if line.heads:
            return self._below(columns, line)
        if line.is_blank:
            blank = Cell("", line.location)
            return {column.id: blank for column in columns if not column.optional}
        if line.joined and len(present := self.windows.present(columns)) == 1:
            return {present[0].id: line.joined}
        return self.windows.place(columns, line)

    def _below(self, columns: tuple[Column, ...], line: Line) -> Placed | None:
        """Give fields to columns by their headings."""
        above = self._above(line.heads)
        if above.elsewhere:
            return None
        if above.known:
            if self._has_one_too_many(line, above.named) or _has_figure(line, above.nameless):
                return None
            return _by_heads(columns, line.fields, above.named) or _by_order(columns, line.fields)
        nearest = {heads[0] for heads in line.heads if heads}
        if len(nearest) > 1:
            return None  # several headings, and none of them known: another table's
        return self.windows.place(columns, line)

    def _has_one_too_many(self, line: Line, named: Named) -> bool:
        """Tell whether a figure stands beyond the headings, where hardly any other line has one.

        A number was broken over two cells, and those behind it were pushed aside.
        """
        if len(named) <= len(self.table.columns):
            return False
        last = max(at for at, (column, _) in enumerate(named) if column)
        return any(
            sort_of(line.fields[at].text) == "figure" and 2 * self._filled[at] < len(self.rows)
            for at in range(last + 1, len(named))
        )

    def _nameless(self, heads: Heads, named: Named) -> list[int]:
        """Return the fields under a blank heading, where a column has no heading."""
        blank = [at for at, texts in enumerate(heads) if not named[at][0] and not any(texts)]
        if not blank or {column.id for column in self.table.columns} <= {name for name, _ in named}:
            return []
        return blank

    @cached_property
    def _filled(self) -> Counter[int]:
        """How many lines have a figure in each field."""
        return Counter(
            at
            for _, line in self.rows
            for at, cell in enumerate(line.fields)
            if sort_of(cell.text) == "figure"
        )

    @cached_property
    def _misplaced(self) -> set[int]:
        """The pages of a text laid out with spaces whose figures were given to wrong columns.

        There a row ends with the sum of its other figures, and yet that is not taken for their
        total; or more rows fail to add up than a body gets wrong.
        """
        failed: dict[int, list[bool]] = {}
        misplaced: set[int] = set()
        for place, line in self.rows:
            sums = balance_of(self.table).rows.get(place.row, ())
            if not line.guessed or line.unsure or line.is_blank or not sums:
                continue
            placed = self._placed(self.table.columns_of(self.table.row[place.row]), line)
            if not placed:
                continue
            values = {column: read_number(cell.text).value or 0 for column, cell in placed.items()}
            fails = not all(total.holds(values) for total in sums)
            failed.setdefault(line.guessed, []).append(fails)
            if fails and _adds_up(line):
                misplaced.add(line.guessed)
        return misplaced | {page for page, each in failed.items() if sum(each) > len(each) * FEW}

    def _above(self, heads: Heads) -> Above:
        """Return what the headings above the fields of a line tell; many lines have the same."""
        found = self._seen.get(heads)
        if found is None:
            named = self._with_gaps(heads, tuple(self._name(texts) for texts in heads))
            found = self._seen[heads] = Above(
                named,
                any(column for column, _ in named),
                self._nameless(heads, named),
                self.labels.stands_elsewhere(self.table.id, heads),
            )
        return found

    def _with_gaps(self, heads: Heads, named: Named) -> Named:
        """Name fields whose headings are blank after the columns that are missing just there.

        The cells of a heading that reach over several rows may be lost where a page begins.
        """
        ids = [column.id for column in self.table.columns]
        found = list(named)
        for blank, run in groupby(range(len(heads)), key=lambda at: not any(heads[at])):
            places = list(run)
            before = [ids.index(name) for name, _ in named[: places[0]] if name]
            after = [ids.index(name) for name, _ in named[places[-1] + 1 :] if name]
            missing = ids[max(before, default=-1) + 1 : min(after, default=len(ids))]
            if blank and (before or after) and len(missing) == len(places):
                for at, name in zip(places, missing, strict=True):
                    found[at] = name, False
        return tuple(found)

    def _name(self, texts: tuple[str, ...]) -> tuple[str, bool]:
        for text in texts:
            if column := self.labels.columns_of(text).get(self.table.id):
                return column
        return "", False


def _has_figure(line: Line, fields: Sequence[int]) -> bool:
    return any(sort_of(line.fields[at].text) == "figure" for at in fields)


def _adds_up(line: Line) -> bool:
    """Tell whether the last figure of a line is the sum of the others."""
    figures = [read_number(cell.text).value or 0 for cell in line.fields if not is_blank(cell)]
    return len(figures) > 1 and figures[-1] == sum(figures[:-1]) > 0


def _by_heads(columns: tuple[Column, ...], fields: list[Cell], named: Named) -> Placed | None:
    """Trust the headings, as long as no two fields claim one column with equal right.

    Fields that print the same are one merged cell, repeated in each place that it covers.
    """
    if _confirms_order(columns, fields, named):
        return _in_order(columns, fields)
    wanted = {column.id for column in columns}
    placed: Placed = {}
    exactly: set[str] = set()
    for cell, (column, exact) in zip(fields, named, strict=True):
        if column not in wanted or (column in exactly and not exact):
            continue
        if column in placed and exact == (column in exactly):
            if placed[column].text.strip() != cell.text.strip():
                return None
            continue
        placed[column] = cell
        if exact:
            exactly.add(column)
    return placed or None


def _confirms_order(columns: tuple[Column, ...], fields: list[Cell], named: Named) -> bool:
    """Tell whether the headings that are known stand where the form has them, none in excess."""
    if len(fields) != len(columns):
        return False
    known = [name == column.id for (name, _), column in zip(named, columns, strict=True) if name]
    return all(known) and len(known) * 2 > len(columns)


def _by_order(columns: tuple[Column, ...], fields: list[Cell]) -> Placed | None:
    """Headings of another clause, or shifted ones: fields that are just as many as the columns."""
    printed = [cell for cell in fields if not is_blank(cell)]
    for chosen in (fields, printed):
        if len(chosen) == len(columns):
            return _in_order(columns, chosen)
    return None


def _in_order(columns: tuple[Column, ...], fields: list[Cell]) -> Placed:
    return {column.id: cell for column, cell in zip(columns, fields, strict=True)}
