"""Reports written as Word files and workbooks are read back cell for cell, through the parser."""

from __future__ import annotations

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

import govreport
from tests.generator import PLAIN, Layout, blocks, random_truth
from tests.generator.strategies import layouts, truths
from tests.test_round_trip import LAYOUTS, wrong_cells
from tests.writers import docx, xlsx
from tests.writers.docx import DocxStyle
from tests.writers.xlsx import XlsxStyle

DOCX_STYLES = {
    "plain": DocxStyle(),
    "cut into runs": DocxStyle(run_length=1),
    "generated numbers": DocxStyle(numbered=True),
    "tracked changes": DocxStyle(tracked=True),
    "content controls": DocxStyle(tables="control"),
    "text boxes": DocxStyle(tables="text-box"),
    "layout tables": DocxStyle(tables="layout"),
    "broken, head repeated": DocxStyle(split=12, repeat=True),
    "broken, labels blank": DocxStyle(split=12, repeat=True, parted="blank"),
    "strict": DocxStyle(strict=True),
}
XLSX_STYLES = {
    "plain": XlsxStyle(),
    "text only": XlsxStyle(numbers=False),
    "blank rows, no borders": XlsxStyle(gap=1, borders="none"),
    "no borders": XlsxStyle(borders="none"),
    "borders everywhere": XlsxStyle(borders="all"),
    "titles in one cell": XlsxStyle(titles="single"),
    "titles in one cell, no borders": XlsxStyle(titles="single", borders="none"),
    "a sheet for each table": XlsxStyle(sheets="each"),
    "wide page, shifted": XlsxStyle(page=15, column=3),
    "broken by a blank row": XlsxStyle(split=4),
}
STYLES = {f"docx, {name}": style for name, style in DOCX_STYLES.items()} | {
    f"xlsx, {name}": style for name, style in XLSX_STYLES.items()
}


def written(laid, style):
    writer = docx if isinstance(style, DocxStyle) else xlsx
    return writer.written(laid, style)


def assert_read_back(folder, truth, layout, style):
    path = folder / ("report.docx" if isinstance(style, DocxStyle) else "report.xlsx")
    path.write_bytes(written(blocks(truth, layout), style))
    report = govreport.read(path)
    assert (report.form.id, report.year) == (truth.form.id, truth.year)
    assert (report.title, report.organization) == (truth.title, truth.body)
    wrong = wrong_cells(truth, layout, report)
    if not isinstance(style, XlsxStyle) or style.borders == "none":
        # Without borders or a head nothing shows that blank figures have a place.
        wrong = {address: cell for address, cell in wrong.items() if cell != (None, "not read")}
    assert wrong == {}
    return report


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("office")


@pytest.mark.parametrize("style", [DocxStyle(), XlsxStyle()], ids=["docx", "xlsx"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(folder, layout, style):
    assert_read_back(folder, random_truth(11), layout, style)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("layout", ["as the form", "three small tables"])
def test_styles(folder, layout, style):
    report = assert_read_back(folder, random_truth(11), LAYOUTS[layout], style)
    assert [section.id for section in report.sections] == [
        section.id for section in report.form.sections
    ]


@pytest.mark.parametrize("seed", range(6))
def test_fifteen_figures_in_one_cell_below_a_dirty_title(folder, seed):
    layout = Layout(seed=seed, disputes="numbers", titles="dirty")
    style = XlsxStyle(titles="single", borders="none")
    assert_read_back(folder, random_truth(seed), layout, style)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("form", ["2019", "2014"])
def test_other_forms(folder, form, style):
    assert_read_back(folder, random_truth(2, form), PLAIN, style)


any_docx = st.builds(
    DocxStyle,
    run_length=st.integers(1, 9),
    split=st.none() | st.integers(1, 40),
    repeat=st.booleans(),
    parted=st.sampled_from(("repeated", "blank")),
    numbered=st.booleans(),
    tracked=st.booleans(),
    tables=st.sampled_from(("plain", "control", "text-box", "layout")),
    strict=st.booleans(),
)
any_xlsx = st.builds(
    XlsxStyle,
    sheets=st.sampled_from(("one", "each")),
    gap=st.integers(0, 2),
    titles=st.sampled_from(("merged", "single")),
    page=st.integers(4, 15),
    borders=st.sampled_from(("tables", "all", "none")),
    numbers=st.booleans(),
    column=st.integers(1, 3),
)


def is_certain(layout, style):
    """Tell whether the file shows what its figures are.

    An extra column is only known by its head, which the second part of a table may lack; a row
    whose figures are all blank is only known by its borders.
    """
    broken = layout.page_break is not None and not layout.repeat_header
    if isinstance(style, DocxStyle):
        broken = broken or (style.split is not None and not style.repeat)
    elif style.borders == "none" and layout.numbers.zero == "":
        return False
    return not (layout.subtotal and broken)


@pytest.mark.parametrize("styles", [any_docx, any_xlsx], ids=["docx", "xlsx"])
def test_any_report(folder, styles):
    @given(truths(), layouts(), styles)
    @settings(max_examples=40, phases=(Phase.generate, Phase.shrink))
    def read_back(truth, layout, style):
        assume(is_certain(layout, style))
        assert_read_back(folder, truth, layout, style)

    read_back()
