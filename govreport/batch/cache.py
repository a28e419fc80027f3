"""Results kept for files that do not change, in one SQLite file in the user's cache folder.

A result is found by the content of the file, the version of the program and the options; a file
whose size and time have not changed since is not read again to know its content. A damaged cache
is noticed and begun anew: it holds nothing that cannot be computed again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import sys
import time
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from govreport import __version__
from govreport.batch import wire
from govreport.batch.discovery import Source
from govreport.checker.model import Result
from govreport.forms.model import Form
from govreport.output.items import Item

__all__ = ["Cache", "CacheState", "cache_folder", "fingerprint"]

NAME = "results.sqlite"
SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file is sure to show in its time."""

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER, time INTEGER, content TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (
    key TEXT PRIMARY KEY, source TEXT, used INTEGER, digest BLOB, data BLOB
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class CacheState:
    """What the cache holds.

    Arguments:
        path: the file.
        results: number of results.
        size: bytes on disk.
    """

    path: Path
    results: int
    size: int


def cache_folder(setting: str = "") -> Path:
    """Return the cache folder: the setting, GOVREPORT_CACHE_DIR, or the user's cache folder."""
    chosen = os.environ.get("GOVREPORT_CACHE_DIR") or setting
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("govreport", appauthor=False)


def fingerprint(*parts: object) -> str:
    """Return a short name for what results depend on beside the file: version, code, options."""
    text = "\x1f".join([__version__, _code_state(), *map(repr, parts)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _code_state() -> str:
    """Tell the program's own files apart, so that a changed checkout finds no old results."""
    root = Path(__file__).parent.parent
    newest = max(
        (f.stat().st_mtime_ns for f in root.rglob("*") if f.suffix in (".py", ".toml")), default=0
    )
    return f"{sys.version_info[:2]} {newest}"


class Cache:
    """Results by content, version and options.

    Arguments:
        folder: the cache folder; made when it is not there.
        options: what :func:`fingerprint` gave for the options of this run.
        form: a form of the user's own, to which results may refer.
    """

    def __init__(self, folder: Path, options: str, form: Form | None = None) -> None:
        self.path = folder / NAME
        self.options = options
        self.form = form
        self.hits = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.database = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self.path)
        except sqlite3.DatabaseError:
            self._discard()
            return _connect(self.path)

    def _discard(self) -> None:
        """Begin anew: what is there is no cache of ours, or no longer."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def _renew(self) -> None:
        self.database.close()
        self._discard()
        self.database = _connect(self.path)

    def knows(self, source: Source) -> bool:
        """Tell whether the cache holds what a file comes to."""
        try:
            key = self._key(source)
            found = self.database.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            self._renew()
            return False
        return found is not None

    def get(self, source: Source) -> list[Item] | None:
        """Return what a file came to, ``None`` when that is not known."""
        try:
            row = self.database.execute(
                "SELECT source, digest, data FROM results WHERE key = ?", (self._key(source),)
            ).fetchone()
            items = self._items(row[1], row[2]) if row else None
        except (sqlite3.DatabaseError, pickle.UnpicklingError, zlib.error):
            self._renew()
            return None
        if row is None or items is None:
            return None
        self.hits += 1
        return [_moved(item, row[0], source.path) for item in items]

    def _items(self, digest: bytes, data: bytes) -> list[Item]:
        if hashlib.sha256(data).digest() != digest:
            raise pickle.UnpicklingError("damaged")
        return wire.loads(zlib.decompress(data), self.form)

    def put(self, source: Source, packed: bytes) -> None:
        """Keep what a file came to, as :func:`govreport.batch.wire.dumps` packed it."""
        data = zlib.compress(packed, 1)
        digest = hashlib.sha256(data).digest()
        row = (self._key(source), source.path, int(time.time()), digest, data)
        if row[0] is None:
            return
        try:
            with self.database:
                self.database.execute("INSERT OR REPLACE INTO results VALUES (?,?,?,?,?)", row)
        except sqlite3.DatabaseError:
            self._renew()

    def close(self) -> None:
        """Leave the cache as it is for the next run."""
        self.database.close()

    def _key(self, source: Source) -> str | None:
        """Name a result: what the file holds, how it was found, version and options."""
        content = self._content(source.path)
        return None if content is None else f"{content}/{source.named:d}/{self.options}"

    def _content(self, path: str) -> str | None:
        """Return the digest of a file's content; the file is read only when it has changed."""
        try:
            state = os.stat(path)
        except OSError:
            return None
        name = os.path.abspath(path)
        found = self.database.execute(
            "SELECT content FROM files WHERE path = ? AND size = ? AND time = ?",
            (name, state.st_size, state.st_mtime_ns),
        ).fetchone()
        if found:
            return str(found[0])
        try:
            with open(path, "rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        if time.time_ns() - state.st_mtime_ns > SETTLED:
            row = (name, state.st_size, state.st_mtime_ns, content)
            with self.database:
                self.database.execute("INSERT OR REPLACE INTO files VALUES (?,?,?,?)", row)
        return content


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=10, isolation_level="IMMEDIATE")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(_TABLES)
    database.execute("SELECT count(*) FROM results").fetchone()
    return database


def _moved(item: Item, old: str, new: str) -> Item:
    """Return an item of a file that had another name when it was read."""
    if old == new:
        return item
    if isinstance(item, Result):
        report = item.report
        report.source = new + report.source.removeprefix(old)
        return item
    return replace(item, source=new + item.source.removeprefix(old))


def state(folder: Path) -> CacheState:
    """Tell what the cache in ``folder`` holds."""
    path = folder / NAME
    files = [file for suffix in ("", "-wal") if (file := Path(f"{path}{suffix}")).is_file()]
    size = sum(file.stat().st_size for file in files)
    if not files:
        return CacheState(path, 0, 0)
    try:
        database = _connect(path)
        count = database.execute("SELECT count(*) FROM results").fetchone()[0]
        database.close()
    except sqlite3.DatabaseError:
        count = 0
    return CacheState(path, int(count), size)


def clear(folder: Path) -> CacheState:
    """Remove the cache in ``folder``, and tell what it held."""
    held = state(folder)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{folder / NAME}{suffix}").unlink(missing_ok=True)
    return held
