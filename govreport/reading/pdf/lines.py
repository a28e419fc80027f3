"""Glyphs to lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from govreport.reading.pdf.glyphs import Area, Glyph, is_western
from govreport.reading.pdf.patterns import is_figure

__all__ = ["WORD_GAP", "Line", "cell_text", "chunks_of", "line_text", "lines_of", "upright"]

WORD_GAP = 0.18
"""Gap between western words, in parts of the type size."""

SEVERAL = 3
"""So many figures with blanks between them, and nothing else, are a row of a table."""

WIDE_GAP = 0.9
"""Gap that a reader sees as a space in Chinese text and within a number."""


@dataclass(eq=False)
class Line:
    """Glyphs on one line, from left to right; blanks take part only by the gap they leave."""

    glyphs: list[Glyph]

    @cached_property
    def inked(self) -> list[Glyph]:
        """The glyphs that leave ink."""
        return [glyph for glyph in self.glyphs if not glyph.is_space]

    @cached_property
    def area(self) -> Area:
        """The box around the glyphs that leave ink."""
        return Area.around(self.inked)

    @cached_property
    def start(self) -> float:
        """Where it begins, the blanks that indent it included."""
        return min(self.glyphs[0].x0, self.area.x0)

    @cached_property
    def size(self) -> float:
        """The type size that most of the line has."""
        sizes = sorted(glyph.size for glyph in self.inked)
        return sizes[len(sizes) // 2]

    @cached_property
    def text(self) -> str:
        """The text, a space where a reader sees one."""
        return line_text(self.glyphs)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Group glyphs into lines from top to bottom; lines without ink are left out."""
    rows: list[list[Glyph]] = []
    bounds: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.is_space, g.y)):
        index = _row_of(glyph, bounds)
        if index is not None:
            rows[index].append(glyph)
        elif not glyph.is_space:
            rows.append([glyph])
            bounds.append((glyph.top, glyph.bottom))
    lines = [Line(sorted(row, key=lambda g: (g.x, not g.is_space))) for row in rows]
    return sorted(lines, key=lambda line: (line.area.middle, line.area.x0))


def _row_of(glyph: Glyph, bounds: list[tuple[float, float]]) -> int | None:
    """Return the row, among the last few, that a glyph shares at least half its height with."""
    height = glyph.bottom - glyph.top
    best, most = None, 0.5
    for index in range(len(bounds) - 1, max(len(bounds) - 6, -1) if not glyph.is_space else -1, -1):
        top, bottom = bounds[index]
        shared = (min(bottom, glyph.bottom) - max(top, glyph.top)) / max(
            min(height, bottom - top), 0.1
        )
        if shared > most:
            best, most = index, shared
    return best


def line_text(glyphs: Sequence[Glyph]) -> str:
    """Return the text of glyphs that stand on one line, sorted from left to right."""
    words = "".join(glyph.text for glyph in glyphs).split()
    if len(words) >= SEVERAL and all(map(is_figure, words)):
        return " ".join(words)
    inked = [glyph for glyph in glyphs if not glyph.is_space]
    blanks = [glyph.x for glyph in glyphs if glyph.is_space]
    parts = [inked[0].text] if inked else []
    for left, right in pairwise(inked):
        blank = any(left.x <= x <= right.x for x in blanks) if blanks else False
        if _is_spaced(left, right, blank):
            parts.append(" ")
        parts.append(right.text)
    return "".join(parts)


def _is_spaced(left: Glyph, right: Glyph, blank: bool) -> bool:
    """Tell whether a reader sees a space between two neighbours.

    Arguments:
        blank: the file has a blank between them.
    """
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    if gap > WIDE_GAP:
        return True
    if not (left.text.isascii() and right.text.isascii()):
        return False
    if blank:
        return gap > 0.05
    if left.text.isdigit() and right.text.isdigit():
        return False
    return gap > WORD_GAP and is_western(left.text) and is_western(right.text)


def chunks_of(line: Line, gap: float) -> list[Line]:
    """Split a line wherever the gap is wider than ``gap`` type sizes."""
    pieces: list[list[Glyph]] = []
    for glyph in line.inked:
        last = pieces[-1][-1] if pieces else None
        if last is None or glyph.x0 - last.x1 > gap * max(last.size, glyph.size):
            pieces.append([])
        pieces[-1].append(glyph)
    return [Line(piece) for piece in pieces]


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a table cell, its lines separated by ``\\n``.

    Text that is turned against the table (labels printed sideways) is read in its own direction.
    """
    parts = []
    for turn in sorted({glyph.turn for glyph in glyphs}):
        turned = [upright(glyph) for glyph in glyphs if glyph.turn == turn]
        parts += [line.text for line in lines_of(turned)]
    return "\n".join(parts)


def upright(glyph: Glyph) -> Glyph:
    """Return the glyph in coordinates in which its own line runs to the right."""
    x0, x1, top, bottom = glyph.x0, glyph.x1, glyph.top, glyph.bottom
    if glyph.turn == 90:
        return replace(glyph, x0=-bottom, x1=-top, top=x0, bottom=x1)
    if glyph.turn == 270:
        return replace(glyph, x0=top, x1=bottom, top=-x1, bottom=-x0)
    if glyph.turn == 180:
        return replace(glyph, x0=-x1, x1=-x0, top=-bottom, bottom=-top)
    return glyph
