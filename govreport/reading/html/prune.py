"""What a page does not show is taken out of its tree, and what does not break a line is melted in.

Each of these steps is one pass in C over the tree; afterwards it holds little but blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, cast

from lxml import etree

from govreport.reading.document import Note
from govreport.reading.html.notes import link_note, may_link, picture_note, struck_note

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["prune"]

_IGNORED = """
    applet audio base button canvas colgroup datalist head math meter noframes noscript option
    progress rt script select style svg template textarea title
    video
"""
_LINKS = "a area"
_POINTERS = "embed frame iframe img object"
# A superscript is the mark of a footnote: read along, it makes another number of the one before.
_SUPERSCRIPT = "sup"
_STRUCK = "del s strike"
_INLINE = """
    a abbr acronym b basefont bdi bdo big blink cite code data dfn em font i ins kbd label map mark
    marquee nobr o:p q rb ruby samp small span strong sub time tt u var wbr
"""
_IGNORED_TAGS = _IGNORED.split()
_LINK_TAGS = _LINKS.split()
_POINTER_TAGS = _POINTERS.split()
_STRUCK_TAGS = _STRUCK.split()
_INLINE_TAGS = _INLINE.split()

# Nobody reads more notes of one page.
_NOTES = 100

# What the program itself has added to a marked copy, beside superscripts.
_OWN_NOTES = "govreport-notes"

_HIDDEN_TAG = "hidden"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.A)
# Tables made with style sheets or named for screen readers.
_DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?(table(?:-row-group|-row|-cell)?)\b", re.A)
# The same and attributes, looked for in the bytes of the page before its elements are: first the
# letters that each begins with, which are found fastest.
_DISPLAYED, _VISIBLE, _IN_WORD = _HIDDEN.pattern.encode().split(b"|")
_MAYBE_HIDDEN = {
    b"display": re.compile(_DISPLAYED),
    b"hidden": re.compile(_VISIBLE + rb"|hidden[\s=>]"),
    b"mso-hide": re.compile(_IN_WORD),
}
_MAYBE_TABLES = {
    b"display": re.compile(_DISPLAY.pattern.encode()),
    b'role="': re.compile(b'role="'),
}
_DISPLAY_TAGS = {
    "table": "table", "table-row-group": "tbody", "table-row": "tr", "table-cell": "td",
}  # fmt: skip
_ROLE_TAGS = {
    "table": "table", "grid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td",
    "gridcell": "td", "columnheader": "td", "rowheader": "td",
}  # fmt: skip


def prune(root: _Element, source: bytes) -> list[Note]:
    """Reduce a page to what it shows.

    Arguments:
        root: the page; it is changed.
        source: the markup in UTF-8 that it was parsed from, which tells what to look for.

    Returns:
        notes of pictures, attached files and text that is struck out.
    """
    lowered = source.lower()
    etree.strip_elements(root, *_IGNORED_TAGS, with_tail=False)
    if _OWN_NOTES.encode() in lowered:
        _remove_own_notes(root)
    if _holds(lowered, _MAYBE_HIDDEN):
        _remove_hidden(root)
    if _holds(lowered, _MAYBE_TABLES):
        _name_tables(root)
    links = _LINK_TAGS if may_link(lowered) else ()
    notes = list(islice(_notes(root, links), _NOTES))
    etree.strip_elements(root, "area", *_POINTER_TAGS, *_STRUCK_TAGS, _SUPERSCRIPT, with_tail=False)
    etree.strip_tags(root, *_INLINE_TAGS)
    return notes


def _holds(source: bytes, patterns: Mapping[bytes, re.Pattern[bytes]]) -> bool:
    return any(start in source and pattern.search(source) for start, pattern in patterns.items())


def _notes(root: _Element, links: Iterable[str]) -> Iterator[Note]:
    for element in root.iter(*links, *_POINTER_TAGS, *_STRUCK_TAGS):
        if element.tag in _STRUCK_TAGS:
            note = struck_note(element)
        elif element.tag == "img":
            note = picture_note(element)
        else:
            note = link_note(element)
        if note is not None:
            yield note


def _remove_hidden(root: _Element) -> None:
    for element in _having(root, "style", "hidden"):
        style = element.get("style", "").lower()
        # A script shows the whole page once it has loaded.
        if element.tag in ("html", "body"):
            continue
        if element.get("hidden") is not None or _HIDDEN.search(style):
            element.tag = _HIDDEN_TAG
    etree.strip_elements(root, _HIDDEN_TAG, with_tail=False)


def _remove_own_notes(root: _Element) -> None:
    for element in cast("list[_Element]", root.xpath(f'//*[@class="{_OWN_NOTES}"]')):
        element.tag = _HIDDEN_TAG
    etree.strip_elements(root, _HIDDEN_TAG, with_tail=False)


def _name_tables(root: _Element) -> None:
    """Give the tags of tables to what is shown as one."""
    for element in _having(root, "style", "role"):
        shown = _DISPLAY.search(element.get("style", "").lower())
        tag = _DISPLAY_TAGS[shown[1]] if shown else _ROLE_TAGS.get(element.get("role", ""))
        if tag is not None and element.tag in ("div", "span", "ul", "li", "dl", "dt", "dd", "p"):
            element.tag = tag


def _having(root: _Element, *attributes: str) -> list[_Element]:
    condition = " or ".join(f"@{name}" for name in attributes)
    return cast("list[_Element]", root.xpath(f"//*[{condition}]"))
