"""What is written as a Word file is read back cell for cell, however Word stores it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.reading.document import Grid, Paragraph
from govreport.reading.docx import read
from tests.generator import PLAIN, Layout, random_truth
from tests.generator.report import blocks
from tests.writers.docx import DocxStyle, written
from tests.writers.grids import same, tables

STYLES = st.builds(
    DocxStyle,
    run_length=st.integers(1, 5),
    numbered=st.booleans(),
    tracked=st.booleans(),
    tables=st.sampled_from(("plain", "control", "text-box", "layout")),
    strict=st.booleans(),
)


def _is_one_column(table):
    return all(sum(cell is not None for cell in line) <= 1 for line in table) and all(
        table[row][0] is None or table[row][0].colspan == len(table[row])
        for row in range(len(table))
    )


@given(tables().filter(lambda table: not _is_one_column(table)), STYLES)
@settings(max_examples=150)
def test_any_table(table, style):
    (grid,) = read(written(["前文", table, "后文"], style), "a.docx").grids
    same(grid, table)


@given(st.lists(st.text("甲乙一1、（）. \t件", min_size=1).filter(str.strip), max_size=6), STYLES)
def test_any_paragraphs(texts, style):
    document = read(written(texts, style), "a.docx")
    assert [paragraph.text for paragraph in document.paragraphs] == texts


@pytest.mark.parametrize("parted", ["repeated", "blank"])
@pytest.mark.parametrize("split", range(4, 28))
def test_table_broken_by_a_page(split, parted):
    table = next(b for b in blocks(random_truth(3, "2021"), PLAIN) if len(b) == 28)
    data = written([table], DocxStyle(split=split, repeat=True, parted=parted))
    above, below = read(data, "a.docx").grids
    assert (len(above.rows), len(below.rows)) == (split, 28 - split + 3)
    figures = [[cell.text for cell in row[3:]] for row in above.rows + below.rows[3:]]
    assert figures == [[cell.text for cell in row[3:]] for row in whole(table).rows]


def whole(table):
    (grid,) = read(written([table]), "a.docx").grids
    same(grid, table)
    return grid


@pytest.mark.parametrize(
    "layout", [PLAIN, Layout(requests="one", disputes="three"), Layout(around=True)]
)
def test_report_in_order(layout):
    laid = blocks(random_truth(5, "2021"), layout)
    document = read(written(laid), "a.docx")
    assert len(document.blocks) == len(laid)
    for block, expected in zip(document.blocks, laid, strict=True):
        if isinstance(block, Paragraph):
            assert block.text == expected
        else:
            assert isinstance(block, Grid)
            same(block, expected)
