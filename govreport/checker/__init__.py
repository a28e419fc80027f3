"""Report → Result: the rule registry, identities, blanks, repairs, score."""

from govreport.checker.engine import check
from govreport.checker.model import (
    Change,
    Checks,
    Finding,
    Outcome,
    Repair,
    Result,
)

__all__ = ["Change", "Checks", "Finding", "Outcome", "Repair", "Result", "check"]
