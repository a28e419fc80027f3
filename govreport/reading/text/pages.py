"""Page numbers among the lines of a text.

A page number that is taken for a figure, or a figure for a page number, spoils a table: a bare
number is one only where it stands at the edge of its page and goes up from page to page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["page_numbers"]

# «- 5 -», «— 3 —», «第3页», «第 3 页 共 9 页». Wider gaps are those between fields: «-   5   -».
_MARKED = re.compile(
    r"[-－—–―─•·]+[ \u3000]?\d{1,4}[ \u3000]?[-－—–―─•·]+"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?"
)
# «5», «5 / 9», «Page 5 of 9»
_BARE = re.compile(r"(?:page\s*)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
_PAGES = 2


def page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines that are page numbers.

    Arguments:
        lines: the lines of the text, form feeds within.
    """
    marked = {index for index, line in enumerate(lines) if _MARKED.fullmatch(line.strip())}
    return frozenset(marked | _bare(lines))


def _bare(lines: Sequence[str]) -> set[int]:
    """Find bare numbers that first or last on at least two pages go up with the page."""
    edges: dict[int, list[int]] = {}
    page = 0
    for index, line in enumerate(lines):
        for turn, part in enumerate(line.split("\f")):
            page += turn > 0
            if part.strip():
                edges[page] = [*edges.get(page, [])[:1], index]
    if not page:
        return set()
    ahead = {
        index: int(match[1]) - page
        for page, indices in edges.items()
        for index in indices
        if (match := _BARE.fullmatch(lines[index].strip()))
    }
    counts = Counter(ahead.values())
    return {index for index, difference in ahead.items() if counts[difference] >= _PAGES}
