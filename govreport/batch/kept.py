"""Finished output files, kept in the cache folder: a second run over unchanged files makes none anew.

A workbook or a page of a thousand reports takes as long to make as half of the reports to read.
What goes into a file is known before the run: the files, in their order and with their content,
the options, the version of the program, the kind of output, its language and its folder (links
lead from there). Where all of that is as it was, the file is what it was, byte for byte.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import IO

from govreport.batch.cache import OUTPUTS, Cache, file_state
from govreport.batch.discovery import STDIN, Source
from govreport.output.items import Failure
from govreport.reading.limits import Limits

__all__ = ["Kept"]

ROOM = 256_000_000
"""Bytes that all kept files together may take; the ones not used for longest go first."""

_BLOCK = 1 << 18
_DIGEST = hashlib.sha256().digest_size


class Kept:
    """Kept output files of one set of sources.

    Arguments:
        folder: the cache folder.
        sources: the files to check, in their order.
        key: what results depend on beside the files.
        limits: a file beyond them is not read to know its content.
    """

    def __init__(
        self, folder: Path, sources: Sequence[Source | Failure], key: str, limits: Limits
    ) -> None:
        self.folder = folder / OUTPUTS
        self.cache = folder
        self.sources, self.key, self.limits = sources, key, limits
        self._files = [source for source in sources if isinstance(source, Source)]
        self.before = self._states()

    def fetch(self, kind: str, file: IO[bytes]) -> bool:
        """Write a kept output into a file; one that is damaged is removed.

        Arguments:
            kind: what makes outputs of the same results different: format, language, folder.
            file: open and empty; it stays so where nothing is kept.

        Returns:
            whether the file holds the output now.
        """
        known = self._kept(kind)
        path = self._path(kind) if known else None  # to know what all files hold takes a while
        if path is None or path not in known:
            return False
        try:
            with path.open("rb") as packed:
                _unpack(packed, file)
        except (OSError, ValueError, zlib.error):
            file.seek(0)
            file.truncate()
            with suppress(OSError):
                path.unlink()
            return False
        with suppress(OSError):  # in a folder that can only be read nothing is ever dropped
            os.utime(path)
        return True

    def keep(self, kind: str, path: str) -> None:
        """Keep a finished output, unless one of the files has changed since the run began.

        Arguments:
            kind: as for :meth:`fetch`.
            path: the output.
        """
        if self.before is None or self._states() != self.before:
            return
        place = self._path(kind)
        if place is None:
            return
        with suppress(OSError):  # no room, or no permission: the next run makes the output anew
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in self._kept(kind):
                old.unlink()
            _pack(path, place)
            _make_room(self.folder)

    def _kept(self, kind: str) -> list[Path]:
        """Return what is kept of this kind for files of these names, whatever they held."""
        return list(self.folder.glob(f"{_digest(kind, self._names)}-*"))

    def _path(self, kind: str) -> Path | None:
        if self._contents is None:
            return None
        return self.folder / f"{_digest(kind, self._names)}-{self._contents}"

    def _states(self) -> list[str | None] | None:
        """Return what tells that files have changed; ``None`` where one cannot be asked twice."""
        if any(source.path == STDIN for source in self._files):
            return None
        return [file_state(source.file) for source in self._files]

    @cached_property
    def _names(self) -> str:
        return _digest(self.key, *(_named(source) for source in self.sources))

    @cached_property
    def _contents(self) -> str | None:
        """Name what the files hold; ``None`` where that is not known of every one."""
        if self.before is None:
            return None
        with closing(Cache(self.cache, self.key, self.limits)) as cache:
            contents = [_content(source, cache) for source in self._files]
        return None if None in contents else _digest(*map(str, contents))


def _content(source: Source, cache: Cache) -> str | None:
    """Name what a file holds; one that is too large to be read is its size."""
    state = file_state(source.file)
    if state is None:
        return None
    too_large = int(state.split()[0]) > cache.limits.file_bytes
    return state if too_large else cache.content(source.file, state)


def _named(source: Source | Failure) -> str:
    """Tell a source, how it was found and where it lies, or why there is none."""
    if isinstance(source, Failure):
        return repr((source.source, source.error, source.message.en))
    folder, name = os.path.split(source.file)
    real = os.path.join(_real(folder), name)
    return repr((source, os.path.realpath(real) if os.path.islink(real) else real))


_real = lru_cache(256)(os.path.realpath)


def _digest(*parts: str) -> str:
    text = "\x1f".join(parts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(text).hexdigest()[:32]


def _pack(path: str, place: Path) -> None:
    """Write a packed copy, with a digest of what it holds; complete or not at all."""
    handle, beside = tempfile.mkstemp(prefix=".", dir=place.parent)
    try:
        with open(path, "rb") as file, open(handle, "wb") as packed:
            digest, compressor = hashlib.sha256(), zlib.compressobj(1)
            packed.write(bytes(_DIGEST))
            while block := file.read(_BLOCK):
                digest.update(block)
                packed.write(compressor.compress(block))
                if packed.tell() > ROOM:
                    raise OSError("too large")
            packed.write(compressor.flush())
            packed.seek(0)
            packed.write(digest.digest())
        os.replace(beside, place)
    except BaseException:
        os.unlink(beside)
        raise


def _unpack(packed: IO[bytes], file: IO[bytes]) -> None:
    """Write what a packed copy holds.

    Raises:
        ValueError, zlib.error: it is damaged.
    """
    told, digest, decompressor = packed.read(_DIGEST), hashlib.sha256(), zlib.decompressobj()
    while block := packed.read(_BLOCK):
        data = decompressor.decompress(block)
        digest.update(data)
        file.write(data)
    if digest.digest() != told or not decompressor.eof:
        raise ValueError("damaged")


def _make_room(folder: Path) -> None:
    """Remove the files not used for longest until the others have room."""
    found = sorted(((file.stat(), file) for file in folder.iterdir()), key=lambda f: -f[0].st_mtime)
    taken = 0
    for state, file in found:
        taken += state.st_size
        if taken > ROOM:
            file.unlink(missing_ok=True)
