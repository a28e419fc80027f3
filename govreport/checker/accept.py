"""Findings that a person has accepted: they stay accepted until the figures change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govreport.checker.model import Finding
from govreport.parser.report import Report

__all__ = ["Accepted", "accept", "accept_all", "acceptance"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An ``[[accept]]`` entry.

    Arguments:
        body: the reporting body, as the report names it.
        year: the year of the report (0: not known).
        rule: code of the rule.
        cell: address of the first cell concerned; for a finding without cells, the sentence or
            the message.
        printed: the printed figure, as text; another figure there is a new finding.
        expected: the expected figure, as text (``""``: any).
        reason: why it is accepted.
    """

    body: str
    year: int
    rule: str
    cell: str
    printed: str
    reason: str
    expected: str = ""


def acceptance(finding: Finding, report: Report, reason: str) -> Accepted:
    """Return the entry that accepts ``finding`` of ``report``."""
    return Accepted(
        body=report.organization or "",
        year=report.year or 0,
        rule=finding.rule,
        cell=finding.cells[0] if finding.cells else finding.sentence or finding.message.zh,
        printed=_text(finding.printed),
        expected=_text(finding.expected),
        reason=reason,
    )


def accept(
    findings: Sequence[Finding], report: Report, accepted: Iterable[Accepted]
) -> list[Finding]:
    """Return the findings, those that an entry accepts marked so.

    Arguments:
        findings: what was found.
        report: in which report.
        accepted: the entries.
    """
    reasons = {_key(entry): entry.reason for entry in accepted}
    if not reasons:
        return list(findings)
    marked = []
    for finding in findings:
        full = _key(acceptance(finding, report, ""))
        reason = reasons.get(full) or reasons.get((*full[:-1], ""))
        marked.append(finding.accept(reason) if reason else finding)
    return marked


def _key(entry: Accepted) -> tuple[str, int, str, str, str, str]:
    body = re.sub(r"\s", "", entry.body)
    return body, entry.year, entry.rule.upper(), entry.cell, entry.printed, entry.expected


def _text(value: object) -> str:
    return "" if value is None else str(value)


def accept_all(findings: Sequence[Finding], accepted: Iterable[Accepted]) -> tuple[Finding, ...]:
    """Return the findings of a comparison, those that an entry accepts marked so.

    A cell is named with its body and year there, so the entry's own need not say them.
    """
    entries = {(e.rule.upper(), e.cell, e.printed, e.expected): e.reason for e in accepted}
    marked = []
    for finding in findings:
        cell = finding.cells[0] if finding.cells else finding.message.zh
        key = finding.rule, cell, _text(finding.printed), _text(finding.expected)
        reason = entries.get(key) or entries.get((*key[:3], ""))
        marked.append(finding.accept(reason) if reason else finding)
    return tuple(marked)
