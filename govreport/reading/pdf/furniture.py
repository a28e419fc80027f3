"""Page numbers, headers and footers: what stands on pages beside the text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from govreport.reading.pdf.glyphs import Area, Glyph
from govreport.reading.pdf.lines import Line, chunks_of, lines_of

__all__ = ["Margin", "furniture_of"]

ZONE = 0.14
"""Headers and footers stand in this part of the page's height at its edges."""

EDGE_LINES = 4
"""So many lines from the edge may be header or footer."""

SAME_PLACE = 4.0
"""Lines whose distance from the edge differs by no more are at the same place."""

ENOUGH_PAGES = 0.4
"""A header is on at least this part of the pages (left and right pages may differ)."""

MANY_COLUMNS = 4
"""A line of so many pieces is the head of a table, not of a page."""

APART = 0.8
"""A page number has at least this gap to the text, in type sizes."""

_DASH = r"[-‐-―−─━~～·•.*|\[\]()<>〈〉《》]*"
_NUMBER = r"\d{1,4}"
MARKED_NUMBER = re.compile(
    rf"{_DASH}("
    rf"第?{_NUMBER}页[,，/|]?(共?{_NUMBER}页?)?|共{_NUMBER}页[,，/|]?(第?{_NUMBER}页)?"
    rf"|{_NUMBER}[/|]{_NUMBER}|第{_NUMBER}[/|]{_NUMBER}页|第[一二三四五六七八九十百]{{1,4}}页"
    rf"|page{_NUMBER}(of{_NUMBER})?|p\.?{_NUMBER}"
    rf"){_DASH}",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(rf"({_DASH})(\d{{1,4}})({_DASH})")


@dataclass(slots=True)
class Edge:
    """A line near the top or bottom of a page.

    Arguments:
        line: the line.
        at: its distance from the edge, negative from the bottom.
        alone: nothing stands between it and the edge, and a gap parts it from the text.
    """

    line: Line
    at: float
    alone: bool


@dataclass(slots=True)
class Margin:
    """The outer lines of one page, as candidates for header and footer.

    Arguments:
        number: the page, from 1.
        edges: the candidates.
    """

    number: int
    edges: list[Edge]

    @classmethod
    def of(cls, number: int, glyphs: Sequence[Glyph], page: Area) -> Margin:
        """Collect the outer lines of a page.

        Arguments:
            number: the page, from 1.
            glyphs: the page's glyphs outside tables, all turned the same way.
            page: the visible page in the same coordinates.
        """
        lines = lines_of(glyphs)
        zone = ZONE * page.height
        top = [
            Edge(line, line.area.middle - page.top, index == 0 and _is_apart(lines[:2]))
            for index, line in enumerate(lines[:EDGE_LINES])
        ]
        bottom = [
            Edge(line, line.area.middle - page.bottom, index == 0 and _is_apart(lines[-2:]))
            for index, line in enumerate(lines[: -EDGE_LINES - 1 : -1])
        ]
        return cls(number, [edge for edge in top + bottom if abs(edge.at) <= zone])


def _is_apart(lines: Sequence[Line]) -> bool:
    """Tell whether a gap parts the first of two lines from the second."""
    return len(lines) < 2 or lines[1].area.top - lines[0].area.bottom >= APART * lines[0].size


def furniture_of(margins: Sequence[Margin], pages: int) -> set[int]:
    """Return the ``id`` of every glyph that belongs to a page number, header or footer.

    Arguments:
        margins: the outer lines of all pages.
        pages: number of pages of the file.
    """
    found: list[Line] = []
    offsets = _number_offsets(margins)
    for margin in margins:
        found += [e.line for e in margin.edges if _is_page_number(e, margin.number, offsets)]
    found += _repeated(margins, pages)
    return {id(glyph) for line in found for glyph in line.glyphs}


def _plain(line: Line) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", line.text))


def _number_offsets(margins: Sequence[Margin]) -> Counter[int]:
    """Count by how much the bare numbers at the edges differ from the page's number."""
    offsets: Counter[int] = Counter()
    for margin in margins:
        texts = (_plain(edge.line) for edge in margin.edges if edge.alone)
        matches = (PLAIN_NUMBER.fullmatch(text) for text in texts)
        offsets.update({int(match[2]) - margin.number for match in matches if match})
    return offsets


def _is_page_number(edge: Edge, page: int, offsets: Counter[int]) -> bool:
    """Tell whether a line is a page number.

    A bare number is one only when it stands alone and counts on from page to page, or is the
    page's own number; otherwise it may be the last figure of a table without lines.
    """
    text = _plain(edge.line)
    if len(chunks_of(edge.line, 1.0)) >= MANY_COLUMNS:
        return False
    if MARKED_NUMBER.fullmatch(text):
        return True
    match = PLAIN_NUMBER.fullmatch(text)
    if not match:
        return False
    if match[1].strip(".") and match[3].strip("."):
        return True
    offset = int(match[2]) - page
    whole = len(chunks_of(edge.line, 1.0)) == 1
    return whole and edge.alone and (offset == 0 or offsets[offset] >= 2)


def _repeated(margins: Sequence[Margin], pages: int) -> list[Line]:
    """Return lines that stand at the same place on several pages with the same words."""
    places: defaultdict[str, list[tuple[float, int, Line]]] = defaultdict(list)
    for margin in margins:
        for edge in margin.edges:
            line, at = edge.line, edge.at
            words = re.sub(r"\d+", "#", _plain(line))
            if len(words.replace("#", "")) >= 2 and len(chunks_of(line, 1.0)) < MANY_COLUMNS:
                places[words].append((at, margin.number, line))
    found = []
    for entries in places.values():
        for at, _, line in entries:
            on = {number for other, number, _ in entries if abs(other - at) <= SAME_PLACE}
            if len(on) >= max(2, ENOUGH_PAGES * pages):
                found.append(line)
    return found
