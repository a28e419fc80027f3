"""Takes the marks of an earlier run out of a workbook, so that they do not pile up."""

from __future__ import annotations

from govreport.output.annotate.marks import AUTHOR
from govreport.output.annotate.package import Parts
from govreport.output.annotate.xlsx.comments import APPENDED, related
from govreport.output.annotate.xlsx.drawing import without_boxes
from govreport.output.annotate.xlsx.sheet import SheetCells
from govreport.output.annotate.xlsx.styles import Styles, part_of
from govreport.output.annotate.xmltree import Tree
from govreport.reading.limits import Limits
from govreport.reading.sheets.sheet import Place, parse_cell
from govreport.reading.xlsx.workbook import USUAL_PART, Workbook, s

__all__ = ["without_marks"]


def without_marks(data: bytes, limits: Limits) -> bytes:
    """Return a workbook without the comments and shades of an earlier run.

    The comments are known by their author, the shades by their colours. A file without such
    comments is returned as it is.

    Raises:
        ReadingError: the file cannot be read.
    """
    parts = Parts(data, limits)
    sheets = [entry.part for entry in Workbook(parts.package).sheets]
    cleared = [_clear_comments(parts, part) for part in sheets]
    if not any(cleared):
        return data
    main = parts.package.main_part(USUAL_PART)
    if part_of(parts, main) is not None:
        styles = Styles.of(parts, main)
        for part in sheets:
            _clear_shades(parts, part, styles)
        styles.finish()
    return parts.written()


def _clear_comments(parts: Parts, part: str) -> bool:
    """Take our comments out of a worksheet; tell whether there were any."""
    name = related(parts, part, "comments")
    if name is None:
        return False
    tree = Tree(parts.package.xml(name), parts.source(name))
    authors = [each.text for each in tree.root.iter(s("author"))]
    ours = {str(number) for number, author in enumerate(authors) if author == AUTHOR}
    places: set[Place] = set()
    found = False
    for comment in tree.root.iter(s("comment")):
        if comment.get("authorId") in ours:
            places.add(parse_cell(comment.get("ref", "")) or (0, 0))
            tree.remove(comment)
            continue
        for run in comment.iter(s("r")):
            if (run.findtext(s("t")) or "").startswith(APPENDED):
                tree.remove(run)
                found = True
    drawing = related(parts, part, "vmlDrawing")
    if drawing is not None and places:
        parts.replace(drawing, without_boxes(parts.content(drawing), places))
    return found or bool(places)


def _clear_shades(parts: Parts, part: str, styles: Styles) -> None:
    cells = SheetCells(Tree(parts.package.xml(part), parts.source(part)))
    ours = (place for place, look in cells.looks.items() if styles.is_ours(look))
    cells.change_looks(dict.fromkeys(ours, styles.unshaded))
