"""What a report looks like on a terminal of some width, and in a pipe."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len

from govreport.checker import check
from govreport.checker.model import Outcome, Repair
from govreport.output.items import Failure, Skipped
from govreport.output.safe import plain as safe
from govreport.output.terminal import Printer, TerminalOutput, plain
from govreport.output.terminal.report import ReportView
from govreport.parser.claims.model import Claim
from govreport.text import Text
from tests.checker.reports import make_report
from tests.output.results import (
    TITLE,
    change,
    finding,
    identity_finding,
    make_result,
    sentence_finding,
    wrong_cell,
    wrong_result,
)

COLUMNS = (
    "natural_person", "enterprise", "research", "social_organization", "legal_service", "other",
    "total",
)  # fmt: skip


def shown(result, language="zh", width=None, *, verbose=False, color="never"):
    """The view of one report as text."""
    printer = Printer(io.StringIO(), color, width)
    view = ReportView(result, language, verbose=verbose, width=printer.width)
    return printer.text(*view.render())


def run(items, language="zh", **settings):
    """What a run prints on standard output and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    output = TerminalOutput(Printer(out, "never"), Printer(err, "never"), language, **settings)
    for item in items:
        output.add(item)
    output.close()
    return out.getvalue(), err.getvalue()


def tied_result():
    """A mistake with two repairs as good as each other."""
    found = identity_finding("REC001", "reconsideration.cases", 5, 4, id="d" * 12)
    repairs = [
        Repair((change(cell, 4, 5, 9),), unique=False, cause="digit", resolves=(found.id,))
        for cell in ("reconsideration.cases.upheld", "reconsideration.cases.pending")
    ]
    return make_result(findings=[found], repairs=repairs)


def test_a_consistent_report_takes_three_lines():
    assert shown(make_result()).splitlines() == [
        TITLE,
        "单位 某某市人民政府 · 年度 2024 · 格式 2021 年版格式 · 文件 made.txt",
        "√ 一致  得分 100  通过 60  未通过 0  跳过 3",
    ]


def test_the_language_changes_every_word_but_the_reports():
    assert shown(make_result(), "en").splitlines() == [
        TITLE,
        "body 某某市人民政府 · year 2024 · on the form of 2021 · file made.txt",
        "√ consistent  score 100  passed 60  failed 0  skipped 3",
    ]


def test_failing_identities_are_a_table_with_the_sum_written_out():
    text = shown(wrong_result(), width=100)
    assert "× REQ001  表三 （一）予以公开" in text
    assert "第61行：自然人 12 + 商业企业 2（其余 4 格为 0 或空白） = 14 ≠ 总计 15" in text
    assert [line.split()[-3:] for line in text.splitlines() if "REQ00" in line] == [
        ["15", "14", "+1"],
        ["4", "3", "+1"],
    ]


def test_in_a_pipe_each_failing_identity_is_a_line():
    lines = shown(wrong_result()).splitlines()
    assert "× REQ001 表三 （一）予以公开：印为 15，应为 14，相差 +1" in lines
    assert any(line.endswith("（其余 4 格为 0 或空白） = 14 ≠ 总计 15") for line in lines)
    lines = shown(wrong_result(), "en").splitlines()
    assert "× REQ001 表三 （一）予以公开: printed 15, expected 14, difference +1" in lines


def test_an_identity_of_many_cells_shows_those_that_matter():
    assert "予以公开 2 + 本机关不掌握相关政府信息 1（其余 19 格为 0 或空白） = 3 ≠ 总计 4" in shown(
        wrong_result()
    )


def test_the_repair_says_what_to_change_where_and_why():
    text = shown(wrong_result())
    assert "× 改这一格：表三 （一）予以公开 / 商业企业 2 → 3，理由：行、列各差 1（第21行）" in text


def test_the_rows_around_the_wrong_cell_are_shown_with_the_cell_marked():
    lines = shown(wrong_result()).splitlines()
    start = next(at for at, line in enumerate(lines) if "自然人  商业企业" in line)
    rows = [line.split() for line in lines[start + 2 : start + 7]]
    assert rows == [
        ["二、上年结转政府信息公开申请数量", "2", "0", "0", "0", "0", "0", "2"],
        ["（一）予以公开", "12", "×", "2", "→", "3", "0", "0", "0", "0", "15"],
        ["（二）部分公开", "0", "0", "0", "0", "0", "0", "0"],
        ["…"],
        ["（七）总计", "20", "4", "0", "0", "0", "0", "24"],
    ]


def test_several_changes_of_one_repair_are_told_together():
    row, _ = wrong_cell()[0]
    both = tuple(
        change(f"requests.granted.{column}", 1, 2, 21) for column in ("enterprise", "other")
    )
    repair = Repair(both, unique=True, cause="swapped", resolves=(row.id,))
    text = shown(make_result(findings=[row], repairs=[repair]))
    assert "一并改这 2 格：" in text
    assert text.count("× 1 → 2") == 2


