"""The figures of a report in long form: one record per figure, each with its place."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, Protocol, TextIO

from govreport import __version__
from govreport.output.encoding import is_unicode
from govreport.output.json import as_number
from govreport.output.places import figure, label_of, location_text
from govreport.output.safe import escape_json, guard_formula
from govreport.parser.report import Report
from govreport.text import Language

__all__ = ["FIELDS", "SCHEMA", "WRITERS", "CsvRecords", "JsonRecords", "RecordWriter", "records"]

SCHEMA = "govreport/data/1"

FIELDS = ("source", "body", "year", "form", "address", "label", "value", "printed", "location")
"""The fields of a record, in order.

``address`` is ``table.row.column``, or ``claims.NAME`` for a figure in the prose, whose ``label``
is the sentence; ``value`` is empty for a blank cell, ``printed`` the text as it stands.
"""


def records(report: Report, language: Language) -> Iterator[dict[str, Any]]:
    """Yield a record for each figure: the tables in the form's order, then the prose.

    Arguments:
        report: the report.
        language: the language of the labels, where the form has both.
    """
    head = {
        "source": report.source,
        "body": report.organization,
        "year": report.year,
        "form": report.form.id,
    }
    for quantity in report.quantities:
        yield head | {
            "address": quantity.address,
            "label": label_of(report.form, quantity.address).of(language),
            "value": quantity.value,
            "printed": quantity.printed,
            "location": location_text(quantity.location),
        }
    for claim in report.claims:
        yield head | {
            "address": f"claims.{claim.claim}",
            "label": claim.text,
            "value": claim.value,
            "printed": claim.text[claim.start : claim.end],
            "location": location_text(claim.location),
        }


class RecordWriter(Protocol):
    """Writes records as they come."""

    begins: tuple[str, ...]
    """What a file that it wrote begins with, one of these."""

    encoding: str
    """The encoding of a file."""

    def __init__(self, file: TextIO, language: Language) -> None:
        """Begin a document in ``file``."""

    def add(self, report: Report) -> None:
        """Write the records of one report."""

    def close(self) -> None:
        """End the document."""


class CsvRecords:
    """Writes CSV; no text in it is a formula to a spreadsheet.

    In a file it begins with a byte order mark, by which Excel knows that it is UTF-8.
    """

    begins: tuple[str, ...] = (f"{','.join(FIELDS)}\n",)
    encoding: str = "utf-8-sig"

    def __init__(self, file: TextIO, language: Language) -> None:
        self.language = language
        self.writer = csv.writer(file, lineterminator="\n")
        self.writer.writerow(FIELDS)

    def add(self, report: Report) -> None:
        """Write the records of one report."""
        for record in records(report, self.language):
            self.writer.writerow(_csv_field(name, record[name]) for name in FIELDS)

    def close(self) -> None:
        """Nothing is left to write."""


def _csv_field(name: str, value: Any) -> str:
    if name in ("value", "year"):
        return figure(value)
    return guard_formula(value or "")


class JsonRecords:
    """Writes a JSON object whose ``records`` stand one per line."""

    begins: tuple[str, ...] = (f'{{"schema": "{SCHEMA}"',)
    encoding: str = "utf-8"

    def __init__(self, file: TextIO, language: Language) -> None:
        self.file = file
        self.language = language
        self.ascii_only = not is_unicode(file)
        self.first = True
        head = f'{self.begins[0]}, "version": "{__version__}", "records": ['
        file.write(head)

    def add(self, report: Report) -> None:
        """Write the records of one report."""
        for record in records(report, self.language):
            text = json.dumps(record, ensure_ascii=self.ascii_only, default=as_number)
            self.file.write(f"{'' if self.first else ','}\n{escape_json(text)}")
            self.first = False

    def close(self) -> None:
        """End the document."""
        self.file.write("\n]}\n")


WRITERS: dict[str, type[RecordWriter]] = {"csv": CsvRecords, "json": JsonRecords}
"""The writers by the name of the format, which is also the suffix of a file."""
