"""Reports of one body over years that follow on each other, and parents that add up bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from govreport.forms import load
from tests.generator.figures import Cells, sparse
from tests.generator.truth import Truth, addresses_of, truth_of

__all__ = ["form_of", "summed", "years_of"]


def form_of(year: int) -> str:
    """Return the version of the form that reports on a year use."""
    return "2021" if year >= 2021 else "2019" if year >= 2019 else "2014"


def years_of(seed: int, body: str, years: Sequence[int]) -> list[Truth]:
    """Return a body's reports on ``years``, in order; they follow on each other.

    What one year carries out the next carries in, and what is in force follows from last year's.
    Nothing is said of what a gap in the years leaves open.
    """
    made: list[Truth] = []
    for year in years:
        last = made[-1] if made and made[-1].year == year - 1 else None
        made.append(_following(seed, body, year, last))
    return made


def _following(seed: int, body: str, year: int, last: Truth | None) -> Truth:
    random = Random(f"family/{seed}/{body}/{year}")
    form = load(form_of(year))
    present = addresses_of(form)
    chosen: Cells = {}
    for table in form.tables:
        chosen |= sparse(form, table, present, random)
    if last is not None and "requests" in last.form.table:
        for column in (c.id for c in form.table["requests"].columns if c.id != "total"):
            chosen[f"requests.carried_in.{column}"] = last.value(f"requests.carried_out.{column}")
    truth = truth_of(
        form, body, year, {a: v for a, v in chosen.items() if v is not None},
        seed=random.randrange(10**6),
    )  # fmt: skip
    if last is None:
        return truth
    return replace(_in_force(truth, last), last_new=int(last.value("requests.new.total")))


def _in_force(truth: Truth, last: Truth) -> Truth:
    """Let what is in force follow from last year's."""
    if not truth.form.id == last.form.id == "2021":
        return truth
    changes: Cells = {}
    for row in ("proactive.rules", "proactive.normative_documents"):
        before, issued = last.value(f"{row}.in_force"), truth.value(f"{row}.issued")
        repealed = min(truth.value(f"{row}.repealed"), before + issued)
        changes |= {f"{row}.repealed": repealed, f"{row}.in_force": before + issued - repealed}
    return truth.with_cells(changes)


def summed(body: str, units: Sequence[Truth], seed: int = 0, last: Truth | None = None) -> Truth:
    """Return the report of a parent that adds up ``units``, which are of one year and form."""
    cells = {address: sum(unit.value(address) for unit in units) for address in units[0].cells}
    new = None if last is None else int(last.value("requests.new.total"))
    return replace(units[0], body=body, cells=cells, seed=seed, last_new=new)
