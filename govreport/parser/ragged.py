"""Rows pasted with tabs: the cells have lost their columns, only their order counts."""

from __future__ import annotations

from itertools import repeat

from govreport.parser.grids import Heading, lines_of_grid
from govreport.parser.labels import Labels
from govreport.parser.lines import Line, is_blank
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell, Grid

__all__ = ["lines_of_ragged"]


def lines_of_ragged(grid: Grid, labels: Labels) -> list[Line]:
    """Return the candidate rows of a grid whose cells have lost their columns.

    A row begins with labels; what stands behind the last of them are its fields.

    Arguments:
        grid: the grid.
        labels: the labels of the form.
    """
    regular = _regular(grid, labels)
    if regular:
        return regular
    lines: list[Line] = []
    heads: list[str] = []
    for row in grid.rows:
        line = _line(row)
        if line.is_blank and _names_columns(line.labels, labels):
            heads.extend(line.labels)
        else:
            line.above = tuple(heads)
            lines.append(line)
    return lines


def _regular(grid: Grid, labels: Labels) -> list[Line]:
    """Return the lines of a grid that has kept its columns after all, else nothing.

    It has when all rows are equally long and every figure stands below a heading.
    """
    if len({len(row) for row in grid.rows}) != 1:
        return []
    lines = lines_of_grid(grid, Heading(labels))
    heads = [
        heads
        for line in lines
        for cell, heads in zip(line.fields, line.heads or repeat(()), strict=False)
        if not is_blank(cell)
    ]
    return lines if heads and all(_is_named(texts, labels) for texts in heads) else []


def _is_named(heads: tuple[str, ...], labels: Labels) -> bool:
    """Tell whether a column label stands above a field, or another word close to its row."""
    return any(labels.columns_of(text) for text in heads) or len(heads) > 1


def _names_columns(texts: tuple[str, ...], labels: Labels) -> bool:
    """Tell a row of column labels from a row whose label («总计») names a column too."""
    named = [text for text in texts if labels.columns_of(text)]
    return len(named) > 1 or (len(named) == 1 and not labels.rows(named[0]))


def _line(row: list[Cell]) -> Line:
    begin = 0
    for position, cell in enumerate(row):
        if cell.text.strip():
            if is_figure(cell.text):
                break
            begin = position + 1
    return Line(
        labels=tuple(cell.text for cell in row[:begin] if cell.text.strip()),
        fields=row[begin:],
        location=row[0].location,
    )
