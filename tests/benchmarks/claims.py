"""Precision and recall of the claims on real sentences, and what reading them costs.

    python -m tests.benchmarks.claims [--misses] [--held-out]

Sentences whose id falls in the held-out third (by hash) are counted apart; ``--misses`` lists what
was missed or read wrongly in the others only.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govreport.parser.claims import claims_in, reader

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("received", "carried_in", "handled", "carried_out", "reconsideration", "litigation")
SAME = {"new": "received", "received_total": "received"}
PRECISION, RECALL = 0.97, 0.93
COST = 2.0
"""Milliseconds for a report of 10,000 characters."""


class Labelled(NamedTuple):
    """A sentence with the figures that a person read in it."""

    id: str
    year: int
    text: str
    labels: dict[str, int]

    @property
    def held_out(self) -> bool:
        return int(self.id, 16) % 3 == 0


def labelled(path: Path) -> Iterator[Labelled]:
    """Yield the labelled sentences; labels with an underscore are no claims."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            labels = json.loads(row["claims"])
            if "_period" in labels:
                labels = {}
            figures = {key: value for key, value in labels.items() if not key.startswith("_")}
            yield Labelled(row["id"], int(row["year"]), row["sentence"], figures)


def compare(sentence: Labelled) -> Iterator[tuple[str, str, int]]:
    """Yield ``hit``, ``wrong`` or ``missed`` with kind and value; derived figures count neither way."""
    found = [
        (SAME.get(claim.claim, claim.claim), int(claim.value), claim.derived)
        for claim in claims_in(sentence.text, year=sentence.year)
        if claim.scope == "body" and not claim.about
    ]
    wanted = {(SAME.get(key, key), value) for key, value in sentence.labels.items()}
    derived = {(kind, value) for kind, value, is_derived in found if is_derived}
    printed = {(kind, value) for kind, value, is_derived in found if not is_derived}
    for kind, value in sorted(printed):
        if kind in KINDS:
            yield ("hit" if (kind, value) in wanted else "wrong"), kind, value
    for kind, value in sorted(wanted - printed - derived):
        if kind in KINDS:
            yield "missed", kind, value


def table(counts: Counter[tuple[str, str]]) -> tuple[float, float]:
    """Print precision and recall per kind; return both over all kinds."""
    total: Counter[str] = Counter()
    for kind in KINDS:
        hit, wrong, missed = (counts[outcome, kind] for outcome in ("hit", "wrong", "missed"))
        total.update(hit=hit, wrong=wrong, missed=missed)
        print(f"  {kind:16} {_share(hit, wrong):>8} {_share(hit, missed):>8} {hit:5} {wrong:5} {missed:5}")
    hit, wrong, missed = total["hit"], total["wrong"], total["missed"]
    print(f"  {'all':16} {_share(hit, wrong):>8} {_share(hit, missed):>8} {hit:5} {wrong:5} {missed:5}")
    return hit / max(hit + wrong, 1), hit / max(hit + missed, 1)


def _share(hit: int, other: int) -> str:
    return f"{hit / (hit + other):.3f}" if hit + other else "–"


def cost(folder: Path) -> float:
    """Return the milliseconds of processor time that a report of 10,000 characters takes.

    The text is the prose of a published report, repeated; nothing is remembered between runs.
    """
    report = (folder / "xuchang-2021.txt").read_text(encoding="utf-8")
    prose = report.partition("二、主动公开政府信息情况")[0] + report.partition("五、存在")[2]
    text = (prose * (10_000 // len(prose) + 1))[:10_000]
    best = float("inf")
    for _ in range(20):
        reader._parsed.cache_clear()
        start = time.process_time()
        claims_in(text, year=2021)
        best = min(best, time.process_time() - start)
    return best * 1000


def main() -> int:
    folder = Path(os.environ.get("GOVREPORT_SHARED") or ROOT.parent / "shared" / "data")
    held: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for sentence in labelled(folder / "sentences.tsv"):
        counts = held if sentence.held_out else seen
        for outcome, kind, value in compare(sentence):
            counts[outcome, kind] += 1
            if outcome != "hit" and "--misses" in sys.argv and not sentence.held_out:
                print(f"{outcome:6} {kind} {value}: {sentence.text}")
    print("  kind             precision  recall  hits wrong missed")
    print("sentences worked with")
    table(seen)
    print("sentences held out")
    precision, recall = table(held)
    spent = cost(folder)
    print(f"processor time for 10,000 characters: {spent:.2f} ms (at most {COST} ms)")
    return int(precision < PRECISION or recall < RECALL or spent > COST)


if __name__ == "__main__":
    sys.exit(main())
