"""Where each cell of a form stands when its tables are printed on a worksheet one below the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from govreport.forms.model import Form, FormTable

__all__ = ["Layout", "laid_out", "widest"]


@dataclass
class Layout:
    """Tables of a form on a worksheet; rows and columns count from 0.

    Arguments:
        titles: texts of headings, by row.
        heads: labels above figures, as (row, first column, last column, text).
        labels: labels beside figures, as (row, text).
        cells: where each figure stands, by address.
        height: number of rows used.
    """

    titles: dict[int, str] = field(default_factory=dict)
    heads: list[tuple[int, int, int, str]] = field(default_factory=list)
    labels: list[tuple[int, str]] = field(default_factory=list)
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    height: int = 0


def laid_out(form: Form, top: int = 0) -> Layout:
    """Lay the tables of a form out as it prints them: section by section.

    Arguments:
        form: the form.
        top: the first row to use.
    """
    layout = Layout(height=top)
    sections = [(s.id, f"{s.ordinal}、{s.title}") for s in form.sections] or [("", "")]
    for id, title in sections:
        tables = [table for table in form.tables if table.section == id]
        if not tables:
            continue
        layout.titles[layout.height] = title or tables[0].title
        layout.height += 1
        if len(tables) > 1:
            _side_by_side(layout, tables)
        else:
            _one_below_the_other(layout, tables[0])
        layout.height += 1
    return layout


def _one_below_the_other(layout: Layout, table: FormTable) -> None:
    """Print a table row by row; a head stands where the columns change."""
    for columns, rows in groupby(table.rows, key=lambda row: table.columns_of(row)):
        for at, column in enumerate(columns, 1):
            unit = f"（{column.unit}）" if column.kind == "amount" else ""
            layout.heads.append((layout.height, at, at, column.label + unit))
        layout.height += 1
        for row in rows:
            layout.labels.append((layout.height, row.text))
            for at, column in enumerate(columns, 1):
                layout.cells[f"{table.id}.{row.id}.{column.id}"] = (layout.height, at)
            layout.height += 1


def _side_by_side(layout: Layout, tables: list[FormTable]) -> None:
    """Print the tables of a section as one row of figures under two rows of heads."""
    top = layout.height
    at = 1
    for table, row in [(each, row) for each in tables for row in each.rows]:
        columns = table.columns_of(row)
        layout.heads.append((top, at, at + len(columns) - 1, row.text))
        for column in columns:
            layout.heads.append((top + 1, at, at, column.label))
            layout.cells[f"{table.id}.{row.id}.{column.id}"] = (top + 2, at)
            at += 1
    layout.height = top + 3


def widest(layout: Layout) -> int:
    """Return the number of columns of figures."""
    return max((column for _, column in layout.cells.values()), default=0)
