"""Tables laid out with spaces: columns told by their place on the line, labels wrapped.

A label that is too long for its column stands partly above and below the line of its figures, so
the fragments around a line of figures are put together until they make a label of the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from govreport.parser.labels import Labels
from govreport.parser.lines import Field, Line
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell, Grid

__all__ = ["lines_of_layout"]

_MOST = 6
"""So many lines of a label stand above or below its figures at most."""

_GOOD = 0.6


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
        end = _first_figures(printed, start)
        words, own = _heading_lines(printed[start:end], labels)
        if words:
            heading = _heading(words, labels)
        stop = _next_heading(printed, end, labels)
        lines.extend(_body([*own, *printed[end:stop]], heading, labels))
        start = max(_titles_before(printed, stop, labels), end + 1)
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


def _first_figures(printed: list[Printed], start: int) -> int:
    return next((at for at in range(start, len(printed)) if printed[at].figures), len(printed))


def _next_heading(printed: list[Printed], start: int, labels: Labels) -> int:
    """Return where a line names columns again, behind the figures that begin at ``start``."""
    for at in range(start + 1, len(printed)):
        if not printed[at].figures and _names_columns(printed[at], labels):
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


def _heading_lines(
    lines: list[Printed], labels: Labels
) -> tuple[list[Printed], list[Printed]]:
    """Part the lines before the first figures into headings and the first label's fragments."""
    last = max((at for at, line in enumerate(lines) if _may_head(line, labels)), default=-1)
    return lines[: last + 1], lines[last + 1 :]


def _may_head(line: Printed, labels: Labels) -> bool:
    return len(line.labels) >= 2 or any(
        labels.columns_of(piece.cell.text) for piece in line.labels
    )


def _heading(lines: list[Printed], labels: Labels) -> Heading:
    """Put the words over a table together by the columns that they share."""
    heads: list[Head] = []
    above: list[str] = []
    for line in reversed(lines):
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


def _body(lines: list[Printed], heading: Heading, labels: Labels) -> Iterator[Line]:
    """Return a line for every line of figures, with its label put together."""
    numbers = [at for at, line in enumerate(lines) if line.figures]
    for nth, at in enumerate(numbers):
        low = numbers[nth - 1] + 1 if nth else 0
        high = numbers[nth + 1] if nth + 1 < len(numbers) else len(lines)
        found = _label(lines, at, low, high, labels)
        line = lines[at]
        names = tuple(piece.cell.text for piece in line.labels)
        fields = _fields(line, lines, heading)
        yield Line(
            labels=(*names, found) if found else names,
            fields=fields or [Field(piece.cell) for piece in line.figures],
            location=line.figures[0].cell.location,
            unsure=fields is None,
            above=tuple(heading.above),
        )


def _label(lines: list[Printed], at: int, low: int, high: int, labels: Labels) -> str:
    """Return the label of the figures on line ``at``, from the fragments around it."""
    own = [piece.cell.text for piece in lines[at].labels]
    best, weight = _best(["".join(own[begin:]) for begin in range(len(own))], labels)
    for base in _bases(lines, at, low, high):
        above = _column(lines[low:at], base, upwards=True)
        below = _column(lines[at + 1 : high], base, upwards=False)
        middle = [base] if base in lines[at].labels else []
        sizes = sorted(
            product(range(len(above) + 1), range(len(below) + 1)),
            key=lambda size: (abs(size[0] - size[1]), size),
        )
        for up, down in sizes:
            if not middle and not (up and down):
                continue  # a label that has no part on the line stands on both sides of it
            pieces = [*reversed(above[:up]), *middle, *below[:down]]
            text, found = _best(["".join(piece.cell.text for piece in pieces)], labels)
            if found > weight:
                best, weight = text, found
    return best if weight >= _GOOD else ""


def _best(texts: list[str], labels: Labels) -> tuple[str, float]:
    """Return the text that most likely is the label of a row, and how likely it is."""
    weights = [max(labels.rows(text).values(), default=0.0) if text else 0.0 for text in texts]
    weight = max(weights, default=0.0)
    return (texts[weights.index(weight)], weight) if weight else ("", 0.0)


def _bases(lines: list[Printed], at: int, low: int, high: int) -> Iterator[Piece]:
    """The pieces that the label of line ``at`` may be built around.

    That is the innermost one on the line, which a unit («件») may follow; if the line has none,
    the innermost ones above and below.
    """
    own = lines[at].labels
    if own:
        yield from own[:-2:-1]
        if len(own) > 1 and len(own[-1].cell.text.strip()) <= 2:
            yield own[-2]
        return
    if at > low and lines[at - 1].labels:
        yield lines[at - 1].labels[-1]
    if at + 1 < high and lines[at + 1].labels:
        yield lines[at + 1].labels[-1]


def _column(lines: Sequence[Printed], base: Piece, upwards: bool) -> list[Piece]:
    """Return the fragments in the column of ``base``, the nearest first."""
    found: list[Piece] = []
    for line in reversed(lines) if upwards else lines:
        over = [piece for piece in line.labels if piece.overlaps(base)]
        if len(over) == 1 and len(found) < _MOST:
            found.append(over[0])
    return found


def _fields(line: Printed, lines: list[Printed], heading: Heading) -> list[Field] | None:
    """Put over each figure the heading of its column, blank fields where a column has none.

    Returns ``None`` when figures are missing and their places do not tell which.
    """
    heads = heading.heads
    if len(line.figures) > len(heads):
        return [Field(piece.cell) for piece in line.figures]
    if len(line.figures) == len(heads):
        return [Field(p.cell, _stack(h)) for p, h in zip(line.figures, heads, strict=True)]
    placed = _nearest(line.figures, _middles(line, lines, heading))
    if placed is None:
        return None
    blank = Cell("", line.figures[0].cell.location)
    return [
        Field(placed[at].cell if at in placed else blank, _stack(head))
        for at, head in enumerate(heads)
    ]


def _stack(head: Head) -> tuple[str, ...]:
    return (head.name, *(piece.cell.text for piece in head.pieces)) if head.name else tuple(
        piece.cell.text for piece in head.pieces
    )


def _middles(line: Printed, lines: list[Printed], heading: Heading) -> list[float]:
    """Return where the columns stand on this page: as full lines show, else as the headings do.

    On a page with neither, the places at which figures stand must be as many as the columns.
    """
    size = len(heading.heads)
    here = [other.figures for other in lines if other.page == line.page]
    full = [figures for figures in here if len(figures) == size]
    if full:
        return [sum(p.middle for p in column) / len(column) for column in zip(*full, strict=True)]
    if heading.page == line.page:
        return [head.middle for head in heading.heads]
    stands = _stands([piece for figures in here for piece in figures])
    return stands if len(stands) == size else []


def _stands(figures: list[Piece]) -> list[float]:
    """Return the places at which figures stand, one for each column that has any."""
    groups: list[list[Piece]] = []
    for piece in sorted(figures, key=lambda piece: piece.middle):
        if groups and any(piece.overlaps(other) for other in groups[-1]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [sum(piece.middle for piece in group) / len(group) for group in groups]


def _nearest(figures: list[Piece], middles: list[float]) -> dict[int, Piece] | None:
    """Give each figure to the nearest column; ``None`` when two claim the same."""
    if not middles:
        return None
    placed: dict[int, Piece] = {}
    for piece in figures:
        at = min(range(len(middles)), key=lambda n: abs(middles[n] - piece.middle))
        if at in placed:
            return None
        placed[at] = piece
    return placed
