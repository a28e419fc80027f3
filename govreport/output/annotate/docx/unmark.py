"""Takes the marks of an earlier run out of a Word file, so that they do not pile up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.output.annotate.docx.comments import part_of
from govreport.output.annotate.marks import AUTHOR, FILLS
from govreport.output.annotate.package import Parts
from govreport.output.annotate.xmltree import Tree
from govreport.reading.docx import USUAL_PART
from govreport.reading.docx.tree import w
from govreport.reading.limits import Limits

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["without_marks"]

_RANGES = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_ID = w("id")


def without_marks(data: bytes, limits: Limits) -> bytes:
    """Return a Word file without the comments and shades of an earlier run.

    The comments are known by their author, the shades by their colours. A file without such
    comments is returned as it is.

    Raises:
        ReadingError: the file cannot be read.
    """
    parts = Parts(data, limits)
    main = parts.package.main_part(USUAL_PART)
    comments = part_of(parts, main)
    if comments is None:
        return data
    tree = _tree(parts, comments)
    ours = [each for each in tree.root if each.get(w("author")) == AUTHOR]
    if not ours:
        return data
    for each in ours:
        tree.remove(each)
    _clear(_tree(parts, main), {each.get(_ID, "") for each in ours})
    return parts.written()


def _tree(parts: Parts, name: str) -> Tree:
    return Tree(parts.package.xml(name), parts.source(name))


def _clear(tree: Tree, ids: set[str]) -> None:
    """Take out what refers to comments, and the shades."""
    gone = {_whole(each) for each in tree.root.iter(*_RANGES) if each.get(_ID) in ids}
    for shade in tree.root.iter(w("shd")):
        is_ours = shade.get(w("fill")) in FILLS.values()
        if is_ours and not any(above in gone for above in shade.iterancestors(w("r"))):
            gone.add(shade)
    for each in gone:
        tree.remove(each)


def _whole(element: etree._Element) -> etree._Element:
    """Return the run that holds nothing but a reference, else the element itself."""
    run = element.getparent()
    if element.tag != w("commentReference") or run is None or run.tag != w("r"):
        return element
    return run if all(each is element or each.tag == w("rPr") for each in run) else element
