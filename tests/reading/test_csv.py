"""Tables as text: separators, encodings and quotes are found out."""

from __future__ import annotations

import pytest

from govreport.reading.csvfile import read, separator_of
from govreport.reading.document import Location, Paragraph


def cells(data):
    (grid,) = read(data, "a.csv").grids
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("甲,1\n乙,2", ","),
        ("甲\t1\n乙\t2", "\t"),
        ("甲;1\n乙;2", ";"),
        ("甲|1\n乙|2", "|"),
        ("标题\n甲;1,5\n乙;2", ";"),
        ("全年收到, 办结, 其中\n甲\t1\t3\n乙\t2\t4", "\t"),
        ('甲,"1;2;3"\n乙,"4;5;6"', ","),
        ("只有一列\n又一行", "\t"),
    ],
)
def test_separator(text, separator):
    assert separator_of(text) == separator


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"]
)
def test_encodings(encoding):
    text = "一、本年新收政府信息公开申请数量,1,2\r\n二、上年结转政府信息公开申请数量,3,4\r\n"
    data = ("\ufeff" + text if encoding == "utf-16-le" else text).encode(encoding)
    assert [row[1:] for row in cells(data)] == [["1", "2"], ["3", "4"]]


def test_quotes():
    data = '标,"1,543","结果\n维持","他说""好"""\n乙,2,3,4\n'.encode()
    assert cells(data)[0] == ["标", "1,543", "结果\n维持", '他说"好"']


def test_places_are_rows_not_lines():
    document = read('标,"结果\n维持"\n乙,2\n'.encode(), "a.csv")
    (grid,) = document.grids
    assert grid.rows[1][1].location == Location(line=2, column=2)


def test_separator_told_by_excel():
    document = read("sep=;\n甲;1\n乙;2\n".encode(), "a.csv")
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [["甲", "1"], ["乙", "2"]]
    assert grid.rows[0][0].location.line == 2


def test_rows_of_different_length():
    assert cells("甲,1\n乙,2,3\n".encode()) == [["甲", "1", ""], ["乙", "2", "3"]]


def test_lost_bytes_are_said():
    document = read("甲,1\n乙,2\n".encode() * 50 + b"\xff\xfe\xff,3\n", "a.csv")
    assert [note.kind for note in document.notes] == ["encoding"]


def test_prose_around_a_table():
    text = "某某局2023年政府信息公开工作年度报告,,\n一、总体情况,,\n全年收到申请12件。,,\n,,\n"
    text += "项目,本年,上年\n规章,1,2\n"
    first, second, third, grid = read(text.encode(), "a.csv").blocks
    assert [each.text for each in (first, second, third)] == [
        "某某局2023年政府信息公开工作年度报告", "一、总体情况", "全年收到申请12件。",
    ]  # fmt: skip
    assert all(isinstance(each, Paragraph) for each in (first, second, third))
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["项目", "本年", "上年"], ["规章", "1", "2"],
    ]  # fmt: skip
    assert grid.location.line == 5
