"""Plain text: rows between tabs, pipes and gaps, and what stands between tables."""

from __future__ import annotations

import pytest

from govreport.reading import read_document
from govreport.reading.document import Grid, Paragraph
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits
from govreport.reading.text import read


def text(source, limits=DEFAULT):
    return read(source.encode(), "a.txt", limits)


def outline(document):
    """Paragraphs as their text, grids as their rows of texts."""
    return [
        block.text if isinstance(block, Paragraph)
        else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]  # fmt: skip


TABS = {
    "every field is kept": ("甲\t\t1\t\n\t\t2\t\t", [[["甲", "", "1", ""], ["", "", "2", "", ""]]]),
    "blank line within": (
        "规章\t5\t0\n\n文件\t7\t8",
        [[["规章", "5", "0"], ["文件", "7", "8"]]],
    ),
    "lone label within": (
        "一、新收\t5\t7\n三、办理结果\n（一）予以公开\t5\t8",
        [[["一、新收", "5", "7"], ["三、办理结果"], ["（一）予以公开", "5", "8"]]],
    ),
    "label over several lines": (
        "甲\t1\t2\n1.申请人无正当理由逾期不补正、\n行政机关不再处理\t3\t4",
        [[["甲", "1", "2"], ["1.申请人无正当理由逾期不补正、"], ["行政机关不再处理", "3", "4"]]],
    ),
    "heading between tables": (
        "甲\t1\n三、收到和处理情况\n项目\t数量\n乙\t2",
        [[["甲", "1"]], "三、收到和处理情况", [["项目", "数量"], ["乙", "2"]]],
    ),
    "heading before figures alone": (
        "甲\t1\t2\n四、行政复议情况\n1\t2\t3\t4\t5",
        [[["甲", "1", "2"]], "四、行政复议情况", [["1", "2", "3", "4", "5"]]],
    ),
    "blank line before another head": (
        "甲\t1\n\n项目\t数量\n乙\t2",
        [[["甲", "1"]], [["项目", "数量"], ["乙", "2"]]],
    ),
    "prose ends the table": (
        "甲\t1\n全年收到申请12件。\n乙\t2",
        [[["甲", "1"]], "全年收到申请12件。", [["乙", "2"]]],
    ),
    "a row of blanks": ("甲\t1\t2\n\t\t\n后文", [[["甲", "1", "2"], ["", "", ""]], "后文"]),
    "prose with tabs": (
        "\t2023年，全市共收到申请12件。\n地址：甲路\t电话：乙",
        ["2023年，全市共收到申请12件。", "地址：甲路\t电话：乙"],
    ),
    "cells with line breaks": (
        '项目\t"商业\n企业"\t"说 ""明"""\n甲\t1\t无',
        [[["项目", "商业\n企业", '说 "明"'], ["甲", "1", "无"]]],
    ),
    "a quotation mark is no cell": ('甲\t"\n乙\t1', [[["甲", '"'], ["乙", "1"]]]),
    "line break of a word processor": ("甲\v乙\t1\n丙\t2", [[["甲\n乙", "1"], ["丙", "2"]]]),
}


@pytest.mark.parametrize(("source", "expected"), TABS.values(), ids=TABS)
def test_tabs(source, expected):
    document = text(source)
    assert outline(document) == expected
    assert all(grid.ragged for grid in document.grids)


PIPES = {
    "with and without outer pipes": (
        "| 甲 | 1 |\n| 乙 |  |",
        [[["甲", "1"], ["乙", ""]]],
        False,
    ),
    "without": ("甲 | 1 | 2\n乙 | 3 |", [[["甲", "1", "2"], ["乙", "3"]]], True),
    "escaped": (r"| a\|b | 1 |", [[["a|b", "1"]]], False),
    "box": (
        "┌──┬──┐\n│甲│1 │\n├──┼──┤\n│  │2 │\n└──┴──┘",
        [[["甲", "1"], ["", "2"]]],
        False,
    ),
    "borders between all rows": (
        "+----+---+\n| 甲 | 1 |\n| 乙 |   |\n+----+---+\n| 丙 | 2 |\n+----+---+\n| 丁 | 3 |\n+----+---+",
        [[["甲\n乙", "1"], ["丙", "2"], ["丁", "3"]]],
        False,
    ),
    "one cell a line": ("许可 |\n16 |\n+3 |\n||||", ["许可", "16", "+3"], False),
    "a trail of links is no table": ("首页 | 公开 | 年报", ["首页 | 公开 | 年报"], False),
}


