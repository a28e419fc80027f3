"""The mapping of bodies: read as Excel, WPS and people write it, and every fault in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.batch.bodies import BodiesError, check_files, read_bodies, remarks
from govreport.checker.compare import Member

ROWS = "body,parent,report\n某某市水务局,某某市,a/水务.docx\n某某市教育局,某某市,\n"
READ = (Member("某某市水务局", "某某市", "a/水务.docx"), Member("某某市教育局", "某某市", ""))


def mapping(folder: Path, data: bytes | str) -> str:
    path = folder / "bodies.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("gb18030"),
        ROWS.encode("utf-16"),
        ROWS.replace("\n", "\r\n").encode("gbk"),
        ROWS.replace(",", ";").encode(),
        ROWS.replace(",", "\t").encode("utf-16"),
        ROWS.replace("body,parent,report", "单位名称,上级机关,文件").encode(),
        ROWS.replace("body,parent,report", " Body , PARENT, Report ").encode(),
        ROWS.replace("某某市水务局", '"某某市水务局"').encode(),
        (ROWS + ",,\n\n").encode(),
        ROWS.partition("\n")[2].encode("utf-8-sig"),
    ],
)
def test_every_way_to_save_it(tmp_path: Path, data: bytes) -> None:
    assert read_bodies(mapping(tmp_path, data)).members == READ


def test_quoted_commas_stay_in_the_name(tmp_path: Path) -> None:
    bodies = read_bodies(mapping(tmp_path, 'body,report\n"甲,乙",x.txt\n'))
    assert bodies.members == (Member("甲,乙", "", "x.txt"),)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "第一行应为列名"),
        ("机构名称,归口\n某某市水务局,某某市\n", "第一行应为列名"),
        ("某某市水务局\n", "第一行应为列名"),
        ("body\n某某市水务局\n", "第一行应为列名"),
        ("body,parent\n", "没有机关"),
        ("body,parent\n某某市水务局,某某市\n,某某市\n", "第 3 行没有机关名称"),
        ('body,parent\n"某某市水务局,某某市\n', "不是有效的 CSV"),
        (
            "body,parent\n甲县水务局,甲县\n甲县水务局,甲县人民政府\n甲县水务局,乙县\n",
            "第 4 行：甲县水务局已在第 2 行归入甲县",
        ),
        (
            "body,parent,report\n水务局,甲县,x.txt\n水务局,乙县,x.txt\n",
            "第 3 行：文件 x.txt 已在第 2 行",
        ),
        ("body,parent\n甲县,甲县人民政府\n", "成环：甲县 → 甲县人民政府"),
        ("body,parent\n甲,乙\n乙,丙\n丙,甲\n", "成环：丙 → 甲 → 乙 → 丙"),
        ("body,report\n甲县,x.txt\n乙县,x.txt\n", "第 3 行：文件 x.txt 已在第 2 行写作甲县的报告"),
        (b"PK\x03\x04rest", "另存为 CSV"),
        (b"\xd0\xcf\x11\xe0rest", "另存为 CSV"),
    ],
)
def test_faults(tmp_path: Path, data: bytes | str, told: str) -> None:
    with pytest.raises(BodiesError) as caught:
        read_bodies(mapping(tmp_path, data))
    assert told in caught.value.message.zh
    assert "\n" not in caught.value.message.zh


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BodiesError) as caught:
        read_bodies(str(tmp_path / "none.csv"))
    assert "无法打开" in caught.value.message.zh


def test_a_name_that_fits_several_files(tmp_path: Path) -> None:
    bodies = read_bodies(mapping(tmp_path, "body,report\n甲县,2024.txt\n"))
    check_files(bodies, ["甲/2024.txt", "乙/2023.txt"])
    check_files(bodies, ["甲/2024.txt", "2024.txt"])
    with pytest.raises(BodiesError) as caught:
        check_files(bodies, ["甲/2024.txt", "乙/2024.txt"])
    assert "第 2 行的文件 2024.txt 与 2 个文件相符" in caught.value.message.zh


def test_what_leads_nowhere_is_said(tmp_path: Path) -> None:
    bodies = read_bodies(
        mapping(
            tmp_path,
            "body,parent,report\n某某市水务局,某某市人民政府,none.txt\n某某市教育局,某某市人民政俯,\n",
        )
    )
    told = [text.zh for text in remarks(bodies, ["a.txt"], ["某某市人民政府"])]
    assert told == [
        "机关对照表第 2 行的文件 none.txt 不在所比较的文件中",
        "机关对照表第 3 行的上级“某某市人民政俯”没有报告，对照表中也没有这个机关；是否指“某某市人民政府”？",
    ]


def test_bureaus_of_one_name_are_told_by_their_parents(tmp_path: Path) -> None:
    bodies = read_bodies(mapping(tmp_path, "财政局,甲县\n财政局,乙县\n教育局,乙县人民政府\n"))
    assert bodies.children("甲县人民政府") == ("甲县财政局",)
    assert bodies.children("乙县") == ("乙县财政局", "乙县教育局")


def test_a_body_that_is_nearly_called_as_a_report_is_asked_about(tmp_path: Path) -> None:
    bodies = read_bodies(mapping(tmp_path, "某某市财攻局,某某市\n某某市教育局,某某市\n"))
    told = remarks(bodies, ["a.txt", "b.txt"], ["某某市财政局", "某某市教育局", "某某市"])
    (remark,) = told
    assert "第 1 行" in remark.zh
    assert "是否指“某某市财政局”" in remark.zh
