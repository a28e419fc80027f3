"""Finds every smallest set of single figures whose change makes all identities hold.

This is syndrome decoding. The identities that fail are the syndrome; a set of changes explains it
when the changes add up to the residual of every identity, those that hold included. The search
takes a failed identity: one of its figures must be wrong. For each in turn, the figure is
eliminated, by Gauss, from the other identities it takes part in. What remains are identities over
the other figures, and some of them fail again, or none does. Two facts keep this small:

- identities that fail and share no figure need a change each; when there are more of these than
  changes left, the branch is dead, and when there are just as many, every further change lies in
  one of them and its amount is known;
- the last change must settle everything that still fails.

All sets of the given size are found, so one found alone is proven to be the only one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from govreport.checker.repair.model import Equation, System

__all__ = ["Budget", "CutShortError", "Deltas", "Search"]

Deltas = tuple[tuple[int, int], ...]
"""Figures by number, each with what is added to it."""


class CutShortError(Exception):
    """The search used up its budget."""


@dataclass(slots=True)
class Budget:
    """How much work may be done; counted in steps, not in time, to be the same everywhere.

    Arguments:
        steps: steps left.
        solutions: so many solutions of one size are enough.
    """

    steps: int
    solutions: int = 400

    def spend(self, steps: int = 1) -> None:
        """Take ``steps`` away.

        Raises:
            CutShortError: nothing is left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise CutShortError


@dataclass(slots=True)
class _State:
    """A point in the search.

    Arguments:
        open: numbers of the failed original equations that are still as they were.
        mixed: equations that come from elimination, failed or not.
        gone: original equations that are no longer there by themselves, as bits.
        barred: figures that are not to be changed (their turn came in another branch), as bits.
        chosen: the figures to change, each with the equation that tells by how much.
    """

    open: tuple[int, ...]
    mixed: tuple[Equation, ...]
    gone: int
    barred: int
    chosen: tuple[tuple[int, Equation], ...]


