"""A table whose cells hold paragraphs and tables: does it hold data, or arrange the page?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport.reading.document import Block, Cell, Grid, Location, Paragraph
from govreport.reading.limits import Limits
from govreport.reading.spans import Span, expand
from govreport.text import Text

__all__ = ["Entry", "entry_of", "table_blocks"]

_FIGURE = re.compile(r"[\d０-９][\d０-９.,，+-]*")
# A table with so many figures in its own cells is data, whatever else is in them.
_FIGURES = 4
# A cell with so much text in several paragraphs is a page, not a datum.
_PROSE = 200


@dataclass(slots=True, eq=False)
class Entry(Span):
    """A cell as the source has it, with what it holds.

    Arguments:
        blocks: what it holds; ``None``: a paragraph for each line of the cell's text.
    """

    blocks: list[Block] | None = None


def entry_of(
    blocks: list[Block],
    down: int = 1,
    across: int = 1,
    line: int | None = None,
    doubt: Text | None = None,
    origin: object = None,
) -> Entry:
    """Return the cell that holds ``blocks``; its text is that of its paragraphs, one per line.

    Arguments:
        blocks: what it holds; tables in it are left out of its text.
        down, across, line, origin: see :class:`govreport.reading.spans.Span`.
        doubt: why its text may be misread.
    """
    text = "\n".join([block.text for block in blocks if isinstance(block, Paragraph)])
    return Entry(Cell(text, doubt=doubt), down, across, line, origin, blocks)


def table_blocks(
    groups: Sequence[Sequence[Sequence[Entry]]], number: int, limits: Limits, line: int | None
) -> list[Block]:
    """Return what a table comes to.

    Arguments:
        groups: its row groups; a row is a sequence of entries.
        number: the number that its grid gets if it is one of data.
        limits: see :func:`govreport.reading.spans.expand`.
        line: line of the source where it begins.

    Returns:
        one grid, followed by those nested in its cells; or, where the table only arranges the
        page, the content of its cells.
    """
    rows = [row for group in groups for row in group]
    entries = [entry for row in rows for entry in row]
    if _is_layout(rows, entries):
        return [block for entry in entries for block in _content(entry)]
    grid = Grid(expand(groups, limits, number), Location(line=line, table=number))
    return [grid, *(b for e in entries if e.blocks for b in e.blocks if isinstance(b, Grid))]


def _content(entry: Entry) -> Iterator[Block]:
    if entry.blocks is not None:
        yield from entry.blocks
        return
    location = Location(line=entry.line)
    for line in entry.cell.text.split("\n"):
        if line:
            yield Paragraph(line, location)


def _is_layout(rows: list[Sequence[Entry]], entries: list[Entry]) -> bool:
    if all(len(row) <= 1 for row in rows):
        return True
    if not any(_is_page(each) for each in entries if each.blocks or len(each.cell.text) > _PROSE):
        return False
    return sum(_FIGURE.fullmatch(entry.cell.text) is not None for entry in entries) < _FIGURES


def _is_page(entry: Entry) -> bool:
    text = entry.cell.text
    if len(text) > _PROSE and "\n" in text:
        return True
    return any(isinstance(block, Grid) for block in entry.blocks or ())
