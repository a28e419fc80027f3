"""Results as JSON, schema ``govreport/1``, written as they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from textwrap import indent
from typing import IO, TYPE_CHECKING, Any

from govreport import __version__
from govreport.checker.model import Finding, Repair, Result
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.output.safe import escape_json
from govreport.parser.claims.model import Claim
from govreport.parser.report import Number, Report
from govreport.reading.document import Location
from govreport.text import Language

if TYPE_CHECKING:
    from govreport.checker.compare.model import Comparison, Rollup

__all__ = [
    "SCHEMA",
    "JsonOutput",
    "dumps",
    "finding_data",
    "location_data",
    "result_data",
    "schema",
]

SCHEMA = "govreport/1"

_ALWAYS = ("line", "page", "sheet", "cell")
_WHERE_KNOWN = ("paragraph", "table", "row", "column")


def schema() -> str:
    """Return the JSON Schema of the output, as text."""
    from importlib.resources import files

    return files("govreport.output").joinpath("govreport-1.schema.json").read_text("utf-8")


def dumps(data: Any, *, ascii_only: bool = False) -> str:
    """Return ``data`` as indented JSON; what is invisible in a text is written as an escape.

    Arguments:
        data: dictionaries, lists, texts, numbers (also Decimal), booleans, ``None``.
        ascii_only: write every other character as an escape, too.
    """
    return escape_json(json.dumps(data, ensure_ascii=ascii_only, indent=2, default=as_number))


def as_number(value: object) -> int | float:
    """Return a Decimal as the JSON number it is."""
    if not isinstance(value, Decimal):
        raise TypeError(f"not for JSON: {type(value)}")
    return int(value) if value == value.to_integral_value() else float(value)


def result_data(result: Result, language: Language) -> dict[str, Any]:
    """Return one report as the dictionary that stands under ``reports``."""
    report, checks = result.report, result.checks
    return {
        "source": report.source,
        "title": report.title,
        "organization": report.organization,
        "year": report.year,
        "form": report.form.id,
        "verdict": result.verdict,
        "score": result.score,
        "checks": {
            "passed": checks.passed,
            "failed": checks.failed,
            "skipped": checks.skipped,
            "error": checks.error,
        },
        "tables": tables_data(report),
        "claims": [claim_data(claim) for claim in report.claims],
        "findings": [finding_data(finding, language) for finding in result.issues],
        "repairs": [repair_data(repair) for repair in result.repairs],
    }


def tables_data(report: Report) -> dict[str, dict[str, dict[str, Number | None]]]:
    """Return the figures as ``{table: {row: {column: figure}}}``, blank cells ``None``."""
    tables: dict[str, dict[str, dict[str, Number | None]]] = {id: {} for id in report.tables}
    for quantity in report.quantities:
        table, row, column = quantity.address.split(".")
        tables[table].setdefault(row, {})[column] = quantity.value
    return tables


def location_data(location: Location) -> dict[str, int | str | None]:
    """Return a location; the keys of the schema always, further ones where they are known."""
    data = {name: getattr(location, name) for name in _ALWAYS}
    known = {name: value for name in _WHERE_KNOWN if (value := getattr(location, name)) is not None}
    return data | known


def claim_data(claim: Claim) -> dict[str, Any]:
    """Return a figure in the prose as the dictionary that stands under ``claims``."""
    return {
        "claim": claim.claim,
        "value": claim.value,
        "about": claim.about,
        "scope": claim.scope,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "location": location_data(claim.location),
        "reading": claim.reading,
    }


def finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as the dictionary that stands under ``findings``."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "kind": finding.kind,
        "message": finding.message.of(language),
        "cells": list(finding.cells),
        "printed": finding.printed,
        "expected": finding.expected,
        "difference": finding.difference,
        "implied": dict(finding.implied),
        "location": location_data(finding.location),
        "accepted": finding.accepted,
        "sentence": finding.sentence,
        "span": finding.span,
    }


def shared_finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding over several reports; it says in which file its location is."""
    return finding_data(finding, language) | {"source": finding.source}


