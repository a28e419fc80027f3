"""Evaluates the identities of a form over the figures of a table: one function for all of them.

A blank counts as zero first. Where an identity then fails and exactly one blank in it can take the
missing value, that value is implied and the identity holds with it (rules.md, «Blanks»).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from govreport.checker.imply import Conflict, imply
from govreport.forms.model import FormTable, Identity
from govreport.parser.report import Number, Table
from govreport.text import Text

__all__ = [
    "ALL_BLANK",
    "Compiled",
    "Evaluation",
    "Failure",
    "compiled",
    "evaluate",
    "is_whole",
    "missing_stretch",
]

ALL_BLANK = Text("所涉单元格均为空白", "all its cells are blank")
DOUBTFUL = Text("所涉数字未能可靠读取", "a figure in it could not be read for certain")
INCOMPLETE = Text("所需数字不全", "not every figure that it needs is printed")
ABSENT = Text(
    "所需的行或栏不在文件中，无法核对",
    "rows or columns that it needs are not in the file",
)
UNKNOWN_LINES = Text(
    "表中有未能识别的行，可能属于其组成部分", "the table has lines that the form does not know"
)


SEVERAL = 3
"""So many rows of a list that are missing in sequence are more than a printing that lacks one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An identity that does not hold.

    Arguments:
        identity: which one.
        printed: what the side of the total (``minus``) adds up to; for ``>=`` the bounded figure.
        expected: what the other side gives; for ``>=`` the least or most that the figure may be.
    """

    identity: Identity
    printed: Number
    expected: Number


@dataclass(slots=True)
class Evaluation:
    """What the identities of one table came to.

    Arguments:
        passed: the identities that hold, with implied values where needed.
        failed: those that do not.
        skipped: those that could not be checked, with the reason.
        implied: values of blank or missing cells that follow from the rest, by address.
        conflicts: blank cells for which two identities imply different values.
    """

    passed: list[Identity] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    skipped: list[tuple[Identity, Text]] = field(default_factory=list)
    implied: dict[str, Number] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


Picker = Callable[[Sequence[Any]], Sequence[Any]]


class Compiled:
    """The identities of one form's table, made ready to run over a list of figures.

    The figures stand in the order of ``spec.addresses``, with one zero added at the end, so that
    a picker of one figure also gives a tuple.
    """

    def __init__(self, spec: FormTable) -> None:
        self.spec = spec
        index = {address: n for n, address in enumerate(spec.addresses)}
        zero = len(index)
        self.index = index
        self.identities = spec.identities
        self.number = {identity: n for n, identity in enumerate(spec.identities)}
        self.plus = [tuple(index[a] for a in i.plus) for i in spec.identities]
        self.minus = [tuple(index[a] for a in i.minus) for i in spec.identities]
        self.cells = [(*plus, *minus) for plus, minus in zip(self.plus, self.minus, strict=True)]
        self.pick_plus = [_picker(cells, zero) for cells in self.plus]
        self.pick_minus = [_picker(cells, zero) for cells in self.minus]
        self.totals = [
            _sum_of(cells, pick) for cells, pick in zip(self.minus, self.pick_minus, strict=True)
        ]

    def residuals(self, filled: Sequence[Number]) -> list[Number]:
        """Return ``sum(plus) − sum(minus)`` of every identity."""
        return [
            sum(plus(filled)) - total(filled)
            for plus, total in zip(self.pick_plus, self.totals, strict=True)
        ]


def _picker(cells: Sequence[int], zero: int) -> Picker:
    """Return what picks cells; those at even distances, as in a row or a column, are a slice."""
    steps = {after - before for before, after in pairwise(cells)}
    if len(steps) == 1 and (step := steps.pop()) > 0:
        return itemgetter(slice(cells[0], cells[-1] + 1, step))
    return itemgetter(*cells, zero)


def _sum_of(cells: Sequence[int], pick: Picker) -> Callable[[Sequence[Any]], Any]:
    """Return what adds up cells; nearly always there is only the total."""
    return itemgetter(cells[0]) if len(cells) == 1 else lambda filled: sum(pick(filled))


_cache: dict[int, Compiled] = {}


def compiled(spec: FormTable) -> Compiled:
    """Return the compiled identities of ``spec``, made once per form's table."""
    found = _cache.get(id(spec))
    if found is None or found.spec is not spec:
        found = _cache[id(spec)] = Compiled(spec)
    return found


def evaluate(table: Table) -> Evaluation:
    """Evaluate every identity of ``table``."""
    ready = compiled(table.spec)
    values = table.values
    result = Evaluation()
    if table.is_full:
        _sort_out(ready, [*values, 0], range(len(ready.identities)), result)  # type: ignore[list-item]
    else:
        _evaluate_with_blanks(table, ready, values, result)
    return result


def _sort_out(
    ready: Compiled, filled: Sequence[Number], which: Sequence[int], result: Evaluation
) -> None:
    """Put each identity of ``which`` under passed or failed."""
    residuals = ready.residuals(filled)
    if len(which) == len(ready.identities) and not any(residuals):
        result.passed += ready.identities
        return
    for n in which:
        identity, residual = ready.identities[n], residuals[n]
        if residual == 0 or (residual > 0 and identity.relation == ">="):
            result.passed.append(identity)
        else:
            result.failed.append(_failure(ready, n, filled, residual))


def _failure(ready: Compiled, n: int, filled: Sequence[Number], residual: Number) -> Failure:
    identity = ready.identities[n]
    if identity.relation == "=":
        printed = sum(filled[cell] for cell in ready.minus[n])
        return Failure(identity, printed, printed + residual)
    printed = filled[ready.index[identity.bounds]]
    too_small = identity.bounds in identity.plus
    return Failure(identity, printed, printed - residual if too_small else printed + residual)


