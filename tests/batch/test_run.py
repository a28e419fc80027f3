"""What a run over files comes to, whatever the files are."""

from __future__ import annotations

import shutil
import zipfile

import pytest

import govreport
from govreport.api import UnreadableFileWarning
from govreport.batch import run as module
from govreport.batch.discovery import discover
from govreport.batch.run import Options, choose_form, choose_rules, run, status
from govreport.checker.model import Result
from govreport.checker.rules import UnknownRuleError
from govreport.forms import FormError
from govreport.output.items import Failure, Skipped, Summary
from govreport.text import Text
from tests.output.results import finding, make_result

LETTER = "关于召开会议的通知\n\n各科室：\n定于周五下午召开会议。\n"


@pytest.fixture
def folder(tmp_path, samples):
    """A folder with a report, a letter, a picture, an old Word file and a broken one."""
    shutil.copy(samples / "consistent.txt", tmp_path / "report.txt")
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def kinds(items):
    """What each file came to."""
    found = {}
    for item in items:
        if isinstance(item, Result):
            found[item.report.source.rpartition("/")[2]] = item.verdict
        elif isinstance(item, Failure):
            found[item.source.rpartition("/")[2]] = f"failure {item.error}"
        else:
            found[item.source.rpartition("/")[2]] = f"skipped {item.reason}"
    return found


def test_in_a_folder_what_is_no_report_is_skipped(folder):
    assert kinds(run(discover([str(folder)]), Options())) == {
        "report.txt": "consistent",
        "letter.txt": "skipped not-a-report",
        "picture.png": "skipped unsupported",
        "picture.docx": "failure unsupported",
        "empty.txt": "failure empty",
    }


def test_what_was_named_is_a_failure(folder):
    names = ["letter.txt", "picture.png", "none.txt"]
    items = run(discover(str(folder / name) for name in names), Options())
    assert kinds(items) == {
        "letter.txt": "failure not-a-report",
        "picture.png": "failure unsupported",
        "none.txt": "failure not-found",
    }


def test_an_archive_is_a_folder_of_files(folder, samples):
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for name in ("report.txt", "letter.txt", "empty.txt"):
            archive.write(folder / name, name)
    assert kinds(run(discover([str(folder / "all.zip")]), Options())) == {
        "all.zip!report.txt": "consistent",
        "all.zip!letter.txt": "skipped not-a-report",
        "all.zip!empty.txt": "failure empty",
    }


def test_a_fault_of_the_program_costs_one_file(folder, monkeypatch):
    check = module.check_document

    def break_once(document, options):
        if document.source.endswith("letter.txt"):
            raise KeyError("a fault")
        return check(document, options)

    monkeypatch.setattr(module, "check_document", break_once)
    found = kinds(run(discover([str(folder)]), Options()))
    assert found["letter.txt"] == "failure crashed"
    assert found["report.txt"] == "consistent"


def test_only_the_rules_chosen_are_run(samples):
    options = Options(rules=choose_rules(["FRM"], []))
    (result,) = run(discover([str(samples / "consistent.txt")]), options)
    assert {outcome.rule[:3] for outcome in result.outcomes} <= {"FRM"}
    everything = govreport.check(samples / "consistent.txt")
    assert 0 < result.checks.passed < everything.checks.passed


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["REQ001"], [], {"REQ001"}),
        (["req"], [], {"REQ001", "REQ002", "REQ003", "REQ004"}),
        (["request-balance", "LIT001"], [], {"REQ003", "LIT001"}),
        (["REQ"], ["REQ00", "LIT"], set()),
        (["STA001"], [], {"STA001"}),
    ],
)
def test_rules_are_chosen_by_code_beginning_or_name(select, ignore, expected):
    assert choose_rules(select, ignore) == expected


def test_all_rules_are_run_when_none_is_chosen():
    assert choose_rules([], []) is None


def test_an_unknown_rule_is_an_error():
    with pytest.raises(UnknownRuleError):
        choose_rules(["REQ001", "XYZ"], [])


def test_a_form_is_chosen_by_name_or_file(tmp_path):
    assert choose_form("auto") is None
    assert choose_form("2019").id == "2019"
    with pytest.raises(FormError):
        choose_form(str(tmp_path / "none.toml"))


def summary(*items):
    """The summary of items."""
    made = Summary()
    for item in items:
        made.add(item)
    return made


BAD = make_result(findings=[finding()])
WARNED = make_result(findings=[finding(severity="warning")])
NOTED = make_result(findings=[finding(severity="note")])
ACCEPTED = make_result(findings=[finding().accept("核实")])
BROKEN = make_result(error=1)
SKIPPED = Skipped("a", "not-a-report")
FAILED = Failure("a", "damaged", Text("坏", "bad"))


@pytest.mark.parametrize(
    ("items", "fail_on", "expected"),
    [
        ([make_result()], "error", 0),
        ([BAD], "error", 1),
        ([WARNED], "error", 0),
        ([WARNED], "warning", 1),
        ([NOTED], "warning", 0),
        ([BAD], "warning", 1),
        ([BAD], "never", 0),
        ([ACCEPTED], "warning", 0),
        ([SKIPPED], "error", 0),
        ([FAILED], "error", 2),
        ([FAILED], "never", 2),
        ([BAD, FAILED, make_result()], "error", 2),
        ([BROKEN], "error", 2),
        ([], "error", 0),
    ],
)
def test_exit_status(items, fail_on, expected):
    assert status(summary(*items), fail_on) == expected


def test_many_files_are_checked_one_after_the_other(folder):
    with pytest.warns(UnreadableFileWarning, match=r"empty\.txt"):
        (result,) = govreport.check_many([folder])
    assert result.report.source.endswith("report.txt")


def test_a_single_path_will_do(samples):
    (result,) = govreport.check_many(samples / "consistent.txt")
    assert result.verdict == "consistent"
