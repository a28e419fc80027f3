"""Makes the system of identities and figures of one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from govreport.checker.context import Context
from govreport.checker.identities import Evaluation
from govreport.checker.repair.model import Figure, Place, System
from govreport.forms.model import Identity
from govreport.parser.report import Number, Table
from govreport.text import Text

__all__ = ["system_of"]


def system_of(
    context: Context,
    *,
    identities: Iterable[Identity] = (),
    figures: Mapping[str, Figure] | None = None,
    last_year: Mapping[str, Number] | None = None,
) -> System:
    """Return the system of all identities that could be evaluated over a report.

    Arguments:
        context: the report with its evaluation.
        identities: further ones, such as those between the prose and the tables.
        figures: the figures that only these name, by address.
        last_year: last year's figures by address, where they are known.
    """
    all_identities: list[Identity] = []
    all_figures: dict[str, Figure] = {}
    for id, evaluation in context.evaluations.items():
        table = context.report.tables[id]
        usable = _usable(table, evaluation)
        all_identities += usable
        for figure in _figures(context, table, evaluation, usable, last_year or {}):
            all_figures[figure.address] = figure
    all_identities += identities
    return System(all_identities, all_figures | dict(figures or {}))


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
        free = printed is None and (address in evaluation.implied or address in disputed)
        yield Figure(
            address,
            value,
            printed,
            table.spec.kind_of(address),
            Place(table.spec.id, rows[row], columns[column]),
            free=free,
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
