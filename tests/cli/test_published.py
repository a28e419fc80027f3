"""The command line on published reports."""

from __future__ import annotations

import json

import jsonschema
import pytest

from govreport.output.json import schema

CONSISTENT = [
    "xuchang-2021.txt",
    "shuyang-fgj-2023.html",
    "pingtan-2018-stats.html",
    "huaian-2024.pdf",
]


@pytest.mark.parametrize("name", CONSISTENT)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_terminal_shows(govreport, shared_data, name, lang):
    done = govreport("check", shared_data / name, "-v", lang=lang)
    assert done.status == 0
    assert done.err == ""
    done.out.encode("gbk")


def test_the_json_is_valid_and_each_file_comes_to_something(govreport, shared_data):
    done = govreport("check", shared_data, "--format", "json")
    data = json.loads(done.out)
    jsonschema.validate(data, json.loads(schema()))
    sources = [each["source"] for key in ("reports", "skipped", "failures") for each in data[key]]
    files = [path for path in shared_data.rglob("*") if path.is_file()]
    assert sorted(sources) == sorted(map(str, files))
    assert data["summary"]["files"] == len(files)
    assert data["failures"] == []


def test_every_cell_is_extracted(govreport, shared_data):
    expected = json.loads((shared_data / "expected.json").read_text(encoding="utf-8"))
    name = "xuchang-2021.txt"
    data = json.loads(govreport("extract", shared_data / name, "--format", "json").out)
    found = {record["address"]: record["value"] for record in data["records"]}
    cells = expected[name]["cells"]
    assert {address: found.get(address) for address in cells} == cells


def test_prose_that_contradicts_its_tables(govreport, shared_data):
    done = govreport("check", shared_data / "shanghai-office-2019.html")
    assert done.status == 1
    for told in ("258", "275", "265", "337", "均获维持"):
        assert told in done.out
