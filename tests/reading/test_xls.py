"""Old Excel workbooks: what a cell shows is read, and what may be misread is said."""

from __future__ import annotations

import struct
from datetime import date

import pytest
import xlwt

from govreport.reading.document import Location
from govreport.reading.xls import read
from tests.writers.xls import saved


@pytest.mark.parametrize(
    ("value", "format", "text", "doubtful"),
    [
        (5, "General", "5", False),
        (71910.1048, "General", "71910.1048", False),
        (1543, "#,##0", "1543", False),
        (12.5, "0.00", "12.50", False),
        (0.9997, "0.00%", "99.97%", False),
        (15, '0"件"', "15件", False),
        (5, "yyyy-mm-dd", "5", False),
        ("１２", "General", "１２", False),
        (True, "General", "TRUE", False),
        (12.4, "0", "12", True),
        (date(2024, 1, 2), "yyyy-mm-dd", "2024-01-02", True),
    ],
)
def test_values(value, format, text, doubtful):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "标")
    sheet.write(0, 1, value, xlwt.easyxf(num_format_str=format))
    (grid,) = read(saved(book), "a.xls").grids
    cell = grid.rows[0][1]
    assert (cell.text, cell.doubt is not None) == (text, doubtful)
    assert cell.location == Location(sheet="表", cell="B1")


def test_formula_that_was_never_calculated():
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "标")
    sheet.write(0, 1, xlwt.Formula("SUM(C1:D1)"))
    sheet.write(0, 2, 1)
    sheet.write(0, 3, xlwt.Formula('IF(C1=0;"";C1)'))
    sheet.write(0, 4, 2)
    second = book.add_sheet("二")
    second.write(0, 0, 0)
    second.write(0, 1, 0)
    document = read(saved(book), "a.xls")
    first, other = document.grids
    assert first.rows[0][1].text == "="
    assert first.rows[0][1].doubt is not None
    assert first.rows[0][3].doubt is None
    assert [cell.doubt for cell in other.rows[0]] == [None, None]
    (note,) = document.notes
    assert (note.kind, note.location) == ("formula", Location(sheet="表", cell="B1"))


def test_formula_to_be_calculated_on_opening():
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "标")
    sheet.write(0, 1, xlwt.Formula("SUM(C1:D1)"))
    blank, zero = struct.pack("<QH", 0xFFFF000000000003, 0), struct.pack("<dH", 0.0, 2)
    data = saved(book)
    assert data.count(blank) == 1
    (grid,) = read(data.replace(blank, zero), "a.xls").grids
    assert grid.rows[0][1].doubt is not None
    calculated = struct.pack("<dH", 0.0, 0)
    (grid,) = read(data.replace(blank, calculated), "a.xls").grids
    assert (grid.rows[0][1].text, grid.rows[0][1].doubt) == ("0", None)


def test_hidden():
    book = xlwt.Workbook(encoding="utf-8")
    old = book.add_sheet("旧")
    old.write(0, 0, "旧稿")
    old.visibility = 1
    sheet = book.add_sheet("新")
    for row, line in enumerate([("甲", 1, 2), ("乙", 3, 4)]):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    document = read(saved(book), "a.xls")
    grid, paragraph = document.blocks
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["甲", "1", "2"],
        ["乙", "3", "4"],
    ]
    assert paragraph.text == "旧稿"
    lines, hidden = document.notes
    assert "第 2 行、B 列" in lines.text.zh
    assert hidden.location == Location(sheet="旧")


def test_borders_hold_blank_figures():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    frame = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    for row, line in enumerate([("甲", 1, 2), ("四、结转情况", "", "")]):
        for column, value in enumerate(line):
            sheet.write(row, column, value, frame)
    (grid,) = read(saved(book), "a.xls").grids
    assert len(grid.rows) == 2


def test_picture():
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("表").write(0, 0, "甲")
    data = saved(book)
    assert read(data, "a.xls").notes == []
    # Excel keeps pictures as they are in the drawing records.
    (note,) = read(data + b"\x89PNG\r\n\x1a\n" + b"\0" * 512, "a.xls").notes
    assert note.kind == "picture"
