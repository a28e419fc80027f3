"""Finds the slips of several figures that the failed identities speak for.

A slip is taken for the cause only where it alone settles about as many identities as it changes
figures. Otherwise three wrong figures that happen to lie side by side would pass for a shifted row.
Where several rows are shifted or hold split numbers, each hides what the others would show; these
are looked for together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from govreport.checker.repair.lines import Changes, Line, lines_of
from govreport.checker.repair.model import System
from govreport.checker.repair.patterns import (
    PATTERNS,
    SWAPPED_LINES,
    PatternKind,
    exchanged_lines,
)

__all__ = ["Pattern", "patterns_of", "patterns_together"]

MOST_TOGETHER = 4
"""So many rows that are shifted or hold split numbers are looked for together."""
MOST_TRIES = 3_000
"""So many combinations of what may have happened in these rows are tried."""

TELLING = 3
"""More than so many identities for each row must fail before rows are taken to be shifted."""

Effect = tuple[tuple[int, int], ...]
"""By how much the residual of each equation changes, by its number."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One slip found.

    Arguments:
        kind: what kind of slip.
        changes: the figures it changes with their right (scaled) values.
        effect: by how much the residual of each equation changes, by its number.
        changed: how many of the figures are printed, not implied by the rest.
    """

    kind: PatternKind
    changes: tuple[tuple[int, int], ...]
    effect: Effect
    changed: int

    @property
    def figures(self) -> int:
        """How many wrong figures it counts as."""
        return self.kind.figures or self.changed


def patterns_of(system: System) -> list[Pattern]:
    """Return the slips that the failed identities speak for, likelier kinds first."""
    lines = lines_of(system)
    found: dict[tuple[tuple[int, int], ...], Pattern] = {}
    for kind, line, changes in _candidates(lines):
        if line.bears_out(changes):
            pattern = _pattern(system, kind, changes)
            if pattern.changes not in found and _supported(system, pattern):
                found[pattern.changes] = pattern
    for a, b in _pairs(lines):
        for changes in exchanged_lines(a, b):
            pattern = _pattern(system, SWAPPED_LINES, changes)
            if pattern.changes not in found and _supported(system, pattern):
                found[pattern.changes] = pattern
    return [pattern for pattern in found.values() if _admissible(system, pattern)]


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[PatternKind, Line, Changes]]:
    for kind in PATTERNS:
        for line in lines:
            for changes in kind.find(line):
                if changes:
                    yield kind, line, changes


def _pattern(system: System, kind: PatternKind, changes: Changes) -> Pattern:
    effect: dict[int, int] = {}
    for cell, value in changes.items():
        for n in system.of_cell[cell]:
            amount = system.equations[n].coefficients[cell] * (value - system.values[cell])
            effect[n] = effect.get(n, 0) + amount
    return Pattern(
        kind,
        tuple(sorted(changes.items())),
        tuple(sorted((n, amount) for n, amount in effect.items() if amount)),
        len(changes) - len(system.free_of(changes)),
    )


def _supported(system: System, pattern: Pattern) -> bool:
    """Tell whether the slip alone settles clearly more than it breaks."""
    if pattern.changed < 2:
        return False
    hard = [(n, amount) for n, amount in pattern.effect if n not in system.soft]
    settled = sum(1 for n, amount in hard if system.equations[n].residual == -amount)
    broken = sum(1 for n, _ in hard if not system.equations[n].residual)
    if pattern.kind.reading:
        return settled == len(hard) >= pattern.kind.settles
    return settled - broken >= max(pattern.kind.settles, pattern.changed / pattern.kind.each)


def _admissible(system: System, pattern: Pattern) -> bool:
    deltas = {cell: value - system.values[cell] for cell, value in pattern.changes}
    return system.allows(system.values, deltas)


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield neighbouring lines, and every line with one that holds totals."""
    for n, a in enumerate(lines):
        for m, b in enumerate(lines[:n]):
            alike = a.is_row == b.is_row and a.table == b.table and len(a) == len(b)
            if alike and (m == n - 1 or a.all_totals or b.all_totals):
                yield b, a


def patterns_together(system: System, number: int) -> list[tuple[Pattern, ...]]:
    """Return what may have happened in ``number`` rows, one slip in each, that settles everything."""
    rows = [line for line in lines_of(system) if line.is_row and not line.holds]
    if len(rows) != number or not 2 <= number <= MOST_TOGETHER:
        return []
    *others, last = (_guesses(system, row) for row in rows)
    wanted = {pattern.effect: pattern for pattern in last}
    rest = {n: -e.residual for n, e in enumerate(system.equations) if e.residual}
    found = (
        (*chosen, wanted[missing])
        for chosen in islice(product(*others), MOST_TRIES)
        if (missing := _difference(rest, chosen)) in wanted
    )
    telling = len(rest) > TELLING * number
    return [each for each in found if telling or all(pattern.kind.reading for pattern in each)]


def _guesses(system: System, row: Line) -> list[Pattern]:
    """Return what may have happened in one row: shifted by one cell, or a number split in it."""
    return [
        _pattern(system, kind, changes)
        for kind, _, changes in _candidates([row])
        if kind.in_rows_together
    ]


def _difference(rest: dict[int, int], chosen: Iterable[Pattern]) -> Effect:
    """Return the effect that is still missing after those chosen."""
    missing = dict(rest)
    for pattern in chosen:
        for n, amount in pattern.effect:
            missing[n] = missing.get(n, 0) - amount
    return tuple(sorted((n, amount) for n, amount in missing.items() if amount))
