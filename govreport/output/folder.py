"""Folders into which a run writes a file for each report, and never over a file of the user's.

A record in the folder (:data:`RECORD`, in the manner of ``sha256sum``) says what the program
wrote there. A file that is as it was written is the program's, and a later run may replace it;
one that somebody has changed since, or put there, is not.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Protocol

from govreport.output.items import Item
from govreport.output.target import OutputError, refused, replace_bytes
from govreport.text import Text

__all__ = ["RECORD", "Folder", "FolderOutput", "naming", "own_files", "safe_name"]

RECORD = ".govreport-files"
"""The name of the record. What is hidden is never taken for a report."""

_NOT_A_FOLDER = Text(
    "{path} 是文件，不是文件夹；请换一个名称", "{path} is a file, no folder; choose another name"
)
_TAKEN = Text(
    "{path} 已存在，且不是本程序写入的（或写入后有人改过），未予覆盖；请换一个文件夹",
    "{path} is there already and is not as this program wrote it, so it is left as it is; "
    "choose another folder",
)

# What Windows does not allow in a name (and no other system needs), and its names of devices.
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_LONGEST = 200
"""Bytes of one name. Most systems take 255; a number may have to be added."""


class FolderOutput(Protocol):
    """An output that writes a file for some reports of a run.

    Attributes:
        folder: the folder that it writes to.
    """

    folder: Folder

    def add(self, item: Item) -> None:
        """Take the next item, and write its file if it gets one."""

    def close(self) -> None:
        """Finish."""

    def told(self) -> list[Text]:
        """Say, once the run is over, what was written and what was not, a line each."""


class Folder:
    """A folder that takes files.

    Arguments:
        path: the folder; it is made when it is not there, and those above it.

    Attributes:
        written: the paths of the files that are there now because of this run.
        problems: why files could not be written.

    Raises:
        OutputError: the folder cannot be made.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.written: list[str] = []
        self.problems: list[Text] = []
        self._taken: set[str] = set()
        try:
            os.makedirs(path, exist_ok=True)
            self._record = _read_record(path)
        except FileExistsError as error:
            raise OutputError(_NOT_A_FOLDER.format(path=path)) from error
        except OSError as error:
            raise refused(path, error) from error

    def put(self, name: str, data: bytes) -> str | None:
        """Write a file, complete or not at all.

        Arguments:
            name: its name, ``/`` between folders, as :func:`safe_name` or :func:`naming` gives
                it. A second file of one name in the same run gets a number.
            data: its content.

        Returns:
            its path; ``None`` when it could not be written, which :attr:`problems` tells.
        """
        name = self._free(name)
        path = os.path.join(self.path, *name.split("/"))
        digest = hashlib.sha256(data).hexdigest()
        try:
            is_there = os.path.lexists(path)
            found = _digest(path) if is_there else None
            if is_there and found not in (digest, self._record.get(name)):
                raise OutputError(_TAKEN.format(path=path))
            if found != digest or self._record.get(name) != digest:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                self._note(name, digest)
                replace_bytes(path, data)
        except OutputError as error:
            self.problems.append(error.message)
            return None
        except OSError as error:
            self.problems.append(refused(path, error).message)
            return None
        self.written.append(path)
        return path

    def withdraw(self, name: str) -> bool:
        """Remove the file that an earlier run wrote for a report that gets none any more.

        A file that somebody has changed since, or that this run has written, stays.
        """
        path = os.path.join(self.path, *name.split("/"))
        if _key(name) in self._taken or _digest(path) != self._record.get(name, ""):
            return False
        try:
            os.unlink(path)
        except OSError:
            return False
        return True

    def _free(self, name: str) -> str:
        """Return the name, with a number where this run has a file of that name already."""
        folder, slash, last = name.rpartition("/")
        stem, dot, suffix = last.rpartition(".")
        stem, suffix = (stem, dot + suffix) if stem else (last, "")
        number = 1
        while _key(name) in self._taken:
            number += 1
            name = f"{folder}{slash}{stem} ({number}){suffix}"
        self._taken.add(_key(name))
        return name

    def _note(self, name: str, digest: str) -> None:
        """Record a file before it is there: a run that is killed then leaves none unrecorded."""
        self._record[name] = digest
        with open(os.path.join(self.path, RECORD), "a", encoding="utf-8") as file:
            file.write(f"{digest}  {name}\n")


def own_files(folder: str) -> frozenset[str]:
    """Return the paths of the files in ``folder`` that are as the program wrote them."""
    try:
        record = _read_record(folder)
    except OSError:
        return frozenset()
    paths = {os.path.join(folder, *name.split("/")): digest for name, digest in record.items()}
    return frozenset(path for path, digest in paths.items() if _digest(path) == digest)


def _read_record(folder: str) -> dict[str, str]:
    """Return the digests of what the program wrote to a folder, by name."""
    try:
        with open(os.path.join(folder, RECORD), encoding="utf-8", errors="replace") as file:
            pairs = [line.rstrip("\n").split("  ", 1) for line in file]
    except FileNotFoundError:
        return {}
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def _digest(path: str) -> str | None:
    """Return the digest of a file's content, ``None`` where it is none or cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _key(name: str) -> str:
    """Return what two names share that some system takes for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def safe_name(text: str) -> str:
    """Return the name of a file or folder that any system takes; nothing in it leads elsewhere.

    Arguments:
        text: any text, such as the name of a body with a suffix. ``/`` is no part of a name.
    """
    text = _FORBIDDEN.sub("_", text.replace("/", "_").replace("\\", "_")).strip().rstrip(". ")
    if not text.strip("."):
        text = "_" + text.lstrip(".")
    if _DEVICES.match(text):
        text = f"_{text}"
    if len(text.encode("utf-8", "replace")) <= _LONGEST:
        return text
    suffix = PurePath(text).suffix
    suffix = suffix if len(suffix) < 10 else ""
    room = _LONGEST - len(suffix.encode("utf-8", "replace"))
    return text[: len(text) - len(suffix)].encode("utf-8", "replace")[:room].decode(
        "utf-8", "ignore"
    ) + suffix  # fmt: skip


def naming(sources: Iterable[str]) -> Callable[[str], str]:
    """Return what names the file that a run writes for a source, as :meth:`Folder.put` takes it.

    The folders are those of the sources, from the one on that all of them lie in; a file of an
    archive lies in a folder of the archive's name.

    Arguments:
        sources: the paths of all files of the run.
    """
    folders = [os.path.dirname(os.path.abspath(source)) for source in sources]
    try:
        root = os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # on several drives
        root = ""

    def name(source: str) -> str:
        path, inner = split_source(source)
        above = os.path.relpath(os.path.dirname(os.path.abspath(path)), root) if root else "."
        last = PurePath(path).stem if inner else os.path.basename(path)
        parts = [*above.split(os.sep), last, *re.split(r"[/\\!]", inner)]
        return "/".join(safe_name(part) for part in parts if part not in ("", ".", ".."))

    return name


def split_source(source: str) -> tuple[str, str]:
    """Part the name of a report's file into the path on disk and the name within the archive.

    The second is ``""`` where the file is in no archive. A file's own name may have ``!`` in it.
    """
    at = -1
    while not os.path.lexists(source) and (at := source.find("!", at + 1)) >= 0:
        if os.path.isfile(source[:at]):
            return source[:at], source[at + 1 :]
    return source, ""
