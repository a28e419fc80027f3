"""A claim: a quantity stated in prose."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from govreport.reading.document import NOWHERE, Location

__all__ = ["Claim", "Scope"]

Scope = Literal["body", "part"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a sentence states.

    Arguments:
        claim: what it is a figure of: ``received``, ``new``, ``carried_in``, ``handled``,
            ``carried_out``, a result or applicant by its identifier (``granted``,
            ``natural_person``), ``reconsideration``, ``litigation``, an address of the proactive
            table, ``fee`` …
        value: the figure; whole numbers as ``int``, others as ``Decimal``.
        text: the sentence.
        start: where the figure begins, an offset into ``text`` in characters.
        end: where it ends.
        about: the sentence says «余», «近», «约», «超过»: not checked for equality.
        scope: ``body`` for the reporting body's whole year, ``part`` for a part of the body.
        location: where the sentence stands in the file.
        reading: address or expression of the quantity that it was found to equal
            (``""``: not compared, or none).
        derived: the figure is not printed but follows («均已办结»).
    """

    claim: str
    value: int | Decimal
    text: str
    start: int
    end: int
    about: bool = False
    scope: Scope = "body"
    location: Location = NOWHERE
    reading: str = ""
    derived: bool = False
