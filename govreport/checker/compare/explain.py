"""Explains the difference between a parent's figures and the sum of its bodies.

The difference is a vector over cells; each body left out adds its own vector, each body counted
twice takes it away, and a slip in one cell touches that cell only. The fewest bodies that leave
the fewest cells are the explanation. Bodies are found through checksums over groups of cells, so
that a slip in a few cells hides no body, and 120 bodies take no longer than one look-up each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from govreport.parser.report import Number

__all__ = ["Explanation", "explain"]

GROUPS = 3
"""Groups of cells with a checksum of their own: a slip in one leaves the others sound."""
MOST_BODIES = 3
"""So many bodies left out or doubled are looked for."""
MOST_CELLS = 6
"""More cells than this left over means that nothing is explained."""
SMALL = 10
"""A single figure below this is left out or doubled no more often than mistyped."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sum does not come out.

    Arguments:
        left_out: bodies whose figures are not in the parent's.
        doubled: bodies whose figures are in the parent's twice.
        rest: what is left of the difference in single cells, by address (parent − sum).
    """

    left_out: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    rest: tuple[tuple[str, Number], ...] = ()

    @property
    def weight(self) -> int:
        """Number of causes: the smaller explains better."""
        return len(self.left_out) + len(self.doubled) + len(self.rest)


Vector = Mapping[str, Number]


def explain(difference: Vector, units: Mapping[str, Vector]) -> list[Explanation]:
    """Find the smallest explanations of ``difference``.

    Arguments:
        difference: parent − sum over the units, by address, only where it is not zero.
        units: the figures of each unit by address.

    Returns:
        The explanations with the fewest causes; several when they tie; none when nothing short
        of the limits explains it.
    """
    search = _Search(difference, units)
    found = {e for e in search.candidates() if len(e.rest) <= MOST_CELLS}
    if not found:
        return []
    least = min(explanation.weight for explanation in found)
    return sorted(
        (e for e in found if e.weight == least),
        key=lambda e: (search.by_chance(e), len(e.rest), e.left_out, e.doubled, e.rest),
    )


class _Search:
    def __init__(self, difference: Vector, units: Mapping[str, Vector]) -> None:
        self.difference = {a: v for a, v in difference.items() if v}
        self.units = {name: v for name, v in units.items() if any(v.values())}
        cells = sorted({*self.difference, *(a for v in self.units.values() for a in v)})
        random = Random(20210930)
        self.weights = {cell: random.getrandbits(48) for cell in cells}
        self.groups = _shared_out(cells, self.units)
        above = {
            name: {a: v for a, v in vector.items() if v} for name, vector in self.units.items()
        }
        self.small = sorted(
            ((name, cells) for name, cells in above.items() if len(cells) <= MOST_CELLS),
            key=lambda each: -len(each[1]),
        )

    def candidates(self) -> Iterator[Explanation]:
        """Yield explanations: no body at all, then those that a checksum speaks for.

        Each is followed by what is left of it when cells that are just the figures of a small
        body are taken for that body: such a one has no figure in most groups.
        """
        seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        for signed in self._signed():
            left_out = tuple(sorted(name for name, sign in signed if sign < 0))
            doubled = tuple(sorted(name for name, sign in signed if sign > 0))
            if (left_out, doubled) not in seen:
                seen.add((left_out, doubled))
                found = self._with(left_out, doubled)
                yield found
                if 0 < len(found.rest) <= 2 * MOST_CELLS:
                    yield self._absorbed(found)

    def _signed(self) -> Iterator[tuple[tuple[str, int], ...]]:
        yield ()
        for group in self.groups:
            yield from self._by_checksum(group)

    def by_chance(self, explanation: Explanation) -> int:
        """Count the bodies of one small figure: a slip in that cell is as likely."""
        bodies = (self.units[name] for name in (*explanation.left_out, *explanation.doubled))
        above = ([value for value in body.values() if value] for body in bodies)
        return sum(len(values) == 1 and values[0] < SMALL for values in above)

    def _absorbed(self, found: Explanation) -> Explanation:
        """Take cells for a body where they are just its figures, the largest bodies first."""
        rest = dict(found.rest)
        left_out, doubled = [*found.left_out], [*found.doubled]
        for name, cells in self.small:
            if name in left_out or name in doubled or not cells.keys() <= rest.keys():
                continue
            for sign, names in ((-1, left_out), (1, doubled)):
                if all(rest.get(cell) == sign * value for cell, value in cells.items()):
                    names.append(name)
                    rest = {cell: value for cell, value in rest.items() if cell not in cells}
        return Explanation(
            tuple(sorted(left_out)), tuple(sorted(doubled)), tuple(sorted(rest.items()))
        )

    def _by_checksum(self, group: Sequence[str]) -> Iterator[tuple[tuple[str, int], ...]]:
        """Yield sets of signed bodies whose checksum over ``group`` is that of the difference."""
        wanted = self._checksum(self.difference, group)
        if wanted == 0:
            return
        sums = {name: self._checksum(vector, group) for name, vector in self.units.items()}
        signed = [
            ((name, sign), sign * total)
            for name, total in sums.items()
            if total
            for sign in (-1, 1)
        ]
        of: dict[Number, list[tuple[str, int]]] = {}
        for body, total in signed:
            of.setdefault(total, []).append(body)
        for count in range(MOST_BODIES):
            for chosen in combinations(signed, count) if count < 2 else _pairs(signed):
                rest = wanted - sum(total for _, total in chosen)
                for last in of.get(rest, ()):
                    bodies = (*(body for body, _ in chosen), last)
                    if len({name for name, _ in bodies}) == len(bodies):
                        yield bodies

    def _checksum(self, vector: Vector, group: Sequence[str]) -> Number:
        return sum(vector.get(cell, 0) * self.weights[cell] for cell in group)

    def _with(self, left_out: tuple[str, ...], doubled: tuple[str, ...]) -> Explanation:
        rest = dict(self.difference)
        for names, sign in ((left_out, 1), (doubled, -1)):
            for name in names:
                for cell, value in self.units[name].items():
                    rest[cell] = rest.get(cell, 0) + sign * value
        return Explanation(left_out, doubled, tuple((c, v) for c, v in sorted(rest.items()) if v))


Signed = tuple[tuple[str, int], Number]


def _pairs(signed: Sequence[Signed]) -> Iterator[tuple[Signed, Signed]]:
    """Yield pairs of bodies to which a third is looked up, within what a moment allows."""
    limit = 400
    return combinations(signed[:limit], 2)


def _shared_out(cells: Sequence[str], units: Mapping[str, Vector]) -> list[list[str]]:
    """Share the cells out in groups that tell the bodies apart about equally well."""
    telling = sorted(
        cells, key=lambda cell: (-len({vector.get(cell, 0) for vector in units.values()}), cell)
    )
    return [telling[n::GROUPS] for n in range(GROUPS)]
