"""Finds the form's tables in a document and fills them."""

from __future__ import annotations

from dataclasses import dataclass, field

from govreport.forms.model import Form, FormTable
from govreport.parser.align import align
from govreport.parser.blocks import Word, blocks_of, words_of_grid
from govreport.parser.crossed import crossed
from govreport.parser.fill import Aligned, fill
from govreport.parser.grids import lines_of_grid
from govreport.parser.labels import Labels, labels_of
from govreport.parser.lines import Line
from govreport.parser.ragged import lines_of_ragged
from govreport.parser.report import Table
from govreport.reading.document import Document, Grid, Paragraph

__all__ = ["read_tables"]


@dataclass(slots=True)
class Part:
    """What one stretch of the document gives for one table.

    Arguments:
        rows: its lines, each with the row that it is.
        unmatched: lines among them that are no row of the form.
    """

    rows: list[Aligned]
    unmatched: list[Line] = field(default_factory=list)


def read_tables(document: Document, form: Form) -> dict[str, Table]:
    """Return the tables of ``form`` that the document holds, by identifier, in the form's order.

    Arguments:
        document: the document.
        form: the form that it is on.
    """
    labels = labels_of(form)
    parts: dict[str, list[Part]] = {}
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block.text)
            continue
        for table, part in _parts(block, labels, tuple(above[-3:])).items():
            parts.setdefault(table, []).append(part)
        above.clear()
    return {
        table.id: _table(table, _joined(parts[table.id]), labels)
        for table in form.tables
        if table.id in parts
    }


def _parts(grid: Grid, labels: Labels, above: tuple[str, ...]) -> dict[str, Part]:
    """Align the lines of one grid and sort them by table."""
    lines = lines_of_ragged(grid, labels) if grid.ragged else lines_of_grid(grid, labels)
    places = align(lines, labels)
    parts: dict[str, Part] = {}
    for line, place in zip(lines, places, strict=True):
        line.above = (*above, *line.above)
        found = [(place, line)] if place else crossed(line, labels)
        for aligned in found:
            parts.setdefault(aligned[0].table, Part([])).rows.append(aligned)
        if not found and line.labels and not line.is_blank and parts:
            next(reversed(parts.values())).unmatched.append(line)
    if grid.ragged:
        _take_blocks(parts, grid, labels, above)
    return parts


def _take_blocks(
    parts: dict[str, Part], grid: Grid, labels: Labels, above: tuple[str, ...]
) -> None:
    """Where cells have lost their columns, read tables that are printed side by side in sequence."""
    found = blocks_of([*map(Word, above), *words_of_grid(grid)], labels)
    for table in {place.table for place, _ in found.rows}:
        parts[table] = Part([pair for pair in found.rows if pair[0].table == table])


def _joined(parts: list[Part]) -> Part:
    """Join the parts of a table that was broken; of rivals take the fullest, the first if equal."""
    candidates: list[Part] = []
    for part in parts:
        last = candidates[-1] if candidates else None
        if last and not {p.order for p, _ in last.rows} & {p.order for p, _ in part.rows}:
            last.rows.extend(part.rows)
            last.unmatched.extend(part.unmatched)
        else:
            candidates.append(Part(list(part.rows), list(part.unmatched)))
    return max(candidates, key=lambda part: len(part.rows))


def _table(spec: FormTable, part: Part, labels: Labels) -> Table:
    quantities = fill(spec, part.rows, labels)
    return Table(
        spec=spec,
        quantities=quantities,
        location=part.rows[0][1].location,
        unmatched=[" ".join(line.labels) for line in part.unmatched],
        merged_rows=_merged(spec, part.rows),
    )


def _merged(spec: FormTable, rows: list[Aligned]) -> tuple[str, ...]:
    """Return the rows of the form that the file prints as one."""
    found = {place.row for place, _ in rows}
    for place, _ in rows:
        if place.merged:
            merged = next(m for m in spec.merged_rows if m.into == place.row)
            if not found & (set(merged.rows) - {merged.into}):
                return merged.rows
    return ()
