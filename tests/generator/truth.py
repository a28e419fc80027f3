"""A report with known truth: form, body, year, every cell, and prose that agrees with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any

from govreport.forms import Form, FormTable, load
from govreport.parser.report import Number
from tests.generator.figures import Cells, complete, free_cells, sparse

__all__ = ["BODIES", "Truth", "addresses_of", "random_truth", "truth_of"]

BODIES = (
    "某某市人民政府",
    "某某市水务局",
    "某某县人民政府",
    "某某县自然资源和规划局",
    "某某区人民政府",
    "某某区教育局",
    "某某镇人民政府",
    "某某街道办事处",
    "某某省人民政府办公厅",
    "某某市人民政府国有资产监督管理委员会",
)
"""Invented bodies of every level."""

YEARS = {"2021": range(2021, 2026), "2019": range(2019, 2021), "2014": range(2014, 2019)}


@dataclass(frozen=True)
class Truth:
    """What a report says and a reader must find.

    Arguments:
        form: the form's version.
        body: the body whose report it is.
        year: the year it reports on.
        cells: figures by address, ``None`` for a blank cell; a missing address is not in the file.
        seed: decides the wording of the prose.
        last_new: how many requests were new last year, with which the prose compares (``None``:
            any number).
    """

    form: Form
    body: str
    year: int
    cells: Mapping[str, Number | None]
    seed: int = 0
    last_new: int | None = None

    def __repr__(self) -> str:
        figures = {address: value for address, value in self.cells.items() if value != 0}
        return f"Truth({self.form.id}, {self.body}, {self.year}, seed={self.seed}, {figures})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Keep the form's hundred labels out of what hypothesis prints."""
        printer.text(repr(self))

    @property
    def title(self) -> str:
        """The report's title."""
        return f"{self.body}{self.year}年政府信息公开工作年度报告"

    @cached_property
    def tables(self) -> tuple[FormTable, ...]:
        """The form's tables of which the file has at least one cell."""
        present = {address.partition(".")[0] for address in self.cells}
        return tuple(table for table in self.form.tables if table.id in present)

    def value(self, address: str) -> Number:
        """Return a figure, zero where the cell is blank or not in the file."""
        return self.cells.get(address) or 0

    def with_cells(self, changes: Mapping[str, Number | None]) -> Truth:
        """Return a copy with other figures in some cells; the prose is not changed with them."""
        return replace(self, cells={**self.cells, **changes})

    def without(self, *rows: str) -> Truth:
        """Return a copy without these rows (``table.row``)."""
        kept = {a: v for a, v in self.cells.items() if a.rpartition(".")[0] not in rows}
        return replace(self, cells=kept)


def addresses_of(form: Form, optional: bool = False) -> dict[str, None]:
    """Return every address of a form, the optional rows and columns only where asked for."""
    return {
        f"{table.id}.{row.id}.{column.id}": None
        for table in form.tables
        for row in table.rows
        if optional or not row.optional
        for column in table.columns_of(row)
        if optional or not column.optional
    }


def truth_of(
    form: Form,
    body: str,
    year: int,
    chosen: Mapping[str, Number],
    *,
    optional: bool = False,
    seed: int = 0,
) -> Truth:
    """Build the consistent report whose free cells hold the chosen figures, zero elsewhere."""
    present = addresses_of(form, optional)
    allowed = {a: v for a, v in chosen.items() if a in present and _may_have(body, a)}
    cells: Cells = {}
    for table in form.tables:
        cells |= complete(table, allowed, present)
    return Truth(form, body, year, cells, seed)


def random_truth(seed: int, form: str = "2021") -> Truth:
    """Return the consistent report number ``seed`` on a form; the same on every machine."""
    random = Random(f"{form}/{seed}")
    spec = load(form)
    present = addresses_of(spec)
    chosen: dict[str, Number] = {}
    for table in spec.tables:
        chosen |= sparse(spec, table, present, random)
    year = random.choice(YEARS[form])
    return truth_of(spec, random.choice(BODIES), year, chosen, seed=random.randrange(10**6))


def free_of(form: Form) -> tuple[str, ...]:
    """Return the addresses of a form whose figures may be chosen."""
    present = addresses_of(form, optional=True)
    return tuple(a for table in form.tables for a in free_cells(form, table, present))


def _may_have(body: str, address: str) -> bool:
    """Only provinces and cities make rules (规章)."""
    may_make_rules = body.endswith(("市人民政府", "省人民政府办公厅"))
    return may_make_rules or not address.startswith("proactive.rules.")
