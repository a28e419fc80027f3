"""The source of a page as text whose places are found again in the bytes of the file."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from govreport.reading.encoding import declared_encoding, encoding_of

__all__ = ["ByteSource"]

_CHUNK = 1024


class ByteSource:
    """A text file, changed in its own encoding; every other byte stays as it is.

    Arguments:
        data: the file.

    Attributes:
        text: the text.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._encoding, self._start = encoding_of(data, declared_encoding(data))
        self.text = data[self._start :].decode(self._encoding, errors="replace")
        self._edits: list[tuple[int, int, str]] = []

    def insert(self, at: int, new: str) -> None:
        """Put something in before a character; what is put in at one place first stands first."""
        self._edits.append((at, at, new))

    def replace(self, start: int, end: int, new: str) -> None:
        """Put something in the place of some characters."""
        self._edits.append((start, end, new))

    def applied(self) -> bytes:
        """Return the file with all changes made."""
        edits = sorted(self._edits, key=lambda edit: edit[:2])
        places = sorted({at for edit in edits for at in edit[:2]})
        offsets = dict(zip(places, self._offsets(places), strict=True))
        parts = []
        done = 0
        for start, end, new in edits:
            assert offsets[start] >= done, "two edits touch each other"
            # What the encoding of the page does not have is written as a reference.
            parts += [
                self._data[done : offsets[start]], new.encode(self._encoding, "xmlcharrefreplace")
            ]  # fmt: skip
            done = offsets[end]
        return b"".join([*parts, self._data[done:]])

    def _offsets(self, places: Sequence[int]) -> list[int]:
        """Return where characters begin in the bytes.

        The decoder tells: it has given so many characters after so many bytes. It is asked byte by
        byte only where one of the places is near.
        """
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        found: list[int] = []
        wanted = iter([*places, len(self.text) + 1])
        place = next(wanted)
        count, at = 0, self._start
        while at < len(self._data) and len(found) < len(places):
            state = decoder.getstate()
            chunk = self._data[at : at + _CHUNK]
            length = len(decoder.decode(chunk))
            if count + length < place:
                count, at = count + length, at + len(chunk)
                continue
            decoder.setstate(state)
            for byte in range(at, at + len(chunk)):
                while place <= count:
                    # Where several characters come at once, the last is a single byte.
                    found.append(byte if place == count else byte - 1)
                    place = next(wanted)
                count += len(decoder.decode(self._data[byte : byte + 1]))
            at += len(chunk)
        return [*found, *[len(self._data)] * (len(places) - len(found))]
