"""SARIF 2.1.0, for code hosts and editors.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import IO, Any
from urllib.parse import quote

from govreport import __version__
from govreport.checker.compare.model import Comparison
from govreport.checker.model import Finding
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE, rules_for
from govreport.output.items import Failure, Item, Skipped
from govreport.output.json import as_number, location_data
from govreport.output.places import place
from govreport.output.quoting import quoted
from govreport.output.safe import escape_json
from govreport.text import Language

__all__ = ["Sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "note": "note"}


class Sarif:
    """Writes one run; its results as they come, the rules and failures at the end."""

    whole = False
    begins: tuple[str, ...] = (f'{{"$schema": "{SCHEMA}", "version": "2.1.0"',)
    encoding: str | None = "utf-8"

    def __init__(self, file: IO[str], language: Language) -> None:
        self.file = file
        self.language = language
        self.rules: dict[str, Rule] = {rule.code: rule for rule in CATALOGUE}
        self.failures: list[Failure] = []
        self.first = True
        file.write(self.begins[0] + ', "runs": [{"results": [')

    def add(self, item: Item) -> None:
        """Write the results of one file; keep what failed for the end."""
        if isinstance(item, Failure):
            self.failures.append(item)
        elif not isinstance(item, Skipped):
            self.rules |= {rule.code: rule for rule in rules_for(item.report.form)}
            for finding in item.issues:
                self._add(item.report.source, finding)

    def conclude(self, comparison: Comparison) -> None:
        """Write the results over several reports."""
        for finding in comparison.issues:
            self._add(finding.source, finding)

    def _add(self, source: str, finding: Finding) -> None:
        self.file.write("\n" if self.first else ",\n")
        self.file.write(_text(self._result(source, finding)))
        self.first = False

    def close(self) -> None:
        """Write the tool, its rules, and the files that could not be read."""
        driver = {
            "name": "govreport",
            "version": __version__,
            "rules": [self._rule(rule) for rule in self.rules.values()],
        }
        invocation = {
            "executionSuccessful": not self.failures,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": failure.message.of(self.language)},
                    "locations": [_location(failure.source, None)],
                }
                for failure in self.failures
            ],
        }
        self.file.write(f'\n], "tool": {_text({"driver": driver})}')
        self.file.write(
            f', "invocations": [{_text(invocation)}], "columnKind": "unicodeCodePoints"'
        )
        self.file.write("}]}\n")
        self.file.flush()

    def _result(self, source: str, finding: Finding) -> dict[str, Any]:
        where = place(finding.location, self.language)
        told = finding.message.of(self.language) + (f"（{where}）" if where else "")
        data: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": LEVELS[finding.severity],
            "message": {"text": "\n".join(filter(None, (told, quoted(finding))))},
            "locations": [_location(source, finding)],
            "partialFingerprints": {"govreport/v1": finding.id},
            "properties": {
                "kind": finding.kind,
                "cells": list(finding.cells),
                "printed": finding.printed,
                "expected": finding.expected,
                "difference": finding.difference,
                "location": location_data(finding.location),
                "sentence": finding.sentence,
                "span": finding.span,
            },
        }
        if finding.accepted:
            data["suppressions"] = [{"kind": "external", "justification": finding.reason}]
        return data

    def _rule(self, rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary.of(self.language)},
            "fullDescription": {"text": rule.why.of(self.language)},
            "help": {"text": rule.source.of(self.language)},
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
        }


def _location(source: str, finding: Finding | None) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if source:
        uri = quote(PurePath(source).as_posix(), safe="/:!%")
        physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        if finding is not None and finding.location.line is not None:
            physical["region"] = {"startLine": finding.location.line}
        location["physicalLocation"] = physical
    if finding is not None and finding.cells:
        location["logicalLocations"] = [
            {"fullyQualifiedName": cell, "kind": "member"} for cell in finding.cells
        ]
    return location


def _text(data: Any) -> str:
    return escape_json(json.dumps(data, ensure_ascii=False, default=as_number))
