"""The score: 100 less what each independent mistake and each warning takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govreport.checker.model import Finding, Repair

__all__ = ["DEFAULT_WEIGHTS", "Weights", "mistakes", "score"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What is taken from 100.

    Arguments:
        error: points for each independent mistake.
        warning: points for each warning.
    """

    error: int = 10
    warning: int = 2


DEFAULT_WEIGHTS = Weights()


def mistakes(findings: Sequence[Finding], repairs: Sequence[Repair]) -> int:
    """Count the independent mistakes: one for each repair, one for each error without one.

    Repairs that tie stand for one mistake: they resolve the same findings. What another error in
    the same sentence explains is no mistake of its own.
    """
    errors = [f for f in findings if f.severity == "error" and not f.accepted]
    sentences = {f.sentence for f in errors if not f.explained}
    open_errors = {f.id for f in errors if not (f.explained and f.sentence in sentences)}
    groups = {repair.resolves for repair in repairs if open_errors.intersection(repair.resolves)}
    explained = {id for group in groups for id in group}
    return len(groups) + len(open_errors - explained)


def score(
    findings: Sequence[Finding], repairs: Sequence[Repair], weights: Weights = DEFAULT_WEIGHTS
) -> int:
    """Return 0 to 100; accepted findings take nothing."""
    warnings = sum(1 for f in findings if f.severity == "warning" and not f.accepted)
    lost = weights.error * mistakes(findings, repairs) + weights.warning * warnings
    return max(0, 100 - lost)
