"""Colours as PDFium gives them."""

from __future__ import annotations

from ctypes import c_uint
from typing import Any

__all__ = ["luminance_of"]


def luminance_of(get: Any, *of: Any) -> float:
    """Return the luminance of a colour on white paper, black where there is none.

    Arguments:
        get: PDFium's function for the colour.
        of: what it is asked for.
    """
    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not get(*of, red, green, blue, alpha):
        return 0.0
    shade = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
    return 1 - (1 - shade) * alpha.value / 255
