"""Paragraphs of a text whose lines are broken at the edge of the page.

``pdftotext`` and mail programs break lines; text copied from a browser has a line per paragraph.
Only where lines end at one edge again and again are they put together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from govreport.reading.characters import width
from govreport.reading.document import Location, Paragraph
from govreport.reading.text.lines import IN_CELL, Line
from govreport.reading.text.tables import ORDINAL

__all__ = ["Edge", "edge_of", "paragraphs"]

# The edge is between these columns; nobody prints wider lines, on a page that lies on its side.
_NARROWEST, _WIDEST = 40, 200
# Lines that end at the edge do not all have its width: digits and spaces count otherwise on paper.
_WINDOW = 6
# A line may end so many columns before the edge: a number, or a character with the punctuation
# that must not begin a line, goes to the next.
_SLACK = 10
# So many lines that stop within a sentence, and this share of all such lines that are long, must end
# at the edge; few may go beyond. One is enough where tables are laid out with spaces: that is how a
# printed page was turned into text.
_LINES, _SHARE, _BEYOND = 2, 0.4, 0.1
# What ends a sentence: nothing is lost if the next line is then taken for another paragraph.
_ENDS = ("。", "！", "？", "；", "：", ":")
# Signs within sentences.
_WITHIN = ("。", "，", "；")
# Lines set in so far are titles, or words over the columns of a table.
_DEEP = 20
# Lines that begin a paragraph stand so many columns further in, where they do.
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Edge:
    """Where lines are broken.

    Arguments:
        column: the display column at which they end.
        step: how many lines further down the next one stands: 2 where lines are set apart.
        margins: the column at which lines begin, by page.
    """

    column: int
    step: int
    margins: dict[int, int]

    def reached(self, line: Line) -> bool:
        """Tell whether a line fills its place, so that its sentence may go on below."""
        return _width(line) > self.column - _SLACK

    def indented(self, line: Line) -> bool:
        """Tell whether a line is set in as the first of a paragraph."""
        return line.indent - self.margins.get(line.page, 0) >= _INDENT


def edge_of(lines: Iterable[Line], printed: bool = False) -> Edge | None:
    """Return where the lines of prose are broken, ``None`` where they are not.

    Arguments:
        lines: the lines outside tables.
        printed: there are tables laid out with spaces, as on a printed page.
    """
    filled = [line for line in lines if not line.blank and line.indent < _DEEP]
    widths = sorted(_width(line) for line in filled)
    broken = sorted(_width(line) for line in filled if _is_open(line.text.rstrip()))
    column = max(
        (each for each in set(broken) if _NARROWEST <= each <= _WIDEST),
        key=lambda each: (bisect_right(broken, each) - bisect_right(broken, each - _WINDOW), each),
        default=None,
    )
    if column is None:
        return None
    at_edge = len(broken) - bisect_right(broken, column - _SLACK)
    long = len(broken) - bisect_right(broken, column / 2)
    full = len(widths) - bisect_right(widths, column - _SLACK)
    beyond = len(widths) - bisect_right(widths, column + _SLACK)
    if at_edge < max(1 if printed else _LINES, _SHARE * long) or beyond > _BEYOND * full:
        return None
    return Edge(column, _step(filled, column), _margins(filled, column))


def _is_open(text: str) -> bool:
    """Tell whether a line of prose stops in the middle of a sentence; titles and headings do not."""
    return not text.endswith(_ENDS) and any(sign in text for sign in _WITHIN)


def _step(lines: list[Line], column: int) -> int:
    steps = Counter(
        after.number - line.number
        for line, after in pairwise(lines)
        if _width(line) > column - _SLACK and line.page == after.page
    )
    return min(steps, key=lambda step: (-steps[step], step), default=1)


def _margins(lines: list[Line], column: int) -> dict[int, int]:
    margins: dict[int, int] = {}
    for line in lines:
        if _width(line) > column / 2:
            margins[line.page] = min(line.indent, margins.get(line.page, line.indent))
    return margins


def _width(line: Line) -> int:
    return width(line.text.rstrip())


@dataclass(slots=True)
class _Open:
    """A paragraph that is being put together."""

    lines: list[Line] = field(default_factory=list)

    def goes_on(self, line: Line, edge: Edge) -> bool:
        """Tell whether ``line`` is the next of the paragraph's lines."""
        last = self.lines[-1]
        return (
            edge.reached(last)
            and not last.text.rstrip().endswith(_ENDS)
            and not (last.heading or line.heading or edge.indented(line))
            and (line.page != last.page or line.number - last.number <= edge.step)
            and ORDINAL.match(line.text) is None
        )

    def paragraph(self) -> Paragraph:
        """Return the lines as one paragraph."""
        text = ""
        for line in self.lines:
            part = line.text.strip().replace(IN_CELL, "\n")
            text += " " + part if _need_space(text, part) else part
        first = self.lines[0]
        return Paragraph(text, Location(line=first.number), first.heading)


def paragraphs(lines: Iterable[Line], edge: Edge | None) -> Iterator[Paragraph]:
    """Put the lines between two tables together to paragraphs.

    Arguments:
        lines: the lines; blank ones do not become paragraphs.
        edge: where the lines of the file are broken.
    """
    paragraph = _Open()
    for line in lines:
        if line.blank:
            continue
        if paragraph.lines and not (edge and paragraph.goes_on(line, edge)):
            yield paragraph.paragraph()
            paragraph = _Open()
        paragraph.lines.append(line)
    if paragraph.lines:
        yield paragraph.paragraph()


def _need_space(before: str, after: str) -> bool:
    return all(sign.isascii() and sign.isalnum() for sign in (before[-1:], after[:1]))
