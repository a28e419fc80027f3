"""Word files (.docx): the XML itself, read as Word shows it.

Headers, footers, footnotes, comments and the table of contents are left out; tracked changes are
read as accepted; the numbers that Word generates are part of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.reading.document import Document
from govreport.reading.docx import notes
from govreport.reading.docx.numbering import Numbering
from govreport.reading.docx.places import Places
from govreport.reading.docx.story import Story
from govreport.reading.docx.styles import Styles
from govreport.reading.docx.tree import w
from govreport.reading.limits import DEFAULT, Limits
from govreport.reading.package import Package, Relationship, damaged
from govreport.text import Text

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["locate", "read"]

USUAL_PART = "word/document.xml"
CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")))


def read(data: bytes, source: str, limits: Limits = DEFAULT) -> Document:
    """Read a Word file.

    Arguments:
        data: the bytes of the file.
        source: the path as the user gave it.
        limits: how much is read.

    Raises:
        ReadingError: ``encrypted``, ``damaged``, ``too-large``.
    """
    package = Package(data, limits)
    part = package.main_part(USUAL_PART)
    body = _body(package, part)
    story = _story(package, part, limits)
    document = Document(source, "docx", list(story.blocks(body)), title=package.title())
    if next(body.iter(*CHANGES), None) is not None:
        document.notes.append(notes.TRACKED)
    document.notes.extend(story.notes)
    return document


def locate(data: bytes, limits: Limits = DEFAULT) -> Places:
    """Read a Word file again to find the elements that its places stand for.

    Raises:
        ReadingError: see :func:`read`.
    """
    package = Package(data, limits)
    part = package.main_part(USUAL_PART)
    body = _body(package, part)
    places = Places(part, body.getroottree().getroot())
    for _ in _story(package, part, limits, places).blocks(body):
        pass
    return places


def _story(package: Package, part: str, limits: Limits, places: Places | None = None) -> Story:
    relationships = package.relationships(part)
    styles = Styles(package.optional(_target(relationships, "styles")))
    numbering = Numbering(package.optional(_target(relationships, "numbering")), styles)
    return Story(styles, numbering, relationships, limits, places)


def _body(package: Package, part: str) -> etree._Element:
    body = package.xml(part).find(w("body"))
    if body is None:
        raise damaged(Text(zh="没有正文", en="it has no body"))
    return body


def _target(relationships: dict[str, Relationship], kind: str) -> str | None:
    return next((each.target for each in relationships.values() if each.kind == kind), None)
