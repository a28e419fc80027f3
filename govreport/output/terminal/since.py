"""What changed since an earlier result, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text as Line

from govreport.output.safe import one_line
from govreport.output.since import Since
from govreport.output.terminal.style import Printer
from govreport.text import Language, Text

__all__ = ["print_since"]

_HEAD = Text(
    "与 {path} 相比：已改正 {mended}，仍存在 {remaining}，新出现 {new}",
    "since {path}: {mended} mended, {remaining} remaining, {new} new",
)
_MENDED = Text("√ 已改正", "√ mended")
_REMAINS = Text("! 仍存在", "! remains")
_NEW = Text("× 新出现", "× new")


def print_since(since: Since, path: str, printer: Printer, language: Language) -> None:
    """Print what was mended, what remains and what is new, a line each."""
    counts = {"mended": len(since.mended), "remaining": len(since.remaining), "new": len(since.new)}
    printer.print(Line(""), Line(one_line(_HEAD.of(language).format(path=path, **counts))))
    printer.print(*_lines(since, language))


def _lines(since: Since, language: Language) -> Iterator[Line]:
    for mended, name in since.mended:
        told = f"{_MENDED.of(language)} {mended['rule']} {name}: {mended['message']}"
        yield Line(one_line(told), style="green")
    for text, style, pairs in ((_NEW, "red", since.new), (_REMAINS, "yellow", since.remaining)):
        for result, finding in pairs:
            report = result.report
            name = f"{report.organization or report.source} {report.year or ''}".strip()
            told = f"{text.of(language)} {finding.rule} {name}: {finding.message.of(language)}"
            yield Line(one_line(told), style=style)
