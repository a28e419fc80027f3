"""Places and figures in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govreport.output.places import figure, label_of, location_text, place, signed
from govreport.reading.document import Location
from tests.output.results import make_result

PLACES = [
    (Location(), "", "", ""),
    (Location(line=61), "第61行", "line 61", "line 61"),
    (Location(line=61, table=2, row=3), "第61行", "line 61", "line 61, table 2, row 3"),
    (Location(sheet="表三", cell="B7"), "工作表“表三”单元格B7", "sheet “表三”, cell B7",
     "sheet 表三, cell B7"),
    (Location(page=3, table=2, row=5, column=4), "第3页第2个表格第5行第4列",
     "page 3, table 2, row 5, column 4", "page 3, table 2, row 5, column 4"),
    (Location(paragraph=5), "第5段", "paragraph 5", "paragraph 5"),
]  # fmt: skip

FIGURES = [
    (None, ""),
    (0, "0"),
    (1543, "1543"),
    (Decimal("71910.1048"), "71910.1048"),
    (Decimal("5.00"), "5"),
    (Decimal("1E+3"), "1000"),
    (Decimal("100"), "100"),
]


@pytest.mark.parametrize(("location", "zh", "en", "data"), PLACES)
def test_places(location, zh, en, data):
    assert (place(location, "zh"), place(location, "en"), location_text(location)) == (zh, en, data)


@pytest.mark.parametrize(("value", "text"), FIGURES)
def test_figures(value, text):
    assert figure(value) == text


@pytest.mark.parametrize(("value", "text"), [(25, "+25"), (-25, "-25"), (0, "0"), (None, "")])
def test_differences_have_a_sign(value, text):
    assert signed(value) == text


def test_an_address_of_another_report_stays_as_it_is():
    address = "某某市@2023:requests.new.total"
    assert label_of(make_result().report.form, address).zh == address
