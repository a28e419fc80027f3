"""Running text as one stream in which labels are found whatever white space stands within them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable

from govreport.parser.labels import VARIANTS
from govreport.reading.document import NOWHERE, Block, Cell, Grid, Location

__all__ = ["Stream"]


class Stream:
    """Blocks of a document as one text, with its letters and digits alone beside it.

    Arguments:
        blocks: paragraphs and grids in reading order; cells are set apart by tabs.

    ``begins`` holds the offset at which each block begins.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.text = ""
        self._starts: list[int] = []
        self._places: list[Location] = []
        self._pieces: list[str] = []
        self._length = 0
        self.begins: list[int] = []
        self._blocks = list(blocks)
        for block in self._blocks:
            self.begins.append(self._length)
            if isinstance(block, Grid):
                self._add_grid(block)
            else:
                self._add(block.text, block.location)
        self.text = "".join(self._pieces)
        self.letters, self.at = _letters(self.text)

    def _add(self, text: str, location: Location, end: str = "\n") -> None:
        self._starts.append(self._length)
        self._places.append(location)
        folded = _folded(text) + end
        self._pieces.append(folded)
        self._length += len(folded)

    def location(self, offset: int) -> Location:
        """Return where the character at ``offset`` stands in the file."""
        found = bisect_right(self._starts, offset) - 1
        return self._places[found] if found >= 0 else NOWHERE

    def offset(self, block: int, at: int) -> int:
        """Return the offset in the text of the character ``at`` of a block."""
        text = self._text(block)
        return self.begins[block] + (at if self._keeps_length(block) else len(_folded(text[:at])))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the number of the block that holds ``offset``, and the offset in its own text."""
        number = bisect_right(self.begins, offset) - 1
        rest = offset - self.begins[number]
        text = self._text(number)
        at = min(rest, len(text))
        if not self._keeps_length(number):
            at = next(
                (n for n in range(at, len(text)) if len(_folded(text[:n])) >= rest), len(text)
            )
        return number, at

    def _text(self, block: int) -> str:
        """The text of a paragraph, empty for a grid."""
        found = self._blocks[block]
        return "" if isinstance(found, Grid) else found.text

    def _keeps_length(self, block: int) -> bool:
        """Tell whether folding leaves every character of a block in its place."""
        following = self.begins[block + 1] if block + 1 < len(self.begins) else len(self.text)
        return following - self.begins[block] == len(self._text(block)) + 1

    def find(self, key: str) -> list[tuple[int, int]]:
        """Return start and end of every occurrence of a label key, as offsets in the text."""
        found: list[tuple[int, int]] = []
        start = self.letters.find(key)
        while start >= 0:
            found.append((self.at[start], self.at[start + len(key) - 1] + 1))
            start = self.letters.find(key, start + 1)
        return found

    def _add_grid(self, grid: Grid) -> None:
        previous: list[Cell] = []
        for row in grid.rows:
            for position, cell in enumerate(row):
                repeated = position and row[position - 1] is cell
                below = position < len(previous) and previous[position] is cell
                if not repeated and not below:
                    self._add(cell.text, cell.location, "\t")
            self._add("", row[0].location if row else grid.location)
            previous = row


def _folded(text: str) -> str:
    """Fold compatibility forms; characters that fold to several keep their place."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    if len(folded) != len(text):
        folded = "".join(
            one if len(one := unicodedata.normalize("NFKC", char)) == 1 else char for char in text
        )
    return folded.translate(VARIANTS)


def _letters(text: str) -> tuple[str, list[int]]:
    at = [position for position, char in enumerate(text) if char.isalnum()]
    return "".join([text[position] for position in at]), at
