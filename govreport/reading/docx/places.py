"""The elements of a Word file that places stand for, to find again what was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govreport.reading.document import Location

if TYPE_CHECKING:
    from lxml import etree

    from govreport.reading.docx.inline import Inline

__all__ = ["Places", "Prose"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph.

    Arguments:
        element: the paragraph.
        pieces: its text in pieces, each with the element that it stands in.
    """

    element: etree._Element
    pieces: list[tuple[str, etree._Element]]


@dataclass(slots=True)
class Places:
    """What stands where in a Word file.

    Arguments:
        part: the part that holds the text.
        root: its outermost element.
        cells: the cells of tables with their text, by place.
        paragraphs: the paragraphs by place; a cell or a text box may hold several.
    """

    part: str
    root: etree._Element
    cells: dict[Location, tuple[etree._Element, str]] = field(default_factory=dict)
    paragraphs: dict[Location, list[Prose]] = field(default_factory=dict)

    def add_paragraph(self, place: Location, element: etree._Element, inline: Inline) -> None:
        """Note a paragraph."""
        self.paragraphs.setdefault(place, []).append(Prose(element, inline.pieces))
