"""Systems made for a test from a few identities and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from govreport.checker.repair import Figure, Place, Statement, System
from govreport.forms import FormTable, Identity, load
from govreport.parser.report import Number

__all__ = ["random_system", "row", "small", "table_system"]

REQUESTS = load("2021").table["requests"]


def row(values: Sequence[Number], **other: object) -> System:
    """A row of parts and their total, in a table of its own: the identity of table 四."""
    names = [f"p{n}" for n in range(len(values) - 1)]
    return small({"ROW": (names, ["total"])}, dict(zip([*names, "total"], values, strict=True)))


def small(
    identities: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    values: Mapping[str, Number | None],
    statements: Sequence[Statement] = (),
    **traits: Mapping[str, object],
) -> System:
    """Identities by name as (plus, minus) over figures; traits by name of the figure."""
    figures = {
        name: Figure(
            name,
            0 if value is None else value,
            value,
            place=Place("t", 0, n),
            **traits.get(name, {}),  # type: ignore[arg-type]
        )
        for n, (name, value) in enumerate(values.items())
    }
    rules = [Identity(name, name, tuple(p), tuple(m)) for name, (p, m) in identities.items()]
    return System(rules, figures, statements)


def table_system(
    cells: Mapping[str, Number], table: FormTable = REQUESTS, **last_year: Number
) -> System:
    """A form's table with these figures, zero elsewhere."""
    rows = {line.id: n for n, line in enumerate(table.rows)}
    columns = {column.id: n for n, column in enumerate(table.columns)}
    figures = {}
    for address in table.addresses:
        _, r, c = address.split(".")
        value = cells.get(address, 0)
        figures[address] = Figure(
            address, value, value, table.kind_of(address), Place(table.id, rows[r], columns[c])
        )
    return System(table.identities, figures)


def random_system(random: Random) -> System:
    """A few identities over a few small figures, with no structure at all."""
    names = [f"c{n}" for n in range(random.randint(3, 6))]
    identities = []
    for n in range(random.randint(1, 4)):
        cells = random.sample(names, random.randint(2, len(names)))
        cut = random.randint(1, len(cells) - 1)
        identities.append(Identity("R", f"i{n}", tuple(cells[:cut]), tuple(cells[cut:])))
    values = {name: random.choice((0, 0, 1, 2, 3)) for name in names}
    return System(identities, {name: Figure(name, v, v) for name, v in values.items()})
