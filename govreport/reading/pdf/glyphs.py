"""Characters of a page turned upright: what a person reads, without watermarks and shadows."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from govreport.reading.pdf.content import Box, Char, PageContent, Stroke

__all__ = ["Area", "Frame", "Glyph", "is_western", "unknown_fonts", "upright_glyphs"]

SKEW = 2.0
"""Degrees by which text may lean and still count as upright."""

ASCENT, DESCENT = 0.88, 0.12
"""Parts of the type size above and below the baseline, as Chinese fonts have them."""

LIGHT, WHITE, DARK = 0.62, 0.97, 0.8
"""Luminance of watermarks, of text nobody sees on paper, of a ground that shows white text."""

UNKNOWN = 0.1
"""A font with so large a part of unknown characters is not trusted for the others."""

LARGE = 1.7
"""Light text so many times as large as the ordinary text is a watermark."""


@dataclass(slots=True, frozen=True)
class Area:
    """A box in the frame: x to the right, y downwards, in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Its vertical middle."""
        return (self.top + self.bottom) / 2

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Tell whether a point lies in the box, or outside by no more than ``margin``."""
        return (
            self.x0 - margin <= x <= self.x1 + margin
            and self.top - margin <= y <= self.bottom + margin
        )

    @classmethod
    def around(cls, areas: Iterable[Area | Glyph]) -> Area:
        """Return the smallest box that holds all of ``areas`` (at least one)."""
        items = list(areas)
        return cls(
            min(item.x0 for item in items),
            min(item.top for item in items),
            max(item.x1 for item in items),
            max(item.bottom for item in items),
        )


@dataclass(slots=True, eq=False)
class Glyph:
    """A character in the frame.

    Arguments:
        text: the character, U+FFFD where the file does not say which.
        x0, x1, top, bottom: its box (y downwards); ``bottom`` follows from the baseline.
        size: height of the type.
        turn: by how many degrees its line is turned against the frame: 0, 90, 180 or 270.
        visible: it is painted; recognised text under a scanned picture is not.
        known: its font says which characters it shows.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    turn: int = 0
    visible: bool = True
    known: bool = True

    @property
    def x(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def is_space(self) -> bool:
        """It leaves no ink."""
        return self.text.isspace()


@dataclass(slots=True, frozen=True)
class Frame:
    """Coordinates in which the text of a page is upright.

    Arguments:
        angle: direction of the text on the page: 0, 90, 180 or 270 degrees counterclockwise.
    """

    angle: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page in the frame."""
        return {0: (x, -y), 90: (y, x), 180: (-x, y), 270: (-y, -x)}[self.angle]

    def area(self, box: Box | Char) -> Area:
        """Return a box of the page in the frame."""
        (ax, ay), (bx, by) = self.point(box.x0, box.y0), self.point(box.x1, box.y1)
        return Area(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def stroke(self, stroke: Stroke) -> Stroke:
        """Return a line of the page in the frame."""
        return Stroke(*self.point(stroke.x0, stroke.y0), *self.point(stroke.x1, stroke.y1))

    def glyph(self, char: Char) -> Glyph:
        """Return a character of the page in the frame."""
        turn = round((char.angle - self.angle) / 90) % 4 * 90
        area = self.area(char)
        top, bottom = area.top, area.bottom
        if turn == 0 and char.size > 1:
            base = self.point(char.base_x, char.base_y)[1]
            if top - 1 <= base <= bottom + 1:
                top, bottom = base - ASCENT * char.size, base + DESCENT * char.size
        size = char.size if char.size > 1 else area.height
        return Glyph(char.text, area.x0, area.x1, top, bottom, size, turn, char.visible)


def upright_glyphs(page: PageContent) -> tuple[Frame, list[Glyph]]:
    """Return the frame in which most text of a page is upright, and the glyphs to be read.

    Left out are watermarks (slanting text, large light text), white text on white, shadows (a
    character printed twice to look bold), and invisible text unless the page has no other: then
    it is the recognised text of a scanned picture.
    """
    chars = _painted([char for char in page.chars if _skew(char.angle) <= SKEW])
    frame = Frame(_main_angle(chars))
    grounds = [frame.area(box) for box in page.fills if box.luminance < DARK]
    grounds += [frame.area(picture) for picture in page.pictures]
    large = LARGE * _usual_size(chars)
    unknown = unknown_fonts(chars)
    glyphs = []
    for char in chars:
        glyph = frame.glyph(char)
        glyph.known = char.font not in unknown
        if char.luminance >= LIGHT and glyph.size >= large:
            continue
        if char.luminance >= WHITE and not any(g.holds(glyph.x, glyph.y) for g in grounds):
            continue
        glyphs.append(glyph)
    return frame, _without_shadows(glyphs)


def _skew(angle: float) -> float:
    """Return by how many degrees a direction differs from the nearest right angle."""
    return abs((angle + 45) % 90 - 45)


def _painted(chars: list[Char]) -> list[Char]:
    visible = [char for char in chars if char.visible]
    return visible if any(not char.text.isspace() for char in visible) else chars


def unknown_fonts(chars: Sequence[Char]) -> set[int]:
    """Return the fonts of which the file does not say which characters they show.

    What is read in them by guess (PDFium tries) is not to be trusted either.
    """
    all_chars = Counter(char.font for char in chars)
    unknown = Counter(char.font for char in chars if char.text == "\ufffd")
    return {font for font, count in unknown.items() if count > UNKNOWN * all_chars[font]}


def _main_angle(chars: list[Char]) -> int:
    turns = Counter(round(char.angle / 90) % 4 for char in chars if not char.text.isspace())
    return turns.most_common(1)[0][0] * 90 if turns else 0


def _usual_size(chars: list[Char]) -> float:
    return median([char.size for char in chars]) if chars else 0.0


def _without_shadows(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop a glyph that repeats the same character at nearly the same place."""
    kept: list[Glyph] = []
    places: defaultdict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        reach = max(0.2 * glyph.size, 0.1)
        column, row = math.floor(glyph.x / 4), math.floor(glyph.y / 4)
        around = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in places.get((glyph.text, column + dx, row + dy), ())
        )
        if any(abs(o.x - glyph.x) < reach and abs(o.y - glyph.y) < reach for o in around):
            continue
        places[glyph.text, column, row].append(glyph)
        kept.append(glyph)
    return kept


def is_western(character: str) -> bool:
    """Tell whether a character belongs to words set with spaces between them (``a``, ``7``)."""
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"
