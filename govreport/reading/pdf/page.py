"""One page taken apart: ruled tables, and the glyphs outside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from govreport.reading.pdf.columns import Region, regions_of
from govreport.reading.pdf.content import PageContent
from govreport.reading.pdf.furniture import Margin, furniture_of
from govreport.reading.pdf.glyphs import Area, Glyph, upright_glyphs
from govreport.reading.pdf.grounds import ground_lattices
from govreport.reading.pdf.lines import lines_of, upright
from govreport.reading.pdf.ruled import Lattice, PageTable, filled, lattices_of

__all__ = ["PageLayout", "layout_of", "regions_by_page"]


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
        inside = [glyph for glyph in left if lattice.place(glyph.x, glyph.y)]
        if all(glyph.is_space for glyph in inside):
            continue
        taken = set(map(id, inside))
        left = [glyph for glyph in left if id(glyph) not in taken]
        layout.tables.append(filled(lattice, inside, layout.number))
    return left


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
