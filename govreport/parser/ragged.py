"""Rows pasted with tabs: the cells have lost their columns, only their order counts."""

from __future__ import annotations

from govreport.parser.labels import Labels
from govreport.parser.lines import Field, Line
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
    lines: list[Line] = []
    heads: list[str] = []
    for row in grid.rows:
        line = _line(row)
        if line.is_blank and any(labels.columns_of(text) for text in line.labels):
            heads.extend(line.labels)
        else:
            line.above = tuple(heads)
            lines.append(line)
    return lines


def _line(row: list[Cell]) -> Line:
    begin = 0
    for position, cell in enumerate(row):
        if cell.text.strip():
            if is_figure(cell.text):
                break
            begin = position + 1
    return Line(
        labels=tuple(cell.text for cell in row[:begin] if cell.text.strip()),
        fields=[Field(cell) for cell in row[begin:]],
        location=row[0].location,
        loose=True,
    )
