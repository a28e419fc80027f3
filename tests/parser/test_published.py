"""Published reports: every cell that a person has read in them."""

from __future__ import annotations

import json

import pytest

from govreport.parser import parse
from govreport.reading import read_document

FILES = (
    "xuchang-2021.txt",
    "huaian-2024.pdf",
    "shanghai-office-2019.html",
    "shuyang-fgj-2023.html",
    "pingtan-2020.txt",
    "pingtan-2022.txt",
    "pingtan-2024.txt",
)


@pytest.fixture(scope="module")
def expected(shared_data):
    return json.loads((shared_data / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(params=FILES)
def published(request, shared_data, expected):
    return parse(read_document(shared_data / request.param)), expected[request.param]


def test_body_year_and_form(published):
    report, truth = published
    assert (report.organization, report.year, report.form.id) == (
        truth["organization"],
        truth["year"],
        truth["form"],
    )


def test_every_cell(published):
    report, truth = published
    read = {
        address: float(q.value) if (q := report.quantity(address)) and q.value is not None else None
        for address in truth["cells"]
    }
    assert read == {a: None if v is None else float(v) for a, v in truth["cells"].items()}
    assert all(report.quantity(address) for address in truth["cells"])


def test_all_sections_are_found(published):
    report, _ = published
    assert len(report.sections) >= 4


def test_the_row_that_is_missing(shared_data):
    report = parse(read_document(shared_data / "xuchang-2021.txt"))
    assert "carried_out" not in report.tables["requests"].rows


def test_doubtful_decodings_stay_doubtful(shared_data):
    for name in ("pingtan-2022.txt", "pingtan-2024.txt"):
        report = parse(read_document(shared_data / name))
        assert report.quantity("proactive.normative_documents.issued").doubt


def test_the_mistake_of_2020_is_kept(shared_data):
    report = parse(read_document(shared_data / "pingtan-2020.txt"))
    assert report.tables["requests"].value("handled", "total") == 21


def test_the_provincial_list(shared_data):
    table = parse(read_document(shared_data / "pingtan-2018-stats.html")).tables["statistics"]
    assert table.value("disclosed", "count") == 2069
    assert table.value("disclosed", "cumulative") == 12106
    assert table.unmatched == []


def test_the_blank_form(shared_data):
    report = parse(read_document(shared_data / "form-2021-blank.docx"))
    assert set(report.tables) == {table.id for table in report.form.tables}
    assert all(table.is_blank for table in report.tables.values())
    assert all(
        len(table.quantities) == len(table.spec.addresses) for table in report.tables.values()
    )
