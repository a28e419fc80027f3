"""Plants mistakes as people make them: digits, sums, rows, applicants, blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from govreport.parser.report import Number
from tests.generator.figures import Cells, residual
from tests.generator.truth import Truth

__all__ = ["SLIPS", "Planted", "checked_cells", "mistyped", "plant"]


@dataclass(frozen=True)
class Planted:
    """A truth with a mistake.

    Arguments:
        truth: the report with the mistake; its prose still tells the right figures.
        right: the report without it.
        slip: which mistake.
        cells: the wrong cells.
    """

    truth: Truth
    right: Truth
    slip: str
    cells: tuple[str, ...]


def plant(truth: Truth, slip: str, random: Random) -> Planted | None:
    """Plant one mistake; ``None`` where the report has no place for it.

    Arguments:
        truth: a consistent report.
        slip: one of :data:`SLIPS`.
        random: decides where.
    """
    places = list(SLIPS[slip](truth))
    if not places:
        return None
    changes = random.choice(places)
    return Planted(truth.with_cells(changes), truth, slip, tuple(changes))


def mistyped(truth: Truth, address: str, value: Number | None) -> Planted:
    """Put a wrong figure into one cell."""
    assert value != truth.cells[address]
    return Planted(truth.with_cells({address: value}), truth, "wrong", (address,))


def checked_cells(truth: Truth) -> list[str]:
    """Return the cells that take part in an equation: a wrong one is always noticed."""
    return [
        address
        for table in truth.tables
        for address in table.addresses
        if address in truth.cells
        and any(
            each.relation == "=" and address in (*each.plus, *each.minus)
            for each in table.identities
        )
    ]


def _digits(change: Callable[[str], Iterator[str]]) -> Callable[[Truth], Iterator[Cells]]:
    """Make a slip of a change in the digits of one count."""

    def places(truth: Truth) -> Iterator[Cells]:
        for address in checked_cells(truth):
            digits = str(truth.value(address))
            for other in change(digits):
                if other != digits and other.isdigit() and str(int(other)) == other:
                    yield {address: int(other)}

    return places


def _swapped(digits: str) -> Iterator[str]:
    for i in range(len(digits) - 1):
        yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def _dropped(digits: str) -> Iterator[str]:
    for i in range(len(digits)):
        yield digits[:i] + digits[i + 1 :]


def _doubled(digits: str) -> Iterator[str]:
    if digits != "0":
        for i in range(len(digits)):
            yield digits[: i + 1] + digits[i:]


def _mistyped(digits: str) -> Iterator[str]:
    for i, old in enumerate(digits):
        for new in {str((int(old) + 1) % 10), str((int(old) + 9) % 10)}:
            yield digits[:i] + new + digits[i + 1 :]


def _applicants(truth: Truth) -> Iterator[Cells]:
    """``k`` requests of one applicant counted under another, the total right."""
    for row, cells in _rows(truth, "requests"):
        *parts, _ = cells
        for i, source in enumerate(parts):
            target = parts[(i + 1 + len(row)) % len(parts)]
            k = min(int(truth.value(source)), 1 + len(row) % 3)
            if k and source != target:
                yield {source: truth.value(source) - k, target: truth.value(target) + k}


def _row_shifted(truth: Truth) -> Iterator[Cells]:
    """The figures of a row one column to the right, the last one lost or brought round."""
    for table in ("requests", "reconsideration", "litigation"):
        for _, cells in _rows(truth, table):
            values = [truth.cells[address] for address in cells]
            moved = dict(zip(cells, [0, *values[:-1]], strict=True))
            changes = {a: v for a, v in moved.items() if v != truth.cells[a]}
            if len(changes) > 1:
                yield changes


def _total_kept(truth: Truth) -> Iterator[Cells]:
    """A part was corrected and the total of its row was not: here the total is off by a little."""
    for table in truth.tables:
        for identity in table.identities:
            if identity.relation == "=" and len(identity.minus) == 1:
                (total,) = identity.minus
                biggest = max((truth.value(part) for part in identity.plus), default=0)
                if truth.cells.get(total) and biggest:
                    yield {total: truth.value(total) - min(3, biggest)}


def _blanks(truth: Truth) -> Iterator[Cells]:
    """A figure above zero was left out."""
    for address in checked_cells(truth):
        if truth.value(address):
            yield {address: None}


def _rows(truth: Truth, table: str) -> Iterator[tuple[str, list[str]]]:
    spec = truth.form.table.get(table)
    for row in spec.rows if spec else ():
        cells = [f"{table}.{row.id}.{column.id}" for column in spec.columns] if spec else []
        if all(address in truth.cells for address in cells):
            yield row.id, cells


SLIPS: dict[str, Callable[[Truth], Iterator[Cells]]] = {
    "swapped-digits": _digits(_swapped),
    "dropped-digit": _digits(_dropped),
    "doubled-digit": _digits(_doubled),
    "mistyped-digit": _digits(_mistyped),
    "applicants": _applicants,
    "row-shifted": _row_shifted,
    "total-kept": _total_kept,
    "blank": _blanks,
}
"""The slips by name; each yields the cells that it would change and their wrong figures."""


def breaks_an_identity(truth: Truth) -> bool:
    """Tell whether the tables contradict themselves, blanks counted as zero."""
    return any(
        residual(identity, truth.cells)
        for table in truth.tables
        for identity in table.identities
        if identity.relation == "="
    )
