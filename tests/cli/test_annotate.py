"""Marked copies written by the command line: where, for which files, and what is said."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from email.message import EmailMessage

import pytest

from govreport.output.folder import RECORD
from tests.generator import FileStyle, blocks, random_truth
from tests.generator.files import written
from tests.generator.render import HtmlStyle, TabStyle
from tests.output.annotate.marked import laid_out
from tests.writers import docx

CONSISTENT = docx.written(blocks(random_truth(3)))


def page(seed=7):
    return written(laid_out(seed), FileStyle("html", HtmlStyle()))


@pytest.fixture
def reports(tmp_path):
    """A folder with reports of several formats."""
    folder = tmp_path / "报送"
    for name, data in {
        "教育局/年报.docx": docx.written(laid_out(7)),
        "水务局/年报.docx": docx.written(laid_out(11)),
        "水务局/一致.docx": CONSISTENT,
        "网页.html": page(),
        "文本.txt": written(laid_out(7), FileStyle("tabs", TabStyle())),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with zipfile.ZipFile(folder / "补报.zip", "w") as archive:
        archive.writestr("民政局/年报.docx", docx.written(laid_out(11)))
        archive.writestr("年报.docx", docx.written(laid_out(7)))
    return folder


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_copies_lie_as_the_originals_do(process, reports, tmp_path, jobs):
    before = digests(reports)
    done = process("check", reports, "--annotate", tmp_path / "标注", "-j", jobs)
    assert done.status == 1
    assert digests(reports) == before
    assert list(digests(tmp_path / "标注")) == [
        "教育局/年报.docx", "水务局/年报.docx", "网页.html", "补报/年报.docx", "补报/民政局/年报.docx",
    ]  # fmt: skip
    assert f"已写入 5 份标注副本：{tmp_path / '标注'}" in done.out
    assert f"{reports / '文本.txt'} 有问题，但 text 格式不能标注" in done.out
    assert done.err == ""


def test_results_from_the_cache_are_marked_all_the_same(process, reports, tmp_path):
    arguments = ("check", reports, "--annotate")
    process(*arguments, tmp_path / "一")
    process(*arguments, tmp_path / "二")
    assert digests(tmp_path / "一") == digests(tmp_path / "二")


def test_copies_in_the_folder_of_the_reports_are_not_checked_again(process, reports):
    for _ in range(2):
        done = process("check", reports, "--annotate", reports / "标注")
        assert "共 7 个文件" in done.out
        assert len(digests(reports / "标注")) == 5


def test_a_report_that_was_mended_keeps_no_marked_copy(govreport, tmp_path):
    path = tmp_path / "年报.docx"
    path.write_bytes(docx.written(laid_out()))
    assert govreport("check", path, "--annotate", tmp_path / "标注").status == 1
    path.write_bytes(CONSISTENT)
    done = govreport("check", path, "--annotate", tmp_path / "标注")
    assert done.status == 0
    assert digests(tmp_path / "标注") == {}
    assert "没有需要标注的内容" in done.out
    assert "移去 1 份以前的副本" in done.out


def test_nothing_of_the_users_is_written_over(govreport, tmp_path):
    path = tmp_path / "年报.docx"
    path.write_bytes(docx.written(laid_out()))
    before = path.read_bytes()
    done = govreport("check", path, "--annotate", tmp_path)
    assert done.status == 2
    assert path.read_bytes() == before
    assert done.err.count("\n") == 1
    assert "已存在" in done.err


@pytest.mark.parametrize("place", ["年报.docx", "年报.docx/标注"])
def test_a_folder_that_cannot_be_made_is_said(govreport, tmp_path, place):
    (tmp_path / "年报.docx").write_bytes(CONSISTENT)
    done = govreport("check", tmp_path / "年报.docx", "--annotate", tmp_path / place)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_what_is_for_programs_has_no_other_words(govreport, tmp_path):
    path = tmp_path / "年报.docx"
    path.write_bytes(docx.written(laid_out()))
    done = govreport("check", path, "--annotate", tmp_path / "标注", "--format", "json")
    assert done.out.startswith("{")
    assert done.out.endswith("}\n")
    assert "标注副本" in done.err
    quiet = govreport("check", path, "--annotate", tmp_path / "标注", "-q")
    assert "标注副本" not in quiet.out + quiet.err


def test_standard_input_is_not_marked(process, tmp_path):
    done = process("check", "-", "--annotate", tmp_path / "标注", stdin=page())
    assert done.status == 1
    assert "没有可以标注的文件" in done.out


def test_each_page_of_word_in_one_file_is_said_not_to_be_marked(process, tmp_path):
    """A web archive (.mht) is read, but not marked."""
    message = EmailMessage()
    message.set_content(page().decode("utf-8"), subtype="html")
    (tmp_path / "年报.mht").write_bytes(message.as_bytes())
    done = process("check", tmp_path / "年报.mht", "--annotate", tmp_path / "标注")
    assert done.status == 1
    assert f"{tmp_path / '年报.mht'} 有问题，但 mht 格式不能标注" in done.out


def test_files_that_cannot_be_marked_are_named_as_long_as_they_are_few(process, tmp_path):
    text = written(laid_out(7), FileStyle("tabs", TabStyle()))
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_bytes(text)
    done = process("check", tmp_path, "--annotate", tmp_path / "标注")
    assert done.out.count("但 text 格式不能标注") == 10
    assert "另有 2 个有问题的文件格式不能标注（text 2）" in done.out


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "年报.docx 有数字签名：标注改动了内容，副本中的签名因此失效"),
     ("en", "年报.docx has a digital signature: marks change what was signed")],
)  # fmt: skip
def test_a_signature_that_marks_break_is_said(process, tmp_path, lang, told):
    path = tmp_path / "年报.docx"
    path.write_bytes(docx.written(laid_out(7)))
    unsigned = process("check", path, "--annotate", tmp_path / "标注", "--lang", lang)
    assert told not in unsigned.out
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
        archive.writestr("_xmlsignatures/sig1.xml", b"<Signature/>")
    signed = process("check", path, "--annotate", tmp_path / "标注 2", "--lang", lang)
    assert signed.out.count(told) == 1
    assert zipfile.ZipFile(tmp_path / "标注 2" / "年报.docx").testzip() is None


def test_a_file_that_changes_meanwhile_is_said(govreport, tmp_path, monkeypatch):
    from govreport.output.annotate import copies

    path = tmp_path / "年报.docx"
    path.write_bytes(docx.written(laid_out(7)))
    monkeypatch.setattr(copies, "content_of", lambda *_: docx.written(laid_out(11)))
    done = govreport("check", path, "--annotate", tmp_path / "标注")
    assert done.status == 2
    assert "在检查后有改动，未标注" in done.err


def test_a_fault_of_ours_costs_one_copy(govreport, tmp_path, monkeypatch):
    from govreport.output.annotate import copies

    for name in ("a", "b"):
        (tmp_path / f"{name}.docx").write_bytes(docx.written(laid_out(7)))

    def broken(source, *_):
        if source.endswith("a.docx"):
            raise RuntimeError("boom")
        return docx.written(laid_out(7))

    monkeypatch.setattr(copies, "content_of", broken)
    done = govreport("check", tmp_path, "--annotate", tmp_path / "标注", "--no-cache")
    assert done.status == 2
    assert list(digests(tmp_path / "标注")) == ["b.docx"]
    assert "boom" in done.err


def test_two_files_of_one_name_in_an_archive(govreport, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/年报.docx", docx.written(laid_out(7)))
        archive.writestr("x\\年报.docx", docx.written(laid_out(11)))
    govreport("check", tmp_path / "a.zip", "--annotate", tmp_path / "标注")
    assert len(digests(tmp_path / "标注")) == 2


def test_the_language_of_the_comments(govreport, tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(page())
    done = govreport("check", path, "--annotate", tmp_path / "marked", "--lang", "en")
    assert "1 marked copies written" in done.out or "1 marked copy written" in done.out
    assert "Should be" in (tmp_path / "marked" / "report.html").read_text("utf-8")
    shutil.rmtree(tmp_path / "marked")
