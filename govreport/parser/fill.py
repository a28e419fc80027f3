"""Puts the figures of aligned lines into the cells of a form's table."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.forms.model import Column, FormTable
from govreport.parser.balance import balance_of
from govreport.parser.labels import Labels, Place
from govreport.parser.lines import Field, Line
from govreport.parser.numbers import read_number
from govreport.parser.report import Quantity
from govreport.parser.runs import Run, run_of
from govreport.parser.window import Windows
from govreport.reading.document import Cell
from govreport.text import Text

__all__ = ["Aligned", "fill", "quantity"]

Aligned = tuple[Place, Line]
Placed = dict[str, Field]

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
    windows = Windows(table, [line for _, line in rows], labels)
    for place, line in rows:
        row = table.row[place.row]
        columns = table.columns_of(row)
        placed = place_fields(table, columns, line, labels, windows)
        joined = _joined(line, columns, bool(balance_of(table).rows.get(row.id)))
        if placed is None and joined:
            runs.append(run_of(table, row.id, joined))
            continue
        for column in columns:
            address = f"{table.id}.{row.id}.{column.id}"
            if placed is None:
                found[address] = _doubtful(address, line)
            elif column.id in placed:
                found[address] = quantity(table, address, placed[column.id].cell)
    return found, runs


def _joined(line: Line, columns: tuple[Column, ...], balanced: bool) -> Cell | None:
    """Return the text in which the figures of a line run together.

    In a table of cells that is a lone cell with digits for all columns; it is only taken for
    such where an equation tells how to cut it.
    """
    if line.joined:
        return line.joined
    printed = [field.cell for field in line.fields if field.cell.text.strip()]
    alone = len(printed) == 1 and len(line.fields) < len(columns) and balanced
    digits = "".join(printed[0].text.split()) if alone else ""
    return printed[0] if digits.isdecimal() and len(digits) >= len(columns) else None


def quantity(table: FormTable, address: str, cell: Cell) -> Quantity:
    """Read one cell."""
    _, row, column = address.split(".")
    unit = table.row[row].unit or table.column[column].unit
    printed = read_number(cell.text, table.kind_of(address), unit)
    return Quantity(
        address=address,
        value=None if cell.doubt else printed.value,
        printed=cell.text.strip(),
        location=cell.location,
        mark=printed.mark,
        remark=printed.remark,
        doubt=cell.doubt,
        invalid=printed.invalid and not cell.doubt,
    )


def place_fields(
    table: FormTable, columns: tuple[Column, ...], line: Line, labels: Labels, windows: Windows
) -> Placed | None:
    """Give the fields of a line to the columns; ``None`` when that cannot be told for certain."""
    if line.unsure:
        return None
    if line.is_blank and not any(field.heads for field in line.fields):
        blank = Field(Cell("", line.location))
        return {column.id: blank for column in columns if not column.optional}
    if line.joined and len(columns) == 1:
        return {columns[0].id: Field(line.joined)}
    if not any(field.heads for field in line.fields):
        return windows.place(columns, line)
    named = [_head(table, field, labels) for field in line.fields]
    if any(column for column, _ in named):
        return _by_heads(columns, line.fields, named) or _by_order(columns, line.fields, named)
    if _is_foreign(line, labels):
        return None
    return windows.place(columns, line)


def _head(table: FormTable, field: Field, labels: Labels) -> tuple[str, bool]:
    """Return the column that the labels above a field name, and whether in the form's words."""
    for text in field.heads:
        found = labels.columns_of(text).get(table.id)
        if found:
            return found
    return "", False


def _by_heads(
    columns: tuple[Column, ...], fields: list[Field], named: list[tuple[str, bool]]
) -> Placed | None:
    """Trust the headings, as long as no two fields claim one column with equal right.

    Fields that print the same are one merged cell, repeated in each place that it covers.
    """
    wanted = {column.id for column in columns}
    if _confirms_order(columns, fields, named):
        return _in_order(columns, fields)
    placed: Placed = {}
    exactly: set[str] = set()
    for field, (column, exact) in zip(fields, named, strict=True):
        if column not in wanted or (column in exactly and not exact):
            continue
        if column in placed and exact == (column in exactly):
            if placed[column].cell.text.strip() != field.cell.text.strip():
                return None
            continue
        placed[column] = field
        if exact:
            exactly.add(column)
    return placed or None


def _confirms_order(
    columns: tuple[Column, ...], fields: list[Field], named: list[tuple[str, bool]]
) -> bool:
    """Tell whether the headings that are known stand where the form has them, none in excess."""
    if len(fields) != len(columns):
        return False
    agree = [name == column.id for (name, _), column in zip(named, columns, strict=True)]
    unknown = [not name for name, _ in named]
    return all(a or u for a, u in zip(agree, unknown, strict=True)) and sum(agree) * 2 > len(agree)


def _by_order(
    columns: tuple[Column, ...], fields: list[Field], named: list[tuple[str, bool]]
) -> Placed | None:
    """Headings of another clause, or shifted ones: fields that are just as many as the columns."""
    printed = [field for field in fields if field.cell.text.strip()]
    for chosen in (fields, printed):
        if len(chosen) == len(columns):
            return _in_order(columns, chosen)
    return None


def _in_order(columns: tuple[Column, ...], fields: list[Field]) -> Placed:
    return {column.id: field for column, field in zip(columns, fields, strict=True)}


def _is_foreign(line: Line, labels: Labels) -> bool:
    """Tell whether the headings are those of another table: several, and none of them known."""
    nearest = {field.heads[0] for field in line.fields if field.heads}
    return len(nearest) > 1


def _doubtful(address: str, line: Line) -> Quantity:
    printed = " ".join(text for field in line.fields if (text := field.cell.text.strip()))
    return Quantity(address, None, printed, line.location, doubt=UNPLACED)
