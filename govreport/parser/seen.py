"""What was found out about a text is kept: reports repeat each other's labels and headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Seen"]

K = TypeVar("K")
T = TypeVar("T")

_MOST = 20_000
"""So many texts are kept, over however many reports."""


class Seen(dict[K, T]):
    """What was found for each text: it is found once.

    Arguments:
        find: finds it for a text that was not seen yet.
    """

    def __init__(self, find: Callable[[K], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, text: K) -> T:
        if len(self) > _MOST:
            self.clear()
        found = self[text] = self._find(text)
        return found
