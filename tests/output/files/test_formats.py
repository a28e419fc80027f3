"""Files of results: every format holds what was found, and takes no text for anything else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from sarif_pydantic import Sarif as SarifModel

from govreport.checker import check
from govreport.output.files.github import GithubOutput
from govreport.output.files.registry import SUFFIXES, open_output
from govreport.output.items import Failure, Item, Skipped
from govreport.output.target import OutputError
from govreport.text import Text
from tests.checker.reports import make_report

HOSTILE = "=cmd|'/c calc'!A0<script>alert(1)</script>&\"|`*\x1b[31m\u202e"
MESSAGE = Text("文件已损坏，请重新取得", "the file is damaged; get it again")


def items() -> list[Item]:
    """One report with an error, one clean, one hostile; one file skipped, one unreadable."""
    wrong = make_report(set={"requests.granted.natural_person": 21})
    wrong.source = "甲/wrong, 1.txt"
    clean = make_report(year=2023)
    clean.source = "clean.txt"
    hostile = make_report(organization=HOSTILE, set={"reconsideration.cases.total": 9})
    hostile.source, hostile.title = HOSTILE, HOSTILE
    results = [check(report) for report in (wrong, clean, hostile)]
    return [
        *results,
        Skipped("letter.txt", "not-a-report"),
        Failure("broken.docx", "damaged", MESSAGE),
    ]


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """Write all items in every format."""
    for suffix in SUFFIXES:
        write(tmp_path / f"out{suffix}", items())
    return tmp_path


def write(path: Path, found: Sequence[Item]) -> None:
    with open_output(str(path), "zh") as output:
        for item in found:
            output.add(item)
        output.close()


def test_csv(written: Path) -> None:
    raw = (written / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["rule"] for row in rows if row["source"].startswith("甲")] == ["REQ001", "REQ002"]
    first = rows[0]
    assert (first["printed"], first["expected"], first["difference"]) == ("15", "24", "-9")
    assert "12" in first["repair"]
    assert [row["rule"] for row in rows if row["source"] == "clean.txt"] == [""]
    assert rows[-1]["verdict"] == "failed"
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_json_lines(written: Path) -> None:
    lines = [json.loads(line) for line in (written / "out.jsonl").read_text("utf-8").splitlines()]
    kinds = [line["type"] for line in lines]
    assert kinds == ["report", "report", "report", "skipped", "failure", "summary"]
    assert lines[-1]["inconsistent"] == 2
    document = json.loads((written / "out.json").read_text("utf-8"))
    for line, report in zip(lines, document["reports"], strict=False):
        assert {k: v for k, v in line.items() if k not in ("schema", "version", "type")} == report


def test_sarif(written: Path) -> None:
    text = (written / "out.sarif").read_text("utf-8")
    model = SarifModel.model_validate_json(text)
    results = model.runs[0].results or []
    assert [result.rule_id for result in results] == ["REQ001", "REQ002", "REC001"]
    data = json.loads(text)["runs"][0]
    known = {rule["id"] for rule in data["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in data["results"]} <= known
    assert data["invocations"][0]["executionSuccessful"] is False
    assert data["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ].endswith("/wrong%2C%201.txt")


def test_junit(written: Path) -> None:
    suites = ElementTree.parse(written / "out.xml").getroot()
    counts = [(suite.get("failures"), suite.get("errors")) for suite in suites]
    assert counts == [("2", "0"), ("0", "0"), ("1", "0"), ("0", "1")]
    for suite in suites:
        assert len(suite) == int(suite.get("tests") or 0)


def test_markdown(written: Path) -> None:
    text = (written / "out.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert "broken.docx" in rows[2]
    assert "wrong" in rows[3] or "cmd" in rows[3]
    assert "clean.txt" in rows[-1]
    assert "<script>" not in text
    assert "21 → 12" in text


def test_github() -> None:
    stream = io.StringIO()
    output = GithubOutput(stream, "zh")
    for item in items():
        output.add(item)
    output.close()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("::error file=甲/wrong%2C 1.txt,line=")
    assert all(line.startswith("::error ") for line in lines)


def text_of(path: Path) -> str:
    """All text of a file; of a workbook, of every part of it."""
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_control_character_is_written(written: Path, suffix: str) -> None:
    text = text_of(written / f"out{suffix}")
    assert "wrong" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_own_output_is_replaced_and_anothers_file_is_not(written: Path, suffix: str) -> None:
    path = written / f"out{suffix}"
    write(path, items()[:1])
    path.write_text("somebody's notes", encoding="utf-8")
    with pytest.raises(OutputError):
        write(path, items())
    assert path.read_text("utf-8") == "somebody's notes"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_results_make_the_same_bytes(written: Path, suffix: str) -> None:
    before = (written / f"out{suffix}").read_bytes()
    write(written / f"out{suffix}", items())
    assert (written / f"out{suffix}").read_bytes() == before


def interrupted(path: str) -> None:
    with open_output(path, "zh") as output:
        output.add(items()[0])
        raise KeyboardInterrupt


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_error_leaves_nothing_behind(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(str(tmp_path / f"x{suffix}"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        open_output(str(tmp_path / "x.docx"), "zh")
    assert ".sarif" in caught.value.message.zh
