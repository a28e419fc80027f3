"""What is marked in a report, and what the comments say."""

from __future__ import annotations

from dataclasses import replace

import pytest

import govreport
from govreport.output.annotate.marks import marks_of
from govreport.reading.document import Location
from govreport.text import Text
from tests.output.results import finding, make_result, wrong_result


def told(result, language="zh"):
    """The marks of a result: level, what stands beside, comment."""
    return [(each.level, each.short, each.comment) for each in marks_of(result, language)]


def sample(samples, name):
    return govreport.check(samples / name)


def test_the_cell_to_change_says_what_it_should_be_and_why(samples):
    ((level, short, comment),) = told(sample(samples, "one-wrong-cell.txt"))
    assert (level, short) == ("wrong", "应为31")
    lines = comment.split("\n")
    assert lines[0] == "应为 31，此处为 13。"
    assert "两个数字颠倒" in lines[1]
    assert [line[:6] for line in lines[2:]] == ["REQ001", "REQ002"]


def test_comments_are_in_the_language_of_the_user(samples):
    ((_, short, comment),) = told(sample(samples, "one-wrong-cell.txt"), "en")
    assert short == "should be 31"
    assert comment.startswith("Should be 31; 13 is printed here.\n")


def test_ties_name_all_alternatives(samples):
    marks = marks_of(sample(samples, "several-mistakes.txt"), "zh")
    tied = [each for each in marks if each.level == "doubtful"]
    assert len(tied) == 5
    assert [line[:2] for line in tied[0].comment.split("\n")[1:6]] == ["1.", "2.", "3.", "4.", "5."]
    assert all("5 种改法之一" in each.comment for each in tied[1:])
    assert all(each.short.startswith("可能应为") for each in tied)


def test_cells_to_change_together_name_each_other(samples):
    first, *rest = (
        each for each in marks_of(sample(samples, "several-mistakes.txt"), "zh")
        if "一并改这 3 格" in each.comment
    )  # fmt: skip
    assert [each.level for each in (first, *rest)] == ["wrong"] * 3
    assert "REQ001" in first.comment
    assert not any("REQ001" in each.comment for each in rest)


def test_blanks_have_the_value_that_follows(samples):
    marks = told(sample(samples, "blanks.md"))
    assert [(level, short) for level, short, _ in marks] == [
        ("doubtful", "应为8"), ("doubtful", "应为5"), ("doubtful", "应为15"),
    ]  # fmt: skip
    assert marks[0][2] == "应为 8，此处空白。按其余数字推算（FRM003）。"


def test_the_figure_in_the_sentence_is_marked(samples):
    marks = marks_of(sample(samples, "prose-against-table.txt"), "zh")
    assert [each.sentence[slice(*each.span)] for each in marks] == ["39", "均获维持"]
    assert all(each.level == "wrong" for each in marks)


def test_a_long_stretch_of_a_sentence_is_shaded_weakly():
    sentence = "其中予以公开258件，不予公开35件，无法提供265件，不予处理158件。"
    found = [
        finding("TXT002", sentence=sentence, span=(6, 34)),
        finding("TXT001", sentence=sentence, span=(6, 9)),
    ]
    assert [each.level for each in marks_of(make_result(findings=found), "zh")] == [
        "doubtful", "wrong",
    ]  # fmt: skip


def test_an_identity_that_no_repair_explains_is_shaded_with_the_comment_at_its_total(samples):
    result = sample(samples, "one-wrong-cell.txt")
    result = replace(result, repairs=())
    marks = marks_of(result, "zh")
    assert {each.level for each in marks} == {"doubtful"}
    assert [each.comment[:6] for each in marks if each.comment] == ["REQ001", "REQ002"]
    assert len(marks) == 7 + 22 - 1  # a row and a column that cross


def test_a_consistent_report_has_no_marks(samples):
    assert told(sample(samples, "consistent.txt")) == []


def test_what_is_accepted_is_not_marked(samples):
    result = sample(samples, "one-wrong-cell.txt")
    assert told(replace(result, issues=tuple(f.accept("ok") for f in result.issues))) == []


@pytest.mark.parametrize("more", [{"severity": "note"}, {"severity": "warning", "kind": "reading"}])
def test_what_the_body_need_not_mend_is_not_marked(more):
    assert told(make_result(findings=[finding(message=Text("甲", "a"), **more)])) == []


def test_what_is_nowhere_in_the_file_is_told_all_the_same():
    found = finding("FRM001", severity="warning", message=Text("缺少第六部分", "a"))
    (mark,) = marks_of(make_result(findings=[found]), "zh")
    assert (mark.location, mark.comment, mark.is_cell) == (Location(), "FRM001 缺少第六部分", False)


def test_a_repair_that_may_be_a_fault_of_reading_is_no_certainty():
    result = wrong_result()
    (repair,) = result.repairs
    (mark,) = marks_of(replace(result, repairs=(replace(repair, kind="reading"),)), "zh")
    assert mark.level == "doubtful"
    assert "疑为读取有误" in mark.comment


def test_nothing_hidden_gets_into_a_comment():
    found = finding(severity="warning", message=Text("甲\x1b[31m乙\u202e丙", "a"))
    (mark,) = marks_of(make_result(findings=[found]), "zh")
    assert mark.comment.endswith("甲乙丙")
