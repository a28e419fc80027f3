"""The numbers in front of paragraphs that Word generates and does not store as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.reading.docx.ordinals import ordinal
from govreport.reading.docx.styles import Styles
from govreport.reading.docx.tree import is_on, number, value, w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Numbering"]

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Arguments:
        start: its first number.
        format: name of the number format (``"chineseCounting"``).
        text: the label with %1 to %9 for the numbers of the levels (``"第%1条"``).
        follow: what stands between label and text: ``"tab"``, ``"space"`` or ``"nothing"``.
        restart: the level (from 1) after which it begins anew; 0: never; ``None``: after any
            level above it.
        legal: all numbers of the label in digits.
        style: the paragraph style that belongs to the level.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    follow: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class List:
    """A list (``w:num``): the definition it uses and what it changes in it.

    Arguments:
        definition: identifier of the definition (``w:abstractNum``); lists with the same one
            count on.
        levels: the levels, own ones in place of the definition's.
        starts: levels whose count begins anew when this list first uses them.
    """

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document, counting as its paragraphs are read in order.

    Arguments:
        root: the numbering part, ``None`` where the file has none.
        styles: the styles, which may number paragraphs too.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._lists = dict(_lists(root, styles))

    def label(self, style: str | None, properties: etree._Element | None, text: str) -> str:
        """Count a paragraph and return what Word prints before its text.

        Arguments:
            style: its paragraph style.
            properties: its own properties (``w:pPr``).
            text: its text, which decides whether a space must part it from the label.
        """
        if not self._lists:
            return ""
        found = self._list_of(style, properties)
        if found is None:
            return ""
        listed, level = found
        self._count(listed, level)
        spec = listed.levels.get(level, Level())
        label = self._filled(listed, level, spec)
        return label + _gap(label, text, spec.follow)

    def _list_of(
        self, style: str | None, properties: etree._Element | None
    ) -> tuple[List, int] | None:
        """Return the list and the level (from 0) of a paragraph."""
        own = properties.find(w("numPr")) if properties is not None else None
        list_id = value(own, "numId")
        level = number(own, "ilvl", -1)
        if list_id is None:
            list_id = self._styles.list_of(style)
            if list_id is None:
                return None
        listed = self._lists.get(list_id)
        if listed is None:
            return None
        if level < 0:
            linked = (n for n, each in listed.levels.items() if style and each.style == style)
            level = next(linked, 0)
        return listed, min(level, LEVELS - 1)

    def _count(self, listed: List, level: int) -> None:
        counts = self._counts.setdefault(listed.definition, {})
        spec = listed.levels.get(level, Level())
        begin = listed.starts.pop(level, None)
        if begin is not None:
            counts[level] = begin
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = spec.start
        for deeper in [each for each in counts if each > level]:
            after = listed.levels.get(deeper, Level()).restart
            if after is None or level < after:
                del counts[deeper]

    def _filled(self, listed: List, level: int, spec: Level) -> str:
        """Return the label with the numbers of its levels filled in."""
        if spec.format == "bullet":
            return ""
        counts = self._counts[listed.definition]

        def show(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            other = listed.levels.get(which, Level())
            plain = spec.legal and other.format not in ("none", "bullet")
            return ordinal(counts.get(which, other.start), "decimal" if plain else other.format)

        return PLACEHOLDER.sub(show, spec.text)


def _gap(label: str, text: str, follow: str) -> str:
    """Return what must part label and text: «一、» needs nothing, «1.» before a digit a space."""
    if not label or not text or follow == "nothing":
        return ""
    runs_on = label[-1].isalnum() or (label[-1] in ".．,，" and text[0].isdigit())
    return " " if runs_on else ""


def _lists(root: etree._Element, styles: Styles) -> Iterator[tuple[str, List]]:
    """Yield every list of the numbering part under its identifier."""
    definitions = {
        each.get(w("abstractNumId"), ""): each for each in root.findall(w("abstractNum"))
    }
    used = {
        each.get(w("numId"), ""): value(each, "abstractNumId") or ""
        for each in root.findall(w("num"))
    }
    for each in root.findall(w("num")):
        list_id = each.get(w("numId"), "")
        definition = used[list_id]
        # A definition may only name the style whose list holds the levels.
        linked = value(definitions.get(definition), "numStyleLink")
        if linked is not None:
            definition = used.get(styles.list_of(linked) or "", definition)
        if definition in definitions:
            levels = dict(_levels(definitions[definition]))
            starts = _override(each, levels)
            yield list_id, List(definition, levels, starts)


def _levels(definition: etree._Element) -> Iterator[tuple[int, Level]]:
    for element in definition.findall(w("lvl")):
        yield _index(element), _level(element)


def _override(listed: etree._Element, levels: dict[int, Level]) -> dict[int, int]:
    """Put a list's own levels in place and return the levels that it begins anew."""
    starts: dict[int, int] = {}
    for override in listed.findall(w("lvlOverride")):
        index = _index(override)
        own = override.find(w("lvl"))
        if own is not None:
            levels[index] = _level(own)
        if override.find(w("startOverride")) is not None:
            starts[index] = number(override, "startOverride", 1)
    return starts


def _index(element: etree._Element) -> int:
    text = element.get(w("ilvl"), "0")
    return int(text) if text.isdecimal() else 0


def _level(element: etree._Element) -> Level:
    restart = number(element, "lvlRestart", -1)
    return Level(
        start=number(element, "start", 0),
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        follow=value(element, "suff") or "tab",
        restart=restart if restart >= 0 else None,
        legal=bool(is_on(element, "isLgl")),
        style=value(element, "pStyle"),
    )
