"""Any file becomes a :class:`Document`: paragraphs and grids of cells, each with its place.

A reader knows nothing of forms. Each format has a module of its own, imported when a file of that
format is read.
"""

from __future__ import annotations

import sys
from importlib import import_module
from os import PathLike, fspath
from typing import Protocol, cast

from govreport.reading.document import Document
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits, exceeded
from govreport.reading.sniff import kind_of
from govreport.text import Text

__all__ = ["DEFAULT", "Document", "Limits", "ReadingError", "read_document"]

_READERS = {
    "text": "govreport.reading.text",
    "markdown": "govreport.reading.text",
    "html": "govreport.reading.html",
    "docx": "govreport.reading.docx",
    "xlsx": "govreport.reading.spreadsheet",
    "pdf": "govreport.reading.pdf",
}


class _Reader(Protocol):
    def read(self, data: bytes, source: str, limits: Limits) -> Document: ...


def read_document(
    path: str | PathLike[str], limits: Limits = DEFAULT, data: bytes | None = None
) -> Document:
    """Read one file, whatever its format.

    Arguments:
        path: the file; ``"-"`` is standard input.
        limits: how much is read at most.
        data: the content, where the caller has it already; ``path`` then only names it.

    Raises:
        ReadingError: the file cannot be read.
    """
    source = fspath(path)
    if data is None:
        data = _load(source, limits)
    reader = cast(_Reader, import_module(_READERS[kind_of(data, limits)]))
    return reader.read(data, source, limits)


def _load(source: str, limits: Limits) -> bytes:
    try:
        if source == "-":
            data = sys.stdin.buffer.read(limits.file_bytes + 1)
        else:
            with open(source, "rb") as file:
                data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise ReadingError("not-found", Text("文件不存在", "no such file")) from error
    if len(data) > limits.file_bytes:
        raise exceeded("file_bytes", limits)
    return data
