"""The figures as data: every one with its place, and none a formula."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from govreport.output.records import FIELDS, WRITERS, records
from govreport.output.safe import guard_formula
from govreport.parser.claims.model import Claim
from govreport.reading.document import Location
from tests.output.results import SENTENCE, make_result


def make_report(**figures):
    """A report with a claim in its prose."""
    report = make_result({"proactive.fees.amount": Decimal("302.18")}).report
    start = SENTENCE.index("25")
    report.__dict__["claims"] = (
        Claim("received", 25, SENTENCE, start, start + 2, location=Location(line=12)),
    )
    return report


def written(format, reports):
    """What a writer writes."""
    file = io.StringIO()
    writer = WRITERS[format](file, "zh")
    for report in reports:
        writer.write(report)
    writer.close()
    return file.getvalue()


def test_a_record_for_each_cell_and_each_claim():
    report = make_report()
    found = list(records(report, "zh"))
    assert len(found) == len(list(report.quantities)) + 1
    assert found[0].keys() == set(FIELDS)
    (new,) = (record for record in found if record["address"] == "requests.new.total")
    assert new == {
        "source": "made.txt",
        "body": "某某市人民政府",
        "year": 2024,
        "form": "2021",
        "address": "requests.new.total",
        "label": "表三 一、本年新收政府信息公开申请数量 / 总计",
        "value": 24,
        "printed": "24",
        "location": "line 7",
    }
    assert found[-1]["address"] == "claims.received"
    assert (found[-1]["value"], found[-1]["printed"]) == (25, "25")


def test_csv_holds_the_records():
    report = make_report()
    rows = list(csv.DictReader(io.StringIO(written("csv", [report, report]))))
    assert len(rows) == 2 * len(list(records(report, "zh")))
    assert tuple(rows[0]) == FIELDS
    (fee, *_) = (row for row in rows if row["address"] == "proactive.fees.amount")
    assert (fee["value"], fee["printed"]) == ("302.18", "302.18")


def test_json_holds_the_records():
    report = make_report()
    data = json.loads(written("json", [report, report]))
    assert data["schema"] == "govreport/data/1"
    assert len(data["records"]) == 2 * len(list(records(report, "zh")))
    assert json.loads(written("json", []))["records"] == []


def test_a_blank_cell_has_no_value():
    report = make_report()
    quantity = report.tables["requests"].quantities["requests.new.research"]
    quantity.value, quantity.printed = None, "/"
    (record,) = (r for r in records(report, "zh") if r["address"] == quantity.address)
    assert (record["value"], record["printed"]) == (None, "/")
    assert ",/," in written("csv", [report])


def test_no_field_of_the_csv_is_a_formula():
    report = make_report()
    report.source = report.organization = "=1+1"
    quantity = report.tables["requests"].quantities["requests.new.research"]
    quantity.value, quantity.printed = None, "=cmd()"
    for row in csv.reader(io.StringIO(written("csv", [report]))):
        assert [guard_formula(field) for field in row] == row


def test_a_negative_figure_stays_a_figure():
    report = make_result({"requests.new.total": -5}).report
    rows = list(csv.DictReader(io.StringIO(written("csv", [report]))))
    (row,) = (row for row in rows if row["address"] == "requests.new.total")
    assert (row["value"], row["printed"]) == ("-5", "-5")


def test_what_is_written_begins_as_it_says():
    for format in ("csv", "json"):
        writer = WRITERS[format]
        assert written(format, []).startswith(writer.begins)
        assert written(format, [make_report()]).startswith(writer.begins)


def test_workbook_and_parquet_hold_the_records(tmp_path):
    import openpyxl
    import pandas as pd

    report = make_report()
    for format in ("xlsx", "parquet"):
        with open(tmp_path / f"x.{format}", "wb") as file:
            writer = WRITERS[format](file, "zh")
            writer.write(report)
            writer.close()
    frame = pd.read_parquet(tmp_path / "x.parquet")
    assert list(frame.columns) == list(FIELDS)
    quantities = list(report.quantities)
    assert list(frame["address"])[: len(quantities)] == [q.address for q in quantities]
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet.max_row == len(frame) + 1
