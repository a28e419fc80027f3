"""The rows of a table laid out with spaces: labels put together around lines of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govreport.parser.labels import Labels
from govreport.parser.layout.columns import Columns
from govreport.parser.layout.headings import Heading
from govreport.parser.layout.labelling import Label, labelled
from govreport.parser.layout.pieces import Piece, Printed, may_be_word, text_of, weight_of
from govreport.parser.layout.torn import WHOLE, mended
from govreport.parser.lines import Line
from govreport.parser.numbers import is_figure
from govreport.reading.document import Cell
from govreport.text import Text

__all__ = ["Body"]

NO_FIGURE = Text(
    "“{printed}”不成一个数：可能换行后只剩一部分，或与旁边的数字连在一起",
    "“{printed}” makes no number: a part of it may stand on another line, or others adjoin it",
)


class Body:
    """The rows below a heading.

    Arguments:
        lines: the lines of text.
        heading: the headings over them.
        labels: the labels of the form.
    """

    def __init__(self, lines: list[Printed], heading: Heading, labels: Labels) -> None:
        self.printed = mended([_told_apart(line, heading) for line in lines])
        self.heading = heading.fitted(self.printed, labels)
        self.columns = Columns(self.printed, self.heading)
        self.form = labels
        self.labels = labelled(self.printed, labels, self.heading)

    def lines(self) -> Iterator[Line]:
        """Yield a line for every line of figures, and for every label without figures."""
        of_line = {label.figures: label for label in self.labels if label.figures is not None}
        torn = set(map(id, self._torn()))
        found = [
            (label.first, self._blank(label)) for label in self.labels if label.figures is None
        ]
        for at, line in enumerate(self.printed):
            if line.figures:
                label = of_line.get(at)
                row = self._line(line, label)
                row.unsure = row.unsure or id(label) in torn
                found.append((label.first if label else at, row))
        yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))

    def _line(self, line: Printed, label: Label | None) -> Line:
        """Return a line of figures with its label."""
        pieces = label.pieces if label else ()
        names = [piece.text for piece in line.labels if piece not in pieces]
        fields = self.columns.cells(line)
        heads = tuple(head.texts for head in self.heading.heads)
        return Line(
            labels=(*names, text_of(pieces)) if label else tuple(names),
            fields=[_doubted(cell) for cell in fields or [p.cell for p in line.figures]],
            location=line.figures[0].cell.location,
            heads=heads if fields and len(fields) == len(heads) else (),
            unsure=fields is None,
            guessed=self.columns.page_of(line) if fields and self._is_guessed(line, fields) else 0,
            above=tuple(self.heading.above),
        )

    def _is_guessed(self, line: Printed, fields: list[Cell]) -> bool:
        """Tell whether headings do not vouch for the columns of a line, or only by their place."""
        return not self.heading.heads or len(fields) > len(line.figures)

    def _blank(self, label: Label) -> Line:
        """Return a row without figures, doubtful where figures beside it belong to no row."""
        cell = label.pieces[0].cell
        return Line(
            (text_of(label.pieces),),
            [],
            cell.location,
            unsure=self._is_near_stray(label),
            above=tuple(self.heading.above),
        )

    def _torn(self) -> Iterator[Label]:
        """Yield the rows that have a line of figures without a row in them or beside them.

        It may be the rest of theirs where it has no label, or one that goes on with theirs; as many
        figures below theirs without a label are a row of its own.
        """
        rows = [label for label in self.labels if label.figures is not None]
        taken = {label.figures for label in rows}
        for at, line in enumerate(self.printed):
            if not line.figures or at in taken:
                continue
            for label in rows:
                if not label.first - 1 <= at <= label.last + 1:
                    continue
                if (
                    self._goes_on(label, line.labels)
                    if line.labels
                    else not self._is_row(at, label)
                ):
                    yield label

    def _is_row(self, at: int, label: Label) -> bool:
        """Tell whether a line has a figure below each of a row's."""
        figures = self.printed[label.figures].figures if label.figures is not None else []
        own = self.printed[at].figures
        return len(own) == len(figures) >= WHOLE and all(map(Piece.overlaps, own, figures))

    def _goes_on(self, label: Label, pieces: Sequence[Piece]) -> bool:
        """Tell whether words before or behind a label make a better one of both."""
        text = text_of(label.pieces)
        weight = weight_of(text, self.form)
        parts = [text_of(pieces[at:]) for at in range(len(pieces))] + [p.text for p in pieces]
        return any(
            weight_of(each, self.form) > weight
            for part in parts
            for each in (text + part, part + text)
        )

    def _is_near_stray(self, label: Label) -> bool:
        """Tell whether a line of figures without a label stands right above or below a row."""
        taken = {at for each in self.labels for at in range(each.first, each.last + 1)}
        for at, step in ((label.first - 1, -1), (label.last + 1, 1)):
            while 0 <= at < len(self.printed) and at not in taken:
                if self.printed[at].figures:
                    return True
                at += step
        return False


def _doubted(cell: Cell) -> Cell:
    """Doubt what stands for a figure and is none: a part of it is missing, or others adjoin it."""
    if is_figure(cell.text):
        return cell
    return replace(cell, doubt=cell.doubt or NO_FIGURE.format(printed=" ".join(cell.text.split())))


def _told_apart(line: Printed, heading: Heading) -> Printed:
    """Return a line whose first figure («无») is taken for a label where it stands for none.

    It is a figure where there are as many as headings; else where it stands below them.
    """
    first = line.figures[0] if line.figures else None
    count = len(heading.heads)
    if not first or not may_be_word(first) or not count or len(line.figures) == count:
        return line
    if len(line.figures) < count and first.last >= heading.left:
        return line
    return replace(line, labels=[*line.labels, first], figures=line.figures[1:])
