"""Lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from govreport.reading.document import Location, Paragraph
from govreport.reading.pdf.flow import FlowLine
from govreport.reading.pdf.glyphs import is_western
from govreport.reading.pdf.patterns import ORDINAL

__all__ = ["paragraphs_of", "usual_size"]

INDENT = 1.2
"""A line that begins so many type sizes inside its column begins a paragraph."""

SHORT = 2.0
"""A line that ends so many type sizes before the margin ends a paragraph."""

LOOSE = 1.45
"""Lines farther apart than so many usual distances belong to different paragraphs."""

SIZE_STEP = 1.12
"""A paragraph has one type size; sizes that differ by this factor are different."""

HEADING_SIZE = 1.15
"""A heading is set so much larger than the text."""

SENTENCE_END = re.compile(r"[。！？；：.!?;:]$")


def usual_size(lines: Sequence[FlowLine]) -> float:
    """Return the type size of most characters."""
    sizes = [glyph.size for placed in lines for glyph in placed.line.inked]
    return median(sizes) if sizes else 0.0


def paragraphs_of(lines: Sequence[FlowLine], size: float) -> list[Paragraph]:
    """Join lines that follow each other to paragraphs; ``size`` is the usual type size."""
    groups: list[list[FlowLine]] = []
    for placed in lines:
        if groups and _continues(groups[-1][-1], placed, size):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [_paragraph(group, size) for group in groups]


def _paragraph(group: Sequence[FlowLine], size: float) -> Paragraph:
    text = group[0].line.text
    for placed in group[1:]:
        text = _joined(text, placed.line.text)
    heading = len(group) <= 3 and group[0].line.size >= HEADING_SIZE * size
    return Paragraph(text, Location(page=group[0].page), heading)


def _joined(text: str, more: str) -> str:
    """Join two lines: with a space between words, with none in Chinese and within a number."""
    last, first = text[-1], more[0]
    words = is_western(last) and is_western(first) and not (last.isdigit() and first.isdigit())
    return f"{text} {more}" if words else text + more


def _continues(above: FlowLine, below: FlowLine, size: float) -> bool:
    """Tell whether a line goes on with the paragraph of the line above it."""
    upper, lower = above.line, below.line
    larger, smaller = max(upper.size, lower.size), min(upper.size, lower.size)
    if larger > SIZE_STEP * smaller:
        return False
    if _is_centred(below) and not below.first and (_is_centred(above) or _is_full(above)):
        return smaller >= HEADING_SIZE * size
    if lower.area.x0 > min(below.column.left, lower.start) + INDENT * lower.size:
        return False
    if not below.first and _distance(above, below) > LOOSE * below.column.pitch:
        return False
    if above.column.right - upper.area.x1 > max(SHORT * upper.size, _first_word(below)):
        return False
    return not (ORDINAL.match(lower.text) and SENTENCE_END.search(upper.text))


def _distance(above: FlowLine, below: FlowLine) -> float:
    return below.middle - above.middle


def _is_centred(placed: FlowLine) -> bool:
    """Tell whether a line stands in the middle of its column, away from both margins."""
    area, indent = placed.line.area, INDENT * placed.line.size
    before, after = area.x0 - placed.column.left, placed.column.right - area.x1
    return min(before, after) > indent and abs(before - after) < 2 * indent


def _is_full(placed: FlowLine) -> bool:
    return placed.column.right - placed.line.area.x1 < INDENT * placed.line.size


def _first_word(placed: FlowLine) -> float:
    """Return the width of the word at the beginning that could not be broken over lines."""
    glyphs = placed.line.inked
    end = glyphs[0].x0
    for glyph, following in pairwise([*glyphs, glyphs[-1]]):
        if not glyph.text.isascii():
            break
        end = glyph.x1
        if following.x0 - glyph.x1 > 0.15 * glyph.size:
            break
    return end - glyphs[0].x0 + placed.line.size
