"""A rule: a named check with its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.checker.model import Finding, Kind, Outcome, Severity
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.checker.context import Context

__all__ = ["Check", "Rule"]

Check = Callable[["Context", "Rule"], Iterator[Finding | Outcome]]
"""Runs a rule: yields a finding for each failure; an outcome for what it counts singly.

A check that yields nothing has passed once. One that yields ``skip(...)`` was not applicable.
"""


@dataclass(frozen=True)
class Rule:
    """A named check.

    Arguments:
        code: stable code, such as ``"REQ001"``.
        name: readable name, such as ``"request-row-total"``.
        severity: of its findings, unless the check says less.
        summary: one line of what it checks.
        why: a paragraph of why.
        source: the legal source.
        example: a short example of a failure.
        check: runs it over one report; ``None`` for rules that other parts of the program raise
            (comparison over reports, repairs).
        kind: of its findings, unless the check says otherwise.
    """

    code: str
    name: str
    severity: Severity
    summary: Text
    why: Text
    source: Text
    example: Text
    check: Check | None = None
    kind: Kind = "report"
