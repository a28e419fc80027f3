"""The formats by the suffix of a file; each module is loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from govreport.text import Language, Text

if TYPE_CHECKING:
    from govreport.output.files.base import FileOutput

__all__ = ["SUFFIXES", "open_output"]

_WRITERS = {
    ".csv": ("govreport.output.files.table", "FindingsCsv"),
    ".html": ("govreport.output.files.page.writer", "Page"),
    ".json": ("govreport.output.files.jsons", "JsonFile"),
    ".jsonl": ("govreport.output.files.jsons", "JsonLines"),
    ".md": ("govreport.output.files.markdown", "Markdown"),
    ".sarif": ("govreport.output.files.sarif", "Sarif"),
    ".xlsx": ("govreport.output.files.workbook.writer", "ResultsWorkbook"),
    ".xml": ("govreport.output.files.junit", "Junit"),
}

SUFFIXES = tuple(_WRITERS)
"""The suffixes that ``-o`` knows."""

_UNKNOWN = Text(
    "不知道怎样写 {path}：后缀可以是 {suffixes}",
    "{path}: the suffix decides the format; it can be {suffixes}",
)


def open_output(path: str, language: Language) -> FileOutput:
    """Open a file for the results of a run, in the format that its suffix names.

    Arguments:
        path: the file.
        language: the language of labels and messages.

    Raises:
        OutputError: no format has this suffix, another's file is there, or the place cannot be
            written to.
    """
    from govreport.output.files.base import FileOutput
    from govreport.output.target import OutputError

    suffix = PurePath(path).suffix.lower()
    if suffix not in _WRITERS:
        raise OutputError(_UNKNOWN.format(path=path, suffixes=" ".join(SUFFIXES)))
    module, name = _WRITERS[suffix]
    return FileOutput(path, getattr(import_module(module), name), language)
