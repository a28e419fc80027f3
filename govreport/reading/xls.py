"""Old Excel workbooks (.xls, WPS .et), read with xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govreport.reading.characters import clean
from govreport.reading.document import Cell, Document, Location, Note
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits, exceeded
from govreport.reading.package import damaged, encrypted
from govreport.reading.sheets import notes
from govreport.reading.sheets.blocks import blocks_of
from govreport.reading.sheets.formats import NumberFormat, parse_format
from govreport.reading.sheets.sheet import Place, Range, Sheet, column_name, in_sheet
from govreport.reading.sheets.values import Shown, shown, to_decimal
from govreport.text import Text

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF

__all__ = ["read"]

TEXT, NUMBER, DATE, BOOLEAN, ERROR = range(1, 6)
DAYS_1904 = 1462
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")

BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError,
    RecursionError, TypeError, ValueError, struct.error,
)  # fmt: skip
"""What xlrd raises, besides its own errors, when it stumbles over a damaged file."""


def read(data: bytes, source: str, limits: Limits = DEFAULT) -> Document:
    """Read an old Excel workbook; hidden worksheets come last.

    Arguments:
        data: the bytes of the file.
        source: the path as the user gave it.
        limits: how much is read.

    Raises:
        ReadingError: ``encrypted``, ``damaged``, ``too-large``.
    """
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError

    try:
        return _read(data, source, limits)
    except (XLRDError, CompDocError) as error:
        raise (encrypted() if "encrypted" in str(error) else _broken()) from error
    except BROKEN as error:
        raise _broken() from error


def _read(data: bytes, source: str, limits: Limits) -> Document:
    book = _open(data)
    pending = _uncalculated(book)
    worksheets = [
        Worksheet(book, index, pending.get(index, set()), limits) for index in range(book.nsheets)
    ]
    document = Document(source, "xls")
    for worksheet in sorted(worksheets, key=lambda each: each.is_hidden):
        _add(document, worksheet, limits)
    if any(magic in data for magic in PICTURES):
        document.notes.append(notes.picture(Location()))
    return document


def _open(data: bytes) -> Book:
    from xlrd import open_workbook

    # Some programs leave the sector table in disorder, which neither Excel nor WPS minds.
    options: dict[str, Any] = {
        "file_contents": data,
        "formatting_info": True,
        "on_demand": True,
        "ragged_rows": True,
        "ignore_workbook_corruption": True,
        "logfile": io.StringIO(),
    }
    book = open_workbook(**options)
    if book.biff_version < 80 and book.codepage is None:
        return open_workbook(**options, encoding_override="gb18030")
    return book


def _broken() -> ReadingError:
    return damaged(Text(zh="工作簿结构无法识别", en="the structure of the workbook is broken"))


def _add(document: Document, worksheet: Worksheet, limits: Limits) -> None:
    """Add a worksheet's blocks and notes to the document."""
    blocks = list(blocks_of(worksheet.sheet, limits))
    if worksheet.is_hidden and blocks:
        document.notes.append(notes.hidden_sheet(worksheet.name))
    document.blocks += blocks
    document.notes += worksheet.notes


