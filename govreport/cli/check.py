"""``govreport check``: check reports, each by itself."""

from __future__ import annotations

from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "check"]

HELP = Text(
    "检查报告：逐份核对表格与文字中的数字，指出哪一格有误、应为多少。",
    "Check reports: every figure of each against every other, which cell is wrong, what it "
    "should say.",
)

Format = Annotated[
    str,
    options.option(
        "--format",
        choices=("text", "json"),
        help=Text("显示格式", "what is printed"),
    ),
]
FailOn = Annotated[
    str,
    options.option(
        "--fail-on",
        choices=("error", "warning", "never"),
        help=Text(
            "发现何种程度的问题时退出码为 1", "the severity from which on the exit status is 1"
        ),
    ),
]


def check(
    context: typer.Context,
    paths: options.Paths,
    format: Format = "text",
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: FailOn = "error",
    form: options.Form = "auto",
    lang: options.Lang = "auto",
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Check ``paths``, show what was found, and return the exit status."""
    from govreport.batch.discovery import discover
    from govreport.batch.run import Options, choose_form, choose_rules, run, status

    session = Session.of(context, color)
    own_form = choose_form(form)
    rules = choose_rules(options.words(select), options.words(ignore), own_form)
    output = session.output(format, verbose=verbose, quiet=quiet)
    wanted = Options(own_form, rules, claims=format == "json")
    for item in run(discover(paths), wanted):
        output.add(item)
    output.close()
    return status(output.summary, fail_on)
