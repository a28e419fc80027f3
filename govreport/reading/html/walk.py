"""The walk over the tree of a page: once, without recursion, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from govreport.reading.document import Block, Grid, Note
from govreport.reading.html.flow import Flow
from govreport.reading.html.notes import link_note, picture_note
from govreport.reading.html.tables import Table
from govreport.reading.limits import Limits, exceeded

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["walk"]

_BLOCK_TAGS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form header hr html legend li main menu nav ol p pre section summary ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_LINKS = frozenset(("a", "area", "embed", "frame", "iframe", "object"))
_IGNORED_TAGS = """
    applet audio base button canvas colgroup datalist head iframe frame math meter noframes
    noscript option progress script select style svg template title video
"""
_IGNORED = frozenset(_IGNORED_TAGS.split())

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
# Tables made with style sheets.
_DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?(table(?:-row-group|-row|-cell)?)\b")
_AS_TAG = {"table": "table", "table-row-group": "tbody", "table-row": "tr", "table-cell": "td"}


def walk(root: _Element, limits: Limits, tables: int = 0) -> tuple[list[Block], list[Note]]:
    """Return the paragraphs and grids of a page in reading order, and what to know about it.

    Arguments:
        root: the page.
        limits: ``cells``, ``span`` and ``nesting`` are kept.
        tables: how many tables stand before the page in the file.

    Raises:
        ReadingError: ``too-large`` where tables are nested too deep or have too many cells.
    """
    walker = _Walker(limits, tables)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walker.end(element)
        elif not walker.start(element):
            events.skip_subtree()
    return walker.close(), walker.notes


class _Walker:
    """Knows the open tables and cells; ``flow`` is where text goes."""

    def __init__(self, limits: Limits, tables: int) -> None:
        self.notes: list[Note] = []
        self._limits = limits
        self._page = self._flow = Flow(None)
        self._open: list[Flow | Table] = [self._page]
        self._tables = tables

    def start(self, element: _Element) -> bool:
        """Enter an element; return whether to look inside."""
        tag = element.tag
        if tag in _LINKS:
            self._note(link_note(element))
        if tag in _IGNORED or element.get("hidden") is not None:
            return False
        style = element.get("style")
        if style is not None:
            style = style.lower()
            if _HIDDEN.search(style):
                return False
            if "table" in style and (match := _DISPLAY.search(style)):
                tag = _AS_TAG[match.group(1)]
        self._enter(tag, element)
        if element.text:
            self._flow.add(element.text, element)
        return True

    def end(self, element: _Element) -> None:
        """Leave an element, and take the text that follows it."""
        top = self._open[-1]
        if element is top.owner:
            self._close_top()
        elif isinstance(top, Table):
            if element.tag == "tr":
                top.end_row()
            elif element.tag in _GROUPS:
                top.end_group()
        elif element.tag in _BLOCKS or element.tag in _HEADINGS:
            self._flow.end_paragraph()
        if element.tail:
            self._flow.add(element.tail, element)

    def close(self) -> list[Block]:
        """Close what is open and return the page's blocks."""
        while len(self._open) > 1:
            self._close_top()
        self._page.end_paragraph()
        return self._page.blocks

    def _enter(self, tag: str, element: _Element) -> None:
        if tag == "br":
            self._flow.line_break()
        elif tag in ("td", "th"):
            self._enter_cell(element)
        elif tag == "tr":
            self._row_table(element).start_row()
        elif tag == "table":
            self._flow.end_paragraph()
            self._push_table(element)
        elif tag in _BLOCKS:
            self._flow.end_paragraph()
        elif tag in _HEADINGS:
            self._flow.end_paragraph(heading=True)
        elif tag == "img":
            self._note(picture_note(element))
        elif tag in _GROUPS and isinstance(self._open[-1], Table):
            self._open[-1].end_group()

    def _enter_cell(self, element: _Element) -> None:
        flow = self._row_table(element).start_cell(element)
        self._open.append(flow)
        self._flow = flow

    def _row_table(self, element: _Element) -> Table:
        """Return the table that a row or cell belongs to, wherever the markup put it."""
        if isinstance(self._open[-1], Flow) and len(self._open) > 1:
            self._close_top()
        top = self._open[-1]
        if isinstance(top, Table):
            return top
        parent = element.getparent()
        return self._push_table(element if parent is None else parent)

    def _push_table(self, owner: _Element) -> Table:
        if len(self._open) > 2 * self._limits.nesting:
            raise exceeded("nesting", self._limits)
        table = Table(owner)
        self._open.append(table)
        return table

    def _close_top(self) -> None:
        closed = self._open.pop()
        if isinstance(closed, Flow):
            closed.end_paragraph()
        self._flow = next(flow for flow in reversed(self._open) if isinstance(flow, Flow))
        if isinstance(closed, Table):
            self._flow.end_paragraph()
            blocks = closed.blocks(self._tables + 1, self._limits)
            self._tables += any(isinstance(block, Grid) for block in blocks[:1])
            self._flow.blocks += blocks

    def _note(self, note: Note | None) -> None:
        if note is not None:
            self.notes.append(note)
