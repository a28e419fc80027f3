"""Limits against hostile or broken files: every one of them, in one place.

A report is small. A file that goes beyond a limit is refused with one line that names the
setting, so that a person who knows better can raise it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from govreport.reading.errors import ReadingError
from govreport.text import Text

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["DEFAULT", "Limits", "exceeded", "open_zip"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most; each field is a setting ``limits.NAME``.

    Arguments:
        file_bytes: bytes of one file.
        unpacked_bytes: bytes of all that one Office file or archive unpacks to.
        ratio: how many times its packed size a member may unpack to (from 10 MB on).
        members: members of one Office file or archive.
        archive_depth: archives within archives.
        characters: characters of a text or of the source of a web page.
        pages: pages of a PDF.
        cells: positions of all tables of one file, merged cells counted at each position.
        span: columns that one merged cell may cover.
        nesting: tables within tables, groups within groups.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 1_000_000_000
    ratio: int = 500
    members: int = 10_000
    archive_depth: int = 3
    characters: int = 20_000_000
    pages: int = 1_000
    cells: int = 500_000
    span: int = 100
    nesting: int = 500


DEFAULT = Limits()

_RATIO_FROM = 10_000_000

_WHAT = {
    "file_bytes": Text("文件大小", "the file's size in bytes"),
    "unpacked_bytes": Text("解压后的字节数", "the number of bytes after unpacking"),
    "ratio": Text("压缩比", "the compression ratio"),
    "members": Text("压缩包内的文件数", "the number of files in the archive"),
    "archive_depth": Text("压缩包嵌套层数", "the depth of archives within archives"),
    "characters": Text("字符数", "the number of characters"),
    "pages": Text("页数", "the number of pages"),
    "cells": Text("表格单元格数", "the number of table cells"),
    "span": Text("合并单元格的列数", "the number of columns of a merged cell"),
    "nesting": Text("嵌套层数", "the depth of nesting"),
}

_EXCEEDED = Text(
    zh="{what}超过上限 {limit}，未读取；确认文件无误后，可调高设置 limits.{name}",
    en="{what} is beyond the limit of {limit}, so it was not read; "
    "if the file is sound, raise the setting limits.{name}",
)


def exceeded(name: str, limits: Limits) -> ReadingError:
    """Return the error for the limit ``name``, a field of :class:`Limits`, being exceeded."""
    message = _EXCEEDED.format(what=_WHAT[name], limit=f"{getattr(limits, name):,}", name=name)
    return ReadingError("too-large", message)


def open_zip(data: bytes | IO[bytes], limits: Limits) -> ZipFile:
    """Open an Office file or an archive after checking what it would unpack to.

    Arguments:
        data: its content, or a file that is open for reading.
        limits: how much it may unpack to.

    Python's ``zipfile`` never unpacks more of a member than the archive declares, so that the
    declared sizes are enough to judge by.

    Raises:
        ReadingError: ``damaged`` (no directory: cut short), ``too-large``.
    """
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
    except (BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise ReadingError(
            "damaged",
            Text(
                zh="文件不完整或已损坏（压缩目录无法读取）；请重新获取原文件",
                en="the file is cut short or damaged (its zip directory cannot be read); "
                "get the original file again",
            ),
        ) from error
    _check_members(archive.infolist(), limits)
    return archive


def _check_members(members: list[ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise exceeded("members", limits)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise exceeded("unpacked_bytes", limits)
    for member in members:
        if member.file_size > max(_RATIO_FROM, limits.ratio * member.compress_size):
            raise exceeded("ratio", limits)
