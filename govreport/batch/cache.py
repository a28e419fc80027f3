"""Results kept for files that do not change, in one SQLite file in the user's cache folder.

A result is found by the content of the file, the version of the program and the options; a file
whose size and times have not changed since is not read again to know its content. A damaged cache
is noticed and begun anew: it holds nothing that cannot be computed again. One that cannot be used
(no permission, a full disk) costs its use, never the run; one that can only be read is read.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from govreport import __version__
from govreport.batch.discovery import Source
from govreport.reading.limits import DEFAULT, Limits
from govreport.text import Text

__all__ = [
    "Cache",
    "CacheError",
    "CacheState",
    "cache_folder",
    "clear",
    "file_state",
    "fingerprint",
    "state",
]

NAME = "results.sqlite"
LAYOUT = 3
"""Number of the layout of the tables; a file with another one is begun anew."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file is sure to show in its times."""
DAY = 86_400
KEPT = 180 * DAY
"""Seconds after which a result that nobody asked for is dropped."""

_TABLES = """
CREATE TABLE files (path TEXT PRIMARY KEY, state TEXT, content TEXT) WITHOUT ROWID;
CREATE TABLE results (key TEXT PRIMARY KEY, used INTEGER, digest BLOB, data BLOB) WITHOUT ROWID;
CREATE INDEX ages ON results (used);
"""

_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
_UNUSABLE = frozenset(
    (sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
     sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_AUTH)
)  # fmt: skip
"""Errors that say nothing of the file's content: with these it must not be thrown away."""

_TROUBLE = Text(
    "缓存 {path} 无法使用（{why}），本次结果未予保留；请检查权限和磁盘空间，或用设置 cache_dir 另选文件夹",
    "the cache {path} cannot be used ({why}), the results of this run are not kept; check the "
    "permissions and the disk, or choose another folder with the setting cache_dir",
)

_NO_ACCESS = Text(
    "无法访问缓存 {path}（{why}）；请检查权限，或用设置 cache_dir 另选文件夹",
    "the cache {path} cannot be accessed ({why}); check the permissions, or choose another folder "
    "with the setting cache_dir",
)

_LIBRARIES = ("lxml", "pypdfium2", "xlrd", "xlsxwriter", "rich")
"""Libraries that read or write files: another version of one may read or write something else."""

OUTPUTS = "outputs"
"""The folder for finished output files, see :mod:`govreport.batch.kept`."""


class CacheError(Exception):
    """A cache that cannot be shown or cleared."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.message = _NO_ACCESS.format(path=path, why=error.strerror or error)
        super().__init__(self.message.en)


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
    """Tell the program's own files and its libraries apart, so that a change finds no old results."""
    root = Path(__file__).parent.parent
    own = [f.stat().st_mtime_ns for f in root.rglob("*") if f.suffix in (".py", ".toml")]
    libraries = [_installed(name) for name in _LIBRARIES]
    return f"{sys.version_info[:2]} {len(own)} {max(own, default=0)} {libraries}"


