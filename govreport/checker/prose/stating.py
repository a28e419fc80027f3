"""What the prose says of the tables' figures, for the search for the wrong one."""

from __future__ import annotations

from collections.abc import Iterable

from govreport.checker.prose.comparing import Compared
from govreport.checker.repair.model import Statement

__all__ = ["statements"]


def statements(stated: Iterable[Compared]) -> tuple[Statement, ...]:
    """Return the exact figures of the body with the sums of cells that they may stand for."""
    return tuple(
        Statement(each.claim.value, tuple(value.cells for value in each.values))
        for each in stated
        if each.status in ("fits", "fails")
        and all("said." not in value.reading.expression for value in each.values)
    )