@pytest.mark.parametrize(("source", "expected", "ragged"), PIPES.values(), ids=PIPES)
def test_pipes(source, expected, ragged):
    document = text(source)
    assert outline(document) == expected
    assert [grid.ragged for grid in document.grids] == [ragged] * len(list(document.grids))


SPACES = {
    "gaps": (
        "项目    制发   废止\n规章      5      0",
        [[["项目", "制发", "废止"], ["规章", "5", "0"]]],
    ),
    "wide spaces": (
        "规章　5　0　14\n文件　7　8　9",
        [[["规章", "5", "0", "14"], ["文件", "7", "8", "9"]]],
    ),
    "labels above and below": (
        "          自然人   总计\n甲           1      1\n   （二）部分公开（区\n             2      2\n   分处理的）\n"
        "后文第一句。",
        [
            [
                ["自然人", "总计"],
                ["甲", "1", "1"],
                ["（二）部分公开（区"],
                ["2", "2"],
                ["分处理的）"],
            ],
            "后文第一句。",
        ],
    ),
    "labels of two columns above": (
        "甲   一      1    2\n乙   二长长\n             3    4\n     长",
        [[["甲", "一", "1", "2"], ["乙", "二长长"], ["3", "4"], ["长"]]],
    ),
    "heading and head between": (
        "甲      1    2\n乙      3    4\n\n  四、行政复议情况\n"
        "        复议    诉讼\n维持  纠正  维持   纠正\n 1     2     3     4",
        [
            [["甲", "1", "2"], ["乙", "3", "4"]],
            "四、行政复议情况",
            [["复议", "诉讼"], ["维持", "纠正", "维持", "纠正"], ["1", "2", "3", "4"]],
        ],
    ),
    "figures with one space are left": (
        "甲    0 1 1    2\n乙    0 0 0    0",
        [[["甲", "0 1 1", "2"], ["乙", "0 0 0", "0"]]],
    ),
    "lines of dashes": (
        "  ------------------\n  项目      数量\n  -------- ---------\n  规章      5\n  文件      ---",
        [[["项目", "数量"], ["规章", "5"], ["文件", "---"]]],
    ),
    "prose with a gap": (
        "    2023年，  我县共收到申请12件，办结12件，结转下年度0件，未发生复议。",
        ["2023年，  我县共收到申请12件，办结12件，结转下年度0件，未发生复议。"],
    ),
    "address line": ("联系人：张三    电话：无", ["联系人：张三    电话：无"]),
}


@pytest.mark.parametrize(("source", "expected"), SPACES.values(), ids=SPACES)
def test_spaces(source, expected):
    assert outline(text(source)) == expected


def test_offsets_count_as_the_writer_did():
    terminal = text("规章            12     3\n规范性文件       4     5")
    program = text("规章           12     3\n规范性文件         4     5")
    assert [[place[1] for place in row[1:]] for row in next(terminal.grids).offsets] == [
        [17, 23], [17, 23],
    ]  # fmt: skip
    first, second = next(program.grids).offsets
    assert first[1] == (13, 14)
    assert second[1] == (14, 14)


def test_a_laid_out_table_is_a_grid_for_each_page():
    document = text(
        "甲    1    2\n乙    3    4\n\n            - 5 -\n\f丙      5      6\n丁      7      8"
    )
    assert outline(document) == [
        [["甲", "1", "2"], ["乙", "3", "4"]],
        [["丙", "5", "6"], ["丁", "7", "8"]],
    ]


PAGES = [
    "- 5 -", "— 3 —", "－２－", "第3页", "第 3 页 共 9 页", "第3页，共9页", "·12·", "-3-\f", "\f第4页",
]  # fmt: skip


