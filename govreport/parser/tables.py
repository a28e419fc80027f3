"""Finds the form's tables in a document and fills them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from govreport.forms.model import Form, FormTable
from govreport.parser.align import align
from govreport.parser.blocks import Blocks, Word, blocks_of, words_of_grid
from govreport.parser.broken import withdraw_broken
from govreport.parser.crossed import crossed
from govreport.parser.cut import withdraw_cut
from govreport.parser.fill import Aligned, fill
from govreport.parser.flow import rows_in, words_in
from govreport.parser.grids import Heading, lines_of_grid
from govreport.parser.labels import Labels, Place, key_of, labels_of
from govreport.parser.layout import lines_of_layout
from govreport.parser.lines import Line
from govreport.parser.namesakes import withdraw_namesakes
from govreport.parser.ragged import lines_of_ragged
from govreport.parser.report import Quantity, Table
from govreport.parser.runs import Run, decode, runs_over
from govreport.parser.sections import Extent, Outline
from govreport.parser.stream import Stream
from govreport.parser.stretches import stretches
from govreport.pattern import lazy
from govreport.reading.document import Document, Grid

__all__ = ["Found", "read_tables"]

MANY_ROWS = 12
"""So many rows make a table even where the columns are not named."""

_IN_SENTENCE = lazy(r"\d\s*[件条个项宗份]\s*[,。;、]|\d\s*。")

FULL_ENOUGH = 0.6
"""Share of the rows of the fullest table of a kind from which an earlier one is the report's."""


@dataclass(slots=True)
class Part:
    """What one stretch of the document gives for one table.

    Arguments:
        rows: its lines, each with the row that it is.
        runs: rows whose digits run together over several rows.
        unmatched: lines among them that are no row of the form.
        extents: where it stands in running text.
    """

    rows: list[Aligned] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    unmatched: list[Line] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.rows) + len(self.runs)


Parts = dict[str, Part]


class Found(NamedTuple):
    """The tables of a document.

    Arguments:
        tables: the tables by identifier, in the form's order.
        extents: where those in running text stand.
    """

    tables: dict[str, Table]
    extents: list[Extent]


def read_tables(document: Document, form: Form, outline: Outline) -> Found:
    """Return the tables of ``form`` that the document holds.

    Grids are read first; a table that they do not give, or of which they lack rows, is looked for
    in running text.

    Arguments:
        document: the document.
        form: the form that it is on.
        outline: its sections.
    """
    labels = labels_of(form)
    parts = _from_grids(document, labels, outline)
    poor = [table for table in form.tables if not _is_enough(parts.get(table.id), table)]
    lacking = [
        table for table in form.tables if table not in poor and _lacks(parts[table.id], table)
    ]
    extents: list[Extent] = []
    if poor or lacking:
        for table, part in _from_text(document, labels, outline, [*poor, *lacking]).items():
            known = parts.get(table)
            if known is None or (
                part.size > known.size and (form.table[table] in poor or _confirms(part, known))
            ):
                parts[table] = part
                extents += part.extents
    tables = {
        table.id: _table(table, parts[table.id], labels)
        for table in form.tables
        if table.id in parts
    }
    return Found(tables, sorted(set(extents)))


def _is_enough(part: Part | None, table: FormTable) -> bool:
    """Tell whether grids gave enough of a table not to look for it elsewhere."""
    share = 0.2 if table.variant else 0.5
    return part is not None and part.size >= share * len(table.rows)


def _lacks(part: Part, table: FormTable) -> bool:
    """Tell whether grids gave a table without some of its rows."""
    found = {place.row for place, _ in part.rows} | {run.row for run in part.runs}
    return not table.variant and any(row.id not in found for row in table.rows if not row.optional)


def _confirms(part: Part, known: Part) -> bool:
    """Tell whether another reading of a table gives every row that is known with its figures."""
    figures = dict(map(_figures, part.rows))
    return all(figures.get(row) == found for row, found in map(_figures, known.rows))


def _figures(aligned: Aligned) -> tuple[str, str]:
    place, line = aligned
    cells = line.fields or ([line.joined] if line.joined else [])
    return place.row, "".join("".join(cell.text.split()) for cell in cells)


# ── grids ───────────────────────────────────────────────────────────────────────────────────────


