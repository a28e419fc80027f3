"""The figures of a report in long form: one record per figure, each with its place."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from govreport import __version__
from govreport.checker.model import Result
from govreport.output.encoding import is_unicode
from govreport.output.items import Item
from govreport.output.json import as_number
from govreport.output.places import figure, label_of, location_text
from govreport.output.safe import escape_json, guard_formula
from govreport.output.spool import Spool, copy_utf8
from govreport.parser.report import Report
from govreport.parser.stored import to_data
from govreport.reading.document import Location
from govreport.text import Language

__all__ = ["FIELDS", "SCHEMA", "WRITERS", "CsvRecords", "JsonRecords", "RecordWriter", "records"]

SCHEMA = "govreport/data/1"

FIELDS = ("source", "body", "year", "form", "address", "label", "value", "printed", "location")
"""The fields of a record, in order.

``address`` is ``table.row.column``, or ``claims.NAME`` for a figure in the prose, whose ``label``
is the sentence; ``value`` is empty for a blank cell, ``printed`` the text as it stands.
"""


def records(
    report: Report,
    language: Language,
    located: Callable[[Location], str] = location_text,
) -> Iterator[dict[str, Any]]:
    """Yield a record for each figure: the tables in the form's order, then the prose.

    Arguments:
        report: the report.
        language: the language of the labels, where the form has both.
        located: tells where a figure stands.
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
            "location": located(quantity.location),
        }
    for claim in report.claims:
        yield head | {
            "address": f"claims.{claim.claim}",
            "label": claim.text,
            "value": claim.value,
            "printed": claim.text[claim.start : claim.end],
            "location": located(claim.location),
        }


class RecordWriter:
    """Writes the records of the reports of a run as they come.

    Arguments:
        file: where to write; a document is begun there.
        language: the language of the labels.
    """

    begins: tuple[str, ...]
    """What a file that it wrote begins with, one of these."""

    encoding: str | None
    """The encoding of a file, ``None`` for bytes."""

    def __init__(self, file: IO[Any], language: Language) -> None:
        self.file = file
        self.language = language

    def add(self, item: Item) -> None:
        """Write the records of one report; other files have none."""
        if isinstance(item, Result):
            self.write(item.report)

    def write(self, report: Report) -> None:
        """Write the records of one report."""
        raise NotImplementedError

    def close(self) -> None:
        """End the document."""


class CsvRecords(RecordWriter):
    """Writes CSV; no text in it is a formula to a spreadsheet.

    In a file it begins with a byte order mark, by which Excel knows that it is UTF-8.
    """

    begins: tuple[str, ...] = (f"{','.join(FIELDS)}\n",)
    encoding: str | None = "utf-8-sig"

    def __init__(self, file: IO[Any], language: Language) -> None:
        super().__init__(file, language)
        self.writer = csv.writer(file, lineterminator="\n")
        self.writer.writerow(FIELDS)

    def write(self, report: Report) -> None:
        """Write the records of one report."""
        for record in records(report, self.language):
            self.writer.writerow(_csv_field(name, record[name]) for name in FIELDS)


def _csv_field(name: str, value: Any) -> str:
    if name in ("value", "year"):
        return figure(value)
    return guard_formula(value or "")


class JsonRecords(RecordWriter):
    """Writes a JSON object: ``records``, one per line, and ``reports``, each as a whole.

    The reports wait on disk for the end of the records.
    """

    begins: tuple[str, ...] = (f'{{"schema": "{SCHEMA}"',)
    encoding: str | None = "utf-8"

    def __init__(self, file: IO[Any], language: Language) -> None:
        super().__init__(file, language)
        self.ascii_only = not is_unicode(file)
        self.first = True
        self.reports = Spool()
        head = f'{self.begins[0]}, "version": "{__version__}", "records": ['
        file.write(head)

    def write(self, report: Report) -> None:
        """Write the records of one report."""
        for record in records(report, self.language):
            text = json.dumps(record, ensure_ascii=self.ascii_only, default=as_number)
            self.file.write(f"{'' if self.first else ','}\n{escape_json(text)}")
            self.first = False
        stored = json.dumps(to_data(report), ensure_ascii=self.ascii_only)
        self.reports.add((",\n" if len(self.reports) else "") + escape_json(stored))

    def close(self) -> None:
        """Write each report as a whole, so that it can be read back, and end the document."""
        self.file.write('\n], "reports": [\n')
        copy_utf8(self.reports.blocks(), self.file)
        self.file.write("\n]}\n")
        self.reports.close()


class WorkbookRecords(RecordWriter):
    """Writes a workbook with one sheet, a line for each figure; texts are never formulas."""

    begins: tuple[str, ...] = ("PK\x03\x04",)
    encoding: str | None = None

    def __init__(self, file: IO[Any], language: Language) -> None:
        from govreport.output.files.workbook.book import Book
        from govreport.output.files.workbook.lines import DATA, NAMES
        from govreport.output.files.workbook.sheet import Formats, Sheet

        super().__init__(file, language)
        self.book = Book(file)
        formats = Formats(self.book, language)
        self.sheet = Sheet(self.book, formats, NAMES["data"].of(language), DATA, language)

    @staticmethod
    def wrote(path: str) -> bool:
        """Tell whether the program wrote a workbook, and nobody has changed it since."""
        from govreport.output.files.workbook.writer import ResultsWorkbook

        return ResultsWorkbook.wrote(path)

    def write(self, report: Report) -> None:
        """Write the records of one report."""
        from govreport.output.files.workbook.lines import data_lines

        for line in data_lines(report, self.language):
            self.sheet.add(line)

    def close(self) -> None:
        """Finish the workbook."""
        self.sheet.close()
        self.book.close()


class ParquetRecords(RecordWriter):
    """Writes Parquet, for DataFrames; the value is a double, the printed text stands beside it."""

    begins: tuple[str, ...] = ("PAR1",)
    encoding: str | None = None

    def __init__(self, file: IO[Any], language: Language) -> None:
        import pyarrow as pa
        import pyarrow.parquet as parquet

        types = {"year": pa.int32(), "value": pa.float64()}
        super().__init__(file, language)
        self.schema = pa.schema(
            [(name, types.get(name, pa.string())) for name in FIELDS],
            metadata={"schema": SCHEMA, "version": __version__},
        )
        self.writer: Any = parquet.ParquetWriter(file, self.schema)

    def write(self, report: Report) -> None:
        """Write the records of one report."""
        import pyarrow as pa

        rows = [
            record | {"value": None if record["value"] is None else float(record["value"])}
            for record in records(report, self.language)
        ]
        self.writer.write_table(pa.Table.from_pylist(rows, schema=self.schema))

    def close(self) -> None:
        """Finish the file."""
        self.writer.close()


WRITERS: dict[str, type[RecordWriter]] = {
    "csv": CsvRecords,
    "json": JsonRecords,
    "xlsx": WorkbookRecords,
    "parquet": ParquetRecords,
}
"""The writers by the suffix of a file; those of text are also the formats that can be printed."""
