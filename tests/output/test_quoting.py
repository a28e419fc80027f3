"""Sentences of the report are quoted, with the figure marked, in every output."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from govreport.checker.model import Finding
from govreport.output.files.github import GithubOutput
from govreport.output.files.registry import SUFFIXES, open_output
from govreport.output.quoting import by_sentence, pieces, quoted
from tests.output.results import SENTENCE, make_result, sentence_finding

MARKED = "2024年，全年共收到政府信息公开申请【×25】件，办结24件。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("quoted")
    for suffix in SUFFIXES:
        with open_output(str(folder / f"out{suffix}"), "zh") as output:
            output.add(make_result(findings=[sentence_finding()]))
            output.close()
    return folder


def text_of(path: Path) -> str:
    """Everything that a file shows, its markup taken off."""
    if path.suffix == ".xlsx":
        with ZipFile(path) as archive:
            parts = (archive.read(name).decode() for name in archive.namelist() if "xml" in name)
            return re.sub("<[^>]*>", "", "".join(parts))
    return re.sub("</?mark[^>]*>", "", path.read_text("utf-8-sig"))


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s not in (".json", ".jsonl")])
def test_files_quote_the_sentence_with_the_figure_marked(folder: Path, suffix: str) -> None:
    assert MARKED in text_of(folder / f"out{suffix}")


def test_json_gives_the_sentence_and_the_place_of_the_figure(folder: Path) -> None:
    document = json.loads((folder / "out.json").read_text("utf-8"))
    line = json.loads((folder / "out.jsonl").read_text("utf-8").splitlines()[0])
    for report in (document["reports"][0], line):
        (found,) = report["findings"]
        start, end = found["span"]
        assert found["sentence"][start:end] == "25"


def test_the_csv_has_the_sentence_in_a_column(folder: Path) -> None:
    (row,) = csv.DictReader(io.StringIO((folder / "out.csv").read_text("utf-8-sig")))
    assert row["sentence"] == MARKED


def test_annotations_of_a_workflow_quote_the_sentence() -> None:
    out = io.StringIO()
    GithubOutput(out, "zh").add(make_result(findings=[sentence_finding()]))
    assert f"%0A{MARKED}" in out.getvalue()


def also(words: str) -> Finding:
    start = SENTENCE.rindex(words)
    return replace(sentence_finding(), id="d" * 12, span=(start, start + len(words)))


def test_findings_on_one_sentence_stand_together() -> None:
    first, second = sentence_finding(), also("24")
    other = replace(first, id="e" * 12, sentence="另一句。", span=None)
    assert list(by_sentence([first, other, second])) == [[first, second], [other]]
    marked = [text for text, is_marked in pieces([first, second]) if is_marked]
    assert marked == ["25", "24"]


def test_of_figures_that_overlap_the_shorter_is_marked() -> None:
    whole = also("25件，办结24件")
    assert [text for text, marked in pieces([whole, sentence_finding()]) if marked] == ["25"]


def test_an_accepted_finding_stands_by_itself() -> None:
    first = sentence_finding()
    accepted = also("24").accept("核对过")
    assert list(by_sentence([first, accepted])) == [[first], [accepted]]


def test_a_finding_without_a_sentence_quotes_nothing() -> None:
    assert quoted(replace(sentence_finding(), sentence="", span=None)) == ""


def test_far_from_the_figure_the_sentence_is_cut_unless_asked_for_whole() -> None:
    long = replace(sentence_finding(), sentence="甲" * 300 + "25" + "乙" * 300, span=(300, 302))
    assert quoted(long) == f"…{'甲' * 60}【×25】{'乙' * 120}…"
    assert len(quoted(long, whole=True)) == 605
