"""Wrong usage and other errors of the user, each in one clear line: the one error handler."""

from __future__ import annotations

import re
import sys

import typer

from govreport.output.safe import one_line
from govreport.text import Language, Text

__all__ = ["explain", "is_for_user", "report_error"]

_TyperError = typer.BadParameter.__mro__[2]
"""What typer raises for whatever the user did wrong; it gives the class no public name."""

_MESSAGES: tuple[tuple[str, Text], ...] = (
    (r"No such option:? '?(?P<name>[^\s']+)'?\.?(?: \(Possible options?: (?P<near>[^)]*)\)"
     r"| Did you mean (?P<near2>[^?]*)\?)?$",
     Text("没有选项 {name}", "there is no option {name}")),
    (r"No such command '(?P<name>.*?)'\.?(?: Did you mean (?P<near>.*)\?)?$",
     Text("没有命令 {name}", "there is no command {name}")),
    (r"Missing command\.$", Text("缺少命令", "a command is missing")),
    (r"Missing argument '(?P<name>.*?)'\.?", Text("缺少参数 {name}", "{name} is missing")),
    (r"Missing option '(?P<name>.*?)'\.?", Text("缺少选项 {name}", "option {name} is missing")),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)$",
     Text("多余的参数 {name}", "unexpected argument {name}")),
    (r"Option '(?P<name>.*?)' requires an argument\.?$",
     Text("选项 {name} 后缺少值", "option {name} needs a value")),
    (r"Option '(?P<name>.*?)' does not take a value\.?$",
     Text("选项 {name} 不带值", "option {name} takes no value")),
)  # fmt: skip
"""The messages of typer that a user of this program can meet, and how they are put to him."""

_NEAR = Text("，是否指 {near}", " (did you mean {near}?)")
_HELP = Text("用法见 {command} --help", "see {command} --help")
_ERROR = Text("错误：", "error: ")


def explain(message: str) -> Text:
    """Put an English message of typer in both languages; one not known stays as it is."""
    for pattern, text in _MESSAGES:
        if found := re.match(pattern, message):
            groups = {key: value or "" for key, value in found.groupdict().items()}
            near = groups.get("near") or groups.get("near2") or ""
            filled = text.format(name=groups.get("name", ""))
            if not near:
                return filled
            hint = _NEAR.format(near=near.replace("'", ""))
            return Text(filled.zh + hint.zh, filled.en + hint.en)
    return Text(message, message)


def is_for_user(error: Exception) -> bool:
    """Tell whether ``error`` is the user's to mend: wrong usage, or told in both languages."""
    return isinstance(error, _TyperError) or isinstance(getattr(error, "message", None), Text)


def report_error(error: Exception, language: Language, command: str = "") -> None:
    """Print one line about ``error`` on standard error.

    Arguments:
        error: wrong usage, or an error of the program's own with a ``message`` in both languages.
        language: the language of the line.
        command: the command whose help says how it is used.
    """
    text = getattr(error, "message", None)
    if not isinstance(text, Text):
        format_message = getattr(error, "format_message", error.__str__)
        text = explain(format_message())
    parts = [text, *([_HELP.format(command=command)] if command else [])]
    said = ("；" if language == "zh" else "; ").join(part.of(language) for part in parts)
    print(one_line(_ERROR.of(language) + said), file=sys.stderr)
