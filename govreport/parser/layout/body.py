"""The rows of a table laid out with spaces: labels put together around lines of figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from govreport.parser.labels import Labels
from govreport.parser.layout.columns import cells_of
from govreport.parser.layout.headings import Heading
from govreport.parser.layout.pieces import GOOD, SURE, Piece, Printed, column_of, is_row, weight_of
from govreport.parser.lines import Line

__all__ = ["Body"]


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
        fields = cells_of(line, self.printed, self.heading)
        heads = tuple(head.texts for head in self.heading.heads)
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
            above = column_of(self.printed[low:at], base, upwards=True)
            below = column_of(self.printed[at + 1 : high], base, upwards=False)
            choices = [
                [*reversed(above[:up]), *middle, *below[:down]]
                for up, down in _sizes(len(above), len(below))
                if middle or (up and down)  # what has no part on the line stands on both sides
            ]
            pieces, found = self._heaviest(choices)
            if found > weight:
                best, weight = pieces, found
            if weight >= SURE:
                break
        return best if weight >= GOOD else []

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
            found = weight_of(text, self.labels)
            if found > weight:
                best, weight = pieces, found
        return best, weight

    def _without_figures(self, low: int, high: int) -> Iterator[Line]:
        """Yield a blank line for every label that is left between two lines of figures."""
        for at in range(low, high):
            for piece in self.printed[at].labels:
                if piece in self.used:
                    continue
                column = [piece, *column_of(self.printed[at + 1 : high], [piece], upwards=False)]
                choices = [column[:size] for size in range(1, len(column) + 1)]
                free = [pieces for pieces in choices if not self.used.intersection(pieces)]
                label, weight = self._heaviest(free)
                text = "".join(p.cell.text for p in label)
                if weight >= SURE and (self._is_left(piece) or is_row(text, self.labels)):
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
