"""Files that the program writes: complete or not at all, and never in the place of another's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from govreport.oserror import why
from govreport.text import Text

__all__ = ["OutputError", "refused", "replace_bytes", "replace_text", "target"]

_TAKEN = Text(
    "文件 {path} 已存在，且不是本程序以前的输出，未予覆盖；请换一个文件名",
    "{path} is there already and was not written by this program, so it is left as it is; "
    "choose another name",
)
_REFUSED = Text("无法写入 {path}（{why}）", "{path} cannot be written ({why})")


class OutputError(Exception):
    """A file that cannot be written.

    Arguments:
        message: which, why, and what to do.
    """

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def refused(path: str, error: OSError) -> OutputError:
    """Return the error for a place that cannot be written to."""
    return OutputError(_REFUSED.format(path=path, why=why(error)))


@contextmanager
def target(
    path: str,
    begins: Sequence[str],
    encoding: str | None,
    wrote: Callable[[str], bool] | None = None,
) -> Iterator[IO[Any]]:
    """Give a stream whose content becomes the file at ``path`` when all of it is written.

    The name of the stream is that of a file in the same folder.

    Arguments:
        path: the file. One that is there is replaced only when it begins as ours do.
        begins: what a file that the program wrote earlier begins with, one of these.
        encoding: the encoding of the file; ``None`` for bytes (then ``begins`` is latin-1).
        wrote: tells whether a file that begins so is the program's, for formats in which other
            programs' files begin the same.

    Raises:
        OutputError: another's file is there, or the place cannot be written to.
    """
    if os.path.lexists(path) and not _is_ours(path, begins, encoding, wrote):
        raise OutputError(_TAKEN.format(path=path))
    with _beside(path, encoding) as file:
        yield file


def replace_text(path: str, text: str) -> None:
    """Write a file of the user's anew, complete or not at all.

    Raises:
        OutputError: the place cannot be written to.
    """
    with _beside(path, "utf-8") as file:
        file.write(text)


def replace_bytes(path: str, data: bytes) -> None:
    """Write a file, complete or not at all; what is there is replaced.

    Raises:
        OutputError: the place cannot be written to.
    """
    with _beside(path, None) as file:
        file.write(data)


@contextmanager
def _beside(path: str, encoding: str | None) -> Iterator[IO[Any]]:
    """Give a stream to a new file in the folder of ``path`` that is moved there in the end."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        handle, beside = tempfile.mkstemp(prefix=".govreport-", dir=folder)
    except OSError as error:
        raise refused(path, error) from error
    try:
        os.close(handle)
        if encoding is None:
            with open(beside, "wb") as file:
                yield file
        else:
            with open(beside, "w", encoding=encoding, errors="replace", newline="") as text:
                yield text
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _is_ours(
    path: str,
    begins: Sequence[str],
    encoding: str | None,
    wrote: Callable[[str], bool] | None,
) -> bool:
    try:
        with open(path, encoding=encoding or "latin-1", errors="replace", newline="") as file:
            start = file.read(max(map(len, begins)))
    except OSError:
        return False
    if not start:
        return True
    return start.startswith(tuple(begins)) and (wrote is None or wrote(path))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
