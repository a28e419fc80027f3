"""Files written into a folder: each under a name of its own, never over one of the user's."""

from __future__ import annotations

import os
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.output.folder import RECORD, Folder, naming, own_files, safe_name
from govreport.output.target import OutputError


@pytest.fixture
def path(tmp_path):
    """The place of a folder that is not there yet, in one that is not there either."""
    return str(tmp_path / "结果" / "标注")


def content(folder):
    """The files of a folder by name, the record left out."""
    return {
        os.path.relpath(os.path.join(above, name), folder): open(
            os.path.join(above, name), "rb"
        ).read()
        for above, _, names in os.walk(folder)
        for name in names
        if name != RECORD
    }


def test_the_folder_is_made_and_files_are_written(path):
    folder = Folder(path)
    assert folder.put("教育局/年报.docx", b"a") == os.path.join(path, "教育局", "年报.docx")
    assert folder.put("年报.docx", b"b")
    assert content(path) == {os.path.join("教育局", "年报.docx"): b"a", "年报.docx": b"b"}
    assert len(folder.written) == 2
    assert folder.problems == []


@pytest.mark.parametrize("second", ["年报.docx", "年报.DOCX"])
def test_two_files_of_one_name_are_both_kept(path, second):
    folder = Folder(path)
    folder.put("年报.docx", b"a")
    folder.put(second, b"b")
    folder.put("年报.docx", b"c")
    assert sorted(content(path).values()) == [b"a", b"b", b"c"]
    assert "年报 (3).docx" in content(path)


def test_a_later_run_replaces_what_an_earlier_one_wrote(path):
    Folder(path).put("a.docx", b"old")
    Folder(path).put("a.docx", b"new")
    assert content(path) == {"a.docx": b"new"}


@pytest.mark.parametrize("mine", [b"mine", b""])
def test_a_file_of_the_users_is_left_as_it_is(path, mine):
    os.makedirs(path)
    with open(os.path.join(path, "a.docx"), "wb") as file:
        file.write(mine)
    folder = Folder(path)
    assert folder.put("a.docx", b"new") is None
    assert folder.put("b.docx", b"other")
    assert content(path) == {"a.docx": mine, "b.docx": b"other"}
    assert "is not as this program wrote it" in folder.problems[0].en


def test_a_file_changed_since_is_the_users(path):
    Folder(path).put("a.docx", b"ours")
    with open(os.path.join(path, "a.docx"), "wb") as file:
        file.write(b"corrected by hand")
    folder = Folder(path)
    assert folder.put("a.docx", b"new") is None
    assert not folder.withdraw("a.docx")
    assert content(path) == {"a.docx": b"corrected by hand"}


def test_the_same_content_is_no_obstacle(path):
    os.makedirs(path)
    with open(os.path.join(path, "a.docx"), "wb") as file:
        file.write(b"same")
    assert Folder(path).put("a.docx", b"same")


def test_what_is_no_longer_wanted_is_taken_away(path):
    Folder(path).put("a.docx", b"ours")
    folder = Folder(path)
    assert folder.withdraw("a.docx")
    assert not folder.withdraw("none.docx")
    assert content(path) == {}


def test_what_this_run_wrote_is_not_taken_away(path):
    folder = Folder(path)
    folder.put("a.docx", b"ours")
    assert not folder.withdraw("a.docx")


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "a").write_text("mine")
    with pytest.raises(OutputError, match="is a file, no folder"):
        Folder(str(tmp_path / "a"))
    with pytest.raises(OutputError, match="cannot be written"):
        Folder(str(tmp_path / "a" / "b"))


def test_a_file_in_the_place_of_a_folder_within_costs_that_file_only(path):
    folder = Folder(path)
    folder.put("a", b"1")
    assert folder.put("a/b.docx", b"2") is None
    assert folder.put("c.docx", b"3")
    assert len(folder.problems) == 1


def test_the_record_can_be_checked_by_others(path):
    folder = Folder(path)
    folder.put("年报.docx", b"a")
    folder.put("教育局/年报.docx", b"b")
    done = subprocess.run(["sha256sum", "-c", RECORD], cwd=path, capture_output=True, check=False)
    assert done.returncode == 0


def test_own_files_are_those_that_nobody_has_changed(path):
    folder = Folder(path)
    folder.put("a.docx", b"a")
    folder.put("b.docx", b"b")
    with open(os.path.join(path, "b.docx"), "ab") as file:
        file.write(b"!")
    assert own_files(path) == {os.path.join(path, "a.docx")}


def test_a_damaged_record_only_protects(path):
    Folder(path).put("a.docx", b"a")
    with open(os.path.join(path, RECORD), "wb") as file:
        file.write(b"\xff\x00garbage")
    folder = Folder(path)
    assert folder.put("a.docx", b"new") is None
    assert content(path) == {"a.docx": b"a"}


# ── names ───────────────────────────────────────────────────────────────────────────────────────


def names(*sources):
    """The names of the files for some sources."""
    name = naming(source.partition("!")[0] for source in sources)
    return [name(source) for source in sources]


@pytest.fixture
def inputs(tmp_path, monkeypatch):
    """A folder with reports, which is the current one."""
    for name in ("a/年报.docx", "b/年报.docx", "b/c/年报.docx", "报送.zip", "a/奇怪!名.docx"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    monkeypatch.chdir(tmp_path / "in")


@pytest.mark.usefixtures("inputs")
def test_names_are_those_of_the_sources():
    assert names("a/年报.docx") == ["年报.docx"]
    assert names("a/年报.docx", "b/年报.docx") == ["a/年报.docx", "b/年报.docx"]
    assert names("b/年报.docx", "b/c/年报.docx") == ["年报.docx", "c/年报.docx"]
    assert names("../in/a/年报.docx", os.path.abspath("b/年报.docx")) == [
        "a/年报.docx",
        "b/年报.docx",
    ]
    assert names("a/奇怪!名.docx") == ["奇怪!名.docx"]


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("教育局/年报.docx", "报送/教育局/年报.docx"),
        ("内.zip!年报.docx", "报送/内.zip/年报.docx"),
        ("../../etc/年报.docx", "报送/etc/年报.docx"),
        ("/etc/年报.docx", "报送/etc/年报.docx"),
        ("C:\\x\\年报.docx", "报送/C_/x/年报.docx"),
        ("con.docx", "报送/_con.docx"),
        ("a\x1b[31m.docx", "报送/a_[31m.docx"),
    ],
)
def test_a_file_of_an_archive_lies_in_a_folder_and_leads_nowhere_else(member, name):
    assert names(f"报送.zip!{member}") == [name]


@given(st.text(max_size=300))
def test_any_text_makes_a_name(text):
    name = safe_name(text)
    assert name.strip(". ")
    assert len(name.encode("utf-8", "replace")) <= 255
    assert not set(name) & set('/\\<>:"|?*\0\n')
    assert safe_name(name) == name


def test_a_long_name_keeps_its_suffix():
    assert safe_name("某" * 200 + ".docx").endswith("某.docx")
