"""The litigation table where its cells have lost their columns: labels and figures in sequence.

Reconsideration and the two kinds of litigation are printed side by side, one below the other, or
each by itself. What remains of any of these is a sequence of labels of rows, labels of columns and
runs of figures; the labels since the last run of figures tell what the next run is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport.parser.labels import Labels, Place, sharing_tables
from govreport.parser.lines import Line
from govreport.parser.numbers import is_figure, read_number
from govreport.reading.document import Cell, Grid

__all__ = ["Blocks", "Figures", "Token", "Word", "blocks_of", "words_of_grid"]


class Word(NamedTuple):
    """A label in the sequence."""

    text: str


class Figures(NamedTuple):
    """A run of figures.

    Arguments:
        cells: the places for figures, blank ones included.
        joined: all of it as one text, where figures may have run together.
    """

    cells: tuple[Cell, ...]
    joined: Cell | None = None


Token = Word | Figures


@dataclass(slots=True)
class _State:
    rows: list[Place] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    fresh: bool = False
    """No figures have come since the last label."""
    heading: bool = False
    """Labels of columns have come since the last figures."""
    lost: bool = False
    """Figures have come that were for none of the rows named before them."""


@dataclass(slots=True)
class Blocks:
    """What a sequence gives for the rows of the litigation table.

    Arguments:
        lines: the line of each row whose figures stand apart, in reading order.
        joined: rows whose figures run together, with the text that holds them.
    """

    lines: dict[Place, Line] = field(default_factory=dict)
    joined: list[tuple[tuple[Place, ...], Cell]] = field(default_factory=list)

    def enter(self, place: Place, line: Line) -> None:
        """Enter the line of a row: the first one, unless that is blank."""
        before = self.lines.get(place)
        if before is None or before.is_blank:
            self.lines[place] = line

    def has_any(self, places: Sequence[Place]) -> bool:
        """Tell whether figures were found for one of these rows."""
        taken = set(self.lines).union(*(rows for rows, _ in self.joined))
        return not taken.isdisjoint(places)


def blocks_of(tokens: Sequence[Token], labels: Labels) -> Blocks:
    """Return the lines of the rows that a sequence gives figures for.

    Arguments:
        tokens: labels and figures in reading order.
        labels: the labels of the form.
    """
    found = Blocks()
    for tables in sharing_tables(labels.form):
        state = _State()
        for token in tokens:
            if isinstance(token, Word):
                _take_label(token.text, tables, labels, state)
            else:
                taken = _take_figures(token, tables, labels, state, found)
                state.lost |= not taken and len(token.cells) > 1
                state.fresh = False
    return found


def _take_label(text: str, tables: tuple[str, ...], labels: Labels, state: _State) -> None:
    column = labels.column(tables[0], text)
    rows = [p for p, weight in labels.rows(text).items() if p.table in tables and weight > 0.8]
    if not column and not rows:
        if labels.is_row(text):  # of another table: its figures are none of these rows'
            state.rows.clear()
            state.columns.clear()
        return
    if not state.fresh and (rows or state.lost):
        state.rows.clear()
    if column and not rows and not state.heading:
        state.columns.clear()
    state.heading = bool(column) or (state.heading and state.fresh)
    state.fresh, state.lost = True, False
    if rows and rows[0] not in state.rows:
        state.rows.append(rows[0])
    elif column:
        state.columns.append(column)


def _take_figures(
    token: Figures, tables: tuple[str, ...], labels: Labels, state: _State, found: Blocks
) -> bool:
    """Enter a run of figures; ``False`` when the labels before it do not tell what it is."""
    every = [place for place in labels.places if place.table in tables]
    columns = [column.id for column in labels.form.table[tables[0]].columns]
    size = len(columns)
    token = token._replace(cells=_without_blocks(token.cells, state, size))
    rows = _rows_for(token, state, every, size)
    if not rows:
        run = _rows_joined(token.joined, state, every, size) if token.joined else ()
        if run and token.joined and not found.has_any(run):
            found.joined.append((run, token.joined))
        return bool(run)
    missing = size * len(rows) - len(token.cells)
    cells = [*token.cells, *[Cell("", token.cells[-1].location)] * missing]
    order = _column_order(state, columns)
    for number, place in enumerate(rows):
        part = cells[number * size : (number + 1) * size]
        line = _line(part, order)
        line.unsure = len(state.columns) < size and not _adds_up(line.fields)
        found.enter(place, line)
    return True


def _adds_up(fields: Sequence[Cell]) -> bool:
    """Tell whether the last figure is the sum of the others, as far as figures are printed."""
    figures = [read_number(cell.text).value or 0 for cell in fields]
    return figures[-1] == sum(figures[:-1])


def _without_blocks(cells: tuple[Cell, ...], state: _State, size: int) -> tuple[Cell, ...]:
    """Leave out blank blocks at the end for which no labels stand before the figures."""
    blocks = max(1, len(state.rows), len(state.columns) // size)
    while len(cells) > size * blocks and not any(cell.text.strip() for cell in cells[-size:]):
        cells = cells[:-size]
    return cells


def _rows_for(token: Figures, state: _State, every: list[Place], size: int) -> list[Place]:
    """Return the rows that a run of figures is for, by its length and the labels before it."""
    count = len(token.cells)
    named = sorted(state.rows) if len(state.rows) == len(every) else state.rows
    if count == size * len(every) and (len(state.columns) >= size or named):
        return every
    if named and size * (len(named) - 1) < count <= size * len(named):
        cut_off = any(not cell.text.strip() for cell in token.cells)
        return named if count == size * len(named) or cut_off else []
    side_by_side = len(state.columns) > size
    return named[-1:] if count == size and not side_by_side else []


def _rows_joined(cell: Cell, state: _State, every: list[Place], size: int) -> tuple[Place, ...]:
    """Return the rows that digits which run together are for, if they can be enough for them.

    The labels of columns must stand before them, or any number in prose might be taken for such.
    """
    if len(state.columns) < size:
        return ()
    rows = sorted(state.rows) if len(state.rows) == len(every) else state.rows
    if not rows and len(state.columns) == size * len(every):
        rows = every
    digits = "".join(cell.text.split())
    return tuple(rows) if digits.isdecimal() and len(digits) >= size * len(rows) else ()


def _column_order(state: _State, columns: list[str]) -> list[int]:
    """Return where each column of the form stands in a block.

    Labels that are all there and alike in every block may tell another order than the form's.
    """
    size = len(columns)
    blocks = [state.columns[at : at + size] for at in range(0, len(state.columns), size)]
    if blocks and sorted(blocks[0]) == sorted(columns) and all(b == blocks[0] for b in blocks):
        return [blocks[0].index(column) for column in columns]
    return list(range(size))


def _line(cells: list[Cell], order: list[int]) -> Line:
    return Line((), [cells[at] for at in order], cells[0].location)


def words_of_grid(grid: Grid, size: int = 5) -> list[Token]:
    """Return the rows of a grid as a sequence of labels and runs of figures.

    All fields behind the last label of a row belong to its run of figures, leading blank ones
    too; trailing blank ones beyond the figures are left out. A row of blank fields alone is a run:
    a block in which no figure is printed.

    Arguments:
        grid: the grid.
        size: how many figures a row of the form has.
    """
    tokens: list[Token] = []
    heading: list[tuple[int, Word]] = []
    for number, row in enumerate(grid.rows):
        words = [
            at for at, cell in enumerate(row) if cell.text.strip() and not is_figure(cell.text)
        ]
        cells = row[words[-1] + 1 if words else 0 :]
        if not any(cell.text.strip() for cell in cells) and (words or len(cells) < size):
            heading += [(_column(grid, number, at), Word(row[at].text)) for at in words]
            continue
        tokens += _by_column(heading)
        heading.clear()
        tokens += [Word(row[at].text) for at in words]
        tokens.append(Figures(tuple(_without_tail(cells, size))))
    return [*tokens, *_by_column(heading)]


def _column(grid: Grid, row: int, at: int) -> int:
    """Return the display column of a cell; 0 in a grid that is not laid out with spaces."""
    return grid.offsets[row][at][0] if grid.offsets else 0


def _by_column(heading: list[tuple[int, Word]]) -> list[Word]:
    """Put labels that are wrapped over several lines into the order of their columns."""
    return [word for _, word in sorted(heading, key=lambda pair: pair[0])]


def _without_tail(cells: list[Cell], size: int) -> list[Cell]:
    """Leave out blank fields behind a whole number of blocks."""
    last = max((at for at, cell in enumerate(cells) if cell.text.strip()), default=-1) + 1
    return cells[: max(last, len(cells) // size * size)]