def _installed(name: str) -> int:
    """Return when a library was installed; it is not loaded for that."""
    spec = find_spec(name)
    return os.stat(spec.origin).st_mtime_ns if spec and spec.origin else 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a file was when the cache was asked for it: its key, and its state."""

    key: str
    state: str


class Cache:
    """Results, packed, by content, version and options.

    Arguments:
        folder: the cache folder; made when it is not there.
        options: what :func:`fingerprint` gave for the options of this run.
        limits: a file beyond them is not read to know its content.
        wait: seconds to wait for another run that is writing.

    Attributes:
        trouble: why the cache could not be used, or not be written to (``None``: all is well).
        unkept: what becomes the trouble when there is something to keep in a cache that can only
            be read.
    """

    def __init__(
        self, folder: Path, options: str, limits: Limits = DEFAULT, wait: float = 10.0
    ) -> None:
        self.path = folder / NAME
        self.options = options
        self.limits = limits
        self.wait = wait
        self.trouble: Text | None = None
        self.unkept: Text | None = None
        self.asked: dict[Source, _Asked] = {}
        self.used: list[str] = []
        self.began = int(time.time())
        self.database: sqlite3.Connection | None = None
        self.writable = True
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.database = _connect(self.path, wait)
        except sqlite3.DatabaseError as error:
            self._mend(error)
        except OSError as error:
            self._give_up(error.strerror or str(error))

    def get(self, source: Source) -> bytes | None:
        """Return what a file came to, as it was put, ``None`` when that is not known."""
        asked = self._ask(source)
        if asked is None:
            return None
        row = self._select("SELECT digest, data, used FROM results WHERE key = ?", asked.key)
        packed = _unpacked(*row[:2]) if row else None
        if packed is None:
            self.asked[source] = asked  # what is damaged will be replaced
        elif row[2] < self.began - DAY:  # to note it once a day is enough
            self.used.append(asked.key)
        return packed

    def put(self, source: Source, packed: bytes) -> None:
        """Keep what a file came to, unless it has changed since the cache was asked for it."""
        self.trouble = self.trouble or self.unkept
        asked = self.asked.pop(source, None)
        if asked is None or file_state(source.file) != asked.state:
            return
        data = zlib.compress(packed, 1)
        row = (asked.key, int(time.time()), hashlib.sha256(data).digest(), data)
        self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        """Leave the cache as it is for the next run; drop what nobody has asked for in a long time."""
        now = int(time.time())
        used = [(now, key) for key in self.used]
        self._write("UPDATE results SET used = ? WHERE key = ?", *used)
        self._write("DELETE FROM results WHERE used < ?", (now - KEPT,))
        if self.database is not None:
            self.database.close()
            self.database = None

    def _ask(self, source: Source) -> _Asked | None:
        """Name a result: what the file holds, how it was found, version and options.

        The suffix counts: it decides whether a file in a folder that cannot be read is a report.
        """
        state = file_state(source.file)
        content = self.content(source.file, state) if state else None
        if state is None or content is None:
            return None
        suffix = _as_text(os.path.splitext(source.path)[1].lower())
        return _Asked(f"{content}/{source.at}{suffix}/{source.named:d}/{self.options}", state)

    def content(self, path: str, state: str) -> str | None:
        """Return the digest of a file's content; the file is read only when it has changed.

        Arguments:
            path: the file.
            state: its state now, see :func:`file_state`.

        Returns:
            ``None`` for a file that cannot be read, or is larger than the limits allow.
        """
        name = _as_text(os.path.abspath(path))
        row = self._select("SELECT content FROM files WHERE path = ? AND state = ?", name, state)
        if row:
            return str(row[0])
        if self.database is None or _size(state) > self.limits.file_bytes:
            return None
        try:
            with open(path, "rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None
        if time.time_ns() - _changed(state) > SETTLED:
            self._write("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (name, state, content))
        return content

    def _select(self, question: str, *values: str) -> Any:
        if self.database is None:
            return None
        try:
            return self.database.execute(question, values).fetchone()
        except sqlite3.DatabaseError as error:
            self._mend(error)
            return None

    def _write(self, order: str, *rows: Sequence[object]) -> None:
        if self.database is None or not self.writable or not rows:
            return
        try:
            with self.database:
                self.database.executemany(order, rows)
        except sqlite3.DatabaseError as error:
            self._mend(error)

    def _mend(self, error: sqlite3.DatabaseError) -> None:
        """Begin anew where the file is damaged; go on without where it cannot be used."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in _BUSY:
            return  # another run is writing: this once, nothing is kept
        if code in _UNUSABLE:
            self._give_up(str(error), reading=self.database is not None)
            return
        try:
            self._begin_anew()
        except (OSError, sqlite3.DatabaseError) as again:
            self._give_up(getattr(again, "strerror", None) or str(again))

    def _begin_anew(self) -> None:
        """Remove what is no cache of ours, or no longer, and make a new one."""
        if self.database is not None:
            self.database.close()
            self.database = None
        _remove(self.path)
        self.database = _connect(self.path, self.wait)

    def _give_up(self, why: str, *, reading: bool = False) -> None:
        """Write no more; also ask no more, unless what is there can still be read."""
        self.writable = False
        trouble = _TROUBLE.format(path=self.path, why=why)
        if self.database is None:
            self.database = _look_into(self.path)
            if self.database is not None:
                self.unkept = trouble
                return
        self.trouble = self.trouble or trouble
        if not reading and self.database is not None:
            self.database.close()
            self.database = None


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    """Open the file, which is made when it is not there.

    Raises:
        sqlite3.DatabaseError: it cannot be opened, or is something else.
    """
    database = sqlite3.connect(path, timeout=wait, isolation_level="IMMEDIATE")
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with database:
            database.execute("BEGIN IMMEDIATE")
            layout = database.execute("PRAGMA user_version").fetchone()[0]
            tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if tables == 0:
                for order in filter(None, map(str.strip, _TABLES.split(";"))):
                    database.execute(order)
                database.execute(f"PRAGMA user_version = {LAYOUT}")
            elif layout != LAYOUT:
                raise sqlite3.DatabaseError("another layout")
        _ask_each_table(database)
    except BaseException:
        database.close()
        raise
    return database


