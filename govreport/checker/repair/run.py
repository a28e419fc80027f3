"""From failed identities to repairs."""

from __future__ import annotations

from collections.abc import Iterable

from govreport.checker.model import Change, Repair
from govreport.checker.repair.explain import TOO_MANY, cause_of, is_reading, reason_of
from govreport.checker.repair.locate import explanations
from govreport.checker.repair.mistakes import Alternative, Mistake, mistakes
from govreport.checker.repair.model import System
from govreport.checker.repair.search import Budget

__all__ = ["STEPS", "repair"]

STEPS = 25_000
"""How much work the search may do on one report; half a second on an ordinary machine."""


def repair(system: System, steps: int = STEPS) -> tuple[Repair, ...]:
    """Locate the mistakes behind the identities of ``system`` that fail.

    Arguments:
        system: identities and figures.
        steps: how much work the search may do; the same work gives the same answer everywhere.

    Returns:
        One repair for each independent mistake; repairs that tie follow each other with the same
        ``before``, likeliest first; which findings they resolve is left open. Where the search was
        cut short before it found anything, a repair without changes (cause ``too-many``) that names
        the identities in ``before``.
    """
    budget = Budget(steps)
    repairs: list[Repair] = []
    for part in system.components():
        explained = explanations(part, budget)
        if explained.found:
            for mistake in mistakes(part, explained):
                repairs += [_repair(part, mistake, each) for each in mistake.alternatives]
        else:
            repairs.append(_not_located(part))
    return tuple(repairs)


def _repair(system: System, mistake: Mistake, alternative: Alternative) -> Repair:
    return Repair(
        changes=_changes(system, alternative),
        unique=mistake.unique,
        cause=cause_of(system, alternative),
        resolves=(),
        kind="reading" if is_reading(alternative) else "report",
        reason=reason_of(system, alternative),
        before=_named(system, mistake.equations),
        complete=mistake.complete,
    )


def _changes(system: System, alternative: Alternative) -> tuple[Change, ...]:
    """Return the figures to change, blanks that are zero after all among them."""
    changes = []
    for cell, value in sorted(alternative.changes.items()):
        figure = system.figures[cell]
        number = system.number(value)
        changes.append(
            Change(figure.address, figure.printed, number, figure.label, figure.location)
        )
    return tuple(changes)


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
