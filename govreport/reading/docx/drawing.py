"""What stands in drawings, pictures and objects: text boxes, pictures, embedded files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from govreport.reading.docx.tree import ALTERNATIVES, chosen, w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["CONTAINERS", "Content", "contents"]

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741

CONTAINERS = {w("drawing"), w("pict"), w("object")}
PICTURES = {f"{A}blip", f"{V}imagedata", f"{CHART}chart", f"{DIAGRAM}relIds"}

# Two centimetres: what is smaller in either direction is a sign or a rule, never a table.
LEAST_EMU = 720_000
LEAST_POINTS = 57
VML_SIZE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*([\d.]+)pt")


class Content(NamedTuple):
    """One thing found in a drawing.

    Arguments:
        kind: ``text``: a text box, ``word-art``: text in fancy letters, ``picture``, or
            ``attachment``: an embedded file.
        element: the text box's content.
        name: the letters of word art; the program that an embedded file belongs to.
    """

    kind: Literal["text", "word-art", "picture", "attachment"]
    element: etree._Element
    name: str = ""


def contents(container: etree._Element) -> Iterator[Content]:
    """Yield what stands in a drawing, picture or object, in order."""
    embedded = container.find(f".//{O}OLEObject")
    if embedded is not None:
        yield Content("attachment", embedded, embedded.get("ProgID", ""))
    for element in _walk(container):
        tag = element.tag
        if tag == w("txbxContent"):
            yield Content("text", element)
        elif tag == f"{V}textpath" and element.get("string", "").strip():
            yield Content("word-art", element, element.get("string", ""))
        elif tag in PICTURES and embedded is None and not _is_small(element, container):
            yield Content("picture", element)


def _walk(container: etree._Element) -> Iterator[etree._Element]:
    """Yield all elements below, one branch of each alternative, not what is in text boxes."""
    stack: list[Iterator[etree._Element]] = [iter(container)]
    while stack:
        for element in stack[-1]:
            if element.tag == ALTERNATIVES:
                stack.append(iter(chosen(element)))
                break
            yield element
            if element.tag != w("txbxContent"):
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _is_small(picture: etree._Element, container: etree._Element) -> bool:
    extent = next(container.iter(f"{WP}extent"), None)
    if extent is not None:
        sizes = [extent.get("cx", ""), extent.get("cy", "")]
        return any(size.isdecimal() and int(size) < LEAST_EMU for size in sizes)
    shape = picture.getparent()
    style = shape.get("style", "") if shape is not None else ""
    return any(float(size) < LEAST_POINTS for size in VML_SIZE.findall(style) if size != ".")