class Worksheet:
    """A worksheet of an old workbook.

    Arguments:
        book: the workbook.
        index: number of the worksheet from 0.
        uncalculated: places (from 0) of formulas whose result was never calculated.
        limits: how many cells with text may be read.
    """

    def __init__(self, book: Book, index: int, uncalculated: set[Place], limits: Limits) -> None:
        self._book = book
        self._source = source = book.sheet_by_index(index)
        self._uncalculated: list[Location] = []
        self.name = str(source.name)
        self.is_hidden = source.visibility != 0
        self.sheet = Sheet(in_sheet(self.name))
        self.sheet.merges += [
            Range(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in source.merged_cells
        ]
        for row in range(source.nrows):
            for column in range(source.row_len(row)):
                self._read_cell(row, column, (row, column) in uncalculated)
            if len(self.sheet.cells) > limits.cells:
                raise exceeded("cells", limits)

    @property
    def notes(self) -> Iterator[Note]:
        """What a person must know about the worksheet."""
        rows = self._hidden({row for row, _ in self.sheet.cells}, self._source.rowinfo_map)
        columns = self._hidden({column for _, column in self.sheet.cells}, self._source.colinfo_map)
        hidden = notes.hidden_lines(
            self.name, [str(row) for row in rows], [column_name(each) for each in columns]
        )
        if hidden:
            yield hidden
        if self._uncalculated:
            yield notes.formulas(len(self._uncalculated), self._uncalculated[0])

    def _hidden(self, used: set[int], infos: dict[int, Any]) -> list[int]:
        return sorted(each for each in used if each - 1 in infos and infos[each - 1].hidden)

    def _read_cell(self, row: int, column: int, uncalculated: bool) -> None:
        look = self._book.xf_list[self._source.cell_xf_index(row, column)]
        if _is_bordered(look):
            self.sheet.draw_border(row + 1, column + 1)
        here = self.sheet.locate(row + 1, column + 1)
        text, doubt = self._value(row, column, look.format_key)
        if uncalculated:
            text, doubt = "=", notes.UNCALCULATED
            self._uncalculated.append(here)
        if text.strip() or doubt:
            self.sheet.cells[row + 1, column + 1] = Cell(text, here, doubt)

    def _value(self, row: int, column: int, format_key: int) -> Shown:
        kind = self._source.cell_type(row, column)
        stored = self._source.cell_value(row, column)
        if kind == TEXT:
            return Shown(clean(stored.replace("\r\n", "\n").replace("\r", "\n")))
        if kind in (NUMBER, DATE):
            value = to_decimal(stored)
            days_off = DAYS_1904 if self._book.datemode else 0
            return Shown("") if value is None else shown(value, self._format(format_key), days_off)
        if kind == BOOLEAN:
            return Shown("TRUE" if stored else "FALSE")
        if kind == ERROR:
            from xlrd import error_text_from_code

            name = error_text_from_code.get(int(stored)) or f"#{stored}"
            return Shown(name, notes.ERROR.format(error=name))
        return Shown("")

    def _format(self, key: int) -> NumberFormat:
        found = self._book.format_map.get(key)
        return parse_format(found.format_str if found else "General")


def _is_bordered(look: XF) -> bool:
    border = look.border
    return border is not None and bool(
        border.left_line_style or border.top_line_style or border.bottom_line_style
    )


FORMULA, BOUND_SHEET, BEGIN, END = 0x0006, 0x0085, 0x0809, 0x000A
CALCULATE_ON_LOAD = 0x0002
BLANK_RESULT = 3
EMPTY_TEXT = b"\x17\0\0"
"""The text «» within a formula, as in «nothing instead of zero»."""


def _uncalculated(book: Book) -> dict[int, set[Place]]:
    """Return, per worksheet, the places (from 0) of formulas whose result was never calculated.

    xlrd gives the results alone. Those of programs that cannot calculate would be taken for
    figures or blanks.
    """
    found: dict[int, set[Place]] = {}
    if book.biff_version < 50 or book.mem is None:
        return found
    stream = bytes(book.mem[book.base : book.base + book.stream_len])
    starts = [
        struct.unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == BOUND_SHEET
    ]
    for index, start in enumerate(starts):
        for kind, body in _records(stream, start):
            if kind == FORMULA and len(body) > 22 and _is_uncalculated(body):
                row, column = struct.unpack_from("<HH", body)
                found.setdefault(index, set()).add((row, column))
    return found


def _is_uncalculated(formula: bytes) -> bool:
    """Tell whether a formula's result is one that stands for none.

    Programs that cannot calculate store zero and ask for a calculation when the file is opened,
    or store a blank; a true blank comes from formulas that name it.
    """
    result, flags = struct.unpack_from("<dH", formula, 6)
    is_text_or_blank = formula[12:14] == b"\xff\xff"
    if is_text_or_blank:
        return formula[6] == BLANK_RESULT and EMPTY_TEXT not in formula[22:]
    return bool(flags & CALCULATE_ON_LOAD) and result == 0


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part of the workbook stream up to its end."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        depth += (kind == BEGIN) - (kind == END)
        yield kind, stream[start + 4 : start + 4 + length]
        if depth <= 0:
            return
        start += 4 + length
