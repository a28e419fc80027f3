"""Workflow annotations of GitHub: one command line per finding, on standard output.

Source: GitHub Docs, «Workflow commands for GitHub Actions».
"""

from __future__ import annotations

from typing import IO

from govreport.checker.compare.model import Comparison
from govreport.checker.model import Finding
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.output.places import place
from govreport.output.quoting import quoted
from govreport.output.safe import plain
from govreport.text import Language

__all__ = ["GithubOutput"]

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class GithubOutput:
    """Prints ``::error file=…,line=…,title=…::message`` for each finding that is not accepted."""

    whole = False

    def __init__(self, file: IO[str], language: Language) -> None:
        self.file = file
        self.language = language
        self.summary = Summary()

    def add(self, item: Item) -> None:
        """Print the annotations of one file."""
        self.summary.add(item)
        if isinstance(item, Failure):
            self._command("error", item.source, None, item.error, item.message.of(self.language))
        elif not isinstance(item, Skipped):
            for finding in item.issues:
                self._finding(item.report.source, finding)

    def conclude(self, comparison: Comparison) -> None:
        """Print the annotations of findings over several reports."""
        for finding in comparison.issues:
            self._finding(finding.source, finding)

    def close(self) -> None:
        """Nothing is left to print."""
        self.file.flush()

    def _finding(self, source: str, finding: Finding) -> None:
        if finding.accepted:
            return
        location = finding.location
        where = "" if location.line is not None else place(location, self.language)
        told = finding.message.of(self.language) + (f"（{where}）" if where else "")
        told = "\n".join(filter(None, (told, quoted(finding))))
        title = f"{finding.rule} {finding.name}"
        self._command(COMMANDS[finding.severity], source or None, location.line, title, told)

    def _command(
        self, name: str, source: str | None, line: int | None, title: str, text: str
    ) -> None:
        properties = {"file": source, "line": line, "title": title}
        told = ",".join(f"{k}={_property(v)}" for k, v in properties.items() if v is not None)
        self.file.write(f"::{name} {told}::{_data(text)}\n")


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
