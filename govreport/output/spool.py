"""Texts that wait on disk for their place in a file: an output of many reports keeps none in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

__all__ = ["Spool"]


class Spool:
    """Texts in a temporary file, each found again by its number; it is gone when it is closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="govreport-")  # noqa: SIM115
        self._ends = [0]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> int:
        """Take a text, and return its number, counted from 0."""
        size = self._file.write(text.encode("utf-8", "replace"))
        self._ends.append(self._ends[-1] + size)
        return len(self) - 1

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode("utf-8")

    def raw(self, number: int) -> bytes:
        """Return a text as it is stored, in UTF-8."""
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start)

    def __iter__(self) -> Iterator[str]:
        """Yield all texts in the order in which they came."""
        return (self[number] for number in range(len(self)))

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()
