"""HTML built from elements: what is not markup is escaped, always."""

from __future__ import annotations

import re
from html import escape

from govreport.output.safe import one_line, plain

__all__ = ["Markup", "join", "tag"]


_SPACE = re.compile(r"\s+")


class Markup(str):
    """Text that is HTML already. Only this module makes it, and the pieces of the page itself."""

    __slots__ = ()


def text(content: str) -> Markup:
    """Return text from anywhere as HTML that shows it: without controls, on one line, escaped."""
    if content.isalnum() and content.isascii():
        return Markup(content)
    return Markup(escape(_SPACE.sub(" ", plain(content))))


def join(*children: str | None) -> Markup:
    """Put pieces one after the other; what is not markup is escaped, ``None`` left out."""
    return Markup("".join(_piece(child) for child in children if child is not None))


def tag(name: str, /, *children: str | None, **attributes: str | int | None) -> Markup:
    """Return an element.

    Arguments:
        name: its name.
        children: its content; what is not :class:`Markup` is escaped, ``None`` left out.
        attributes: ``class_`` for ``class``, ``aria_label`` for ``aria-label``; ``None`` is left
            out, ``""`` written without a value.
    """
    told = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    inner = "".join(_piece(child) for child in children if child is not None)
    end = "" if name in _VOID else f"{inner}</{name}>"
    return Markup(f"<{name}{told}>{end}")


_VOID = frozenset(("br", "input", "meta"))


def _piece(child: str) -> str:
    return child if isinstance(child, Markup) else text(child)


def _attribute(key: str, value: str | int) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value == "" else f' {name}="{escape(one_line(str(value)))}"'