def _ask_each_table(database: sqlite3.Connection) -> None:
    """See that the tables are there.

    Raises:
        sqlite3.DatabaseError: they are not, or are others.
    """
    database.execute("SELECT path, state, content FROM files LIMIT 1").fetchone()
    database.execute("SELECT key, used, digest, data FROM results LIMIT 1").fetchone()


def _unpacked(digest: object, data: object) -> bytes | None:
    """Return what was packed, ``None`` where it is not what was kept."""
    if not isinstance(data, bytes) or hashlib.sha256(data).digest() != digest:
        return None
    try:
        return zlib.decompress(data)
    except zlib.error:
        return None


def _as_text(name: str) -> str:
    """Return a file's name as the database takes it: bytes that are no text are spelled out."""
    return name.encode("utf-8", "backslashreplace").decode()


def file_state(path: str) -> str | None:
    """Return size, times and number of a file; ``None`` for what is no plain file."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _size(state: str) -> int:
    return int(state.split()[0])


def _changed(state: str) -> int:
    """Return when a file was last changed, in nanoseconds."""
    return max(map(int, state.split()[1:3]))


def state(folder: Path) -> CacheState:
    """Tell what the cache in ``folder`` holds; a file that is none of ours holds nothing.

    Raises:
        CacheError: nobody may look there.
    """
    path = folder / NAME
    try:
        files = [file for suffix in ("", "-wal") if (file := Path(f"{path}{suffix}")).is_file()]
        size = sum(file.stat().st_size for file in (*files, *(folder / OUTPUTS).glob("*")))
    except OSError as error:
        raise CacheError(path, error) from error
    return CacheState(path, _count(path) if files else 0, size)


def _count(path: Path) -> int:
    database = _look_into(path)
    if database is None:
        return 0
    try:
        return int(database.execute("SELECT count(*) FROM results").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
    finally:
        database.close()


def _look_into(path: Path) -> sqlite3.Connection | None:
    """Open the file to read only, ``None`` where that cannot be or it is none of ours."""
    # Where the folder cannot be written to, only a file that nobody changes can be looked into.
    for mode in ("mode=ro", "immutable=1"):
        database = None
        try:
            database = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
            if database.execute("PRAGMA user_version").fetchone()[0] == LAYOUT:
                _ask_each_table(database)
                return database
        except sqlite3.DatabaseError:
            pass
        if database is not None:
            database.close()
    return None


def clear(folder: Path) -> CacheState:
    """Remove the cache in ``folder``, and tell what it held.

    Raises:
        CacheError: it cannot be removed.
    """
    held = state(folder)
    try:
        _remove(folder / NAME)
        for kept in (folder / OUTPUTS).glob("*"):
            kept.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(held.path, error) from error
    return held


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
