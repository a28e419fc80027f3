"""The pages of a file one after the other: one stream of lines and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from govreport.reading.pdf.columns import Region
from govreport.reading.pdf.lines import Line
from govreport.reading.pdf.ruled import PageTable

__all__ = ["Column", "FlowLine", "flow_of", "settle_margins"]

PITCH = 1.5
"""Distance of lines where no other can be measured, in type sizes."""

WHOLE_COLUMN = 5
"""A column with so many lines shows its margins by itself."""

FIRST_INDENT = (1.6, 2.6)
"""The first line of a Chinese paragraph is indented by about two type sizes."""


@dataclass(slots=True, eq=False)
class Column:
    """A column of text on a page.

    Arguments:
        page: the page, from 1.
        alone: it is the only one on its page.
        edge: left edge of all that stands in it, tables too.
        left, right: the margins of its text.
        pitch: usual distance between its lines.
    """

    page: int
    alone: bool
    edge: float
    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0


@dataclass(slots=True, eq=False)
class FlowLine:
    """A line in the stream.

    Arguments:
        line: the line as it stands on its page.
        column: the column that it stands in.
        shift: what must be added to its y so that pages and columns follow each other.
        first: it begins its column.
    """

    line: Line
    column: Column
    shift: float
    first: bool

    @property
    def page(self) -> int:
        """The page that it stands on, from 1."""
        return self.column.page

    @property
    def middle(self) -> float:
        """Its vertical middle in the stream."""
        return self.line.area.middle + self.shift


def flow_of(pages: Sequence[tuple[int, Sequence[Region]]]) -> list[FlowLine | PageTable]:
    """Return lines and tables of all pages in reading order.

    Arguments:
        pages: for each page its number and its columns.
    """
    flow: list[FlowLine | PageTable] = []
    end = 0.0
    for number, regions in pages:
        for region in regions:
            column = Column(number, len(regions) == 1, region.left)
            lines = [item for item in region.items if isinstance(item, Line)]
            shift = end + _pitch(lines) - (lines[0].area.middle if lines else 0.0)
            for index, item in enumerate(region.items):
                if isinstance(item, PageTable):
                    flow.append(item)
                else:
                    flow.append(FlowLine(item, column, shift, index == 0))
            end = lines[-1].area.middle + shift if lines else end
    settle_margins([item for item in flow if isinstance(item, FlowLine)])
    return flow


def settle_margins(placed: Sequence[FlowLine]) -> None:
    """Measure the margins and the distance of lines of every column by these of its lines."""
    lines: dict[Column, list[Line]] = {}
    for item in placed:
        lines.setdefault(item.column, []).append(item.line)
    alone = [line for column, own in lines.items() if column.alone for line in own]
    usual = _bounds(alone) if alone else None
    for column, own in lines.items():
        column.left, column.right = _margins(column, own, usual if column.alone else None)
        column.pitch = _pitch(own)


def _bounds(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.area.x0 for line in lines), max(line.area.x1 for line in lines)


def _margins(
    column: Column, lines: Sequence[Line], usual: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the margins of a column.

    Where every line is the first of its paragraph, all are indented: the true margin is that of
    the other pages, or of a table.
    """
    if usual and len(lines) < WHOLE_COLUMN:
        return usual
    left, right = _bounds(lines)
    size = median(line.size for line in lines)
    for other in (column.edge, usual[0] if usual else left):
        if FIRST_INDENT[0] * size <= left - other <= FIRST_INDENT[1] * size:
            return other, right
    return left, right


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance between neighbouring lines."""
    if not lines:
        return 0.0
    size = median(line.size for line in lines)
    steps = [b.area.middle - a.area.middle for a, b in pairwise(lines)]
    usual = [step for step in steps if 0.5 * size < step < 3 * size]
    return median(usual) if usual else PITCH * size
