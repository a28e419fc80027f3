"""The commands on the sample reports: what they print, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest

from govreport.forms.load import FOLDER
from govreport.output.json import schema
from govreport.output.safe import guard_formula, plain
from tests.cli.conftest import ROOT


@pytest.fixture
def letter(tmp_path):
    """A file that is no report."""
    path = tmp_path / "letter.txt"
    path.write_text("关于召开会议的通知\n\n定于周五下午召开会议。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["samples/consistent.txt"], 0),
        (["samples/one-wrong-cell.txt"], 1),
        (["samples/one-wrong-cell.txt", "--fail-on", "never"], 0),
        (["samples/one-wrong-cell.txt", "--ignore", "REQ"], 0),
        (["samples/one-wrong-cell.txt", "--select", "LIT,REC001"], 0),
        (["samples/one-wrong-cell.txt", "--select", "LIT", "--select", "request-row-total"], 1),
        (["samples/blanks.md"], 0),
        (["samples/blanks.md", "--fail-on=warning"], 1),
        (["samples/none.txt"], 2),
        (["samples/none.txt", "samples/one-wrong-cell.txt"], 2),
        (["samples"], 1),
        (["samples/*.html", "samples/con*"], 0),
        (["samples/*.xlsx"], 2),
    ],
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_exit_status_of_check(govreport, arguments, status, format):
    assert govreport("check", *arguments, "--format", format).status == status


def test_a_file_that_is_no_report_is_an_error_where_it_was_named(govreport, letter):
    done = govreport("check", letter)
    assert done.status == 2
    assert "不是政府信息公开工作年度报告" in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_is_no_report_is_skipped_in_a_folder(govreport, letter):
    done = govreport("check", letter.parent)
    assert done.status == 0
    assert "letter.txt" in done.out
    data = json.loads(govreport("check", letter.parent, "--format", "json").out)
    assert data["skipped"] == [{"source": str(letter), "reason": "not-a-report"}]


def test_a_consistent_report_takes_three_lines(govreport):
    lines = govreport("check", "samples/consistent.txt").out.splitlines()
    assert len(lines) == 3
    assert lines[-1].startswith("√ 一致  得分 100  通过 ")


def test_a_wrong_cell_is_found_and_mended(govreport):
    done = govreport("check", "samples/one-wrong-cell.txt")
    assert "× 改这一格：表三 （一）予以公开 / 自然人 13 → 31" in done.out
    assert "× 13 → 31" in done.out
    assert done.out.splitlines()[-1].startswith("× 不一致")


def test_a_folder_is_a_table(govreport):
    done = govreport("check", "samples")
    assert "samples/one-wrong-cell.txt" in done.out
    assert done.out.index("one-wrong-cell") < done.out.index("consistent.txt")
    assert "不一致 " in done.out.splitlines()[-2]


def test_quiet_and_verbose(govreport):
    assert govreport("check", "samples/consistent.txt", "-q").out == ""
    quiet = govreport("check", "samples/one-wrong-cell.txt", "samples/consistent.txt", "--quiet")
    assert quiet.out.count("\n") == 1
    assert "改这一格" in govreport("check", "samples", "-v").out


def test_json_is_valid_and_holds_every_figure(govreport):
    done = govreport("check", "samples", "--format", "json")
    data = json.loads(done.out)
    jsonschema.validate(data, json.loads(schema()))
    reports = {report["source"]: report for report in data["reports"]}
    wrong = reports["samples/one-wrong-cell.txt"]
    assert wrong["tables"]["requests"]["granted"]["total"] == 35
    assert wrong["repairs"][0]["changes"] == [
        {"cell": "requests.granted.natural_person", "printed": 13, "expected": 31}
    ]
    assert done.err == ""


@pytest.mark.parametrize("jobs", ["0", "1", "2"])
def test_the_number_of_processes_changes_nothing(govreport, jobs):
    paths = ("samples/consistent.txt", "samples/one-wrong-cell.txt")
    done = govreport("check", *paths, "--jobs", jobs, "--no-cache", "--format", "json")
    reports = json.loads(done.out)["reports"]
    assert [report["source"] for report in reports] == list(paths)
    assert done.status == 1


def test_the_language_of_messages(govreport):
    assert "What to change" in govreport("check", "samples/one-wrong-cell.txt", "--lang", "en").out
    assert "改正建议" in govreport("check", "samples/one-wrong-cell.txt", lang="zh").out


def test_colour(govreport):
    assert "\x1b[" not in govreport("check", "samples/consistent.txt").out
    assert "\x1b[" in govreport("check", "samples/consistent.txt", "--color=always").out


def test_a_form_of_ones_own(govreport, tmp_path):
    source = (FOLDER / "2021.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(source.replace('id = "2021"', 'id = "own"', 1), encoding="utf-8")
    done = govreport("check", "samples/consistent.txt", "--form", own, "--format", "json")
    assert json.loads(done.out)["reports"][0]["form"] == "own"
    own.write_text(source.replace("[[tables]]", "[[tables]]\nnonsense = 3", 1), encoding="utf-8")
    broken = govreport("check", "samples/consistent.txt", "--form", own)
    assert broken.status == 2
    assert "own.toml" in broken.err
    assert broken.err.count("\n") == 1


HOSTILE = {
    "某某县自然资源局": "[red]某\x1b[31m某县\u202e自然\x9b1m资源局[/red]",
    "	58	4	0	1	0	0	63": "	58	=cmd()	0	1	0	0	63",
    "土地征收信息": "\x1b]0;title\x07=土地\u2066征收",
}


@pytest.fixture
def hostile(tmp_path, samples):
    """A report full of escapes, markup, direction marks and formulas."""
    text = (samples / "one-wrong-cell.txt").read_text(encoding="utf-8")
    for harmless, nasty in HOSTILE.items():
        assert harmless in text
        text = text.replace(harmless, nasty)
    path = tmp_path / "=a[b].txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-v"],
        ["check", "-q", "--color", "always"],
        ["check", "--format", "json"],
        ["extract"],
        ["extract", "--format", "json"],
    ],
)
def test_nothing_in_a_file_acts_on_the_terminal(govreport, hostile, arguments):
    done = govreport(*arguments, hostile)
    assert done.status in (0, 1)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", done.out) if "always" in arguments else done.out
    assert plain(shown) == shown


def test_nothing_in_a_file_becomes_a_formula(govreport, hostile):
    rows = list(csv.reader(io.StringIO(govreport("extract", hostile).out)))
    assert [[guard_formula(field) for field in row] for row in rows] == rows


def test_extract_prints_csv(govreport):
    done = govreport("extract", "samples/consistent.txt")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert done.status == 0
    (new,) = (row for row in rows if row["address"] == "requests.new.total")
    assert new["body"] == "某某县人民政府"
    assert new["value"] == new["printed"]
    assert new["location"].startswith("line ")


def test_extract_prints_json(govreport):
    data = json.loads(govreport("extract", "samples", "--format", "json").out)
    assert len({record["source"] for record in data["records"]}) > 5


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_extract_writes_a_file_and_never_over_another(govreport, tmp_path, suffix):
    path = tmp_path / f"data.{suffix}"
    for _ in range(2):
        assert govreport("extract", "samples/consistent.txt", "-o", path).status == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") == (suffix == "csv")
    path.write_text("mine")
    done = govreport("extract", "samples/consistent.txt", "-o", path)
    assert done.status == 2
    assert "未予覆盖" in done.err
    assert path.read_text() == "mine"


def test_extract_tells_what_it_could_not_read_and_goes_on(govreport, letter):
    done = govreport("extract", letter, "samples/consistent.txt", "samples/none.txt")
    assert done.status == 2
    assert done.err.count("\n") == 2
    assert "requests.new.total" in done.out


def test_what_was_extracted_is_not_taken_for_a_report(govreport, tmp_path):
    for suffix in ("csv", "json"):
        govreport("extract", "samples/consistent.txt", "-o", tmp_path / f"data.{suffix}")
    done = govreport("check", tmp_path)
    assert done.status == 0
    assert "已跳过 2" in done.out


def test_the_rules_are_listed_and_explained(govreport):
    listed = govreport("rules").out
    for code in ("REQ001", "LIT001", "STA001", "FRM003"):
        assert code in listed
    for name in ("REQ003", "req003", "request-balance"):
        explained = govreport("rules", name).out
        assert "国办公开办函" in explained
        assert "示例" in explained
    assert "最小改动" in govreport("rules", "repair").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gbk_can_encode_the_catalogue(govreport, lang):
    listed = govreport("rules", lang=lang).out
    listed.encode("gbk")
    for code in re.findall(r"[A-Z]{3,4}\d{3}", listed):
        govreport("rules", code, lang=lang).out.encode("gbk")
    govreport("info", lang=lang).out.encode("gbk")


def test_info_tells_what_is_read(govreport):
    done = govreport("info")
    assert ".docx" in done.out
    assert "√ 能" in done.out
    assert json.loads(govreport("info", "--schema").out)["title"] == "govreport/1"


def test_the_hook_for_commits_passes_over_what_is_no_report(govreport):
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    program, *words = re.search(r"^  entry: (.*)$", hook, re.MULTILINE)[1].split()
    assert program == "govreport"
    assert govreport(*words, "CHANGELOG.md", "samples/consistent.txt").status == 0
    assert govreport(*words, "CHANGELOG.md", "samples/one-wrong-cell.txt").status == 1
    assert govreport("check", "CHANGELOG.md", "samples/consistent.txt").status == 2
