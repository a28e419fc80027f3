"""Puts marks into a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govreport.output.annotate.docx.comments import Comments
from govreport.output.annotate.docx.names import AFTER_CELL_SHADING, Names
from govreport.output.annotate.docx.runs import Stretch, can_be_cut, mark_stretches, range_end
from govreport.output.annotate.docx.unmark import without_marks
from govreport.output.annotate.finding_text import find_text, same_text
from govreport.output.annotate.marks import Changed, Level, Mark
from govreport.output.annotate.package import Parts
from govreport.output.annotate.xmltree import Tree
from govreport.reading.document import Location
from govreport.reading.docx import locate
from govreport.reading.docx.places import Prose
from govreport.reading.docx.tree import children, w
from govreport.reading.limits import Limits
from govreport.text import Language

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["annotate"]

PARAGRAPH, TEXT_BOX = w("p"), w("txbxContent")


def annotate(data: bytes, marks: Sequence[Mark], limits: Limits, language: Language) -> bytes:
    """Return a Word file with marks.

    Arguments:
        data: the file.
        marks: what to mark.
        limits: how much is read.
        language: the language of the user; the comments are in it already.

    Raises:
        ReadingError: the file cannot be read.
        Changed: it does not say what it did when it was checked.
    """
    editor = _Editor(without_marks(data, limits), limits)
    for mark in marks:
        editor.add(mark)
    return editor.written()


@dataclass(slots=True)
class _Commented:
    """What is marked in one paragraph.

    Arguments:
        whole: identifiers of the comments on all of it.
        stretches: the stretches that are highlighted.
        prose: its text, where there are stretches.
    """

    whole: list[int] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    prose: Prose | None = None


class _Editor:
    """Collects marks by cell and paragraph, and writes them in the end."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.parts = Parts(data, limits)
        self.places = locate(data, limits)
        self.tree = Tree(self.places.root, self.parts.source(self.places.part))
        self.names = Names.of(self.tree.source)
        self.comments = Comments(self.parts, self.tree, self.places.part)
        self.shades: dict[etree._Element, Level] = {}
        self.paragraphs: dict[etree._Element, _Commented] = {}

    def add(self, mark: Mark) -> None:
        """Take a mark.

        Raises:
            Changed: the file does not say what it should there.
        """
        if mark.sentence:
            self._add_sentence(mark)
        elif mark.is_cell:
            self._add_cell(mark)
        else:
            self._add_remark(mark)

    def _add_cell(self, mark: Mark) -> None:
        cell, text = self.places.cells.get(mark.location, (None, ""))
        if not same_text(mark.printed, text):
            raise Changed
        if cell is None:  # a column that the row leaves out
            self._add_remark(mark)
            return
        self.shades[cell] = mark.level
        if mark.comment:
            paragraph = next(each for each in children(cell) if each.tag == PARAGRAPH)
            self._comment(paragraph, self.comments.add(mark.comment))

    def _add_sentence(self, mark: Mark) -> None:
        """Mark the figure in the sentence; the paragraph where it cannot be cut out of it."""
        around = self.places.paragraphs.get(mark.location)
        if not around:
            raise Changed
        for prose in around:
            pieces = [piece for piece, _ in prose.pieces]
            found = find_text(pieces, mark.sentence, mark.span)
            if found is None:
                continue
            comment = self.comments.add(mark.comment)
            if not can_be_cut(self.tree, prose, found):
                self._comment(prose.element, comment)
                return
            boxed = self._is_boxed(prose.element)
            start, (piece, last) = found
            stretch = Stretch(start, (piece, last + 1), mark.level, None if boxed else comment)
            commented = self.paragraphs.setdefault(prose.element, _Commented())
            commented.stretches.append(stretch)
            commented.prose = prose
            if boxed:
                self._comment(prose.element, comment)
            return
        # What the sentence is made of stands otherwise in the file (generated numbers, say).
        self._add_remark(mark)

    def _add_remark(self, mark: Mark) -> None:
        """Comment on a place as a whole, on the beginning of the file where there is none."""
        paragraph = self._paragraph_at(mark.location)
        if paragraph is not None and mark.comment:
            self._comment(paragraph, self.comments.add(mark.comment))

    def _paragraph_at(self, place: Location) -> etree._Element | None:
        if found := self.places.paragraphs.get(place):
            return found[0].element
        if place.table is not None:
            cells = (cell for at, (cell, _) in self.places.cells.items() if at.table == place.table)
            paragraphs = (each for cell in cells for each in children(cell))
            return next((each for each in paragraphs if each.tag == PARAGRAPH), None)
        all_ = [prose for each in self.places.paragraphs.values() for prose in each]
        shown = (p.element for p in all_ if "".join(text for text, _ in p.pieces).strip())
        return next(shown, all_[0].element if all_ else None)

    def _comment(self, paragraph: etree._Element, comment: int) -> None:
        """Comment on a paragraph; what stands in a text box takes no comment, its place does."""
        boxes = list(paragraph.iterancestors(TEXT_BOX))
        if boxes:
            paragraph = next(boxes[-1].iterancestors(PARAGRAPH), paragraph)
        self.paragraphs.setdefault(paragraph, _Commented()).whole.append(comment)

    def _is_boxed(self, paragraph: etree._Element) -> bool:
        return next(paragraph.iterancestors(TEXT_BOX), None) is not None

    # ── writing ─────────────────────────────────────────────────────────────────────────────────

    def written(self) -> bytes:
        """Return the file with all marks."""
        for cell, level in self.shades.items():
            self._shade(cell, level)
        for paragraph, commented in self.paragraphs.items():
            if commented.whole:
                self._set_ends(paragraph, commented.whole)
            if commented.prose is not None:
                mark_stretches(self.tree, self.names, commented.prose, commented.stretches)
        self.comments.finish()
        return self.parts.written()

    def _shade(self, cell: etree._Element, level: Level) -> None:
        properties = cell.find(w("tcPr"))
        new = self.names.shaded(self.tree, properties, level, "tcPr", AFTER_CELL_SHADING)
        if properties is None:
            self.tree.source.insert_first(self.tree.node(cell), new)
        else:
            self.tree.replace(properties, new)

    def _set_ends(self, paragraph: etree._Element, comments: Sequence[int]) -> None:
        node = self.tree.node(paragraph)
        starts = "".join(self.names.element("commentRangeStart", id=each) for each in comments)
        ends = "".join(range_end(self.names, each) for each in comments)
        if node.is_empty:
            self.tree.source.insert_last(node, starts + ends)
            return
        properties = paragraph.find(w("pPr"))
        at = node.inside if properties is None else self.tree.node(properties).end
        self.tree.source.edits.insert(at, starts)
        self.tree.source.edits.insert(node.close, ends)
