"""Cuts digits that run together into the figures of a row.

Scraped pages lose the separators between cells: ``713000074`` stands for 71 3 0 0 0 0 74. A number
has no leading zero, so a zero that begins a number is that number. White space that is left stands
between two figures. What remains open is settled by the equations of the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from govreport.forms.model import Kind
from govreport.parser.balance import RowSum
from govreport.parser.report import Number

__all__ = ["Cuts", "all_cuts", "cut", "cut_rows"]

LIMIT = 400
"""So many readings of a row are listed at most; a row with more is not decoded."""

_EFFORT = 60_000
"""So many steps are made at most for one row."""

Reading = tuple[Number, ...]


class Cuts(NamedTuple):
    """The ways to cut the digits of a row.

    Arguments:
        balanced: the readings in which the equations of the row hold.
        only: the reading, where digits without any space between them allow no other, whether
            it balances or not.
        complete: all readings were found within the limits.
    """

    balanced: tuple[Reading, ...]
    only: Reading | None
    complete: bool


def cut(
    printed: str, kinds: Sequence[Kind], columns: Sequence[str], sums: Sequence[RowSum]
) -> Cuts:
    """Return the ways to cut the digits of one row.

    Arguments:
        printed: the digits as they stand.
        kinds: what kind of figure each column holds.
        columns: identifiers of the columns.
        sums: the equations of the row.
    """
    words = printed.split()
    total = _total(columns, sums)
    searchable = total is not None and all(kind == "count" for kind in kinds)
    free = _free(words, kinds, 2 if searchable else LIMIT)
    only = free[0] if len(free) == 1 and (len(words) == 1 or not sums) else None
    if not searchable or total is None:
        found = [r for r in free if _holds(r, columns, sums)] if sums else list(free)
        return Cuts(tuple(found), only, len(free) < LIMIT)
    if not all(word.isdecimal() for word in words):
        return Cuts((), only, False)
    searched = _Search(words, len(columns), total)
    return Cuts(tuple(searched.found), only, searched.complete)


def all_cuts(printed: str, kinds: Sequence[Kind], limit: int) -> list[Reading]:
    """Return every way to cut the digits of a row, whether it balances or not, up to a limit."""
    return _free(printed.split(), kinds, limit)


def cut_rows(
    printed: str, rows: int, kinds: Sequence[Kind], columns: Sequence[str], sums: Sequence[RowSum]
) -> list[tuple[Reading, ...]]:
    """Return the ways to cut digits into several rows that each balance.

    Arguments:
        printed: the digits of all rows.
        rows: how many rows they hold.
        kinds: what kind of figure each column holds.
        columns: identifiers of the columns of a row.
        sums: the equations of a row.
    """
    found: list[tuple[Reading, ...]] = []
    for head, rest in _heads(printed, rows, len(columns)):
        cuts = cut(head, kinds, columns, sums)
        if not cuts.balanced:
            continue
        tails = cut_rows(rest, rows - 1, kinds, columns, sums) if rows > 1 else [()]
        found.extend((first, *tail) for first in cuts.balanced for tail in tails)
        if len(found) > LIMIT:
            break
    return found


def _heads(printed: str, rows: int, size: int) -> Iterator[tuple[str, str]]:
    """Every way to take the digits of the first row from those of several."""
    if rows == 1:
        yield printed, ""
        return
    printed = printed.strip()
    for at in range(size, len(printed)):
        head, rest = printed[:at], printed[at:]
        if _count(head) >= size and _count(rest) >= size * (rows - 1) and head[-1] != " ":
            yield head, rest


def _count(printed: str) -> int:
    return sum(char.isdecimal() for char in printed)


def _total(columns: Sequence[str], sums: Sequence[RowSum]) -> int | None:
    """Return the position of the total, where one equation says that all others add up to it."""
    if len(sums) == 1 and len(sums[0].minus) == 1 and len(sums[0].plus) == len(columns) - 1:
        return columns.index(sums[0].minus[0])
    return None


def _holds(reading: Reading, columns: Sequence[str], sums: Sequence[RowSum]) -> bool:
    named = dict(zip(columns, reading, strict=True))
    return all(total.holds(named) for total in sums)


# ── rows with a total ───────────────────────────────────────────────────────────────────────────


class _Search:
    """Finds the readings in which all figures but one add up to that one.

    Arguments:
        words: runs of digits between white space.
        size: how many figures.
        total: the position of the total.
    """

    def __init__(self, words: Sequence[str], size: int, total: int) -> None:
        self.digits = "".join(words)
        self.size = size
        self.total = total
        self.found: list[Reading] = []
        self.complete = True
        self.steps = 0
        self.breaks: set[int] = set()
        at = 0
        for word in words:
            at += len(word)
            self.breaks.add(at)
        if total == size - 1:
            for start in range(size - 1, len(self.digits)):
                if value := self._number(start, len(self.digits)):
                    self._parts(start, value[0], [])
        else:
            self._any(0, [])

    def _number(self, start: int, end: int) -> tuple[int] | None:
        """Return the figure that the digits from ``start`` to ``end`` are, in a tuple."""
        if self.digits[start] == "0" and end - start > 1:
            return None
        if any(at in self.breaks for at in range(start + 1, end)):
            return None
        return (int(self.digits[start:end]),)

    def _parts(self, end: int, total: int, tail: list[int]) -> None:
        """Fill in the parts from the right, so that ``total`` remains for those on the left."""
        self.steps += 1
        if self.steps > _EFFORT or len(self.found) >= LIMIT:
            self.complete = False
            return
        left = self.size - 1 - len(tail)
        if left == 0:
            if end == 0 and total == 0:
                self.found.append((*reversed(tail), sum(tail)))
            return
        if end < left or end > left * len(str(total)):
            return
        shortest = end - (left - 1) * len(str(total))
        for start in range(end - 1, left - 2, -1):
            value = self._number(start, end)
            if value and value[0] > total:
                break
            if value and end - start >= min(shortest, end):
                self._parts(start, total - value[0], [*tail, value[0]])

    def _any(self, start: int, head: list[int]) -> None:
        """Cut from the left, whatever the position of the total."""
        self.steps += 1
        if self.steps > _EFFORT or len(self.found) >= LIMIT:
            self.complete = False
            return
        if len(head) == self.size:
            if start == len(self.digits) and 2 * head[self.total] == sum(head):
                self.found.append(tuple(head))
            return
        for end in range(start + 1, len(self.digits) - (self.size - len(head) - 1) + 1):
            if value := self._number(start, end):
                self._any(end, [*head, value[0]])


# ── rows without equations ──────────────────────────────────────────────────────────────────────

_PATTERNS: dict[Kind, re.Pattern[str]] = {
    "count": re.compile(r"0|[1-9]\d*"),
    "change": re.compile(r"[+-]?(?:0|[1-9]\d*)"),
    "amount": re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?"),
    "free_amount": re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?"),
}


def _free(words: Sequence[str], kinds: Sequence[Kind], limit: int) -> list[Reading]:
    """Return every way to cut the words into figures of these kinds, up to a limit."""
    found: list[Reading] = []
    _cut_freely(" ".join(words), tuple(kinds), (), found, limit)
    return found


def _cut_freely(
    text: str, kinds: tuple[Kind, ...], head: Reading, found: list[Reading], limit: int
) -> None:
    if len(found) >= limit:
        return
    if not kinds:
        if not text:
            found.append(head)
        return
    if len(text.replace(" ", "")) < len(kinds):
        return
    longest = len(text.split(" ", 1)[0])
    for end in range(1, longest + 1):
        piece = text[:end]
        if _PATTERNS[kinds[0]].fullmatch(piece):
            value: Number = Decimal(piece) if "." in piece else int(piece)
            _cut_freely(text[end:].lstrip(" "), kinds[1:], (*head, value), found, limit)
