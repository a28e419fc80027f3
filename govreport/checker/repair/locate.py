"""Finds the smallest explanations of what fails: fewest causes, then fewest wrong figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from govreport.checker.repair.model import Equation, System
from govreport.checker.repair.patterns import Pattern, patterns_of
from govreport.checker.repair.search import Budget, CutShortError, Deltas, Search

__all__ = ["Explanation", "Explanations", "explanations"]

MOST_CAUSES = 12
"""More wrong figures at once in one table are not looked for."""
MOST_PATTERNS = 2
"""So many slips that change several figures are looked for in one table at once."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A set of changes that makes every identity hold.

    Arguments:
        singles: figures changed one by one, each with what is added.
        patterns: slips that change several figures; of those with the same effect the first.
    """

    singles: Deltas
    patterns: tuple[Pattern, ...] = ()


@dataclass(slots=True)
class Explanations:
    """The smallest explanations of one system.

    Arguments:
        found: the explanations, all of the same size.
        complete: these are all; ``False`` when the search was cut short.
        alternatives: for a pattern, the patterns that have the same effect, itself included.
    """

    found: list[Explanation] = field(default_factory=list)
    complete: bool = True
    alternatives: dict[Pattern, list[Pattern]] = field(default_factory=dict)


def explanations(system: System, budget: Budget) -> Explanations:
    """Find all smallest explanations of what fails in ``system``.

    Arguments:
        system: identities and figures; at least one identity fails.
        budget: how much work may be done; what is used is taken from it.

    Returns:
        The explanations; none when the search was cut short before it found one.
    """
    return _Levels(system, budget).run()


class _Levels:
    """The search by number of causes, from one upwards."""

    def __init__(self, system: System, budget: Budget) -> None:
        self.system = system
        self.budget = budget
        self.result = Explanations()
        self.figures: int | None = None
        self.searches: dict[tuple[Pattern, ...], Search] = {}

    def run(self) -> Explanations:
        try:
            for causes in range(1, MOST_CAUSES + 1):
                self._level(causes)
                if self.result.found:
                    return self.result
        except CutShortError:
            pass
        self.result.complete = False
        return self.result

    def _level(self, causes: int) -> None:
        """Find the explanations with ``causes`` causes that change the fewest figures."""
        self.figures = None
        self._look((), causes)
        for number in range(1, min(causes, MOST_PATTERNS) + 1):
            for patterns in combinations(self.patterns, number):
                if _apart(patterns):
                    self._look(patterns, causes)

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The slips of several figures that the failures speak for, one for each effect."""
        for pattern in patterns_of(self.system):
            first = next((p for p in self.result.alternatives if _alike(p, pattern)), pattern)
            self.result.alternatives.setdefault(first, []).append(pattern)
        return list(self.result.alternatives)

    def _look(self, patterns: tuple[Pattern, ...], causes: int) -> None:
        """Look for single changes beside ``patterns``, unless that is more than found already."""
        singles = causes - len(patterns)
        figures = singles + sum(pattern.figures for pattern in patterns)
        if self.figures is not None and figures > self.figures:
            return
        search = self._search(patterns)
        if search.least > singles:
            return
        try:
            search.solutions(singles)
        finally:
            self.result.complete &= search.exhaustive
            self._keep(patterns, list(search.found), figures)

    def _keep(self, patterns: tuple[Pattern, ...], found: list[Deltas], figures: int) -> None:
        if not found:
            return
        if self.figures is None or figures < self.figures:
            self.figures, self.result.found = figures, []
        self.result.found += [Explanation(singles, patterns) for singles in found]

    def _search(self, patterns: tuple[Pattern, ...]) -> Search:
        if patterns not in self.searches:
            self.budget.spend()
            values, equations = _after(self.system, patterns)
            self.searches[patterns] = Search(self.system, values, equations, self.budget)
        return self.searches[patterns]


def _alike(a: Pattern, b: Pattern) -> bool:
    return a.effect == b.effect and a.figures == b.figures


def _apart(patterns: Sequence[Pattern]) -> bool:
    """Tell whether no figure is changed by two of them."""
    cells = [cell for pattern in patterns for cell, _ in pattern.changes]
    return len(cells) == len(set(cells))


def _after(
    system: System, patterns: Sequence[Pattern]
) -> tuple[list[int], list[Equation]]:
    """Return the figures and equations as they are once ``patterns`` are undone."""
    values, equations = list(system.values), list(system.equations)
    for pattern in patterns:
        for cell, value in pattern.changes:
            values[cell] = value
        for n, amount in pattern.effect:
            old = equations[n]
            equations[n] = Equation(old.coefficients, old.cells, old.residual + amount)
    return values, equations
