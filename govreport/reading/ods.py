"""OpenDocument spreadsheets (.ods): the XML itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from govreport.reading.characters import clean
from govreport.reading.document import Cell, Document, Location, Note
from govreport.reading.limits import DEFAULT, Limits, exceeded
from govreport.reading.package import Package, damaged, encrypted
from govreport.reading.sheets import notes
from govreport.reading.sheets.blocks import blocks_of
from govreport.reading.sheets.dates import DAY_ZERO
from govreport.reading.sheets.sheet import Range, Sheet, column_name, in_sheet
from govreport.reading.sheets.values import FIRST_DATE, Shown, plain, to_decimal
from govreport.text import Text

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read"]

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE, DRAW = (
    f"{{{SPACE}{name}:1.0}}" for name in ("office", "table", "text", "style", "drawing")
)
FO = f"{{{SPACE}xsl-fo-compatible:1.0}}"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"

GROUPS = {
    f"{TABLE}{name}"
    for name in (
        "table-row-group", "table-header-rows", "table-rows",
        "table-column-group", "table-header-columns", "table-columns",
    )
}  # fmt: skip
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
HIDDEN = ("collapse", "filter")
BORDERS = tuple(f"{FO}border{side}" for side in ("", "-top", "-bottom", "-left", "-right"))
FIXED = re.compile(r"[+-]?\d+\.\d+")
ERROR = re.compile(r"#[A-Z][A-Z0-9/]*[!?]?|Err:\d+|#N/A")


def read(data: bytes, source: str, limits: Limits = DEFAULT) -> Document:
    """Read an OpenDocument spreadsheet; hidden worksheets come last.

    Arguments:
        data: the bytes of the file.
        source: the path as the user gave it.
        limits: how much is read.

    Raises:
        ReadingError: ``encrypted``, ``damaged``, ``too-large``.
    """
    package = Package(data, limits)
    if _is_encrypted(package):
        raise encrypted()
    root = package.xml("content.xml")
    book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if book is None:
        raise damaged(Text(zh="没有工作表", en="it has no worksheet"))
    looks = Looks(root)
    document = Document(source, "ods", title=_title(package))
    tables = sorted(book.iterfind(f"{TABLE}table"), key=looks.is_hidden)
    for table in tables:
        worksheet = Worksheet(table, looks, limits)
        blocks = list(blocks_of(worksheet.sheet, limits))
        if looks.is_hidden(table) and blocks:
            document.notes.append(notes.hidden_sheet(worksheet.name))
        document.blocks += blocks
        document.notes += worksheet.notes
    return document


def _is_encrypted(package: Package) -> bool:
    if "encrypted-package" in package:
        return True
    manifest = "META-INF/manifest.xml"
    return manifest in package and b"encryption-data" in package.read(manifest)


def _title(package: Package) -> str | None:
    meta = package.optional("meta.xml")
    found = next(meta.iter(DC_TITLE), None) if meta is not None else None
    return (found.text or "").strip() or None if found is not None else None


class Looks:
    """The styles of the file, as far as they hide or frame something.

    Arguments:
        root: the content part.
    """

    def __init__(self, root: etree._Element) -> None:
        self._hidden: set[str] = set()
        self._bordered: set[str] = set()
        for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style"):
            name = style.get(f"{STYLE}name", "")
            for properties in style:
                if properties.get(f"{TABLE}display") == "false":
                    self._hidden.add(name)
                if any(properties.get(side, "none") != "none" for side in BORDERS):
                    self._bordered.add(name)

    def is_hidden(self, table: etree._Element) -> bool:
        """Tell whether a worksheet is hidden."""
        return table.get(f"{TABLE}style-name") in self._hidden

    def is_bordered(self, style: str | None) -> bool:
        """Tell whether a cell style draws a border."""
        return style in self._bordered


class Worksheet:
    """A worksheet read from its element.

    Arguments:
        table: the element.
        looks: the styles of the file.
        limits: how many cells with text may be read.
    """

    def __init__(self, table: etree._Element, looks: Looks, limits: Limits) -> None:
        self._looks = looks
        self._limits = limits
        self._columns: list[str | None] = []
        self._hidden_columns: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._uncalculated: list[Location] = []
        self._pictures: list[Location] = []
        self.name = table.get(f"{TABLE}name", "")
        self.sheet = Sheet(in_sheet(self.name))
        row = 0
        for element in _children(table):
            if element.tag == f"{TABLE}table-column":
                self._read_column(element)
            elif element.tag == f"{TABLE}table-row":
                row = self._read_rows(element, row)
            elif element.tag == f"{TABLE}shapes":
                self._look_for_pictures(element, Location(sheet=self.name))

    @property
    def notes(self) -> Iterator[Note]:
        """What a person must know about the worksheet."""
        rows = sorted({row for row, _ in self.sheet.cells} & self._hidden_rows)
        columns = sorted({column for _, column in self.sheet.cells} & self._hidden_columns)
        hidden = notes.hidden_lines(
            self.name, [str(row) for row in rows], [column_name(each) for each in columns]
        )
        if hidden:
            yield hidden
        if self._uncalculated:
            yield notes.formulas(len(self._uncalculated), self._uncalculated[0])
        for place in self._pictures:
            yield notes.picture(place)

    def _read_column(self, element: etree._Element) -> None:
        """Take the default style of some columns; only so many as a merged cell may cover."""
        count = min(_count(element, "columns-repeated"), self._limits.span)
        if element.get(f"{TABLE}visibility") in HIDDEN:
            first = len(self._columns) + 1
            self._hidden_columns.update(range(first, first + count))
        self._columns += [element.get(f"{TABLE}default-cell-style-name")] * count

    def _read_rows(self, element: etree._Element, above: int) -> int:
        """Read a row, as often as it is repeated, and return the number of the last of them."""
        count = _count(element, "rows-repeated")
        cells = list(self._cells(element))
        # A blank row repeated is the rest of the sheet, or a gap; a row with text is rarely so.
        for row in range(
            above + 1, above + 1 + (count if any(has_text(c) for _, c in cells) else 1)
        ):
            if element.get(f"{TABLE}visibility") in HIDDEN:
                self._hidden_rows.add(row)
            for column, cell in cells:
                self._read_cell(cell, row, column)
        return above + count

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
        """Yield the cells of a row with their columns; of repeated blank ones only the first."""
        column = 1
        for cell in row:
            if cell.tag in CELLS:
                count = _count(cell, "columns-repeated")
                for offset in range(count if has_text(cell) else 1):
                    yield column + offset, cell
                column += count

    def _read_cell(self, element: etree._Element, row: int, column: int) -> None:
        if element.tag != CELLS[0]:
            return
        default = self._columns[column - 1] if column <= len(self._columns) else None
        here = self.sheet.locate(row, column)
        if self._looks.is_bordered(element.get(f"{TABLE}style-name", default)):
            last = column + _count(element, "columns-repeated") - 1
            self.sheet.draw_border(row, column)
            self.sheet.draw_border(row, last)
        down, across = _count(element, "rows-spanned"), _count(element, "columns-spanned")
        if down > 1 or across > 1:
            self.sheet.merges.append(Range(row, column, row + down - 1, column + across - 1))
        text, doubt = _value(element)
        if doubt is notes.UNCALCULATED:
            self._uncalculated.append(here)
        self._look_for_pictures(element, here)
        if text.strip() or doubt:
            self.sheet.cells[row, column] = Cell(text, here, doubt)
            if len(self.sheet.cells) > self._limits.cells:
                raise exceeded("cells", self._limits)

    def _look_for_pictures(self, element: etree._Element, here: Location) -> None:
        if len(element) and next(element.iter(f"{DRAW}image", f"{DRAW}object"), None) is not None:
            self._pictures.append(here)


def has_text(cell: etree._Element) -> bool:
    """Tell whether a cell shows something or holds a formula."""
    return len(cell) > 0 or cell.get(f"{TABLE}formula") is not None


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield rows and columns with the groups that hold them opened."""
    stack: list[Iterator[etree._Element]] = [iter(parent)]
    while stack:
        for child in stack[-1]:
            if child.tag in GROUPS:
                stack.append(iter(child))
                break
            yield child
        else:
            stack.pop()


