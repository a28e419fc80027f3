"""Lines that are rows of a table: fields between tabs, between pipes, or between wide gaps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from govreport.reading.characters import width
from govreport.reading.text.lines import Line

__all__ = ["Kind", "Row", "is_border", "is_dashes", "label_row", "row_of"]

Kind = Literal["tab", "pipe", "space"]

_FIGURE = re.compile(
    r"[-+−]?[\d０-９][\d０-９,，.．]*(?:%|％|[^\W\d]{0,2})|[/／\-—–－]{1,3}|无|不适用|不涉及|N/A"
)
_PIPE = re.compile(r"(?<!\\)[|｜│┃║]")
_BORDER = re.compile(r"[\s|｜│┃║+:=\-─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╭╮╰╯]+")
_RULE = re.compile(r"[-─━═=]{2}|[┌├└╔╠╚┏┣┗]|-")
_GAP = re.compile(r"(?:\u3000| {2,}|[ \u3000]{2,})[ \u3000]*")


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one line.

    Arguments:
        line: the line.
        kind: what separates the fields.
        fields: the fields in order, stripped, empty ones included.
        offsets: first and last display column of each field (kind ``space`` only).
    """

    line: Line
    kind: Kind
    fields: list[str]
    offsets: list[tuple[int, int]]

    @property
    def figures(self) -> int:
        """How many fields are figures or stand for a missing one."""
        return sum(map(_figures, self.fields))


def row_of(line: Line) -> Row | None:
    """Return the line as a row of fields, ``None`` where nothing is separated.

    At least two fields are filled, or the separators leave no doubt: a label with its figures
    left blank, or a line drawn as a row.
    """
    for separated in _SEPARATORS:
        row = separated(line)
        if row is not None:
            return row if _is_row(row) and not _is_prose(row.fields) else None
    return None


def _is_row(row: Row) -> bool:
    filled = [number for number, text in enumerate(row.fields, 1) if text]
    if len(filled) > 1:
        return True
    if row.kind == "pipe":
        return len(row.fields) > 1 and _PIPE.match(row.line.text.lstrip()) is not None
    return bool(filled) and len(row.fields) - filled[0] > 1 and not row.line.prose


def label_row(line: Line, kind: Kind) -> Row:
    """Return a line that is no row by itself as a row of the table around it."""
    if kind == "tab":
        return Row(line, kind, [field.strip() for field in line.text.split("\t")], [])
    text = line.text.strip()
    start = _column(line.text, len(line.text) - len(line.text.lstrip()))
    return Row(line, kind, [text], [(start, start + width(text) - 1)])


def is_border(line: Line) -> bool:
    """Tell the lines that draw a table: ``|---|:--:|``, ``+-----+``, ``├──┼──┤``."""
    text = line.text.strip()
    return (
        len(text) > 2
        and _BORDER.fullmatch(text) is not None
        and _RULE.search(text) is not None
        and (_PIPE.search(text) is not None or "+" in text or "─" in text or "━" in text)
    )


def is_dashes(line: Line) -> bool:
    """Tell a row of fields of one or two hyphens: a border below a header, blank figures elsewhere."""
    row = _by_pipes(line)
    return row is not None and set(row.fields) <= {"-", "--"}


def _by_tabs(line: Line) -> Row | None:
    if "\t" not in line.text.strip(" "):
        return None
    return Row(line, "tab", [field.strip() for field in line.text.split("\t")], [])


def _by_pipes(line: Line) -> Row | None:
    text = line.text.strip()
    if _PIPE.search(text) is None:
        return None
    fields = _PIPE.split(text)
    if fields and not fields[0].strip():
        del fields[0]
    if fields and not fields[-1].strip():
        del fields[-1]
    return Row(line, "pipe", [field.replace("\\|", "|").strip() for field in fields], [])


def _by_gaps(line: Line) -> Row | None:
    text = line.text.expandtabs().rstrip()
    indent = len(text) - len(text.lstrip())
    fields, offsets, begin = [], [], indent
    for match in [*_GAP.finditer(text, indent), None]:
        end = match.start() if match else len(text)
        if begin < end:
            start = _column(text, begin)
            fields.append(text[begin:end])
            offsets.append((start, start + width(text[begin:end]) - 1))
        begin = match.end() if match else end
    return Row(line, "space", fields, offsets) if len(fields) > 1 else None


_SEPARATORS: tuple[Callable[[Line], Row | None], ...] = (_by_tabs, _by_pipes, _by_gaps)


def _column(text: str, index: int) -> int:
    return width(text[:index])


def _figures(field: str) -> int:
    parts = field.split()
    return len(parts) if parts and all(_FIGURE.fullmatch(part) for part in parts) else 0


def _is_prose(fields: list[str]) -> bool:
    return any("。" in field and len(field) > 30 for field in fields)
