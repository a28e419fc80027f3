"""Tables laid out with spaces: columns told by their place on the line, labels wrapped.

A label that is too long for its column stands partly above and below the line of its figures, so
the fragments around a line of figures are put together until they make a label of the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from govreport.parser.labels import Labels
from govreport.parser.lines import Line
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell, Grid

__all__ = ["lines_of_layout"]

_MOST = 6
"""So many lines of a label stand above or below its figures at most."""

_GOOD = 0.7
"""Weight from which a label is taken for figures that stand beside it."""

_SHIFT = 2.5
"""By so many display columns a figure may stand beside the middle of its column."""

_NEARLY_ALL = 0.9
"""Share of the figures of a page that stand in its columns, but for very long ones."""

_SURE = 0.9
"""Weight from which a label is certain even without figures."""


@dataclass(slots=True, eq=False)
class Piece:
    """A cell with the display columns that it covers.

    Arguments:
        cell: the cell.
        first: first display column.
        last: last display column.
        line: number of the line that it stands on.
    """

    cell: Cell
    first: int
    last: int
    line: int

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2

    def overlaps(self, other: Piece) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(slots=True, eq=False)
class Printed:
    """A line of text: labels on the left, figures on the right.

    Arguments:
        labels: the labels, from the left.
        figures: the figures, from the left.
        page: number of the grid that it stands in.
    """

    labels: list[Piece]
    figures: list[Piece]
    page: int


@dataclass(slots=True, eq=False)
class Head:
    """A heading over a column, its lines from the bottom up."""

    pieces: list[Piece]
    name: str = ""

    @property
    def middle(self) -> float:
        return sum(piece.middle for piece in self.pieces) / len(self.pieces)


@dataclass(slots=True)
class Heading:
    """The headings over a table.

    Arguments:
        heads: one for each column, from the left.
        above: the other words over the table: groups, titles.
        page: number of the grid that it stands in.
    """

    heads: list[Head] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    page: int = 0


def lines_of_layout(grids: Sequence[Grid], labels: Labels) -> list[Line]:
    """Return the candidate rows of a table that is laid out with spaces.

    Arguments:
        grids: its parts, page by page; each has ``offsets``.
        labels: the labels of the form.
    """
    printed = list(_printed(grids))
    lines: list[Line] = []
    heading = Heading()
    start = 0
    while start < len(printed):
        begin = _first_row(printed, start, labels)
        if begin > start:
            heading = _heading(printed[start:begin], labels)
        stop = _next_heading(printed, begin, heading, labels)
        lines.extend(Body(printed[begin:stop], heading, labels).lines())
        start = max(_titles_before(printed, stop, labels), begin + 1)
    return lines


def _printed(grids: Sequence[Grid]) -> Iterator[Printed]:
    number = 0
    for page, grid in enumerate(grids):
        for row, offsets in zip(grid.rows, grid.offsets or (), strict=True):
            number += 1
            pieces = [Piece(c, *place, number) for c, place in zip(row, offsets, strict=True)]
            pieces = [piece for piece in pieces if piece.cell.text.strip()]
            begin = len(pieces)
            while begin and is_figure(pieces[begin - 1].cell.text):
                begin -= 1
            if pieces:
                yield Printed(pieces[:begin], pieces[begin:], page)


def _first_row(printed: list[Printed], start: int, labels: Labels) -> int:
    """Return the line on which a row begins: it has figures, or the label of a row."""
    for at in range(start, len(printed)):
        if printed[at].figures or _begins_row(printed[at : at + _MOST], labels):
            return at
    return len(printed)


def _begins_row(lines: list[Printed], labels: Labels) -> bool:
    """Tell whether a piece of the first line, with those below it, makes the label of a row."""
    for piece in lines[0].labels:
        column = [piece, *_column(lines[1:], [piece], upwards=False)]
        texts = ["".join(p.cell.text for p in column[:size]) for size in range(1, len(column) + 1)]
        if any(_is_row(text, labels) for text in texts):
            return True
    return False


def _is_row(text: str, labels: Labels) -> bool:
    """Tell whether a text is certainly the label of a row, and of nothing above the figures."""
    above = labels.stands_above(text) or labels.columns_of(text)
    return not above and _weight(text, labels) >= _SURE


def _next_heading(printed: list[Printed], start: int, heading: Heading, labels: Labels) -> int:
    """Return where a line names columns again, behind the figures that begin at ``start``.

    A lone word left of all columns («数量», the end of a wrapped label) does not.
    """
    left = min((p.first for head in heading.heads for p in head.pieces), default=0)
    for at in range(start + 1, len(printed)):
        line = printed[at]
        alone = len(line.labels) == 1 and line.labels[0].last < left
        if not line.figures and not alone and _names_columns(line, labels):
            return at
    return len(printed)


def _titles_before(printed: list[Printed], stop: int, labels: Labels) -> int:
    """Return where the titles over a heading begin; they may be the end of a label as well."""
    while stop < len(printed) and not printed[stop - 1].figures:
        if not _is_title(printed[stop - 1], labels):
            break
        stop -= 1
    return stop


def _names_columns(line: Printed, labels: Labels) -> bool:
    named = [piece for piece in line.labels if labels.columns_of(piece.cell.text)]
    rows = [piece for piece in line.labels if labels.rows(piece.cell.text)]
    return len(named) >= 2 or (len(named) == 1 and not rows)


def _is_title(line: Printed, labels: Labels) -> bool:
    return all(
        not labels.rows(piece.cell.text) or labels.stands_above(piece.cell.text)
        for piece in line.labels
    )


# ── headings ────────────────────────────────────────────────────────────────────────────────────


def _heading(lines: list[Printed], labels: Labels) -> Heading:
    """Put the words over a table together by the columns that they share."""
    heads: list[Head] = []
    above: list[str] = []
    for line in reversed(lines):
        if any(_repeats(piece, heads, labels) for piece in line.labels):
            break  # the heading of another table, which has no figures
        for piece in line.labels:
            under = [head for head in heads if any(piece.overlaps(p) for p in head.pieces)]
            if labels.is_group(piece.cell.text) or len(under) > 1:
                above.append(piece.cell.text)
            elif under:
                under[0].pieces.append(piece)
                above.append(piece.cell.text)
            else:
                heads.append(Head([piece]))
                above.append(piece.cell.text)
    heads = _named(sorted(heads, key=lambda head: head.middle), labels)
    left = min((head.middle for head in heads if head.name), default=0.0)
    return Heading([h for h in heads if h.name or h.middle > left], above, lines[-1].page)


def _repeats(piece: Piece, heads: list[Head], labels: Labels) -> bool:
    """Tell whether a piece names the column that a heading below it names already."""
    named = labels.columns_of(piece.cell.text)
    return bool(named) and any(
        labels.columns_of(other.cell.text) == named
        for head in heads
        for other in head.pieces
        if other.line != piece.line and other.overlaps(piece)
    )


def _named(heads: list[Head], labels: Labels) -> list[Head]:
    """Name the headings; neighbours that only make a label together are joined."""
    found: list[Head] = []
    for head in heads:
        head.name = _name(head, labels)
        last = found[-1] if found else None
        if last and not head.name and not last.name:
            both = Head([*last.pieces, *head.pieces])
            both.name = _name(both, labels)
            if both.name:
                found[-1] = both
                continue
        found.append(head)
    return found


def _name(head: Head, labels: Labels) -> str:
    """Return the column label that the lines of a heading make, from the bottom up."""
    text = ""
    for line in sorted({piece.line for piece in head.pieces}, reverse=True):
        row = sorted((p for p in head.pieces if p.line == line), key=lambda piece: piece.first)
        text = "".join(piece.cell.text for piece in row) + text
        if labels.columns_of(text):
            return text
    return ""


# ── figures ─────────────────────────────────────────────────────────────────────────────────────


class Body:
    """The rows below a heading.

    Arguments:
        lines: the lines of text.
        heading: the headings over them.
        labels: the labels of the form.
    """

    def __init__(self, lines: list[Printed], heading: Heading, labels: Labels) -> None:
        self.printed = lines
        self.heading = heading
        self.labels = labels
        self.used: set[Piece] = set()

    def lines(self) -> Iterator[Line]:
        """Yield a line for every line of figures, and for every label without figures."""
        numbers = [at for at, line in enumerate(self.printed) if line.figures]
        found = {at: self._line(at, numbers) for at in numbers}
        low = 0
        for at in (*numbers, len(self.printed)):
            yield from self._without_figures(low, at)
            if at in found:
                yield found[at]
            low = at + 1

    def _line(self, at: int, numbers: list[int]) -> Line:
        """Put the label of a line of figures together."""
        low = max((n + 1 for n in numbers if n < at), default=0)
        high = min((n for n in numbers if n > at), default=len(self.printed))
        line = self.printed[at]
        label = self._label(at, low, high)
        self.used.update(label, line.labels)
        names = [piece.cell.text for piece in line.labels if piece not in label]
        fields = _fields(line, self.printed, self.heading)
        heads = tuple(map(_stack, self.heading.heads))
        return Line(
            labels=(*names, "".join(piece.cell.text for piece in label)) if label else (*names,),
            fields=fields or [piece.cell for piece in line.figures],
            location=line.figures[0].cell.location,
            heads=heads if fields and len(fields) == len(heads) else (),
            unsure=fields is None,
            guessed=fields is not None and len(fields) > len(line.figures),
            above=tuple(self.heading.above),
        )

    def _label(self, at: int, low: int, high: int) -> list[Piece]:
        """Return the pieces that make the label of line ``at``, from the lines around it.

        The innermost pieces are tried first, as the outer ones are labels of groups.
        """
        best: list[Piece] = []
        weight = 0.0
        for base in self._bases(at, low, high):
            middle = base if base[0] in self.printed[at].labels else []
            above = _column(self.printed[low:at], base, upwards=True)
            below = _column(self.printed[at + 1 : high], base, upwards=False)
            choices = [
                [*reversed(above[:up]), *middle, *below[:down]]
                for up, down in _sizes(len(above), len(below))
                if middle or (up and down)  # what has no part on the line stands on both sides
            ]
            pieces, found = self._heaviest(choices)
            if found > weight:
                best, weight = pieces, found
            if weight >= _SURE:
                break
        return best if weight >= _GOOD else []

    def _bases(self, at: int, low: int, high: int) -> list[list[Piece]]:
        """The pieces that a label may be built around, the innermost first.

        These are pieces of the line, or several of them side by side, and pieces above or below
        where the line itself has none in their column.
        """
        own = self.printed[at].labels
        near = self.printed[at - 1].labels[-1:] if at > low else []
        near += self.printed[at + 1].labels[-1:] if at + 1 < high else []
        bases = [[piece] for piece in near if not any(piece.overlaps(other) for other in own)]
        bases += [own[begin:end] for begin, end in combinations(range(len(own) + 1), 2)]
        return sorted(bases, key=lambda pieces: (-pieces[-1].first, len(pieces)))

    def _heaviest(self, choices: list[list[Piece]]) -> tuple[list[Piece], float]:
        """Return the pieces that most likely are the label of a row, and how likely."""
        best: list[Piece] = []
        weight = 0.0
        for pieces in choices:
            text = "".join(piece.cell.text for piece in pieces)
            found = _weight(text, self.labels)
            if found > weight:
                best, weight = pieces, found
        return best, weight

    def _without_figures(self, low: int, high: int) -> Iterator[Line]:
        """Yield a blank line for every label that is left between two lines of figures."""
        for at in range(low, high):
            for piece in self.printed[at].labels:
                if piece in self.used:
                    continue
                column = [piece, *_column(self.printed[at + 1 : high], [piece], upwards=False)]
                choices = [column[:size] for size in range(1, len(column) + 1)]
                free = [pieces for pieces in choices if not self.used.intersection(pieces)]
                label, weight = self._heaviest(free)
                text = "".join(p.cell.text for p in label)
                if weight >= _SURE and (self._is_left(piece) or _is_row(text, self.labels)):
                    self.used.update(label)
                    yield Line((text,), [], piece.cell.location, above=tuple(self.heading.above))

    def _is_left(self, piece: Piece) -> bool:
        """Tell whether a piece stands left of all columns of figures."""
        heads = [p for head in self.heading.heads for p in head.pieces]
        return bool(heads) and piece.last < min(p.first for p in heads)


def _sizes(above: int, below: int) -> list[tuple[int, int]]:
    """How many pieces to take from above and below, as many on either side first."""
    sizes = product(range(above + 1), range(below + 1))
    return sorted(sizes, key=lambda size: (abs(size[0] - size[1]), size))


def _weight(text: str, labels: Labels) -> float:
    return max(labels.rows(text).values(), default=0.0) if text else 0.0


def _column(lines: Sequence[Printed], base: list[Piece], upwards: bool) -> list[Piece]:
    """Return the fragments in the column of ``base``, the nearest first."""
    found: list[Piece] = []
    for line in reversed(lines) if upwards else lines:
        over = [piece for piece in line.labels if any(piece.overlaps(b) for b in base)]
        if len(over) == 1 and len(found) < _MOST:
            found.append(over[0])
    return found


def _fields(line: Printed, lines: list[Printed], heading: Heading) -> list[Cell] | None:
    """Return the cells of a line, blank ones where a column has no figure.

    Returns ``None`` when figures are missing and their places do not tell which.
    """
    if len(line.figures) >= len(heading.heads):
        return [piece.cell for piece in line.figures]
    blank = Cell("", line.figures[0].cell.location)
    nearby = [piece for other in lines if other.page == line.page for piece in other.figures]
    for middles in _references(line, lines, heading):
        placed = _placed(line.figures, middles)
        if placed is not None and _fits(nearby, middles):
            return [placed[at].cell if at in placed else blank for at in range(len(middles))]
    return None


def _fits(figures: list[Piece], middles: list[float]) -> bool:
    """Tell whether these are the columns of a page: nearly all of its figures stand in them."""
    inside = sum(min(abs(piece.middle - m) for m in middles) <= _SHIFT for piece in figures)
    return inside >= _NEARLY_ALL * len(figures)


def _stack(head: Head) -> tuple[str, ...]:
    return (head.name, *(piece.cell.text for piece in head.pieces)) if head.name else tuple(
        piece.cell.text for piece in head.pieces
    )


def _references(
    line: Printed, lines: list[Printed], heading: Heading
) -> Iterator[list[float]]:
    """Yield where the columns may stand: as full lines of the page show, headings, other pages."""
    full = [other for other in lines if len(other.figures) == len(heading.heads)]
    here = [other for other in full if other.page == line.page]
    if here:
        yield _means(here)
    if heading.heads:
        yield [head.middle for head in heading.heads]
    if full:
        yield _means(full)


def _means(full: list[Printed]) -> list[float]:
    columns = zip(*(line.figures for line in full), strict=True)
    return [sum(piece.middle for piece in column) / len(column) for column in columns]


def _placed(figures: list[Piece], middles: list[float]) -> dict[int, Piece] | None:
    """Give each figure to the column it stands in; ``None`` when one stands in none."""
    placed: dict[int, Piece] = {}
    for piece in figures:
        at = min(range(len(middles)), key=lambda n: abs(middles[n] - piece.middle))
        if at in placed or abs(middles[at] - piece.middle) > _SHIFT:
            return None
        placed[at] = piece
    return placed
