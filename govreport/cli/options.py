"""The arguments and options that commands share, and how options are declared.

Every help text is given in both languages; :data:`HELP` keeps them, so that the finished command
line can be put in the language of the user (typer takes one text only).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from govreport.output.files.registry import SUFFIXES
from govreport.text import Text

__all__ = [
    "HELP",
    "Color",
    "FilesFrom",
    "Form",
    "Ignore",
    "Jobs",
    "Lang",
    "MaybePaths",
    "MissingPaths",
    "NoCache",
    "Output",
    "Paths",
    "Quiet",
    "Select",
    "Set",
    "Verbose",
    "WrongValue",
    "argument",
    "bilingual",
    "option",
    "words",
]

HELP: dict[str, Text] = {}
"""Each help text by its English wording."""


class WrongValue(Exception):  # noqa: N818 - it says what is wrong, as typer's own do
    """An option was given a value that it does not take.

    Arguments:
        option: the option, as it is typed.
        value: what was given.
        choices: what it takes.
    """

    def __init__(self, option: str, value: str, choices: Sequence[str]) -> None:
        listed = ", ".join(choices)
        self.message = Text(
            f"选项 {option} 不能是“{value}”，可以是：{listed}",
            f"{option} cannot be “{value}”; it takes: {listed}",
        )
        super().__init__(self.message.en)


class MissingPaths(Exception):  # noqa: N818 - it says what is wrong, as typer's own do
    """Nothing was named to work on."""

    message = Text(
        "没有给出文件或文件夹；可用 --files-from 指定清单",
        "no file or folder is given (or a list of them: --files-from)",
    )


def bilingual(text: Text) -> str:
    """Register a help text, and return the wording to hand to typer."""
    HELP[text.en] = text
    return text.en


def argument(metavar: str, help: Text) -> Any:
    """Declare an argument of a command."""
    return typer.Argument(metavar=metavar, help=bilingual(help), show_default=False)


def option(
    *names: str,
    help: Text,
    metavar: str | None = None,
    choices: Sequence[str] = (),
    more: Callable[[str], bool] = lambda value: False,
    **settings: Any,
) -> Any:
    """Declare an option.

    Arguments:
        names: how it is typed, ``--long`` and ``-s``.
        help: what it does.
        metavar: what stands for its value.
        choices: the values that it takes; shown, checked and completed.
        more: tells what else it takes beside ``choices``.
        settings: anything else that ``typer.Option`` takes.
    """
    if choices:
        metavar = metavar or "|".join(choices)
        listed = metavar.split("|") if "|" in metavar else choices
        settings["callback"] = _checker(names[0], choices, more, listed)
        settings["autocompletion"] = lambda: list(choices)
    return typer.Option(
        *names, help=bilingual(help), metavar=metavar, show_default=bool(choices), **settings
    )


def _checker(
    name: str, choices: Sequence[str], more: Callable[[str], bool], listed: Sequence[str]
) -> Callable[[str | None], str | None]:
    def check(value: str | None) -> str | None:
        if value is not None and value not in choices and not more(value):
            raise WrongValue(name, value, listed)
        return value

    return check


def _count(value: int | str | None) -> int | None:
    """Read how many processes are to work: what was typed, which older typers read themselves."""
    if value is None or str(value).isdecimal():
        return None if value is None else int(value)
    raise WrongValue("--jobs", str(value), ("0", "1", "2", "…"))


def words(values: Sequence[str] | None) -> list[str]:
    """Split the values of an option that takes lists: separated by commas, and repeatable."""
    return [word.strip() for value in values or () for word in value.split(",") if word.strip()]


def _is_file(value: str) -> bool:
    return value.lower().endswith(".toml")


Paths = Annotated[
    list[str],
    argument(
        "PATH...",
        Text(
            "要检查的文件、文件夹（含下级）、通配符，或 -（标准输入）",
            "files, folders (searched recursively), patterns, or - for standard input",
        ),
    ),
]

Select = Annotated[
    list[str] | None,
    option(
        "--select",
        metavar="CODES",
        help=Text(
            "只检查这些规则：编号、编号开头（如 REQ）或名称，以逗号分隔，可重复",
            "check these rules only: codes, beginnings (REQ) or names, separated by commas",
        ),
    ),
]

Ignore = Annotated[
    list[str] | None,
    option(
        "--ignore",
        metavar="CODES",
        help=Text("不检查这些规则，写法同上", "leave these rules out, in the same manner"),
    ),
]

Form = Annotated[
    str,
    option(
        "--form",
        choices=("auto", "2021", "2019", "2014"),
        more=_is_file,
        metavar="auto|2021|2019|2014|FILE.toml",
        help=Text(
            "表格格式版本；auto 按表中栏目识别，也可给出自定格式文件",
            "version of the form; auto tells it from the labels; a form file of your own",
        ),
    ),
]

Lang = Annotated[
    str,
    option(
        "--lang",
        choices=("auto", "zh", "en"),
        help=Text("界面语言；auto 依系统设置", "language; auto follows the locale"),
    ),
]

Color = Annotated[
    str,
    option(
        "--color",
        choices=("auto", "always", "never"),
        help=Text("彩色显示；auto 仅在终端中", "colour; auto on a terminal only"),
    ),
]

Quiet = Annotated[
    bool,
    option(
        "--quiet",
        "-q",
        help=Text("只列出有错误的文件，每个一行", "only name the files with errors, one line each"),
    ),
]

Verbose = Annotated[
    bool,
    option(
        "--verbose",
        "-v",
        help=Text(
            "详细显示：逐份详情、未能核验的项目、已接受的问题",
            "tell more: each report in full, what could not be checked, accepted findings",
        ),
    ),
]

MaybePaths = Annotated[
    list[str] | None,
    argument(
        "[PATH...]",
        Text(
            "要检查的文件、文件夹（含下级）、通配符，或 -（标准输入）",
            "files, folders (searched recursively), patterns, or - for standard input",
        ),
    ),
]

FilesFrom = Annotated[
    str | None,
    option(
        "--files-from",
        metavar="LIST",
        help=Text(
            "从清单文件读取路径，每行一个；- 为标准输入",
            "read paths from a list, one on each line; - for standard input",
        ),
    ),
]

Output = Annotated[
    list[str] | None,
    option(
        "--output",
        "-o",
        metavar="FILE",
        help=Text(
            "把结果写入文件，格式由后缀决定（{suffixes}），可重复",
            "write the results to a file; the suffix decides the format ({suffixes}); repeatable",
        ).format(suffixes=" ".join(SUFFIXES)),
    ),
]

Jobs = Annotated[
    int | None,
    option(
        "--jobs",
        "-j",
        metavar="N",
        callback=_count,
        help=Text(
            "同时工作的进程数；0 为全部处理器", "processes at work; 0: one for each processor"
        ),
    ),
]

NoCache = Annotated[
    bool,
    option("--no-cache", help=Text("不使用以前的结果", "do not use earlier results")),
]

Set = Annotated[
    list[str] | None,
    option(
        "--set",
        metavar="KEY=VALUE",
        help=Text(
            "指定任何设置，如 limits.pages=2000，可重复",
            "any setting, such as limits.pages=2000; repeatable",
        ),
    ),
]
