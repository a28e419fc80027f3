"""A file is written whole or not at all, and nobody else's is written over."""

from __future__ import annotations

import pytest

from govreport.output.target import OutputError, target

BEGINS = ("source,body\n",)


def write(path, text=f"{BEGINS[0]}x,y\n", encoding="utf-8-sig"):
    """Write ``text`` as the program does."""
    with target(str(path), BEGINS, encoding) as file:
        file.write(text)


def interrupted(path):
    """Begin to write, and be stopped."""
    with target(str(path), BEGINS, "utf-8-sig") as file:
        file.write("half")
        raise KeyboardInterrupt


def test_a_file_is_written_with_the_mark_that_excel_looks_for(tmp_path):
    write(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,body\n")


def test_our_own_earlier_output_is_replaced(tmp_path):
    write(tmp_path / "a.csv")
    write(tmp_path / "a.csv", f"{BEGINS[0]}new\n")
    assert "new" in (tmp_path / "a.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("content", [b"my own figures\n", b"\xff\xfe\x00", b"source"])
def test_another_file_is_left_as_it_is(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(OutputError, match="was not written by this program"):
        write(path)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "none" / "a.csv")


def test_a_folder_is_not_written_over(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError):
        write(tmp_path / "a.csv")


def test_nothing_is_left_of_what_was_not_finished(tmp_path):
    write(tmp_path / "a.csv")
    before = (tmp_path / "a.csv").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]
