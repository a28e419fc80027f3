"""From markup to a tree, and the title that a page names in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from lxml import etree

from govreport.reading.characters import clean
from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits, exceeded
from govreport.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["line_of", "parse", "text_of", "title_of"]

# Names under which Chinese content management systems publish the title of an article, best first.
_TITLE_META = ("articletitle", "article_title", "og:title", "title", "dc.title")


def parse(source: bytes, limits: Limits) -> _Element:
    """Parse markup of any quality; comments and processing instructions are dropped.

    Nothing is fetched, and entities declared in the page are not expanded.

    Arguments:
        source: the markup in UTF-8, whatever it declares.
        limits: ``nesting`` is named where the parser keeps it.

    Raises:
        ReadingError: ``not-a-document`` where no markup is found, ``too-large`` where elements are
            nested so deep that the parser gives up.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise exceeded("nesting", limits)
    if root is None:
        raise ReadingError(
            "not-a-document",
            Text(zh="网页中没有内容；请重新保存网页", en="the page is empty; save it again"),
        )
    return root


def title_of(root: _Element) -> str | None:
    """Return the article's title from the page's ``meta`` elements, else its ``title``."""
    named: dict[str, str | None] = {}
    plain: list[str | None] = []
    for element in root.iter("meta", "title"):
        if element.tag == "title":
            plain.append(text_of(element))
        else:
            name = element.get("name") or element.get("property") or ""
            named[name.lower()] = element.get("content")
    candidates = [*(named.get(name) for name in _TITLE_META), *plain]
    titles = (re.sub(r"\s+", " ", clean(title)).strip() for title in candidates if title)
    return next((title for title in titles if title), None)


def line_of(element: _Element) -> int | None:
    """Return the line of the source on which an element begins."""
    return element.sourceline  # type: ignore[return-value]


def text_of(element: _Element) -> str:
    """Return all text within an element, without regard to markup."""
    return "".join(cast("Iterator[str]", element.itertext()))
