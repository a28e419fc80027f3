"""A worksheet written from top to bottom, of which nothing is kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

from rich.cells import cell_len

from govreport.output.files.workbook import quick
from govreport.output.places import figure
from govreport.output.safe import plain
from govreport.output.words import MARKS, word
from govreport.text import Language, Text

__all__ = ["Cell", "Column", "Formats", "Line", "Link", "Mark", "Sheet"]

ROWS = 1_048_576
"""So many rows a worksheet has; longer lists go on in another."""

LINKS = 65_530
"""So many links a worksheet can hold; cells of a list beyond them are plain text."""

_NO_MORE = Text(
    "{head}（表格程序所限，仅前 {links} 个有链接）",
    "{head} (only the first {links} have links, more no sheet can hold)",
)

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


_Filled = str | int | Decimal | Mark | Link
Cell = _Filled | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Arguments:
        head: its head.
        width: in characters of western width.
        kind: ``wrap`` breaks long texts, ``plain`` leaves them on one line, ``number`` stands to
            the right with room beside it, ``signed`` with its sign, ``middle`` in the middle;
            ``link`` breaks long texts that may lead somewhere.
        on_paper: it is printed; the columns that are not stand last.
    """

    head: Text
    width: int
    kind: Literal["wrap", "plain", "number", "signed", "middle", "link"] = "plain"
    on_paper: bool = True


class Line(NamedTuple):
    """A line as it will be written.

    Arguments:
        content: the row as it is put into the worksheet, or its cells.
        height: in points (``None``: the usual one).
        links: columns and addresses of the cells that lead somewhere.
    """

    content: str | tuple[Cell, ...]
    height: float | None
    links: Sequence[tuple[int, str]]


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
            "link": book.add_format(base | {"text_wrap": True}),
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
        self.wraps = [at for at, column in enumerate(columns) if column.kind in ("wrap", "link")]
        self.linked = [at for at, column in enumerate(columns) if column.kind == "link"]
        # The same values come again and again, above all in long lists.
        self._content = lru_cache(_KEPT)(partial(_written, columns, formats, language))
        self.count = 0
        self.wanted = 0
        self._open()

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a line, one value for each column."""
        self.put(self.made(cells))

    def made(self, cells: Sequence[Cell]) -> Line:
        """Return a line that can be written wherever its place turns out to be."""
        if self.linked:
            cells = [self._fitting(cell) if isinstance(cell, Link) else cell for cell in cells]
        height = self._height(cells) if self.wraps else None
        links = [(at, cell.address) for at in self.linked if isinstance(cell := cells[at], Link)]
        if not self.quick:
            return Line(tuple(cells), height, links)
        content = self._content
        filled = [
            content(at, cell) for at, cell in enumerate(cells) if cell is not None and cell != ""
        ]
        return Line(quick.row(filled, height), height, links)

    def begin(self) -> None:
        """Write the heads again when all lines are made, before the first of them is put."""
        if self.wanted > LINKS:
            self.sheet.set_row(0, 2 * _LINE + 6)
        self._write_heads()

    def put(self, line: Line) -> None:
        """Write a line that is made."""
        if self.row == ROWS:
            self.close()
            self._open()
        if isinstance(line.content, str):
            quick.write_row(self.sheet, self.row, self._linked(line))
        else:
            self._write_by_cell(line.content, line.height)
        self.row += 1

    def _linked(self, line: Line) -> str:
        """Enter the links of a line while the sheet can hold them; return its content."""
        content = str(line.content)
        for at, address in line.links:
            if self.links < LINKS:
                self.book.link(self.sheet, quick.place(self.row, at), address)
                self.links += 1
            else:
                content = quick.reshaped(content, self.formats.link, self.formats.kinds["link"])
        return content

    def close(self) -> None:
        """Set the filter and what is printed, now that the last row is known."""
        last = max(self.row - 1, 1)
        if self.quick and self.row > 1:
            quick.end(self.sheet, self.row, len(self.columns))
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
        self.quick = quick.can(self.sheet)
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
        self._write_heads()

    def _write_heads(self) -> None:
        for at, column in enumerate(self.columns):
            self.sheet.write_string(0, at, self._head(column), self.formats.head)

    def _head(self, column: Column) -> str:
        """Return the head of a column; where there are more links than it can hold, it says so."""
        head = column.head.of(self.language)
        if column.kind == "link" and self.wanted > LINKS:
            return _NO_MORE.of(self.language).format(head=head, links=f"{LINKS:,}")
        return head

    def _fitting(self, cell: Link) -> Link | str:
        """Return a link, or its text where it leads nowhere."""
        if not cell.address or len(cell.address) >= 2000 or len(cell.text) >= 2000:
            return cell.text
        self.wanted += 1
        return cell

    def _write_by_cell(self, cells: Sequence[Cell], height: float | None) -> None:
        if height is not None:
            self.sheet.set_row(self.row, height)
        for at, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, Link) and self.links == LINKS:
                cell = cell.text
            value, kind = _shown(self.columns, self.formats, self.language, at, cell)
            if isinstance(cell, Link):
                self.sheet.write_url(self.row, at, f"external:{cell.address}", kind, value)
                self.links += 1
                continue
            write = self.sheet.write_string if isinstance(value, str) else self.sheet.write_number
            write(self.row, at, value, kind)


def _written(
    columns: Sequence[Column], formats: Formats, language: Language, at: int, cell: _Filled
) -> str:
    """Return a cell as :func:`quick.write_row` takes it."""
    return quick.content(at, *_shown(columns, formats, language, at, cell))


def _shown(
    columns: Sequence[Column], formats: Formats, language: Language, at: int, cell: _Filled
) -> tuple[str | int | Decimal, Any]:
    """Return what a cell shows, and its format."""
    kind = formats.kinds[columns[at].kind]
    if isinstance(cell, str):
        return clean(cell), kind
    if isinstance(cell, Mark):
        return f"{MARKS[cell.name]} {word(cell.name, language)}", formats.marks[cell.name]
    if isinstance(cell, Link):
        return clean(cell.text), formats.link
    return (cell if -_DIGITS < cell < _DIGITS else figure(cell)), kind


@lru_cache(4096)
def clean(text: str) -> str:
    """Return text that can stand in a cell: no control characters, and not too long."""
    text = plain(text).replace("\ufffe", "").replace("\uffff", "")
    if len(text) * 2 > _TEXT and len(text.encode("utf-16-le")) // 2 > _TEXT:
        text = text.encode("utf-16-le")[: 2 * (_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
    return text
