"""What stands on a page of a PDF: characters, lines, filled boxes and pictures.

Coordinates are those of the page (points, y upwards), before anyone asks which way the text runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Box", "Char", "PageContent", "Stroke", "is_sane", "sides_of"]

FARTHEST = 1e5
"""No page reaches so many points; a damaged file may say anything."""


def is_sane(*coordinates: float) -> bool:
    """Tell whether coordinates are numbers that can lie on or near a page."""
    return all(-FARTHEST < coordinate < FARTHEST for coordinate in coordinates)


class Box(NamedTuple):
    """A box filled with one colour, or a picture (``luminance`` 0.5).

    ``luminance`` is 0 for black and 1 for white.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    luminance: float


class Stroke(NamedTuple):
    """A straight line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


def sides_of(box: Box) -> list[Stroke]:
    """Return the four sides of a box."""
    x0, y0, x1, y1, _ = box
    return [
        Stroke(x0, y0, x1, y0),
        Stroke(x0, y1, x1, y1),
        Stroke(x0, y0, x0, y1),
        Stroke(x1, y0, x1, y1),
    ]


class Char(NamedTuple):
    """One printed character.

    Arguments:
        text: the character; U+FFFD where the file does not say which it is.
        x0, y0, x1, y1: its box, as wide as the character advances.
        base_x, base_y: where it stands on its baseline.
        size: height of the type in points.
        angle: direction in which its line runs, degrees counterclockwise.
        luminance: 0 for black, 1 for white.
        visible: it is painted.
        font: tells the fonts of a page apart.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base_x: float
    base_y: float
    size: float
    angle: float
    luminance: float
    visible: bool
    font: int


@dataclass(slots=True)
class PageContent:
    """What stands on one page.

    Arguments:
        number: the page, from 1.
        box: the visible part of the page.
        chars: the characters in the order of the file.
        strokes: straight lines; thin boxes and thin pictures count as such.
        fills: boxes filled with a colour.
        pictures: pictures.
        complete: no drawing was left out because there were too many.
    """

    number: int
    box: Box
    chars: list[Char] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    complete: bool = True