def test_repairs_that_tie_are_all_named_and_none_is_marked_as_sure():
    text = shown(tied_result())
    assert "有 2 种改法" in text
    assert "1. 表四 行政复议 / 结果维持 4 → 5" in text
    assert "2. 表四 行政复议 / 尚未审结 4 → 5" in text
    assert text.count("? 4 → 5") == 2
    assert "× 4" not in text


def test_a_repair_of_the_reading_blames_the_reading():
    findings, (repair,) = wrong_cell()
    text = shown(make_result(findings=findings, repairs=[replace(repair, kind="reading")]))
    assert "疑为读取有误" in text


def test_a_contradicting_sentence_is_shown_with_the_figure_marked():
    text = shown(make_result(findings=[sentence_finding()]))
    assert "× 错误 TXT001 TXT001 的说明（第12行）" in text
    assert "2024年，全年共收到政府信息公开申请【×25】件，办结24件。" in text


def test_a_long_sentence_is_cut_around_the_figure():
    long = replace(sentence_finding(), sentence="甲" * 300 + "25" + "乙" * 300, span=(300, 302))
    line = next(each for each in shown(make_result(findings=[long])).splitlines() if "【" in each)
    assert "…甲" in line
    assert "乙…" in line
    assert len(line) < 250


def test_warnings_and_notes_stand_below_with_word_and_symbol():
    findings = [finding("FRM002", severity="warning"), finding("FRM004", severity="note")]
    text = shown(make_result(findings=findings))
    assert "! 警告 FRM002 FRM002 的说明" in text
    assert "· 提示 FRM004 FRM004 的说明" in text


def test_implied_values_are_a_short_table_with_a_line_for_each_row():
    report = make_report(blank=["requests.granted.total", "requests.handled.natural_person"])
    text = shown(check(report))
    lines = [each.split() for each in text[text.index("FRM003") :].splitlines()]
    assert lines[0][:3] == ["FRM003", "表三有", "2"]
    assert "推算" not in " ".join(lines[0])
    assert lines[1] == ["按其余数字推算应为："]
    assert [each[0] for each in lines[2:4]] == ["（一）予以公开", "（七）总计"]
    assert [each[1] for each in lines[2:4]] == ["总计", "自然人"]
    assert all(each[2].isdigit() for each in lines[2:4])


def test_a_missing_row_is_told_on_one_line_its_zeros_counted():
    implied = {f"requests.carried_out.{column}": 0 for column in COLUMNS}
    implied |= {f"requests.carried_out.{column}": 15 for column in ("natural_person", "total")}
    missing = replace(finding("FRM002", severity="warning"), implied=implied)
    assert "四、结转下年度继续办理  自然人 15、总计 15、其余 5 格为 0" in shown(
        make_result(findings=[missing])
    )


def test_an_error_without_figures_shows_its_message():
    text = shown(make_result(findings=[finding("REQ004", cells=("requests.new.total",))]))
    assert "表三 一、本年新收政府信息公开申请数量 / 总计" in text
    assert "REQ004 的说明" in text


def test_accepted_findings_are_counted_and_shown_when_asked():
    accepted = finding("REQ001", id="e" * 12).accept("已电话核实")
    result = make_result(findings=[accepted])
    assert "已接受 1" in shown(result)
    assert "已电话核实" not in shown(result)
    assert "已电话核实" in shown(result, verbose=True)


def test_what_was_skipped_is_told_when_asked():
    skipped = Outcome("LIT001", "skipped", "litigation.direct", Text("均为空白", "all blank"))
    result = make_result(outcomes=[skipped])
    assert "均为空白" not in shown(result)
    assert "LIT001 均为空白 表四 行政诉讼 未经复议直接起诉" in shown(result, verbose=True)


def test_a_broken_rule_is_the_programs_fault():
    broken = Outcome("TXT003", "error", "", Text("运行出错", "broke"))
    text = shown(make_result(outcomes=[broken], error=1))
    assert "程序自身的故障" in text
    assert "程序故障 1" in text


def test_a_report_that_nothing_could_be_checked_of_has_no_score():
    text = shown(make_result(verdict="unverifiable", score=None))
    assert "? 无法核验  得分 —" in text


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("made", [wrong_result, tied_result, make_result])
def test_no_line_is_wider_than_the_terminal(made, language, width):
    lines = shown(made(), language, width).splitlines()
    assert all(cell_len(line) <= width for line in lines)


def test_a_narrow_terminal_loses_no_figure():
    wide = shown(wrong_result(), width=120).replace("\n", "").replace(" ", "")
    assert "×2→3" in wide
    assert "×2→3" in shown(wrong_result(), width=40).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("made", [wrong_result, tied_result, make_result])
def test_gbk_can_encode_everything(made, language):
    shown(made(), language, verbose=True).encode("gbk")


def test_report_text_is_neither_markup_nor_escape():
    hostile = "[red]某某[/red]\x1b[2J局\u202e年报[link=http://x]"
    result = make_result(title=hostile, organization=hostile, source="a\x1b[1mb.txt")
    text = shown(result, color="always")
    assert "[red]某某[/red]局年报[link=http://x]" in text
    assert "\x1b[2J" not in text
    assert "\u202e" not in text
    assert "a\x1b[1mb" not in text


