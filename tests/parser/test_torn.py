"""Figures that a narrow column of a text laid out with spaces breaks over lines."""

from __future__ import annotations

import pytest

from govreport.parser.layout.torn import doubt_decimals
from govreport.reading.document import Cell, Grid

UPPER = (("七、依申请", (0, 9)), ("万元", (12, 15)), ("０", (18, 19)))


def laid_out(*lines):
    """A grid of lines, each a sequence of texts with their first and last display column."""
    rows = [[Cell(text) for text, _ in line] for line in lines]
    return Grid(rows, offsets=[[place for _, place in line] for line in lines])


@pytest.mark.parametrize("rest", ["．０００１", ".0001", ".05万元"])
def test_a_figure_above_its_decimals_is_doubted(rest):
    grid = laid_out(UPPER, (("公开信息收", (0, 9)), (rest, (18, 27))))
    doubt_decimals(grid)
    assert [cell.text for row in grid.rows for cell in row if cell.doubt] == ["０"]
    assert rest in grid.rows[0][2].doubt.zh


@pytest.mark.parametrize(
    "below",
    [("０", (18, 19)), (".0001", (30, 34)), ("1.其他", (18, 23))],
    ids=["row", "aside", "label"],
)
def test_other_lines_below_leave_it_alone(below):
    grid = laid_out(UPPER, (("公开信息收", (0, 9)), below))
    doubt_decimals(grid)
    assert not any(cell.doubt for row in grid.rows for cell in row)
