"""A table of a page while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from govreport.reading.document import NOWHERE, Block, Cell, Location
from govreport.reading.html.flow import BREAK, Flow, text_shown
from govreport.reading.html.tags import BLOCKS, CELLS
from govreport.reading.html.tree import line_of
from govreport.reading.limits import Limits
from govreport.reading.spans import span_size
from govreport.reading.tables import Entry, entry_of, table_blocks
from govreport.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Places", "Table"]

Places = dict[Location, tuple["_Element", str]]
"""The cells of a page with their text, by place."""

_SIMPLE = BLOCKS | {"br"}

_JOINED = Text(
    zh="数字在网页源码中分成几段，已合并读取",
    en="the digits stand apart in the source of the page; they were read as one number",
)


@dataclass(slots=True, eq=False)
class Table:
    """A table that is being read.

    Arguments:
        owner: the element whose end closes the table.
        implied: the markup has rows without a table around them.
    """

    owner: _Element
    implied: bool = False
    _groups: list[list[list[Entry | Flow]]] = field(default_factory=list)
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

    def add_simple_row(self, row: _Element) -> bool:
        """Add a row at once if all its cells are simple; return whether they are."""
        entries: list[Entry | Flow] = []
        for cell in row:
            tail = cell.tail
            if cell.tag not in CELLS or (tail and not tail.isspace()):
                return False
            entry = _simple_entry(cell)
            if entry is None:
                return False
            entries.append(entry)
        self.start_row()
        self._groups[-1][-1] += entries
        self._row_open = False
        return True

    def add(self, cell: _Element) -> Flow | None:
        """Add a cell; a row is begun where the markup forgot to.

        Returns:
            the flow that takes the cell's content, ``None`` where it is simple and was read.
        """
        if not self._row_open:
            self.start_row()
        entry = _simple_entry(cell)
        if entry is not None:
            self._groups[-1][-1].append(entry)
            return None
        flow = Flow(cell)
        self._groups[-1][-1].append(flow)
        return flow

    def blocks(self, number: int, limits: Limits, places: Places | None = None) -> list[Block]:
        """Return what the table comes to, once it is closed.

        Arguments:
            number, limits: see :func:`govreport.reading.tables.table_blocks`.
            places: takes the element of each cell.
        """
        groups = [
            [[_entry(each) if isinstance(each, Flow) else each for each in row] for row in group]
            for group in self._groups
        ]
        blocks = table_blocks(groups, number, limits, line_of(self.owner))
        if places is not None:
            for entry in (entry for group in groups for row in group for entry in row):
                if entry.cell.location != NOWHERE:
                    places[entry.cell.location] = cast("_Element", entry.origin), entry.cell.text
        return blocks


def _entry(flow: Flow) -> Entry:
    cell = flow.owner
    if cell is None:
        return entry_of(flow.blocks)
    return entry_of(
        flow.blocks,
        span_size(cell.get("rowspan")),
        span_size(cell.get("colspan")),
        line_of(cell),
        _JOINED if flow.joined else None,
        cell,
    )


def _simple_entry(cell: _Element) -> Entry | None:
    text = _simple_text(cell)
    if text is None:
        return None
    shown, joined = text_shown(text)
    down, across = cell.get("rowspan"), cell.get("colspan")
    return Entry(
        Cell(shown, NOWHERE, _JOINED if joined else None),
        span_size(down) if down else 1,
        span_size(across) if across else 1,
        line_of(cell),
        cell,
    )


def _simple_text(cell: _Element) -> str | None:
    """Return the text of a cell that holds text and simple paragraphs only, else ``None``."""
    text = cell.text
    children = len(cell)
    if not children:
        return text or ""
    if children == 1 and text is None:  # as Word exports nearly all: nothing but a paragraph
        only = cell[0]
        if only.tail is None:
            return (only.text or "") if only.tag in _SIMPLE and not len(only) else None
    text = text or ""
    for child in cell:
        if len(child) or child.tag not in _SIMPLE:
            return None
        text = f"{text}{BREAK}{child.text or ''}{BREAK}{child.tail or ''}"
    return text
