"""The pages of a file one after the other: one stream of lines and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from govreport.reading.pdf.columns import Region
from govreport.reading.pdf.lines import Line
from govreport.reading.pdf.ruled import PageTable

__all__ = ["FlowLine", "flow_of"]

PITCH = 1.5
"""Distance of lines where no other can be measured, in type sizes."""

WHOLE_COLUMN = 5
"""A column with so many lines shows its margins by itself."""

FIRST_INDENT = (1.6, 2.6)
"""The first line of a Chinese paragraph is indented by about two type sizes."""


@dataclass(slots=True, eq=False)
class FlowLine:
    """A line in the stream.

    Arguments:
        line: the line as it stands on its page.
        page: the page, from 1.
        shift: what must be added to its y so that pages and columns follow each other.
        left, right: the margins of its column.
        pitch: usual distance between lines in its column.
        first: it begins a page or a column.
    """

    line: Line
    page: int
    shift: float
    left: float
    right: float
    pitch: float
    first: bool

    @property
    def middle(self) -> float:
        """Its vertical middle in the stream."""
        return self.line.area.middle + self.shift


def flow_of(pages: Sequence[tuple[int, Sequence[Region]]]) -> list[FlowLine | PageTable]:
    """Return lines and tables of all pages in reading order.

    Arguments:
        pages: for each page its number and its columns.
    """
    margins = _usual_margins(pages)
    flow: list[FlowLine | PageTable] = []
    end = 0.0
    for number, regions in pages:
        for region in regions:
            left, right = _margins(region, margins if len(regions) == 1 else None)
            lines = [item for item in region.items if isinstance(item, Line)]
            pitch = _pitch(lines)
            shift = end + pitch - (lines[0].area.middle if lines else 0.0)
            for index, item in enumerate(region.items):
                if isinstance(item, PageTable):
                    flow.append(item)
                else:
                    flow.append(FlowLine(item, number, shift, left, right, pitch, index == 0))
            end = lines[-1].area.middle + shift if lines else end
    return flow


def _usual_margins(pages: Sequence[tuple[int, Sequence[Region]]]) -> tuple[float, float] | None:
    """Return the margins that pages with a single column share, ``None`` without such a page."""
    single = [regions[0] for _, regions in pages if len(regions) == 1]
    lines = [item for region in single for item in region.items if isinstance(item, Line)]
    if not lines:
        return None
    return min(line.area.x0 for line in lines), max(line.area.x1 for line in lines)


def _margins(region: Region, usual: tuple[float, float] | None) -> tuple[float, float]:
    """Return the margins of a column.

    Where every line is the first of its paragraph, all are indented: the true margin is that of
    the other pages, or of a table.
    """
    lines = [item for item in region.items if isinstance(item, Line)]
    if not lines:
        return region.left, region.right
    if usual and len(lines) < WHOLE_COLUMN:
        return usual
    left, right = min(line.area.x0 for line in lines), max(line.area.x1 for line in lines)
    size = median(line.size for line in lines)
    for other in (region.left, usual[0] if usual else left):
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
