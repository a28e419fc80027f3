"""A comparison in files: every format holds what was found over several reports."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
from sarif_pydantic import Sarif as SarifModel

from govreport.checker.compare import Comparison, Member
from govreport.output.files.github import GithubOutput
from govreport.output.files.registry import SUFFIXES, open_comparison
from govreport.output.items import Failure
from govreport.output.json import schema
from govreport.output.target import OutputError
from govreport.parser.report import Report
from govreport.text import Language, Text
from tests.checker.compare.test_rollup import PARENT, added, city, run

SOFFICE = shutil.which("soffice")
BROKEN = Failure("broken.docx", "damaged", Text("文件已损坏，请重新取得", "damaged; get it again"))


def write(path: Path, comparison: Comparison, language: Language = "zh") -> None:
    with open_comparison(str(path), language) as output:
        if output.whole:
            for result in comparison.results:
                output.add(result)
        output.add(BROKEN)
        output.conclude(comparison)
        output.close()


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    units, parent = city(3, 6)
    return run(units, added(parent, units[2], -1))


@pytest.fixture(scope="module")
def written(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    for suffix in SUFFIXES:
        write(folder / f"out{suffix}", comparison)
    return folder


def test_json(written: Path, comparison: Comparison) -> None:
    data = json.loads((written / "out.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads(schema()))
    assert [f["rule"] for f in data["findings"]] == [f.rule for f in comparison.issues]
    assert data["findings"][0]["source"] == f"{PARENT}.txt"
    assert len(data["repairs"]) == 1
    assert data["repairs"][0]["changes"][0]["cell"].startswith(f"{PARENT}@2024:")
    assert len(data["reports"]) == 7
    (rollup,) = data["comparison"]["rollups"]
    assert rollup["sums"]["requests"]["new"]["total"] == comparison.rollups[0].sums[
        "requests.new.total"
    ]  # fmt: skip


def test_json_lines(written: Path, comparison: Comparison) -> None:
    lines = [json.loads(line) for line in (written / "out.jsonl").read_text("utf-8").splitlines()]
    kinds = [line["type"] for line in lines]
    assert kinds.count("finding") == len(comparison.issues)
    assert kinds.count("repair") == len(comparison.repairs)
    assert kinds[-2:] == ["comparison", "summary"]


def test_csv(written: Path, comparison: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO((written / "out.csv").read_text("utf-8-sig"))))
    assert [row["verdict"] for row in rows].count("failed") == 1
    found = [row for row in rows if row["id"]]
    assert [row["rule"] for row in found] == [f.rule for f in comparison.issues]
    assert found[0]["body"] == PARENT
    assert found[0]["year"] == "2024"
    assert f"{PARENT} 2024 表" in found[0]["repair"]


def test_sarif(written: Path, comparison: Comparison) -> None:
    text = (written / "out.sarif").read_text("utf-8")
    (one,) = SarifModel.model_validate_json(text).runs
    assert one.results is not None
    assert [r.rule_id for r in one.results] == [f.rule for f in comparison.issues]


def test_junit(written: Path) -> None:
    (first, last) = ElementTree.parse(written / "out.xml").getroot()
    assert first.get("name") == "broken.docx"
    cases = {case.get("name", "")[:6]: [child.tag for child in case] for case in last}
    assert cases["SUM001"] == ["failure"]
    assert cases["SUM002"] == []
    assert cases["YRS001"] == ["skipped"]


def test_markdown(written: Path) -> None:
    text = (written / "out.md").read_text("utf-8")
    assert text.index("## 分组") < text.index("## 各报告之间的矛盾")
    assert "疑漏计" in text
    assert "broken.docx" in text


def test_github(comparison: Comparison) -> None:
    printed = io.StringIO()
    output = GithubOutput(printed, "zh")
    output.conclude(comparison)
    assert printed.getvalue().startswith(f"::error file={PARENT}.txt,line=")


def test_nothing_is_a_formula(tmp_path: Path) -> None:
    units, parent = city(3, 4)
    comparison = run(units, added(parent, units[2], -1))
    comparison.grouping.series[0].body = "=1+1"
    write(tmp_path / "x.xlsx", comparison)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert "=1+1" in [cell.value for cell in book["分组"]["A"] if cell.data_type == "s"]


# --- the sums -------------------------------------------------------------------------------


def test_the_sum_is_a_formula_over_the_sheets_of_the_bodies(
    written: Path, comparison: Comparison
) -> None:
    formulas = openpyxl.load_workbook(written / "out.xlsx")
    values = openpyxl.load_workbook(written / "out.xlsx", data_only=True)
    (rollup,) = comparison.rollups
    at = formulas.sheetnames.index("汇总 2024")
    units = formulas.sheetnames[at + 1 :]
    assert len(units) == len(rollup.units)
    seen = 0
    for row in formulas["汇总 2024"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=SUM"):
                added_up = sum(values[unit][cell.coordinate].value or 0 for unit in units)
                assert values["汇总 2024"][cell.coordinate].value == pytest.approx(added_up)
                seen += 1
    assert seen == len(rollup.sums)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_spreadsheet_computes_the_same(
    written: Path, comparison: Comparison, tmp_path: Path
) -> None:
    """LibreOffice computes every formula: the copy that it is given has no values beside them."""
    bare = tmp_path / "bare.xlsx"
    openpyxl.load_workbook(written / "out.xlsx").save(bare)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "ods", "--outdir", str(tmp_path), str(bare)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "computed"), str(tmp_path / "bare.ods")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    computed = openpyxl.load_workbook(tmp_path / "computed" / "bare.xlsx", data_only=True)[
        "汇总 2024"
    ]
    written_there = openpyxl.load_workbook(written / "out.xlsx", data_only=True)["汇总 2024"]
    formulas = openpyxl.load_workbook(written / "out.xlsx")["汇总 2024"]
    cells = [
        cell
        for row in formulas.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert len(cells) == len(comparison.rollups[0].sums) + 7
    for cell in cells:
        shown = computed[cell.coordinate].value
        assert shown == pytest.approx(written_there[cell.coordinate].value)


def test_a_draft_without_the_report_of_the_parent(tmp_path: Path) -> None:
    units, _ = city(4, 3)
    draft = run(units, None)
    path = tmp_path / "x.xlsx"
    write(path, draft)
    sheet = openpyxl.load_workbook(path, data_only=True)["汇总 2024"]
    (rollup,) = draft.rollups
    last = [cell.value for cell in list(sheet.iter_rows())[-1]]
    assert last[1:8] == [
        rollup.sums[f"requests.carried_out.{column.id}"]
        for column in rollup.form.table["requests"].columns
    ]


def test_what_the_sum_lacks_is_said_above_it(tmp_path: Path) -> None:
    units, _ = city(4, 3)

    def change(report: Report) -> None:
        if report.organization == units[1].body:
            del report.tables["requests"]

    write(tmp_path / "x.xlsx", run(units, None, change=change))
    told = openpyxl.load_workbook(tmp_path / "x.xlsx")["汇总 2024"]["A2"].value
    assert told == f"有空白或没有读准的格，汇总中缺这些数字：{units[1].body}"


def test_sheets_of_several_parents_bear_their_names(tmp_path: Path) -> None:
    units, _ = city(4, 4)
    members = [Member(unit.body, f"{'甲乙'[n % 2]}县人民政府") for n, unit in enumerate(units)]
    write(tmp_path / "x.xlsx", run(units, None, members=members))
    names = openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames
    assert [name for name in names if name.startswith("汇总")] == [
        "汇总 2024", "汇总 2024 (2) 乙县人民政府",
    ]  # fmt: skip


def test_own_files_are_replaced_and_anothers_are_not(
    comparison: Comparison, tmp_path: Path
) -> None:
    for suffix in SUFFIXES:
        path = tmp_path / f"x{suffix}"
        write(path, comparison)
        write(path, comparison)
        path.write_bytes(b"mine")
        with pytest.raises(OutputError):
            write(path, comparison)
        assert path.read_bytes() == b"mine"


def test_an_unknown_suffix(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write(tmp_path / "x.docx", comparison)
    assert ".xlsx" in caught.value.message.zh
