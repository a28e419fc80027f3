"""What is written as a spreadsheet is read back cell for cell, in every format."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govreport.reading import csvfile, ods, xls, xlsx
from govreport.reading.document import Location, Paragraph
from tests.generator import PLAIN, Layout, random_truth
from tests.generator.blocks import Cell
from tests.generator.report import blocks
from tests.writers import ods as ods_writer
from tests.writers import xls as xls_writer
from tests.writers.grids import TEXTS, same, tables
from tests.writers.xlsx import XlsxStyle, written

FORMATS = pytest.mark.parametrize(
    ("reader", "write"),
    [
        (xlsx, lambda table: written([table])),
        (xls, xls_writer.written),
        (ods, ods_writer.written),
    ],
    ids=["xlsx", "xls", "ods"],
)


def is_table(table):
    """Every row has two texts and none is hidden from view: then no line of text is in it."""
    return all(len({id(each) for each in row}) > 1 for row in covered(table))


def covered(table):
    places = [[None] * len(line) for line in table]
    for row, line in enumerate(table):
        for column, cell in enumerate(line):
            if cell is not None:
                for r in range(row, row + cell.rowspan):
                    for c in range(column, column + cell.colspan):
                        places[r][c] = cell
    return places


@FORMATS
@given(table=tables())
@settings(max_examples=50)
def test_any_table(reader, write, table):
    assume(is_table(table))
    (grid,) = reader.read(write(table), "a").grids
    same(grid, table)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@given(
    rows=st.lists(st.lists(TEXTS | st.just("共收到申请,如下"), min_size=3, max_size=3), min_size=2)
)
@settings(max_examples=20)
def test_any_text(separator, encoding, rows):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    (grid,) = csvfile.read(text.getvalue().encode(encoding), "a").grids
    same(grid, [[Cell(each) for each in row] for row in rows])
    assert grid.rows[1][2].location == Location(line=2, column=3)


STYLES = {
    "as in the official workbook": XlsxStyle(),
    "text only": XlsxStyle(numbers=False),
    "blank rows": XlsxStyle(gap=1),
    "without borders": XlsxStyle(borders="none"),
    "borders everywhere": XlsxStyle(borders="all"),
    "titles in one cell": XlsxStyle(titles="single"),
    "titles in one cell, no borders": XlsxStyle(titles="single", borders="none"),
    "titles in one cell, borders everywhere": XlsxStyle(titles="single", borders="all", gap=1),
    "wide page": XlsxStyle(page=15),
    "narrow page": XlsxStyle(page=6),
    "a sheet for each table": XlsxStyle(sheets="each"),
    "in the middle of the sheet": XlsxStyle(column=4, gap=2),
}
LAYOUTS = {
    "as the form": PLAIN,
    "one label column": Layout(requests="one", seed=2),
    "three small tables": Layout(disputes="three", proactive="many"),
    "three rows": Layout(disputes="rows"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_figures_and_prose_of_a_report(style, layout):
    laid = blocks(random_truth(7), layout)
    document = xlsx.read(written(laid, style), "a")
    prose = [text for text in laid if isinstance(text, str)]
    found = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert [text for text in prose if text not in found] == []
    figures = [
        cell.text
        for table in laid
        if not isinstance(table, str)
        for line in table
        for cell in line
        if cell is not None and cell.text.isdecimal()
    ]
    read_back = [
        cell.text
        for grid in document.grids
        for place, cell in enumerate(cell for row in grid.rows for cell in dict.fromkeys(row))
        if cell.text.isdecimal()
    ]
    assert read_back == figures
