"""One worksheet of a workbook: its cells, merged ranges and hidden lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govreport.reading.characters import clean
from govreport.reading.document import Cell, Location, Note
from govreport.reading.limits import Limits, exceeded
from govreport.reading.sheets import notes
from govreport.reading.sheets.sheet import Sheet, column_name, in_sheet, parse_cell, parse_range
from govreport.reading.sheets.values import Shown, shown, to_decimal
from govreport.reading.xlsx.workbook import Entry, Look, Workbook, s, text_of, unescape
from govreport.reading.xml import iterate_xml

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Worksheet"]

PLAIN_LOOK = Look()
BOOLEANS = {"1": "TRUE", "0": "FALSE"}
WPS_PICTURE = "DISPIMG("
"""The function by which WPS puts a picture into a cell."""


class Worksheet:
    """A worksheet read from its part.

    Arguments:
        entry: which worksheet.
        workbook: the workbook it belongs to.
        limits: how many cells with text may be read.

    Attributes:
        sheet: cells, merged ranges, borders.

    Raises:
        ReadingError: ``damaged``, ``too-large``.
    """

    def __init__(self, entry: Entry, workbook: Workbook, limits: Limits) -> None:
        self._workbook = workbook
        self._limits = limits
        self._name = entry.name
        self.sheet = Sheet(in_sheet(entry.name))
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._uncalculated: list[Location] = []
        self._pictures: list[Location] = []
        self._row = 0
        handlers = {
            s("row"): self._read_row,
            s("col"): self._read_column,
            s("mergeCell"): self._read_merge,
        }
        data = workbook.package.read(entry.part)
        for element in iterate_xml(data, entry.part, tuple(handlers)):
            handlers[str(element.tag)](element)

    @property
    def notes(self) -> Iterator[Note]:
        """What a person must know about the worksheet."""
        places = self.sheet.cells
        rows = sorted({row for row, _ in places if row in self._hidden_rows})
        columns = sorted({column for _, column in places if self._is_hidden(column)})
        hidden = notes.hidden_lines(
            self._name, [str(row) for row in rows], [column_name(each) for each in columns]
        )
        if hidden:
            yield hidden
        if self._uncalculated:
            yield notes.formulas(len(self._uncalculated), self._uncalculated[0])
        for place in self._pictures:
            yield notes.picture(place)

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._hidden_columns)

    def _read_column(self, element: etree._Element) -> None:
        if element.get("hidden") in ("1", "true") or element.get("width") == "0":
            first, last = element.get("min", ""), element.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self._hidden_columns.append((int(first), int(last)))

    def _read_merge(self, element: etree._Element) -> None:
        found = parse_range(element.get("ref", ""))
        if found is not None:
            self.sheet.merges.append(found)

    def _read_row(self, element: etree._Element) -> None:
        number = element.get("r", "")
        self._row = row = int(number) if number.isdecimal() else self._row + 1
        if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
            self._hidden_rows.add(row)
        looks = self._workbook.looks
        column = 0
        for each in element:
            place = parse_cell(each.get("r", ""))
            column = place[1] if place else column + 1
            style = each.get("s", "0")
            index = int(style) if style.isdecimal() else 0
            look = looks[index] if index < len(looks) else PLAIN_LOOK
            if look.bordered:
                self.sheet.draw_border(row, column)
            if len(each):
                self._read_cell(each, row, column, look)

    def _read_cell(self, element: etree._Element, row: int, column: int, look: Look) -> None:
        formula = element.find(s("f"))
        stored = element.findtext(s("v"))
        here = self.sheet.locate(row, column)
        text, doubt = self._value(element, stored, look)
        if formula is not None and formula.text and WPS_PICTURE in formula.text:
            self._pictures.append(here)
            text, doubt = "", notes.PICTURE
        elif formula is not None and not stored and element.get("t") != "str":
            self._uncalculated.append(here)
            text, doubt = f"={formula.text or ''}", notes.UNCALCULATED
        if text.strip() or doubt:
            self.sheet.cells[row, column] = Cell(text, here, doubt)
            if len(self.sheet.cells) > self._limits.cells:
                raise exceeded("cells", self._limits)

    def _value(self, element: etree._Element, stored: str | None, look: Look) -> Shown:
        """Return what a cell shows, by the type of what it stores."""
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = element.find(s("is"))
            return Shown("" if inline is None else text_of(inline))
        if not stored:
            return Shown("")
        if kind == "s":
            strings = self._workbook.strings
            known = stored.isdecimal() and int(stored) < len(strings)
            return Shown(strings[int(stored)]) if known else Shown("", notes.LOST)
        if kind == "n":
            value = to_decimal(stored)
            return (
                Shown(clean(stored))
                if value is None
                else shown(value, look.format, self._workbook.days_off)
            )
        if kind == "e":
            return Shown(clean(stored), notes.ERROR.format(error=clean(stored)))
        if kind == "d":
            return Shown(clean(stored), notes.DATE.format(date=clean(stored)))
        return Shown(BOOLEANS.get(stored, stored) if kind == "b" else unescape(stored))
