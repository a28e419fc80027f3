"""Reports as data and back: nothing that checking looks at is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govreport
from govreport.batch.extract import Extraction, extract_to
from govreport.batch.job import prepare
from govreport.checker import check
from govreport.output.json import result_data
from govreport.parser.stored import from_data, to_data
from govreport.reading import ReadingError, read_document, read_documents
from govreport.settings import Settings
from tests.generator import Layout, mistyped
from tests.generator.parsed import report_of
from tests.generator.strategies import truths

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.*"))


@settings(max_examples=25)
@given(truths(), st.integers(0, 9))
def test_a_report_read_back_gives_the_same_result(truth, wrong):
    cells = list(truth.cells)
    address = cells[wrong % len(cells)]
    planted = mistyped(truth, address, truth.value(address) + 10).truth
    report = report_of(planted, Layout(), told=truth)
    again = from_data(json.loads(json.dumps(to_data(report))), report.source)
    assert result_data(check(again), "zh") == result_data(check(report), "zh")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples(path, tmp_path):
    if path.name == "README.md":
        pytest.skip("no report")
    target = tmp_path / "data.json"
    job = prepare([str(path)], Settings())
    assert extract_to(str(target), "json", job, "zh") == Extraction([], None)
    (document,) = read_documents(str(target))
    first, again = govreport.check(str(path)), govreport.check(str(target))
    one, two = result_data(first, "zh"), result_data(again, "zh")
    assert two.pop("source") == f"{target}!{one.pop('source')}"
    assert one == two
    assert document.format == "json"


def test_published_reports(shared_data, tmp_path):
    for name in ("huaian-2024.pdf", "pingtan-2020.txt", "shanghai-office-2019.html"):
        report = govreport.read(shared_data / name)
        again = from_data(json.loads(json.dumps(to_data(report))), report.source)
        assert result_data(check(again), "zh") == result_data(check(report), "zh")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"form": "1999"},
        {"form": "2021", "title": 1},
        {"form": "2021", "title": "", "organization": "", "year": 1, "tables": {"x": {}}},
    ],
)
def test_damaged_data_is_one_clear_line(data):
    with pytest.raises(ReadingError) as caught:
        from_data(data, "x.json")
    assert "\n" not in caught.value.message.zh


def test_results_are_no_reports(tmp_path):
    path = tmp_path / "r.json"
    path.write_text('{"schema": "govreport/1", "version": "0.1.0", "reports": []}', "utf-8")
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert caught.value.code == "own-output"