def _evaluate_with_blanks(
    table: Table, ready: Compiled, values: Sequence[Number | None], result: Evaluation
) -> None:
    unsure = _unsure(table, ready)
    values = _without_merged(table, ready, values)
    printed = _without_absent(table, values)
    absent = frozenset() if table.spec.variant else _absent(table, ready, values)
    taken, result.conflicts = imply(ready, printed, unsure, absent, variants=not table.unmatched)
    addresses = table.spec.addresses
    result.implied = {addresses[cell]: value for cell, value in sorted(taken.items())}
    known = [taken.get(cell, value) for cell, value in enumerate(values)]
    conflicting = {ready.index[conflict.cell] for conflict in result.conflicts}
    present = [*(value is not None for value in known), False]
    which = []
    for n, identity in enumerate(ready.identities):
        cells = ready.cells[n]
        if not conflicting.isdisjoint(cells):
            continue
        if unsure and not unsure.isdisjoint(cells):
            result.skipped.append((identity, DOUBTFUL))
        elif not (any(ready.pick_plus[n](present)) or any(ready.pick_minus[n](present))):
            result.skipped.append((identity, ALL_BLANK))
        elif identity.missing == "skip" and not all(present[cell] for cell in cells):
            result.skipped.append((identity, INCOMPLETE))
        else:
            which.append(n)
    _sort_out(ready, [*(0 if value is None else value for value in known), 0], which, result)
    if table.spec.variant:
        _excuse_variants(table, ready, present, result)
    else:
        _excuse_absent(ready, known, absent, result)


def _absent(table: Table, ready: Compiled, values: Sequence[Number | None]) -> frozenset[int]:
    """Return the cells of rows that are not in the file at all: they may hold any count."""
    return frozenset(
        cell
        for address, cell in ready.index.items()
        if values[cell] is None and address.split(".")[1] not in table.rows
    )


def _excuse_absent(
    ready: Compiled, known: Sequence[Number | None], absent: frozenset[int], result: Evaluation
) -> None:
    """Skip what fails only because several cells are blank and rows are not in the file.

    So it is where a table is cut off. What no count in these rows could put right still fails.
    """
    for failure in [each for each in result.failed if each.identity.relation == "="]:
        n = ready.number[failure.identity]
        short = ready.plus[n] if failure.printed > failure.expected else ready.minus[n]
        blanks = [cell for cell in ready.cells[n] if known[cell] is None]
        if len(blanks) > 1 and not absent.isdisjoint(c for c in short if known[c] is None):
            result.failed.remove(failure)
            result.skipped.append((failure.identity, ABSENT))


def _without_merged(
    table: Table, ready: Compiled, values: Sequence[Number | None]
) -> list[Number | None]:
    """Count rows that the body printed within another one as zero: their figures are in that."""
    filled = list(values)
    for row in table.merged_rows:
        for column in table.spec.columns_of(table.spec.row[row]):
            address = f"{table.spec.id}.{row}.{column.id}"
            if address not in table.quantities:
                filled[ready.index[address]] = 0
    return filled


def _without_absent(table: Table, values: Sequence[Number | None]) -> Sequence[Number | None]:
    """Count the rows that this printing of a variant form has not as zero: they take no value."""
    if not table.spec.variant:
        return values
    return [
        0 if value is None and address not in table.quantities else value
        for address, value in zip(table.spec.addresses, values, strict=True)
    ]


def _unsure(table: Table, ready: Compiled) -> frozenset[int]:
    """Return the cells that are blank only because they could not be read or are no number."""
    return frozenset(
        ready.index[quantity.address]
        for quantity in table.quantities.values()
        if quantity.value is None and (quantity.doubt is not None or quantity.invalid)
    )


def _excuse_variants(
    table: Table, ready: Compiled, present: Sequence[bool], result: Evaluation
) -> None:
    """Skip what fails only because a printing of the form has other lines than ours.

    A sum is checked over the parts that are there, and only when its total is there. What it lacks
    may stand in lines that were not recognised, or in a stretch of rows that is not in the file: so
    it is where a list is cut off, or a page of it is missing.
    """
    missing = missing_stretch(table)
    for failure in list(result.failed):
        identity = failure.identity
        total_there = all(present[ready.index[address]] for address in identity.minus)
        parts_there = any(present[ready.index[address]] for address in identity.plus)
        short = identity.plus if failure.printed > failure.expected else identity.minus
        cut_off = any(address.split(".")[1] in missing for address in short)
        if table.unmatched or not total_there or not parts_there or cut_off:
            result.failed.remove(failure)
            reason = UNKNOWN_LINES if table.unmatched else ABSENT if cut_off else INCOMPLETE
            result.skipped.append((identity, reason))


def missing_stretch(table: Table) -> set[str]:
    """Return the rows of the one stretch of a list that is not in the file, if there is one.

    Printings of the form lack rows here and there; where most of what is missing stands together,
    the list is cut off or a page of it is missing.
    """
    there = {*table.rows}
    rows = [row.id for row in table.spec.rows if row.id in there or not row.optional]
    runs = [[*run] for absent, run in groupby(rows, lambda id: id not in there) if absent]
    longest = max(runs, key=len, default=[])
    return (
        {*longest} if len(longest) >= SEVERAL and 2 * len(longest) > sum(map(len, runs)) else set()
    )


def is_whole(value: Number) -> bool:
    """Tell whether ``value`` is a whole number."""
    return isinstance(value, int) or value == value.to_integral_value()
