"""Figures given to columns by their place on the line.

Where zeros are left blank, only its place tells which column a figure is in. The headings above
and the lines that are full show where the columns are; a figure that stands between two of them,
or that they give to different ones, is in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
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

_ASKEW = 0.75
"""Figures of one column are no farther askew than so many display columns."""

_ASKEW_BELOW = 1.25
"""So far they may be from where the others are below the headings."""

_PUSHED = 1
"""A heading so close to the one before may have been pushed aside by it."""

_FEW = 4
"""So few figures line up by chance."""

_FURTHER = 0.5
"""How much the middles count beside the gap between a figure and its column."""


class Span(NamedTuple):
    """The display columns that a column of the table takes up, ``last`` inclusive."""

    first: float
    last: float

    @property
    def anchors(self) -> tuple[float, float, float]:
        """Its left edge, its middle and its right edge: figures line up by one of them."""
        return self.first, (self.first + self.last) / 2, self.last


_NOWHERE = Span(inf, inf)
"""A column without figures on the page: none can be taken for one of its."""


class Reference(NamedTuple):
    """Where the columns stand.

    Arguments:
        spans: one for each column, from the left.
        lined_up: of a full line, whose figures those of others are right above or below;
            headings may stand beside their figures.
    """

    spans: Sequence[Span]
    lined_up: bool

    @property
    def askew(self) -> float:
        """How much farther than others a figure may stand from its column."""
        return _ASKEW if self.lined_up else _ASKEW_BELOW


class Fitted(NamedTuple):
    """Columns in which the figures of a page stand.

    Arguments:
        reference: where the columns are.
        edge: the edge by which the figures line up: left, middle or right.
        usual: how far they stand from that edge of their column.
    """

    reference: Reference
    edge: int
    usual: float


class Columns:
    """The columns of a table laid out with spaces, page by page.

    Arguments:
        lines: the lines below a heading.
        heading: the heading.
    """

    def __init__(self, lines: Sequence[Printed], heading: Heading) -> None:
        self.heading = heading
        self.count = len(heading.heads)
        self.lines = [line for line in lines if line.figures and not self._is_outside(line)]
        self._known: dict[int, list[Fitted]] = {}

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

    def _is_outside(self, line: Printed) -> bool:
        """Tell a number left of all columns, such as that of a page, from a figure."""
        return line.figures[-1].last < self.heading.left - _FAR

    def page_of(self, line: Printed) -> int:
        """Return the number of the first line of figures on the page of a line, for a name."""
        numbers = (each.figures[0].line for each in self.lines if each.page == line.page)
        return min(numbers, default=line.figures[0].line)

    def _placed(self, figures: Sequence[Piece], page: int) -> list[Cell] | None:
        if len(figures) >= self.count:
            return [piece.cell for piece in figures]
        placed = [self._in_line(figures, fitted) for fitted in self._references(page)]
        if not placed or placed[0] is None or any(each != placed[0] for each in placed):
            return None
        blank = Cell("", figures[0].cell.location)
        at = dict(zip(placed[0], figures, strict=True))
        return [at[n].cell if n in at else blank for n in range(self.count)]

    def _in_line(self, figures: Sequence[Piece], fitted: Fitted) -> tuple[int, ...] | None:
        """Return the column of each figure, where all stand as far from it as those of other lines."""
        spans = fitted.reference.spans
        placed = self._assigned(figures, fitted.reference)
        if placed is None:
            return None
        offsets = (
            _offsets(piece, spans[at])[fitted.edge]
            for piece, at in zip(figures, placed, strict=True)
        )
        askew = fitted.reference.askew
        return placed if all(abs(each - fitted.usual) <= askew for each in offsets) else None

    def _references(self, page: int) -> list[Fitted]:
        """Return where the columns of a page may stand, as far as its lines bear it out.

        The columns of another page are only taken where all its figures stand exactly there.
        """
        if page not in self._known:
            here = [line for line in self.lines if line.page == page]
            own = [fitted for each in self._own(page) if (fitted := self._fitted(here, each))]
            others = () if own else self._others(page)
            exact = (self._fitted(here, each, everywhere=True) for each in others)
            self._known[page] = own or [each for each in exact if each][:1]
        return self._known[page]

    def _own(self, page: int) -> Iterator[Reference]:
        """Yield where full lines of a page, and the headings on it, have its columns."""
        yield from self._of_full_lines(page)
        headings = list(self._of_headings()) if self.heading.page == page else []
        grouped = self._of_groups(page, headings)
        yield from (grouped,) if grouped else headings

    def _others(self, page: int) -> Iterator[Reference]:
        """Yield where the columns of the other pages stand."""
        for other in sorted({line.page for line in self.lines} | {self.heading.page}):
            if other != page:
                yield from self._own(other)

    def _of_headings(self) -> Iterator[Reference]:
        spans = [Span(head.first, head.last) for head in self.heading.heads]
        apart = all(right.first - left.last - 1 > _PUSHED for left, right in pairwise(spans))
        if apart and not self.heading.is_counted:
            yield Reference(spans, lined_up=False)

    def _of_full_lines(self, page: int) -> Iterator[Reference]:
        full = [_split(line.figures) for line in self.lines if line.page == page]
        full = [figures for figures in full if len(figures) == self.count]
        if full:
            columns = list(zip(*full, strict=True))
            if _are_apart([Span(min(p.first for p in c), max(p.last for p in c)) for c in columns]):
                yield Reference([_usual(column) for column in columns], lined_up=True)

    def _of_groups(self, page: int, headings: Sequence[Reference]) -> Reference | None:
        """Return the columns that the figures of a page make by standing below each other.

        Where there are fewer than there should be, the headings tell which have no figures.
        """
        groups = _groups([_split(line.figures) for line in self.lines if line.page == page])
        places = self._named(list(groups), headings)
        if places is None:
            return None
        spans = dict(zip(places, map(_usual, groups.values()), strict=True))
        return Reference([spans.get(at, _NOWHERE) for at in range(self.count)], lined_up=True)

    def _named(self, groups: list[Piece], headings: Sequence[Reference]) -> tuple[int, ...] | None:
        """Return which columns groups of figures are."""
        if not groups or not headings or len(groups) > self.count:
            return None
        places = self._assigned(groups, headings[0])
        if places is None:
            return None
        spans = [headings[0].spans[at] for at in places]
        offsets = [_offsets(group, span) for group, span in zip(groups, spans, strict=True)]
        return places if _usual_offset(offsets, _ASKEW_BELOW, fixed=False) else None

    def _fitted(
        self, lines: Sequence[Printed], reference: Reference, everywhere: bool = False
    ) -> Fitted | None:
        """Return how the lines of a page stand in columns, ``None`` where they do not.

        Nearly all lines must be clear, and nearly all figures as far from their columns by one of
        their edges.

        Arguments:
            lines: the lines.
            reference: where the columns may stand.
            everywhere: all figures must, and in several columns.
        """
        counted = [line for line in lines if len(line.figures) <= self.count]
        offsets: list[tuple[float, ...]] = []
        columns: set[int] = set()
        fitting = 0
        for figures in (_split(line.figures) for line in counted):
            placed = self._assigned(figures, reference)
            if placed is not None:
                fitting += 1
                columns.update(placed)
                offsets += [
                    _offsets(piece, reference.spans[at])
                    for piece, at in zip(figures, placed, strict=True)
                ]
        enough = 1.0 if everywhere else _NEARLY_ALL
        if fitting < enough * len(counted) or (everywhere and len(columns) < _FEW):
            return None
        found = _usual_offset(offsets, reference.askew, reference.lined_up, enough)
        return Fitted(reference, *found) if found else None

    def _assigned(self, figures: Sequence[Piece], reference: Reference) -> tuple[int, ...] | None:
        """Return the column of each figure; ``None`` where they might as well stand in others."""
        spans = reference.spans
        if len(figures) > len(spans):
            return None
        costs = [[_distance(piece, span) for span in spans] for piece in figures]
        best, second = _cheapest(costs, len(spans))
        if best is None or any(
            _gap(piece, spans[at]) > _FAR for piece, at in zip(figures, best[1], strict=True)
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


def _are_apart(spans: Sequence[Span]) -> bool:
    """Tell whether columns follow each other from left to right without overlapping."""
    return all(left.last < right.first for left, right in pairwise(spans))


def _groups(lines: Sequence[Sequence[Piece]]) -> dict[Piece, list[Piece]]:
    """Return the figures that stand below each other, by a piece as wide as all of them.

    Nothing is returned where two figures of one line come to stand in one group.
    """
    groups: dict[Piece, list[Piece]] = {}
    last: Piece | None = None
    for piece in sorted((piece for line in lines for piece in line), key=lambda p: p.first):
        if last is None or piece.first > last.last:
            last = Piece(piece.cell, piece.first, piece.last, piece.line)
            groups[last] = []
        last.last = max(last.last, piece.last)
        groups[last].append(piece)
    if any(len({piece.line for piece in group}) < len(group) for group in groups.values()):
        return {}
    return groups


def _usual(column: Sequence[Piece]) -> Span:
    """Return where most figures of a column stand, as wide as the widest of them."""
    from statistics import median

    edges = [median(each) for each in zip(*(_edges(piece) for piece in column), strict=True)]
    spreads = [
        sum(abs(own - edge) for own in each)
        for each, edge in zip(zip(*(_edges(p) for p in column), strict=True), edges, strict=True)
    ]
    width = max(piece.last - piece.first for piece in column)
    left, middle, right = edges
    best = spreads.index(min(spreads))
    first = (left, middle - width / 2, right - width)[best]
    return Span(first, first + width)


def _edges(piece: Piece) -> tuple[float, float, float]:
    return piece.first, piece.middle, piece.last


def _offsets(piece: Piece, span: Span) -> tuple[float, ...]:
    """Return how far a figure is from its column by the left edge, the middle and the right edge."""
    return tuple(own - other for own, other in zip(_edges(piece), span.anchors, strict=True))


def _usual_offset(
    offsets: Sequence[tuple[float, ...]], askew: float, fixed: bool, enough: float = _NEARLY_ALL
) -> tuple[int, float] | None:
    """Return by which edge, and by how much, figures stand off their columns.

    Arguments:
        offsets: of each figure by the left edge, the middle and the right edge.
        askew: by so much one may differ from the others.
        fixed: they are to stand right below the edge; so are few, which agree by chance.
        enough: so large a share must stand so.
    """
    from statistics import median

    if not offsets:
        return 0, 0.0
    fits: list[tuple[int, float, int, float]] = []
    for edge, each in enumerate(zip(*offsets, strict=True)):
        usual = 0.0 if fixed or len(offsets) < _FEW else median(each)
        inside = sum(abs(offset - usual) <= askew for offset in each)
        if abs(usual) <= _FAR and inside >= enough * len(each):
            fits.append((-inside, sum(abs(offset - usual) for offset in each), edge, usual))
    return min(fits)[2:] if fits else None


def _gap(piece: Piece, span: Span) -> float:
    """Return how many display columns lie between a figure and a column."""
    return max(0.0, span.first - piece.last - 1, piece.first - span.last - 1)


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
