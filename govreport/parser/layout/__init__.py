"""Tables laid out with spaces: columns told by their place on the line, labels wrapped.

A label that is too long for its column stands partly above and below the line of its figures, so
the fragments around a line of figures are put together until they make a label of the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from govreport.parser.labels import Labels
from govreport.parser.layout.body import Body
from govreport.parser.layout.headings import Heading, heading_of
from govreport.parser.layout.labelling import labelled
from govreport.parser.layout.pieces import Printed, printed_of
from govreport.parser.layout.torn import put_back
from govreport.parser.lines import Line
from govreport.reading.document import Grid

__all__ = ["lines_of_layout"]

_HALF = 6
"""So many lines of a label stand below its figures at most."""


def lines_of_layout(grids: Sequence[Grid], labels: Labels) -> list[Line]:
    """Return the candidate rows of a table that is laid out with spaces.

    Arguments:
        grids: its parts, page by page; each has ``offsets``.
        labels: the labels of the form.
    """
    lines = _lines(put_back(list(printed_of(grids))), labels)
    others = [replace(grid, offsets=grid.other_offsets or grid.offsets) for grid in grids]
    if any(grid.other_offsets for grid in grids):
        _doubt_others(lines, _lines(put_back(list(printed_of(others))), labels))
    _doubt_unheaded(lines, labels)
    return lines


def _doubt_unheaded(lines: list[Line], labels: Labels) -> None:
    """Doubt figures under no heading where more columns are named above than there are figures."""
    for line in lines:
        if line.guessed and not line.heads and not line.labels:
            named = sum(1 for _ in takewhile(labels.columns_of, line.above))
            line.unsure = line.unsure or named > len(line.fields)


def _doubt_others(lines: list[Line], others: list[Line]) -> None:
    """Doubt the figures that another way to count columns does not give to the same ones."""
    found = {line.location: [cell.text for cell in line.fields] for line in others if line.guessed}
    for line in lines:
        texts = [cell.text for cell in line.fields]
        if line.guessed and line.heads and found.get(line.location) != texts:
            line.unsure, line.guessed, line.heads = True, 0, ()


def _lines(printed: list[Printed], labels: Labels) -> list[Line]:
    lines: list[Line] = []
    heading = Heading()
    start = 0
    while start < len(printed):
        begin = _first_row(printed, start, labels)
        if begin > start:
            heading = heading_of(printed[start:begin], labels)
        stop = _next_heading(printed, begin, heading, labels)
        lines.extend(Body(printed[begin:stop], heading, labels).lines())
        start = max(_titles_before(printed, stop, labels), begin + 1)
    return lines


def _first_row(printed: list[Printed], start: int, labels: Labels) -> int:
    """Return the line on which a row begins: it has figures, or the label of a row."""
    figures = next((at for at in range(start, len(printed)) if printed[at].figures), len(printed))
    rows = labelled(printed[start : figures + _HALF], labels, Heading())
    return min([start + row.first for row in rows] + [figures])


def _next_heading(printed: list[Printed], start: int, heading: Heading, labels: Labels) -> int:
    """Return where a line names columns again, behind the figures that begin at ``start``.

    Words left of all columns («数量», the end of a wrapped label) do not.
    """
    for at in range(start + 1, len(printed)):
        line = printed[at]
        left = all(piece.last < heading.left for piece in line.labels)
        if not line.figures and not left and _names_columns(line, labels):
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
