"""Tables as text: .csv and .tsv, in any encoding and with any of the usual separators."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from govreport.reading.characters import clean
from govreport.reading.document import Cell, Document, Location
from govreport.reading.encoding import decode
from govreport.reading.limits import DEFAULT, Limits, exceeded
from govreport.reading.sheets.blocks import blocks_of
from govreport.reading.sheets.sheet import Sheet

__all__ = ["read", "separator_of"]

SEPARATORS = "\t|;,"
"""Of separators that fit alike the one is taken that is rarer in running text."""
SAMPLE = 20_000
"""So many characters show what the separator is."""
QUOTED = re.compile(r'(?<![^,;|\t\n])"(?:[^"]|"")*"(?![^,;|\t\r\n])')
MANY = 8
"""From so many fields on, more of them are no better sign of a table."""
HINT = "sep="
"""First line by which Excel tells itself the separator."""


def read(data: bytes, source: str, limits: Limits = DEFAULT) -> Document:
    """Read a table in text form. A place is named by its row, ``line`` of the location.

    Arguments:
        data: the bytes of the file.
        source: the path as the user gave it.
        limits: how many cells are read.

    Raises:
        ReadingError: ``not-a-document``, ``too-large``.
    """
    text, notes = decode(data)
    sheet = Sheet(lambda row, column: Location(line=row, column=column))
    for row, fields in enumerate(_rows(text, limits), 1):
        for column, field in enumerate(fields, 1):
            value = clean(field)
            if value.strip():
                sheet.cells[row, column] = Cell(value, sheet.locate(row, column))
        if len(sheet.cells) > limits.cells:
            raise exceeded("cells", limits)
    return Document(source, "csv", list(blocks_of(sheet, limits)), notes)


def _rows(text: str, limits: Limits) -> list[list[str]]:
    csv.field_size_limit(limits.file_bytes)
    first, _, rest = text.partition("\n")
    if first.lower().startswith(HINT) and len(first.strip()) == len(HINT) + 1:
        return [[], *_split(rest, first[len(HINT)])]
    return _split(text, separator_of(text))


def _split(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def separator_of(text: str) -> str:
    """Return the separator that gives most rows the same number of fields.

    Arguments:
        text: the text, or its beginning.
    """
    sample = QUOTED.sub("", text[:SAMPLE])
    lines = sample.splitlines()[:-1] if len(text) > SAMPLE else sample.splitlines()

    def fitness(separator: str) -> int:
        widths = Counter(line.count(separator) + 1 for line in lines if separator in line)
        return max((rows * min(width, MANY) for width, rows in widths.items()), default=0)

    return max(SEPARATORS, key=fitness)
