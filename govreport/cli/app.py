"""The command line put together, and run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Any

import typer

from govreport import __version__
from govreport.cli import accept, cache, check, compare, extract, info, options, rules
from govreport.cli.errors import is_for_user, report_error
from govreport.cli.help import Command, Group
from govreport.cli.language import decide
from govreport.oserror import why
from govreport.output.encoding import prepare_streams
from govreport.text import Language, Text

__all__ = ["build", "main"]

PROGRAM = "govreport"

_ABOUT = Text(
    "核对政府信息公开工作年度报告：指出哪里的数字不符、哪一格有误、应为多少，并给出得分。\n\n"
    "退出码：0 未发现问题；1 发现问题；2 有文件无法读取，或用法有误。",
    "Checks Chinese government annual reports on information disclosure: what contradicts what, "
    "which cell is wrong, what it should say, and a score.\n\n"
    "Exit status: 0 nothing found; 1 something found; 2 a file could not be read, or wrong usage.",
)
_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

_INTERRUPTED = Text("已中断", "interrupted")
_UNWRITTEN = Text("错误：无法输出结果（{why}）", "error: the results cannot be written ({why})")

_COMPLETE = f"_{PROGRAM.upper()}_COMPLETE"
"""The variable by which a shell asks for completions."""

_WRONG_STATUS = 2
_INTERRUPT_STATUS = 130
_PIPE_STATUS = 141

_COMMANDS = (
    (check.check, check.HELP),
    (compare.compare, compare.HELP),
    (extract.extract, extract.HELP),
    (rules.rules, rules.HELP),
    (accept.accept, accept.HELP),
    (info.info, info.HELP),
    (cache.cache, cache.HELP),
)

_TYPER_HELP = (
    Text("显示帮助", "Show this message and exit."),
    Text("为当前的命令行安装补全", "Install completion for the current shell."),
    Text(
        "显示当前命令行的补全脚本",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
)
"""Help texts that typer brings, by its English wording."""

Version = Annotated[
    bool,
    options.option(
        "--version",
        is_eager=True,
        callback=lambda value: _show_version() if value else None,
        help=Text("显示版本", "show the version"),
    ),
]


def _show_version() -> None:
    print(f"{PROGRAM} {__version__}")
    raise typer.Exit


def _program(version: Version = False, lang: options.Lang = "auto") -> None:
    """Take the options that stand before the command."""


def build(language: Language) -> Any:
    """Return the command line in one language, as the click command that typer makes of it."""
    app = typer.Typer(
        name=PROGRAM,
        cls=Group,
        help=options.bilingual(_ABOUT),
        context_settings=_SETTINGS,
        rich_markup_mode=None,
    )
    app.callback()(_program)
    for function, help in _COMMANDS:
        app.command(cls=Command, help=options.bilingual(help), context_settings=_SETTINGS)(function)
    for help in _TYPER_HELP:
        options.bilingual(help)
    group: Any = typer.main.get_command(app)
    for command in (group, *group.commands.values()):
        command.help = _translated(command.help, language)
        help_option = command.get_help_option(typer.Context(command, **_SETTINGS))
        for param in (*command.params, help_option):
            param.help = _translated(param.help, language)
            _take_as_typed(param)
    return group


def _translated(help: str, language: Language) -> str:
    return options.HELP[help].of(language) if help in options.HELP else help


class _AsTyped:
    """Hands values on as they were typed: every option of ours is text, or read by its callback."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        several = param.multiple or param.nargs == -1
        return () if value is None and several else value


def _take_as_typed(param: Any) -> None:
    """Keep typer from loading pydantic, as it does since 0.29 to turn text into text.

    That would take about as long as everything else a check of a small file does. Where typer
    works otherwise (before, or some day after), nothing is changed and nothing is lost but time;
    tests/cli/test_startup.py notices.
    """
    if hasattr(param, "_runtime_param"):
        param._runtime_param = _AsTyped()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Arguments:
        arguments: what follows the program's name (``None``: those of this process).

    Returns:
        The exit status: 0 nothing found, 1 something found, 2 a file could not be read, wrong
        usage, or a fault of the program; 130 when interrupted; 141 when the reader of the output
        has gone.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    language = decide(arguments, os.environ)
    try:
        status = _run(arguments, language)
        sys.stdout.flush()
    except KeyboardInterrupt as error:
        with suppress(OSError):  # the terminal may be gone
            print(getattr(error, "message", _INTERRUPTED).of(language), file=sys.stderr)
        return getattr(error, "status", _INTERRUPT_STATUS)
    except BrokenPipeError:
        _stop_writing()
        return _PIPE_STATUS
    except OSError as error:  # a full disk, a device that is gone
        _stop_writing()
        print(_UNWRITTEN.format(why=why(error)).of(language), file=sys.stderr)
        return _WRONG_STATUS
    except Exception:  # a fault of the program must not look like the status «something found»
        import traceback

        traceback.print_exc()
        return _WRONG_STATUS
    return status


def _stop_writing() -> None:
    """Send what Python still flushes when it ends nowhere: there is nobody to take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str], language: Language) -> int:
    prepare_streams()
    group = build(language)
    if _COMPLETE in os.environ:
        group.main(arguments, prog_name=PROGRAM)  # prints what the shell asks for, and exits
    try:
        with group.make_context(PROGRAM, [*arguments] or ["--help"], obj=language) as context:
            status: int = group.invoke(context)
            return status
    except typer.Exit as error:
        return error.exit_code if arguments else _WRONG_STATUS
    except Exception as error:
        if not is_for_user(error):
            raise
        context = getattr(error, "ctx", None)
        report_error(error, language, context.command_path if context else "")
        return _WRONG_STATUS
