"""What the body of a letter is made of, before anyone thinks of Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Align", "Block", "Cell", "Grid", "Line", "Paragraph", "Role", "Span", "line"]

Role = Literal["heading", "body"]
Align = Literal["left", "center"]


class Span(NamedTuple):
    """A stretch of text.

    Arguments:
        text: the text.
        strong: it stands out.
    """

    text: str
    strong: bool = False


Line = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    """Return a line of plain and strong text; empty parts are left out."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


class Paragraph(NamedTuple):
    """A paragraph.

    Arguments:
        line: its text.
        role: how it is set.
    """

    line: Line
    role: Role = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid.

    Arguments:
        lines: its text, a paragraph each.
        align: how it is set.
        columns: how many columns it covers.
        above: it continues the cell above.
    """

    lines: tuple[Line, ...] = ()
    align: Align = "left"
    columns: int = 1
    above: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Arguments:
        heads: heads of the columns, repeated on each page.
        widths: shares of the columns in the width of the page.
        rows: the rows below the head.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Grid
