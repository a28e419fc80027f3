"""What of a worksheet is a table and what is text, drawn as pictures.

In a picture ``|`` parts cells, ``<`` continues the merged cell on the left and ``^`` the one above,
``.`` is a blank cell and ``_`` a blank one with a border; ``*`` before a text is a border.
"""

from __future__ import annotations

import pytest

from govreport.reading.document import Cell, Location, Paragraph
from govreport.reading.limits import DEFAULT
from govreport.reading.sheets.blocks import blocks_of
from govreport.reading.sheets.sheet import Range, Sheet, cell_name, in_sheet, parse_range


def drawn(picture):
    """Return the worksheet that a picture shows."""
    sheet = Sheet(lambda row, column: Location(cell=cell_name(row, column)))
    begins = {}
    sizes = {}
    for row, line in enumerate(picture.strip().splitlines(), 1):
        for column, text in enumerate((each.strip() for each in line.split("|")), 1):
            if text[:1] in ("*", "_"):
                sheet.draw_border(row, column)
            text = text.removeprefix("*").strip("_")
            before = {"<": (row, column - 1), "^": (row - 1, column)}.get(text)
            begins[row, column] = begin = begins[before] if before else (row, column)
            sizes[begin] = (row, column)
            if begin == (row, column) and text not in ("", "."):
                sheet.cells[begin] = Cell(text, sheet.locate(*begin))
    sheet.merges += [Range(*begin, *end) for begin, end in sizes.items() if begin != end]
    return sheet


def shown(picture):
    """Return what is read: a text for a paragraph, a list of rows for a table."""
    return [
        block.text
        if isinstance(block, Paragraph)
        else [" ".join(cell.text or "." for cell in row) for row in block.rows]
        for block in blocks_of(drawn(picture), DEFAULT)
    ]


