"""Figures given to columns by their place on the line.

Where zeros are left blank, only its place tells which column a figure is in. The headings above
and the lines that are full show where the columns are; a figure that stands between two of them,
or that they give to different ones, is in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from govreport.parser.layout.headings import Heading
from govreport.parser.layout.pieces import Piece, Printed
from govreport.reading.document import Cell

__all__ = ["Columns"]

_FAR = 3
"""A figure stands no farther than so many display columns beside its own column."""

_CLEARLY = 1.5
"""By so many display columns the next best columns must be farther away."""

_NEARLY_ALL = 0.9
"""Share of the lines of a page that fit its columns where these are where they are said to be."""

_FURTHER = 0.5
"""How much the middles count beside the gap between a figure and its column."""


class Span(NamedTuple):
    """The display columns that a column of the table takes up, ``last`` inclusive."""

    first: int
    last: int


Reference = Sequence[Span]
"""Where the columns stand, from the left."""


class Columns:
    """The columns of a table laid out with spaces, page by page.

    Arguments:
        lines: the lines below a heading.
        heading: the heading.
    """

    def __init__(self, lines: Sequence[Printed], heading: Heading) -> None:
        self.heading = heading
        self.count = len(heading.heads)
        self.lines = [line for line in lines if line.figures]
        self._known: dict[int, list[Reference]] = {}

    def cells(self, line: Printed) -> list[Cell] | None:
        """Return the cells of a line, blank ones where a column has no figure.

        Returns ``None`` when figures are missing and their places do not tell which, or where it
        is not clear how many figures there are («13 138»).
        """
        found: list[list[Cell]] = []
        for figures in _readings(line):
            cells = self._placed(figures, line.page)
            if cells is not None:
                found.append(cells)
        return found[0] if len(found) == 1 else None

    def _placed(self, figures: Sequence[Piece], page: int) -> list[Cell] | None:
        if len(figures) >= self.count:
            return [piece.cell for piece in figures]
        placed = [self._assigned(figures, reference) for reference in self._references(page)]
        if not placed or placed[0] is None or any(each != placed[0] for each in placed):
            return None
        blank = Cell("", figures[0].cell.location)
        at = dict(zip(placed[0], figures, strict=True))
        return [at[n].cell if n in at else blank for n in range(self.count)]

    def _references(self, page: int) -> list[Reference]:
        """Return where the columns of a page may stand, as far as its lines bear it out."""
        if page not in self._known:
            here = [line for line in self.lines if line.page == page]
            own = [each for each in self._own(page) if self._fits(here, each)]
            others = () if own else self._others(page)
            self._known[page] = own or [each for each in others if self._fits(here, each)][:1]
        return self._known[page]

    def _own(self, page: int) -> Iterator[Reference]:
        """Yield where full lines of a page, and the headings on it, have its columns."""
        yield from self._of_full_lines(page)
        if self.heading.page == page:
            yield self._of_headings()

    def _others(self, page: int) -> Iterator[Reference]:
        """Yield where the columns of the other pages stand."""
        for other in sorted({line.page for line in self.lines} | {self.heading.page}):
            if other != page:
                yield from self._own(other)

    def _of_headings(self) -> Reference:
        return [Span(head.first, head.last) for head in self.heading.heads]

    def _of_full_lines(self, page: int) -> Iterator[Reference]:
        full = [_split(line.figures) for line in self.lines if line.page == page]
        full = [figures for figures in full if len(figures) == self.count]
        if full:
            columns = zip(*full, strict=True)
            spans = [Span(min(p.first for p in c), max(p.last for p in c)) for c in columns]
            if all(left.last < right.first for left, right in pairwise(spans)):
                yield spans

    def _fits(self, lines: Sequence[Printed], reference: Reference) -> bool:
        """Tell whether nearly all lines of a page stand in these columns.

        Full lines must come out in order.
        """
        counted = [line for line in lines if len(line.figures) <= self.count]
        fitting = 0
        for line in counted:
            placed = self._assigned(_split(line.figures), reference)
            placed = placed or self._assigned(line.figures, reference)
            fitting += placed is not None
        return fitting >= _NEARLY_ALL * len(counted)

    def _assigned(
        self, figures: Sequence[Piece], reference: Reference
    ) -> tuple[int, ...] | None:
        """Return the column of each figure; ``None`` where they might as well stand in others."""
        if len(figures) > len(reference):
            return None
        costs = [[_distance(piece, span) for span in reference] for piece in figures]
        best, second = _cheapest(costs, len(reference))
        if best is None or any(
            _gap(piece, reference[at]) > _FAR for piece, at in zip(figures, best[1], strict=True)
        ):
            return None
        return best[1] if second is None or second[0] - best[0] >= _CLEARLY else None


def _readings(line: Printed) -> Iterator[list[Piece]]:
    """Yield the figures of a line, with blanks between digits as thousands marks and as gaps."""
    yield line.figures
    split = _split(line.figures)
    if len(split) > len(line.figures):
        yield split


def _split(figures: Sequence[Piece]) -> list[Piece]:
    return [word for piece in figures for word in piece.words()]


def _gap(piece: Piece, span: Span) -> int:
    """Return how many display columns lie between a figure and a column."""
    return max(0, span.first - piece.last - 1, piece.first - span.last - 1)


def _distance(piece: Piece, span: Span) -> float:
    return _gap(piece, span) + _FURTHER * abs(piece.middle - (span.first + span.last) / 2)


_Choice = tuple[float, tuple[int, ...]]


def _cheapest(
    costs: Sequence[Sequence[float]], count: int
) -> tuple[_Choice | None, _Choice | None]:
    """Return the cheapest way to give figures to columns in order, and the next cheapest."""
    ways: list[list[_Choice]] = [[(0.0, ())]]  # by the first column that is free
    for row in costs:
        after: list[list[_Choice]] = [[]]
        for column in range(count):
            before = sorted(way for free in ways[: column + 1] for way in free)[:2]
            after.append([(cost + row[column], (*taken, column)) for cost, taken in before])
        ways = after
    best = sorted(way for free in ways for way in free)[:2]
    return (best[0] if best else None), (best[1] if len(best) > 1 else None)
