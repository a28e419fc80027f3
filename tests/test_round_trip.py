"""What is rendered is read back cell for cell, whatever the form, the layout and the format."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import govreport
from govreport.forms import load
from tests.generator import FORMATS, PLAIN, Layout, NumberStyle, printed_cells, random_truth, write
from tests.generator.files import FileStyle
from tests.generator.render import HtmlStyle, SpaceStyle, TabStyle
from tests.generator.strategies import reports
from tests.generator.truth import truth_of

STYLES = {"tabs": TabStyle(), "spaces": SpaceStyle(), "pipes": False, "html": HtmlStyle()}
LAYOUTS = {
    "as the form": PLAIN,
    "one label column": Layout(requests="one"),
    "two label columns": Layout(requests="two"),
    "three small tables": Layout(disputes="three", proactive="many"),
    "three rows": Layout(disputes="rows"),
    "shifted heading": Layout(disputes="shifted"),
    "fifteen numbers": Layout(disputes="numbers"),
    "subtotal": Layout(subtotal=True),
    "23 rows": Layout(merged_rows=True),
    "page break": Layout(page_break=9),
    "page break without header": Layout(page_break=14, repeat_header=False),
    "vertical labels": Layout(vertical=True),
    "spellings": Layout(seed=5, spellings=True, titles="spelled"),
    "wrong ordinals": Layout(seed=2, titles="wrong"),
    "restarting ordinals": Layout(titles="restart"),
    "other tables": Layout(around=True),
    "blank zeros": Layout(numbers=NumberStyle(zero="")),
    "hyphens": Layout(disputes="three", numbers=NumberStyle(zero="-")),
    "full width": Layout(numbers=NumberStyle(full_width=True, thousands="，", zero="—")),
    "the office's own requests": Layout(office=True, page_break=7),
    "amounts with their unit": Layout(amounts="cell"),
    "amounts in yuan": Layout(amounts="yuan"),
    "headings in yuan": Layout(amounts="heading", proactive="many"),
    "units": Layout(numbers=NumberStyle(thousands=",", unit="件")),
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


def wrong_cells(truth, layout, report):
    """Cells that were read otherwise than printed: address, printed, read.

    A text hardly has a trace of a row whose figures are all left blank: it may be missing.
    """
    expected = printed_cells(truth, layout)
    found = {quantity.address: quantity.value for quantity in report.quantities}
    rows = {address.rpartition(".")[0] for address, value in expected.items() if value is not None}
    return {
        address: (expected.get(address, "not in the file"), found.get(address, "not read"))
        for address in expected.keys() | found.keys()
        if expected.get(address, "no") != found.get(address, "no")
        and not (
            report.document.format in ("text", "markdown")
            and address not in found
            and address.rpartition(".")[0] not in rows
        )
    }


def assert_read_back(folder, truth, layout, style):
    report = govreport.read(write(folder, truth, layout, style))
    assert (report.form.id, report.year) == (truth.form.id, truth.year)
    assert (report.title, report.organization) == (truth.title, truth.body)
    assert wrong_cells(truth, layout, report) == {}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_layouts(folder, form, layout, format):
    style = FileStyle(format, STYLES[format])
    assert_read_back(folder, random_truth(11, form), layout, style)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("row", ["carried_out", "partial", "denied_by_law", "handled"])
def test_missing_rows(folder, row, format):
    """A row that is not in the file has no cells, and the others are read as ever."""
    truth = random_truth(11).without(f"requests.{row}")
    assert_read_back(folder, truth, PLAIN, FileStyle(format, STYLES[format]))


@pytest.mark.parametrize("trailing", [0, 1])
@pytest.mark.parametrize("address", ["litigation.direct.upheld", "reconsideration.cases.upheld"])
def test_one_of_three_small_tables_is_filled_in(folder, address, trailing):
    """The blank rows of the tables beside it take nothing away from the one that has figures."""
    truth = truth_of(load("2021"), "某某市人民政府", 2021, {address: 1}, seed=0)
    layout = Layout(disputes="three", numbers=NumberStyle(zero=""))
    style = FileStyle("tabs", TabStyle(covered=False, trailing=trailing))
    assert_read_back(folder, truth, layout, style)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", range(4))
def test_statistics_list(folder, seed, format):
    style = FileStyle(format, STYLES[format])
    assert_read_back(folder, random_truth(seed, "2014"), PLAIN, style)


def examples(quick, long):
    """The number of examples, the larger one for the run that may take long."""
    return pytest.mark.parametrize(
        "count", [quick, pytest.param(long, marks=pytest.mark.slow)], ids=["some", "many"]
    )


@examples(40, 300)
@pytest.mark.parametrize("format", ["tabs", "pipes", "html"])
def test_any_report(folder, format, count):
    @given(reports(format))
    @settings(max_examples=count)
    def read_back(report):
        assert_read_back(folder, *report)

    read_back()


@examples(40, 400)
def test_text_laid_out_with_spaces_is_read_right_or_doubted(folder, count):
    """Labels are torn apart, tables cut by pages, zeros left blank: a figure may be doubtful, never
    wrong."""

    @given(reports("spaces"))
    @settings(max_examples=count)
    def read_back(report):
        truth, layout, style = report
        read = govreport.read(write(folder, truth, layout, style))
        expected = printed_cells(truth, layout)
        wrong = {
            quantity.address: (expected.get(quantity.address), quantity.value)
            for quantity in read.quantities
            if quantity.value != expected.get(quantity.address) and not quantity.doubt
        }
        assert wrong == {}

    read_back()


def test_most_text_laid_out_with_spaces_is_read_whole(folder):
    whole = 0
    for seed in range(40):
        truth = random_truth(seed, ("2021", "2019")[seed % 2])
        layout = Layout(
            seed=seed, requests=("form", "two", "one")[seed % 3], spellings=seed % 4 == 0
        )
        style = FileStyle("spaces", SpaceStyle(label_width=14 + seed % 16, middle=seed % 5 > 0))
        report = govreport.read(write(folder, truth, layout, style))
        whole += wrong_cells(truth, layout, report) == {}
    assert whole >= 36


@pytest.mark.parametrize("format", FORMATS)
def test_a_number_broken_over_two_cells_is_doubted(folder, format):
    """It pushes the rest of its row aside: nothing of the row is taken, and nobody is blamed."""
    for seed in range(12):
        truth = random_truth(seed, ("2021", "2019")[seed % 2])
        layout = Layout(seed=seed, requests=("form", "two", "one")[seed % 3], torn=1 + seed % 3)
        report = govreport.read(write(folder, truth, layout, FileStyle(format, STYLES[format])))
        wrong = {
            quantity.address
            for quantity in report.quantities
            if quantity.value != truth.cells[quantity.address] and not quantity.doubt
        }
        assert wrong == set(), seed
        assert govreport.check(report).verdict == "consistent", seed


@pytest.mark.parametrize("seed", range(5))
def test_figures_stand_where_they_are_said_to(folder, seed):
    """The line of the file holds the printed figure."""
    path = write(folder, random_truth(seed), PLAIN, FileStyle("tabs", TabStyle()))
    lines = path.read_text(encoding="utf-8").splitlines()
    for quantity in govreport.read(path).quantities:
        assert quantity.printed in lines[quantity.location.line - 1].split("\t")
