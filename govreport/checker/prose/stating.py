"""What the prose says of the tables' figures, for the search for the wrong one."""

from __future__ import annotations

from govreport.checker.context import Context
from govreport.checker.prose.comparing import values_of
from govreport.checker.repair.model import Statement

__all__ = ["statements"]


def statements(context: Context) -> tuple[Statement, ...]:
    """Return the exact figures of the body with the sums of cells that they may stand for."""
    found: list[Statement] = []
    for each in context.stated:
        if each.status in ("fits", "fails"):
            values = list(values_of(context, each.claim, context.report.claims))
            if all("said." not in value.reading.expression for value in values):
                found.append(Statement(each.claim.value, tuple(value.cells for value in values)))
    return tuple(found)