@pytest.mark.parametrize("number", PAGES)
def test_page_numbers_are_left_out(number):
    assert outline(text(f"甲\t1\n{number}\n乙\t2")) == [[["甲", "1"], ["乙", "2"]]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("前文\n\n  5\n\f后文\n 6", ["前文", "后文"]),
        ("前文\n\f3 / 9\n中\n\f4 / 9\n后文", ["前文", "中", "后文"]),
        ("前文\nPage 1 of 2\n\f后文\nPage 2 of 2\n\f", ["前文", "后文"]),
        ("前文\n\n12\n后文", ["前文", "12", "后文"]),
        ("前文\n1\n2\n\f后文\n3", ["前文", "1", "后文"]),
        ("前文\n7\n\f后文\n7", ["前文", "7", "后文", "7"]),
        ("前文\n7\n\f后文", ["前文", "7", "后文"]),
        ("前文\n无\n\f后文", ["前文", "无", "后文"]),
    ],
)
def test_bare_numbers_are_page_numbers_where_they_go_up(source, expected):
    assert outline(text(source)) == expected


@pytest.mark.parametrize("row", ["-   5   -", "-\t5\t-", "—    5    —"])
def test_a_figure_between_blanks_is_no_page_number(row):
    (grid,) = text(f"甲    1    2\n{row}".replace("    ", "\t" if "\t" in row else "    ")).grids
    assert [cell.text for cell in grid.rows[-1]][1] == "5"


WRAPPED = """        某某县政府信息公开工作年度报告

    2023年，我县共收到政府信息公开申请1543件，其中自然人提
出1528件，商业企业提出7件，均已按照规定的时限予以答复，没有
逾期。
    （一）主动公开情况。2023年，我县各单位主动公开政府信息
5500余条。
二、主动公开政府信息情况
"""


def test_broken_lines_are_put_together():
    assert outline(text(WRAPPED)) == [
        "某某县政府信息公开工作年度报告",
        "2023年，我县共收到政府信息公开申请1543件，其中自然人提出1528件，商业企业提出7件，均已按照规定的"
        "时限予以答复，没有逾期。",
        "（一）主动公开情况。2023年，我县各单位主动公开政府信息5500余条。",
        "二、主动公开政府信息情况",
    ]


def test_lines_broken_over_a_page():
    lines = WRAPPED.split("\n")
    paged = "\n".join([*lines[:3], "", "   - 1 -", "\f" + lines[3], *lines[4:]])
    assert outline(text(paged)) == outline(text(WRAPPED))


def test_short_paragraphs_beside_a_broken_one_hide_no_edge():
    """Most lines end a sentence far from the edge, about where others of them do."""
    first, second = "全年收到申请12件，" * 6 + "主动公开", "政府信息7条，" * 8 + "其余的都已"
    short = [f"  第{number}类事项全年办理情况良好，均已按期办结。" for number in "一二三四五六七"]
    found = outline(text("\n".join(["  " + first, second, "办结。", *short])))
    assert found == [first + second + "办结。", *(line.strip() for line in short)]


@pytest.mark.parametrize("wide", [30, 75], ids=["upright", "on its side"])
def test_a_single_broken_line_is_put_together_where_a_printed_page_was_turned_into_text(wide):
    first = "近三年，年均收到申请56件。" + "指" * (wide - 14)
    table = "\n统计指标     单位   统计数\n1.政府公报   条      3\n2.政府网站   条     15\n"
    found = outline(text(f"    一、概述\n    {first}\n导基层单位办理申请56件。\n{table}"))
    assert found[:2] == ["一、概述", first + "导基层单位办理申请56件。"]


def test_lines_of_a_text_that_is_not_broken_stay():
    source = (
        "一、总体情况\n2023年共收到申请\n二、主动公开\n" + "我县" * 60 + "。\n" + "全市" * 90 + "。"
    )
    assert outline(text(source)) == source.split("\n")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted(line_break):
    document = text(line_break.join(["", "前文", "甲\t1", "", "乙\t2", "后文"]))
    before, grid, after = document.blocks
    assert (before.location.line, after.location.line) == (2, 6)
    assert [row[1].location.line for row in grid.rows] == [3, 5]


def test_unseen_characters_are_left_out():
    assert outline(text("\ufeff规\u200b章\t1\u200b5\xa0\n文件\t\x002")) == [
        [["规章", "15"], ["文件", "2"]],
    ]


