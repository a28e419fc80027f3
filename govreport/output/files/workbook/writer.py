"""Writes the workbook; lines of findings and figures as they come, the overview at the end."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
import zlib
from datetime import datetime
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from govreport.checker.model import Result
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE, rules_for
from govreport.output.entries import Entry, entry_of
from govreport.output.files.links import link
from govreport.output.files.workbook import lines
from govreport.output.files.workbook.sheet import Column, Formats, Sheet
from govreport.output.items import Item
from govreport.text import Language

__all__ = ["ResultsWorkbook", "properties"]

_MADE = datetime(2000, 1, 1)
"""Creation time of every workbook: the same results make the same bytes."""

_CORE = "docProps/core.xml"
_PROPERTY = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|dcterms:created|dcterms:modified)\b[^>]*>([^<]*)</"
)
_OURS = {
    "dc:creator": "govreport",
    "cp:lastModifiedBy": "govreport",
    "dcterms:created": f"{_MADE.isoformat()}Z",
    "dcterms:modified": f"{_MADE.isoformat()}Z",
}


def properties() -> dict[str, object]:
    """Return the document properties by which the program knows a workbook as its own."""
    return {"author": "govreport", "created": _MADE}


class ResultsWorkbook:
    """Keeps a line for each file until the order is known; all else goes to disk at once."""

    begins: tuple[str, ...] = ("PK\x03\x04",)
    encoding: str | None = None

    def __init__(self, file: IO[bytes], language: Language) -> None:
        import xlsxwriter

        self.language = language
        self.folder = os.path.dirname(os.path.abspath(str(file.name)))
        spool = tempfile.mkdtemp(prefix="govreport-")
        self._remove_spool = weakref.finalize(self, shutil.rmtree, spool, ignore_errors=True)
        options = {"constant_memory": True, "tmpdir": spool, "strings_to_urls": False}
        self.book: Any = xlsxwriter.Workbook(file, options)
        self.book.set_properties(properties())
        self.book.use_zip64()
        self.formats = Formats(self.book, language)
        self.entries: list[Entry] = []
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
        self.entries.append(entry_of(item, self.language))
        if isinstance(item, Result):
            self.rules |= {rule.code: rule for rule in rules_for(item.report.form)}
            for line in lines.finding_lines(item, self.language):
                self.findings.add(line)
            for line in lines.data_lines(item.report, self.language):
                self.data.add(line)

    def close(self) -> None:
        """Write the overview, worst first, and the rules."""
        for entry in sorted(self.entries, key=lambda entry: entry.badness):
            self.overview.add(lines.overview_line(entry, link(entry.source, self.folder)))
        rules = self._sheet("rules", lines.RULES)
        for rule in self.rules.values():
            rules.add(lines.rule_line(rule, self.language))
        for sheet in (self.overview, self.findings, self.data, rules):
            sheet.close()
        self.book.close()
        self._remove_spool()

    def _sheet(self, name: str, columns: tuple[Column, ...]) -> Sheet:
        title = lines.NAMES[name].of(self.language)
        return Sheet(self.book, self.formats, title, columns, self.language)
