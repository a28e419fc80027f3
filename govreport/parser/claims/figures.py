"""The numbers among the words of a sentence, and whether one is a figure or only a difference."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govreport.parser.claims.words import Word

__all__ = ["COUNTS", "DIFFERING", "NUMBERS", "is_difference"]

COUNTS = frozenset(("number", "measure", "amount"))
"""Tags of numbers that count or measure something."""
NUMBERS = COUNTS | {"percent"}
DIFFERING = frozenset(("grow", "compare"))


def is_difference(before: Sequence[Word], stops: Collection[str] = ()) -> bool:
    """Tell whether a figure is a difference, or last year's: «较上年增加3件».

    Arguments:
        before: the words before the figure; of «增加到12件» a figure is told again.
        stops: tags of words that tell what the figure is of, whatever stands before them.
    """
    for word in reversed(before):
        if word.tag == "level":
            return False
        if word.tag in DIFFERING:
            return True
        if word.tag in stops:
            return False
    return False
