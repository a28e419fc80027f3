"""CSV: one line per finding, in a form that Excel opens with Chinese as it should be."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from govreport.checker.model import Finding, Result
from govreport.output.items import Failure, Item, Skipped
from govreport.output.places import change_text, figure, location_text, title_of
from govreport.output.quoting import quoted
from govreport.output.safe import guard_formula
from govreport.text import Language

__all__ = ["FIELDS", "FindingsCsv"]

FIELDS = (
    "source", "body", "year", "form", "verdict", "score",
    "severity", "kind", "rule", "name", "where", "cells", "printed", "expected", "difference",
    "message", "sentence", "repair", "location", "accepted", "id",
)  # fmt: skip
"""The columns. ``verdict`` is also ``failed`` for a file that could not be read."""

NUMBERS = ("year", "score", "printed", "expected", "difference")


class FindingsCsv:
    """Writes a line for each finding; a report without findings has one line, its rule empty."""

    begins: tuple[str, ...] = (",".join(FIELDS) + "\n",)
    encoding: str | None = "utf-8-sig"

    def __init__(self, file: IO[str], language: Language) -> None:
        self.language = language
        self.writer = csv.DictWriter(file, FIELDS, restval="", lineterminator="\n")
        self.writer.writeheader()

    def add(self, item: Item) -> None:
        """Write the lines of one file."""
        if isinstance(item, Skipped):
            return
        for row in self._failure(item) if isinstance(item, Failure) else self._rows(item):
            self.writer.writerow(
                {name: v if name in NUMBERS else guard_formula(v) for name, v in row.items()}
            )

    def close(self) -> None:
        """Nothing is left to write."""

    def _failure(self, item: Failure) -> Iterator[dict[str, str]]:
        message = item.message.of(self.language)
        yield {"source": item.source, "verdict": "failed", "message": message, "rule": item.error}

    def _rows(self, result: Result) -> Iterator[dict[str, str]]:
        report = result.report
        head = {
            "source": report.source,
            "body": report.organization or "",
            "year": figure(report.year),
            "form": report.form.id,
            "verdict": result.verdict,
            "score": figure(result.score),
        }
        for finding in result.issues:
            yield head | self._finding(result, finding)
        if not result.issues:
            yield head

    def _finding(self, result: Result, finding: Finding) -> dict[str, str]:
        language = self.language
        repairs = [r for r in result.repairs if finding.id in r.resolves]
        changes = ["; ".join(change_text(result, c, language) for c in r.changes) for r in repairs]
        return {
            "severity": finding.severity,
            "kind": finding.kind,
            "rule": finding.rule,
            "name": finding.name,
            "where": title_of(finding, result.report.form).of(language),
            "cells": " ".join(finding.cells),
            "printed": figure(finding.printed),
            "expected": figure(finding.expected),
            "difference": figure(finding.difference),
            "message": finding.message.of(language),
            "sentence": quoted(finding, whole=True),
            "repair": " | ".join(changes),
            "location": location_text(finding.location),
            "accepted": "true" if finding.accepted else "false",
            "id": finding.id,
        }
