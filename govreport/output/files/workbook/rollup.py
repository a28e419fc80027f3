"""The sum over the bodies under a parent, as worksheets that add up each other.

One sheet for each body, all laid out alike, and a sheet whose figures are formulas over them: it
can be copied into the parent's report, and follows when a body corrects a figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rich.cells import cell_len
from xlsxwriter.utility import xl_rowcol_to_cell

from govreport.checker.compare import Rollup
from govreport.output.files.workbook.printed import Layout, laid_out, widest
from govreport.output.files.workbook.sheet import Formats, clean
from govreport.parser.report import Number
from govreport.text import Language, Text

__all__ = ["RollupSheets"]

_SUM = Text("汇总 {year}", "sum {year}")
_TITLE = Text(
    "{parent} {year} 年度汇总（{units} 个机关之和；数字为公式，随各机关工作表更新）",
    "{parent} {year}: the sum over {units} bodies (formulas over their sheets)",
)
_NEXT = Text(
    "下年度“二、上年结转”（取自本年度“四、结转下年度继续办理”）",
    "next year's 二、上年结转 (this year's 四)",
)
_MISSING = Text("缺少报告：{names}", "no report: {names}")
_OTHER_FORM = Text("使用其他版本的格式，未计入：{names}", "on another form, not added: {names}")
_BLANKS = Text(
    "有空白或没有读准的格，汇总中缺这些数字：{names}",
    "cells blank or not read for certain, lacking in the sum: {names}",
)
_BODY = Text("机关", "body")
_NO_WORD = re.compile(r"[^A-Za-z0-9_\u3400-\u9fff]")
_SHORT = 20
_LONGEST = 31
"""The longest name of a sheet that Excel takes."""
_LABELS, _FIGURES = 44, 11
"""Widths of columns, in characters of western width."""
_LINE = 15
"""Height of a line of text, in points."""


class RollupSheets:
    """Writes the sheets of one sum into a workbook.

    Arguments:
        book: the workbook, of XlsxWriter; not in constant memory.
        formats: its formats.
        rollup: the sum.
        number: tells several sums in one workbook apart.
        language: the language of the headings.
    """

    def __init__(
        self, book: Any, formats: Formats, rollup: Rollup, number: int, language: Language
    ) -> None:
        self.book, self.formats, self.rollup = book, formats, rollup
        self.number, self.language = number, language
        self.layout = laid_out(rollup.form, top=2)
        lined = {"border": 1, "border_color": "#8A9BB0", "font_size": 10, "valign": "vcenter"}
        self.figure = book.add_format(lined | {"align": "right"})
        self.label = book.add_format(lined | {"text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 12})
        series = "" if number == 1 else f"{number}_"
        self.names = {
            body: f"{_BODY.of(language)}{series}{at}_{_short(body)}"
            for at, body in enumerate(rollup.units, 1)
        }

    def write(self) -> None:
        """Write the sheet of the sum, then one for each body."""
        name = _SUM.of(self.language).format(year=self.rollup.year)
        # The number keeps apart parents whose names are alike after they are cut.
        told = f"{name} ({self.number}) {_short(self.rollup.parent)}"
        sheet = self._sheet(name if self.number == 1 else told[:_LONGEST])
        self._head(sheet)
        self._sums(sheet)
        self._next_year(sheet, sheet.get_name())
        for body, figures in self.rollup.units.items():
            self._unit(body, figures)

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, _LABELS)
        sheet.set_column(1, widest(self.layout), _FIGURES)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _head(self, sheet: Any) -> None:
        rollup = self.rollup
        title = _TITLE.of(self.language).format(
            parent=rollup.parent, year=rollup.year, units=len(rollup.units)
        )
        sheet.write_string(0, 0, clean(title), self.title)
        lacking = dict.fromkeys(name for names in rollup.unknown.values() for name in names)
        remarks = [
            wording.of(self.language).format(names="、".join(names))
            for wording, names in (
                (_MISSING, rollup.missing), (_OTHER_FORM, rollup.other_form), (_BLANKS, lacking),
            ) if names
        ]  # fmt: skip
        sheet.write_string(1, 0, clean("；".join(remarks)))

    def _frame(self, sheet: Any) -> None:
        """Write titles, heads and labels."""
        layout: Layout = self.layout
        for row, title in layout.titles.items():
            sheet.write_string(row, 0, title, self.title)
        for row, first, last, text in layout.heads:
            if first == last:
                sheet.write_string(row, first, text, self.formats.head)
            else:
                sheet.merge_range(row, first, row, last, text, self.formats.head)
        for row, text in layout.labels:
            sheet.write_string(row, 0, text, self.label)
        for row, lines in self._lines().items():
            sheet.set_row(row, lines * _LINE)

    def _lines(self) -> dict[int, int]:
        """Return how many lines the texts of each row take, where it is more than one."""
        widths = [(row, text, _LABELS) for row, text in self.layout.labels]
        widths += [
            (r, text, _FIGURES * (last - first + 1)) for r, first, last, text in self.layout.heads
        ]
        lines: dict[int, int] = {}
        for row, text, width in widths:
            needed = -(-cell_len(text) // (width - 2))
            if needed > 1:
                lines[row] = max(lines.get(row, 1), needed)
        return lines

    def _sums(self, sheet: Any) -> None:
        """Write each sum as a formula over the bodies' sheets, with its value."""
        self._frame(sheet)
        names = list(self.names.values())
        if not names:
            return
        # Quoted, a range of sheets is not understood by LibreOffice: no name needs quotes.
        over = f"{names[0]}:{names[-1]}" if len(names) > 1 else names[0]
        for address, (row, column) in self.layout.cells.items():
            if address in self.rollup.sums:
                formula = f"=SUM({over}!{xl_rowcol_to_cell(row, column)})"
                value = self.rollup.sums[address]
                sheet.write_formula(row, column, formula, self.figure, value)

    def _next_year(self, sheet: Any, name: str) -> None:
        """Write the draft of next year's row 二 below the tables."""
        table = self.rollup.form.table.get("requests")
        if table is None or "carried_out" not in table.row:
            return
        top = self.layout.height + 1
        sheet.write_string(top, 0, _NEXT.of(self.language), self.formats.kinds["wrap"])
        for column in table.columns:
            address = f"requests.carried_out.{column.id}"
            row, at = self.layout.cells[address]
            sheet.write_string(top, at, column.label, self.formats.head)
            if address in self.rollup.sums:
                formula = f"='{name}'!{xl_rowcol_to_cell(row, at)}"
                value = self.rollup.sums[address]
                sheet.write_formula(top + 1, at, formula, self.figure, value)
        sheet.write_string(top + 1, 0, table.row["carried_in"].text, self.label)

    def _unit(self, body: str, figures: Mapping[str, Number]) -> None:
        sheet = self._sheet(self.names[body])
        sheet.write_string(0, 0, clean(f"{body} {self.rollup.year}"), self.title)
        self._frame(sheet)
        for address, (row, column) in self.layout.cells.items():
            value = figures.get(address)
            if value is not None:
                sheet.write_number(row, column, value, self.figure)


def _short(name: str) -> str:
    """Return the part of a name that a sheet can be called by in a formula without quotes."""
    return _NO_WORD.sub("", name)[:_SHORT]
