"""Printing where the encoding has not every character: the console of a Windows machine, a pipe."""

from __future__ import annotations

import codecs
import sys
from typing import IO

__all__ = ["PLAIN_ERRORS", "is_unicode", "prepare_streams"]

PLAIN_ERRORS = "govreport.plain"
"""Name of the error handler that prints a plain character where the right one is not there."""

_SUBSTITUTES = {
    "√": "v",
    "×": "x",
    "→": "->",
    "≠": "!=",
    "≥": ">=",
    "−": "-",
    "·": "-",
    "…": "...",
    "─": "-",
    "【": "[",
    "】": "]",
    "：": ":",
    "，": ",",
    "；": ";",
    "、": ",",
    "（": "(",
    "）": ")",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
}


def _plain_error(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_SUBSTITUTES.get(char, "?") for char in text), error.end


codecs.register_error(PLAIN_ERRORS, _plain_error)


def prepare_streams() -> None:
    """Let standard output and standard error never fail for a character they cannot encode."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=PLAIN_ERRORS)


def is_unicode(stream: IO[str]) -> bool:
    """Tell whether a stream can print every character."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")
