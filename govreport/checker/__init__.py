"""Report → Result: the rule registry, identities, blanks, repairs, score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.checker.model import (
    Change,
    Checks,
    Finding,
    Outcome,
    Repair,
    Result,
)

if TYPE_CHECKING:
    from govreport.checker.engine import check

__all__ = ["Change", "Checks", "Finding", "Outcome", "Repair", "Result", "check"]


def __getattr__(name: str) -> object:
    """Load the rules when something is checked: results from the cache need none of them."""
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from govreport.checker.engine import check

    globals()[name] = check
    return check
