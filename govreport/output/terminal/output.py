"""The terminal as an output of a run: one report in full, many as a table."""

from __future__ import annotations

from rich.text import Text as Line

from govreport.checker.model import Result
from govreport.output.entries import Badness, entry_of
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.output.safe import one_line
from govreport.output.terminal.listing import Row
from govreport.output.terminal.overview import overview, row_of
from govreport.output.terminal.style import Printer, mark
from govreport.text import Language, Text

__all__ = ["TerminalOutput", "problem"]

_NOTHING = Text("没有找到可以检查的文件", "no file to check was found")


class TerminalOutput:
    """Shows one report in full, several as a table with the worst first.

    Arguments:
        printer: where to print.
        errors: where to print what could not be read, when that is all there is to say.
        language: the language of the messages.
        verbose: show each of several reports in full, too, and what was skipped.
        quiet: only name the files in which something is wrong, a line each.
    """

    def __init__(
        self,
        printer: Printer,
        errors: Printer,
        language: Language,
        *,
        verbose: bool = False,
        quiet: bool = False,
    ) -> None:
        self.printer = printer
        self.errors = errors
        self.language = language
        self.verbose = verbose
        self.quiet = quiet
        self.summary = Summary()
        self.rows: list[tuple[Badness, Row]] = []
        self.skipped: list[str] = []
        self.first: Result | Failure | None = None

    def add(self, item: Item) -> None:
        """Take the next item. The first is held back: it may turn out to be the only one."""
        self.summary.add(item)
        if self.quiet:
            self._line(item)
        elif self.summary.files == 1 and not isinstance(item, Skipped):
            self.first = item
        else:
            if self.first is not None:
                self._one_of_many(self.first)
                self.first = None
            self._one_of_many(item)

    def close(self) -> None:
        """Print the only report in full, or the table of several."""
        if self.quiet:
            return
        if self.first is not None:
            self._alone(self.first)
        elif not self.summary.files:
            self.errors.print(Line(_NOTHING.of(self.language)))
        else:
            self.printer.print(
                *overview(
                    self.rows, self.skipped, self.summary, self.language, verbose=self.verbose
                )
            )

    def _alone(self, item: Result | Failure) -> None:
        if isinstance(item, Result):
            self._in_full(item)
        else:
            self.errors.print(problem(item, self.language))

    def _one_of_many(self, item: Item) -> None:
        if isinstance(item, Skipped):
            self.skipped.append(item.source)
            return
        entry = entry_of(item, self.language)
        self.rows.append((entry.badness, row_of(entry, self.language)))
        if self.verbose and isinstance(item, Result):
            self._in_full(item)
            self.printer.print(Line(""))

    def _in_full(self, result: Result) -> None:
        from govreport.output.terminal.report import ReportView  # which loads the rules

        view = ReportView(result, self.language, verbose=self.verbose, width=self.printer.width)
        self.printer.print(*view.render())

    def _line(self, item: Item) -> None:
        """Name a file in which something is wrong."""
        if isinstance(item, Failure):
            self.errors.print(problem(item, self.language))
        elif isinstance(item, Result) and item.verdict == "inconsistent":
            entry = entry_of(item, self.language)
            score = "" if entry.score is None else f"{entry.score}  "
            text = one_line(f"{entry.source}  {score}{entry.problem}")
            self.printer.print(Line.assemble(mark(entry.state, self.language), f" {text}"))


def problem(failure: Failure, language: Language) -> Line:
    """Return the line about a file that could not be read."""
    text = f" {one_line(failure.source)}: {one_line(failure.message.of(language))}"
    return Line.assemble(mark("failed", language), text)