def _from_grids(document: Document, labels: Labels, outline: Outline) -> Parts:
    found: dict[str, list[Part]] = {}
    heading = Heading(labels)
    for stretch in stretches(document, {number for number, _ in outline.bounds.values()}):
        if not heading.goes_on(stretch.grids[0], stretch.above):
            heading = Heading(labels)
        lines = _lines(stretch.grids, labels, heading)
        for table, part in _from_grid(stretch.grids, lines, labels, stretch.above).items():
            found.setdefault(table, []).append(part)
    return {table: _joined(parts) for table, parts in found.items()}


def _lines(grids: list[Grid], labels: Labels, heading: Heading) -> list[Line]:
    if grids[0].offsets is not None:
        return lines_of_layout(grids, labels)
    if grids[0].ragged:
        return lines_of_ragged(grids[0], labels)
    return lines_of_grid(grids[0], heading)


def _from_grid(
    grids: list[Grid], lines: list[Line], labels: Labels, above: tuple[str, ...]
) -> Parts:
    """Align the lines of a grid and sort them by table."""
    places = align(lines, labels)
    parts: Parts = {}
    for line, place in zip(lines, places, strict=True):
        line.above = (*above, *line.above)
        if place and _is_caption(line, place, labels):
            continue
        found = [(place, line)] if place else crossed(line, labels)
        for aligned in found:
            parts.setdefault(aligned[0].table, Part()).rows.append(aligned)
        if not found and line.labels and not line.is_blank and parts:
            next(reversed(parts.values())).unmatched.append(line)
    lost = any(line.unsure for line, place in zip(lines, places, strict=True) if not place)
    if (grids[0].ragged or grids[0].offsets is not None) and not lost:
        words = [token for grid in grids for token in words_of_grid(grid)]
        blocks = blocks_of([*map(Word, above), *words], labels)
        for table, part in _from_blocks(blocks, labels).items():
            if table not in parts or grids[0].ragged:
                parts[table] = part
    return parts


def _is_caption(line: Line, place: Place, labels: Labels) -> bool:
    """Tell whether a label without figures only stands in the columns of another table."""
    return line.is_blank and labels.stands_elsewhere(place.table, line.heads)


def _from_blocks(blocks: Blocks, labels: Labels) -> Parts:
    parts: Parts = {}
    for place, line in blocks.lines.items():
        parts.setdefault(place.table, Part()).rows.append((place, line))
    for places, cell in blocks.joined:
        rows = [(place.table, place.row) for place in places]
        for table, run in runs_over(labels.form.table, rows, cell):
            parts.setdefault(table, Part()).runs.append(run)
    return parts


def _joined(parts: list[Part]) -> Part:
    """Join the parts of a table that was broken over pages or grids.

    Of rivals (a department's own table may follow) the first is taken, unless it is a fragment
    beside a much fuller one. Where there are rivals, what stands earlier in the form than the
    part before begins another table: a row that the first one lacks is not taken from the second.
    """
    candidates: list[Part] = []
    rivals = _overlap(parts)
    for part in parts:
        part.rows = _best(part.rows)
        last = candidates[-1] if candidates else None
        if last and _continues(last, part, ordered=rivals):
            last.rows = _best([*last.rows, *part.rows])
            last.runs.extend(part.runs)
            last.unmatched.extend(part.unmatched)
        else:
            candidates.append(part)
    fullest = max(part.size for part in candidates)
    return next(part for part in candidates if part.size >= FULL_ENOUGH * fullest)


def _overlap(parts: list[Part]) -> bool:
    """Tell whether two parts print figures of one row."""
    printed = [_printed_rows(part) for part in parts]
    return sum(map(len, printed)) > len(set().union(*printed))


def _continues(last: Part, part: Part, *, ordered: bool) -> bool:
    """Tell whether a part prints other rows than the one before, and later ones if ``ordered``."""
    before, more = _printed_rows(last), _printed_rows(part)
    later = not before or not more or min(more) > min(before)
    return not before & more and (later or not ordered)


def _printed_rows(part: Part) -> set[int]:
    """Return the rows of which the part prints figures, by their place in the form."""
    return {place.order for place, line in part.rows if not line.is_blank}


def _best(rows: list[Aligned]) -> list[Aligned]:
    """Keep one line for each row: rather one with figures, rather one under its own label."""
    kept: dict[int, Aligned] = {}
    for place, line in rows:
        before = kept.get(place.order)
        if before is None or _merit(before) < _merit((place, line)):
            kept[place.order] = place, line
    return list(kept.values())


