"""From what the user named to the files that are read: folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govreport.oserror import why
from govreport.output.items import Failure
from govreport.text import Text

__all__ = ["STDIN", "Source", "discover"]

STDIN = "-"
"""The name of standard input."""

_BARS = re.escape(os.sep + (os.altsep or ""))

_SETTINGS = "govreport.toml"
"""The program's own settings, which may lie beside the reports."""

_NO_MATCH = Text("没有文件符合这个模式，请检查路径", "no file matches this pattern; check the path")
_NO_ACCESS = Text("无法打开文件夹（{why}）", "the folder cannot be opened ({why})")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Arguments:
        path: the path, ``"-"`` for standard input; ``a.zip!b/c.docx`` for a file of an archive.
        named: the user named this very file; it did not just lie in a folder or fit a pattern.
        archive: the archive that it is in (``""``: in none).
        at: its place in the directory of the archive.
    """

    path: str
    named: bool
    archive: str = ""
    at: int = -1

    @property
    def file(self) -> str:
        """The file on disk that holds it."""
        return self.archive or self.path

    def members(self, names: Sequence[tuple[int, str]]) -> list[Source]:
        """Return the files in this archive.

        Arguments:
            names: place and name of each.
        """
        return [Source(f"{self.path}!{name}", False, self.path, at) for at, name in names]


def discover(paths: Iterable[str]) -> Iterator[Source | Failure]:
    """Yield the files that ``paths`` stand for, each once, in an order that is always the same.

    Folders are searched recursively, in the order of their names; what is hidden, the settings
    and what Office leaves beside an open file (``~$…``) are left out, and so is what is no file (a pipe, a device).
    A path that is not there and has ``*``, ``?`` or ``[`` in it is a pattern (``**`` for any depth).
    The files that the program itself wrote into a folder below are left out, too, as long as nobody
    has changed them; to check them, name that folder.

    Arguments:
        paths: files, folders, patterns, or ``"-"``, as the user gave them.

    Yields:
        A failure where a pattern fits nothing or a folder cannot be opened.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            key = found.path if isinstance(found, Source) else found.source
            key = key if key == STDIN else os.path.abspath(key)
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str) -> Iterator[Source | Failure]:
    if path == STDIN:
        yield Source(STDIN, named=True)
    elif os.path.isdir(path):
        yield from _walk(path, _Own(path))
    elif not os.path.lexists(path) and glob.has_magic(path):
        yield from _match(path)
    else:
        yield Source(path, named=True)


def _match(pattern: str) -> Iterator[Source | Failure]:
    own = _Own(_fixed_part(pattern))
    found = sorted(path for path in _fitting(pattern) if not _is_lock(path) and path not in own)
    if not found:
        yield Failure(pattern, "not-found", _NO_MATCH)
    for path in found:
        if os.path.isdir(path):
            yield from _walk(path, own)
        elif os.path.isfile(path):
            yield Source(path, named=False)


def _fitting(pattern: str) -> Iterator[str]:
    """Yield the paths that fit a pattern; ``**`` does not go through links to folders."""
    deep = re.search(rf"(?:^|(?<=[{_BARS}]))\*\*(?=[{_BARS}]|$)", pattern)
    if not deep:
        yield from glob.iglob(pattern)
        return
    head, tail = pattern[: deep.start()], pattern[deep.end() + 1 :]
    for base in glob.iglob(head) if head else ("",):
        if not tail:
            yield base or os.curdir
            continue
        for folder in _folders(base):
            yield from _fitting(os.path.join(glob.escape(folder), tail))


def _folders(folder: str) -> Iterator[str]:
    """Yield a folder and those below it that are no links: links can lead round in a circle."""
    yield folder
    try:
        entries = _entries(folder or os.curdir)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _folders(os.path.join(folder, entry.name))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder, by name.

    Raises:
        OSError: the folder cannot be looked into.
    """
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _fixed_part(pattern: str) -> str:
    """Return the folder that a pattern searches."""
    folder = os.path.dirname(pattern)
    while glob.has_magic(folder):
        folder = os.path.dirname(folder)
    return folder


class _Own:
    """Knows the files that the program wrote into folders below the one that is searched.

    Arguments:
        root: the folder that is searched.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self._known: dict[str, frozenset[str]] = {}

    def __contains__(self, path: str) -> bool:
        folder = os.path.dirname(path)
        while len(folder) > len(self.root):
            if path in self._files(folder):
                return True
            folder = os.path.dirname(folder)
        return False

    def _files(self, folder: str) -> frozenset[str]:
        from govreport.output.folder import own_files

        if folder not in self._known:
            self._known[folder] = own_files(folder)
        return self._known[folder]


def _walk(folder: str, own: _Own) -> Iterator[Source | Failure]:
    """Yield the files of a folder and of those in it, files before folders, by name."""
    try:
        shown = [entry for entry in _entries(folder) if not _is_hidden(entry.name)]
    except OSError as error:
        yield Failure(folder, "permission", _NO_ACCESS.format(why=why(error)))
        return
    for entry in shown:
        if entry.is_file() and entry.path not in own:
            yield Source(entry.path, named=False)
    for entry in shown:
        # A link to a folder is not followed: it can lead round in a circle.
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, own)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == _SETTINGS or _is_lock(name)


def _is_lock(path: str) -> bool:
    return os.path.basename(path).startswith("~$")
