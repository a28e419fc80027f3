"""Texts that wait on disk for their place in a file: an output of many reports keeps none in memory."""

from __future__ import annotations

import tempfile
from codecs import iterdecode
from collections.abc import Iterable, Iterator
from typing import IO, Any

__all__ = ["Spool", "copy_utf8"]

_BLOCK = 1 << 20


class Spool:
    """Texts in a temporary file, each found again by its number; it is gone when it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="govreport-")  # noqa: SIM115
        self._ends = [0]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> int:
        """Take a text, and return its number, counted from 0."""
        self._file.seek(self._ends[-1])
        size = self._file.write(text.encode("utf-8", "replace"))
        self._ends.append(self._ends[-1] + size)
        return len(self) - 1

    def __getitem__(self, number: int) -> bytes:
        """Return a text as it is stored, in UTF-8."""
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)

    def blocks(self) -> Iterator[bytes]:
        """Yield all texts one behind the other, as they are stored, in large pieces."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()


def copy_utf8(blocks: Iterable[bytes], file: Any) -> None:
    """Write UTF-8 to a file open for text; one that is UTF-8 itself takes it as it is."""
    below = getattr(file, "buffer", None)
    if below is None or file.encoding.lower() not in ("utf-8", "utf-8-sig"):
        file.writelines(iterdecode(blocks, "utf-8"))
        return
    file.flush()
    for block in blocks:
        below.write(block)