class Search:
    """A search over one system in a given state of its figures.

    Arguments:
        system: the identities and figures.
        values: the (scaled) figures to start from.
        budget: how much work may be done.
        equations: the system's equations with the residuals that ``values`` give.
    """

    def __init__(
        self,
        system: System,
        values: Sequence[int],
        equations: Sequence[Equation],
        budget: Budget,
    ) -> None:
        self.system = system
        self.values = values
        self.equations = equations
        self.budget = budget
        self.found: dict[Deltas, None] = {}
        self.size = 0
        self.exhaustive = True
        self.start = self._start()

    def solutions(self, size: int) -> list[Deltas]:
        """Return all sets of ``size`` changes that make every identity hold.

        Raises:
            CutShortError: the budget ran out, or there are more than it asks for.
        """
        self.found, self.size, self.exhaustive = {}, size, True
        self._descend(self.start, size)
        return list(self.found)

    @cached_property
    def least(self) -> int:
        """No fewer changes can do."""
        failing = self._failing(self.start)
        return _packing(failing, self.start.barred).size if failing else 0

    def _start(self) -> _State:
        """Take figures that are free to change out of all equations."""
        failed = tuple(n for n, equation in enumerate(self.equations) if equation.residual)
        state = _State(failed, (), 0, 0, ())
        for cell in self.system.free:
            holding = self._holding(state, cell)
            if holding:
                state = self._eliminate(state, cell, holding[0])
            state.barred |= 1 << cell
        return state

    def _descend(self, state: _State, left: int) -> None:
        """Find all solutions with ``left`` further changes."""
        self.budget.spend()
        failing = self._failing(state)
        if not failing:
            self._settled(state, left)
        elif left == 1:
            self._last(state, failing)
        elif left > 1:
            self._branch(state, failing, left)

    def _branch(self, state: _State, failing: list[Equation], left: int) -> None:
        """Change each figure in turn of the failed equation that leaves the least choice."""
        packing = _packing(failing, state.barred)
        if packing.size > left:
            return
        tight = packing.size == left
        allowed = packing.region if tight else ~state.barred
        branch = min(failing, key=lambda equation: (equation.cells & allowed).bit_count())
        barred = state.barred
        for cell in _bits(branch.cells & allowed):
            if not tight or self._possible(cell, packing.chosen):
                child = self._eliminate(state, cell, branch)
                child.barred |= barred
                self._descend(child, left - 1)
            barred |= 1 << cell

    def _possible(self, cell: int, packing: Iterable[Equation]) -> bool:
        """Tell whether a figure may be the one wrong figure of an equation that it is in."""
        for equation in packing:
            if equation.cells >> cell & 1:
                delta, rest = divmod(-equation.residual, equation.coefficients[cell])
                return not rest and self.system.admits(cell, self.values[cell] + delta)
        return False

    def _failing(self, state: _State) -> list[Equation]:
        failing = [self.equations[n] for n in state.open]
        failing += [equation for equation in state.mixed if equation.residual]
        return failing

    def _holding(self, state: _State, cell: int) -> list[Equation]:
        """Return the equations that a figure takes part in, as they now are."""
        originals = (n for n in self.system.of_cell[cell] if not state.gone >> n & 1)
        holding = [self.equations[n] for n in originals]
        holding += [equation for equation in state.mixed if equation.cells >> cell & 1]
        return holding

    def _eliminate(self, state: _State, cell: int, pivot: Equation) -> _State:
        """Choose a figure to change; ``pivot`` will tell by how much."""
        gone = state.gone
        for n in self.system.of_cell[cell]:
            gone |= 1 << n
        mixed = [each for each in state.mixed if not each.cells >> cell & 1]
        others = [each for each in self._holding(state, cell) if each is not pivot]
        self.budget.spend(len(others) * len(pivot.coefficients) // LONG)
        mixed += [each.without(pivot, cell) for each in others]
        return _State(
            tuple(n for n in state.open if not gone >> n & 1),
            tuple(mixed),
            gone,
            state.barred,
            (*state.chosen, (cell, pivot)),
        )

    def _last(self, state: _State, failing: list[Equation]) -> None:
        """Find the figures whose change alone settles all that fails and disturbs nothing else."""
        common = ~state.barred
        for equation in failing:
            common &= equation.cells
        for cell in _bits(common):
            first = failing[0]
            agree = all(
                each.residual * first.coefficients[cell] == first.residual * each.coefficients[cell]
                for each in failing[1:]
            )
            if (
                agree
                and self._possible(cell, failing[:1])
                and len(self._holding(state, cell)) == len(failing)
            ):
                self._record((*state.chosen, (cell, first)))

    def _settled(self, state: _State, left: int) -> None:
        """All equations hold: record the changes, or see what more makes them admissible."""
        if left == 0:
            self._record(state.chosen)
            return
        deltas = amounts(state.chosen)
        for n, (cell, _) in enumerate(state.chosen):
            if not self._admits(cell, deltas[cell]):
                self._mend(state, left, n)
                return

    def _admits(self, cell: int, delta: Fraction | int) -> bool:
        whole = int(delta)
        return whole == delta and self.system.admits(cell, self.values[cell] + whole)

    def _mend(self, state: _State, left: int, n: int) -> None:
        """Change further figures that bear on choice ``n``, whose new value is not admissible."""
        cell, equation = state.chosen[n]
        for later, pivot in state.chosen[n + 1 :]:
            if later in equation.coefficients:
                equation = equation.without(pivot, later)
        barred = state.barred
        for other in _bits(equation.cells & ~barred & ~(1 << cell)):
            holding = self._holding(state, other)
            if holding and left > 1:
                child = self._eliminate(state, other, holding[0])
                child.barred |= barred
                self._descend(child, left - 1)
            elif not holding and left == 1:
                self._shift_along(state, other)
            elif not holding:
                self.exhaustive = False
            barred |= 1 << other

    def _shift_along(self, state: _State, cell: int) -> None:
        """Try the amounts for a figure that no equation ties down any more.

        Its change moves the others along a cycle of identities; only a few amounts, mostly none,
        make all of them admissible.
        """
        base = amounts(state.chosen)
        step = amounts(state.chosen, {cell: 1})
        low, high = Fraction(-self.values[cell]), None
        for other, start in base.items():
            slope = step[other] - start
            if slope and self.system.figures[other].kind != "change":
                bound = -(self.values[other] + start) / Fraction(slope)
                if slope > 0:
                    low = max(low, bound)
                else:
                    high = bound if high is None else min(high, bound)
        first = ceil(low)
        last = first + WINDOW if high is None else min(floor(high), first + WINDOW)
        for amount in range(first, last + 1):
            self._record(state.chosen, {cell: amount})

    def _record(
        self, chosen: Sequence[tuple[int, Equation]], given: Mapping[int, int] | None = None
    ) -> None:
        """Keep a solution if every new value is admissible and no limit is newly broken."""
        self.budget.spend(1 + len(chosen) ** 2 // LONG)
        deltas = amounts(chosen, given)
        changed = {cell: int(delta) for cell, delta in deltas.items() if delta}
        if len(changed) - len(self.system.free_of(changed)) != self.size:
            return
        if any(changed[cell] != deltas[cell] for cell in changed):
            return
        if self.system.allows(self.values, changed):
            self.found[tuple(sorted(changed.items()))] = None
            if len(self.found) >= self.budget.solutions:
                self.exhaustive = False
                raise CutShortError


LONG = 64
"""Working on so many terms is a step of its own."""
WINDOW = 50
"""So many amounts are tried along a cycle of identities."""


@dataclass(frozen=True, slots=True)
class _Packing:
    """Failed equations that share no figure.

    Arguments:
        size: how many: so many changes are needed at least.
        region: if exactly so many changes are left, they are among these figures.
        chosen: the equations.
    """

    size: int
    region: int
    chosen: tuple[Equation, ...]


NEVER = 1 << 30


def _packing(failing: Sequence[Equation], barred: int) -> _Packing:
    """Pack failed equations greedily, the small first and the large first."""
    ordered = sorted(failing, key=lambda equation: (equation.cells & ~barred).bit_count())
    if not ordered[0].cells & ~barred:
        return _Packing(NEVER, 0, ())
    small, large = _greedy(ordered, barred), _greedy(ordered[::-1], barred)
    if small.size != large.size:
        return max(small, large, key=lambda packing: packing.size)
    return _Packing(small.size, small.region & large.region, small.chosen)


def _greedy(ordered: Iterable[Equation], barred: int) -> _Packing:
    region = 0
    chosen = []
    for equation in ordered:
        cells = equation.cells & ~barred
        if not cells & region:
            region |= cells
            chosen.append(equation)
    return _Packing(len(chosen), region, tuple(chosen))


def amounts(
    chosen: Sequence[tuple[int, Equation]], given: Mapping[int, int] | None = None
) -> dict[int, Fraction | int]:
    """Return by how much each chosen figure changes.

    Arguments:
        chosen: the figures, each with the equation from which the earlier ones are eliminated.
        given: changes of further figures.
    """
    deltas: dict[int, Fraction | int] = dict(given or {})
    for cell, equation in reversed(chosen):
        get = equation.coefficients.get
        total = equation.residual + sum(get(other, 0) * delta for other, delta in deltas.items())
        k = equation.coefficients[cell]
        deltas[cell] = -total // k if total % k == 0 else Fraction(-total, k)
    return deltas


def _bits(mask: int) -> Iterator[int]:
    """Yield the positions of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
