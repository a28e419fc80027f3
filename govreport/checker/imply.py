"""Finds the values that blank cells must have for the identities to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.forms.model import Identity
from govreport.parser.report import Number

if TYPE_CHECKING:
    from govreport.checker.identities import Compiled

__all__ = ["Conflict", "imply"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A blank cell for which two identities imply different values.

    Arguments:
        cell: address of the cell.
        proposals: what each identity implies.
    """

    cell: str
    proposals: tuple[tuple[Identity, Number], ...]


def imply(
    ready: Compiled,
    values: Sequence[Number | None],
    unsure: frozenset[int],
    absent: frozenset[int] = frozenset(),
    variants: bool = False,
) -> tuple[dict[int, Number], list[Conflict]]:
    """Find the values that blanks take.

    Arguments:
        ready: the compiled identities of the table.
        values: the figures in the order of the form's addresses, ``None`` for a blank.
        unsure: cells that are blank because they could not be read: they take no value.
        absent: cells of rows that are not in the file; where there are two, each may hold any
            count, and nothing follows.
        variants: identities whose parts differ between printings imply values too.

    Returns:
        The implied values by position, and the cells on which two identities disagree.
    """
    return _Implication(ready, values, unsure, absent, variants).run()


class _Implication:
    """One run over one table: values are taken until nothing more follows.

    What each identity lacks, and which of its cells are blank, is kept up to date as they are.
    """

    def __init__(
        self,
        ready: Compiled,
        values: Sequence[Number | None],
        unsure: frozenset[int],
        absent: frozenset[int],
        variants: bool,
    ) -> None:
        self.ready = ready
        self.absent = absent
        self.taken: dict[int, Number] = {}
        self.conflicts: dict[int, Conflict] = {}
        self.residual = ready.residuals([*(0 if value is None else value for value in values), 0])
        empty = {cell for cell, value in enumerate(values) if value is None}
        self.blanks: dict[int, list[int]] = {}
        self.of_cell: dict[int, list[int]] = {}
        for n, identity in enumerate(ready.identities):
            cells = ready.cells[n]
            if (
                identity.relation == "="
                and identity.missing == "zero"
                and (variants or not identity.variant)
                and unsure.isdisjoint(cells)
                and not empty.isdisjoint(cells)
            ):
                self.blanks[n] = [cell for cell in cells if cell in empty]
                for cell in self.blanks[n]:
                    self.of_cell.setdefault(cell, []).append(n)

    def run(self) -> tuple[dict[int, Number], list[Conflict]]:
        if self.of_cell:
            while self._totals() or self._parts():
                pass
        return self.taken, list(self.conflicts.values())

    def needs(self, n: int, cell: int) -> Number:
        """Return the value with which blank ``cell`` makes identity ``n`` hold."""
        residual = self.residual[n]
        return residual if cell in self.ready.minus[n] else -residual

    def _totals(self) -> bool:
        """Fill blank totals all of whose parts are printed: those leave no doubt."""
        found: dict[int, list[tuple[int, Number]]] = {}
        for n, blanks in self.blanks.items():
            if len(blanks) == 1 and blanks[0] not in self.conflicts:
                value = self.needs(n, blanks[0])
                if value > 0:
                    found.setdefault(blanks[0], []).append((n, value))
        progress = False
        for cell, proposals in found.items():
            progress |= self._settle(cell, proposals)
        return progress

    def _settle(self, cell: int, proposals: Sequence[tuple[int, Number]]) -> bool:
        """Take the value on which all proposals agree; otherwise note the conflict."""
        if len({value for _, value in proposals}) > 1:
            identities = self.ready.identities
            self.conflicts[cell] = Conflict(
                self.ready.spec.addresses[cell],
                tuple((identities[n], value) for n, value in proposals),
            )
            return False
        n, value = proposals[0]
        is_total = (cell,) == self.ready.minus[n]
        if is_total or self._fits(cell, value, n):
            return self._take(cell, value)
        return False

    def _parts(self) -> bool:
        """Fill a blank of an identity with several, where only one can take the value."""
        for n, blanks in self.blanks.items():
            if (
                len(blanks) < 2
                or self.residual[n] == 0
                or len(self.absent.intersection(blanks)) > 1
            ):
                continue
            able = {
                cell: value
                for cell in blanks
                if (value := self.needs(n, cell)) > 0 and self._fits(cell, value, n)
            }
            confirmed = [cell for cell in able if self._confirmed(cell, able[cell], n)]
            choice = confirmed if len(confirmed) == 1 else list(able)
            if len(choice) == 1:
                return self._take(choice[0], able[choice[0]])
        return False

    def _fits(self, cell: int, value: Number, but: int) -> bool:
        """No other identity of ``cell`` is contradicted by ``value``."""
        return all(
            self.needs(n, cell) == value or len(self.blanks[n]) > 1
            for n in self.of_cell[cell]
            if n != but
        )

    def _confirmed(self, cell: int, value: Number, but: int) -> bool:
        """Another identity of ``cell`` asks for the same value."""
        return any(self.needs(n, cell) == value for n in self.of_cell[cell] if n != but)

    def _take(self, cell: int, value: Number) -> bool:
        self.taken[cell] = value
        for n in self.of_cell[cell]:
            self.blanks[n].remove(cell)
            self.residual[n] += -value if cell in self.ready.minus[n] else value
        return True
