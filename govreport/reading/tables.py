"""A table whose cells hold paragraphs and tables: does it hold data, or arrange the page?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport.reading.document import Block, Cell, Grid, Location, Paragraph
from govreport.reading.limits import Limits
from govreport.reading.spans import Span, expand
from govreport.text import Text

__all__ = ["Entry", "table_blocks"]

_FIGURE = re.compile(r"[\d０-９][\d０-９.,，+-]*")
# A table with so many figures in its own cells is data, whatever else is in them.
_FIGURES = 4
# A cell with so much text in several paragraphs is a page, not a datum.
_PROSE = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as the source has it.

    Arguments:
        blocks: what it holds.
        down: rows it covers; 0 stands for all rows to the end of its row group.
        across: columns it covers.
        line: line of the source where it begins.
        doubt: why its text may be misread.
    """

    blocks: list[Block]
    down: int = 1
    across: int = 1
    line: int | None = None
    doubt: Text | None = None

    @property
    def text(self) -> str:
        """The text of its paragraphs, one per line; tables in it are left out."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))


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
        return [block for entry in entries for block in entry.blocks]
    spans = [[[_span(entry) for entry in row] for row in group] for group in groups]
    grid = Grid(expand(spans, limits, number), Location(line=line, table=number))
    return [grid, *(block for e in entries for block in e.blocks if isinstance(block, Grid))]


def _is_layout(rows: list[Sequence[Entry]], entries: list[Entry]) -> bool:
    if all(len(row) <= 1 for row in rows):
        return True
    if not any(_is_page(entry.blocks) for entry in entries):
        return False
    return sum(_FIGURE.fullmatch(entry.text) is not None for entry in entries) < _FIGURES


def _is_page(blocks: list[Block]) -> bool:
    if any(isinstance(block, Grid) for block in blocks):
        return True
    return len(blocks) > 1 and sum(len(b.text) for b in blocks if isinstance(b, Paragraph)) > _PROSE


def _span(entry: Entry) -> Span:
    return Span(Cell(entry.text, doubt=entry.doubt), entry.down, entry.across, entry.line)
