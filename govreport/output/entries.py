"""What an overview keeps of each file: one line, small enough for ten thousand of them."""

from __future__ import annotations

from dataclasses import dataclass

from govreport.checker.model import Result
from govreport.checker.score import mistakes
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.output.places import change_text
from govreport.output.words import REASONS
from govreport.text import Language

__all__ = ["Badness", "Entry", "entry_of"]

_ORDER = {"failed": 0, "inconsistent": 1, "unverifiable": 2, "consistent": 3, "skipped": 4}

Badness = tuple[int, int, int]
"""What an overview is sorted by."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an overview.

    Arguments:
        state: the verdict, ``failed`` or ``skipped``.
        source: the path.
        body: the body whose report it is.
        year: the year it reports on.
        form: name of the version of the form.
        problem: the first thing to do, or what is wrong with the file.
        score: 0 to 100, ``None`` when nothing could be checked.
        mistakes: independent mistakes, see :func:`govreport.checker.score.mistakes`.
        errors: findings of severity error that are not accepted.
        warnings: findings of severity warning that are not accepted.
        notes: findings of severity note that are not accepted.
        passed: identities and rules that passed.
        failed: those that failed.
        unchecked: those that were skipped or broke.
    """

    state: str
    source: str
    body: str = ""
    year: int | None = None
    form: str = ""
    problem: str = ""
    score: int | None = None
    mistakes: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    passed: int = 0
    failed: int = 0
    unchecked: int = 0

    @property
    def name(self) -> str:
        """Body and year."""
        return " ".join(str(part) for part in (self.body, self.year) if part)

    @property
    def is_report(self) -> bool:
        """The file was read, and holds a report."""
        return self.state not in ("failed", "skipped")

    @property
    def badness(self) -> Badness:
        """What an overview is sorted by: unreadable first, then the lowest score."""
        return _ORDER[self.state], self.score if self.score is not None else 101, -self.warnings


def entry_of(item: Item, language: Language) -> Entry:
    """Return the line of an overview for one file."""
    if isinstance(item, Failure):
        return Entry("failed", item.source, problem=item.message.of(language))
    if isinstance(item, Skipped):
        reason = REASONS[item.reason].of(language) if item.reason in REASONS else item.reason
        return Entry("skipped", item.source, problem=reason)
    counts = Summary()
    counts.add(item)
    report, checks = item.report, item.checks
    return Entry(
        state=item.verdict,
        source=report.source,
        body=report.organization or "",
        year=report.year,
        form=report.form.name.of(language),
        problem=_first_problem(item, language),
        score=item.score,
        mistakes=mistakes(item.issues, item.repairs),
        errors=counts.severities["error"],
        warnings=counts.severities["warning"],
        notes=counts.severities["note"],
        passed=checks.passed,
        failed=checks.failed,
        unchecked=checks.skipped + checks.error,
    )


def _first_problem(result: Result, language: Language) -> str:
    """The first repair where it is sure; else the first finding."""
    repairs = result.open_repairs
    if repairs and repairs[0].unique and repairs[0].changes:
        changes = repairs[0].changes
        more = "…" if len(changes) > 1 else ""
        return change_text(result, changes[0], language) + more
    wanted = [f for f in result.issues if not f.accepted and f.severity == "error"]
    return f"{wanted[0].rule} {wanted[0].message.of(language)}" if wanted else ""
