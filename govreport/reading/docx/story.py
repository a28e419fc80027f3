"""Paragraphs and tables of a Word document in reading order, with their places."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import govreport.reading.docx.notes as notes
from govreport.reading.document import Block, Cell, Grid, Location, Note, Paragraph
from govreport.reading.docx.drawing import Content
from govreport.reading.docx.inline import Inline
from govreport.reading.docx.numbering import Numbering
from govreport.reading.docx.places import Places
from govreport.reading.docx.styles import Styles
from govreport.reading.docx.table import Row, TableCell, rows
from govreport.reading.docx.tree import R, children, is_on, value, w
from govreport.reading.limits import Limits, exceeded
from govreport.reading.package import Relationship

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Story"]

DEEPEST = 30
"""Tables and text boxes within each other that are read; Word itself shows hardly as many."""

FIGURE = re.compile(r"[\d０-９][\d０-９.,，+-]*")
FIGURES = 4
"""A table with so many figures in its own cells is data, whatever else is in them."""


class Story:
    """The body of a document, read from its first to its last paragraph.

    Arguments:
        styles: the styles of the document.
        numbering: the lists of the document.
        relationships: what the main part points to.
        limits: how many cells may be read.
        places: takes the element of each place, for those who want to find it again.

    Attributes:
        notes: what a person must know about what was read.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        relationships: dict[str, Relationship],
        limits: Limits,
        places: Places | None = None,
    ) -> None:
        self._places = places
        self._styles = styles
        self._numbering = numbering
        self._relationships = relationships
        self._limits = limits
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self._hidden = False
        self._too_deep = False
        self._found: list[Note] = []

    @property
    def notes(self) -> list[Note]:
        """What a person must know about what was read, each thing once."""
        found = list(dict.fromkeys(self._found))
        if self._hidden:
            found.append(notes.HIDDEN)
        if self._too_deep:
            found.append(notes.TOO_DEEP)
        return found

    def blocks(
        self, container: etree._Element, place: Location | None = None, depth: int = 0
    ) -> Iterator[Block]:
        """Yield the paragraphs with text and the tables in a container.

        Arguments:
            container: the body, a cell or a text box.
            place: where it stands; ``None`` for the body, whose paragraphs are numbered.
            depth: in how many tables and text boxes it stands.
        """
        if depth > DEEPEST:
            self._too_deep = True
            return
        carried = ""
        for element in children(container):
            if element.tag == w("p"):
                carried = yield from self._paragraph(element, place, depth, carried)
            elif element.tag == w("tbl"):
                yield from self._table(element, depth)
            elif element.tag == w("altChunk"):
                self._found.append(self._chunk(element, place))

    def _paragraph(
        self, element: etree._Element, place: Location | None, depth: int, carried: str
    ) -> Generator[Block, None, str]:
        """Yield a paragraph and the text boxes in it.

        Arguments:
            carried: text of the paragraph before, whose end was deleted.

        Returns:
            text that belongs to the paragraph after, because the end of this one was deleted.
        """
        if place is None:
            self._paragraphs += 1
        here = place or Location(paragraph=self._paragraphs)
        properties = element.find(w("pPr"))
        style = value(properties, "pStyle")
        inline = Inline(element, self._styles)
        if self._places is not None:
            self._places.add_paragraph(here, element, inline)
        self._hidden |= inline.has_hidden
        text = carried + inline.text
        mark = properties.find(w("rPr")) if properties is not None else None
        if _is_deleted(mark):
            yield from self._contents(inline.contents, here, depth)
            return text
        if text.strip() or not is_on(mark, "vanish"):
            text = self._numbering.label(style, properties, text) + text
        if text.strip() and not self._styles.is_contents(style):
            heading = self._styles.is_heading(style, properties)
            # A line break within a paragraph parts text as the end of a paragraph does.
            yield from (Paragraph(line, here, heading) for line in text.split("\n") if line.strip())
        yield from self._contents(inline.contents, here, depth)
        return ""

    def _contents(self, contents: list[Content], here: Location, depth: int) -> Iterator[Block]:
        for content in contents:
            if content.kind == "text":
                yield from self.blocks(content.element, here, depth + 1)
            elif content.kind == "word-art":
                yield Paragraph(content.name, here)
            elif content.kind == "picture":
                self._found.append(notes.picture(here))
            else:
                self._found.append(notes.embedded(content.name, here))

    def _chunk(self, element: etree._Element, place: Location | None) -> Note:
        target = self._relationships.get(element.get(f"{R}id", ""))
        here = place or Location(paragraph=self._paragraphs or None)
        return notes.chunk(target.target.rpartition("/")[2] if target else "", here)

    def _table(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """Yield a table and the tables within it; one that only arranges the page, as what it
        holds."""
        self._tables += 1
        number = self._tables
        shown = [row for row in rows(element) if self._is_shown(row)]
        entries = self._entries(shown, number, depth)
        held = list(dict.fromkeys(entry for line in entries for entry in line))
        if _is_layout(entries, held):
            for entry in held:
                yield from entry.blocks
            return
        yield Grid([[entry.cell for entry in line] for line in entries], Location(table=number))
        for entry in held:
            yield from (block for block in entry.blocks if isinstance(block, Grid))

    def _is_shown(self, row: Row) -> bool:
        if row.hidden:
            self._hidden |= any(any(cell.element.itertext(w("t"))) for cell in row.cells)
        return not row.hidden

    def _entries(self, shown: list[Row], table: int, depth: int) -> list[list[Entry]]:
        """Return what a table holds, merged cells at each position that they cover."""
        lines: list[list[Entry]] = []
        open_above: dict[int, Entry] = {}
        for index, row in enumerate(shown, 1):
            line = self._left_out(row.before, Location(table=table, row=index))
            open_below: dict[int, Entry] = {}
            for each in row.cells:
                column = len(line)
                entry = _merged(each, line, open_above.get(column))
                if entry is None:
                    here = Location(table=table, row=index, column=column + 1)
                    entry = Entry(here, list(self.blocks(each.element, here, depth + 1)))
                    if self._places is not None:
                        self._places.cells[here] = each.element, entry.cell.text
                if each.merged_down:
                    open_below[column] = entry
                line += [entry] * self._columns(each.span)
            lines.append(line + self._left_out(row.after, Location(table=table, row=index)))
            open_above = open_below
        return lines

    def _left_out(self, columns: int, here: Location) -> list[Entry]:
        """Return empty cells for the columns that a row leaves out."""
        return [Entry(here, []) for _ in range(self._columns(columns))]

    def _columns(self, count: int) -> int:
        """Return a number of columns once it is sure that they are not too many."""
        if count > self._limits.span:
            raise exceeded("span", self._limits)
        self._cells += count
        if self._cells > self._limits.cells:
            raise exceeded("cells", self._limits)
        return count


class Entry:
    """A cell of a table and what it holds.

    Arguments:
        here: where it stands.
        blocks: its paragraphs and the tables within it.
    """

    __slots__ = ("blocks", "cell")

    def __init__(self, here: Location, blocks: list[Block]) -> None:
        self.blocks = blocks
        lines = [block.text for block in blocks if isinstance(block, Paragraph)]
        self.cell = Cell("\n".join(lines), here)


def _is_layout(entries: list[list[Entry]], held: list[Entry]) -> bool:
    """Tell whether a table only arranges the page: a single column, or tables and hardly a figure."""
    if all(len(set(line)) == 1 for line in entries):
        return True
    if not any(isinstance(block, Grid) for entry in held for block in entry.blocks):
        return False
    return sum(FIGURE.fullmatch(entry.cell.text) is not None for entry in held) < FIGURES


def _merged(cell: TableCell, line: list[Entry], above: Entry | None) -> Entry | None:
    """Return the entry that a cell of the table belongs to, ``None`` for a new one."""
    if cell.continues_across and line:
        return line[-1]
    return above if cell.continues_down else None


def _is_deleted(mark: etree._Element | None) -> bool:
    """Tell whether the end of a paragraph is a tracked deletion."""
    return mark is not None and (
        mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None
    )
