"""JSON (one document ``govreport/1``) and JSON Lines (one object per line, as results come)."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from govreport import __version__
from govreport.output.encoding import is_unicode
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.output.json import (
    SCHEMA,
    JsonOutput,
    as_number,
    comparison_data,
    repair_data,
    result_data,
    shared_finding_data,
    summary_data,
)
from govreport.output.safe import escape_json
from govreport.text import Language

if TYPE_CHECKING:
    from govreport.checker.compare.model import Comparison

__all__ = ["JsonFile", "JsonLines"]


class JsonFile(JsonOutput):
    """The document that ``--format json`` prints, in a file."""

    begins: tuple[str, ...] = (f'{{\n  "schema": "{SCHEMA}"',)
    encoding: str | None = "utf-8"


class JsonLines:
    """One object per line; its ``type`` is ``report``, ``skipped``, ``failure`` or ``summary``.

    A report has the members that it has under ``reports`` in the JSON document. A comparison has
    the types ``finding``, ``repair`` and ``comparison`` besides.
    """

    whole = True

    begins: tuple[str, ...] = (f'{{"schema": "{SCHEMA}"',)
    encoding: str | None = "utf-8"

    def __init__(self, file: IO[str], language: Language) -> None:
        self.file = file
        self.language = language
        self.ascii_only = not is_unicode(file)
        self.summary = Summary()

    def add(self, item: Item) -> None:
        """Write one line."""
        self.summary.add(item)
        if isinstance(item, Skipped):
            self._line("skipped", {"source": item.source, "reason": item.reason})
        elif isinstance(item, Failure):
            message = item.message.of(self.language)
            self._line("failure", {"source": item.source, "error": item.error, "message": message})
        else:
            self._line("report", result_data(item, self.language))

    def conclude(self, comparison: Comparison) -> None:
        """Write a line for each finding and repair over several reports."""
        for finding in comparison.issues:
            self._line("finding", shared_finding_data(finding, self.language))
        for repair in comparison.repairs:
            self._line("repair", repair_data(repair))
        self._line("comparison", comparison_data(comparison, self.language))

    def close(self) -> None:
        """Write the line that counts the others."""
        self._line("summary", summary_data(self.summary))
        self.file.flush()

    def _line(self, kind: str, data: dict[str, Any]) -> None:
        head = {"schema": SCHEMA, "version": __version__, "type": kind}
        text = json.dumps(head | data, ensure_ascii=self.ascii_only, default=as_number)
        self.file.write(escape_json(text) + "\n")
        self.file.flush()  # who reads along has it at once
