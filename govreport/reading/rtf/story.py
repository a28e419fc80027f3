"""Paragraphs and tables as the control words of an RTF file build them up."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from govreport.reading.characters import clean
from govreport.reading.document import Block, Grid, Location, Paragraph
from govreport.reading.limits import Limits, exceeded
from govreport.reading.rtf.rows import CellEdge, Row, entries
from govreport.reading.tables import table_blocks

__all__ = ["Story"]


@dataclass(slots=True)
class _Level:
    """A table that is open; a table in one of its cells is the next level."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    row: Row = field(default_factory=Row)


class Story:
    """The body of the file.

    Arguments:
        limits: ``cells``, ``span`` and ``nesting`` are kept.

    Attributes:
        depth: how many tables the paragraph lies in, set by the control words.
        heading: the paragraph is a heading, set by the control words.
    """

    def __init__(self, limits: Limits) -> None:
        self.depth = 0
        self.heading = False
        self._limits = limits
        self._text: list[str] = []
        self._blocks: list[Block] = []
        self._levels: list[_Level] = []
        self._edge = CellEdge()
        self._paragraphs = 0
        self._tables = 0

    def add(self, text: str) -> None:
        """Add text to the paragraph."""
        self._text.append(text)

    def end_paragraph(self) -> None:
        """End the paragraph."""
        self._to_level(self.depth)
        self._end_text()

    def end_cell(self, depth: int) -> None:
        """End the cell, and with it its last paragraph, of the table at ``depth``."""
        self._to_level(depth)
        self._end_text()
        level = self._levels[-1]
        level.cells.append(level.blocks)
        level.blocks = []

    def end_row(self, depth: int) -> None:
        """End the row of the table at ``depth``."""
        self._to_level(depth)
        level = self._levels[-1]
        if level.blocks:  # a cell that the file forgot to end
            self.end_cell(depth)
        row = deepcopy(level.row)
        row.cells, level.cells = level.cells, []
        if row.cells:
            level.rows.append(row)

    def start_row(self, depth: int) -> None:
        """Forget the cells of the row before; each row tells its own."""
        self._to_level(depth)
        self._levels[-1].row = Row()
        self._edge = CellEdge()

    def row_left(self, left: int) -> None:
        """Tell where the row begins."""
        if self._levels:
            self._levels[-1].row.left = left

    def merge(self, down: str = "", across: str = "") -> None:
        """Tell how the cell that is described next is merged."""
        self._edge.down = down or self._edge.down
        self._edge.across = across or self._edge.across

    def cell_edge(self, right: int) -> None:
        """Tell where a cell of the row ends."""
        self._edge.right = right
        if self._levels:
            self._levels[-1].row.edges.append(self._edge)
        self._edge = CellEdge()

    def close(self) -> list[Block]:
        """End everything and return the blocks of the body."""
        self.depth = 0
        self.end_paragraph()
        return self._blocks

    def _to_level(self, depth: int) -> None:
        if depth > self._limits.nesting:
            raise exceeded("nesting", self._limits)
        while len(self._levels) > depth:
            self._close_table()
        while len(self._levels) < depth:
            self._levels.append(_Level())

    def _end_text(self) -> None:
        text = clean("".join(self._text)).strip()
        self._text.clear()
        location = Location()
        if not self._levels:
            self._paragraphs += 1
            location = Location(paragraph=self._paragraphs)
        if text:
            blocks = self._levels[-1].blocks if self._levels else self._blocks
            blocks.append(Paragraph(text, location, self.heading))

    def _close_table(self) -> None:
        level = self._levels.pop()
        if level.cells:
            level.row.cells = level.cells
            level.rows.append(level.row)
        blocks = self._levels[-1].blocks if self._levels else self._blocks
        found = table_blocks([entries(level.rows)], self._tables + 1, self._limits, None)
        self._tables += any(isinstance(block, Grid) for block in found[:1])
        blocks += [*found, *level.blocks]
