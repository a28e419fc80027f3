"""Takes explanations apart into independent mistakes, each with its ranked alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from govreport.checker.repair.detect import Pattern
from govreport.checker.repair.likelihood import Likelihood
from govreport.checker.repair.locate import Explanation, Explanations
from govreport.checker.repair.model import System
from govreport.checker.repair.slips import Slip

__all__ = ["Alternative", "Mistake", "Part", "mistakes"]

MOST_ALTERNATIVES = 24
"""So many repairs that tie are listed for one mistake, likeliest first."""
MOST_COMBINATIONS = 1000
"""So many combinations of patterns with the same effect are ranked."""


@dataclass(frozen=True, slots=True)
class Part:
    """One cause within an alternative.

    Arguments:
        changes: the figures with their right (scaled) values.
        cause: the slip, of one figure or of several.
        cost: minus the logarithm of how likely it is.
    """

    changes: tuple[tuple[int, int], ...]
    cause: Slip | Pattern
    cost: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to put a mistake right."""

    parts: tuple[Part, ...]

    @property
    def cost(self) -> float:
        """Minus the logarithm of how likely it is."""
        return sum(part.cost for part in self.parts)

    @property
    def changes(self) -> dict[int, int]:
        """All figures to change with their right (scaled) values.

        A single change comes after a slip of several figures that moved another one there.
        """
        return {cell: value for part in self.parts for cell, value in part.changes}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One independent mistake.

    Arguments:
        alternatives: the smallest ways to put it right, likeliest first.
        unique: there is only one, and that is proven.
        complete: the search was not cut short.
        equations: the failed equations that hold afterwards, by their numbers.
    """

    alternatives: tuple[Alternative, ...]
    unique: bool
    complete: bool
    equations: tuple[int, ...]


_Piece = tuple[int, int] | Pattern
"""A single change (figure, amount added) or a slip of several figures."""


def mistakes(system: System, explained: Explanations) -> list[Mistake]:
    """Return the independent mistakes, in the order of the identities that they break.

    Two changes belong to the same mistake when they share an identity, in any explanation.
    """
    return _Mistakes(system, explained).all()


class _Mistakes:
    def __init__(self, system: System, explained: Explanations) -> None:
        self.system = system
        self.explained = explained
        self.likelihood = Likelihood(system)
        self.found = [_pieces(each) for each in explained.found]
        self.others = [_pieces(each) for each in explained.others]

    def all(self) -> list[Mistake]:
        found = [mistake for mistake in map(self.mistake, self.roots) if mistake.alternatives]
        return sorted(found, key=lambda mistake: mistake.equations)

    @cached_property
    def roots(self) -> list[int]:
        """One equation of each mistake."""
        return sorted({self.root(piece) for pieces in self.found for piece in pieces})

    @cached_property
    def parents(self) -> dict[int, int]:
        """A forest that joins the equations which one mistake touches."""
        parents: dict[int, int] = {}
        for pieces in self.found + self.others:
            for piece in pieces:
                _join(parents, self.touched(piece))
        return parents

    def touched(self, piece: _Piece) -> Sequence[int]:
        if isinstance(piece, Pattern):
            return [n for n, _ in piece.effect]
        return self.system.of_cell[piece[0]]

    def root(self, piece: _Piece) -> int:
        return _root(self.parents, self.touched(piece)[0])

    def mistake(self, root: int) -> Mistake:
        """Gather what the explanations say about one mistake."""
        alternatives = self.ranked(self.found, root)
        for changes, other in self.ranked(self.others, root).items():
            alternatives.setdefault(changes, other)
        fitting = self.fitting(list(alternatives.values()))
        equations = tuple(
            n
            for n, equation in enumerate(self.system.equations)
            if equation.residual and n in self.parents and _root(self.parents, n) == root
        )
        doubtful = root in self.doubtful or any(
            self.rests_on_blanks(each) or self.at_odds(each, equations) for each in fitting[:1]
        )
        return Mistake(
            tuple(fitting[:MOST_ALTERNATIVES]),
            unique=len(fitting) == 1 and self.certain and not doubtful,
            complete=self.explained.complete,
            equations=equations,
        )

    @property
    def certain(self) -> bool:
        """Tell whether an explanation found alone is the only one."""
        return self.explained.complete and self.explained.compared

    @cached_property
    def doubtful(self) -> set[int]:
        """The mistakes that a rival puts right in another way, alone or together."""
        doubtful: set[int] = set()
        for rival in self.explained.rivals:
            parents = dict(self.parents)
            pieces = _pieces(rival)
            for piece in pieces:
                _join(parents, self.touched(piece))
            new = set(pieces).difference(self.found[0])
            changed = {_root(parents, self.touched(piece)[0]) for piece in new}
            doubtful |= {root for root in self.roots if _root(parents, root) in changed}
        return doubtful

    def rests_on_blanks(self, alternative: Alternative) -> bool:
        """Tell whether an identity involved holds only by the value implied for a blank part.

        A blank total can be nothing but the sum; that a part left blank is no zero after all is
        itself a conclusion from figures of which one is wrong.
        """
        parts = self.system.free - self.system.totals
        touched = {n for cell in alternative.changes for n in self.system.of_cell[cell]}
        return any(n in touched for cell in parts for n in self.system.of_cell[cell])

    def at_odds(self, alternative: Alternative, equations: Iterable[int]) -> bool:
        """Tell whether the prose still contradicts figures of the identities that failed."""
        named = {
            self.system.figures[cell].address
            for n in equations
            for cell in self.system.equations[n].coefficients
        }
        return any(
            address in named
            for statement in self.system.contradicted(self.deltas(alternative))
            for reading in statement.readings
            for address, _ in reading
        )

    def fitting(self, alternatives: list[Alternative]) -> list[Alternative]:
        """Leave out those that contradict more of the prose: figures there would be wrong too."""
        if not self.system.statements or len(alternatives) < 2:
            return alternatives
        contradicted = [len(self.system.contradicted(self.deltas(each))) for each in alternatives]
        least = min(contradicted)
        return [a for a, n in zip(alternatives, contradicted, strict=True) if n == least]

    def deltas(self, alternative: Alternative) -> dict[int, int]:
        return {
            cell: value - self.system.values[cell] for cell, value in alternative.changes.items()
        }

    def ranked(
        self, explanations: Iterable[tuple[_Piece, ...]], root: int
    ) -> dict[tuple[tuple[int, int], ...], Alternative]:
        """Return what the explanations say about one mistake by the changes, likeliest first."""
        parts = {
            tuple(piece for piece in pieces if self.root(piece) == root): None
            for pieces in explanations
        }
        found = [
            alternative
            for pieces in parts
            if pieces
            for alternative in islice(self.alternatives(pieces), MOST_COMBINATIONS)
        ]
        keyed = sorted(
            ((each.cost, tuple(sorted(each.changes.items())), each) for each in found),
            # of two cells that may hold a number, take the first
            key=lambda entry: (entry[0], [(cell, -value) for cell, value in entry[1]]),
        )
        best: dict[tuple[tuple[int, int], ...], Alternative] = {}
        for _, changes, alternative in keyed:
            best.setdefault(changes, alternative)
        return best

    def alternatives(self, pieces: Sequence[_Piece]) -> Iterator[Alternative]:
        """Yield the alternatives that one set of pieces stands for."""
        patterns = [piece for piece in pieces if isinstance(piece, Pattern)]
        singles = [piece for piece in pieces if not isinstance(piece, Pattern)]
        same = self.explained.alternatives
        for chosen in product(*(same[pattern] for pattern in patterns)):
            alternative = self.alternative(chosen, singles)
            if self.system.allows(self.system.values, self.deltas(alternative)):
                yield alternative

    def alternative(
        self, patterns: Sequence[Pattern], singles: Sequence[tuple[int, int]]
    ) -> Alternative:
        """Put slips together; a single change may take back what a slip of several moved."""
        values = self.system.values
        moved = {cell: value for pattern in patterns for cell, value in pattern.changes}
        kept = {
            cell for cell, delta in singles if cell in moved and moved[cell] + delta == values[cell]
        }
        parts = [
            Part(
                tuple((cell, value) for cell, value in pattern.changes if cell not in kept),
                pattern,
                self.likelihood.pattern(pattern),
            )
            for pattern in patterns
        ]
        parts += [self.single(c, delta, moved) for c, delta in sorted(singles) if c not in kept]
        return Alternative(tuple(parts))

    def single(self, cell: int, delta: int, moved: Mapping[int, int]) -> Part:
        right = moved.get(cell, self.system.values[cell]) + delta
        slip, cost = self.likelihood.single(cell, right)
        return Part(((cell, right),), slip, cost)


def _pieces(explanation: Explanation) -> tuple[_Piece, ...]:
    return (*explanation.patterns, *explanation.singles)


def _join(parents: dict[int, int], equations: Sequence[int]) -> None:
    first, *others = equations
    for other in others:
        parents[_root(parents, other)] = _root(parents, first)


def _root(parents: dict[int, int], n: int) -> int:
    parents.setdefault(n, n)
    while parents[n] != n:
        parents[n] = parents[parents[n]]
        n = parents[n]
    return n
