"""The walk over the tree of a page: once, without recursion, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govreport.reading.document import Block, Grid
from govreport.reading.html.flow import BREAK, Flow
from govreport.reading.html.tables import Places, Table
from govreport.reading.html.tags import BLOCKS, CELLS, GROUPS, HEADINGS
from govreport.reading.html.tree import line_of, text_of
from govreport.reading.limits import Limits, exceeded

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["walk"]


def walk(
    root: _Element, limits: Limits, tables: int = 0, places: Places | None = None
) -> list[Block]:
    """Return the paragraphs and grids of a page in reading order.

    Arguments:
        root: the page, pruned.
        limits: ``cells``, ``span`` and ``nesting`` are kept.
        tables: how many tables stand before the page in the file.
        places: takes the element of each cell, for those who want to find it again.

    Raises:
        ReadingError: ``too-large`` where tables are nested too deep or have too many cells.
    """
    walker = _Walker(limits, tables, places)
    inside: list[tuple[_Element, Iterator[_Element]]] = []
    walker.add(root.text, root)
    inside.append((root, iter(root)))
    while inside:
        parent, children = inside[-1]
        for child in children:
            if walker.enter(child):
                inside.append((child, iter(child)))
                break
            walker.add(child.tail, child)
        else:
            inside.pop()
            walker.leave(parent)
            walker.add(parent.tail, parent)
    return walker.close()


class _Walker:
    """Knows the open tables and cells; ``flow`` is where text goes."""

    def __init__(self, limits: Limits, tables: int, places: Places | None) -> None:
        self._limits = limits
        self._places = places
        self._page = self._flow = Flow(None)
        self._open: list[Flow | Table] = [self._page]
        self._tables = tables

    def add(self, text: str | None, element: _Element) -> None:
        """Add text that stands in or after ``element``."""
        if text:
            self._flow.add(text, line_of(element))

    def enter(self, element: _Element) -> bool:
        """Enter an element; return whether there is something inside that has not been read."""
        tag = element.tag
        if tag in CELLS:
            return self._enter_cell(element)
        if tag == "br":
            self._flow.add(BREAK, line_of(element))
            return False
        if tag in BLOCKS:
            self._end_implied()
            self._flow.end_paragraph()
        elif tag == "tr":
            table = self._row_table(element)
            if not (element.text and element.text.strip()) and table.add_simple_row(element):
                return False
            table.start_row()
        elif tag == "table":
            self._end_implied()
            self._flow.end_paragraph()
            self._push_table(element)
        elif tag in HEADINGS:
            self._end_implied()
            self._flow.end_paragraph(heading=True)
        elif tag == "pre":
            return self._enter_preformatted(element)
        elif tag in GROUPS and isinstance(self._open[-1], Table):
            self._open[-1].end_group()
        self.add(element.text, element)
        if len(element):
            return True
        self.leave(element)
        return False

    def leave(self, element: _Element) -> None:
        """Leave an element."""
        top = self._open[-1]
        if element is top.owner:
            self._close_top()
        elif isinstance(top, Table):
            if element.tag == "tr":
                top.end_row()
            elif element.tag in GROUPS:
                top.end_group()
        if element.tag in BLOCKS or element.tag in HEADINGS or element.tag == "pre":
            self._flow.end_paragraph()

    def close(self) -> list[Block]:
        """Close what is open and return the page's blocks."""
        while len(self._open) > 1:
            self._close_top()
        self._page.end_paragraph()
        return self._page.blocks

    def _enter_cell(self, element: _Element) -> bool:
        flow = self._row_table(element).add(element)
        if flow is None:
            return False
        self._open.append(flow)
        self._flow = flow
        self.add(element.text, element)
        return True

    def _enter_preformatted(self, element: _Element) -> bool:
        """Read preformatted text as a text file; markup that arranges it is no such text."""
        self._flow.end_paragraph()
        if any(child.tag in BLOCKS or child.tag in ("table", "br") for child in element.iter()):
            self.add(element.text, element)
            return True
        from govreport.reading.text import blocks_of
        from govreport.reading.text.lines import lines_of

        lines = lines_of(text_of(element), line_of(element) or 1)
        blocks = list(blocks_of(lines, self._limits, self._tables))
        self._tables += sum(isinstance(block, Grid) for block in blocks)
        self._flow.blocks += blocks
        return False

    def _row_table(self, element: _Element) -> Table:
        """Return the table that a row or cell belongs to, wherever the markup put it."""
        if isinstance(self._open[-1], Flow) and len(self._open) > 1:
            self._close_top()
        top = self._open[-1]
        if isinstance(top, Table):
            return top
        parent = element.getparent()
        return self._push_table(element if parent is None else parent, implied=True)

    def _end_implied(self) -> None:
        """Close a table that the markup did not begin and therefore does not end."""
        top = self._open[-1]
        if isinstance(top, Table) and top.implied:
            self._close_top()

    def _push_table(self, owner: _Element, implied: bool = False) -> Table:
        if len(self._open) > 2 * self._limits.nesting:
            raise exceeded("nesting", self._limits)
        table = Table(owner, implied)
        self._open.append(table)
        return table

    def _close_top(self) -> None:
        closed = self._open.pop()
        if isinstance(closed, Flow):
            closed.end_paragraph()
            self._flow = next(flow for flow in reversed(self._open) if isinstance(flow, Flow))
            return
        self._flow.end_paragraph()
        blocks = closed.blocks(self._tables + 1, self._limits, self._places)
        self._tables += any(isinstance(block, Grid) for block in blocks[:1])
        self._flow.blocks += blocks