def test_report_text_in_sentences_labels_and_messages_is_made_safe():
    hostile = "\x1b[31m[bold]25\u202e"
    found = replace(
        sentence_finding(), sentence=hostile, span=(0, 3), message=Text(hostile, hostile)
    )
    labelled = finding("REQ001", label=Text(hostile, hostile), message=Text(hostile, hostile))
    assert safe(shown(make_result(findings=[found, labelled]))) == shown(
        make_result(findings=[found, labelled])
    )


def test_colour_is_used_only_where_wanted():
    assert "\x1b[" not in shown(wrong_result())
    assert "\x1b[" in shown(wrong_result(), color="always")


@pytest.mark.parametrize(
    ("environ", "colored"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False)]
)
def test_environment_variables_decide_on_colour(monkeypatch, environ, colored):
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in shown(wrong_result(), color="auto")) is colored


def test_a_result_prints_itself():
    assert str(wrong_result()) == plain(wrong_result())
    assert "表三 （一）予以公开 / 商业企业 2 → 3" in str(wrong_result())


def test_rich_prints_a_result():
    printer = Printer(io.StringIO(), "never", 100)
    assert "商业企业 2 → 3" in printer.text(wrong_result())


# --- several files ---------------------------------------------------------------------------


def test_one_file_is_shown_in_full():
    out, err = run([make_result()])
    assert out == shown(make_result())
    assert err == ""


def test_one_file_and_skipped_ones_are_a_table():
    out, _ = run([make_result(), Skipped("letter.txt", "not-a-report")])
    assert "已跳过 1 个（不是年度报告）：letter.txt" in out
    assert "共 2 个文件，一致 1，已跳过 1" in out


def test_several_files_are_a_table_with_the_worst_first():
    items = [
        make_result(source="good.txt"),
        make_result(source="warned.txt", findings=[finding(severity="warning")], score=98),
        make_result(source="blank.txt", verdict="unverifiable", score=None),
        wrong_result(source="wrong.txt"),
        make_result(source="worse.txt", findings=[finding()], score=40),
        Failure("broken.docx", "damaged", Text("文件已损坏", "damaged")),
    ]
    out, err = run(items)
    order = [
        name
        for line in out.splitlines()
        for name in line.split()
        if name.endswith((".txt", ".docx"))
    ]
    assert order == [
        "broken.docx", "worse.txt", "wrong.txt", "blank.txt", "warned.txt", "good.txt",
    ]  # fmt: skip
    assert "→ 表三 （一）予以公开 / 商业企业 2 → 3" in out
    assert "→ 文件已损坏" in out
    assert "共 6 个文件，一致 2，不一致 2，无法核验 1，无法读取 1" in out
    assert err == ""


def test_several_files_are_shown_in_full_when_asked():
    out, _ = run([make_result(), wrong_result(source="wrong.txt")], verbose=True)
    assert out.count(TITLE) == 2
    assert "改这一格" in out
    assert "共 2 个文件" in out


def test_the_only_file_that_cannot_be_read_is_one_line_on_standard_error():
    out, err = run([Failure("broken.docx", "damaged", Text("文件已损坏", "damaged"))])
    assert out == ""
    assert err == "× 无法读取 broken.docx: 文件已损坏\n"


def test_no_file_at_all_is_said():
    out, err = run([])
    assert out == ""
    assert "没有找到可以检查的文件" in err


def test_quiet_names_only_what_is_wrong_a_line_each():
    items = [
        make_result(source="good.txt"),
        wrong_result(source="wrong.txt"),
        Skipped("letter.txt", "not-a-report"),
        Failure("broken.docx", "damaged", Text("文件已损坏", "damaged")),
    ]
    out, err = run(items, quiet=True)
    assert out == "× 不一致 wrong.txt 90 表三 （一）予以公开 / 商业企业 2 → 3\n"
    assert err == "× 无法读取 broken.docx: 文件已损坏\n"


def test_file_names_are_made_safe():
    names = "a\x1b[31m[b]\n\udcff.txt"
    items = [
        make_result(source=names),
        Skipped(names, "not-a-report"),
        Failure(names, "damaged", Text("坏", "bad")),
    ]
    for settings in ({}, {"quiet": True}, {"verbose": True}):
        out, err = run(items, **settings)
        assert safe(out) == out
        assert safe(err) == err
        assert "a[b] ?.txt" in out + err


def test_the_readings_of_the_prose_are_told_when_asked():
    result = make_result()
    claim = Claim(
        "reconsideration", 3, "行政复议3件。", 4, 5,
        reading="reconsideration.cases.total - reconsideration.cases.pending",
    )  # fmt: skip
    result.report.__dict__["claims"] = (claim,)
    assert "行政复议 3 = 表四 行政复议 / 总计－表四 行政复议 / 尚未审结" in shown(
        result, verbose=True
    )
    assert "尚未审结" not in shown(result)
