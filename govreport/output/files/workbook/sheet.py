"""A worksheet written from top to bottom, of which nothing is kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from rich.cells import cell_len

from govreport.output.files.workbook import quick
from govreport.output.places import figure
from govreport.output.safe import plain
from govreport.output.words import MARKS, word
from govreport.text import Language, Text

__all__ = ["Cell", "Column", "Formats", "Link", "Mark", "Sheet"]

ROWS = 1_048_576
"""So many rows a worksheet has; longer lists go on in another."""

LINKS = 65_530
"""So many links a worksheet can hold; further cells are plain text."""

_TEXT = 32_767
"""So many characters a cell holds, in UTF-16 units."""

_DIGITS = 10**15
"""From here on a spreadsheet would round a whole number: it is written as text."""

_KEPT = 4096
"""So many values of a sheet are kept as they are written."""

_A4 = 9

_LINE = 14.4
"""Height of a line of text, in points."""

_TALLEST = 409
"""A row cannot be taller, in points."""

_FONTS: dict[Language, str] = {"zh": "微软雅黑", "en": "Calibri"}

_FILLS = {
    "inconsistent": ("#9C1C12", "#FBE4E1"),
    "failed": ("#9C1C12", "#FBE4E1"),
    "error": ("#9C1C12", "#FBE4E1"),
    "unverifiable": ("#7A5200", "#FDF0CF"),
    "warning": ("#7A5200", "#FDF0CF"),
    "consistent": ("#1B6B3A", "#E2F2E7"),
    "note": ("#1F4B8F", "#E5EDF9"),
    "skipped": ("#555555", "#EEEEEE"),
    "accepted": ("#555555", "#EEEEEE"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict or a severity: its symbol and its word, in its colour."""

    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a file."""

    text: str
    address: str


Cell = str | int | Decimal | Mark | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Arguments:
        head: its head.
        width: in characters of western width.
        kind: ``wrap`` breaks long texts, ``plain`` leaves them on one line, ``number`` stands to
            the right with room beside it, ``signed`` with its sign, ``middle`` in the middle.
        on_paper: it is printed; the columns that are not stand last.
    """

    head: Text
    width: int
    kind: Literal["wrap", "plain", "number", "signed", "middle"] = "plain"
    on_paper: bool = True


class Formats:
    """The formats that the sheets of one workbook share."""

    def __init__(self, book: Any, language: Language) -> None:
        base = {"valign": "top", "font_size": 10, "font_name": _FONTS[language]}
        self.head = book.add_format(
            base | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#2F4A6D", "border": 1,
                    "border_color": "#8A9BB0", "text_wrap": True, "valign": "vcenter"}
        )  # fmt: skip
        self.kinds = {
            "plain": book.add_format(base),
            "wrap": book.add_format(base | {"text_wrap": True}),
            "number": book.add_format(base | {"align": "right", "indent": 1}),
            "signed": book.add_format(
                base | {"align": "right", "indent": 1, "num_format": "+General;-General;0"}
            ),
            "middle": book.add_format(base | {"align": "center"}),
        }
        self.link = book.add_format(
            base | {"font_color": "#1F4B8F", "underline": 1, "text_wrap": True}
        )
        self.marks = {
            name: book.add_format(base | {"font_color": ink, "bg_color": fill})
            for name, (ink, fill) in _FILLS.items()
        }


