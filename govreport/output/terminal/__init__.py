"""Results on the terminal, with rich."""

from __future__ import annotations

import io
import sys

from rich.console import Group

from govreport.checker.model import Result
from govreport.language import preferred
from govreport.output.terminal.output import TerminalOutput
from govreport.output.terminal.style import Printer
from govreport.text import Language

__all__ = ["Printer", "TerminalOutput", "plain", "render"]


def render(result: Result, language: Language | None = None, width: int | None = None) -> Group:
    """Return one report as a renderable of rich.

    Arguments:
        result: the report with its findings.
        language: the language of the messages (``None``: the user's).
        width: columns of the terminal (``None``: no limit).
    """
    from govreport.output.terminal.report import ReportView  # which loads the rules

    return Group(*ReportView(result, language or preferred(), width=width).render())


def plain(result: Result, language: Language | None = None) -> str:
    """Return one report as ``print(result)`` shows it: in colour where that is a terminal.

    Arguments:
        result: the report with its findings.
        language: the language of the messages (``None``: the user's).
    """
    terminal = sys.stdout is not None and sys.stdout.isatty()
    printer = Printer(sys.stdout if terminal else io.StringIO())
    return printer.text(render(result, language, printer.width)).rstrip("\n")
