"""Figures whose row is told by a label above them: the row of fifteen of the litigation table.

Three tables of five columns are printed side by side, one below the other, or each by itself;
the labels of rows stand above, often in a shifted cell. The columns repeat from block to block,
so the n-th time that a column occurs from the left belongs to the n-th row that is named.
"""

from __future__ import annotations

from govreport.parser.labels import Labels, Place, sharing_tables
from govreport.parser.lines import Field, Line

__all__ = ["crossed"]


def crossed(line: Line, labels: Labels) -> list[tuple[Place, Line]]:
    """Cut a line into one line per row of the form, by the labels above its fields.

    Returns nothing where the labels do not tell rows and columns.
    """
    for tables in sharing_tables(labels.form):
        found = _cut(line, tables, labels)
        if found:
            return found
    return []


def _cut(line: Line, tables: tuple[str, ...], labels: Labels) -> list[tuple[Place, Line]]:
    columns = [_column(field, tables[0], labels) for field in line.fields]
    known = [(field, column) for field, column in zip(line.fields, columns, strict=True) if column]
    if len(known) < 2:
        return []
    blocks = _blocks([column for _, column in known])
    rows = _rows(line, tables, labels)
    if len(rows) != blocks[-1] + 1:
        rows = _rows_by_position(known, blocks, tables, labels)
    found: list[tuple[Place, Line]] = []
    for number, place in enumerate(rows):
        fields = [pair[0] for pair, block in zip(known, blocks, strict=True) if block == number]
        if place and fields:
            found.append((place, Line((), fields, fields[0].cell.location)))
    return found


def _column(field: Field, table: str, labels: Labels) -> str:
    return next((c for text in field.heads if (c := labels.column(table, text))), "")


def _blocks(columns: list[str]) -> list[int]:
    """Number the blocks: a new one begins where a column comes that the last one has already."""
    numbers: list[int] = []
    seen: set[str] = set()
    block = 0
    for column in columns:
        if column in seen:
            seen.clear()
            block += 1
        seen.add(column)
        numbers.append(block)
    return numbers


def _rows(line: Line, tables: tuple[str, ...], labels: Labels) -> list[Place | None]:
    """Return the rows named above the line, from the left, then from the paragraph before."""
    named: dict[Place, None] = {}
    for field in line.fields:
        for text in field.heads:
            for place in _named(text, tables, labels):
                named.setdefault(place)
    for text in (*line.labels, *line.above):
        for place in _named(text, tables, labels):
            named.setdefault(place)
    return [*sorted(named)] if len(named) == _size(tables, labels) else [*named]


def _rows_by_position(
    known: list[tuple[Field, str]], blocks: list[int], tables: tuple[str, ...], labels: Labels
) -> list[Place | None]:
    """Return for each block the row that is named above its fields, where just one is."""
    rows: list[Place | None] = []
    for number in range(blocks[-1] + 1):
        named = {
            place
            for (field, _), block in zip(known, blocks, strict=True)
            if block == number
            for text in field.heads
            for place in _named(text, tables, labels)
        }
        rows.append(next(iter(named)) if len(named) == 1 else None)
    return rows


def _named(text: str, tables: tuple[str, ...], labels: Labels) -> list[Place]:
    return [place for place, weight in labels.rows(text).items()
            if place.table in tables and weight >= 0.8]


def _size(tables: tuple[str, ...], labels: Labels) -> int:
    return sum(place.table in tables for place in labels.places)
