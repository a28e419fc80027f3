"""The claims that sentences make: cases as data, and what holds of every text."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govreport
from govreport.parser.claims import claims_in
from tests.benchmarks.claims import PRECISION, RECALL, compare, labelled
from tests.parser.claims.cases import Case, cases, read

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}-{case.line}")
def test_case(case: Case) -> None:
    assert read(case) == case.claims


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}-{case.line}")
def test_the_place_of_a_figure_is_the_figure(case: Case) -> None:
    for claim in claims_in(case.sentence, year=case.year):
        assert claim.text in case.sentence
        printed = claim.text[claim.start : claim.end]
        assert printed
        if printed.isdecimal():
            assert int(printed) == claim.value


@pytest.mark.parametrize("case", ALL[::7], ids=lambda case: f"{case.file}-{case.line}")
def test_blanks_and_full_width_change_nothing(case: Case) -> None:
    spaced = "".join(f" {c} " if c in "，、；共件" else c for c in case.sentence)
    wide = case.sentence.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    for sentence in (spaced, wide, f"  {case.sentence}\n"):
        assert read(case._replace(sentence=sentence)) == case.claims


@given(st.lists(st.sampled_from([case.sentence for case in ALL]), max_size=4), st.data())
def test_any_stretch_of_text_is_read(sentences: list[str], data: st.DataObject) -> None:
    text = "".join(sentences)
    cut = data.draw(st.integers(0, len(text)))
    for claim in claims_in(text[cut:], year=data.draw(st.sampled_from([None, 2022, 2024]))):
        assert claim.value >= 0
        assert 0 <= claim.start < claim.end <= len(claim.text)


@given(
    st.text(
        alphabet="申请复议诉讼收到办结年度上下结转件（）()，。；:0123456789%余近约其中分别各",
        max_size=60,
    )
)
def test_nonsense_is_read_without_a_fault(text: str) -> None:
    assert isinstance(claims_in(text, year=2024), tuple)


def test_brackets_without_end_are_read() -> None:
    nested = f"收到政府信息公开申请{'(' * 5000}12件，办结10件。"
    assert isinstance(claims_in(nested, year=2024), tuple)
    closed = f"收到政府信息公开申请12件{'（含上年结转1件' * 3}{'）' * 3}，办结10件。"
    assert {(c.claim, c.value) for c in claims_in(closed, year=2024)} >= {
        ("received", 12),
        ("handled", 10),
    }


def test_scope_of_the_public_function() -> None:
    text = "全市共受理政府信息公开申请40件，其中市政府办公室受理12件。"
    assert [claim.value for claim in govreport.claims(text, year=2024)] == [40]
    assert [claim.value for claim in govreport.claims(text, year=2024, scope="all")] == [40, 12]


def test_an_office_reports_on_what_it_does_for_its_government(shared_data: Path) -> None:
    report = govreport.read(shared_data / "shanghai-office-2019.html")
    found = {claim.claim: claim for claim in report.claims}
    assert (found["received"].value, found["received"].scope) == (859, "body")


def test_without_a_year_the_first_one_named_counts() -> None:
    text = "2021年收到政府信息公开申请12件，2020年收到10件。"
    assert [claim.value for claim in claims_in(text)] == [12]


def test_sentences_of_published_reports(shared_data: Path) -> None:
    """All of them together; the benchmark tells those held out apart."""
    counts = {"hit": 0, "wrong": 0, "missed": 0}
    for sentence in labelled(shared_data / "sentences.tsv"):
        for outcome, _, _ in compare(sentence):
            counts[outcome] += 1
    assert counts["hit"] / (counts["hit"] + counts["wrong"]) >= PRECISION
    assert counts["hit"] / (counts["hit"] + counts["missed"]) >= RECALL


def test_traps_of_published_reports(shared_data: Path) -> None:
    with (shared_data / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            labels = json.loads(row["claims"])
            if set(labels) == {"_trap"}:
                found = claims_in(row["sentence"], year=int(row["year"]))
                counted = [c for c in found if c.claim in ("received", "handled", "carried_out")]
                assert counted == [], row["sentence"]
