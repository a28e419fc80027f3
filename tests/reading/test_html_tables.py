"""Tables of web pages: spans as browsers place them, whatever the markup looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.reading.document import Grid, Paragraph
from govreport.reading.errors import ReadingError
from govreport.reading.html import read
from govreport.reading.limits import DEFAULT, Limits


def grids(markup, limits=DEFAULT):
    return list(read(markup.encode(), "a.html", limits).grids)


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows]


@st.composite
def merged(draw):
    """A grid cut into rectangles: for each position, the number of its rectangle."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    owner = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in owner:
                continue
            free = 1
            while column + free < width and (row, column + free) not in owner:
                free += 1
            down, across = draw(st.integers(1, height - row)), draw(st.integers(1, free))
            owner |= {
                (r, c): (row, column)
                for r in range(row, row + down)
                for c in range(column, column + across)
            }
    return [[owner[row, column] for column in range(width)] for row in range(height)]


def rendered(layout, closed):
    """Write a cut grid as markup, with or without the end tags that HTML lets one leave out."""
    end = "</td>" if closed else ""
    rows = []
    for r, row in enumerate(layout):
        cells = ""
        for c, owner in enumerate(row):
            if owner == (r, c):
                down = sum(each[c] == owner for each in layout)
                across = row.count(owner)
                cells += f"<td rowspan={down} colspan='{across}'>{r}.{c}{end}"
        rows.append(f"<tr>{cells}" + ("</tr>" if closed else ""))
    return f"<table>{''.join(rows)}</table>"


@given(merged(), st.booleans())
def test_any_cut_of_a_grid_is_expanded_again(layout, closed):
    found = grids(rendered(layout, closed))
    if any(len(set(row)) > 1 for row in layout):
        # A table with no row of two cells only arranges the page.
        if all(
            sum(owner == (r, c) for c, owner in enumerate(row)) < 2 for r, row in enumerate(layout)
        ):
            return
        (grid,) = found
        assert texts(grid) == [[f"{r}.{c}" for r, c in row] for row in layout]
        for row, owners in zip(grid.rows, layout, strict=True):
            for cell, (r, c) in zip(row, owners, strict=True):
                assert cell is grid.rows[r][c]
                assert (cell.location.row, cell.location.column) == (r + 1, c + 1)


