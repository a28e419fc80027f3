"""The JSON output is valid against the schema that comes with the program, and says what it is."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal

import jsonschema
import pytest

import govreport
from govreport.checker.model import Repair
from govreport.output.items import Failure, Skipped
from govreport.output.json import JsonOutput, result_data, schema
from govreport.parser.claims.model import Claim
from govreport.reading.document import Location
from govreport.text import Text
from tests.output.results import (
    SENTENCE,
    change,
    finding,
    make_result,
    sentence_finding,
    wrong_result,
)

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema()))

FAILURE = Failure("broken.docx", "damaged", Text("文件已损坏", "damaged"))


def written(items, language="zh", **settings):
    """What a run writes, as text and as data; valid against the schema."""
    file = io.StringIO()
    output = JsonOutput(file, language, **settings)
    for item in items:
        output.add(item)
    output.close()
    data = json.loads(file.getvalue())
    VALIDATOR.validate(data)
    return file.getvalue(), data


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


def test_a_run_over_nothing_is_a_whole_document():
    _, data = written([])
    assert data == {
        "schema": "govreport/1",
        "version": govreport.__version__,
        "reports": [],
        "findings": [],
        "repairs": [],
        "skipped": [],
        "failures": [],
        "summary": {
            "files": 0,
            "consistent": 0,
            "inconsistent": 0,
            "unverifiable": 0,
            "skipped": 0,
            "failed": 0,
        },
    }


def test_reports_failures_and_skipped_files_stand_each_in_its_place():
    items = [make_result(source="a.txt"), Skipped("b.txt", "not-a-report"), FAILURE, wrong_result()]
    _, data = written(items)
    assert [report["source"] for report in data["reports"]] == ["a.txt", "made.txt"]
    assert data["skipped"] == [{"source": "b.txt", "reason": "not-a-report"}]
    assert data["failures"] == [
        {"source": "broken.docx", "error": "damaged", "message": "文件已损坏"}
    ]
    assert data["summary"] == {
        "files": 4,
        "consistent": 1,
        "inconsistent": 1,
        "unverifiable": 0,
        "skipped": 1,
        "failed": 1,
    }


def test_a_report_says_what_it_is_and_what_was_found():
    data = result_data(wrong_result(), "zh")
    assert list(data) == [
        "source", "title", "organization", "year", "form", "verdict", "score", "checks", "tables",
        "claims", "findings", "repairs",
    ]  # fmt: skip
    assert (data["form"], data["verdict"], data["score"]) == ("2021", "inconsistent", 90)
    assert data["checks"] == {"passed": 60, "failed": 2, "skipped": 3, "error": 0}
    assert data["tables"]["requests"]["granted"]["enterprise"] == 2
    assert data["repairs"] == [
        {
            "changes": [{"cell": "requests.granted.enterprise", "printed": 2, "expected": 3}],
            "unique": True,
            "cause": "digit",
            "resolves": ["a" * 12, "b" * 12],
        }
    ]


def test_a_finding_has_the_keys_of_the_schema_and_its_place():
    data = result_data(wrong_result(), "zh")["findings"][0]
    assert list(data) == [
        "id", "rule", "name", "severity", "kind", "message", "cells", "printed", "expected",
        "difference", "implied", "location", "accepted", "sentence", "span",
    ]  # fmt: skip
    assert (data["printed"], data["expected"], data["difference"]) == (15, 14, 1)
    assert data["location"] == {"line": 61, "page": None, "sheet": None, "cell": None}


def test_further_places_are_told_where_they_are_known():
    found = finding(location=Location(page=3, table=2, row=5, column=4))
    data = result_data(make_result(findings=[found]), "zh")["findings"][0]
    assert data["location"] == {
        "line": None, "page": 3, "sheet": None, "cell": None, "table": 2, "row": 5, "column": 4,
    }  # fmt: skip


def test_amounts_are_numbers_and_whole_ones_are_whole():
    text, data = written([wrong_result()])
    assert data["reports"][0]["tables"]["proactive"]["fees"]["amount"] == 71910.1048
    assert '"amount": 71910.1048' in text
    whole, _ = written([make_result({"proactive.fees.amount": Decimal("5.00")})])
    assert '"amount": 5\n' in whole


def test_a_blank_cell_is_null_and_what_is_not_in_the_file_is_left_out():
    result = make_result()
    table = result.report.tables["requests"]
    table.quantities["requests.new.research"].value = None
    for column in table.columns:
        del table.quantities[f"requests.carried_out.{column}"]
    _, data = written([result])
    requests = data["reports"][0]["tables"]["requests"]
    assert requests["new"]["research"] is None
    assert "carried_out" not in requests


def test_claims_are_given_with_their_sentence():
    result = make_result()
    start = SENTENCE.index("25")
    result.report.__dict__["claims"] = (
        Claim("received", 25, SENTENCE, start, start + 2, location=Location(line=12)),
    )
    _, data = written([result])
    (claim,) = data["reports"][0]["claims"]
    assert claim["text"][claim["start"] : claim["end"]] == "25"
    assert claim["location"]["line"] == 12


def test_repairs_that_tie_are_entries_of_their_own():
    found = finding(id="d" * 12)
    repairs = [
        Repair((change(f"reconsideration.cases.{column}", 4, 5, 9),), False, "digit", (found.id,))
        for column in ("upheld", "pending")
    ]
    _, data = written([make_result(findings=[found], repairs=repairs)])
    assert [repair["unique"] for repair in data["reports"][0]["repairs"]] == [False, False]


@pytest.mark.parametrize(("language", "message"), [("zh", "REQ001 的说明"), ("en", "message of")])
def test_messages_speak_the_language_of_the_user(language, message):
    text, _ = written([make_result(findings=[finding()])], language)
    assert message in text


def test_ascii_only_output_says_the_same():
    items = [wrong_result(), FAILURE]
    text, data = written(items, ascii_only=True)
    assert text.isascii()
    assert data == written(items)[1]


def test_nothing_in_it_acts_on_a_terminal():
    hostile = "\x1b[31m年\u202e报\udcff\x9b"
    result = make_result(
        title=hostile,
        source=hostile,
        findings=[replace(sentence_finding(), message=Text(hostile, hostile))],
    )
    text, data = written([result])
    assert not set(text) & set("\x1b\u202e\x9b\udcff")
    assert data["reports"][0]["title"] == hostile


def test_reports_are_written_as_they_come():
    file = io.StringIO()
    output = JsonOutput(file, "zh")
    output.add(make_result(source="first.txt"))
    assert "first.txt" in file.getvalue()
