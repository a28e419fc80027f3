"""Reading order on a page: columns of text, with tables and headings across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport.reading.pdf.glyphs import Area
from govreport.reading.pdf.lines import Line, chunks_of, lines_of
from govreport.reading.pdf.ruled import PageTable

__all__ = ["Region", "regions_of"]

PIECE_GAP = 1.5
"""Gap that separates the texts of two columns, in type sizes."""

PROSE_LETTERS = 8
"""A piece of so many characters may be a line of prose."""

LEAST_LINES = 4
"""A column of text has at least so many lines of prose on the page."""

FULL = 0.55
"""Most lines of prose fill at least this part of their column."""

CROSSING = 0.2
"""At most this part of the lines (headings, text over the full width) crosses the gutter."""

Item = Line | PageTable


@dataclass(slots=True)
class Region:
    """A column of text with what stands in it from top to bottom.

    Arguments:
        left, right: the margins of its text.
        items: lines and tables in reading order.
    """

    left: float
    right: float
    items: list[Item] = field(default_factory=list)


def regions_of(lines: Sequence[Line], tables: Sequence[PageTable]) -> list[Region]:
    """Return the columns of a page in reading order; most pages have one.

    Arguments:
        lines: the lines outside ruled tables.
        tables: the ruled tables.
    """
    pieces = [piece for line in lines for piece in chunks_of(line, PIECE_GAP)]
    gutter = _gutter(pieces)
    if gutter is None:
        return [_region([*lines, *tables])] if lines or tables else []
    regions: list[Region] = []
    for across, band in _bands([*pieces, *tables], gutter):
        if across:
            regions.append(_region(band))
            continue
        for side in (True, False):
            part = [item for item in band if (item.area.x1 <= gutter) is side]
            glyphs = [g for item in part if isinstance(item, Line) for g in item.glyphs]
            inner_tables = [item for item in part if isinstance(item, PageTable)]
            regions += regions_of(lines_of(glyphs), inner_tables)
    return regions


def _region(items: Sequence[Item]) -> Region:
    area = Area.around([item.area for item in items])
    return Region(area.x0, area.x1, sorted(items, key=lambda item: item.area.middle))


def _crosses(area: Area, gutter: float) -> bool:
    return area.x0 < gutter < area.x1


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Return where two columns of prose part, ``None`` when there is one column."""
    prose = [piece.area for piece in pieces if len(piece.inked) >= PROSE_LETTERS]
    best, fewest = None, CROSSING * len(prose)
    for start in sorted({round(area.x0, 1) for area in prose}):
        gutter = start - 1.0
        left = [area for area in prose if area.x1 <= gutter]
        right = [area for area in prose if area.x0 > gutter]
        if min(len(left), len(right)) < LEAST_LINES:
            continue
        crossing = len(prose) - len(left) - len(right)
        if crossing <= fewest and _side_by_side(left, right) and _filled(left) and _filled(right):
            best, fewest = gutter, crossing - 1
    return best


def _side_by_side(left: list[Area], right: list[Area]) -> bool:
    """Tell whether lines stand beside each other, not one group above the other."""
    beside = sum(any(r.top < area.middle < r.bottom + area.height for r in right) for area in left)
    return beside >= min(LEAST_LINES, len(left), len(right)) and beside >= 0.5 * min(
        len(left), len(right)
    )


def _filled(areas: list[Area]) -> bool:
    width = max(area.x1 for area in areas) - min(area.x0 for area in areas)
    return sum(area.width >= FULL * width for area in areas) >= 0.6 * len(areas)


def _bands(items: Sequence[Item], gutter: float) -> list[tuple[bool, list[Item]]]:
    """Cut the page into bands: what stands across the gutter, and what stands beside it."""
    bands: list[tuple[bool, list[Item]]] = []
    for item in sorted(items, key=lambda item: item.area.middle):
        across = _crosses(item.area, gutter)
        if not bands or bands[-1][0] is not across:
            bands.append((across, []))
        bands[-1][1].append(item)
    return bands
