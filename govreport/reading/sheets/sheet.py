"""A worksheet as the readers hand it over: cells with text, merged ranges, borders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from govreport.reading.document import Cell, Location

__all__ = ["Place", "Range", "Sheet", "cell_name", "column_name", "in_sheet", "parse_range"]

Place = tuple[int, int]
"""Row and column, from 1."""


class Range(NamedTuple):
    """A rectangle of places, the last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def anchor(self) -> Place:
        """The place whose cell is shown for the whole range."""
        return self.top, self.left


@dataclass(slots=True)
class Sheet:
    """A worksheet before its tables are told from its text.

    Arguments:
        locate: says where a place is found again.
        cells: the cells with text, by place.
        merges: the merged ranges.
        borders: per row the first and last column with a drawn border.
    """

    locate: Callable[[int, int], Location]
    cells: dict[Place, Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    borders: dict[int, tuple[int, int]] = field(default_factory=dict)

    def draw_border(self, row: int, column: int) -> None:
        """Note that a place has a border."""
        first, last = self.borders.get(row, (column, column))
        self.borders[row] = min(first, column), max(last, column)


def column_name(column: int) -> str:
    """Return the letters of a column, ``1`` → ``"A"``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the name of a place, ``(7, 2)`` → ``"B7"``."""
    return f"{column_name(column)}{row}"


def in_sheet(name: str) -> Callable[[int, int], Location]:
    """Return what locates the places of the worksheet ``name``."""
    return lambda row, column: Location(sheet=name, cell=cell_name(row, column))


def parse_cell(name: str) -> Place | None:
    """Return the place of a name such as ``"B7"``, ``None`` for anything else."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not digits or len(digits) > 7 or not letters.isascii() or not letters.isalpha():
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def parse_range(name: str) -> Range | None:
    """Return the rectangle of a name such as ``"A1:C3"``, ``None`` for anything else."""
    first, _, last = name.replace("$", "").partition(":")
    begin, end = parse_cell(first), parse_cell(last or first)
    if begin is None or end is None:
        return None
    return Range(
        min(begin[0], end[0]), min(begin[1], end[1]), max(begin[0], end[0]), max(begin[1], end[1])
    )
