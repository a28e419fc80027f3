"""Extracts the figures of reports as data."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from govreport.batch.interrupt import Interrupted
from govreport.batch.job import Job
from govreport.output.files.base import FileOutput
from govreport.output.items import Failure, Item
from govreport.output.records import WRITERS, RecordWriter
from govreport.output.target import OutputError
from govreport.text import Language, Text

__all__ = ["Extraction", "extract_to"]

_SUFFIX = Text(
    "不能写入 {path}：文件名须以 {suffixes} 结尾",
    "cannot write {path}: its name must end in {suffixes}",
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of it beside the figures.

    Arguments:
        failures: the files that could not be read.
        interrupted: how the user stopped the run, ``None`` when nobody did.
    """

    failures: list[Failure]
    interrupted: Interrupted | None


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
    failures = _Failures()
    if output is None:
        interrupted = job.run([WRITERS[format](sys.stdout, language), failures])
        return Extraction(failures.found, interrupted)
    with FileOutput(output, _writer_for(output), language, job.kept()) as file:
        interrupted = job.run([file, failures])
        if interrupted is None and job.lasting:
            file.keep()
    return Extraction(failures.found, interrupted)


class _Failures:
    """Takes the items of a run, and holds on to the files that could not be read."""

    def __init__(self) -> None:
        self.found: list[Failure] = []

    def add(self, item: Item) -> None:
        """Note a file that could not be read."""
        if isinstance(item, Failure):
            self.found.append(item)

    def close(self) -> None:
        """Nothing is left to do."""


def _writer_for(path: str) -> type[RecordWriter]:
    suffix = os.path.splitext(path)[1].lower().lstrip(".")
    if suffix not in WRITERS:
        suffixes = ", ".join(f".{name}" for name in WRITERS)
        raise OutputError(_SUFFIX.format(path=path, suffixes=suffixes))
    return WRITERS[suffix]
