"""Paragraph and character styles: what of them decides what a document says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from govreport.reading.docx.tree import is_on, number, value, w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Style", "Styles"]

T = TypeVar("T")

HEADING = re.compile(r"(heading \d|title|标题( ?\d)?)$", re.IGNORECASE)
CONTENTS = re.compile(r"(toc|目录) ?\d$", re.IGNORECASE)
BODY_TEXT_LEVEL = 9
"""The outline level of text that is no heading."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; what it does not say, the style it is based on may.

    Arguments:
        name: the name that Word knows it by (``"heading 1"``), in any language version.
        based_on: identifier of the style it is based on.
        outline: outline level from 0, 9 for body text.
        list_id: the numbering list; ``"0"`` takes the numbering away.
        hidden: hidden text.
    """

    name: str
    based_on: str | None
    outline: int | None
    list_id: str | None
    hidden: bool | None


class Styles:
    """The styles of a document.

    Arguments:
        root: the styles part, ``None`` where the file has none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.findall(w("style")) if root is not None else ():
            name = element.get(w("styleId"), "")
            self._styles[name] = _style(element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
                self._default = name

    def is_heading(self, style: str | None, properties: etree._Element | None) -> bool:
        """Tell whether a paragraph is a heading or title."""
        own = number(properties, "outlineLvl", -1)
        if own >= 0:
            return own < BODY_TEXT_LEVEL
        outline = self._look_up(style, lambda each: each.outline)
        named = self._look_up(style, lambda each: HEADING.match(each.name) is not None or None)
        return bool(named) if outline is None else outline < BODY_TEXT_LEVEL

    def is_contents(self, style: str | None) -> bool:
        """Tell whether a paragraph is a line of a table of contents."""
        found = self._styles.get(style or "")
        return found is not None and CONTENTS.match(found.name) is not None

    def is_hidden(self, style: str | None) -> bool:
        """Tell whether a character or paragraph style hides its text."""
        return bool(self._look_up(style, lambda each: each.hidden))

    def list_of(self, style: str | None) -> str | None:
        """Return the numbering list that a paragraph style brings with it."""
        return self._look_up(style, lambda each: each.list_id)

    def _look_up(self, style: str | None, get: Callable[[Style], T | None]) -> T | None:
        """Ask a style, then the one it is based on, and so on, until one answers."""
        name = style if style in self._styles else self._default
        seen = set()
        while name is not None and name not in seen and (found := self._styles.get(name)):
            answer = get(found)
            if answer is not None:
                return answer
            seen.add(name)
            name = found.based_on
        return None


def _style(element: etree._Element) -> Style:
    paragraph = element.find(w("pPr"))
    outline = number(paragraph, "outlineLvl", -1)
    numbering = paragraph.find(w("numPr")) if paragraph is not None else None
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        outline=outline if outline >= 0 else None,
        list_id=value(numbering, "numId"),
        hidden=is_on(element.find(w("rPr")), "vanish"),
    )
