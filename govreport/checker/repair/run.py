"""From failed identities to repairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from govreport.checker.context import Context
from govreport.checker.model import Change, Finding, Repair
from govreport.checker.repair.build import system_of
from govreport.checker.repair.explain import TOO_MANY, cause_of, is_reading, reason_of
from govreport.checker.repair.locate import explanations
from govreport.checker.repair.mistakes import Alternative, Mistake, mistakes
from govreport.checker.repair.model import Figure, System
from govreport.checker.repair.search import Budget
from govreport.forms.model import Identity
from govreport.parser.report import Number

__all__ = ["STEPS", "repair", "repairs_of"]

STEPS = 40_000
"""How much work the search may do on one system; about half a second."""


def repairs_of(
    context: Context,
    findings: Sequence[Finding],
    *,
    identities: Iterable[Identity] = (),
    figures: Mapping[str, Figure] | None = None,
    last_year: Mapping[str, Number] | None = None,
) -> tuple[Repair, ...]:
    """Locate the mistakes behind the failed identities of one report.

    Arguments:
        context: the report with its evaluation.
        findings: the findings that the repairs may resolve.
        identities: further identities, such as those between the prose and the tables.
        figures: the figures that only these name, by address.
        last_year: last year's figures by address, where they are known.

    Returns:
        See :func:`repair`.
    """
    system = system_of(context, identities=identities, figures=figures, last_year=last_year)
    return repair(system, findings)


def repair(
    system: System, findings: Sequence[Finding] = (), steps: int = STEPS
) -> tuple[Repair, ...]:
    """Locate the mistakes behind the identities of ``system`` that fail.

    Arguments:
        system: identities and figures.
        findings: the findings that the repairs may resolve.
        steps: how much work the search may do; the same work gives the same answer everywhere.

    Returns:
        One repair for each independent mistake; repairs that tie follow each other, likeliest
        first. Where the search was cut short before it found anything, a repair without changes
        (cause ``too-many``, resolving nothing) that names the identities in ``before``.
    """
    budget = Budget(steps)
    repairs: list[Repair] = []
    for part in system.components():
        explained = explanations(part, budget)
        if explained.found:
            for mistake in mistakes(part, explained):
                repairs += _repairs(part, mistake, findings)
        else:
            repairs.append(_not_located(part))
    return tuple(repairs)


def _repairs(system: System, mistake: Mistake, findings: Sequence[Finding]) -> list[Repair]:
    before = _named(system, mistake.equations)
    resolves = _resolved(system, mistake, findings)
    return [
        Repair(
            changes=_changes(system, alternative),
            unique=mistake.unique,
            cause=cause_of(system, alternative),
            resolves=resolves,
            kind="reading" if is_reading(alternative) else "report",
            reason=reason_of(system, alternative),
            before=before,
            complete=mistake.complete,
        )
        for alternative in mistake.alternatives
    ]


def _changes(system: System, alternative: Alternative) -> tuple[Change, ...]:
    changes = []
    for cell, value in sorted(alternative.changes.items()):
        figure = system.figures[cell]
        changes.append(
            Change(
                figure.address, figure.printed, system.number(value), figure.label, figure.location
            )
        )
    return tuple(changes)


def _resolved(system: System, mistake: Mistake, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the ids of the findings that state the failed identities, or blame a changed figure."""
    failed = {
        (identity.rule, frozenset((*identity.plus, *identity.minus)))
        for identity in (system.identities[n] for n in mistake.equations)
    }
    always = set.intersection(*(set(each.changes) for each in mistake.alternatives))
    blamed = {system.figures[cell].address for cell in always}
    return tuple(
        finding.id
        for finding in findings
        if (finding.rule, frozenset(finding.cells)) in failed
        or (finding.severity == "error" and len(finding.cells) == 1 and finding.cells[0] in blamed)
    )


def _not_located(system: System) -> Repair:
    failed = [n for n, equation in enumerate(system.equations) if equation.residual]
    return Repair(
        changes=(),
        unique=False,
        cause="too-many",
        resolves=(),
        reason=TOO_MANY,
        before=_named(system, failed),
        complete=False,
    )


def _named(system: System, equations: Iterable[int]) -> tuple[tuple[str, str], ...]:
    identities = (system.identities[n] for n in equations)
    return tuple((identity.rule, identity.subject) for identity in identities)
