"""Wrong usage is one clear line in the language of the user, and exit status 2."""

from __future__ import annotations

import pytest

from govreport.cli.errors import explain
from govreport.cli.language import decide

WRONG = [
    (["chek"], "错误：没有命令 chek，是否指 check",
     "error: there is no command chek (did you mean check"),
    (["check"], "错误：没有给出文件或文件夹",
     "error: no file or folder is given"),
    (["accept"], "错误：缺少参数 PATH...；用法见 govreport accept --help",
     "error: PATH... is missing; see govreport accept --help"),
    (["check", "--selct", "x"], "没有选项 --selct，是否指 ", "there is no option --selct"),
    (["check", "--colour", "x"], "没有选项 --colour，是否指 --color；用法见",
     "there is no option --colour (did you mean --color?); see"),
    (["check", "-x"], "没有选项 -x", "there is no option -x"),
    (["check", "a.txt", "--format"], "选项 --format 后缺少值", "option --format needs a value"),
    (["check", "a.txt", "--quiet=3"], "选项 --quiet 不带值", "option --quiet takes no value"),
    (["check", "a.txt", "--format", "xml"], "选项 --format 不能是“xml”，可以是：text, json",
     "--format cannot be “xml”; it takes: text, json"),
    (["check", "a.txt", "--color", "red"], "选项 --color 不能是“red”", "--color cannot be “red”"),
    (["check", "a.txt", "--fail-on", "note"], "选项 --fail-on 不能是", "--fail-on cannot be"),
    (["check", "a.txt", "--lang", "fr"], "选项 --lang 不能是“fr”", "--lang cannot be “fr”"),
    (["check", "a.txt", "--jobs", "two"], "选项 --jobs 不能是“two”", "--jobs cannot be “two”"),
    (["compare", "a.txt", "-j", "-2"], "选项 --jobs 不能是“-2”", "--jobs cannot be “-2”"),
    (["check", "a.txt", "--form", "2020"], "选项 --form 不能是“2020”，可以是：auto, 2021, 2019, 2014, FILE.toml",
     "--form cannot be “2020”"),
    (["check", "a.txt", "--form", "none.toml"], "none.toml", "none.toml"),
    (["check", "a.txt", "--select", "REQ001,NOPE"], "没有名为 NOPE 的规则", "there is no rule NOPE"),
    (["check", "a.txt", "--ignore", "nope"], "没有名为 nope 的规则", "there is no rule nope"),
    (["rules", "NOPE"], "没有名为 NOPE 的规则", "there is no rule NOPE"),
    (["rules", "REQ001", "REQ002"], "多余的参数 REQ002", "unexpected argument REQ002"),
    (["extract", "a.txt", "-o", "a.doc"], "文件名须以 .csv, .json, .xlsx, .parquet 结尾", "must end in .csv, .json"),
    (["check", "a.txt", "-o", "a.docx"], ".sarif", ".sarif"),
    (["check", "a.txt", "--set", "limits.page=1"], "是否指 pages", "did you mean pages"),
    (["check", "--files-from", "none.txt"], "无法打开文件清单 none.txt（文件或文件夹不存在）", "cannot be opened"),
    (["check", "a.txt", "--since", "none.json"], "（文件或文件夹不存在）", "cannot be read"),
    (["compare", "a.txt", "--bodies", "none.csv"], "无法打开机关对照表", "cannot be opened"),
    (["--nope"], "没有选项 --nope", "there is no option --nope"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "zh", "en"), WRONG)
def test_wrong_usage_is_one_line(govreport, arguments, zh, en):
    for lang, words in (("zh", zh), ("en", en)):
        done = govreport(*arguments, lang=lang)
        assert done.status == 2
        assert done.out == ""
        assert words in done.err
        assert done.err.count("\n") == 1


def test_a_message_that_is_not_known_stays_as_it_is():
    assert explain("something new").zh == "something new"


def test_nothing_at_all_shows_the_help_and_is_wrong_usage(govreport):
    done = govreport()
    assert done.status == 2
    assert "用法：govreport" in done.out


def test_hostile_arguments_are_made_safe(govreport):
    for arguments in (["\x1b[31mx"], ["check", "--\x1b[31mx"], ["check", "a\x1b[31mb.txt"]):
        done = govreport(*arguments)
        assert done.status == 2
        assert "\x1b" not in done.err


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "C"}, "en"),
        ([], {"LANG": "zh_TW.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ([], {"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
        ([], {}, "en"),
        (["check", "--lang", "zh"], {"LANG": "en_US"}, "zh"),
        (["--lang=en", "check"], {"LANG": "zh_CN"}, "en"),
        (["check", "--lang", "auto"], {"LANG": "zh_CN"}, "zh"),
        (["check", "--lang"], {"LANG": "zh_CN"}, "zh"),
        (["check", "--", "--lang=en"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_option_or_the_locale(arguments, environ, language):
    assert decide(arguments, environ) == language
