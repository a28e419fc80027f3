"""What a piece of text looks like: a figure, the beginning of a numbered label, a heading."""

from __future__ import annotations

import re

__all__ = ["HEADING", "ITEM", "ORDINAL", "is_figure"]

FIGURE = re.compile(
    r"[+＋\-－−]?[\d０-９][\d０-９,，.．\s]*([件条个次人元]|万元|%|％)?([（(].*[）)])?"
    r"|[/／\-—–－─]{1,3}|无|不涉及|不适用"
)

ITEM = re.compile(
    r"\s*([（(]?[一二三四五六七八九十\d]+[）)、.．，,·:：]|第[一二三四五六七八九十]+条|[①-⑳])"
)
"""The beginning of a numbered label."""

HEADING = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]")
"""The beginning of a section's title, or of a row at the top of the form's order."""

ORDINAL = re.compile(r"([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])")
"""The beginning of a title or of a paragraph with a number."""


def is_figure(text: str) -> bool:
    """Tell whether a text stands in a column of figures: a number, or a sign for none."""
    return FIGURE.fullmatch(text.strip()) is not None
