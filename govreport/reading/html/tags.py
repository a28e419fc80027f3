"""Which elements break lines."""

from __future__ import annotations

__all__ = ["BLOCKS", "CELLS", "GROUPS", "HEADINGS"]

_BLOCKS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form header hr html legend li main menu nav ol p section summary ul
"""
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that end the paragraph before them and after them."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""Blocks that hold a heading."""

GROUPS = frozenset(("thead", "tbody", "tfoot"))
"""Row groups of a table."""

CELLS = frozenset(("td", "th"))
"""Cells of a table."""
