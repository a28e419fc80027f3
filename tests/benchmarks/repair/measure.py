"""Plants mistakes, lets them be found, and counts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from govreport.checker.repair import System, repair
from tests.benchmarks.repair.plant import LINES, plant_line, plant_slips
from tests.benchmarks.repair.reports import DISPUTES, REQUESTS, disputes, requests, system_of

__all__ = ["Case", "Score", "cases", "scenarios", "score"]


@dataclass(frozen=True)
class Case:
    """A report with planted mistakes.

    Arguments:
        wrong: the system of the figures as printed.
        right: the right figures of the cells that are wrong.
    """

    wrong: System
    right: dict[str, int]


@dataclass
class Score:
    """What came of the cases of one scenario.

    Arguments:
        cases: how many.
        exact: the first repairs are just what was planted.
        among: what was planted is among the repairs that tie (or is the only one).
        claimed: every mistake was said to have one repair only.
        false: that was said, and it was wrong.
        cut: the search was cut short.
        milliseconds: how long each case took.
    """

    cases: int = 0
    exact: int = 0
    among: int = 0
    claimed: int = 0
    false: int = 0
    cut: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(0.95 * (len(self.milliseconds) - 1))]


def score(cases: Iterable[Case]) -> Score:
    """Repair every case and count."""
    total = Score()
    for case in cases:
        total.cases += 1
        start = time.process_time()
        repairs = repair(case.wrong)
        total.milliseconds.append(1000 * (time.process_time() - start))
        mistakes = [list(group) for _, group in groupby(repairs, key=lambda each: each.before)]
        first = {c.cell: c.expected for tied in mistakes for c in tied[0].changes}
        exact = first == case.right
        unique = all(each.unique for each in repairs)
        total.exact += exact
        total.among += sum(map(len, mistakes)) > 0 and _among(mistakes, case.right)
        total.claimed += unique
        total.false += unique and not exact
        total.cut += any(not each.complete for each in repairs)
    return total


def _among(mistakes: list[list], right: dict[str, int]) -> bool:
    """Tell whether some choice among the tied repairs of every mistake is what was planted."""
    covered: dict[str, int] = {}
    for tied in mistakes:
        fitting = [
            changes
            for each in tied
            if (changes := {c.cell: c.expected for c in each.changes}).items() <= right.items()
        ]
        if not fitting:
            return False
        covered |= max(fitting, key=len)
    return covered == right


def scenarios() -> dict[str, Callable[[Random], Case | None]]:
    """Return the ways to plant mistakes, by name."""
    found: dict[str, Callable[[Random], Case | None]] = {}
    for k in range(1, 7):
        found[f"{k} wrong"] = lambda random, k=k: _slips(k, random)
    for kind in LINES:
        found[kind] = lambda random, kind=kind: _line(kind, random)
    found["shifted row + 1"] = lambda random: _line("shifted row", random, 1)
    for prose in (False, True):
        name = "disputes, with prose" if prose else "disputes, tables only"
        found[name] = lambda random, prose=prose: _disputes(prose, random)
    return found


def cases(name: str, number: int) -> Iterator[Case]:
    """Yield the cases of one scenario; the same on every machine."""
    make = scenarios()[name]
    for seed in range(number):
        case = make(Random(f"{name}/{seed}"))
        if case is not None:
            yield case


def _slips(k: int, random: Random) -> Case:
    cells = requests(random)
    wrong = plant_slips(cells, k, random)
    return Case(system_of([REQUESTS], cells | wrong), {a: cells[a] for a in wrong})


def _line(kind: str, random: Random, more: int = 0) -> Case | None:
    cells = requests(random)
    wrong = plant_line(kind, REQUESTS, cells, random)
    others = {a: v for a, v in cells.items() if a not in wrong}
    wrong |= plant_slips(others, more, random)
    system = system_of([REQUESTS], cells | wrong)
    if not wrong or not any(equation.residual for equation in system.equations):
        return None  # rows of results exchanged, or figures that were equal: nothing fails
    return Case(system, {a: cells[a] for a in wrong})


def _disputes(prose: bool, random: Random) -> Case:
    cells = disputes(random)
    told = {f"prose:{a}": v for a, v in cells.items() if v or random.random() < 0.3}
    wrong = plant_slips(cells, 1, random)
    system = system_of(DISPUTES, cells | told | wrong, prose)
    return Case(system, {a: cells[a] for a in wrong})
