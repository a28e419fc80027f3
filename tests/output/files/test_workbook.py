"""The workbook, read back by two other programs' readers."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from govreport.checker import check
from govreport.checker.model import Result
from govreport.output.files.links import link
from govreport.output.files.registry import open_output
from govreport.output.files.workbook import quick
from govreport.output.files.workbook import sheet as sheets
from govreport.output.files.workbook.writer import ResultsWorkbook
from govreport.output.items import Failure, Item, Skipped
from govreport.output.target import OutputError
from govreport.reading import ReadingError, read_document
from govreport.text import Language, Text
from tests.checker.reports import make_report

HOSTILE = '=HYPERLINK("http://x","y")\x1b[31m\u202e<a&b>\ufffe_x0041_'
CLEAN = '=HYPERLINK("http://x","y")<a&b>_x0041_'
MESSAGE = Text("文件已损坏，请重新取得", "the file is damaged; get it again")


def items(folder: Path) -> list[Item]:
    """Reports of every verdict, one with hostile text; a file skipped, another unreadable."""
    wrong = make_report(set={"requests.granted.natural_person": 21})
    wrong.source = str(folder / "甲 #1%.txt")
    Path(wrong.source).write_text("甲", encoding="utf-8")
    hostile = make_report(organization=HOSTILE, set={"reconsideration.cases.total": 9})
    hostile.source = HOSTILE
    hostile.tables["requests"].quantities["requests.new.total"].printed = HOSTILE
    blank = make_report(blank=["requests", "reconsideration", "litigation", "proactive"])
    blank.source = "blank.txt"
    clean = make_report(year=2023)
    clean.source = "clean.txt"
    return [
        *(check(report) for report in (clean, wrong, hostile, blank)),
        Skipped("letter.txt", "not-a-report"),
        Failure("broken.docx", "damaged", MESSAGE),
    ]


def write(path: Path, found: Sequence[Item], language: Language = "zh") -> None:
    with open_output(str(path), language) as output:
        for item in found:
            output.add(item)
        output.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write(tmp_path / "out.xlsx", items(tmp_path))
    return tmp_path / "out.xlsx"


def table(path: Path, name: str) -> list[dict[str, Any]]:
    """A sheet as calamine reads it."""
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh", ["汇总", "问题清单", "数据", "规则"]),
        ("en", ["overview", "findings", "data", "rules"]),
    ],
)
def test_sheets_are_in_the_users_language(
    tmp_path: Path, language: Language, names: list[str]
) -> None:
    write(tmp_path / "out.xlsx", items(tmp_path), language)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == names
    heads = "".join(str(cell.value) for sheet in book for cell in sheet[1])
    assert heads.isascii() == (language == "en")


def test_overview_is_worst_first(path: Path) -> None:
    rows = table(path, "汇总")
    assert [row["结果"] for row in rows] == [
        "× 无法读取", "× 不一致", "× 不一致", "? 无法核验", "√ 一致", "- 已跳过",
    ]  # fmt: skip
    wrong = next(row for row in rows if "甲" in row["文件"])
    assert (wrong["得分"], wrong["错误"], wrong["年度"]) == (90, 1, 2024)
    assert "21 → 12" in wrong["首要问题"]
    assert rows[0]["首要问题"] == MESSAGE.zh
    assert rows[-1]["首要问题"] == "不是政府信息公开工作年度报告"


def test_findings(path: Path) -> None:
    first, second, *_ = (row for row in table(path, "问题清单") if "甲" in row["文件"])
    assert (first["规则"], second["规则"]) == ("REQ001", "REQ002")
    assert first["表"] == "表三 收到和处理政府信息公开申请情况"
    assert (first["行"], first["列"]) == ("（一）予以公开", "总计")
    assert (first["印为"], first["应为"], first["相差"]) == (15, 24, -9)
    assert (second["行"], second["列"]) == ("（七）总计", "自然人")
    assert "21 → 12" in first["改正建议"]
    assert first["程度"] == "× 错误"
    assert first["所在位置"]


def test_data_are_numbers(path: Path) -> None:
    rows = {row["地址"]: row for row in table(path, "数据") if row["文件"] == "clean.txt"}
    assert rows["requests.new.total"]["数值"] == 24
    assert rows["requests.new.total"]["年度"] == 2023
    assert len(rows) == sum(len(t.quantities) for t in make_report().tables.values())


def test_rules(path: Path) -> None:
    rows = {row["规则"]: row for row in table(path, "规则")}
    assert rows["REQ001"]["程度"] == "× 错误"
    assert all(row["依据"] and row["内容"] for row in rows.values())


def test_text_is_text(path: Path) -> None:
    """No cell is a formula, no control character is left, and nothing else is lost."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert any(row["单位"] == CLEAN for row in table(path, "问题清单"))
    assert any(row["印为"] == CLEAN for row in table(path, "数据"))
    with ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_heads_stay_and_lists_are_filtered(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width >= 8


def test_a_link_leads_to_the_file(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["汇总"]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["甲%20%231%25.txt"]


@pytest.mark.parametrize("quickly", [True, False])
def test_what_a_sheet_cannot_link_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quickly: bool
) -> None:
    monkeypatch.setattr(sheets, "LINKS", 2)
    if not quickly:
        monkeypatch.setattr(quick, "_KNOWN", False)
    found = items(tmp_path)
    for at, item in enumerate(found):
        if isinstance(item, Result):
            path = tmp_path / f"{at}.txt"
            path.write_text("", "utf-8")
            item.report.source = str(path)
    write(tmp_path / "out.xlsx", found)
    page = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    (head,) = (cell for cell in page[1] if "文件" in str(cell.value))
    assert head.value == "文件（表格程序所限，仅前 2 个有链接）"
    column = [page.cell(row, head.column) for row in range(2, page.max_row + 1)]
    linked = [at for at, cell in enumerate(column) if cell.hyperlink]
    assert linked == [1, 2]  # the worst that were read; the first could not be
    assert [at for at, cell in enumerate(column) if cell.font.underline] == linked


def test_data_tell_where_a_figure_stands_in_the_users_language(tmp_path: Path) -> None:
    for language, word in (("zh", "第"), ("en", "line ")):
        write(tmp_path / "out.xlsx", items(tmp_path), language)
        page = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[2]
        at = [cell.value for cell in page[1]].index("所在位置" if language == "zh" else "where")
        told = {str(row[at]) for row in page.iter_rows(2, values_only=True) if row[at]}
        assert told
        assert all(text.startswith(word) for text in told)


@pytest.mark.parametrize("name", ["javascript:alert(1)", "a", "乙/丙.txt", "C:x"])
def test_a_link_is_always_relative(tmp_path: Path, name: str) -> None:
    file = tmp_path / "in" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    assert link(str(file), str(tmp_path / "in")).startswith("./")
    assert link(str(file), str(tmp_path / "out")).startswith("../in/")
    assert link(str(tmp_path / "gone"), str(tmp_path)) == ""


def add_comment(path: Path) -> None:
    """Change the workbook and save it, as its user would."""
    book = openpyxl.load_workbook(path)
    book["汇总"]["A1"] = "已通知"
    book.save(path)


def other_workbook(path: Path) -> None:
    openpyxl.Workbook().save(path)


def claimed_workbook(path: Path) -> None:
    """Somebody who calls himself as the program does."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "govreport"
    book.properties.created = datetime(2000, 1, 1)
    book.save(path)


def other_archive(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "mine")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


@pytest.mark.parametrize(
    "change", [add_comment, other_workbook, claimed_workbook, other_archive, cut_off]
)
def test_a_workbook_of_the_users_is_left_as_it_is(path: Path, change: Any) -> None:
    change(path)
    before = path.read_bytes()
    with pytest.raises(OutputError):
        write(path, [])
    assert path.read_bytes() == before


def test_our_own_workbook_is_replaced(path: Path) -> None:
    assert ResultsWorkbook.wrote(str(path))
    write(path, [])
    assert table(path, "汇总") == []


def test_our_own_workbook_is_no_report(path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read_document(str(path))
    assert caught.value.code == "own-output"


def test_a_list_that_is_too_long_goes_on_in_another_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS", 100)
    write(tmp_path / "out.xlsx", [check(make_report())])
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names == ["汇总", "问题清单", "数据", "数据 2", "数据 3", "规则"]
    rows = [row for name in names if "数据" in name for row in table(tmp_path / "out.xlsx", name)]
    assert len(rows) == sum(len(t.quantities) for t in make_report().tables.values())


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal("71910.1048"), 71910.1048), (10**15, str(10**15)), (-3, -3)],
)
def test_a_figure_is_not_rounded(tmp_path: Path, value: Any, written: Any) -> None:
    result = check(make_report(set={"proactive.fees.amount": value}))
    write(tmp_path / "out.xlsx", [result])
    rows = {row["地址"]: row["数值"] for row in table(tmp_path / "out.xlsx", "数据")}
    assert rows["proactive.fees.amount"] == written


def looks(sheet: Any) -> list[tuple[object, ...]]:
    return [
        (c.font.b, c.font.color.rgb if c.font.color else "", c.fill.fgColor.rgb, c.number_format,
         c.alignment.horizontal, c.alignment.wrap_text)
        for row in sheet
        for c in row
    ]  # fmt: skip


def test_rows_written_at_once_are_as_rows_written_cell_by_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = items(tmp_path)
    at_once, by_cell = tmp_path / "at-once.xlsx", tmp_path / "by-cell.xlsx"
    write(at_once, found)
    with monkeypatch.context() as patch:
        patch.setattr(sheets.quick, "can", lambda sheet: False)
        write(by_cell, found)
    books = [openpyxl.load_workbook(path) for path in (at_once, by_cell)]
    for one, other in zip(*books, strict=True):
        assert list(one.values) == list(other.values)
        assert looks(one) == looks(other)
        heights = [{n: d.height for n, d in s.row_dimensions.items()} for s in (one, other)]
        assert heights[0] == pytest.approx(heights[1], abs=1)


def test_rows_are_written_at_once_with_the_library_as_it_is(tmp_path: Path) -> None:
    """Should this fail with a new XlsxWriter, workbooks are right and take twice as long."""
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True})
    assert sheets.quick.can(book.add_worksheet())
    book.close()


@pytest.mark.parametrize("text", ["好" * 40_000, "\U00020000" * 20_000])
def test_a_long_text_is_cut(text: str) -> None:
    cut = sheets.clean(text)
    assert cut.endswith("…")
    assert len(cut.encode("utf-16-le")) // 2 in (32_766, 32_767)


def spools() -> Iterator[Path]:
    return Path(tempfile.gettempdir()).glob("govreport-*")


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    found = items(tmp_path)
    write(tmp_path / "out.xlsx", found)
    assert list(spools()) == []
    output = open_output(str(tmp_path / "out.xlsx"), "zh")
    output.add(found[0])
    assert list(spools())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        output.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
        del output
    assert list(spools()) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.slow
def test_an_office_program_opens_it(path: Path) -> None:
    import subprocess

    command = ["soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [*command, profile, "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert MESSAGE.zh in path.with_suffix(".csv").read_text("utf-8")
