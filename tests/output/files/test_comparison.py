"""A comparison in files."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from govreport.checker.compare import Comparison
from govreport.output.files.comparison import write_comparison
from govreport.output.items import Compared
from govreport.output.target import OutputError
from tests.checker.compare.test_rollup import PARENT, added, city, run


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    units, parent = city(3, 6)
    return run(units, added(parent, units[2], -1))


def test_json(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_comparison(str(path), Compared(comparison), "zh")
    data = json.loads(path.read_text("utf-8"))
    assert [f["rule"] for f in data["findings"]] == [f.rule for f in comparison.issues]
    assert len(data["repairs"]) == 1
    assert data["repairs"][0]["changes"][0]["cell"].startswith(f"{PARENT}@2024:")
    assert len(data["reports"]) == 7


def test_the_sum_is_a_formula_over_the_sheets_of_the_bodies(
    comparison: Comparison, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    write_comparison(str(path), Compared(comparison), "zh")
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    (rollup,) = comparison.rollups
    assert len(formulas.sheetnames) == 3 + len(rollup.units)
    units = formulas.sheetnames[3:]
    total = values[formulas.sheetnames[2]]
    seen = 0
    for row in formulas[formulas.sheetnames[2]].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=SUM"):
                added_up = sum(values[unit][cell.coordinate].value or 0 for unit in units)
                assert total[cell.coordinate].value == pytest.approx(added_up)
                seen += 1
    assert seen == len(rollup.sums)


def test_a_draft_without_the_report_of_the_parent(tmp_path: Path) -> None:
    units, _ = city(4, 3)
    draft = run(units, None)
    path = tmp_path / "x.xlsx"
    write_comparison(str(path), Compared(draft), "zh")
    sheet = openpyxl.load_workbook(path, data_only=True)["汇总 2024"]
    (rollup,) = draft.rollups
    last = [cell.value for cell in list(sheet.iter_rows())[-1]]
    assert last[1:8] == [
        rollup.sums[f"requests.carried_out.{column.id}"]
        for column in rollup.form.table["requests"].columns
    ]


def test_own_workbook_is_replaced_and_anothers_is_not(
    comparison: Comparison, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    for _ in range(2):
        write_comparison(str(path), Compared(comparison), "zh")
    own = openpyxl.Workbook()
    own.save(path)
    with pytest.raises(OutputError):
        write_comparison(str(path), Compared(comparison), "zh")


def test_an_unknown_suffix(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_comparison(str(tmp_path / "x.docx"), Compared(comparison), "zh")
    assert ".xlsx" in caught.value.message.zh
