"""Extracts the figures of reports as data."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from govreport.batch.discovery import discover
from govreport.batch.run import Options, choose_form, each, parse_document
from govreport.output.items import Failure, Skipped
from govreport.output.records import WRITERS, RecordWriter
from govreport.output.target import OutputError, target
from govreport.parser.report import Report
from govreport.text import Language, Text

__all__ = ["extract_to"]

_SUFFIX = Text(
    "不能写入 {path}：文件名须以 {suffixes} 结尾",
    "cannot write {path}: its name must end in {suffixes}",
)


def extract_to(
    output: str | None, format: str, paths: Iterable[str], form: str, language: Language
) -> list[Failure]:
    """Write the figures of all reports.

    Arguments:
        output: the file to write; its suffix says how (``None``: standard output).
        format: ``csv`` or ``json``, for standard output.
        paths: files, folders, patterns, or ``"-"``.
        form: see :func:`govreport.batch.run.choose_form`.
        language: the language of the labels.

    Returns:
        The files that could not be read.

    Raises:
        FormError: there is no such form, or its file has a fault.
        OutputError: the file cannot be written.
    """
    options = Options(form=choose_form(form), claims=True)
    writer = WRITERS[format] if output is None else _writer_for(output)
    failures = []
    with _opened(output, writer) as file:
        records = writer(file, language)
        for item in each(discover(paths), lambda document: parse_document(document, options)):
            if isinstance(item, Report):
                records.add(item)
            elif not isinstance(item, Skipped):
                failures.append(item)
        records.close()
    return failures


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
