"""Help texts speak both languages, and fit the terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

import govreport as package
from govreport.cli import options
from govreport.cli.app import build

COMMANDS = ["check", "extract", "rules", "info"]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def texts(group):
    """Every help text of the command line."""
    for command in (group, *group.commands.values()):
        yield command.help
        yield from (param.help for param in command.params)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_is_in_the_language_of_the_user(language):
    found = list(texts(build(language)))
    assert all(found)
    assert [text for text in found if bool(CHINESE.search(text)) != (language == "zh")] == []


def test_every_text_exists_in_both_languages():
    build("zh")
    assert all(text.zh and text.en for text in options.HELP.values())


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
@pytest.mark.parametrize(("lang", "usage"), [("zh", "用法：govreport"), ("en", "Usage: govreport")])
def test_help_pages(govreport, command, lang, usage):
    for flag in ("--help", "-h"):
        done = govreport(*command, flag, lang=lang)
        assert done.status == 0
        assert done.out.startswith(" ".join([usage, *command]))
        assert bool(CHINESE.search(done.out)) == (lang == "zh")


def test_the_option_decides_on_the_language_of_the_help(govreport):
    assert "Usage" in govreport("check", "--help", "--lang", "en").out
    assert "用法" in govreport("--lang", "zh", "--help", lang="en").out


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_help_pages_fit_the_terminal(process, width, lang):
    done = process("check", "--help", COLUMNS=str(width), LANG=lang)
    assert max(map(cell_len, done.out.splitlines())) <= width
    done.out.encode("gbk")


def test_the_version(govreport):
    assert govreport("--version").out == f"govreport {package.__version__}\n"
    assert govreport("--version").status == 0
