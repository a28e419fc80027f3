"""Makes the system of identities and figures of one report, and ties repairs to its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from govreport.checker.context import Context
from govreport.checker.identities import Evaluation
from govreport.checker.model import Finding, Repair
from govreport.checker.repair.model import Figure, Place, Statement, System
from govreport.forms.model import Identity
from govreport.parser.report import Number, Table
from govreport.text import Text

__all__ = ["filled", "resolving", "system_of", "without_zeros"]


def system_of(
    context: Context,
    *,
    statements: Sequence[Statement] = (),
    last_year: Mapping[str, Number] | None = None,
) -> System:
    """Return the system of all identities that could be evaluated over a report.

    Arguments:
        context: the report with its evaluation.
        statements: what the prose says of these figures.
        last_year: last year's figures by address, where they are known.
    """
    identities: list[Identity] = []
    figures: dict[str, Figure] = {}
    for id, evaluation in context.evaluations.items():
        table = context.report.tables[id]
        usable = _usable(table, evaluation)
        identities += usable
        for figure in _figures(context, table, evaluation, usable, last_year or {}):
            figures[figure.address] = figure
    return System(identities, figures, statements)


def _usable(table: Table, evaluation: Evaluation) -> list[Identity]:
    """Return the identities that were evaluated, or not only because a blank is disputed."""
    skipped = {id(identity) for identity, _ in evaluation.skipped}
    return [identity for identity in table.spec.identities if id(identity) not in skipped]


def _figures(
    context: Context,
    table: Table,
    evaluation: Evaluation,
    identities: Iterable[Identity],
    last_year: Mapping[str, Number],
) -> Iterator[Figure]:
    used = {address for identity in identities for address in (*identity.plus, *identity.minus)}
    disputed = {conflict.cell for conflict in evaluation.conflicts}
    rows = {row.id: n for n, row in enumerate(table.spec.rows)}
    columns = {column.id: n for n, column in enumerate(table.spec.columns)}
    for address in table.spec.addresses:
        _, row, column = address.split(".")
        quantity = table.quantities.get(address)
        if address not in used or (quantity is None and row in table.merged_rows):
            continue
        printed = quantity.value if quantity else None
        value = evaluation.implied.get(address, 0) if printed is None else printed
        yield Figure(
            address,
            value,
            printed,
            table.spec.kind_of(address),
            Place(table.spec.id, rows[row], columns[column]),
            free=printed is None and (address in evaluation.implied or address in disputed),
            last_year=last_year.get(address),
            label=context.form.label(address),
            column=_short(table, row, column),
            location=context.location([address]),
        )


def _short(table: Table, row: str, column: str) -> Text:
    """Name a figure by its column, or by its row where the table has one column."""
    single = len(table.spec.columns) == 1
    name = table.spec.row[row].text if single else table.spec.column[column].text
    return Text(name, name)


def resolving(
    context: Context, repairs: Iterable[Repair], findings: Sequence[Finding]
) -> tuple[Repair, ...]:
    """Tie repairs to the findings that they resolve.

    A repair resolves the findings of the identities that it makes hold, of figures in the prose
    that agree with the tables afterwards, and what else is found wrong only with figures that every
    repair of the mistake changes. A repair that resolves none (its
    rules were not run) is left out.
    """
    cells = {
        (failure.identity.rule, failure.identity.subject): frozenset(
            (*failure.identity.plus, *failure.identity.minus)
        )
        for failures in context.failures.values()
        for failure in failures
    }
    tied: list[Repair] = []
    for before, group in groupby(repairs, key=lambda repair: repair.before):
        same = list(group)
        stated = {(rule, cells.get((rule, subject))) for rule, subject in before}
        blamed = set.intersection(*({change.cell for change in each.changes} for each in same))
        told = set.intersection(*(_agreeing(context, each) for each in same))
        ids = tuple(
            finding.id
            for finding in findings
            if (finding.rule, frozenset(finding.cells)) in stated
            or (finding.sentence, finding.span) in told
            or _only_of(finding, blamed)
        )
        tied += [replace(r, resolves=ids if r.changes else ()) for r in same if ids]
    return tuple(tied)


def without_zeros(repair: Repair) -> Repair:
    """Return a repair without the blanks that are zero after all: these may stay blank."""
    changes = tuple(c for c in repair.changes if c.printed is not None or c.expected)
    return replace(repair, changes=changes)


def filled(repairs: Iterable[Repair], implied: Mapping[str, Number]) -> dict[str, set[Number]]:
    """Return what repairs put into blanks, by address; where they tie, all values.

    Arguments:
        repairs: the repairs, with blanks that are zero after all.
        implied: what the blanks are where a repair leaves them alone.
    """
    values: dict[str, set[Number]] = {}
    for _, group in groupby(repairs, key=lambda repair: repair.before):
        fills = [{c.cell: c.expected for c in each.changes if c.printed is None} for each in group]
        for address in {address for fill in fills for address in fill}:
            values[address] = {fill.get(address, implied.get(address, 0)) for fill in fills}
    return values


def _only_of(finding: Finding, cells: set[str]) -> bool:
    """Tell whether an error in the tables speaks of nothing but these cells."""
    of_tables = finding.severity == "error" and not finding.sentence
    return of_tables and bool(finding.cells) and cells.issuperset(finding.cells)


def _agreeing(context: Context, repair: Repair) -> set[tuple[str, tuple[int, int]]]:
    """Return the figures in the prose, by sentence and place, that a repair brings to agree."""
    deltas = {c.cell: c.expected - (context.value(c.cell) or 0) for c in repair.changes}
    return {
        (each.claim.text, (each.claim.start, each.claim.end))
        for each in context.stated
        if each.status == "fails"
        for reading in each.values
        if reading.value is not None
        and reading.value + sum(sign * deltas.get(cell, 0) for cell, sign in reading.cells)
        == each.claim.value
    }
