"""Any file becomes a :class:`Document`: paragraphs and grids of cells, each with its place.

A reader knows nothing of forms. Each format has a module of its own, which is imported when a file
of that format is read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from os import PathLike, fspath, fstat, stat
from os.path import isdir
from typing import TYPE_CHECKING, Protocol, cast

from govreport.reading.document import Document
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits, exceeded, open_zip
from govreport.reading.sniff import Kind, kind_of, kind_of_package
from govreport.text import Text

if TYPE_CHECKING:
    from zipfile import ZipFile

__all__ = [
    "DEFAULT", "Document", "Limits", "ReadingError", "Unread", "archive_names", "load",
    "read_document", "read_documents", "read_member",
]  # fmt: skip

_READERS: dict[Kind, str] = {
    "text": "text",
    "html": "html",
    "mht": "mht",
    "rtf": "rtf",
    "docx": "docx",
    "xlsx": "xlsx",
    "xlsb": "xlsx",
    "xls": "xls",
    "ods": "ods",
    "csv": "csvfile",
    "tsv": "csvfile",
    "pdf": "pdf",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of an archive that could not be read.

    Arguments:
        source: its name, such as ``a.zip!b.docx``.
        error: why.
    """

    source: str
    error: ReadingError


class _Reader(Protocol):
    def read(self, data: bytes, source: str, limits: Limits) -> Document: ...


def read_document(
    path: str | PathLike[str], limits: Limits = DEFAULT, data: bytes | None = None
) -> Document:
    """Read one file, whatever its format; an archive only if it holds one document.

    Arguments:
        path: the file; ``"-"`` is standard input.
        limits: how much is read at most.
        data: the content, where the caller has it already; ``path`` then only names it.

    Raises:
        ReadingError: the file cannot be read, or holds no text or several documents.
    """
    found = list(read_documents(path, limits, data))
    documents = [each for each in found if isinstance(each, Document)]
    if len(documents) == 1:
        return documents[0]
    if len(found) == 1 and isinstance(found[0], Unread):
        raise found[0].error
    raise ReadingError(
        "unsupported",
        Text(
            zh="压缩包内有 {count} 个文件，不是单独一份文件；请指定其中一个",
            en="the archive holds {count} files, not a single document; name one of them",
        ).format(count=len(found)),
    )


def read_documents(
    path: str | PathLike[str], limits: Limits = DEFAULT, data: bytes | None = None
) -> Iterator[Document | Unread]:
    """Read a file, or each file of an archive.

    Arguments:
        path, limits, data: as for :func:`read_document`.

    Yields:
        the document; for an archive, what each file in it comes to, one after the other.

    Raises:
        ReadingError: the file itself cannot be read.
    """
    source = fspath(path)
    data = load(source, limits) if data is None else data
    kind = kind_of(data, limits)
    if kind == "zip":
        yield from _in_archive(data, source, limits)
    elif kind == "own":
        yield from _own_data(data, source)
    else:
        yield _read(kind, data, source, limits)


def archive_names(path: str, limits: Limits = DEFAULT) -> list[tuple[int, str]] | None:
    """Return place and name of the files in an archive, ``None`` for what is none.

    What cannot be read is none, either: reading it tells why.
    """
    from govreport.reading.archive import names

    try:
        with open(path, "rb") as file:
            start = file.read(200)
            if not start.startswith(b"PK") or fstat(file.fileno()).st_size > limits.file_bytes:
                return None
            with open_zip(file, limits) as archive:
                return names(archive) if kind_of_package(archive, start) == "zip" else None
    except (OSError, ValueError, ReadingError):
        return None


def read_member(
    path: str, at: int, source: str, limits: Limits = DEFAULT
) -> Iterator[Document | Unread]:
    """Read one file of an archive; the archive stays open for the next.

    Arguments:
        path: the archive.
        at: the file's place, as :func:`archive_names` gave it.
        source: the file's name, such as ``a.zip!b/c.docx``.
        limits: how much is read at most.

    Raises:
        ReadingError: the archive cannot be read.
    """
    from govreport.reading.archive import member

    try:
        archive = _open_archive(path, stat(path).st_mtime_ns, limits)
    except OSError as error:
        raise _not_loaded(path, error) from error
    yield from _documents(member(archive, at, source, limits), limits)


@lru_cache(1)
def _open_archive(path: str, time: int, limits: Limits) -> ZipFile:
    return open_zip(open(path, "rb"), limits)


