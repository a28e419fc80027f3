"""Web pages: published by offices, exported from Word and WPS, or cut out of a page."""

from __future__ import annotations

from govreport.reading.document import Block, Document, Note
from govreport.reading.encoding import declared_encoding, decode, in_utf8
from govreport.reading.html.prune import prune
from govreport.reading.html.tables import Places
from govreport.reading.html.thin import thin
from govreport.reading.html.tree import parse, title_of
from govreport.reading.html.walk import walk
from govreport.reading.limits import Limits, exceeded
from govreport.uncollected import uncollected

__all__ = ["fragment", "locate", "read"]


@uncollected()
def read(data: bytes, source: str, limits: Limits) -> Document:
    """Read a page or a part of one.

    Raises:
        ReadingError: ``not-a-document``, ``too-large``.
    """
    text, notes = decode(data, declared_encoding(data))
    if len(text) > limits.characters:
        raise exceeded("characters", limits)
    markup = thin(in_utf8(text, data))
    root = parse(markup, limits)
    title = title_of(root)
    notes += prune(root, markup)
    return Document(source, "html", walk(root, limits), notes, title)


def locate(text: str, limits: Limits) -> Places:
    """Read the source of a page to find the elements that the places of cells stand for.

    Raises:
        ReadingError: see :func:`read`.
    """
    markup = text.encode("utf-8", "replace")
    root = parse(markup, limits)
    prune(root, markup)
    places: Places = {}
    walk(root, limits, places=places)
    return places


def fragment(
    text: str, line: int, limits: Limits, tables: int = 0
) -> tuple[list[Block], list[Note]]:
    """Read markup that stands inside another text, such as a table in Markdown.

    Arguments:
        text: the markup.
        line: line of the text around on which it begins.
        limits: see :func:`read`.
        tables: how many tables stand before it in the file.
    """
    markup = text.encode("utf-8", "replace")
    root = parse(b"\n" * (line - 1) + markup, limits)
    notes = prune(root, markup)
    return walk(root, limits, tables), notes
