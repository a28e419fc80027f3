"""Plain text: as pasted from Word or a browser, as ``pdftotext -layout`` writes it, as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from govreport.reading.document import Block, Cell, Document, Grid, Location
from govreport.reading.encoding import decode
from govreport.reading.limits import Limits, exceeded
from govreport.reading.text.columns import Measure, measures_of, offsets
from govreport.reading.text.lines import Line, lines_of
from govreport.reading.text.paragraphs import edge_of, paragraphs
from govreport.reading.text.rows import Row
from govreport.reading.text.tables import tables_and_lines

__all__ = ["blocks_of", "read"]

# What tells Markdown from plain text: headings, ruled tables, bold type, fences, HTML tables.
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^[ \t]*(?:\|[ \t]*)?:?-{3,}:?[ \t]*\|[ \t|:-]*$"
    r"|\*\*[^*\n]+\*\*|^```|<table\b",
    re.M | re.I,
)


def read(data: bytes, source: str, limits: Limits) -> Document:
    """Read a text file.

    Raises:
        ReadingError: ``not-a-document`` where the bytes are no text, ``too-large``.
    """
    text, notes = decode(data)
    if len(text) > limits.characters:
        raise exceeded("characters", limits)
    if _MARKDOWN.search(text):
        return _read_markdown(text, Document(source, "markdown", notes=notes), limits)
    return Document(source, "text", list(blocks_of(lines_of(text), limits)), notes)


def _read_markdown(text: str, document: Document, limits: Limits) -> Document:
    from govreport.reading.text.markdown import Markup, notes_of, parts_of

    document.notes += notes_of(lines_of(text))
    tables = 0
    for is_line, group in groupby(parts_of(lines_of(text)), lambda part: isinstance(part, Line)):
        blocks: list[Block] = []
        if is_line:
            blocks += blocks_of((part for part in group if isinstance(part, Line)), limits, tables)
        else:
            from govreport.reading.html import fragment

            for part in group:
                if isinstance(part, Markup):
                    found, notes = fragment(part.text, part.line, limits, tables)
                    blocks += found
                    document.notes += notes
        tables += sum(isinstance(block, Grid) for block in blocks)
        document.blocks += blocks
    return document


def blocks_of(lines: Iterable[Line], limits: Limits, tables: int = 0) -> Iterator[Block]:
    """Yield the paragraphs and grids that lines make up.

    Arguments:
        lines: the lines.
        limits: ``cells`` is kept.
        tables: how many tables stand before them in the file.

    A table laid out with spaces becomes a grid for each page, as its columns stand elsewhere on
    the next.

    Raises:
        ReadingError: ``too-large`` where the tables have too many cells.
    """
    parts = list(tables_and_lines(lines))
    found = [part for part in parts if isinstance(part, list)]
    if sum(len(row.fields) for table in found for row in table) > limits.cells:
        raise exceeded("cells", limits)
    laid = [table for table in found if table[0].kind == "space"]
    measures = measures_of(laid)
    edge = edge_of((part for part in parts if isinstance(part, Line)), printed=bool(laid))
    for outside, group in groupby(parts, key=lambda part: isinstance(part, Line)):
        if outside:
            yield from paragraphs((part for part in group if isinstance(part, Line)), edge)
            continue
        for table in group:
            if isinstance(table, list):
                for page in _pages(table):
                    tables += 1
                    yield _grid(page, tables, measures)


def _pages(table: list[Row]) -> Iterator[list[Row]]:
    if table[0].kind != "space":
        yield table
        return
    for _, rows in groupby(table, key=lambda row: row.line.page):
        yield list(rows)


def _grid(rows: list[Row], table: int, measures: Sequence[Measure]) -> Grid:
    cells = [
        [
            Cell(text, Location(line=row.line.number, table=table, row=number, column=column))
            for column, text in enumerate(row.fields, 1)
        ]
        for number, row in enumerate(rows, 1)
    ]
    kind = rows[0].kind
    laid = [[offsets(row, each) for row in rows] for each in measures] if kind == "space" else []
    return Grid(
        cells,
        Location(line=rows[0].line.number, table=table),
        ragged=kind == "tab" or (kind == "pipe" and len({len(row) for row in cells}) > 1),
        offsets=laid[0] if laid else None,
        other_offsets=laid[1] if len(laid) > 1 else None,
    )
