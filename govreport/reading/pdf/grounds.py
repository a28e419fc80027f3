"""Tables without lines whose cells are coloured boxes, side by side or on a darker ground."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from govreport.reading.pdf.content import Box, sides_of
from govreport.reading.pdf.glyphs import Frame, Glyph
from govreport.reading.pdf.lines import lines_of
from govreport.reading.pdf.ruled import Lattice, filled, lattices_of

__all__ = ["ground_lattices"]

LEAST_BOXES = 4
"""So many boxes may be the cells of a table."""

CLOSE = 0.3
"""Characters of one word or sentence are no farther apart, in type sizes."""


def ground_lattices(fills: Sequence[Box], frame: Frame, glyphs: Sequence[Glyph]) -> list[Lattice]:
    """Return the tables whose cells are filled boxes.

    Boxes behind words (marked or highlighted text) make no table: there sentences run on from
    box to box.

    Arguments:
        fills: the filled boxes of the page.
        frame: the frame in which the text is upright.
        glyphs: the glyphs that stand in no ruled table.
    """
    if len(fills) < LEAST_BOXES or not glyphs:
        return []
    strokes = [frame.stroke(side) for box in fills for side in sides_of(box)]
    return [lattice for lattice in lattices_of(strokes) if _is_table(lattice, glyphs)]


def _is_table(lattice: Lattice, glyphs: Sequence[Glyph]) -> bool:
    if min(len(lattice.xs), len(lattice.ys)) < 3 or lattice.cells < LEAST_BOXES:
        return False
    inside = [glyph for glyph in glyphs if lattice.cell(glyph.x, glyph.y) is not None]
    texts = (cell.text for row in filled(lattice, inside, 0).rows for cell in row)
    if not any(text and all(map(str.isdigit, text)) for text in texts):
        return False  # a coloured head over a table without lines
    running, apart = 0, 0
    for line in lines_of(inside):
        for left, right in pairwise(line.inked):
            if lattice.cell(left.x, left.y) != lattice.cell(right.x, right.y):
                close = right.x0 - left.x1 < CLOSE * left.size
                running, apart = running + close, apart + (not close)
    return running < apart
