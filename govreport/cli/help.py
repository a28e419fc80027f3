"""The help pages, in the language of the user.

typer's own pages speak English and set Chinese text by its number of characters, not its width;
these take their texts from the same declarations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from govreport.text import Language, Text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.padding import Padding

__all__ = ["Command", "Group"]

_USAGE = Text("用法：", "Usage: ")
_SECTIONS = {
    "argument": Text("参数", "Arguments"),
    "option": Text("选项", "Options"),
    "command": Text("命令", "Commands"),
}
_OPTIONS = Text("[选项]", "[OPTIONS]")
_COMMAND = Text("命令 [参数]...", "COMMAND [ARGS]...")
_DEFAULT = Text("（默认 {value}）", " (default: {value})")


class _Help:
    """Lays out a help page; mixed into typer's classes."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page of a command (or of the program) into ``formatter``."""
        from govreport.output.terminal.style import Printer

        formatter.write(Printer().text(*_page(self, ctx, ctx.obj or "en")))


class Command(_Help, TyperCommand):
    """A command whose help speaks the language of the user."""


class Group(_Help, TyperGroup):
    """The program, whose help speaks the language of the user."""


def _page(command: Any, ctx: Any, language: Language) -> Iterator[RenderableType]:
    from rich.text import Text as Line

    from govreport.output.terminal.wrap import Prose

    yield Line.assemble(
        _USAGE.of(language), (f"{ctx.command_path} {_usage(command, ctx, language)}", "bold")
    )
    yield Line("")
    yield Prose(Line(command.help or ""))
    records: dict[str, list[tuple[str, str]]] = {name: [] for name in _SECTIONS}
    for param in command.get_params(ctx):
        if not getattr(param, "hidden", False):
            records[param.param_type_name].append(_record(param, language))
    for name in command.list_commands(ctx) if isinstance(command, Group) else ():
        records["command"].append((name, command.get_command(ctx, name).help))
    for name, rows in records.items():
        if rows:
            yield Line(f"\n{_SECTIONS[name].of(language)}", style="bold")
            yield _table(rows)
    if command.epilog:
        yield Line("")
        yield Prose(Line(command.epilog))


def _usage(command: Any, ctx: Any, language: Language) -> str:
    arguments = [
        param.metavar if param.required else f"[{param.metavar}]"
        for param in command.get_params(ctx)
        if param.param_type_name == "argument"
    ]
    tail = [_COMMAND.of(language)] if isinstance(command, Group) else arguments
    return " ".join([_OPTIONS.of(language), *tail])


def _record(param: Any, language: Language) -> tuple[str, str]:
    """Return how a parameter is typed, and what it does."""
    if param.param_type_name == "argument":
        return param.metavar, param.help or ""
    names = ", ".join(sorted(param.opts, key=len))
    help = param.help or ""
    if param.is_flag or param.metavar is None:
        return names, help
    if param.show_default and param.default is not None:
        help += _DEFAULT.of(language).format(value=param.default)
    return f"{names} {param.metavar}", help


def _table(rows: Sequence[tuple[str, str]]) -> Padding:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text as Line

    from govreport.output.terminal.wrap import Prose

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, help in rows:
        table.add_row(Line(name, style="bold"), Prose(Line(help)))
    return Padding(table, (0, 0, 0, 2))
