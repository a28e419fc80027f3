"""RTF, often under the name .doc."""

from __future__ import annotations

from govreport.reading.document import Document
from govreport.reading.limits import Limits
from govreport.reading.rtf.interpreter import Interpreter

__all__ = ["read"]


def read(data: bytes, source: str, limits: Limits) -> Document:
    """Read an RTF file.

    Raises:
        ReadingError: ``too-large`` where groups or tables are nested too deep, or a table has too
            many cells.
    """
    interpreter = Interpreter(limits)
    interpreter.run(data[data.find(b"{\\rtf") :])
    return Document(source, "rtf", interpreter.blocks, interpreter.notes, interpreter.title)