def load(source: str, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of a file, ``"-"`` being standard input.

    Raises:
        ReadingError: ``not-found``, ``permission``, ``not-a-document`` (a folder), ``damaged``
            (the device fails), ``too-large``.
    """
    try:
        if source == "-":
            data = sys.stdin.buffer.read(limits.file_bytes + 1)
        else:
            with open(source, "rb") as file:
                # Where the size is known, no room is made for the largest file that is read.
                known = 0 < fstat(file.fileno()).st_size <= limits.file_bytes
                data = file.read() if known else file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        raise _not_loaded(source, error) from error
    if len(data) > limits.file_bytes:
        raise exceeded("file_bytes", limits)
    return data


def _own_data(data: bytes, source: str) -> Iterator[Document]:
    from govreport.reading.datafile import documents

    found = list(documents(data, source))
    if not found:
        raise ReadingError("own-output", _OWN_OUTPUT)
    yield from found


def _in_archive(data: bytes, source: str, limits: Limits) -> Iterator[Document | Unread]:
    from govreport.reading.archive import members

    empty = True
    for found in _documents(members(data, source, limits), limits):
        empty = False
        yield found
    if empty:
        raise ReadingError("empty", Text("压缩包内没有文件", "there is no file in the archive"))


def _documents(
    members: Iterable[tuple[str, bytes | ReadingError]], limits: Limits
) -> Iterator[Document | Unread]:
    for name, content in members:
        try:
            if isinstance(content, ReadingError):
                raise content
            yield _read(kind_of(content, limits), content, name, limits)
        except ReadingError as error:
            yield Unread(name, error)


def _read(kind: Kind, data: bytes, source: str, limits: Limits) -> Document:
    if kind not in _READERS:
        raise ReadingError("own-output", _OWN_OUTPUT)
    reader = cast(_Reader, import_module(f"{__name__}.{_READERS[kind]}"))
    document = reader.read(data, source, limits)
    if not _has_text(document):
        raise _no_text(document)
    return document


_OWN_OUTPUT = Text(
    zh="这是 govreport 写出的数据，不是报告文件；请指定原报告文件",
    en="this is data written by govreport, not a report's file; name the report",
)


def _has_text(document: Document) -> bool:
    return any(paragraph.text for paragraph in document.paragraphs) or any(
        cell.text for grid in document.grids for row in grid.rows for cell in row
    )


def _no_text(document: Document) -> ReadingError:
    """Return the error for a file without text, naming what stands in the text's place."""
    kinds = ("attachment", "picture", "no-text")
    notes = [note.text for note in document.notes if note.kind in kinds]
    if not notes:
        return ReadingError(
            "no-text", Text("文件中没有可读取的文字", "there is no text in the file")
        )
    return ReadingError(
        "no-text",
        Text(
            zh="文件中没有可读取的文字（{note}）；请取得带文字的原文件",
            en="there is no text in the file ({note}); get the original with its text",
        ).format(note=notes[0]),
    )


def _not_loaded(source: str, error: OSError | ValueError) -> ReadingError:
    if isdir(source):  # which Windows reports as a lack of permission
        error = IsADirectoryError()
    for kind, code, message in _LOAD_ERRORS:
        if isinstance(error, kind):
            return ReadingError(code, message)
    reason = getattr(error, "strerror", None) or str(error)
    return ReadingError(
        "damaged",
        Text(
            zh="无法读取文件（{reason}）；请检查磁盘或网络位置",
            en="the file cannot be read ({reason}); check the disk or the network",
        ).format(reason=reason),
    )


_LOAD_ERRORS: tuple[tuple[type[Exception], str, Text], ...] = (
    (
        FileNotFoundError,
        "not-found",
        Text("文件不存在；请检查路径", "there is no such file; check the path"),
    ),
    (
        PermissionError,
        "permission",
        Text(
            zh="没有读取权限，或文件正被其他程序占用；请关闭后重试，或检查权限",
            en="no permission to read it, or another program holds it; close it there, or check "
            "the permissions",
        ),
    ),
    (
        IsADirectoryError,
        "not-a-document",
        Text("这是文件夹，不是文件", "this is a folder, not a file"),
    ),
    (
        ValueError,
        "not-found",
        Text("文件名无效；请检查路径", "the name is no valid path; check it"),
    ),
)
