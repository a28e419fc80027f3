"""``govreport info``: what this installation reads, and what is missing for the rest."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "info"]

HELP = Text(
    "安装情况：能读哪些格式，其余格式缺什么。",
    "About this installation: what it reads, and what is missing for the rest.",
)

Schema = Annotated[
    bool,
    options.option(
        "--schema",
        help=Text("显示 JSON 输出的结构（JSON Schema）", "print the JSON Schema of the output"),
    ),
]


def info(
    context: typer.Context,
    schema: Schema = False,
    lang: options.Lang = "auto",
    color: options.Color = "auto",
) -> int:
    """Tell about this installation, and return the exit status."""
    if schema:
        from govreport.output.json import schema as text

        sys.stdout.write(text())
        return 0
    from govreport.output.terminal.installation import about

    session = Session.of(context, color)
    session.printer.print(*about(session.language))
    return 0
