"""Lists of parts held against their total: which differences are plain, and which only look odd."""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

from govreport.parser.claims.listings import Listing

__all__ = ["Verdict", "judge_sum"]

Verdict = Literal["holds", "fails", "odd", "open"]

_ODD = 100
"""A rest of less than one in so many is hardly one part left out."""
_LARGE = 10_000


def judge_sum(listing: Listing, claimed: Container[tuple[str, int]]) -> Verdict:
    """Tell whether the parts of a list come to their total.

    Arguments:
        listing: the list.
        claimed: sentence and place of the figures that are claims; as parts they are held against
            their total in their own way.

    Returns:
        ``holds``; ``fails`` where parts that exclude each other exceed the total, or differ from it
        though none is missing; ``odd`` where they miss it by so little that a slip is likelier than
        a part left out or counted twice; ``open`` for any other difference.
    """
    if any((listing.text, part.start) in claimed for part in listing.parts):
        return "open"
    difference = listing.sum - int(listing.whole.value)
    if difference == 0:
        return "holds"
    if not listing.overlapping and (difference > 0 or listing.exhaustive):
        return "fails"
    close = abs(difference) * _ODD < listing.whole.value
    return "odd" if close or _is_slip(abs(difference), int(listing.whole.value)) else "open"


def _is_slip(difference: int, whole: int) -> bool:
    """One digit mistyped (…07000) or two neighbours swapped (…27000), of a large figure that is not
    rounded: hardly ever what is left out or counted twice.
    """
    if whole < _LARGE or whole % 10 == 0:
        return False
    digits = int(str(difference).rstrip("0"))
    return digits < 10 or (digits % 9 == 0 and digits <= 81)
