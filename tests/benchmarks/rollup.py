"""A sum over 120 bodies with three mistakes at once: how often each is named exactly.

In each trial one body is left out, another counted twice and one cell of the parent mistyped.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from random import Random
from statistics import median

from govreport.checker.compare import Bodies, Comparison, Member, compare
from govreport.parser.report import Report
from tests.benchmarks.city import PARENT, City, city
from tests.generator.parsed import report_of

__all__ = ["Trial", "trial"]

BODIES = 120
TRIALS = 200
BAR = 0.95


@dataclass(frozen=True)
class Trial:
    """What one trial came to.

    Arguments:
        planted: what was planted: cause, and the body or cell with its right figure.
        named: the same of what was found.
        seconds: processor time of the comparison.
    """

    planted: set[tuple[object, ...]]
    named: set[tuple[object, ...]]
    seconds: float

    @property
    def exact(self) -> bool:
        """Everything planted was named, and nothing else."""
        return self.planted == self.named


def trial(seed: int, bodies: int = BODIES) -> Trial:
    """Plant three mistakes in a sum, and look for them."""
    random = Random(f"rollup/{seed}")
    made = city(seed, bodies)
    left_out, doubled = random.sample([unit for unit in made.units if any(unit.cells.values())], 2)
    parent = made.with_unit(left_out, -1).with_unit(doubled, 1).parent
    cell = random.choice(sorted(parent.cells))
    wrong = _mistyped(int(parent.value(cell)), random)
    planted = {
        ("body-left-out", left_out.body),
        ("body-doubled", doubled.body),
        ("cell", cell, made.parent.value(cell)),
    }
    made = City(made.units, parent.with_cells({cell: wrong}))
    reports, mapping = in_memory(made)
    start = time.process_time()
    comparison = compare(reports, mapping)
    return Trial(planted, set(named(comparison)), time.process_time() - start)


def _mistyped(value: int, random: Random) -> int:
    """Return a figure with one digit wrong, doubled or dropped, or two neighbours swapped."""
    digits = str(value)
    at = random.randrange(len(digits))
    wrong = [
        digits[:at] + random.choice("0123456789") + digits[at + 1 :],
        digits[:at] + digits[at : at + 1] + digits[at:],
        digits[:at] + digits[at + 1 :],
        digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :],
    ]
    other = int(random.choice(wrong) or "0")
    return other if other != value else _mistyped(value, random)


def in_memory(made: City) -> tuple[list[Report], Bodies]:
    """Return the reports of a city as if they had been read, and the mapping."""
    reports = []
    for truth in (*made.units, made.parent):
        report = report_of(truth)
        report.source = f"{truth.body}.txt"
        reports.append(report)
    return reports, Bodies(tuple(Member(unit.body, PARENT) for unit in made.units))


def named(comparison: Comparison) -> list[tuple[object, ...]]:
    """Return what each finding comes to by its likeliest repair."""
    found: list[tuple[object, ...]] = []
    for finding in (f for f in comparison.issues if f.rule == "SUM001"):
        repair = next((r for r in comparison.repairs if finding.id in r.resolves), None)
        if repair is None:
            found.append(("none", finding.message.en))
        elif repair.cause == "cell":
            (change,) = repair.changes
            found.append(("cell", change.cell.partition(":")[2], change.expected))
        else:
            body = finding.message.en.partition("the difference is ")[2].partition(":")[0]
            found.append((repair.cause, body))
    return found


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS
    found = [trial(seed) for seed in range(count)]
    exact = sum(each.exact for each in found)
    seconds = sorted(each.seconds for each in found)
    print(f"{BODIES} bodies, three mistakes at once: {exact} of {count} trials named exactly")
    print(f"processor time: median {median(seconds):.2f} s, longest {seconds[-1]:.2f} s")
    for seed, each in enumerate(found):
        if not each.exact:
            print(f"  trial {seed}: planted {sorted(map(str, each.planted - each.named))}")
            print(f"             named {sorted(map(str, each.named - each.planted))}")
    return int(exact < BAR * count)


if __name__ == "__main__":
    sys.exit(main())