def _merit(aligned: Aligned) -> tuple[bool, bool]:
    place, line = aligned
    return not line.is_blank, not place.merged


# ── running text ────────────────────────────────────────────────────────────────────────────────


def _from_text(
    document: Document, labels: Labels, outline: Outline, wanted: list[FormTable]
) -> Parts:
    stream = Stream(document.blocks)
    parts: Parts = {}
    for table in wanted:
        if table.id in parts:
            continue
        start, end = _stretch(stream, outline, table.section)
        if table.id in labels.shared:
            words = words_in(stream, labels, start, end)
            found = _from_blocks(blocks_of(words.tokens, labels), labels)
            for part in found.values():
                part.extents.append(_extent(stream, start, words.end))
            parts |= found
        else:
            rows = rows_in(stream, table, labels, start, end)
            if _is_table(rows.rows, table, stream.text[start : rows.end]):
                extent = _extent(stream, start, rows.end)
                parts[table.id] = Part(rows.rows, extents=[extent])
    return parts


def _extent(stream: Stream, start: int, end: int) -> Extent:
    """Return where a table stands that begins behind the last sentence before its figures."""
    sentence = stream.text.rfind("。", start, end)
    return Extent(stream.position(max(start, sentence + 1)), stream.position(end))


def _stretch(stream: Stream, outline: Outline, section: str) -> tuple[int, int]:
    """Return where a section stands in the text; all of it when the section was not found."""
    offsets = {id: stream.offset(*place) for id, place in outline.bounds.items()}
    start = offsets.get(section)
    if start is None:
        return 0, len(stream.text)
    return start, min((o for o in offsets.values() if o > start), default=len(stream.text))


def _is_table(rows: list[Aligned], table: FormTable, text: str) -> bool:
    """Tell a table from prose that names a few of its labels.

    A table has many of its rows, names its columns, and its figures are not parted by commas.
    """
    printed = [line for _, line in rows if not line.is_blank]
    if len(printed) < 0.4 * len(table.rows) and len(printed) < MANY_ROWS:
        return False
    if len(_IN_SENTENCE.findall(text)) > 0.3 * len(printed):
        return False
    letters = key_of(text)
    named = [
        column
        for column in table.columns
        if any(
            key_of(text) in letters for text in (column.label, *column.spellings) if "…" not in text
        )
    ]
    return 2 * len(named) >= len(table.columns) or len(printed) >= MANY_ROWS


# ── the table ───────────────────────────────────────────────────────────────────────────────────


def _table(spec: FormTable, part: Part, labels: Labels) -> Table:
    part.rows = _without_last_heading(part.rows)
    quantities, runs = fill(spec, part.rows, labels)
    runs = [*runs, *part.runs]
    run_together = decode(spec, runs, quantities) if runs else []
    withdraw_broken(spec, quantities)
    withdraw_cut(spec, quantities)
    withdraw_namesakes(spec, quantities)
    return Table(
        spec=spec,
        quantities=_in_order(spec, quantities),
        location=part.rows[0][1].location if part.rows else runs[0].cell.location,
        unmatched=[" ".join(line.labels) for line in part.unmatched],
        run_together=run_together,
        merged_rows=_merged(spec, part.rows),
    )


def _without_last_heading(rows: list[Aligned]) -> list[Aligned]:
    """Leave out a group's label without figures with which a table ends: the rest is cut off.

    Elsewhere it is a row that some bodies print in place of those of the group.
    """
    last = max(rows, key=lambda row: row[0].order, default=None)
    if len(rows) < 2 or last is None or not (last[0].merged and last[1].is_blank):
        return rows
    return [row for row in rows if row is not last]


def _in_order(spec: FormTable, quantities: dict[str, Quantity]) -> dict[str, Quantity]:
    return {a: quantities[a] for a in spec.addresses if a in quantities}


def _merged(spec: FormTable, rows: list[Aligned]) -> tuple[str, ...]:
    """Return the rows of the form that the file prints as one."""
    found = {place.row for place, _ in rows}
    for place, _ in rows:
        if place.merged:
            merged = next(m for m in spec.merged_rows if m.into == place.row)
            if not found & (set(merged.rows) - {merged.into}):
                return merged.rows
    return ()
