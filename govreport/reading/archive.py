"""Zip archives: each file in them, also in archives within, under a name that tells where it is."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from struct import error as struct_error
from struct import unpack_from

from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits, exceeded, open_zip
from govreport.reading.sniff import kind_of
from govreport.text import Text

__all__ = ["member", "members", "names"]

# What systems and word processors leave behind.
_LITTER = frozenset(("thumbs.db", "desktop.ini"))
_LITTER_FOLDER = "__MACOSX/"
_LITTER_START = (".", "~$")

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_DEFLATE = frozenset(
    (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
)


def members(
    data: bytes, source: str, limits: Limits, depth: int = 1
) -> Iterator[tuple[str, bytes | ReadingError]]:
    """Yield the files of an archive in the order of their names.

    Arguments:
        data: the archive.
        source: its name.
        limits: ``file_bytes`` holds for each file, ``unpacked_bytes`` for all together, archives
            within included.
        depth: 1 for the outermost archive.

    Yields:
        a name such as ``a.zip!b/c.docx``, and the file's content or why it cannot be had.

    Raises:
        ReadingError: ``damaged``, ``too-large``: the archive itself cannot be read.
    """
    with open_zip(data, limits) as archive:
        budget = limits.unpacked_bytes - sum(info.file_size for info in archive.infolist())
        for at, name in names(archive):
            inner = f"{source}!{name}"
            content = _content(archive, archive.infolist()[at], limits)
            for found, unpacked in _unfolded(content, inner, limits, budget, depth):
                yield found, unpacked
                if found != inner and not isinstance(unpacked, ReadingError):
                    budget -= len(unpacked)


def names(archive: zipfile.ZipFile) -> list[tuple[int, str]]:
    """Return place and name of each file in an archive that may be a report, by name."""
    named = [(at, _name(info)) for at, info in enumerate(archive.infolist()) if not info.is_dir()]
    kept = [(at, name) for at, name in named if not _is_litter(name)]
    return sorted(kept, key=lambda each: each[1])


def member(
    archive: zipfile.ZipFile, at: int, source: str, limits: Limits
) -> Iterator[tuple[str, bytes | ReadingError]]:
    """Yield one file of an archive, or the files in it where it is an archive itself.

    Arguments:
        archive: the archive, checked against ``limits``.
        at: the file's place, as :func:`names` gave it.
        source: the file's name, such as ``a.zip!b/c.docx``.
        limits: as for :func:`members`.
    """
    infos = archive.infolist()
    budget = limits.unpacked_bytes - sum(info.file_size for info in infos)
    yield from _unfolded(_content(archive, infos[at], limits), source, limits, budget, 1)


def _unfolded(
    content: bytes | ReadingError, source: str, limits: Limits, budget: int, depth: int
) -> Iterator[tuple[str, bytes | ReadingError]]:
    """Yield a file as it is; of an archive, what is in it, ``budget`` bytes at most."""
    if isinstance(content, ReadingError) or not _is_archive(content, limits):
        yield source, content
    elif depth >= limits.archive_depth:
        yield source, exceeded("archive_depth", limits)
    else:
        rest = replace(limits, unpacked_bytes=budget)
        yield from _inner_members(content, source, rest, depth + 1)


def _inner_members(
    data: bytes, source: str, limits: Limits, depth: int
) -> Iterator[tuple[str, bytes | ReadingError]]:
    try:
        yield from members(data, source, limits, depth)
    except ReadingError as error:
        yield source, error


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits
) -> bytes | ReadingError:
    if info.file_size > limits.file_bytes:
        return exceeded("file_bytes", limits)
    if info.flag_bits & _ENCRYPTED:
        return ReadingError(
            "encrypted",
            Text(
                zh="压缩包设有密码，无法读取；请解压后再检查",
                en="the archive is protected by a password; unpack it and check the files",
            ),
        )
    if info.compress_type not in _DEFLATE:
        return ReadingError(
            "unsupported",
            Text(
                zh="压缩方法不受支持；请解压后再检查",
                en="it is packed by a method that is not known here; unpack it and check the files",
            ),
        )
    try:
        return archive.read(info)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        return _damaged(error)


def _damaged(error: Exception) -> ReadingError:
    damaged = ReadingError(
        "damaged",
        Text(
            zh="压缩包内的这个文件已损坏，无法解压；请重新获取",
            en="this file of the archive is damaged and cannot be unpacked; get it again",
        ),
    )
    damaged.__cause__ = error
    return damaged


def _is_archive(content: bytes, limits: Limits) -> bool:
    try:
        return content.startswith(b"PK") and kind_of(content, limits) == "zip"
    except ReadingError:
        return False


def _is_litter(name: str) -> bool:
    last = name.rpartition("/")[2]
    return (
        name.startswith(_LITTER_FOLDER) or last.lower() in _LITTER or last.startswith(_LITTER_START)
    )


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name: old Windows programs write GBK and do not say so, others UTF-8."""
    name = _unicode_path(info) or info.filename
    if not info.flag_bits & _UTF8_NAME and name == info.filename:
        raw = info.orig_filename.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _unicode_path(info: zipfile.ZipInfo) -> str | None:
    """Return the name in the extra field «Info-ZIP Unicode Path», if there is one."""
    at = 0
    try:
        while at + 4 <= len(info.extra):
            kind, size = unpack_from("<HH", info.extra, at)
            if kind == _UNICODE_PATH:
                return info.extra[at + 9 : at + 4 + size].decode("utf-8")
            at += 4 + size
    except (struct_error, UnicodeDecodeError):
        return None
    return None
