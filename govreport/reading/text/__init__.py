"""Plain text: as pasted from Word or a browser, as ``pdftotext -layout`` writes it, as typed."""

from __future__ import annotations

from govreport.reading.document import Document
from govreport.reading.encoding import decode
from govreport.reading.limits import Limits
from govreport.reading.text.lines import lines_of
from govreport.reading.text.tables import blocks_of

__all__ = ["read"]


def read(data: bytes, source: str, limits: Limits) -> Document:
    """Read a text file.

    Raises:
        ReadingError: ``not-a-document`` where the bytes are no text.
    """
    text, notes = decode(data)
    return Document(source, "text", list(blocks_of(lines_of(text))), notes)
