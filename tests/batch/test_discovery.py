"""What files a path stands for."""

from __future__ import annotations

import os
import sys

import pytest

from govreport.batch.discovery import Source, discover
from govreport.output.folder import Folder
from govreport.output.items import Failure

FILES = (
    "b.txt",
    "a.txt",
    "sub/c.html",
    "sub/deep/d.docx",
    "another/e.txt",
    ".hidden.txt",
    ".git/config",
    "~$a.docx",
    "sub/~$c.docx",
    "govreport.toml",
    "[1]年报.txt",
)


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A folder with files in it, which is the current one."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths):
    """The files found, with ``!`` before what the user named."""
    return [
        f"{'!' * source.named}{source.path}".replace(os.sep, "/")
        for source in discover(paths)
        if isinstance(source, Source)
    ]


def failed(*paths):
    """The failures found."""
    return [(item.source, item.error) for item in discover(paths) if isinstance(item, Failure)]


ALL = [
    "./[1]年报.txt", "./a.txt", "./b.txt", "./another/e.txt", "./sub/c.html", "./sub/deep/d.docx",
]  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.txt"], ["!a.txt"]),
        (["."], ALL),
        (["sub"], ["sub/c.html", "sub/deep/d.docx"]),
        (["*.txt"], ["[1]年报.txt", "a.txt", "b.txt"]),
        (["**/*.html"], ["sub/c.html"]),
        (["**/*.txt"], ["[1]年报.txt", "a.txt", "another/e.txt", "b.txt"]),
        (["sub/**"], ["sub/c.html", "sub/deep/d.docx"]),
        (["s*/**/d.*"], ["sub/deep/d.docx"]),
        (["**"], ALL),
        (["su*"], ["sub/c.html", "sub/deep/d.docx"]),
        (["sub/*.docx"], []),
        (["-"], ["!-"]),
        (["nothing.txt"], ["!nothing.txt"]),
        (["[1]年报.txt"], ["![1]年报.txt"]),
        (["b.txt", "a.txt"], ["!b.txt", "!a.txt"]),
        (["a.txt", "./a.txt", "*.txt"], ["!a.txt", "[1]年报.txt", "b.txt"]),
        (["~$a.docx"], ["!~$a.docx"]),
        ([], []),
    ],
)
@pytest.mark.usefixtures("tree")
def test_a_path_stands_for(paths, expected):
    assert found(*paths) == expected


@pytest.mark.usefixtures("tree")
def test_a_pattern_that_fits_nothing_is_an_error():
    assert failed("*.docx", "a.txt") == [("*.docx", "not-found")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_circle_of_links_ends(tree):
    (tree / "sub" / "round").symlink_to(tree)
    (tree / "sub" / "back").symlink_to(tree / "sub")
    assert found("sub") == ["sub/c.html", "sub/deep/d.docx"]
    assert found("sub/**/*.*") == ["sub/c.html", "sub/deep/d.docx"]
    assert found("sub/**") == ["sub/c.html", "sub/deep/d.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_what_is_no_file_is_not_read_from_a_folder(tree):
    os.mkfifo(tree / "sub" / "pipe.txt")
    assert found("sub", "sub/*") == ["sub/c.html", "sub/deep/d.docx"]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the super-user may open any folder"
)
def test_a_folder_that_cannot_be_opened_is_an_error(tree):
    (tree / "sub").chmod(0)
    try:
        assert failed("sub") == [("sub", "permission")]
    finally:
        (tree / "sub").chmod(0o700)


def test_what_the_program_wrote_below_is_left_out(tree):
    folder = Folder(str(tree / "sub" / "标注"))
    folder.put("a.txt", b"marked")
    folder.put("deep/d.docx", b"marked")
    assert not any("标注" in path for path in found("."))
    assert not any("标注" in path for path in found("sub/*"))
    assert not any("标注" in path for path in found("**/*"))


def test_what_the_program_wrote_is_found_where_it_is_named_or_changed(tree):
    folder = Folder(str(tree / "sub" / "标注"))
    folder.put("a.txt", b"marked")
    assert found("sub/标注") == ["sub/标注/a.txt"]
    assert found("sub/标注/*.txt") == ["sub/标注/a.txt"]
    assert found("sub/标注/a.txt") == ["!sub/标注/a.txt"]
    (tree / "sub" / "标注" / "a.txt").write_bytes(b"corrected")
    assert "sub/标注/a.txt" in found("sub")
