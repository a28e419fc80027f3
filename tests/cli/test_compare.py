"""``govreport compare`` from the command line."""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest

from govreport.output.json import schema
from tests.generator import random_truth, write

ROLLUP = ("samples/rollup", "--bodies", "samples/rollup/bodies.csv")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["samples/compare"], 1),
        (["samples/compare", "--fail-on", "never"], 0),
        (["samples/compare", "--ignore", "YRS"], 0),
        (["samples/compare", "--select", "YRS004"], 0),
        (["samples/compare", "--select", "YRS004", "--fail-on", "warning"], 1),
        ([*ROLLUP], 1),
        ([*ROLLUP, "--select", "SUM002"], 0),
        (["samples/consistent.txt"], 0),
        (["samples/none.txt"], 2),
        (["samples/compare", "--bodies", "samples/none.csv"], 2),
    ],
)
@pytest.mark.parametrize("format", ["text", "json", "jsonl", "github"])
def test_exit_status(govreport, arguments, status, format):
    assert govreport("compare", *arguments, "--format", format).status == status


def test_the_grouping_is_shown_first(govreport):
    lines = govreport("compare", "samples/compare").out.splitlines()
    assert lines[0] == "分组（请先核对）"
    assert lines[1].strip() == "某某市水务局：2022、2023"


def test_the_rollup_sample(govreport):
    out = govreport("compare", *ROLLUP).out
    assert "差额等于清水镇人民政府的全部数字，疑漏计该机关" in out
    assert "行政处罚 / 本年处理决定数量为 91" in out
    assert "正文称“县水务局”21 件，某某县水务局的报告为 12 件" in out
    assert "不是年度报告" not in out  # the mapping lies in the folder, and is none


def test_json_follows_the_schema(govreport):
    data = json.loads(govreport("compare", *ROLLUP, "--format", "json").out)
    jsonschema.validate(data, json.loads(schema()))
    assert {f["rule"] for f in data["findings"]} == {"SUM001", "SUM003"}
    assert len(data["reports"]) == 4
    assert data["comparison"]["rollups"][0]["missing"] == []


def test_quiet_names_the_errors_a_line_each(govreport):
    lines = govreport("compare", "samples/compare", "-q").out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("× 错误 YRS001")


def test_a_single_report_has_nothing_to_be_compared_with(govreport):
    out = govreport("compare", "samples/consistent.txt").out
    assert "无法核验" in out
    assert "没有可以互相比较的报告" in out


def test_a_fault_of_the_mapping_is_one_line(govreport, tmp_path):
    path = tmp_path / "bodies.csv"
    path.write_text("body,parent\n甲,乙\n乙,甲\n", encoding="gbk")
    done = govreport("compare", "samples/rollup", "--bodies", path)
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "成环" in done.err


def test_an_accepted_finding_stays_accepted(govreport, tmp_path):
    shutil.copytree("samples/compare", tmp_path / "in")
    (tmp_path / "in" / "govreport.toml").write_text(
        '[[accept]]\nbody = ""\nyear = 0\nrule = "YRS001"\n'
        'cell = "某某市水务局@2023:requests.carried_in.total"\nprinted = "2"\nreason = "合并"\n',
        encoding="utf-8",
    )
    done = govreport("compare", tmp_path / "in")
    assert done.status == 0
    assert "YRS001" not in done.out
    assert "YRS001" in govreport("compare", tmp_path / "in", "-v").out


def test_an_unreadable_file_hides_nothing(govreport, tmp_path):
    shutil.copytree("samples/compare", tmp_path / "in")
    (tmp_path / "in" / "broken.docx").write_bytes(b"PK\x03\x04broken")
    done = govreport("compare", tmp_path / "in")
    assert done.status == 2
    assert "YRS001" in done.out
    assert "broken.docx" in done.err


def test_versions_in_two_files(govreport, tmp_path):
    truth = random_truth(5)
    write(tmp_path, truth, name="a")
    other = (truth.cells["requests.new.natural_person"] or 0) + 1
    write(tmp_path, truth.with_cells({"requests.new.natural_person": other}), name="b", told=truth)
    out = govreport("compare", tmp_path).out
    assert "YRS006" in out
    assert "有 1 格不同" in out
    assert f"{truth.year} 年度 2 份" in out


def test_english_has_no_chinese_marks_around_its_words(govreport):
    out = govreport("compare", *ROLLUP, "--lang", "en").out
    assert "; difference +67" in out
    assert "（samples" not in out
    assert "某某县人民政府: 2024" in out
