"""Links from an output to the files that were checked."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

__all__ = ["link"]

_KEPT = "/-_.~!$&'()*+,;=@"


def link(source: str, folder: str) -> str:
    """Return the relative address of a checked file, ``""`` where there is no such file.

    It always begins with ``./`` or ``../``, so that no name of a file is taken for a scheme.
    Chinese characters stay as they are: Excel does not decode them. On Windows a file on another
    drive has no relative address, and no link.

    Arguments:
        source: the path as the user gave it.
        folder: the folder of the output.
    """
    if not os.path.isfile(source):
        return ""
    try:
        relative = os.path.relpath(os.path.realpath(source), os.path.realpath(folder))
        relative.encode("utf-8")
    except ValueError:  # another drive, or a byte in the name that is no text
        return ""
    path = Path(relative).as_posix()
    escaped = "".join(quote(c, safe=_KEPT) if c.isascii() else c for c in path)
    return escaped if escaped.startswith("../") else f"./{escaped}"
