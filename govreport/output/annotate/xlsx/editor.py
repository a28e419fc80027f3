"""Puts marks into a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from govreport.output.annotate.finding_text import same_text
from govreport.output.annotate.marks import Changed, Level, Mark
from govreport.output.annotate.package import Parts
from govreport.output.annotate.xlsx.comments import add_comments
from govreport.output.annotate.xlsx.sheet import SheetCells
from govreport.output.annotate.xlsx.styles import Styles
from govreport.output.annotate.xlsx.unmark import without_marks
from govreport.output.annotate.xmltree import Tree
from govreport.reading.limits import Limits
from govreport.reading.sheets.sheet import Place, parse_cell
from govreport.reading.xlsx.workbook import USUAL_PART, Entry, Workbook
from govreport.reading.xlsx.worksheet import Worksheet
from govreport.text import Language

__all__ = ["annotate"]


def annotate(data: bytes, marks: Sequence[Mark], limits: Limits, language: Language) -> bytes:
    """Return a workbook with marks.

    Arguments:
        data: the file.
        marks: what to mark.
        limits: how much is read.
        language: the language of the user; the comments are in it already.

    Raises:
        ReadingError: the file cannot be read.
        Changed: it does not say what it did when it was checked.
    """
    parts = Parts(without_marks(data, limits), limits)
    workbook = Workbook(parts.package)
    sheets = {entry.name: _Sheet(entry, workbook, limits) for entry in workbook.sheets}
    first = next(iter(sheets.values()))
    for mark in marks:
        if mark.location.sheet is not None and mark.location.sheet not in sheets:
            raise Changed
        sheets.get(mark.location.sheet or "", first).add(mark)
    styles = Styles.of(parts, parts.package.main_part(USUAL_PART))
    for sheet in sheets.values():
        sheet.write(parts, styles)
    styles.finish()
    return parts.written()


class _Sheet:
    """Collects the marks of a worksheet.

    Arguments:
        entry: the worksheet.
        workbook: the workbook as it is read.
        limits: how much is read.
    """

    def __init__(self, entry: Entry, workbook: Workbook, limits: Limits) -> None:
        self.part = entry.part
        self._texts: Callable[[], dict[Place, str]] = partial(_texts, entry, workbook, limits)
        self._known: dict[Place, str] | None = None
        self.levels: dict[Place, Level] = {}
        self.comments: dict[Place, list[str]] = {}

    def add(self, mark: Mark) -> None:
        """Take a mark.

        Raises:
            Changed: the worksheet does not say what it should there.
        """
        texts = self._known = self._known or self._texts()
        place = parse_cell(mark.location.cell or "")
        if place is None:
            place = min(texts, default=(1, 1))
        elif not mark.sentence:
            if not same_text(mark.printed, texts.get(place, "")):
                raise Changed
            self._shade(place, mark.level)
        elif place in texts and same_text(mark.sentence, texts[place]):
            self._shade(place, mark.level)
        if mark.comment:
            self.comments.setdefault(place, []).append(_quoting(mark))

    def _shade(self, place: Place, level: Level) -> None:
        if self.levels.get(place) != "wrong":
            self.levels[place] = level

    def write(self, parts: Parts, styles: Styles) -> None:
        """Write what was collected, if anything was."""
        if not self.levels and not self.comments:
            return
        tree = Tree(parts.package.xml(self.part), parts.source(self.part))
        cells = SheetCells(tree)
        cells.change_looks(
            {place: partial(styles.shaded, level=level) for place, level in self.levels.items()}
        )
        texts = {place: "\n\n".join(self.comments[place]) for place in sorted(self.comments)}
        add_comments(parts, self.part, tree, cells, texts)


def _texts(entry: Entry, workbook: Workbook, limits: Limits) -> dict[Place, str]:
    cells = Worksheet(entry, workbook, limits).sheet.cells
    return {place: cell.text for place, cell in cells.items()}


def _quoting(mark: Mark) -> str:
    """Return the comment; where a whole paragraph stands in the cell, with the figure it is about."""
    if not mark.sentence or mark.span is None:
        return mark.comment
    return f"“{mark.sentence[slice(*mark.span)]}” {mark.comment}"
