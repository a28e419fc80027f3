"""The rows of the report's table around a wrong cell, the wrong cells marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.table import Table as Grid
from rich.text import Text as Line

from govreport.checker.model import Change
from govreport.forms.model import Column, Row
from govreport.output.places import figure
from govreport.output.terminal.style import BOX, line
from govreport.output.terminal.wrap import Prose
from govreport.parser.report import Report, Table

__all__ = ["excerpt", "short_label", "shorten"]

_SMALL = 4
"""An identity with so few quantities is shown whole; of a longer one only the total is."""

_INDENT = 2
"""Columns by which the grid is set in."""

_HEAD = 3
"""A longer head is broken in two where the terminal is narrow."""


def excerpt(
    report: Report, changes: Sequence[Change], symbol: str, width: int | None
) -> list[Grid]:
    """Show the rows around the cells to change, one grid per table concerned.

    Arguments:
        report: the report.
        changes: the cells; each is shown as «printed → expected» behind ``symbol``.
        symbol: ``×`` for a cell that is wrong, ``?`` for one of several that may be.
        width: columns of the terminal (``None``: no limit).
    """
    by_cell = {change.cell: change for change in reversed(changes)}  # of a tie the likeliest
    tables = dict.fromkeys(cell.partition(".")[0] for cell in by_cell)
    return [
        _grid(report.tables[id], by_cell, symbol, width) for id in tables if id in report.tables
    ]


def _grid(table: Table, changes: Mapping[str, Change], symbol: str, width: int | None) -> Grid:
    wrong = [cell.split(".") for cell in changes if cell.startswith(f"{table.spec.id}.")]
    columns = _columns(table, {row for _, row, _ in wrong})
    shown = _rows(table, {row for _, row, _ in wrong}, columns)
    cells = [[_cell(table, row, column, changes, symbol) for column in columns] for row in shown]
    split = width is not None and _natural_width(shown, columns, cells) > width
    grid = Grid(box=BOX, show_edge=False, padding=(0, 1), collapse_padding=True)
    grid.add_column(overflow="fold")
    for column in columns:
        grid.add_column(_head(column.label, split), justify="right", overflow="fold")
    for row, line_, gap in zip(shown, cells, [False, *_gaps(table, shown)], strict=True):
        if gap:
            grid.add_row(Line("…", style="dim"))
        grid.add_row(Prose(line(short_label(row))), *line_)
    return grid


def _columns(table: Table, rows: Iterable[str]) -> list[Column]:
    """The columns that the file has and the rows concerned have in the form."""
    wanted = {c.id for row in rows for c in table.spec.columns_of(table.spec.row[row])}
    return [c for c in table.spec.columns if c.id in wanted and c.id in table.columns]


def _rows(table: Table, wrong: set[str], columns: Sequence[Column]) -> list[Row]:
    """The rows to show: the wrong ones, their neighbours, and what they are added up with."""
    ids = {column.id for column in columns}
    printed = [
        row
        for row in table.spec.rows
        if row.id in wrong
        or (
            row.id in table.rows
            and ids.issuperset(column.id for column in table.spec.columns_of(row))
        )
    ]
    order = [row.id for row in printed]
    keep = set(wrong) | _partners(table, wrong)
    for id in wrong:
        at = order.index(id)
        keep.update(order[max(at - 1, 0) : at + 2])
    return [row for row in printed if row.id in keep]


def _partners(table: Table, wrong: set[str]) -> set[str]:
    """Rows that stand in an identity with a wrong one: all of a short one, of a long one the total."""
    found: set[str] = set()
    for identity in table.spec.identities:
        cells = (*identity.plus, *identity.minus)
        if any(cell.split(".")[1] in wrong for cell in cells):
            shown = cells if len(cells) <= _SMALL else identity.minus
            found.update(cell.split(".")[1] for cell in shown)
    return found


def _gaps(table: Table, shown: Sequence[Row]) -> list[bool]:
    """Tell for each row but the first whether rows of the report were left out before it."""
    order = {id: at for at, id in enumerate(table.rows)}
    return [order.get(b.id, 0) - order.get(a.id, 0) > 1 for a, b in pairwise(shown)]


def _cell(
    table: Table, row: Row, column: Column, changes: Mapping[str, Change], symbol: str
) -> Line:
    address = f"{table.spec.id}.{row.id}.{column.id}"
    quantity = table.quantities.get(address)
    if change := changes.get(address):
        marked = f"{symbol} {figure(change.printed)} → {figure(change.expected)}"
        return Line(marked, style="bold red" if symbol == "×" else "bold yellow")
    if quantity is None:
        return Line("")
    return line(figure(quantity.value) if quantity.value is not None else quantity.printed)


def short_label(row: Row) -> str:
    """Name a row without the explanations that the form prints in brackets or adds."""
    own = (
        f"{row.ordinal}、" if row.ordinal in "一二三四五六七八九十" and row.ordinal else row.ordinal
    )
    return own + shorten(row.label)


def shorten(label: str) -> str:
    """Return a form's label up to its first bracket or, where it is long, its first comma."""
    label = label.partition("（")[0] or label
    return label.partition("、")[0] if len(label) > 16 else label


def _natural_width(
    rows: Sequence[Row], columns: Sequence[Column], cells: Sequence[Sequence[Line]]
) -> int:
    """Columns of the terminal that the grid takes with every head and label on one line."""
    widths = [
        max(cell_len(column.label), *(row[at].cell_len for row in cells))
        for at, column in enumerate(columns)
    ]
    label = max(cell_len(short_label(row)) for row in rows)
    return _INDENT + label + sum(widths) + 2 * len(widths) + 2


def _head(label: str, split: bool) -> str:
    if not split or len(label) <= _HEAD:
        return label
    half = (len(label) + 1) // 2
    return f"{label[:half]}\n{label[half:]}"