def test_program_text_in_markdown_is_left_out():
    fences = "# 说明\n```{}\n某某县2023年政府信息公开工作年度报告\n```\n结尾"
    assert outline(text(fences.format("console"))) == ["说明", "结尾"]
    assert "某某县2023年政府信息公开工作年度报告" in outline(text(fences.format("text")))
    assert "某某县2023年政府信息公开工作年度报告" in outline(text(fences.format("")))


def test_program_text_without_an_end_is_read():
    assert "一、总体情况" in outline(text("# 说明\n```sh\n一、总体情况"))


MARKDOWN = """# 某某县2023年政府信息公开工作年度报告

## 一、**总体**情况 ##

> 2023年，*共收到*申请 `12` 件，见[附件](files/年报.docx)。![图](a.png)
- 办结~~3~~12件

| 信息内容 | 制发 | 废止 |
|:---|---:|---|
| 规章 | **1** | 1\\|2 |
| 文件<br>（件） | &nbsp; | - |

| 信息内容 | 数量 |
|---|---|
| 许可 | 5 |

---

<table><tr><td rowspan=2>甲</td><td>1</td></tr>
<tr><td>2</td></tr></table>
无。
"""


def test_markdown():
    document = text(MARKDOWN)
    assert document.format == "markdown"
    assert outline(document) == [
        "某某县2023年政府信息公开工作年度报告",
        "一、总体情况",
        "2023年，共收到申请 12 件，见附件。",
        "办结12件",
        [["信息内容", "制发", "废止"], ["规章", "1", "1|2"], ["文件\n（件）", "", "-"]],
        [["信息内容", "数量"], ["许可", "5"]],
        [["甲", "1"], ["甲", "2"]],
        "无。",
    ]
    assert [block.heading for block in document.paragraphs] == [True, True, False, False, False]
    assert [(note.kind, note.location.line) for note in document.notes] == [
        ("picture", 5),
        ("attachment", 5),
    ]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [grid.location.table for grid in grids] == [1, 2, 3]
    assert [grid.rows[-1][-1].location.line for grid in grids] == [11, 15, 20]


def test_plain_text_keeps_its_signs():
    document = text("共收到*12*件，见<附件>&amp;[1](2)\n_1_")
    assert document.format == "text"
    assert outline(document) == ["共收到*12*件，见<附件>&amp;[1](2)", "_1_"]


@pytest.mark.parametrize(
    ("source", "limits", "setting"),
    [
        ("甲\t1\n" * 60, Limits(cells=100), "limits.cells"),
        ("甲" * 60, Limits(characters=50), "limits.characters"),
    ],
)
def test_limits(source, limits, setting):
    with pytest.raises(ReadingError, match=setting):
        text(source, limits)


@pytest.mark.parametrize(
    "source",
    [
        "5\n\f" * 20000,
        "甲\n" * 40000 + "乙  1  2\n" * 3,
        "甲  乙\n" * 30000,
        '甲\t"乙\n' * 20000,
        '甲\t"' * 100_000 + "\n乙",
        "# 甲\n" + " " * 300_000 + "乙",
        "# 甲\n|" + "-" * 300_000 + "乙",
        "# 甲\n" + "![[*_`<" * 50_000,
    ],
    ids=[
        "page numbers",
        "labels",
        "heads",
        "quotes",
        "quotes on a line",
        "blanks",
        "hyphens",
        "markup",
    ],
)
def test_long_texts_do_not_take_long(source):
    from time import process_time

    start = process_time()
    text(source)
    assert process_time() - start < 5


def test_published_texts(shared_data):
    pasted = read_document(shared_data / "xuchang-2021.txt")
    rows = {row[0].text: row for grid in pasted.grids for row in grid.rows}
    row = rows["一、本年新收政府信息公开申请数量"]
    assert [cell.text for cell in row[2:9]] == ["1503", "7", "0", "2", "17", "14", "1543"]
    assert len(rows["40"]) == 15
    run_together = read_document(shared_data / "pingtan-2022.txt")
    assert not list(run_together.grids)
    assert max(len(paragraph.text) for paragraph in run_together.paragraphs) > 2000
