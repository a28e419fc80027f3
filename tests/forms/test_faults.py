"""A form file that is wrong: the line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.forms import FormError, load_file

GOOD = """id = "my"
name = { zh = "自定", en = "own" }
authority = "某办〔2026〕1号"
first_year = 2026
sections = [
  { id = "a", ordinal = "一", title = "甲" },
]

[[tables]]
id = "t"
title = "甲"
section = "a"
columns = [
  { id = "x", label = "子" },
  { id = "total", label = "总计" },
]
rows = [
  { id = "r", label = "行" },
]

[[tables.identities]]
rule = "OWN001"
each = "row"
plus = ["x"]
minus = ["total"]
"""

GOOD_ROW = '  { id = "r", label = "行" },'

FAULTS = [
    ("missing key", 'authority = "某办〔2026〕1号"\n', "", None, "authority"),
    ("unknown key", 'title = "甲"\nsection', 'titel = "甲"\nsection', 11, "titel"),
    ("wrong type", "first_year = 2026", 'first_year = "2026"', 4, "first_year"),
    ("unknown column", 'plus = ["x"]', 'plus = ["y"]', 24, "y"),
    ("unknown section", 'section = "a"', 'section = "b"', 12, "b"),
    ("unknown kind", 'label = "子" }', 'label = "子", kind = "money" }', 14, "money"),
    ("doubled row", GOOD_ROW, f"{GOOD_ROW}\n{GOOD_ROW}", 19, "r"),
    ("dotted row", 'id = "r"', 'id = "r.s"', 18, "r.s"),
    ("unknown direction", 'each = "row"', 'each = "cell"', 23, "each"),
    ("no TOML", 'minus = ["total"]', 'minus = ["total"', 25, "TOML"),
    ("empty side", 'minus = ["total"]', "minus = []", None, "minus"),
]  # fmt: skip


def test_a_form_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(GOOD, encoding="utf-8")
    form = load_file(path)
    assert form.id == "my"
    assert form.table["t"].identities[0].plus == ("t.r.x",)


@pytest.mark.parametrize(
    ("old", "new", "line", "word"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_the_wrong_line_is_named(
    tmp_path: Path, old: str, new: str, line: int | None, word: str
) -> None:
    assert old in GOOD
    path = tmp_path / "my.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(FormError) as caught:
        load_file(path)
    assert word in caught.value.message.zh
    assert "my.toml" in caught.value.message.en
    if line is not None:
        assert caught.value.line == line


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(FormError) as caught:
        load_file(tmp_path / "none.toml")
    assert "none.toml" in caught.value.message.zh
    assert "不存在" in caught.value.message.zh


def test_a_folder_is_no_form_file(tmp_path: Path) -> None:
    with pytest.raises(FormError) as caught:
        load_file(tmp_path)
    assert "文件夹" in caught.value.message.zh


def test_what_may_be_left_out_is_no_choice(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(GOOD.replace('label = "子"', 'label = "子", kind = "money"'), encoding="utf-8")
    with pytest.raises(FormError) as caught:
        load_file(path)
    assert "只能是 count、" in caught.value.message.zh


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes(GOOD.encode("gbk"))
    with pytest.raises(FormError) as caught:
        load_file(path)
    assert "UTF-8" in caught.value.message.zh
