"""The comments of one worksheet."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from govreport.output.annotate.marks import AUTHOR
from govreport.output.annotate.package import (
    RELATIONS,
    STRICT_RELATIONS,
    Parts,
    prefix_of,
    relations_of,
)
from govreport.output.annotate.xlsx.drawing import box, new_drawing, shape_number, with_boxes
from govreport.output.annotate.xlsx.names import namespace_of, prefix
from govreport.output.annotate.xlsx.sheet import SheetCells
from govreport.output.annotate.xmlsource import attribute, escaped
from govreport.output.annotate.xmltree import Tree
from govreport.reading.sheets.sheet import Place, cell_name
from govreport.reading.xlsx.workbook import RELATION, s

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["APPENDED", "add_comments", "related"]

COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AFTER_DRAWING = frozenset(
    map(s, ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
            "tableParts", "extLst"))
)  # fmt: skip
APPENDED = f"\n{AUTHOR}: "
"""What our words begin with in a comment of somebody else's: a cell has one comment only."""


def related(parts: Parts, part: str, kind: str) -> str | None:
    """Return the first part of a kind that a part points to, ``None`` where there is none."""
    for each in parts.package.relationships(part).values():
        if each.kind == kind and each.target in parts.package:
            return each.target
    return None


def add_comments(
    parts: Parts, part: str, tree: Tree, cells: SheetCells, texts: dict[Place, str]
) -> None:
    """Add comments to cells of a worksheet.

    Arguments:
        parts: the file.
        part: the worksheet.
        tree: the same.
        cells: its cells.
        texts: the comments by place.
    """
    if not texts:
        return
    fresh = _add_texts(parts, part, tree, texts)
    if fresh:
        _add_boxes(parts, part, tree, cells, fresh)


def _add_texts(parts: Parts, part: str, tree: Tree, texts: dict[Place, str]) -> dict[Place, str]:
    """Write the texts, and return those in whose cells there was no comment."""
    name = related(parts, part, "comments")
    if name is None:
        name = parts.free_name("xl/comments{}.xml")
        start = (
            f'<comments xmlns="{namespace_of(tree.source)}"><authors><author>{AUTHOR}</author>'
            f"</authors><commentList>{''.join(_comment('', 0, *each) for each in texts.items())}"
            "</commentList></comments>"
        )
        parts.add(name, start, COMMENTS)
        parts.relate(part, "comments", name, relations_of(tree.source))
        return texts
    comments = Tree(parts.package.xml(name), parts.source(name))
    return _append_texts(comments, texts)


def _append_texts(comments: Tree, texts: dict[Place, str]) -> dict[Place, str]:
    p = prefix(comments.source)
    known = {each.get("ref", ""): each for each in comments.root.iter(s("comment"))}
    authors = comments.root.find(s("authors"))
    author = 0
    if authors is not None:
        author = len(authors)
        comments.source.insert_last(comments.node(authors), f"<{p}author>{AUTHOR}</{p}author>")
    fresh = {place: text for place, text in texts.items() if cell_name(*place) not in known}
    for place, text in texts.items():
        found = known.get(cell_name(*place))
        inside: etree._Element | None = None if found is None else found.find(s("text"))
        if inside is not None:
            comments.source.insert_last(comments.node(inside), _run(p, APPENDED + text))
    found_list = comments.root.find(s("commentList"))
    if found_list is not None:
        new = "".join(_comment(p, author, *each) for each in fresh.items())
        comments.source.insert_last(comments.node(found_list), new)
    return fresh


def _comment(p: str, author: int, place: Place, text: str) -> str:
    given = attribute("ref", cell_name(*place)) + attribute("authorId", author)
    return f"<{p}comment{given}><{p}text>{_run(p, text)}</{p}text></{p}comment>"


def _run(p: str, text: str) -> str:
    look = f'<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="宋体"/></{p}rPr>'
    return f'<{p}r>{look}<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'


def _add_boxes(
    parts: Parts, part: str, tree: Tree, cells: SheetCells, texts: dict[Place, str]
) -> None:
    name = _drawing_of(parts, part, tree)
    drawing = parts.content(name) if name else b""
    block = _free_block(parts)
    if name is None:
        drawing = new_drawing(block).encode()
    number = shape_number(drawing, block)
    boxes = (box(number + n, *each, cells) for n, each in enumerate(texts.items()))
    drawing = with_boxes(drawing, "".join(boxes))
    if name is not None:
        parts.replace(name, drawing)
        return
    name = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.add_bytes(name, drawing)
    parts.declare_suffix("vml", VML)
    id = parts.relate(part, "vmlDrawing", name, relations_of(tree.source))
    p, declared = prefix_of(tree.source, RELATIONS, STRICT_RELATIONS)
    new = f"<{prefix(tree.source)}legacyDrawing{declared}{attribute(f'{p}id', id)}/>"
    tree.insert_before(new, AFTER_DRAWING)


def _drawing_of(parts: Parts, part: str, tree: Tree) -> str | None:
    """Return the drawing in which the worksheet has the boxes of its comments."""
    element = tree.root.find(s("legacyDrawing"))
    if element is None:
        return None
    found = parts.package.relationships(part).get(element.get(RELATION, ""))
    return found.target if found is not None and found.target in parts.package else None


def _free_block(parts: Parts) -> int:
    """Return a number that no drawing of the workbook has, by which shapes are told apart."""
    drawings = [name for name in parts.names if posixpath.splitext(name)[1] == ".vml"]
    return len(drawings) + 1
