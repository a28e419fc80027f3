"""The formats by the suffix of a file; each module is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from govreport.text import Language, Text

if TYPE_CHECKING:
    from govreport.output.files.base import ComparisonFile, FileOutput, Store

__all__ = ["SUFFIXES", "open_comparison", "open_output"]

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

_OF_COMPARISON = _WRITERS | {
    ".html": ("govreport.output.files.page.comparison", "ComparisonPage"),
    ".xlsx": ("govreport.output.files.workbook.comparison", "ComparisonWorkbook"),
}
"""The writers of a comparison; those of most formats take both."""

SUFFIXES = tuple(_WRITERS)
"""The suffixes that ``-o`` knows."""

_UNKNOWN = Text(
    "不知道怎样写 {path}：后缀可以是 {suffixes}",
    "{path}: the suffix decides the format; it can be {suffixes}",
)


def open_output(path: str, language: Language, store: Store | None = None) -> FileOutput:
    """Open a file for the results of a run, in the format that its suffix names.

    Arguments:
        path: the file.
        language: the language of labels and messages.
        store: keeps finished files (``None``: none is kept).

    Raises:
        OutputError: no format has this suffix, another's file is there, or the place cannot be
            written to.
    """
    from govreport.output.files.base import FileOutput

    return FileOutput(path, _writer(path, _WRITERS), language, store)


def open_comparison(path: str, language: Language) -> ComparisonFile:
    """Open a file for a comparison; arguments and errors are those of :func:`open_output`."""
    from govreport.output.files.base import ComparisonFile

    return ComparisonFile(path, _writer(path, _OF_COMPARISON), language)


def _writer(path: str, writers: Mapping[str, tuple[str, str]]) -> Any:
    from govreport.output.target import OutputError

    suffix = PurePath(path).suffix.lower()
    if suffix not in writers:
        raise OutputError(_UNKNOWN.format(path=path, suffixes=" ".join(SUFFIXES)))
    module, name = writers[suffix]
    return getattr(import_module(module), name)
