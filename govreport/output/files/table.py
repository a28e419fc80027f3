"""CSV: one line per finding, in a form that Excel opens with Chinese as it should be."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from govreport.checker.compare.model import Comparison
from govreport.checker.model import Finding, Result
from govreport.output.items import Failure, Item, Skipped
from govreport.output.places import change_text, figure, location_text, title_of
from govreport.output.quoting import quoted
from govreport.output.safe import guard_formula
from govreport.output.told import Told, body_year_of
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
    """Writes a line for each finding; a report without findings has one line, its rule empty.

    Of a comparison, the findings over several reports have a line each.
    """

    whole = False
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
            self._write(row)

    def conclude(self, comparison: Comparison) -> None:
        """Write a line for each finding over several reports."""
        told = Told(comparison, self.language)
        for finding in comparison.issues:
            body, year, _ = body_year_of(finding.cells[0]) if finding.cells else ("", None, "")
            where = told.label(finding.cells[0]) if finding.cells else ""
            head = {"source": finding.source, "body": body, "year": figure(year)}
            self._write(head | self._finding(finding, where, list(told.ways(finding))))

    def _write(self, row: dict[str, str]) -> None:
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
            repairs = [r for r in result.repairs if finding.id in r.resolves]
            ways = [
                "; ".join(change_text(result, c, self.language) for c in r.changes) for r in repairs
            ]
            where = title_of(finding, report.form).of(self.language)
            yield head | self._finding(finding, where, ways)
        if not result.issues:
            yield head

    def _finding(self, finding: Finding, where: str, ways: list[str]) -> dict[str, str]:
        return {
            "severity": finding.severity,
            "kind": finding.kind,
            "rule": finding.rule,
            "name": finding.name,
            "where": where,
            "cells": " ".join(finding.cells),
            "printed": figure(finding.printed),
            "expected": figure(finding.expected),
            "difference": figure(finding.difference),
            "message": finding.message.of(self.language),
            "sentence": quoted(finding, whole=True),
            "repair": " | ".join(ways),
            "location": location_text(finding.location),
            "accepted": "true" if finding.accepted else "false",
            "id": finding.id,
        }
