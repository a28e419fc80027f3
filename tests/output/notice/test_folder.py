"""The folder of notices: who gets one, who is listed, and what each file is called."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.output.items import Failure, Skipped
from govreport.output.notice.details import Details
from govreport.output.notice.template import TemplateError
from govreport.output.notice.writer import Notices
from govreport.reading.document import Note
from govreport.text import Text
from tests.output.notice.reread import letters, reread
from tests.output.results import finding, make_result, wrong_result

LIST = "核对情况汇总.docx"


def listed(letter, title):
    """The rows of a table of the list, by the title above it."""
    titles = [each for each in letter.paragraphs if each[1:2] == "、"]
    at = next(n for n, each in enumerate(titles) if each.endswith(title))
    tables: list[list[tuple[str, ...]]] = []
    for row in letter.rows:
        if row[0] == "序号":
            tables.append([])
        else:
            tables[-1].append(row)
    return tables[at]


def test_bodies_without_fault_are_listed_as_clean(notices):
    found = notices(wrong_result(), make_result(source="b.docx", organization="某某区人民政府"))
    assert list(found) == ["某某市人民政府-2024-整改通知.docx", LIST]
    assert listed(found[LIST], "核对无误的单位") == [("1", "某某区人民政府", "2024", "b.docx", "")]
    (row,) = listed(found[LIST], "已拟发通知的单位")
    assert row[4] == "有 1 处数字不符，请予改正；通知：某某市人民政府-2024-整改通知.docx"
    assert "本次核对 2 个文件：已拟发通知 1 份，核对无误 1 份。" in found[LIST].paragraphs


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (make_result(verdict="unverifiable", score=None), "没有可以核对的表格数字"),
        (make_result(error=2), "程序故障，有 2 项未能核对"),
        (
            make_result(findings=[finding("READ002", severity="warning", kind="reading")]),
            "READ002 的说明",
        ),
    ],
)
def test_what_was_not_checked_in_full_is_not_clean(notices, result, told):
    found = notices(result)
    assert "核对无误 0 份" in found[LIST].text
    (row,) = listed(found[LIST], "未能完全核对的报告")
    assert told in row[4]


def test_a_file_that_was_cut_short_is_not_clean(notices):
    result = make_result()
    result.report.document.notes.append(Note("truncated", Text("后面的页没有读取", "cut")))
    (row,) = listed(notices(result)[LIST], "未能完全核对的报告")
    assert row[4] == "后面的页没有读取"


def test_files_that_were_not_read_are_listed(notices):
    unread = Failure("a.doc", "unsupported", Text("不能读取", "not read"))
    found = notices(unread, Skipped("b.txt", "not-a-report"))
    assert listed(found[LIST], "未能读取的文件") == [("1", "a.doc", "不能读取")]
    (row,) = listed(found[LIST], "未作核对的其他文件")
    assert row[1:] == ("b.txt", "不是政府信息公开工作年度报告")


def test_a_body_with_several_reports_gets_a_letter_about_each(notices):
    found = notices(*(wrong_result(source=f"{n}.docx") for n in range(3)))
    names = [name for name in found if name != LIST]
    assert sorted(names) == sorted(
        ["某某市人民政府-2024-整改通知.docx", "某某市人民政府-2024-整改通知 (2).docx",
         "某某市人民政府-2024-整改通知 (3).docx"]
    )  # fmt: skip
    rows = listed(found[LIST], "已拟发通知的单位")
    assert [row[3] for row in rows] == ["0.docx", "1.docx", "2.docx"]
    for row in rows:
        name = row[4].partition("通知：")[2]
        assert f"（文件：{row[3]}）" in found[name].text


def test_a_report_without_a_body_is_named_by_its_file(notices):
    result = wrong_result(source="报送/a.zip!教育局/年报.docx", organization=None)
    found = notices(result)
    assert "年报-整改通知.docx" in found
    assert found["年报-整改通知.docx"].paragraphs[1] == "________："


def test_a_later_run_takes_away_what_no_longer_holds(notices):
    notices(wrong_result())
    warning = finding("FRM001", severity="warning")
    assert list(notices(make_result(findings=[warning]))) == [
        "某某市人民政府-2024-核实通知.docx",
        LIST,
    ]
    assert list(notices(make_result())) == [LIST]


def test_a_letter_that_somebody_has_changed_is_left_as_it_is(notices, tmp_path):
    notices(wrong_result())
    path = tmp_path / "notices" / "某某市人民政府-2024-整改通知.docx"
    path.write_bytes(b"by hand")
    output = Notices(str(path.parent), Details(issuer="办公室"), "zh")
    output.add(wrong_result())
    output.close()
    assert path.read_bytes() == b"by hand"
    assert len(output.folder.problems) == 1
    (row,) = listed(reread((path.parent / LIST).read_bytes()), "已拟发通知的单位")
    assert row[4].endswith("通知未能写入")


def test_two_runs_write_the_same_bytes(notices, tmp_path):
    for folder in ("a", "b"):
        notices(wrong_result(), make_result(organization="甲"), folder=folder)
    for name in os.listdir(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_template_that_cannot_be_used_leaves_no_folder(tmp_path):
    with pytest.raises(TemplateError):
        Notices(str(tmp_path / "new"), Details(template=str(tmp_path / "none.docx")), "zh")
    assert not (tmp_path / "new").exists()


ANY = st.text(st.characters(), max_size=80)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY, title=ANY, sentence=ANY, message=ANY, source=ANY)
def test_any_text_in_a_report_makes_letters_that_open(
    tmp_path_factory, body, title, sentence, message, source
):
    said = finding(
        "TXT001",
        message=Text(message, message),
        sentence=sentence,
        span=(0, 1),
        printed=1,
        expected=2,
    )
    result = wrong_result(title=title, organization=body, source=source)
    result.issues = (*result.issues, said)
    clean = make_result(title=title, organization=body, source=source)
    folder = tmp_path_factory.mktemp("any")
    output = Notices(str(folder), Details(issuer=body), "zh")
    for item in (result, clean, Failure(source, "x", Text(message, message))):
        output.add(item)
    output.close()
    assert output.folder.problems == []
    assert len(letters(folder)) == 2


def test_nothing_that_a_report_says_acts(notices):
    """No field, no link, no other placeholder: it is text, whatever it looks like."""
    text = '<w:fldSimple w:instr="INCLUDETEXT"/> { HYPERLINK "x" } {{问题}} \u202e\x1b[31m'
    result = wrong_result(organization=text)
    found = notices(result)
    letter = next(each for name, each in found.items() if name != LIST)
    shown = '<w:fldSimple w:instr="INCLUDETEXT"/> { HYPERLINK "x" } {{问题}}'
    assert letter.paragraphs[1] == f"{shown}："


def test_names_are_safe_on_every_system(notices):
    found = notices(
        wrong_result(organization='a<b>:"/\\|?*c'), wrong_result(organization="局" * 300)
    )
    for name in found:
        assert not set(name) & set('<>:"/\\|?*')
        assert len(name.encode()) <= 255
        assert name.endswith(".docx")