CASES = {
    "sizes that are no numbers": (
        '<tr><td rowspan="2px">a<td colspan="">b<td rowspan=-2>c</tr><tr><td colspan=" +2">d</tr>',
        [["a", "b", "c"], ["a", "d", "d"]],
    ),
    "rowspan 0 reaches to the end": (
        "<tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3",
        [["a", "1"], ["a", "2"], ["a", "3"]],
    ),
    "no span leaves its row group": (
        "<thead><tr><th rowspan=3>h<th>i</thead><tbody><tr><td>1<td>2</tbody>",
        [["h", "i"], ["1", "2"]],
    ),
    "the earlier of two cells keeps the place": (
        "<tr><td rowspan=2>a<td>b<td rowspan=2>c<tr><td colspan=2>d",
        [["a", "b", "c"], ["a", "d", "c"]],
    ),
    "short rows are filled": ("<tr><td>a<td>1<td>2<tr><td>b", [["a", "1", "2"], ["b", "", ""]]),
    "tags not closed": ("<tr><td>a<td>1<tr><td>b<td>2", [["a", "1"], ["b", "2"]]),
    "a cell within a cell": (
        "<tr><td>a<div><td>b</div><td>c</tr>",
        [["a", "b", "c"]],
    ),
    "digits in several spans": (
        "<tr><td>共<td><span>15</span><font><b>4</b>3</font><o:p>&nbsp;</o:p>",
        [["共", "1543"]],
    ),
    "blank cells": ("<tr><td>a<td>&nbsp;<td><p><o:p>&nbsp;</o:p></p><td> \n", [["a", "", "", ""]]),
    "line breaks in cells": (
        "<tr><td>商业<br>企业<td><p>3</p>\n<p>4</p>",
        [["商业\n企业", "3\n4"]],
    ),
    "zero-width characters": ("<tr><td>a<td>1\u200b5\ufeff43", [["a", "1543"]]),
    "hidden cells and rows": (
        '<tr style="DISPLAY: none"><td>x<td>y</tr><tr><td>a<td hidden>2<td>3'
        '<td style="visibility:hidden">4</tr>',
        [["a", "3"]],
    ),
    "a table of one cell in a cell": (
        "<tr><td>规章<td><table><tr><td>12</table><td>3",
        [["规章", "12", "3"]],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_cases(rows, expected):
    assert [texts(grid) for grid in grids(f"<table>{rows}</table>")] == [expected]


def test_tables_of_style_sheets():
    row = (
        '<div style="display:table-row">'
        + '<div style="display: table-cell">{}</div>' * 2
        + "</div>"
    )
    markup = f'<div style="display:table">{row.format("a", 1)}{row.format("b", 2)}</div>'
    assert [texts(grid) for grid in grids(markup)] == [[["a", "1"], ["b", "2"]]]


def test_rows_without_a_table_stay_before_what_follows():
    document = read("<tr><td>a<td>1</tr><tr><td>b<td>2</tr><p>后文".encode(), "a.html", DEFAULT)
    grid, after = document.blocks
    assert isinstance(grid, Grid)
    assert isinstance(after, Paragraph)


def test_table_that_arranges_the_page_is_transparent():
    markup = """<table><tr><td><ul><li>导航<li>公开</ul></td><td><p>年度报告</p>
        <table><tr><td>a<td>1<tr><td>b<td>2</table><p>后文</p></td></tr></table>"""
    document = read(markup.encode(), "a.html", DEFAULT)
    assert [block.text if isinstance(block, Paragraph) else texts(block)
            for block in document.blocks] == [
        "导航", "公开", "年度报告", [["a", "1"], ["b", "2"]], "后文",
    ]  # fmt: skip


def test_table_of_data_keeps_its_place_before_the_one_within():
    outer, inner = grids(
        "<table><tr><td>甲<td>1<td>2<tr><td>乙<td>3<td>4<table><tr><td>p<td>9</table></table>"
    )
    assert texts(outer) == [["甲", "1", "2"], ["乙", "3", "4"]]
    assert texts(inner) == [["p", "9"]]


def test_digits_on_two_lines_of_the_source_are_joined_with_a_doubt():
    (grid,) = grids("<table><tr><td>共<td><span>15</span>\n  <span>43</span></table>")
    assert grid.rows[0][1].text == "1543"
    assert grid.rows[0][1].doubt is not None
    assert grid.rows[0][0].doubt is None


def test_lines_of_cells():
    (grid,) = grids("\n<table>\n<tr><td>a</td>\n<td>1</td></tr>\n</table>")
    assert [cell.location.line for cell in grid.rows[0]] == [3, 4]


@pytest.mark.parametrize(
    ("markup", "limits", "setting"),
    [
        ("<table>" + "<tr><td>a<td>b" * 60, Limits(cells=100), "limits.cells"),
        ("<table><tr><td colspan=9>a<td>b" + "<tr><td>c" * 20, Limits(cells=100), "limits.cells"),
        ("<table><tr><td>" * 30, Limits(nesting=20), "limits.nesting"),
        ("<div>" * 5000 + "x", DEFAULT, "limits.nesting"),
        ("<p>一二三四五六七八九十", Limits(characters=9), "limits.characters"),
    ],
)
def test_limits(markup, limits, setting):
    with pytest.raises(ReadingError, match=setting) as caught:
        grids(markup, limits)
    assert caught.value.code == "too-large"


def test_wide_spans_are_cut():
    (grid,) = grids("<table><tr><td colspan=99999999>a<tr><td>b<td>c</table>")
    assert len(grid.rows[0]) == DEFAULT.span