CASES = {
    "title merged over the table": (
        """
        某局2023年年度报告 | < | <
        项目 | 本年 | 上年
        规章 | 1 | 2
        """,
        ["某局2023年年度报告", ["项目 本年 上年", "规章 1 2"]],
    ),
    "title in one cell": (
        """
        某局2023年年度报告 | . | .
        项目 | 本年 | 上年
        """,
        ["某局2023年年度报告", ["项目 本年 上年"]],
    ),
    "caption belongs to the table": (
        """
        行政复议 | < | <
        结果维持 | 结果纠正 | 总计
        1 | 2 | 3
        """,
        [["行政复议 行政复议 行政复议", "结果维持 结果纠正 总计", "1 2 3"]],
    ),
    "title and caption": (
        """
        四、政府信息公开行政复议、行政诉讼情况 | < | <
        行政复议 | < | <
        结果维持 | 结果纠正 | 总计
        """,
        [
            "四、政府信息公开行政复议、行政诉讼情况",
            ["行政复议 行政复议 行政复议", "结果维持 结果纠正 总计"],
        ],
    ),
    "merged row within a table": (
        """
        规章 | 1 | 2
        第二十条第（五）项 | < | <
        行政许可 | 3 | <
        """,
        [["规章 1 2", "第二十条第（五）项 第二十条第（五）项 第二十条第（五）项", "行政许可 3 3"]],
    ),
    "blank figures with borders": (
        """
        *项目 | *本年 | *上年
        *一、本年新收 | _ | _
        *二、上年结转 | *1 | *2
        *三、结转情况 | _ | _
        """,
        [["项目 本年 上年", "一、本年新收 . .", "二、上年结转 1 2", "三、结转情况 . ."]],
    ),
    "blank figures without borders": (
        """
        项目 | 本年 | 上年
        一、本年新收 | . | .
        二、上年结转 | 1 | 2
        四、结转下年度继续办理 | . | .
        """,
        [["项目 本年 上年", "一、本年新收 . .", "二、上年结转 1 2", "四、结转下年度继续办理 . ."]],
    ),
    "blank row with borders": (
        """
        *甲 | *1
        _ | _
        *乙 | *2
        """,
        [["甲 1", ". .", "乙 2"]],
    ),
    "blank row without borders": (
        """
        甲 | 1
        . | .
        乙 | 2
        """,
        [["甲 1"], ["乙 2"]],
    ),
    "section between two tables": (
        """
        规章 | 1 | . | .
        三、收到和处理政府信息公开申请情况 | . | . | .
        项目 | 自然人 | 企业 | 总计
        新收 | 1 | 2 | 3
        """,
        [
            ["规章 1"],
            "三、收到和处理政府信息公开申请情况",
            ["项目 自然人 企业 总计", "新收 1 2 3"],
        ],
    ),
    "heading within a list": (
        """
        统计指标 | 单位 | 统计数 | 历年累计
        一、主动公开情况 | . | . | .
        （一）主动公开政府信息数 | 条 | . | 1
        二、回应解读情况 | . | . | .
        新闻发布会 | 次 | . | .
        """,
        [
            [
                "统计指标 单位 统计数 历年累计",
                "一、主动公开情况 . . .",
                "（一）主动公开政府信息数 条 . 1",
                "二、回应解读情况 . . .",
                "新闻发布会 次 . .",
            ]
        ],
    ),
    "blank figures under a head further up": (
        """
        *组 | < | *自然人 | *企业 | *总计
        *一、本年新收 | < | _ | _ | _
        *三、结果 | *公开 | _ | _ | _
        *四、结转下年度 | < | _ | _ | _
        四、行政复议情况 | . | . | . | .
        结果维持 | 结果纠正 | . | . | .
        """,
        [
            [
                "组 组 自然人 企业 总计",
                "一、本年新收 一、本年新收 . . .",
                "三、结果 公开 . . .",
                "四、结转下年度 四、结转下年度 . . .",
            ],
            "四、行政复议情况",
            ["结果维持 结果纠正"],
        ],
    ),
    "borders over everything": (
        """
        *某局2023年年度报告 | < | < | _
        *项目 | *本年 | *上年 | *总计
        *规章 | *1 | *2 | *3
        *四、行政复议情况 | < | < | _
        *结果维持 | *结果纠正 | *其他 | *总计
        """,
        [
            "某局2023年年度报告",
            ["项目 本年 上年 总计", "规章 1 2 3"],
            "四、行政复议情况",
            ["结果维持 结果纠正 其他 总计"],
        ],
    ),
    "section merged over part of a wide table": (
        """
        a | b | c | d | e | f
        1 | 2 | 3 | 4 | 5 | 6
        五、存在问题及改进措施 | < | < | < | . | .
        """,
        [["a b c d e f", "1 2 3 4 5 6"], "五、存在问题及改进措施"],
    ),
    "prose after a table": (
        """
        甲 | 1 | 2
        注：以上数据包括派出机构。 | . | .
        五、存在问题 | . | .
        """,
        [["甲 1 2"], "注：以上数据包括派出机构。", "五、存在问题"],
    ),
    "prose over several rows": (
        """
        全年收到申请12件。 | <
        ^ | ^
        甲 | 1
        """,
        ["全年收到申请12件。", ["甲 1"]],
    ),
    "label over several rows": (
        """
        组 | 甲 | 1
        ^ | . | .
        ^ | 乙 | 2
        """,
        [["组 甲 1", "组 . .", "组 乙 2"]],
    ),
    "table beside the edge": (
        """
        . | . | .
        . | 甲 | 1
        . | 乙 | 2
        """,
        [["甲 1", "乙 2"]],
    ),
    "title with a stray letter below a table without borders": (
        """
        规章 | 1 | 2
        l四、行政复议、行政诉讼情况 | . | .
        结果维持 | . | .
        """,
        [["规章 1 2"], "l四、行政复议、行政诉讼情况", "结果维持"],
    ),
    "the row of a table in a single cell": (
        """
        规章 | 1 | 2
        结果维持 结果纠正 其他结果 总计 | . | .
        0 1 0 1 | . | .
        """,
        [["规章 1 2"], "结果维持 结果纠正 其他结果 总计", "0 1 0 1"],
    ),
    "label with blanks between its characters": (
        """
        规章 | 1 | 2
        行 政 许 可 | . | .
        """,
        [["规章 1 2", "行 政 许 可 . ."]],
    ),
    "text only": (
        """
        一、总体情况
        全年收到申请12件。
        .
        二、主动公开
        """,
        ["一、总体情况", "全年收到申请12件。", "二、主动公开"],
    ),
    "nothing": (".|.", []),
}


@pytest.mark.parametrize(("picture", "blocks"), CASES.values(), ids=CASES)
def test_blocks(picture, blocks):
    assert shown(picture) == blocks


def test_paragraphs_in_one_cell():
    sheet = drawn("全年收到申请12件。")
    sheet.cells[1, 1].text = "一、总体情况\n\n全年收到申请12件。"
    assert [block.text for block in blocks_of(sheet, DEFAULT)] == [
        "一、总体情况", "全年收到申请12件。",
    ]  # fmt: skip


def test_places():
    first, second = blocks_of(drawn("标题 2023年 | <\n甲 | 1"), DEFAULT)
    assert (first.location.cell, second.location.cell) == ("A1", "A2")
    assert second.rows[0][1].location.cell == "B2"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A1", Range(1, 1, 1, 1)),
        ("B2:AA10", Range(2, 2, 10, 27)),
        ("$B$2:$C$3", Range(2, 2, 3, 3)),
        ("C3:A1", Range(1, 1, 3, 3)),
        ("XFD1048576", Range(1048576, 16384, 1048576, 16384)),
        ("A", None),
        ("1:3", None),
        ("", None),
        ("甲1", None),
        ("A1:", Range(1, 1, 1, 1)),
    ],
)
def test_ranges(name, found):
    assert parse_range(name) == found


@pytest.mark.parametrize("column", [1, 26, 27, 52, 702, 703, 16384])
def test_names_of_columns(column):
    assert parse_range(cell_name(7, column)) == Range(7, column, 7, column)
    assert in_sheet("表")(7, 2) == Location(sheet="表", cell="B7")
