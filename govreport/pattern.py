"""Regular expressions that are compiled where they are first used.

A file needs few of all the patterns that there are, and compiling those that it does not need would
take a good part of the time that a small file takes.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["lazy"]


def lazy(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern whose methods are those of ``re.compile(source, flags)``."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Takes each method from the compiled pattern when it is first asked for, and keeps it."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._given), name)
        setattr(self, name, method)
        return method
