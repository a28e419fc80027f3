"""A table of a page while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govreport.reading.document import Block
from govreport.reading.html.flow import Flow
from govreport.reading.html.tree import line_of
from govreport.reading.limits import Limits
from govreport.reading.spans import span_size
from govreport.reading.tables import Entry, table_blocks
from govreport.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Table"]

_JOINED = Text(
    zh="数字在网页源码中分成几段，已合并读取",
    en="the digits stand apart in the source of the page; they were read as one number",
)


@dataclass(slots=True, eq=False)
class Table:
    """A table that is being read.

    Arguments:
        owner: the element whose end closes the table.
    """

    owner: _Element
    _groups: list[list[list[Flow]]] = field(default_factory=list)
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
        self._groups[-1][-1].append(flow)
        return flow

    def blocks(self, number: int, limits: Limits) -> list[Block]:
        """Return what the table comes to, once it is closed.

        Arguments:
            number, limits: see :func:`govreport.reading.tables.table_blocks`.
        """
        groups = [[[_entry(flow) for flow in row] for row in group] for group in self._groups]
        return table_blocks(groups, number, limits, line_of(self.owner))


def _entry(flow: Flow) -> Entry:
    cell = flow.owner
    if cell is None:
        return Entry(flow.blocks)
    return Entry(
        flow.blocks,
        span_size(cell.get("rowspan")),
        span_size(cell.get("colspan")),
        line_of(cell),
        _JOINED if flow.joined else None,
    )
