"""Rows with one label under two headings, in a list of which a part is missing."""

from __future__ import annotations

import pytest

from tests.parser.documents import grid, read

HEAD = "统计指标｜单位｜统计数"
RECONSIDERED = [
    "四、行政复议数量｜件｜6",
    "（一）维持具体行政行为数｜件｜2",
    "（二）被依法纠错数｜件｜1",
    "（三）其他情形数｜件｜3",
]
SUED = [
    "五、行政诉讼数量｜件｜9",
    "（一）维持具体行政行为或者驳回原告诉讼请求数｜件｜2",
    "（二）被依法纠错数｜件｜4",
    "（三）其他情形数｜件｜3",
]
LATER = [
    "六、举报投诉数量｜件｜0",
    "（一）政府信息公开工作专门机构数｜个｜1",
    "（二）设置政府信息公开查阅点数｜个｜2",
    "1.专职人员数｜人｜1",
    "2.兼职人员数｜人｜0",
]
EARLIER = ["（一）收到申请数｜件｜5", "1.当面申请数｜件｜5", "（二）申请办结数｜件｜5"]


def corrected(*lines):
    report = read(grid(HEAD, *lines))
    found = {
        group: report.quantity(f"statistics.{group}_corrected.count")
        for group in ("reconsideration", "litigation")
    }
    return {
        group: "doubtful" if quantity.doubt else quantity.value
        for group, quantity in found.items()
        if quantity
    }


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([*EARLIER, *RECONSIDERED, *SUED, *LATER], {"reconsideration": 1, "litigation": 4}),
        ([*EARLIER, *RECONSIDERED], {"reconsideration": 1}),
        ([*EARLIER, *RECONSIDERED, *LATER], {"reconsideration": 1}),
        ([*SUED, *LATER], {"litigation": 4}),
        ([*SUED[2:], *LATER], {"reconsideration": "doubtful"}),
        ([*EARLIER, *RECONSIDERED[:1], *SUED[2:], *LATER], {"reconsideration": "doubtful"}),
    ],
    ids=[
        "whole",
        "end missing",
        "no suits",
        "beginning missing",
        "heading missing",
        "middle missing",
    ],
)
def test_rows_whose_heading_may_be_missing(lines, found):
    assert corrected(*lines) == found