def _count(element: etree._Element, what: str) -> int:
    text = element.get(f"{TABLE}number-{what}", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1


def _value(cell: etree._Element) -> Shown:
    """Return what a cell shows, by the type of what it stores."""
    kind = cell.get(f"{OFFICE}value-type")
    formula = cell.get(f"{TABLE}formula")
    text = "\n".join(_paragraph(each) for each in cell.iterfind(f"{TEXT}p"))
    # A formula that names the empty text («nothing instead of zero») may show nothing.
    if formula is not None and kind is None and not text and '""' not in formula:
        return Shown("=" + formula.partition(":=")[2], notes.UNCALCULATED)
    if formula is not None and ERROR.fullmatch(text):
        return Shown(text, notes.ERROR.format(error=text))
    if kind in ("float", "currency"):
        return _number(cell.get(f"{OFFICE}value", ""), text)
    if kind in ("date", "time"):
        return _date(cell.get(f"{OFFICE}date-value", ""), text)
    return Shown(text)


def _number(stored: str, text: str) -> Shown:
    """Return a number as it is shown, without thousands marks; rounded to a whole one in doubt."""
    value = to_decimal(stored)
    if value is None or FIXED.fullmatch(text):
        return Shown(text)
    number = plain(value)
    if "." in number and text.strip("+-").isdecimal():
        return Shown(text, notes.ROUNDED.format(shown=text, stored=number))
    return Shown(number)


def _date(stored: str, text: str) -> Shown:
    """Return a date in doubt; one before 1954 is a number in a cell with the format of a date."""
    try:
        days = (date.fromisoformat(stored) - DAY_ZERO.date()).days
    except ValueError:
        days = FIRST_DATE
    if 0 <= days < FIRST_DATE:
        return Shown(str(days))
    return Shown(text, notes.DATE.format(date=text))


SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
ASIDE = {f"{OFFICE}annotation", f"{TEXT}ruby-text"}


def _paragraph(element: etree._Element) -> str:
    """Return the text of a paragraph, without comments and reading aids."""
    if not len(element):
        return clean(element.text or "")
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            parts.append(node.tail or "" if node is not element else "")
        elif node.tag in ASIDE:
            walk.skip_subtree()
        else:
            parts.append(_sign(node) + (node.text or ""))
    return clean("".join(parts))


def _sign(node: etree._Element) -> str:
    """Return the white space that an element stands for."""
    if node.tag != f"{TEXT}s":
        return SIGNS.get(str(node.tag), "")
    count = node.get(f"{TEXT}c", "1")
    return " " * (int(count) if count.isdecimal() and len(count) < 4 else 1)
