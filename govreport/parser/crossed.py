"""Figures whose row is told by a label above them: the row of fifteen of the litigation table.

Three tables of five columns are printed side by side, one below the other, or each by itself;
the labels of rows stand above, often in a shifted cell. The columns repeat from block to block,
so the n-th time that a column occurs from the left belongs to the n-th row that is named.
"""

from __future__ import annotations

from typing import NamedTuple

from govreport.forms.model import FormTable
from govreport.parser.labels import Labels, Place, sharing_tables
from govreport.parser.lines import Line
from govreport.reading.document import Cell

__all__ = ["crossed"]

_SURE = 0.8

_SEVERAL = 3
"""So many columns named above a line tell that it is of this table."""

_MANY = 10
"""So many figures are the numbers of columns when each is one more than the last."""


class _Field(NamedTuple):
    """A field below a column label.

    Arguments:
        cell: what stands there.
        heads: the labels above it.
        block: number of the block of columns that it belongs to.
    """

    cell: Cell
    heads: tuple[str, ...]
    block: int


def crossed(line: Line, labels: Labels) -> list[tuple[Place, Line]]:
    """Cut a line into one line per row of the form, by the labels above its fields.

    Returns nothing where the labels do not tell rows and columns. Where these are told but not
    which figure belongs to which, the line is returned for every row, and is unsure.
    """
    if line.unsure:
        return [
            (place, line)
            for tables in sharing_tables(labels.form)
            for place in _unsure(line, tables, labels)
        ]
    if not line.heads or _numbers_columns(line):
        return []
    for tables in sharing_tables(labels.form):
        found = _cut(line, tables, labels)
        if found:
            return found
    return []


def _unsure(line: Line, tables: tuple[str, ...], labels: Labels) -> list[Place]:
    """Return the rows that a line whose figures have lost their columns is for."""
    columns = {column for text in line.above if (column := labels.column(tables[0], text))}
    if len(columns) < _SEVERAL:
        return []
    return [place for place in _rows(line, tables, labels) if place]


def _numbers_columns(line: Line) -> bool:
    """Tell whether a line below a header only counts its columns: 1, 2, 3 …"""
    texts = [cell.text.strip() for cell in line.fields]
    return len(texts) >= _MANY and texts == [str(number) for number in range(1, len(texts) + 1)]


def _cut(line: Line, tables: tuple[str, ...], labels: Labels) -> list[tuple[Place, Line]]:
    fields = _in_blocks(line, labels.form.table[tables[0]], labels)
    if len(fields) < 2:
        return []
    blocks = fields[-1].block + 1
    rows = _rows(line, tables, labels)
    if len(rows) != blocks:
        rows = [_row_of(fields, number, tables, labels) for number in range(blocks)]
    found: list[tuple[Place, Line]] = []
    for number, place in enumerate(rows):
        own = [field for field in fields if field.block == number]
        if place:
            cells = [field.cell for field in own]
            heads = tuple(field.heads for field in own)
            found.append((place, Line((), cells, cells[0].location, heads, guessed=line.guessed)))
    return found


def _in_blocks(line: Line, table: FormTable, labels: Labels) -> list[_Field]:
    """Return the fields below column labels, counted in blocks.

    A new block begins where a column comes that the last one has already. Fields whose labels are
    mutilated («结», «结») go to the block before them as far as that lacks columns, and to the next.
    """
    blocks: list[list[_Field]] = [[]]
    seen: set[str] = set()
    unknown: list[_Field] = []
    for cell, heads in zip(line.fields, line.heads, strict=True):
        column = next((c for text in heads if (c := labels.column(table.id, text))), "")
        if not column:
            unknown.append(_Field(cell, heads, 0))
            continue
        room = len(table.columns) - len(blocks[-1]) if table.columns[-1].id not in seen else 0
        if column in seen or (unknown and seen and not room):
            blocks[-1] += unknown[:room]
            blocks.append(unknown[room:])
            seen.clear()
        else:
            blocks[-1] += unknown
        unknown = []
        seen.add(column)
        blocks[-1].append(_Field(cell, heads, 0))
    if len(blocks[-1]) + len(unknown) <= len(table.columns):
        blocks[-1] += unknown
    return [each._replace(block=number) for number, block in enumerate(blocks) for each in block]


def _rows(line: Line, tables: tuple[str, ...], labels: Labels) -> list[Place | None]:
    """Return the rows named above the line, from the left, then from the paragraph before."""
    named: dict[Place, None] = {}
    for text in (*(text for heads in line.heads for text in heads), *line.labels, *line.above):
        named.update(dict.fromkeys(_named(text, tables, labels)))
    every = sum(place.table in tables for place in labels.places)
    return [*sorted(named)] if len(named) == every else [*named]


def _row_of(
    fields: list[_Field], block: int, tables: tuple[str, ...], labels: Labels
) -> Place | None:
    """Return the row that is named above a block, where just one is."""
    texts = {text for field in fields if field.block == block for text in field.heads}
    named = {place for text in texts for place in _named(text, tables, labels)}
    return named.pop() if len(named) == 1 else None


def _named(text: str, tables: tuple[str, ...], labels: Labels) -> list[Place]:
    found = labels.rows(text).items()
    named = [place for place, weight in found if place.table in tables and weight >= _SURE]
    above = labels.row_above(text) if not named else None
    return [above] if above and above.table in tables else named
