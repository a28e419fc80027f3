"""Settings files and --set."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport.settings import (
    Settings,
    SettingsError,
    find_settings,
    load_settings,
    override,
    settings_for,
)

GOOD = """fail_on = "warning"
jobs = 2
ignore = ["PLA002"]

[limits]
pages = 20

[score]
error = 5

[[accept]]
body = "某某市人民政府"
year = 2024
rule = "REQ001"
cell = "requests.new.total"
printed = "12"
reason = "已说明"
"""


def write(folder: Path, text: str, name: str = "govreport.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_of_setting(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, GOOD))
    assert settings.fail_on == "warning"
    assert settings.jobs == 2
    assert settings.limits.pages == 20
    assert settings.limits.cells == Settings().limits.cells
    assert settings.score.error == 5
    assert settings.accept[0].reason == "已说明"


def test_found_upwards_from_the_input(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    inner = tmp_path / "2024" / "局"
    inner.mkdir(parents=True)
    assert find_settings(inner) == path
    assert settings_for([str(inner / "a.docx")]).jobs == 2


def test_a_table_in_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "[project]\nname = 'other'\n", "pyproject.toml")
    assert find_settings(tmp_path) in (None, find_settings(tmp_path.parent))
    write(tmp_path, "[tool.govreport]\njobs = 3\n", "pyproject.toml")
    assert settings_for([str(tmp_path)]).jobs == 3


FAULTS = [
    ("unknown key", "fail_on", "fail_no", 1, "fail_on"),
    ("unknown limit", "pages", "page", 6, "pages"),
    ("wrong type", "jobs = 2", 'jobs = "two"', 2, "jobs"),
    ("negative", "pages = 20", "pages = -1", 6, "pages"),
    ("wrong choice", '"warning"', '"sometimes"', 1, "fail_on"),
    ("no reason", 'reason = "已说明"\n', "", 11, "reason"),
    ("empty reason", "已说明", " ", 17, "理由"),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "word"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, word: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(write(tmp_path, GOOD.replace(old, new)))
    assert word in caught.value.message.zh
    assert caught.value.line == line


def test_set_takes_any_setting() -> None:
    settings = override(
        Settings(),
        [
            "limits.pages=7",
            "cache=false",
            "time_limit=2.5",
            "cache_dir=/somewhere",
            "score.warning=0",
            "notice.issuer=某某市政务公开办公室",
            "notice.deadline=2026年1月20日",
        ],
    )
    assert settings.limits.pages == 7
    assert settings.cache is False
    assert settings.time_limit == 2.5
    assert settings.cache_dir == "/somewhere"
    assert settings.score.warning == 0
    assert settings.notice.issuer == "某某市政务公开办公室"
    assert settings.notice.deadline == "2026年1月20日"


@pytest.mark.parametrize(
    "pair", ["limits.page=7", "pages", "jobs=many", "jobs=true", "notice.date=7"]
)
def test_set_names_what_is_wrong(pair: str) -> None:
    with pytest.raises(SettingsError) as caught:
        override(Settings(), [pair])
    assert pair in caught.value.message.zh


def test_a_template_is_found_from_the_file_that_names_it(tmp_path: Path) -> None:
    path = write(tmp_path, '[notice]\ntemplate = "模板.docx"\n')
    assert load_settings(path).notice.template == str(tmp_path / "模板.docx")
    settings = override(Settings(), ["notice.template=模板.docx"])
    assert settings.notice.template == "模板.docx"