def comparison_data(comparison: Comparison, language: Language) -> dict[str, Any]:
    """Return how reports were grouped, added up and compared, as it stands under ``comparison``."""
    from govreport.output.told import skips

    return {
        "bodies": [
            {
                "body": series.body,
                "reports": [
                    {"year": year, "source": report.source}
                    for year, reports in series.reports.items()
                    for report in reports
                ],
                "gaps": list(series.gaps),
            }
            for series in comparison.grouping.series
        ],
        "apart": [
            {"source": report.source, "reason": reason.of(language)}
            for report, reason in comparison.grouping.apart
        ],
        "rollups": [rollup_data(rollup) for rollup in comparison.rollups],
        "checks": comparison.checks._asdict(),
        "skipped": [
            {"rule": each.rule, "reason": each.reason.of(language), "cells": list(each.subjects)}
            for each in skips(comparison)
        ],
    }


def rollup_data(rollup: Rollup) -> dict[str, Any]:
    """Return the sum over the bodies under a parent."""
    sums: dict[str, dict[str, dict[str, Number]]] = {}
    for address, value in rollup.sums.items():
        table, row, column = address.split(".")
        sums.setdefault(table, {}).setdefault(row, {})[column] = value
    return {
        "parent": rollup.parent,
        "year": rollup.year,
        "form": rollup.form.id,
        "bodies": list(rollup.units),
        "missing": [*rollup.missing, *rollup.other_form],
        "sums": sums,
    }


def repair_data(repair: Repair) -> dict[str, Any]:
    """Return a repair as the dictionary that stands under ``repairs``."""
    return {
        "changes": [
            {"cell": change.cell, "printed": change.printed, "expected": change.expected}
            for change in repair.changes
        ],
        "unique": repair.unique,
        "cause": repair.cause,
        "resolves": list(repair.resolves),
    }


def summary_data(summary: Summary) -> dict[str, int]:
    """Return the counts as the dictionary that stands under ``summary``."""
    verdicts = ("consistent", "inconsistent", "unverifiable")
    return {
        "files": summary.files,
        **{verdict: summary.verdicts[verdict] for verdict in verdicts},
        "skipped": summary.skipped,
        "failed": summary.failed,
    }


class JsonOutput:
    """Writes one document ``govreport/1``, each report as it comes.

    Arguments:
        file: where to write; a text stream.
        language: the language of the messages.
        ascii_only: write every character that is not ASCII as an escape.
    """

    whole = True

    def __init__(self, file: IO[str], language: Language, *, ascii_only: bool = False) -> None:
        self.file = file
        self.language = language
        self.ascii_only = ascii_only
        self.summary = Summary()
        self.skipped: list[Skipped] = []
        self.failures: list[Failure] = []
        self.comparison: Comparison | None = None
        head = {"schema": SCHEMA, "version": __version__}
        members = "".join(f"  {self._text(name)}: {self._text(head[name])},\n" for name in head)
        self.file.write(f'{{\n{members}  "reports": [')

    def add(self, item: Item) -> None:
        """Write a report; keep what was skipped or failed for the end."""
        self.summary.add(item)
        if isinstance(item, Skipped):
            self.skipped.append(item)
        elif isinstance(item, Failure):
            self.failures.append(item)
        else:
            self.file.write("," if self.summary.reports > 1 else "")
            self.file.write("\n" + indent(self._text(result_data(item, self.language)), "    "))

    def conclude(self, comparison: Comparison) -> None:
        """Keep what concerns several reports for the end."""
        self.comparison = comparison

    def close(self) -> None:
        """Write what is known only at the end."""
        language, comparison = self.language, self.comparison
        findings = comparison.issues if comparison else ()
        repairs = comparison.repairs if comparison else ()
        self.file.write("\n  ]" if self.summary.reports else "]")
        tail: dict[str, Mapping[str, Any] | Iterable[Any]] = {
            "findings": [shared_finding_data(finding, language) for finding in findings],
            "repairs": [repair_data(repair) for repair in repairs],
            "skipped": [{"source": each.source, "reason": each.reason} for each in self.skipped],
            "failures": [
                {"source": each.source, "error": each.error, "message": each.message.of(language)}
                for each in self.failures
            ],
            "summary": summary_data(self.summary),
        }
        if comparison:
            tail = {"comparison": comparison_data(comparison, language), **tail}
        for name, value in tail.items():
            self.file.write(f",\n  {self._text(name)}: {indent(self._text(value), '  ').lstrip()}")
        self.file.write("\n}\n")
        self.file.flush()

    def _text(self, data: Any) -> str:
        return dumps(data, ascii_only=self.ascii_only)
