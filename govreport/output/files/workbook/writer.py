"""Writes the workbook; lines of findings and figures as they come, the overview at the end."""

from __future__ import annotations

import os
import re
import zlib
from operator import itemgetter
from typing import IO
from zipfile import BadZipFile, ZipFile

from govreport.checker.model import Result
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE, rules_for
from govreport.output.entries import Badness, entry_of
from govreport.output.files.links import link
from govreport.output.files.workbook import lines
from govreport.output.files.workbook.book import MADE, Book
from govreport.output.files.workbook.sheet import Column, Formats, Line, Sheet
from govreport.output.items import Item
from govreport.text import Language

__all__ = ["ResultsWorkbook"]

_CORE = "docProps/core.xml"
_PROPERTY = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|dcterms:created|dcterms:modified)\b[^>]*>([^<]*)</"
)
_OURS = {
    "dc:creator": "govreport",
    "cp:lastModifiedBy": "govreport",
    "dcterms:created": f"{MADE.isoformat()}Z",
    "dcterms:modified": f"{MADE.isoformat()}Z",
}


class ResultsWorkbook:
    """Keeps a line for each file until the order is known; all else goes to disk at once."""

    begins: tuple[str, ...] = ("PK\x03\x04",)
    encoding: str | None = None

    def __init__(self, file: IO[bytes], language: Language) -> None:
        self.language = language
        self.folder = os.path.dirname(os.path.abspath(str(file.name)))
        self.book = Book(file)
        self.formats = Formats(self.book, language)
        self.lines: list[tuple[Badness, Line]] = []
        self.rules: dict[str, Rule] = {rule.code: rule for rule in CATALOGUE}
        self.overview = self._sheet("overview", lines.OVERVIEW)
        self.findings = self._sheet("findings", lines.FINDINGS)
        self.data = self._sheet("data", lines.DATA)

    @staticmethod
    def wrote(path: str) -> bool:
        """Tell whether the program wrote a workbook, and nobody has changed it since.

        Arguments:
            path: a file that begins as a ZIP archive does.
        """
        try:
            with ZipFile(path) as archive, archive.open(_CORE) as file:
                text = file.read(10_000).decode("utf-8", "replace")
        except (OSError, BadZipFile, KeyError, ValueError, RuntimeError, zlib.error, EOFError):
            return False
        return dict(_PROPERTY.findall(text)) == _OURS

    def add(self, item: Item) -> None:
        """Write the findings and figures of one file, and keep its line of the overview."""
        entry = entry_of(item, self.language)
        line = lines.overview_line(entry, link(entry.source, self.folder))
        self.lines.append((entry.badness, self.overview.made(line)))
        if isinstance(item, Result):
            self.rules |= {rule.code: rule for rule in rules_for(item.report.form)}
            for cells in lines.finding_lines(item, self.language):
                self.findings.add(cells)
            for cells in lines.data_lines(item.report, self.language):
                self.data.add(cells)

    def close(self) -> None:
        """Write the overview, worst first, and the rules."""
        self.overview.begin()
        for _, line in sorted(self.lines, key=itemgetter(0)):
            self.overview.put(line)
        rules = self._sheet("rules", lines.RULES)
        for rule in self.rules.values():
            rules.add(lines.rule_line(rule, self.language))
        for sheet in (self.overview, self.findings, self.data, rules):
            sheet.close()
        self.book.close()

    def _sheet(self, name: str, columns: tuple[Column, ...]) -> Sheet:
        title = lines.NAMES[name].of(self.language)
        return Sheet(self.book, self.formats, title, columns, self.language)
