"""The boxes of comments, which Excel stores apart from their text, as VML."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from govreport.output.annotate.xlsx.sheet import SheetCells
from govreport.reading.sheets.sheet import Place

__all__ = ["box", "new_drawing", "shape_number", "with_boxes", "without_boxes"]

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = "_x0000_t202"
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="{_TYPE}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_PLACE = {
    name: re.compile(rb"<x:%s>\s*(\d+)\s*</x:%s>" % (name, name)) for name in (b"Row", b"Column")
}

BLOCK = 1024
"""So many numbers of shapes belong to one drawing."""
WIDTH, LINE = 300, 17
"""Pixels that a box is wide, and that a line of text is high."""
SIGNS = 44
"""Half-width characters on one line of a box."""
FARTHEST = 16_000


def new_drawing(block: int) -> str:
    """Return a drawing without shapes.

    Arguments:
        block: a number that no other drawing of the workbook has.
    """
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    return f"<xml {_SPACES}>{layout}{_SHAPE_TYPE}</xml>"


def shape_number(drawing: bytes, block: int) -> int:
    """Return the first number for new shapes of a drawing."""
    used = [int(number) for number in _NUMBER.findall(drawing)]
    return max(used, default=block * BLOCK) + 1


def with_boxes(drawing: bytes, boxes: str) -> bytes:
    """Return a drawing with further boxes."""
    if _TYPE.encode() not in drawing:
        boxes = _SHAPE_TYPE + boxes
    at = drawing.rfind(b"</xml>")
    return drawing[:at] + boxes.encode() + drawing[at:]


def without_boxes(drawing: bytes, places: set[Place]) -> bytes:
    """Return a drawing without the boxes of the comments at some places."""

    def kept(match: re.Match[bytes]) -> bytes:
        found = [pattern.search(match[0]) for pattern in _PLACE.values()]
        row, column = (int(each[1]) + 1 if each else 0 for each in found)
        return b"" if (row, column) in places else match[0]

    return _SHAPE.sub(kept, drawing)


def box(number: int, place: Place, text: str, cells: SheetCells) -> str:
    """Return the box of a comment, large enough for its text, hidden until the mouse is there."""
    row, column = place
    lines = sum(max(1, ceil(_width(line) / SIGNS)) for line in text.split("\n"))
    right = _reach(column + 1, WIDTH, cells.width)
    bottom = _reach(row, lines * LINE + 12, cells.height)
    anchor = f"{column}, 12, {row - 1}, 4, {right}, 4, {bottom}, 4"
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#{_TYPE}" '
        'style="position:absolute;visibility:hidden;z-index:1" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
        'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )


def _reach(first: int, pixels: int, size: Callable[[int], int]) -> int:
    """Return how far so many pixels reach, counted from 0."""
    at = first
    while pixels > 0 and at < FARTHEST:
        pixels -= size(at)
        at += 1
    return at - 1


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)
