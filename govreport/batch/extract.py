"""Extracts the figures of reports as data."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from govreport.batch.interrupt import Interrupted
from govreport.batch.job import Job
from govreport.output.items import Failure, Item, Skipped
from govreport.output.records import WRITERS, RecordWriter
from govreport.output.target import OutputError, target
from govreport.text import Language, Text

__all__ = ["Extraction", "extract_to"]

_SUFFIX = Text(
    "不能写入 {path}：文件名须以 {suffixes} 结尾",
    "cannot write {path}: its name must end in {suffixes}",
)


def extract_to(output: str | None, format: str, job: Job, language: Language) -> Extraction:
    """Write the figures of all reports; those that the user did not wait for are left out.

    Arguments:
        output: the file to write; its suffix says how (``None``: standard output).
        format: ``csv`` or ``json``, for standard output.
        job: the files, with their limits. They are checked as well, which costs little beside
            reading, so that results are shared with ``check``.
        language: the language of the labels.

    Raises:
        OutputError: the file cannot be written.
    """
    writer = WRITERS[format] if output is None else _writer_for(output)
    with _opened(output, writer) as file:
        figures = _Figures(writer(file, language))
        interrupted = job.run([figures])
    return Extraction(figures.failures, interrupted)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of it beside the figures.

    Arguments:
        failures: the files that could not be read.
        interrupted: how the user stopped the run, ``None`` when nobody did.
    """

    failures: list[Failure]
    interrupted: Interrupted | None


class _Figures:
    """Takes the items of a run, and writes the figures of the reports.

    Arguments:
        records: what writes them.
    """

    def __init__(self, records: RecordWriter) -> None:
        self.records = records
        self.failures: list[Failure] = []

    def add(self, item: Item) -> None:
        """Write the figures of a report, or note that its file could not be read."""
        if isinstance(item, Failure):
            self.failures.append(item)
        elif not isinstance(item, Skipped):
            self.records.add(item.report)

    def close(self) -> None:
        """End the document."""
        self.records.close()


def _writer_for(path: str) -> type[RecordWriter]:
    suffix = os.path.splitext(path)[1].lower().lstrip(".")
    if suffix not in WRITERS:
        suffixes = ", ".join(f".{name}" for name in WRITERS)
        raise OutputError(_SUFFIX.format(path=path, suffixes=suffixes))
    return WRITERS[suffix]


def _opened(output: str | None, writer: type[RecordWriter]) -> AbstractContextManager[Any]:
    if output is None:
        return nullcontext(sys.stdout)
    return target(output, writer.begins, writer.encoding, getattr(writer, "wrote", None))
