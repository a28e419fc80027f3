"""Lines that are rows of a table: fields between tabs, between pipes, or between wide gaps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from govreport.reading.text.lines import IN_CELL, Line

__all__ = [
    "Kind",
    "Row",
    "figures",
    "is_border",
    "is_hyphens",
    "label_row",
    "row_of",
    "without_pipes",
]

Kind = Literal["tab", "pipe", "space"]

_FIGURE = re.compile(
    r"[-+−]?(?:\d(?:[\d,，.．]*\d)?|[,，.．]\d+)(?:%|％|[^\W\d]{0,2})|[/／\-—–－]{1,3}|无|不适用|不涉及|N/A"
)
_PIPE = re.compile(r"(?<!\\)[|｜│┃║]")
_BORDER = re.compile(r"[\s|｜│┃║+:=\-─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╭╮╰╯]+")
_RULE = re.compile(r"[-─━═=]{3}|[─━═┌├└╔╠╚┏┣┗]|\|\s*:?-+:?\s*\|")
# Shorter ones stand for blank figures.
_DASHES = re.compile(r"[-=]{4,}(?:\s+[-=]{4,})*")
_GAP = re.compile(r"(?: {2,}|\u3000)[ \u3000]*| \u3000[ \u3000]*")


@dataclass(slots=True, eq=False)
class Row:
    """The fields of one line.

    Arguments:
        line: the line.
        kind: what separates the fields.
        fields: the fields in order, stripped, empty ones included.
        places: where each field begins and ends in the line's text (kind ``space`` only).

    Attributes:
        figures: how many figures stand in the fields; marks for a missing one count.
    """

    line: Line
    kind: Kind
    fields: list[str]
    places: list[tuple[int, int]] = field(default_factory=list)
    figures: int = field(init=False)

    def __post_init__(self) -> None:
        self.figures = sum(map(figures, self.fields))


def figures(text: str) -> int:
    """Count the figures of a field that holds nothing else; several may stand between spaces."""
    parts = text.split()
    return len(parts) if parts and all(_FIGURE.fullmatch(part) for part in parts) else 0


def row_of(line: Line) -> Row | None:
    """Return the line as a row of at least two fields, or ``None``.

    Two of them must not be empty, unless it is drawn as a row or holds a figure among tabs.
    """
    for separated in _SEPARATORS:
        row = separated(line)
        if row is not None:
            return row if _is_filled(row) and not _is_prose(row.fields) else None
    return None


def without_pipes(line: Line) -> Line:
    """Return a line that holds one cell at most without the pipes around it: ``0 |``."""
    row = _by_pipes(line)
    if row is None or sum(map(bool, row.fields)) > 1:
        return line
    return replace(line, text="".join(row.fields))


def label_row(line: Line, kind: Kind) -> Row:
    """Return a line that is no row by itself as a row of the table around it."""
    if kind == "tab":
        return _by_tabs(line)
    begin = len(line.text) - len(line.text.lstrip())
    text = line.text.strip()
    return Row(line, kind, [text], [(begin, begin + len(text))])


def is_border(line: Line) -> bool:
    """Tell the lines that draw a table: ``|---|:--:|``, ``+-----+``, ``├──┼──┤``, ``---- ----``."""
    text = line.text.strip()
    if len(text) < 3 or _BORDER.fullmatch(text) is None:
        return False
    if _PIPE.search(text) is not None or any(sign in text for sign in "+─━═"):
        return _RULE.search(text) is not None
    return _DASHES.fullmatch(text) is not None


def is_hyphens(line: Line) -> bool:
    """Tell a row of one or two hyphens in each field, which may be a border or blank figures."""
    row = _by_pipes(line)
    return row is not None and set(row.fields) <= {"-", "--"}


def _with_tabs(line: Line) -> Row | None:
    return _by_tabs(line) if "\t" in line.text.strip(" ") else None


def _by_tabs(line: Line) -> Row:
    return Row(line, "tab", [_unquoted(part.strip()) for part in line.text.split("\t")])


def _by_pipes(line: Line) -> Row | None:
    text = line.text.strip()
    if _PIPE.search(text) is None:
        return None
    parts = _PIPE.split(text)
    if not parts[0].strip():
        del parts[0]
    if parts and not parts[-1].strip():
        del parts[-1]
    return Row(line, "pipe", [_in_cell(part.replace("\\|", "|").strip()) for part in parts])


def _by_gaps(line: Line) -> Row | None:
    text = line.text.rstrip()
    begin = len(text) - len(text.lstrip())
    places = []
    for match in _GAP.finditer(text, begin):
        places.append((begin, match.start()))
        begin = match.end()
    places.append((begin, len(text)))
    if len(places) == 1:
        return None
    return Row(line, "space", [text[begin:end] for begin, end in places], places)


_SEPARATORS: tuple[Callable[[Line], Row | None], ...] = (_with_tabs, _by_pipes, _by_gaps)


def _unquoted(text: str) -> str:
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        text = text[1:-1].replace('""', '"')
    return _in_cell(text)


def _in_cell(text: str) -> str:
    return text.replace(IN_CELL, "\n").strip()


def _is_filled(row: Row) -> bool:
    if sum(map(bool, row.fields)) > 1:
        return True
    if row.kind == "pipe":
        return len(row.fields) > 1 and _PIPE.match(row.line.text.strip()) is not None
    return row.kind == "tab" and len(row.fields) > 2 and row.figures > 0


def _is_prose(fields: list[str]) -> bool:
    return any("。" in field and len(field) > 30 for field in fields)
