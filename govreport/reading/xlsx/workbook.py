"""The parts of a workbook that its worksheets share: names, strings, number formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from govreport.reading.characters import clean
from govreport.reading.errors import ReadingError
from govreport.reading.package import Package
from govreport.reading.sheets.formats import BUILT_IN, GENERAL, NumberFormat, parse_format
from govreport.text import Text

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Entry", "Look", "Workbook", "s", "text_of"]

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
USUAL_PART = "xl/workbook.xml"
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
DAYS_1904 = 1462


def s(name: str) -> str:
    """Return the qualified name of a SpreadsheetML element."""
    return NAMESPACE + name


@dataclass(frozen=True, slots=True)
class Entry:
    """A worksheet of the workbook.

    Arguments:
        name: its name.
        part: the part that holds it.
        hidden: it is not shown.
    """

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    Arguments:
        format: its number format.
        bordered: it has a drawn border.
    """

    format: NumberFormat = GENERAL
    bordered: bool = False


class Workbook:
    """What the worksheets of a workbook share.

    Arguments:
        package: the file.

    Raises:
        ReadingError: ``damaged``, ``unsupported`` (the binary format .xlsb).
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        part = package.main_part(USUAL_PART)
        if part.endswith(".bin"):
            raise ReadingError(
                "unsupported",
                Text(
                    zh="不支持 Excel 二进制工作簿（.xlsb），请另存为 .xlsx 后再检查。",
                    en="binary Excel workbooks (.xlsb) are not supported; save it as .xlsx",
                ),
            )
        self._root = package.xml(part)
        self._parts = package.relationships(part)

    @cached_property
    def sheets(self) -> list[Entry]:
        """The worksheets in order; charts and macro sheets are left out."""
        found = []
        for element in self._root.iterfind(f"{s('sheets')}/{s('sheet')}"):
            part = self._parts.get(element.get(RELATION, ""))
            if part is not None and part.kind == "worksheet" and part.target in self.package:
                hidden = element.get("state", "visible") != "visible"
                found.append(Entry(element.get("name", ""), part.target, hidden))
        return found

    @cached_property
    def days_off(self) -> int:
        """What to add to dates, which some workbooks count from 1904."""
        properties = self._root.find(s("workbookPr"))
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        return DAYS_1904 if since_1904 else 0

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells refer to by number."""
        root = self._shared("sharedStrings")
        return [] if root is None else [text_of(each) for each in root.iterfind(s("si"))]

    @cached_property
    def looks(self) -> list[Look]:
        """The looks that cells refer to by number."""
        root = self._shared("styles")
        if root is None:
            return []
        codes = dict(BUILT_IN)
        for each in root.iterfind(f"{s('numFmts')}/{s('numFmt')}"):
            codes[_number(each.get("numFmtId"))] = each.get("formatCode", "")
        borders = [
            any(side.get("style", "none") != "none" for side in each)
            for each in root.iterfind(f"{s('borders')}/{s('border')}")
        ]
        return [_look(each, codes, borders) for each in root.iterfind(f"{s('cellXfs')}/{s('xf')}")]

    def _shared(self, kind: str) -> etree._Element | None:
        parts = (each.target for each in self._parts.values() if each.kind == kind)
        return self.package.optional(next(parts, None))


def _look(element: etree._Element, codes: dict[int, str], borders: list[bool]) -> Look:
    code = codes.get(_number(element.get("numFmtId")), "")
    border = _number(element.get("borderId"))
    return Look(parse_format(code) if code else GENERAL, border < len(borders) and borders[border])


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def text_of(element: etree._Element) -> str:
    """Return the text of a string, its runs joined, without the reading aids (furigana)."""
    parts = []
    for child in element:
        if child.tag == s("t"):
            parts.append(child.text or "")
        elif child.tag == s("r"):
            parts.append(child.findtext(s("t")) or "")
    return unescape("".join(parts))


def unescape(text: str) -> str:
    """Return a string with its escaped characters (``_x000D_``) in place, unseen ones dropped."""
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))
