"""What a file holds, before anyone knows that it is a report: paragraphs and grids with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from govreport.text import Text

__all__ = ["Block", "Cell", "Document", "Grid", "Location", "Note", "NoteKind", "Paragraph"]


class Location(NamedTuple):
    """Where something stands in the file, in the terms by which a person finds it again.

    Everything counts from 1; what does not apply to a format is ``None``.

    Arguments:
        line: line of a text, Markdown or HTML source, row of a CSV file.
        page: page of a PDF.
        sheet: name of the worksheet.
        cell: cell of a worksheet, such as ``"B7"``.
        paragraph: number of the paragraph in the file (Word; running text without tables).
        table: number of the table in the file.
        row: row in that table.
        column: column in that table.
    """

    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


NOWHERE = Location()


@dataclass(slots=True, eq=False)
class Cell:
    """One cell of a grid.

    In a grid with spans expanded, the *same object* stands at every position that the cell
    covers, so that ``grid.rows[r][c] is grid.rows[r][c + 1]`` tells a merged cell.

    Arguments:
        text: the text as it stands, lines separated by ``\\n``; not stripped of full-width forms.
        location: where the cell stands in the file.
        doubt: why the text may be misread (``None``: it is sure), for instance a formula
            without a stored value.
    """

    text: str
    location: Location = NOWHERE
    doubt: Text | None = None


@dataclass(slots=True, eq=False)
class Grid:
    """A table as rows of cells with spans expanded.

    Arguments:
        rows: the rows; they may differ in length.
        location: where the table begins.
        ragged: the cells have lost their column (text pasted with tabs, merged cells gone):
            only their order within the row counts.
        offsets: for tables laid out with spaces, per row the first and last display column of
            each cell (a Chinese character is two wide); otherwise ``None``.
        other_offsets: the same by another way to count columns, where the file leaves open which
            one is right; otherwise ``None``.
    """

    rows: list[list[Cell]]
    location: Location = NOWHERE
    ragged: bool = False
    offsets: list[list[tuple[int, int]]] | None = None
    other_offsets: list[list[tuple[int, int]]] | None = None


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph, or a line of a text whose paragraphs cannot be told.

    Arguments:
        text: the text without markup; numbering that the word processor generates is included.
        location: where it begins.
        heading: the file marks it as a heading or title.
    """

    text: str
    location: Location = NOWHERE
    heading: bool = False


Block = Paragraph | Grid

NoteKind = Literal[
    "picture",  # a picture stands where text or a table may be
    "attachment",  # the page points to an attached file (text: its name)
    "tracked-changes",  # the file holds tracked changes; the accepted view was read
    "formula",  # formulas without stored values
    "hidden",  # hidden rows, columns or sheets
    "encoding",  # some bytes could not be decoded
    "truncated",  # the file ends early, or a limit was reached and the rest was left out
    "no-text",  # pages without any text (scanned)
]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the file that a person must know to trust what was read.

    Arguments:
        kind: what sort of thing.
        text: one sentence for the user.
        location: where, as far as known.
    """

    kind: NoteKind
    text: Text
    location: Location = NOWHERE


@dataclass(slots=True, eq=False)
class Document:
    """A file's paragraphs and grids in reading order.

    Arguments:
        source: the path as the user gave it; ``"-"`` for standard input; ``"a.zip!b.docx"``
            for a file in an archive.
        format: what the content is: ``text``, ``markdown``, ``html``, ``mht``, ``docx``,
            ``rtf``, ``xlsx``, ``xls``, ``ods``, ``csv``, ``pdf``, ``json``.
        blocks: paragraphs and grids in reading order.
        notes: what a person must know to trust the reading.
        title: a title that the file names apart from its text (HTML ``<title>``, ``<meta>``,
            document properties); a hint only.
        stored: a report as data, where the file is what ``govreport extract`` wrote.
    """

    source: str
    format: str
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    title: str | None = None
    stored: Mapping[str, Any] | None = None

    @property
    def grids(self) -> Iterator[Grid]:
        """The grids in reading order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
