"""The time that a figure speaks of: the report's whole year, or another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.parser.claims.carrying import CARRIERS
from govreport.parser.claims.meaning import has
from govreport.parser.claims.words import Word

__all__ = ["TIMES", "Period"]

TIMES = frozenset(
    ("year", "years", "until", "month", "part_year", "last", "level", "this", "since")
)
"""Tags of words that may set the time."""
_DATES = frozenset(("this", "year", "month"))
_BESIDE_CARRYING = frozenset(
    ("request", "apply", "last", "next", "year", "theme", "disclosure", "public", "、")
)


class Period:
    """Follows the times named in a sentence.

    Arguments:
        year: the year of the report; ``None`` when unknown, then the first year named counts.
    """

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.whole = True
        self._until = False

    def follow(self, found: Sequence[Word]) -> None:
        """Take notice of the times among ``found``, in their order."""
        months: list[str] = []
        for at, word in enumerate(found):
            if word.tag not in TIMES:
                continue
            match word.tag:
                case "year":
                    self._year(word, found, at)
                case "years":
                    self.whole = False
                case "until":
                    self._until = True
                case "month":
                    months.append(word.member)
                case "part_year" | "last":
                    if not _is_aside(found, at):
                        self.whole = False
                case "since":
                    if word.member == "then" and not _is_dated(found, at):
                        self.whole = False
                case "level":
                    self.whole = True
                case "this":
                    if not _is_compared(found, at) and word.end - word.start > 1:
                        self.whole = self.whole or found[at - 1 : at] == []
        if months:
            self.whole = self.whole and self._covers(months)
            self._until = False

    def _year(self, word: Word, found: Sequence[Word], at: int) -> None:
        if _is_aside(found, at):
            return
        if self.year is None:
            self.year = word.year
        self.whole = word.year == self.year

    def _covers(self, months: Iterable[str]) -> bool:
        ends = [int(part) for month in months for part in month.split("-")]
        return max(ends) == 12 and (min(ends) == 1 or self._until)


def _is_aside(found: Sequence[Word], at: int) -> bool:
    """The year belongs to «结转» or to a comparison, and does not set the time."""
    if _is_compared(found, at):
        return True
    for word in found[at + 1 :]:
        if word.tag in CARRIERS:
            return True
        if word.tag not in _BESIDE_CARRYING:
            break
    return has(found[max(0, at - 2) : at], *CARRIERS)


def _is_dated(found: Sequence[Word], at: int) -> bool:
    """«2024年以来»; not «“十四五”以来»."""
    return at > 0 and found[at - 1].tag in _DATES and found[at].start - found[at - 1].end <= 1


def _is_compared(found: Sequence[Word], at: int) -> bool:
    after = found[at + 1] if at + 1 < len(found) else None
    if after is not None and after.tag == "compare" and after.member == "behind":
        return True
    return at > 0 and has(found[max(0, at - 2) : at], "compare")
