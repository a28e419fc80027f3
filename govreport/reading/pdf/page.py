"""One page taken apart: ruled tables, and the glyphs outside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from govreport.reading.document import Cell
from govreport.reading.pdf.columns import Region, regions_of
from govreport.reading.pdf.content import PageContent
from govreport.reading.pdf.furniture import Margin, furniture_of
from govreport.reading.pdf.glyphs import Area, Glyph, upright_glyphs
from govreport.reading.pdf.grounds import ground_lattices
from govreport.reading.pdf.lines import lines_of, upright
from govreport.reading.pdf.patterns import ITEM
from govreport.reading.pdf.ruled import Lattice, PageTable, filled, lattices_of

__all__ = ["PageLayout", "layout_of", "regions_by_page"]

PROSE = 200
"""A cell with so many characters on several lines is a part of a page, not a datum."""

FIGURES = 4
"""A table with so many figures is data, whatever else is in it."""

STACKS = 3
"""So many cells of a row, each with as many figures below each other, hold several rows; so do
so many numbered labels in one cell."""

IN_A_ROW = 3
"""More figures beside each other, parted by blanks, are those of several columns."""

THOUSANDS = re.compile(r"[\d０-９]{1,3}([,，][\d０-９]{3})+([.．][\d０-９]+)?[件条个]?")

FIGURE = re.compile(r"[\d０-９][\d０-９.,，+-]*[件条个]?")


@dataclass(slots=True)
class PageLayout:
    """What stands on a page.

    Arguments:
        number: the page, from 1.
        box: the visible page in the frame.
        tables: the ruled tables.
        loose: the glyphs outside ruled tables, by their turn against the frame; each group in
            coordinates in which it is upright.
    """

    number: int
    box: Area
    tables: list[PageTable] = field(default_factory=list)
    loose: dict[int, list[Glyph]] = field(default_factory=dict)


def layout_of(page: PageContent) -> PageLayout:
    """Find the ruled tables of a page and put its glyphs into them or beside them.

    Text beyond the edge of the page is dropped unless it belongs to a table that runs over it.
    """
    frame, glyphs = upright_glyphs(page)
    layout = PageLayout(page.number, frame.area(page.box))
    glyphs = _fill_tables(layout, lattices_of(map(frame.stroke, page.strokes)), glyphs)
    glyphs = _fill_tables(layout, ground_lattices(page.fills, frame, glyphs), glyphs)
    for glyph in glyphs:
        if layout.box.holds(glyph.x, glyph.y):
            layout.loose.setdefault(glyph.turn, []).append(upright(glyph))
    return layout


def _fill_tables(
    layout: PageLayout, lattices: Sequence[Lattice], glyphs: Sequence[Glyph]
) -> list[Glyph]:
    """Put glyphs into the tables they stand in and return the others."""
    left = list(glyphs)
    for lattice in lattices:
        table = filled(lattice, left, layout.number)
        if not _arranges_page(table) and not _lacks_lines(table):
            left = [glyph for glyph in left if lattice.cell(glyph.x, glyph.y) is None]
            layout.tables.append(table)
    return left


def _arranges_page(table: PageTable) -> bool:
    """Tell whether lines only frame the parts of a page: prose in them, and hardly a figure."""
    texts = [cell.text for cell in {id(cell): cell for row in table.rows for cell in row}.values()]
    if not any(len(text) > PROSE and "\n" in text for text in texts):
        return False
    return sum(map(_is_figure, texts)) < FIGURES


def _lacks_lines(table: PageTable) -> bool:
    """Tell whether lines are missing: the figures of several rows or columns stand in one cell."""
    return any(_holds_rows(row) or _holds_columns(row) for row in map(_texts, table.rows))


def _texts(row: Sequence[Cell]) -> list[list[str]]:
    """Return the lines of text in each cell of a row."""
    return [cell.text.split("\n") for cell in {id(cell): cell for cell in row}.values()]


def _holds_columns(row: Sequence[Sequence[str]]) -> bool:
    return any(sum(map(_is_figure, line.split())) > IN_A_ROW for text in row for line in text)


def _holds_rows(row: Sequence[Sequence[str]]) -> bool:
    """Tell whether figures, or numbered labels with something beside them, are stacked."""
    if any(len(text) > 1 and THOUSANDS.fullmatch("".join(text)) for text in row):
        return False  # its figures are wider than their cells
    stacks = Counter(sum(map(_is_figure, text)) for text in row)
    if any(figures > 1 and count >= STACKS for figures, count in stacks.items()):
        return True
    labels = [sum(ITEM.match(line) is not None for line in text) for text in row]
    return max(labels) >= STACKS and sum(len(text) > 1 for text in row) > 1


def _is_figure(text: str) -> bool:
    return FIGURE.fullmatch(text) is not None


def regions_by_page(layouts: Sequence[PageLayout]) -> list[tuple[int, list[Region]]]:
    """Leave out headers, footers and page numbers, and put each page into reading order."""
    margins = [
        Margin.of(layout.number, glyphs, _turned_box(layout.box, turn))
        for layout in layouts
        for turn, glyphs in layout.loose.items()
    ]
    furniture = furniture_of(margins, len(layouts))
    pages = []
    for layout in layouts:
        regions: list[Region] = []
        for turn in sorted({0, *layout.loose}):
            kept = [g for g in layout.loose.get(turn, ()) if id(g) not in furniture]
            regions += regions_of(lines_of(kept), layout.tables if turn == 0 else ())
        pages.append((layout.number, regions))
    return pages


def _turned_box(box: Area, turn: int) -> Area:
    corner = Glyph("", box.x0, box.x1, box.top, box.bottom, 0.0, turn)
    return Area.around([upright(replace(corner))])
