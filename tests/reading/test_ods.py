"""OpenDocument spreadsheets: what a cell shows is read, and what may be misread is said."""

from __future__ import annotations

import pytest

from govreport.reading.document import Location
from govreport.reading.ods import read
from tests.writers.ods import cell, package, row, sheet


def number(value, text, more=""):
    return cell(text, f'office:value-type="float" office:value="{value}" {more}')


VALUES = {
    "number": (number("12", "12"), "12", False),
    "whole number with decimals": (number("12", "12.00"), "12.00", False),
    "thousands": (number("1543", "1,543"), "1543", False),
    "binary rounding": (number("71910.104800000001", "71910.1048"), "71910.1048", False),
    "shown with fewer decimals": (number("12.345", "12.35"), "12.35", False),
    "shown whole": (number("12.4", "12"), "12", True),
    "percentage": (
        cell("99.97%", 'office:value-type="percentage" office:value="0.9997"'), "99.97%", False),
    "text": (cell("１２", 'office:value-type="string"'), "１２", False),
    "lines": (cell("结果\n维持"), "结果\n维持", False),
    "date": (
        cell("2024-01-02", 'office:value-type="date" office:date-value="2024-01-02"'),
        "2024-01-02", True),
    "number with the format of a date": (
        cell("1900-01-04", 'office:value-type="date" office:date-value="1900-01-04"'), "5", False),
    "formula": (number("12", "12", 'table:formula="of:=[.C1]"'), "12", False),
    "formula without a result": (cell("", 'table:formula="of:=SUM([.C1:.C3])"'),
                                 "=SUM([.C1:.C3])", True),
    "formula with an empty text": (
        cell("", 'table:formula="of:=IF([.C1]=0;&quot;&quot;;[.C1])"'), "", False),
    "error": (cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="string"'),
              "#DIV/0!", True),
    "error by number": (cell("Err:508", 'table:formula="of:=)" office:value-type="string"'),
                        "Err:508", True),
    "comment": ('<table:table-cell office:value-type="string"><office:annotation><text:p>问</text:p>'
                "</office:annotation><text:p>12</text:p></table:table-cell>", "12", False),
    "spaces and spans": ('<table:table-cell><text:p>甲<text:s text:c="2"/><text:span>乙</text:span>丙'
                         "<text:tab/><text:a>丁</text:a></text:p></table:table-cell>",
                         "甲  乙丙\t丁", False),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "text", "doubtful"), VALUES.values(), ids=VALUES)
def test_values(xml, text, doubtful):
    document = read(package(sheet(row(cell("标") + xml + cell("尾")))), "a.ods")
    (grid,) = document.grids
    found = grid.rows[0][1]
    assert (found.text, found.doubt is not None) == (text, doubtful)
    assert found.location == Location(sheet="表", cell="B1")
    assert [note.kind for note in document.notes] == ["formula"] * text.startswith("=")


def test_repeated_cells_and_rows():
    content = row(cell("甲") + cell("1", 'table:number-columns-repeated="2"') + cell("2"))
    content += row("", 'table:number-rows-repeated="3"')
    content += row(cell("乙") + cell("", 'table:number-columns-repeated="2"') + cell("3"))
    content += row(cell("", 'table:number-columns-repeated="16384"'),
                   'table:number-rows-repeated="1048000"')  # fmt: skip
    first, second = read(package(sheet(content)), "a.ods").grids
    assert [each.text for each in first.rows[0]] == ["甲", "1", "1", "2"]
    assert [each.text for each in second.rows[0]] == ["乙", "", "", "3"]
    assert second.rows[0][3].location.cell == "D5"


def test_groups_of_rows():
    content = f"<table:table-header-rows>{row(cell('甲') + cell('乙'))}</table:table-header-rows>"
    content += f"<table:table-row-group>{row(cell('1') + cell('2'))}</table:table-row-group>"
    (grid,) = read(package(sheet(content)), "a.ods").grids
    assert [[each.text for each in line] for line in grid.rows] == [["甲", "乙"], ["1", "2"]]


def test_hidden():
    styles = (
        '<style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    shown = columns + row(cell("甲") + cell("1"))
    shown += row(cell("乙") + cell("2"), 'table:visibility="filter"')
    hidden = sheet(row(cell("旧稿")), "旧", 'table:style-name="h"')
    document = read(package(hidden + sheet(shown), styles), "a.ods")
    grid, paragraph = document.blocks
    assert [[each.text for each in line] for line in grid.rows] == [["甲", "1"], ["乙", "2"]]
    assert paragraph.text == "旧稿"
    lines, old = document.notes
    assert "第 2 行、B 列" in lines.text.zh
    assert (old.kind, old.location) == ("hidden", Location(sheet="旧"))


def test_borders_hold_blank_figures():
    styles = (
        '<style:style style:name="b" style:family="table-cell">'
        '<style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>'
    )
    content = row(cell("甲") + cell("1") + cell("2"))
    content += row(
        cell("四、结转情况") + cell("", 'table:style-name="b" table:number-columns-repeated="2"')
    )
    (grid,) = read(package(sheet(content), styles), "a.ods").grids
    assert len(grid.rows) == 2


def test_picture():
    shape = "<table:shapes><draw:frame><draw:image/></draw:frame></table:shapes>"
    document = read(package(sheet(shape + row(cell("甲")))), "a.ods")
    assert [note.kind for note in document.notes] == ["picture"]


def test_deleted_content_is_not_read():
    change = f"<table:tracked-changes>{sheet(row(cell('旧')))}</table:tracked-changes>"
    document = read(package(change + sheet(row(cell("新")))), "a.ods")
    assert [block.text for block in document.blocks] == ["新"]


def test_title():
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>年度报告</dc:title></m>'
    assert read(package(sheet(""), parts={"meta.xml": meta}), "a.ods").title == "年度报告"
