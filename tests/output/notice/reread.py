"""Letters read again, as Word's own library sees them."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import docx

__all__ = ["Reread", "letters", "reread"]


class Reread(NamedTuple):
    """A letter.

    Arguments:
        paragraphs: the text outside tables.
        rows: the rows of all tables, a merged cell once.
    """

    paragraphs: list[str]
    rows: list[tuple[str, ...]]

    @property
    def text(self) -> str:
        """Everything that it says."""
        return "\n".join([*self.paragraphs, *("\t".join(row) for row in self.rows)])

    def figures(self) -> list[tuple[str, str, str]]:
        """Where, printed and expected of each row that names a figure."""
        return [row[1:4] for row in self.rows if len(row) == 5 and row[1] != "位置"]


def reread(data: bytes) -> Reread:
    """Read a letter."""
    document = docx.Document(BytesIO(data))
    rows = [_cells(row) for table in document.tables for row in table.rows]
    return Reread([paragraph.text for paragraph in document.paragraphs], rows)


def _cells(row) -> tuple[str, ...]:
    cells = dict.fromkeys(cell._tc for cell in row.cells)
    return tuple("\n".join(p.text for p in docx.table._Cell(tc, row).paragraphs) for tc in cells)


def letters(folder) -> dict[str, Reread]:
    """Read every letter in a folder, by its name."""
    return {path.name: reread(path.read_bytes()) for path in sorted(folder.glob("*.docx"))}
