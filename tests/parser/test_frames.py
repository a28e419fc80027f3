"""Tables as DataFrames."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.parser.documents import grid, read, requests

LINE = "一、本年新收政府信息公开申请数量｜5｜｜0｜0｜0｜0｜5"


def test_rows_and_columns_of_the_form():
    frame = read(requests(LINE)).requests
    assert frame.shape == (25, 7)
    assert list(frame.index[:2]) == ["new", "carried_in"]
    assert frame.columns[0] == "natural_person"
    assert (frame.index.name, frame.columns.name) == ("row", "column")


def test_counts_are_nullable_integers():
    frame = read(requests(LINE)).requests
    assert {str(dtype) for dtype in frame.dtypes} == {"Int64"}
    assert frame.loc["new", "natural_person"] == 5
    assert frame.loc["new", "enterprise"] is pd.NA
    assert frame.loc["carried_in"].isna().all()


def test_labels_stand_beside():
    frame = read(requests(LINE)).requests
    assert frame.attrs["labels"]["new"] == "一、本年新收政府信息公开申请数量"
    assert frame.attrs["labels"]["natural_person"] == "自然人"
    assert frame.attrs["unit"]["natural_person"] == "件"
    assert "new" not in frame.attrs["missing"]
    assert "carried_in" in frame.attrs["missing"]


def test_amounts_are_floats():
    report = read(
        grid("｜本年收费金额（单位：万元）", "行政事业性收费｜71910.1048"),
        grid("行政许可｜12", "行政处罚｜3"),
    )
    assert report.proactive.loc["fees", "amount"] == pytest.approx(71910.1048)
    assert str(report.proactive["amount"].dtype) == "Float64"
    assert str(report.proactive["decisions"].dtype) == "Int64"


def test_the_other_tables():
    report = read(requests(LINE))
    assert report.reconsideration.shape == (1, 5)
    assert list(report.litigation.index) == ["direct", "after_reconsideration"]
    with pytest.raises(KeyError, match=r"form of 2021 has no table .+; it has: proactive"):
        _ = report.statistics
