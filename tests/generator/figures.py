"""Fills a form with figures that agree: some are given, the rest follow from the identities."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from random import Random

from govreport.forms import Form, FormTable, Identity
from govreport.parser.report import Number

__all__ = ["Cells", "complete", "free_cells", "kind_of", "residual", "sparse"]

Cells = dict[str, Number | None]
"""Figures by address: ``None`` is a blank cell, a missing address is not in the file."""

SCALES = (0, 3, 40, 400, 4_000, 20_000)
"""How large the largest figures of a report are: an office without requests up to a province."""


def kind_of(form: Form, address: str) -> str:
    """Return the kind of figure at ``address`` (``count``, ``change``, ``amount`` …)."""
    return form.table[address.partition(".")[0]].kind_of(address)


def identities_in(table: FormTable, cells: Mapping[str, object]) -> list[Identity]:
    """Return the table's identities that speak of cells in the file, absent parts left out."""
    return [
        Identity(
            each.rule,
            each.subject,
            tuple(address for address in each.plus if address in cells),
            tuple(address for address in each.minus if address in cells),
            each.relation,
        )
        for each in table.identities
        if any(address in cells for address in each.plus)
        and any(address in cells for address in each.minus)
    ]


def residual(identity: Identity, cells: Mapping[str, Number | None]) -> Number:
    """Return the signed sum of an identity, blanks counted as zero."""
    plus = sum(cells.get(address) or 0 for address in identity.plus)
    return plus - sum(cells.get(address) or 0 for address in identity.minus)


def _totals(identities: list[Identity]) -> dict[str, Identity]:
    """Map each total to the first identity that tells its parts."""
    totals: dict[str, Identity] = {}
    for identity in identities:
        if identity.relation == "=" and len(identity.minus) == 1:
            totals.setdefault(identity.minus[0], identity)
    return totals


def _balances(identities: list[Identity], totals: Mapping[str, Identity]) -> list[Identity]:
    """Return the other equations, each reduced to the cells that may be raised to make it hold."""
    return [
        each
        for each in identities
        if each.relation == "=" and len(each.minus) > 1 and set(each.minus) - set(totals)
    ]


def free_cells(form: Form, table: FormTable, present: Mapping[str, object]) -> tuple[str, ...]:
    """Return the addresses whose figures may be chosen; all others follow from them."""
    identities = identities_in(table, present)
    totals = _totals(identities)
    raised = {
        next(address for address in each.minus if address not in totals)
        for each in _balances(identities, totals)
    }
    return tuple(
        address
        for address in table.addresses
        if address in present and address not in totals and address not in raised
    )


def complete(
    table: FormTable, chosen: Mapping[str, Number], present: Mapping[str, object]
) -> Cells:
    """Fill one table so that every identity holds and no count is below zero.

    Arguments:
        table: the form's table.
        chosen: figures of some free cells; the other free cells are zero.
        present: the addresses that the file has.
    """
    cells: Cells = {each: chosen.get(each, 0) for each in table.addresses if each in present}
    identities = identities_in(table, cells)
    totals = _totals(identities)
    _add_up(cells, totals)
    for balance in _balances(identities, totals):
        _level(cells, balance, totals)
    for _ in range(3):  # raising one side of an inequality may disturb another
        for each in identities:
            if each.relation == ">=":
                _level(cells, each, totals)
    _add_up(cells, totals)
    broken = [each for each in identities if not holds(each, cells)]
    assert not broken, f"the generator cannot satisfy {broken[0]}"
    return cells


def holds(identity: Identity, cells: Mapping[str, Number | None]) -> bool:
    """Tell whether an identity holds, blanks counted as zero."""
    rest = residual(identity, cells)
    return rest >= 0 if identity.relation == ">=" else rest == 0


def _add_up(cells: Cells, totals: Mapping[str, Identity]) -> None:
    """Set every total to the sum of its parts, totals of totals last."""

    def figure(address: str) -> Number:
        if address in totals:
            cells[address] = sum(figure(part) for part in totals[address].plus)
        return cells[address] or 0

    for address in totals:
        figure(address)


def _level(cells: Cells, identity: Identity, totals: Mapping[str, Identity]) -> None:
    """Raise the first cell that is no total on the side that is too small."""
    rest = residual(identity, cells)
    if rest == 0 or (rest > 0 and identity.relation == ">="):
        return
    side = identity.minus if rest > 0 else identity.plus
    address = next(each for each in side if each not in totals)
    cells[address] = (cells[address] or 0) + max(rest, -rest)


def sparse(
    form: Form, table: FormTable, present: Mapping[str, object], random: Random
) -> dict[str, Number]:
    """Choose figures as real tables have them: most cells zero, the first column dominant."""
    scale = random.choice(SCALES)
    density = random.uniform(0.1, 0.6)
    chosen: dict[str, Number] = {}
    for address in free_cells(form, table, present):
        first = address.endswith(f".{table.columns[0].id}")
        if scale and random.random() < (density if first else density / 4):
            largest = scale if first else math.isqrt(scale) + 1
            chosen[address] = figure_of_kind(kind_of(form, address), largest, random)
    return chosen


def figure_of_kind(kind: str, scale: int, random: Random) -> Number:
    """Return one figure up to ``scale``, small ones as likely as large ones."""
    count = int(math.exp(random.uniform(0, math.log(scale + 1))))
    if kind == "change":
        return random.choice((count, -count))
    if kind == "amount":
        return Decimal(random.randrange(1, 10 ** random.randint(1, 9))) / 10_000
    if kind == "free_amount":
        return count * 1000
    return count
