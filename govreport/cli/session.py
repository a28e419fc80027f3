"""What the commands of one invocation share: the language, the colour, where to print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typer

from govreport.text import Language, Text

if TYPE_CHECKING:
    from govreport.output.files.base import ComparisonFile, FileOutput, Store
    from govreport.output.folder import FolderOutput
    from govreport.output.items import ComparisonOutput, Failure, Output
    from govreport.output.terminal import Printer
    from govreport.output.terminal.style import Color

__all__ = ["Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """One invocation.

    Arguments:
        language: the language of every message.
        color: whether to colour.
    """

    language: Language
    color: Color = "auto"

    @classmethod
    def of(cls, context: typer.Context, color: str = "auto") -> Session:
        """Return the session of the command that runs in ``context``."""
        return cls(context.obj, cast("Color", color))

    @property
    def printer(self) -> Printer:
        """What prints on standard output."""
        from govreport.output.terminal import Printer

        return Printer(sys.stdout, self.color)

    @property
    def errors(self) -> Printer:
        """What prints on standard error: whole lines, which the terminal breaks where it must."""
        from govreport.output.terminal.style import UNLIMITED, Printer

        return Printer(sys.stderr, self.color, UNLIMITED)

    def report_failures(self, failures: Iterable[Failure]) -> None:
        """Print a line on standard error for each file that could not be read."""
        from govreport.output.terminal.output import problem

        self.errors.print(*(problem(failure, self.language) for failure in failures))

    def report_folders(self, outputs: Sequence[FolderOutput], format: str, quiet: bool) -> bool:
        """Say what was written into folders, and name on standard error what could not be.

        Arguments:
            outputs: those that write files into folders; the run is over.
            format: see :meth:`output`; what is for programs stays free of other words.
            quiet: only say what could not be written.

        Returns:
            whether everything was written.
        """
        from rich.text import Text as Line

        from govreport.output.safe import one_line

        printer = self.printer if format == "text" else self.errors
        for output in outputs:
            told = [Line(one_line(text.of(self.language))) for text in output.told()]
            if told and not quiet:
                printer.print(*told)
            failed = (one_line(text.of(self.language)) for text in output.folder.problems)
            self.errors.print(*(Line(f"× {text}", style="bold red") for text in failed))
        return not any(output.folder.problems for output in outputs)

    def report_remarks(self, remarks: Iterable[Text]) -> None:
        """Print a line on standard error for each remark on what the user gave or on the run."""
        from govreport.output.terminal.style import line

        self.errors.print(*(line(remark.of(self.language), "yellow") for remark in remarks))

    def comparison(self, format: str, *, verbose: bool, quiet: bool) -> ComparisonOutput:
        """Return what shows a comparison; arguments are those of :meth:`output`."""
        if format != "text":
            return cast("ComparisonOutput", self.output(format, verbose=verbose, quiet=quiet))
        from govreport.output.terminal.comparison import ComparisonTerminal

        return ComparisonTerminal(
            self.printer, self.errors, self.language, verbose=verbose, quiet=quiet
        )

    def output(self, format: str, *, verbose: bool, quiet: bool) -> Output:
        """Return what shows the results of a run.

        Arguments:
            format: ``text``, ``json``, ``jsonl`` or ``github``.
            verbose: tell more.
            quiet: only name the files with errors.
        """
        if format == "json":
            from govreport.output.encoding import is_unicode
            from govreport.output.json import JsonOutput

            return JsonOutput(sys.stdout, self.language, ascii_only=not is_unicode(sys.stdout))
        if format == "jsonl":
            from govreport.output.files.jsons import JsonLines

            return JsonLines(sys.stdout, self.language)
        if format == "github":
            from govreport.output.files.github import GithubOutput

            return GithubOutput(sys.stdout, self.language)
        from govreport.output.terminal import TerminalOutput

        return TerminalOutput(
            self.printer, self.errors, self.language, verbose=verbose, quiet=quiet
        )

    @contextmanager
    def files(self, paths: Sequence[str], store: Store | None = None) -> Iterator[list[FileOutput]]:
        """Open files for the results of a run; what is not finished leaves nothing behind.

        Arguments:
            paths: the files; their suffixes decide the formats.
            store: keeps finished files (``None``: none is kept).

        Raises:
            OutputError: one of them cannot be written.
        """
        from govreport.output.files.registry import open_output

        with ExitStack() as stack:
            yield [stack.enter_context(open_output(path, self.language, store)) for path in paths]

    @contextmanager
    def comparison_files(self, paths: Sequence[str]) -> Iterator[list[ComparisonFile]]:
        """Open files for a comparison; arguments and errors are those of :meth:`files`."""
        from govreport.output.files.registry import open_comparison

        with ExitStack() as stack:
            yield [stack.enter_context(open_comparison(path, self.language)) for path in paths]
