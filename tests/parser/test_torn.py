"""Figures that a narrow column of a text laid out with spaces breaks over lines."""

from __future__ import annotations

import pytest

from govreport.parser.layout.pieces import printed_of
from govreport.parser.layout.torn import put_back
from govreport.reading.document import Cell, Grid
from tests.parser.documents import read, requests

UPPER = (("七、依申请", (0, 9)), ("万元", (12, 15)), ("０", (18, 19)))


def read_lines(*lines):
    """Return the lines with what a narrow column broke put back: labels, then figures.

    Arguments:
        lines: each a sequence of texts with their first and last display column.
    """
    rows = [[Cell(text) for text, _ in line] for line in lines]
    laid = Grid(rows, offsets=[[place for _, place in line] for line in lines])
    return [
        (" ".join(p.text for p in line.labels), " ".join(p.text for p in line.figures))
        for line in put_back(list(printed_of([laid])))
    ]


@pytest.mark.parametrize("rest", ["．０００１", ".0001", ".05万元", "．５万"])
def test_a_figure_above_its_decimals(rest):
    found = read_lines(UPPER, (("公开信息收", (0, 9)), (rest, (18, 27))))
    assert found == [("七、依申请 万元", f"０{rest}"), ("公开信息收", "")]


def test_an_amount_above_its_unit():
    """The line of the row, without any figure, stands between them."""
    found = read_lines(
        (("六、举报投诉数量", (0, 15)), ("件", (18, 19)), ("4", (27, 27))),
        (("54.4173", (24, 30)),),
        (("七、收取的费用", (0, 13)), ("万元", (17, 20))),
        (("万元", (25, 28)),),
    )
    assert found == [("六、举报投诉数量 件", "4"), ("七、收取的费用 万元", "54.4173万元")]


def test_an_amount_over_three_lines():
    found = read_lines(
        (("1234", (24, 27)),),
        (("七、收取的费用", (0, 13)), (".5万", (24, 27))),
        (("元", (25, 26)),),
    )
    assert found == [("七、收取的费用", "1234.5万元")]


@pytest.mark.parametrize(
    "below",
    [
        [("０", (18, 19))],
        [(".0001", (30, 34))],
        [("1.其他", (18, 23))],
        [("万元", (17, 20)), ("5", (25, 25))],
    ],
    ids=["row", "aside", "label", "unit of the next row"],
)
def test_other_lines_below_leave_it_alone(below):
    lines = (UPPER, (("公开信息收", (0, 9)), *below))
    assert read_lines(*lines)[0] == ("七、依申请 万元", "０")


def test_a_unit_in_the_column_of_units_is_no_part_of_a_figure():
    """The columns of another row are shifted; its unit comes to stand below a figure."""
    found = read_lines(UPPER, (("八、经费", (2, 9)), ("万元", (15, 18))))
    assert found[0] == ("七、依申请 万元", "０")


def test_two_figures_in_one_cell_are_doubted_and_no_mistake():
    report = read(requests("一、本年新收政府信息公开申请数量｜4 54.4173｜7｜0｜2｜17｜14｜1543"))
    quantity = report.quantity("requests.new.natural_person")
    assert quantity.value is None
    assert quantity.doubt
    assert not quantity.invalid
