"""A table of a page while it is read, and what it turns out to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govreport.reading.document import Block, Cell, Grid, Location, Paragraph
from govreport.reading.html.flow import Flow
from govreport.reading.html.tree import line_of
from govreport.reading.limits import Limits
from govreport.reading.spans import Span, expand, span_size
from govreport.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Table"]

_JOINED = Text(
    zh="数字在网页源码中分成几段，已合并读取",
    en="the digits stand apart in the source of the page; they were read as one number",
)

_FIGURE = re.compile(r"[\d０-９][\d０-９.,，+-]*")
# A table with so many figures in its own cells is data, whatever else is in them.
_FIGURES = 4
# A cell with so much text in several paragraphs is a page, not a datum.
_PROSE = 200


@dataclass(slots=True, eq=False)
class _Entry:
    """A cell and its spans."""

    flow: Flow
    down: int
    across: int
    line: int | None

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.flow.blocks if isinstance(block, Paragraph))


@dataclass(slots=True, eq=False)
class Table:
    """A table that is being read.

    Arguments:
        owner: the element whose end closes the table.
    """

    owner: _Element
    _groups: list[list[list[_Entry]]] = field(default_factory=list)
    _group_open: bool = False
    _row_open: bool = False

    def end_group(self) -> None:
        """Begin or end a ``thead``, ``tbody`` or ``tfoot``."""
        self._group_open = self._row_open = False

    def end_row(self) -> None:
        """End the row, if one is open."""
        self._row_open = False

    def start_row(self) -> None:
        """Begin a row, in the open row group or a new one."""
        if not self._group_open:
            self._groups.append([])
            self._group_open = True
        self._groups[-1].append([])
        self._row_open = True

    def start_cell(self, element: _Element) -> Flow:
        """Begin a cell; a row is begun where the markup forgot to."""
        if not self._row_open:
            self.start_row()
        flow = Flow(element)
        down, across = span_size(element.get("rowspan")), span_size(element.get("colspan"))
        self._groups[-1][-1].append(_Entry(flow, down, across, line_of(element)))
        return flow

    def blocks(self, number: int, limits: Limits) -> list[Block]:
        """Return what the table holds, once it is closed.

        Arguments:
            number: the number that its grid gets if it is one of data.
            limits: see :func:`govreport.reading.spans.expand`.

        Returns:
            one grid, followed by those nested in its cells; or, where the table only arranges the
            page, the content of its cells.
        """
        entries = list(self._entries())
        if self._is_layout(entries):
            return [block for entry in entries for block in entry.flow.blocks]
        groups = [[[_span(entry) for entry in row] for row in group] for group in self._groups]
        rows = expand(groups, limits, number)
        location = Location(line=line_of(self.owner), table=number)
        nested = [b for e in entries for b in e.flow.blocks if isinstance(b, Grid)]
        return [Grid(rows, location), *nested]

    def _entries(self) -> Iterator[_Entry]:
        return (entry for group in self._groups for row in group for entry in row)

    def _is_layout(self, entries: list[_Entry]) -> bool:
        if all(len(row) <= 1 for group in self._groups for row in group):
            return True
        if not any(_is_page(entry.flow.blocks) for entry in entries):
            return False
        return sum(bool(_FIGURE.fullmatch(entry.text)) for entry in entries) < _FIGURES


def _is_page(blocks: list[Block]) -> bool:
    if any(isinstance(block, Grid) for block in blocks):
        return True
    return len(blocks) > 1 and sum(len(b.text) for b in blocks if isinstance(b, Paragraph)) > _PROSE


def _span(entry: _Entry) -> Span:
    doubt = _JOINED if entry.flow.joined else None
    return Span(Cell(entry.text, doubt=doubt), entry.down, entry.across, entry.line)