class Sheet:
    """A list under a frozen head with a filter; one that is too long goes on in another sheet.

    Arguments:
        book: the workbook, of XlsxWriter.
        formats: its formats.
        name: what the sheet is called.
        columns: the columns.
        language: the language of the heads and marks.
    """

    def __init__(
        self, book: Any, formats: Formats, name: str, columns: Sequence[Column], language: Language
    ) -> None:
        self.book = book
        self.formats = formats
        self.name = name
        self.columns = columns
        self.language = language
        self.wraps = [at for at, column in enumerate(columns) if column.kind == "wrap"]
        # The same values come again and again, above all in long lists.
        self._content = lru_cache(_KEPT)(lambda at, cell: quick.content(*self._shown(at, cell)))
        self.count = 0
        self._open()

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a line, one value for each column."""
        if self.row == ROWS:
            self.close()
            self._open()
        height = self._height(cells)
        if quick.can(self.sheet) and Link not in map(type, cells):
            self._write_at_once(cells, height)
        else:
            self._write_by_cell(cells, height)
        self.row += 1

    def close(self) -> None:
        """Set the filter and what is printed, now that the last row is known."""
        last = max(self.row - 1, 1)
        self.sheet.autofilter(0, 0, last, len(self.columns) - 1)
        self.sheet.print_area(0, 0, last, sum(column.on_paper for column in self.columns) - 1)

    def _height(self, cells: Sequence[Cell]) -> float | None:
        """Return how tall a row is for its longest text, for programs that do not see to it."""
        lines = max((self._lines(cells, at) for at in self.wraps if at < len(cells)), default=1)
        return min(lines * _LINE + 2, _TALLEST) if lines > 1 else None

    def _lines(self, cells: Sequence[Cell], at: int) -> int:
        cell, width = cells[at], self.columns[at].width
        text = cell.text if isinstance(cell, Link) else cell
        if not isinstance(text, str) or (len(text) * 2 <= width and "\n" not in text):
            return 1
        return sum(-(-cell_len(line) // (width - 1)) or 1 for line in text.split("\n"))

    def _open(self) -> None:
        self.count += 1
        self.row = 1
        self.links = 0
        self.sheet = self.book.add_worksheet(
            self.name if self.count == 1 else f"{self.name} {self.count}"
        )
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.hide_gridlines(0)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        self.sheet.set_footer("&L&A&R&P / &N")
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, column.width, self.formats.kinds[column.kind])
        self.sheet.set_row(0, _LINE + 6)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(0, at, column.head.of(self.language), self.formats.head)

    def _write_at_once(self, cells: Sequence[Cell], height: float | None) -> None:
        filled = [
            (at, self._content(at, cell))
            for at, cell in enumerate(cells)
            if cell is not None and cell != ""
        ]
        quick.write_row(self.sheet, self.row, filled, height)

    def _write_by_cell(self, cells: Sequence[Cell], height: float | None) -> None:
        if height is not None:
            self.sheet.set_row(self.row, height)
        for at, cell in enumerate(cells):
            if isinstance(cell, Link):
                self._link(at, cell)
            elif cell is not None and cell != "":
                value, kind = self._shown(at, cell)
                write = (
                    self.sheet.write_string if isinstance(value, str) else self.sheet.write_number
                )
                write(self.row, at, value, kind)

    def _shown(
        self, at: int, cell: str | int | Decimal | Mark | Link
    ) -> tuple[str | int | Decimal, Any]:
        """Return what a cell shows, and its format."""
        formats = self.formats
        kind = formats.kinds[self.columns[at].kind]
        if isinstance(cell, str):
            return clean(cell), kind
        if isinstance(cell, Mark):
            text = f"{MARKS[cell.name]} {word(cell.name, self.language)}"
            return text, formats.marks[cell.name]
        if isinstance(cell, Link):
            return clean(cell.text), kind
        return (cell if -_DIGITS < cell < _DIGITS else figure(cell)), kind

    def _link(self, at: int, cell: Link) -> None:
        text, kind = self._shown(at, cell)
        fits = self.links < LINKS and len(cell.address) < 2000 and len(str(text)) < 2000
        if not cell.address or not fits:
            self.sheet.write_string(self.row, at, text, kind)
            return
        self.links += 1
        address = f"external:{cell.address}"
        self.sheet.write_url(self.row, at, address, self.formats.link, text)


@lru_cache(4096)
def clean(text: str) -> str:
    """Return text that can stand in a cell: no control characters, and not too long."""
    text = plain(text).replace("\ufffe", "").replace("\uffff", "")
    if len(text) * 2 > _TEXT and len(text.encode("utf-16-le")) // 2 > _TEXT:
        text = text.encode("utf-16-le")[: 2 * (_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
    return text
