"""A comparison in files: JSON (``findings`` and ``repairs`` at the top) and more by suffix."""

from __future__ import annotations

from pathlib import PurePath
from typing import IO

from govreport.output.encoding import is_unicode
from govreport.output.files.jsons import JsonFile
from govreport.output.items import Compared, Item
from govreport.output.json import JsonOutput
from govreport.output.target import OutputError, target
from govreport.text import Language, Text

__all__ = ["comparison_json", "write_comparison"]

_UNKNOWN = Text(
    "不知道怎样写 {path}：比较结果的后缀可以是 {suffixes}",
    "{path}: the suffix decides the format; a comparison can be {suffixes}",
)


def comparison_json(file: IO[str], compared: Compared, language: Language) -> None:
    """Write a comparison as one document ``govreport/1``."""
    output = JsonOutput(file, language, ascii_only=not is_unicode(file))
    items: list[Item] = [*compared.comparison.results, *compared.skipped, *compared.failures]
    for item in items:
        output.add(item)
    output.close(compared.comparison.issues, compared.comparison.repairs)


def _json(path: str, compared: Compared, language: Language) -> None:
    with target(path, JsonFile.begins, JsonFile.encoding) as file:
        comparison_json(file, compared, language)


def _workbook(path: str, compared: Compared, language: Language) -> None:
    from govreport.output.files.workbook.comparison import write_workbook
    from govreport.output.files.workbook.writer import ResultsWorkbook as Book

    with target(path, Book.begins, Book.encoding, Book.wrote) as file:
        write_workbook(file, compared.comparison, language)


_WRITERS = {".json": _json, ".xlsx": _workbook}


def write_comparison(path: str, compared: Compared, language: Language) -> None:
    """Write a comparison to a file, in the format that its suffix names.

    Raises:
        OutputError: no format has this suffix, another's file is there, or the place cannot be
            written to.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in _WRITERS:
        raise OutputError(_UNKNOWN.format(path=path, suffixes=" ".join(_WRITERS)))
    _WRITERS[suffix](path, compared, language)
