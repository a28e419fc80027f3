"""What checking gives: outcomes, findings, repairs, and the result of one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from govreport.parser.report import Number, Report
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = [
    "Change",
    "Checks",
    "Finding",
    "Kind",
    "Outcome",
    "Repair",
    "Result",
    "Severity",
    "Verdict",
]

Severity = Literal["error", "warning", "note"]
Kind = Literal["report", "reading", "scope"]
Status = Literal["pass", "fail", "skipped", "error"]
Verdict = Literal["consistent", "inconsistent", "unverifiable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that failed, on which quantities.

    Arguments:
        id: stable over re-runs and machines: from body, year, rule, cells and printed values.
        rule: code of the rule.
        name: readable name of the rule.
        severity: ``error``, ``warning`` or ``note``; only kind ``report`` is ever ``error``.
        kind: ``report`` (the body's figures), ``reading`` (the program may have misread),
            ``scope`` (both figures can be right under different definitions).
        message: one sentence for the user.
        cells: addresses of the quantities concerned; the one that the printed figure belongs
            to first, where there is one.
        printed: the printed figure; for a sum, what its parts add up to when ``expected`` is
            the printed total is told in the message.
        expected: the figure that the other side of the identity gives.
        difference: ``printed − expected``.
        implied: values of missing or blank cells that follow from the rest, by address.
        location: where to look in the file.
        accepted: the user has accepted it.
        sentence: the sentence concerned, for findings in the prose.
        span: where the figure stands in ``sentence``.
        label: the quantities in the form's words.
        reason: why it was accepted.
        explained: another finding on the same sentence explains it; it is no mistake of its own.
        source: the file that ``location`` is in, where several reports are concerned.
    """

    id: str
    rule: str
    name: str
    severity: Severity
    kind: Kind
    message: Text
    cells: tuple[str, ...] = ()
    printed: Number | None = None
    expected: Number | None = None
    difference: Number | None = None
    implied: Mapping[str, Number] = field(default_factory=dict)
    location: Location = NOWHERE
    accepted: bool = False
    sentence: str = ""
    span: tuple[int, int] | None = None
    label: Text | None = None
    reason: str = ""
    explained: bool = False
    source: str = ""

    def accept(self, reason: str) -> Finding:
        """Return the same finding, accepted for ``reason``."""
        return replace(self, accepted=True, reason=reason)


class Outcome(NamedTuple):
    """What one rule, or one identity of it, came to.

    Arguments:
        rule: code of the rule.
        status: ``pass``, ``fail``, ``skipped`` or ``error``.
        subject: address of the row, column or figure (``""``: the report as a whole).
        reason: why it was skipped, or what broke.
    """

    rule: str
    status: Status
    subject: str = ""
    reason: Text | None = None


class Checks(NamedTuple):
    """How many single identities and rules passed, failed, were skipped, or broke."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    error: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome], passed: int = 0) -> Checks:
        """Count outcomes, and ``passed`` further ones that were not kept."""
        found = [outcome.status for outcome in outcomes]
        return cls(
            passed + found.count("pass"),
            *(found.count(status) for status in ("fail", "skipped", "error")),
        )


class Change(NamedTuple):
    """One figure to change.

    Arguments:
        cell: address of the quantity.
        printed: the figure as printed (``None``: blank).
        expected: the figure that it should be.
        label: the quantity in the form's words.
        location: where it stands.
    """

    cell: str
    printed: Number | None
    expected: Number
    label: Text | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest change that makes the identities of one independent mistake hold.

    Arguments:
        changes: the figures to change.
        unique: no other repair of this mistake has as few causes and changes.
        cause: identifier of the slip that explains it (``digit``, ``swapped-digits`` …).
        resolves: ids of the findings that it resolves.
        kind: ``report``, or ``reading`` where a split or joined number explains it.
        reason: why, in one sentence.
        before: the identities that fail before and hold after, as (code, subject).
        complete: ``False`` when the search was cut short.
    """

    changes: tuple[Change, ...]
    unique: bool
    cause: str
    resolves: tuple[str, ...]
    kind: Kind = "report"
    reason: Text | None = None
    before: tuple[tuple[str, str], ...] = ()
    complete: bool = True


@dataclass(eq=False)
class Result:
    """A report with its findings, repairs and score.

    Arguments:
        report: the report.
        issues: the findings, errors first.
        repairs: one per independent mistake; ties follow each other, likeliest first.
        outcomes: what each rule came to, failures and skips singly.
        checks: how many passed, failed, were skipped, broke.
        score: 0 to 100, ``None`` when nothing could be checked.
        verdict: ``consistent``, ``inconsistent`` or ``unverifiable``.
    """

    report: Report
    issues: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    outcomes: tuple[Outcome, ...]
    checks: Checks
    score: int | None
    verdict: Verdict

    @property
    def open_repairs(self) -> tuple[Repair, ...]:
        """The repairs of mistakes that are not accepted."""
        accepted = {finding.id for finding in self.issues if finding.accepted}
        return tuple(
            repair
            for repair in self.repairs
            if not repair.resolves or not accepted.issuperset(repair.resolves)
        )

    @property
    def findings(self) -> pd.DataFrame:
        """The findings as a DataFrame, one row each, columns as in the JSON."""
        from govreport.output.frames import findings_frame

        return findings_frame(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from govreport.output.terminal import render

        yield render(self, width=options.max_width)

    def __str__(self) -> str:
        from govreport.output.terminal import plain

        return plain(self)

    def _repr_html_(self) -> str:
        from govreport.output.notebook import html

        return html(self)
