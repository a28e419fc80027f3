"""Finds the smallest explanations of what fails: fewest causes, then fewest wrong figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb

from govreport.checker.repair.detect import Pattern, patterns_of, patterns_together
from govreport.checker.repair.likelihood import Likelihood
from govreport.checker.repair.model import Equation, System
from govreport.checker.repair.search import Budget, CutShortError, Deltas, Search

__all__ = ["Explanation", "Explanations", "explanations"]

MOST_CAUSES = 12
"""More wrong figures at once in one table are not looked for."""
MOST_SETS = 400
"""Of so many sets of slips of several figures each is tried, of more none."""
STEPS_TO_COMPARE = 4_000
"""How much work may be done to see whether a slip of several figures is the only explanation."""

ODD = {1: 3.5, 2: 3.5}
"""Slips that cost more than this on average (one in thirty) are odd enough to look further."""
ODD_AMONG_MANY = 2.5
"""The same where there are more causes: it takes less for some to cancel out."""
COST_OF_ONE_MORE = 2.0
"""What one more cause costs."""
DOUBT = 5.0
"""Where there are many causes, what is less likely by no more than this still leaves a doubt."""


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
        found: the explanations, all with the same number of causes and of wrong figures.
        others: explanations with more causes but likelier slips, to be named beside these.
        rivals: explanations with more causes that are hardly less likely: too little to name them,
            enough to doubt.
        complete: ``found`` holds all; ``False`` when the search was cut short.
        compared: ``others`` and ``rivals`` hold all.
        alternatives: for a pattern, the patterns that have the same effect, itself included.
    """

    found: list[Explanation] = field(default_factory=list)
    others: list[Explanation] = field(default_factory=list)
    rivals: list[Explanation] = field(default_factory=list)
    complete: bool = True
    compared: bool = True
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
        self.likelihood = Likelihood(system)
        self.searches: dict[tuple[Pattern, ...], Search] = {}

    def run(self) -> Explanations:
        try:
            for causes in range(1, MOST_CAUSES + 1):
                self._level(causes)
                if self.result.found:
                    self._compare(causes)
                    return self.result
        except CutShortError:
            pass
        self.result.complete = False
        return self.result

    def _level(self, causes: int) -> None:
        """Find the explanations with ``causes`` causes that change the fewest figures."""
        self.figures = None
        self._look((), causes)
        for patterns in self.sets:
            if len(patterns) <= causes:
                self._look(patterns, causes)
        if self.figures is None:
            for patterns in patterns_together(self.system, causes):
                for pattern in patterns:
                    self.result.alternatives.setdefault(pattern, [pattern])
                self._look(patterns, causes)

    def _compare(self, causes: int) -> None:
        """Look for likelier slips than those found where these are odd.

        Slips that cancel out in some identity leave traces which fewer, but odd, changes explain
        as well; and figures wrong one by one may look like one slip of several figures.
        """
        found = self.result.found
        several = any(each.patterns for each in found)
        if not several and (len(found) > 1 or causes == 1):
            return
        figures = (self.figures or 0) if several else causes + 1
        cost = min(map(self._cost, found))
        if cost > ODD.get(causes, ODD_AMONG_MANY) * causes:
            try:
                self._look_further(causes, figures, cost)
            except CutShortError:
                self.result.compared = several

    def _look_further(self, causes: int, figures: int, cost: float) -> None:
        """Find likelier explanations by up to so many figures wrong one by one."""
        budget = Budget(min(STEPS_TO_COMPARE, self.budget.steps), self.budget.solutions)
        search = Search(self.system, self.system.values, self.system.equations, budget)
        doubt = 0.0 if causes in ODD else DOUBT
        for size in range(max(search.least, causes + 1), figures + 1):
            for each in map(Explanation, search.solutions(size)):
                more = self._cost(each) + COST_OF_ONE_MORE * (size - causes) - cost
                if more < 0:
                    self.result.others.append(each)
                elif more < doubt:
                    self.result.rivals.append(each)

    def _cost(self, explanation: Explanation) -> float:
        """Return minus the logarithm of how likely the slips are."""
        patterns, likelihood = explanation.patterns, self.likelihood
        moved = {cell: value for pattern in patterns for cell, value in pattern.changes}
        singles = (
            likelihood.single(cell, moved.get(cell, self.system.values[cell]) + delta)[1]
            for cell, delta in explanation.singles
        )
        return sum(map(likelihood.pattern, patterns)) + sum(singles)

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The slips of several figures that the failures speak for, one for each effect."""
        for pattern in patterns_of(self.system):
            first = next((p for p in self.result.alternatives if _alike(p, pattern)), pattern)
            self.result.alternatives.setdefault(first, []).append(pattern)
        return list(self.result.alternatives)

    @cached_property
    def sets(self) -> list[tuple[Pattern, ...]]:
        """The sets of slips that may have happened together, small ones first."""
        count = len(self.patterns)
        return [
            patterns
            for number in range(1, count + 1)
            if number == 1 or comb(count, number) <= MOST_SETS
            for patterns in combinations(self.patterns, number)
            if _apart(patterns)
        ]

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


def _after(system: System, patterns: Sequence[Pattern]) -> tuple[list[int], list[Equation]]:
    """Return the figures and equations as they are once ``patterns`` are undone."""
    values, equations = list(system.values), list(system.equations)
    for pattern in patterns:
        for cell, value in pattern.changes:
            values[cell] = value
        for n, amount in pattern.effect:
            old = equations[n]
            equations[n] = Equation(old.coefficients, old.cells, old.residual + amount)
    return values, equations
