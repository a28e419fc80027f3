"""What a letter tells a body: every mistake with its right value, and no more than is known."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import govreport
from govreport.checker import check
from govreport.checker.model import Repair
from govreport.output.notice.details import Details
from govreport.output.notice.items import items_of
from govreport.output.notice.letter import letter_of
from govreport.text import Text
from tests.generator import SLIPS, plant, random_truth
from tests.generator.parsed import report_of
from tests.output.results import change, finding, make_result, sentence_finding, wrong_result

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NOTICE = "某某市人民政府-2024-整改通知.docx"
SPLIT = ("requests.granted.natural_person", "requests.granted.enterprise")
TO_VERIFY = "某某市人民政府-2024-核实通知.docx"


def of_sample(name):
    return govreport.check(govreport.read(SAMPLES / name))


def test_a_wrong_cell(notices):
    letter = notices(wrong_result())[NOTICE]
    assert letter.paragraphs[0] == "2024年政府信息公开工作年度报告整改通知"
    assert letter.paragraphs[1] == "某某市人民政府："
    assert "经核对，有 1 处数字不符，请予改正。" in letter.paragraphs[2]
    assert letter.figures() == [("表三 （一）予以公开 / 商业企业（第21行）", "2", "3")]
    assert "改这一格，下列关系即全部成立。理由：行、列各差 1。" in letter.text
    assert "≠" in letter.text
    assert letter.text.count("〔REQ001〕") == letter.text.count("〔REQ002〕") == 1


def test_the_rules_and_their_sources(notices):
    rows = notices(wrong_result())[NOTICE].rows
    rules = {row[0]: row[1:] for row in rows if len(row) == 3}
    assert set(rules) == {"规则", "REQ001", "REQ002"}
    assert rules["REQ001"][0].startswith("表三每一行：六类申请人之和等于总计\n")
    assert rules["REQ001"][1] == "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》表三"


def test_the_sources_are_those_of_the_form(notices):
    result = make_result(findings=[finding("REQ001"), finding("FRM001", severity="warning")])
    result.report.form = govreport.read(SAMPLES / "form-2019.txt").form
    rules = {row[0]: row[2] for row in notices(result)[NOTICE].rows if len(row) == 3}
    assert rules["REQ001"] == "国办公开办函〔2019〕60号《政府信息公开工作年度报告格式》表三"
    assert rules["FRM001"] == "《政府信息公开条例》第五十条；国办公开办函〔2019〕60号"


def test_what_is_not_set_is_left_to_fill_in(notices):
    text = notices(wrong_result())[NOTICE].text
    assert "请于____年__月__日前改正" in text
    assert "联系人及电话：________" in text


def test_what_is_set_is_printed(notices):
    details = Details(
        issuer="某某市政务公开办公室", deadline="2025年1月20日", date="2025年1月6日", contact="张三"
    )
    paragraphs = notices(wrong_result(), details=details)[NOTICE].paragraphs
    for text in ("某某市政务公开办公室", "2025年1月6日", "联系人及电话：张三"):
        assert text in paragraphs
    assert any("请于2025年1月20日前改正" in text for text in paragraphs)


def test_a_sentence_is_quoted_with_its_figure_marked(notices):
    letter = notices(make_result(findings=[sentence_finding()]))[NOTICE]
    assert letter.figures() == [("正文（第12行）", "25", "24")]
    assert "原文：“2024年，全年共收到政府信息公开申请【25】件，办结24件。”" in letter.text
    assert "如正文无误，请改正表中的数字" in letter.text


def test_what_a_mistake_in_a_sentence_explains_is_told_with_it(notices):
    first = sentence_finding()
    follows = finding("TXT002", id="d" * 12, sentence=first.sentence, location=first.location,
                      span=first.span, explained=True)  # fmt: skip
    letter = notices(make_result(findings=[first, follows]))[NOTICE]
    assert "有 1 处数字不符" in letter.text
    assert len(letter.figures()) == 1
    assert letter.text.count("原文：") == 1
    assert "TXT002 的说明〔TXT002〕" in letter.text


def test_words_have_no_figure_that_they_should_be(notices):
    sentence = "行政复议3件，均获维持。"
    said = finding("TXT005", sentence=sentence, span=(7, 11), printed=0, expected=1, difference=-1)
    letter = notices(make_result(findings=[said]))[NOTICE]
    assert ("正文", "均获维持", "见说明") in letter.figures()
    assert "【均获维持】" in letter.text


def test_ways_that_tie_are_all_named(notices):
    letter = notices(of_sample("several-mistakes.txt"))["某某市交通运输局-2022-整改通知.docx"]
    ways = [where for where, _, _ in letter.figures() if where.startswith("改法")]
    assert [way.partition("：")[0] for way in ways] == [f"改法 {n}" for n in range(1, 6)]
    assert "以上改法取其一" in letter.text
    assert "有 3 处数字不符" in letter.text


def test_a_repair_that_is_not_sure_says_so(notices):
    result = wrong_result()
    (repair,) = result.repairs
    result.repairs = (
        Repair(**{f: getattr(repair, f) for f in repair.__slots__} | {"unique": False}),
    )
    assert "尚不能完全确定" in notices(result)[NOTICE].text


def test_too_many_mistakes_are_listed_with_the_reason(notices):
    result = wrong_result()
    stated = (("REQ001", "requests.granted"), ("REQ002", "requests.enterprise"))
    reason = Text("错处太多", "too many")
    result.repairs = (Repair((), False, "", (), reason=reason, before=stated),)
    letter = notices(result)[NOTICE]
    assert letter.figures() == []
    assert "1. 错处太多。" in letter.text
    assert "有 2 处数字不符" in letter.text  # each row and column that does not add up
    assert "〔REQ002〕" in letter.text


def test_blanks_are_listed_whole_with_what_they_must_be(notices):
    result = of_sample("blanks.md")
    implied = {cell for f in result.issues for cell in f.implied}
    letter = notices(result)["某某镇人民政府-2024-核实通知.docx"]
    assert len(letter.figures()) == len(implied) > 0
    assert {printed for _, printed, _ in letter.figures()} == {"空白"}
    assert "推算应为" not in letter.text


def test_warnings_are_asked_about_and_never_called_mistakes(notices):
    warning = finding(
        "PLA001", severity="warning", message=Text("全部为零", "all zero"), printed=5, expected=0,
        difference=5,
    )  # fmt: skip
    letter = notices(make_result(findings=[warning]))[TO_VERIFY]
    assert letter.paragraphs[0].endswith("核实通知")
    assert "未发现数字不符；有 1 处请予核实" in letter.text
    assert "1. 全部为零〔PLA001〕" in letter.paragraphs
    assert letter.figures() == []
    assert "需要改正" not in letter.text


def test_definitions_are_asked_about(notices):
    scope = finding("TXT001", severity="warning", kind="scope", message=Text("口径", "scope"))
    letter = notices(make_result(findings=[scope]))[TO_VERIFY]
    assert "一、请说明统计口径的内容" in letter.paragraphs


def test_what_was_misread_is_not_blamed_on_the_body(notices):
    misread = finding("READ002", severity="warning", kind="reading", message=Text("连写", "run"))
    letter = notices(wrong_result(), make_result(findings=[misread]))
    assert list(letter) == [NOTICE, "核对情况汇总.docx"]
    findings, repairs = wrong_result().issues, wrong_result().repairs
    both = make_result(findings=[*findings, misread], repairs=repairs)
    text = notices(both, folder="both")[NOTICE]
    assert "二、未能读准的内容" in text.paragraphs
    assert any("不作为你单位的差错" in each for each in text.paragraphs)
    assert "READ002" not in {row[0] for row in text.rows}


def test_a_number_read_as_two_is_no_mistake_of_the_body(notices):
    """1 | 2 | 0 for 12 | 0 | 0: the row is shifted, and every identity holds once it is joined."""
    split = finding("READ001", severity="warning", kind="reading", cells=SPLIT)
    failed = finding("REQ001", severity="note", kind="reading", cells=("requests.granted",))
    changes = tuple(change(cell, 1, 12, line=9) for cell in SPLIT)
    repair = Repair(changes, True, "split", (failed.id,), kind="reading", before=(("REQ001", ""),))
    result = make_result(findings=[split, failed], repairs=[repair])
    assert list(notices(result)) == ["核对情况汇总.docx"]
    (item,) = items_of(result, "zh")["reading"]
    assert item.figures == ()
    assert item.rules == ("READ001", "REQ001")
    assert len(item.told) == 1


def test_accepted_findings_are_left_out(notices):
    result = wrong_result()
    result.issues = tuple(each.accept("已函告") for each in result.issues)
    result.verdict = "consistent"
    found = notices(result)
    assert list(found) == ["核对情况汇总.docx"]
    assert "另有已接受的问题 2 项" in found["核对情况汇总.docx"].text


def test_notes_are_no_reason_for_a_letter(notices):
    note = finding("PLA002", severity="note", message=Text("供参考", "a note"))
    assert list(notices(make_result(findings=[note]))) == ["核对情况汇总.docx"]
    beside = make_result(findings=[finding("REQ004"), note])
    text = notices(beside, folder="beside")[NOTICE].text
    assert "二、供参考的情况" in text


def test_in_english(notices):
    letter = notices(wrong_result(), language="en")["某某市人民政府-2024-notice.docx"]
    assert letter.paragraphs[0] == "Please correct: annual report 2024 on information disclosure"
    assert "It was checked: 1 to correct." in letter.text
    assert "Changing this cell makes all of the following hold." in letter.text
    assert ("2", "3") in {figures[1:] for figures in letter.figures()}


def test_bounds_are_told_as_bounds(notices):
    truth = random_truth(1, "2019")
    wrong = {"proactive.rules.newly_disclosed": 9, "proactive.rules.disclosed_total": 2}
    present = {a: v for a, v in wrong.items() if a in truth.cells}
    assert present == wrong
    result = check(report_of(truth.with_cells(wrong)))
    letter = letter_of(result, Details(), "zh")
    shown = [f.expected for item in letter.parts["correct"] for f in item.figures]
    assert any(each.startswith(("不少于 ", "不多于 ")) for each in shown)


PLANTED = [slip for slip in SLIPS if slip != "blank"]


@pytest.mark.parametrize("slip", PLANTED)
@pytest.mark.parametrize("form", ["2021", "2019", "2014"])
def test_every_planted_mistake_is_told_with_its_right_value(notices, form, slip):
    """Whatever is found to be wrong stands in the letter, with what it was and should be."""
    told = 0
    for seed in range(8):
        planted = plant(random_truth(seed, form), slip, Random(seed))
        if not planted:
            continue
        result = check(report_of(planted.truth, told=planted.right))
        found = {(c.cell, c.expected) for r in result.repairs for c in r.changes}
        right = {(cell, planted.right.cells[cell]) for cell in planted.cells}
        if result.verdict != "inconsistent" or not right <= found:
            continue
        written = notices(result, folder=f"{form}-{slip}-{seed}")
        (letter,) = (each for name, each in written.items() if "整改" in name)
        for cell, value in right:
            label = planted.truth.form.label(cell).zh
            printed = planted.truth.cells[cell]
            rows = {row[1:] for row in letter.figures() if label in row[0]}
            assert (str(printed), str(value)) in rows, (seed, label)
        told += 1
    assert told or form == "2014"
