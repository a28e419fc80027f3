"""Chinese text is wrapped at any character, but for the marks that belong to one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from govreport.output.terminal.wrap import breaks

CASES = [
    ("某某市人民政府办公室", 8, ["某某市人", "民政府办", "公室"]),
    ("收到申请，办结。", 8, ["收到申", "请，办", "结。"]),
    ("公开（见表三）", 8, ["公开（见", "表三）"]),
    ("见过（a.t）", 10, ["见过", "（a.t）"]),
    ("共 1543 件", 6, ["共 ", "1543 ", "件"]),
    ("改为 3 → 2", 8, ["改为 ", "3 → 2"]),
    ("误作13，颠倒", 6, ["误作", "13，颠", "倒"]),
    ("two words", 5, ["two ", "words"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("一\n二三", 4, ["一\n二三"]),
]


def lines(text, width):
    """The text cut at its breaks."""
    cuts = [0, *breaks(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(("text", "width", "wrapped"), CASES)
def test_lines_break_where_chinese_does(text, width, wrapped):
    assert lines(text, width) == wrapped


@given(st.text(alphabet="某市，。（）12ab →…\n"), st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    parts = lines(text, width)
    assert "".join(parts) == text
    assert all(cell_len(line.rstrip()) <= width for part in parts for line in part.split("\n"))
