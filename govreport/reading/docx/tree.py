"""WordprocessingML as a tree in which the wrappers are transparent.

Paragraphs, rows, cells and runs may stand inside content controls, hyperlinks, insertions and
alternatives at every level. :func:`children` opens them, so that the readers above see the
document as it looks once all tracked changes are accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["R", "children", "chosen", "is_on", "number", "value", "w"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = f"{W}val"


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return W + name


WRAPPERS = set(
    map(w, ("customXml", "smartTag", "hyperlink", "fldSimple", "ins", "moveTo", "dir", "bdo"))
)
REMOVED = set(map(w, ("del", "moveFrom")))
CONTROL = w("sdt")
ALTERNATIVES = f"{MC}AlternateContent"


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of ``parent`` with every wrapper opened and deletions left out."""
    stack: list[Iterator[etree._Element]] = [iter(parent)]
    while stack:
        for child in stack[-1]:
            tag = child.tag
            if tag in REMOVED:
                continue
            inner = _inside(child)
            if inner is None:
                yield child
            else:
                stack.append(iter(inner))
                break
        else:
            stack.pop()


def _inside(element: etree._Element) -> etree._Element | tuple[()] | None:
    """Return what a wrapper holds, ``None`` for an element that is no wrapper."""
    tag = element.tag
    if tag in WRAPPERS:
        return element
    if tag == CONTROL:
        content = element.find(w("sdtContent"))
        return () if content is None or _is_placeholder(element, content) else content
    if tag == ALTERNATIVES:
        return chosen(element)
    return None


def chosen(alternatives: etree._Element) -> etree._Element | tuple[()]:
    """Return the one alternative to read: the same text stands in all of them."""
    for branch in alternatives:
        if branch.tag == f"{MC}Choice" and len(branch):
            return branch
    fallback = alternatives.find(f"{MC}Fallback")
    return () if fallback is None else fallback


def _is_placeholder(control: etree._Element, content: etree._Element) -> bool:
    """Tell whether a content control shows its prompt («单击此处输入文字») and no figure, or
    holds a table of contents, which repeats the titles of the sections."""
    properties = control.find(w("sdtPr"))
    if properties is None:
        return False
    gallery = properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
    if gallery is not None and gallery.get(VAL) == "Table of Contents":
        return True
    if properties.find(w("showingPlcHdr")) is None:
        return False
    text = "".join(each.text or "" for each in content.iter(w("t")))
    return not any(character.isdigit() for character in text)


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return the ``w:val`` of the child ``name``, ``None`` without such a child or value."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else child.get(VAL)


def number(parent: etree._Element | None, name: str, default: int = 0) -> int:
    """Return the ``w:val`` of the child ``name`` as a whole number."""
    try:
        return int(value(parent, name) or default)
    except ValueError:
        return default


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Return whether the switch ``name`` is on, ``None`` where nothing is said."""
    child = parent.find(w(name)) if parent is not None else None
    if child is None:
        return None
    return child.get(VAL, "true") not in ("0", "false", "off")
