"""The rows of a table laid out with spaces: labels put together around lines of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from govreport.parser.labels import Labels
from govreport.parser.layout.columns import Columns
from govreport.parser.layout.headings import Heading
from govreport.parser.layout.labelling import Label, labelled
from govreport.parser.layout.pieces import Piece, Printed, may_be_word, text_of, weight_of
from govreport.parser.layout.torn import WHOLE, mended
from govreport.parser.lines import Line
from govreport.reading.document import Cell

__all__ = ["Body"]


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
        torn = {id(label) for at in self._strays(of_line) for label in self._torn(at, of_line)}
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
            fields=fields or [piece.cell for piece in line.figures],
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

    def _strays(self, of_line: Mapping[int, Label]) -> Iterator[int]:
        """Yield the lines of figures that belong to no row."""
        return (at for at, line in enumerate(self.printed) if line.figures and at not in of_line)

    def _torn(self, stray: int, of_line: Mapping[int, Label]) -> Iterator[Label]:
        """Yield the rows beside a stray line of figures that may be the rest of theirs.

        It has no label, or one that goes on with theirs; as many figures as theirs without a label
        are a row of its own.
        """
        line = self.printed[stray]
        for at in (stray - 1, stray + 1):
            label = of_line.get(at)
            if label is None:
                continue
            whole = len(line.figures) == len(self.printed[at].figures) >= WHOLE
            if self._goes_on(label, line.labels) if line.labels else not whole:
                yield label

    def _goes_on(self, label: Label, pieces: Sequence[Piece]) -> bool:
        """Tell whether words before or behind a label make a better one of both."""
        text, more = text_of(label.pieces), text_of(pieces)
        weight = weight_of(text, self.form)
        return any(weight_of(each, self.form) > weight for each in (text + more, more + text))

    def _is_near_stray(self, label: Label) -> bool:
        """Tell whether a line of figures without a label stands right above or below a row."""
        taken = {at for each in self.labels for at in range(each.first, each.last + 1)}
        for at, step in ((label.first - 1, -1), (label.last + 1, 1)):
            while 0 <= at < len(self.printed) and at not in taken:
                if self.printed[at].figures:
                    return True
                at += step
        return False


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
