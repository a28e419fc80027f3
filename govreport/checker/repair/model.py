"""What the search for mistakes works on: identities over figures, tables or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from govreport.forms.model import Identity, Kind
from govreport.parser.report import Number
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

__all__ = ["Equation", "Figure", "Place", "Source", "Statement", "System"]

Source = Literal["table", "prose", "other-report"]


class Place(NamedTuple):
    """Where a figure stands in its table, for slips between neighbours."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity that takes part in an identity, with what the search may know about it.

    Arguments:
        address: ``table.row.column``, or any other name that the identities use.
        value: the figure that the identities are evaluated with: the printed one, the implied
            one, or zero for a blank.
        printed: the figure as printed; ``None`` where the cell is blank or not in the file.
        kind: ``count`` (non-negative whole number), ``change`` (signed), ``amount`` …
        place: where it stands in its table (``None``: in no table).
        free: nothing is printed and the rest tells the value: filling it in is no mistake.
        last_year: last year's figure, where it is known.
        source: ``table``, ``prose``, or ``other-report`` (last year's, or of a body under it).
        label: the quantity in the form's words.
        column: its column (or, where it has none, what it is) in the form's words.
        location: where it stands in the file.
    """

    address: str
    value: Number
    printed: Number | None = None
    kind: Kind = "count"
    place: Place | None = None
    free: bool = False
    last_year: Number | None = None
    source: Source = "table"
    label: Text | None = None
    column: Text | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Statement:
    """What the prose says of figures; it decides between repairs that are equally small.

    Arguments:
        value: the figure stated.
        readings: the sums it may stand for, each as addresses with their signs; one must fit.
    """

    value: Number
    readings: tuple[tuple[tuple[str, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A signed sum of figures that must be zero.

    Arguments:
        coefficients: the coefficient of each figure, by its number in the system.
        cells: the figures as a set of bits.
        residual: what the sum comes to.
    """

    coefficients: dict[int, int]
    cells: int
    residual: int

    def without(self, pivot: Equation, cell: int) -> Equation:
        """Return the equation with ``cell`` eliminated by means of ``pivot``."""
        mine, its = self.coefficients[cell], pivot.coefficients[cell]
        if mine % its == 0:
            keep, take = 1, mine // its
        else:
            keep, take = its, mine
        mixed = (
            {c: k * keep for c, k in self.coefficients.items()}
            if keep != 1
            else dict(self.coefficients)
        )
        cells = self.cells | pivot.cells
        for c, k in pivot.coefficients.items():
            new = mixed.get(c, 0) - take * k
            if new:
                mixed[c] = new
            else:
                mixed.pop(c, None)
                cells &= ~(1 << c)
        return Equation(mixed, cells, keep * self.residual - take * pivot.residual)


class System:
    """Identities over figures, made ready for the search: whole numbers, figures by number.

    Decimals are scaled by a power of ten so that the search works on whole numbers only.

    Arguments:
        identities: all identities that could be evaluated, failed or not.
        figures: the figures that they name, by address; what has none counts as zero and is
            never changed.
        statements: what the prose says of these figures.
        others: figures that take part in no identity here, for the statements.
    """

    def __init__(
        self,
        identities: Iterable[Identity],
        figures: Mapping[str, Figure],
        statements: Sequence[Statement] = (),
        others: Mapping[str, Number] | None = None,
    ) -> None:
        all_identities = list(identities)
        self.identities = [i for i in all_identities if i.relation == "="]
        self.bounds = [i for i in all_identities if i.relation == ">="]
        self.figures: Sequence[Figure] = list(figures.values())
        self.index = {figure.address: n for n, figure in enumerate(self.figures)}
        self.statements = statements
        self.others = others or {}
        self.scale = _scale(self.figures)
        self.values = [int(figure.value * self.scale) for figure in self.figures]

    @cached_property
    def equations(self) -> list[Equation]:
        """The identities that ask for equality, in the order of ``identities``."""
        return [self._equation(identity) for identity in self.identities]

    @cached_property
    def limits(self) -> list[Equation]:
        """The identities that ask for zero or more."""
        return [self._equation(identity) for identity in self.bounds]

    @cached_property
    def of_cell(self) -> list[list[int]]:
        """For each figure the numbers of the equations that it takes part in."""
        found: list[list[int]] = [[] for _ in self.figures]
        for number, equation in enumerate(self.equations):
            for cell in equation.coefficients:
                found[cell].append(number)
        return found

    @cached_property
    def limits_of_cell(self) -> dict[int, list[int]]:
        """For each figure the numbers of the limits that it takes part in."""
        found: dict[int, list[int]] = {}
        for number, limit in enumerate(self.limits):
            for cell in limit.coefficients:
                found.setdefault(cell, []).append(number)
        return found

    @cached_property
    def totals(self) -> frozenset[int]:
        """The figures that are the total of an identity with several parts."""
        return frozenset(
            self.index[identity.minus[0]]
            for identity in self.identities
            if len(identity.minus) == 1 < len(identity.plus) and identity.minus[0] in self.index
        )

    @cached_property
    def free(self) -> frozenset[int]:
        """The figures that are free to change."""
        return frozenset(n for n, figure in enumerate(self.figures) if figure.free)

    @cached_property
    def soft(self) -> frozenset[int]:
        """The equations that a figure free to change takes part in: it makes them hold."""
        return frozenset(n for cell in self.free for n in self.of_cell[cell])

    def free_of(self, cells: Iterable[int]) -> frozenset[int]:
        """Return those of ``cells`` that are free to change."""
        return self.free.intersection(cells)

    def allows(self, values: Sequence[int], deltas: Mapping[int, int]) -> bool:
        """Tell whether all new values are admissible and no limit is broken that held before."""
        if not all(self.admits(cell, values[cell] + delta) for cell, delta in deltas.items()):
            return False
        if not self.limits:
            return True
        touched = {n for cell in deltas for n in self.limits_of_cell.get(cell, ())}
        for limit in (self.limits[n] for n in touched):
            parts = limit.coefficients.items()
            before = sum(k * self.values[cell] for cell, k in parts)
            after = sum(k * (values[cell] + deltas.get(cell, 0)) for cell, k in parts)
            if after < 0 and after < before:
                return False
        return True

    def contradicted(self, deltas: Mapping[int, int]) -> list[Statement]:
        """Return the statements no reading of which fits once the figures are changed."""
        return [statement for statement in self.statements if not self._fits(statement, deltas)]

    def _fits(self, statement: Statement, deltas: Mapping[int, int]) -> bool:
        """Tell whether a statement fits; one that speaks of unknown figures does."""
        for reading in statement.readings:
            terms = [(self._stated(address, deltas), sign) for address, sign in reading]
            if any(value is None for value, _ in terms):
                return True
            if sum(sign * (value or 0) for value, sign in terms) == statement.value * self.scale:
                return True
        return not statement.readings

    def _stated(self, address: str, deltas: Mapping[int, int]) -> Number | None:
        """Return a (scaled) figure for a statement, ``None`` where it is not known."""
        cell = self.index.get(address)
        if cell is not None:
            return self.values[cell] + deltas.get(cell, 0)
        other = self.others.get(address)
        return None if other is None else other * self.scale

    def number(self, scaled: int) -> Number:
        """Return a figure of the search as it would be printed."""
        whole, rest = divmod(scaled, self.scale)
        return whole if rest == 0 else Decimal(scaled) / self.scale

    def admits(self, cell: int, value: int) -> bool:
        """Tell whether a figure may have this (scaled) value."""
        kind = self.figures[cell].kind
        if kind in ("count", "change") and value % self.scale:
            return False
        return value >= 0 or kind == "change"

    def components(self) -> list[System]:
        """Return the parts that share no figure and in which an identity fails."""
        parts = []
        seen: set[int] = set()
        for start, equation in enumerate(self.equations):
            if equation.residual and start not in seen:
                reached = self._reached(start)
                seen |= reached
                parts.append(self._part(reached))
        return parts

    def _reached(self, start: int) -> set[int]:
        """Return the equations that share figures with one, directly or through others."""
        reached, waiting = {start}, [start]
        while waiting:
            for cell in self.equations[waiting.pop()].coefficients:
                new = [n for n in self.of_cell[cell] if n not in reached]
                reached.update(new)
                waiting += new
        return reached

    def _part(self, numbers: set[int]) -> System:
        if len(numbers) == len(self.equations):
            return self
        cells = {cell for n in numbers for cell in self.equations[n].coefficients}
        figures = {f.address: f for n, f in enumerate(self.figures) if n in cells}
        identities = [self.identities[n] for n in sorted(numbers)]
        bounds = [i for i in self.bounds if any(a in figures for a in (*i.plus, *i.minus))]
        for address in {a for i in bounds for a in (*i.plus, *i.minus)}.intersection(self.index):
            figures.setdefault(address, self.figures[self.index[address]])
        others = {f.address: f.value for f in self.figures if f.address not in figures}
        return System([*identities, *bounds], figures, self.statements, others)

    def _equation(self, identity: Identity) -> Equation:
        coefficients: dict[int, int] = {}
        for sign, side in ((1, identity.plus), (-1, identity.minus)):
            for address in side:
                cell = self.index.get(address)
                if cell is not None:
                    coefficients[cell] = coefficients.get(cell, 0) + sign
        coefficients = {cell: k for cell, k in coefficients.items() if k}
        residual = sum(k * self.values[cell] for cell, k in coefficients.items())
        return Equation(coefficients, sum(1 << cell for cell in coefficients), residual)


def _scale(figures: Iterable[Figure]) -> int:
    """Return the power of ten that makes every figure a whole number."""
    places = 0
    for figure in figures:
        if isinstance(figure.value, Decimal):
            exponent = figure.value.normalize().as_tuple().exponent
            assert isinstance(exponent, int), f"{figure.address} is not a finite number"
            places = max(places, -exponent)
    return int(10**places)
