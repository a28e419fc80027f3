"""``govreport check --notice``: what is written, what is said, and the exit status."""

from __future__ import annotations

import docx
import pytest

from tests.output.notice.reread import letters


@pytest.fixture
def folder(tmp_path):
    """A folder that is not there yet."""
    return tmp_path / "通知"


SAMPLES = {
    "one-wrong-cell.txt": "某某县自然资源局-2023-整改通知.docx",
    "several-mistakes.txt": "某某市交通运输局-2022-整改通知.docx",
    "prose-against-table.txt": "某某市水务局-2024-整改通知.docx",
    "blanks.md": "某某镇人民政府-2024-核实通知.docx",
    "consistent.txt": None,
    "form-2019.txt": None,
    "web-page.html": None,
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_letter_about_each_sample_with_something_to_say(govreport, folder, sample):
    done = govreport("check", f"samples/{sample}", "--notice", folder)
    written = [name for name in letters(folder) if name != "核对情况汇总.docx"]
    assert written == ([SAMPLES[sample]] if SAMPLES[sample] else [])
    assert f"已写入通知 {len(written)} 份" in done.out
    assert done.err == ""


def test_many_workers_write_what_one_does(govreport, tmp_path):
    for jobs in ("1", "2"):
        govreport("check", "samples", "--notice", tmp_path / jobs, "-j", jobs, "--no-cache")
    found = [
        {path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()} for jobs in "12"
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 6


def test_results_from_the_cache_give_the_same_letters(govreport, tmp_path, monkeypatch):
    monkeypatch.setenv("GOVREPORT_CACHE_DIR", str(tmp_path / "cache"))
    for name in "ab":
        govreport("check", "samples", "--notice", tmp_path / name)
    found = [{path.name: path.read_bytes() for path in (tmp_path / n).iterdir()} for n in "ab"]
    assert found[0] == found[1]


def test_quiet_and_json_say_nothing_of_it(govreport, folder):
    quiet = govreport("check", "samples/consistent.txt", "--notice", folder, "-q")
    assert (quiet.out, quiet.err) == ("", "")
    done = govreport("check", "samples/consistent.txt", "--notice", folder, "--format", "json")
    assert done.out.startswith("{")
    assert "已写入通知 0 份" in done.err


def test_letters_are_not_taken_for_reports(govreport, folder):
    govreport("check", "samples", "--notice", folder)
    done = govreport("check", folder, "--notice", folder)
    assert done.status == 0
    assert "已写入通知 0 份" in done.out
    assert len(letters(folder)) == 5


@pytest.mark.parametrize("key", ["notice.template", "notice.template=README.md"])
def test_a_template_that_cannot_be_used_is_one_line(govreport, folder, key):
    done = govreport("check", "samples", "--notice", folder, "--set", key)
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert not folder.exists()


def test_a_template_and_details_of_ones_own(govreport, folder, tmp_path):
    document = docx.Document()
    for text in ("某某市文件", "{{单位}}：", "{{问题}}", "{{发文机关}}"):
        document.add_paragraph(text)
    document.save(tmp_path / "模板.docx")
    (tmp_path / "govreport.toml").write_text(
        '[notice]\ntemplate = "模板.docx"\nissuer = "某某市政务公开办公室"\n', encoding="utf-8"
    )
    report = tmp_path / "年报.txt"
    with open("samples/one-wrong-cell.txt", encoding="utf-8") as sample:
        report.write_text(sample.read(), encoding="utf-8")
    assert govreport("check", report, "--notice", folder).status == 1
    letter = letters(folder)["某某县自然资源局-2023-整改通知.docx"]
    assert letter.paragraphs[:2] == ["某某市文件", "某某县自然资源局："]
    assert letter.paragraphs[-1] == "某某市政务公开办公室"
    again = govreport("check", tmp_path, "--notice", tmp_path / "通知", "--no-cache")
    assert again.status == 1


def test_a_letter_changed_by_hand_is_kept_and_said(govreport, folder):
    govreport("check", "samples/one-wrong-cell.txt", "--notice", folder)
    path = folder / "某某县自然资源局-2023-整改通知.docx"
    path.write_bytes(b"by hand")
    done = govreport(
        "check", "samples/one-wrong-cell.txt", "--notice", folder, "--set", "notice.issuer=甲"
    )
    assert done.status == 2
    assert path.read_bytes() == b"by hand"
    assert "未予覆盖" in done.err


def test_in_english(govreport, folder):
    done = govreport("check", "samples/one-wrong-cell.txt", "--notice", folder, lang="en")
    assert "1 notices written" in done.out
    assert list(letters(folder)) == ["overview.docx", "某某县自然资源局-2023-notice.docx"]
