"""Precision and recall of the claims on real sentences, and what reading them costs.

    python -m tests.benchmarks.claims [--misses] [FILE...]

Sentences whose id falls in the held-out third (by hash) are counted apart; ``--misses`` lists what
was missed or read wrongly in the others only. Further files of the same form (id, year, sentence,
claims) are counted whole, each by itself.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from govreport.parser.claims import claims_in, reader
from govreport.parser.claims.words import words
from tests.parser.claims.cases import cases

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
    follows: frozenset[tuple[str, int]] = frozenset()
    """What follows from the sentence without being said: neither for nor against."""

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
            follows = labels.get("_derived", {})
            follows = follows.items() if isinstance(follows, dict) else ()
            figures = {key: value for key, value in labels.items() if not key.startswith("_")}
            yield Labelled(
                row["id"], int(row["year"]), row["sentence"], figures, frozenset(follows)
            )


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
    follows = {(SAME.get(kind, kind), value) for kind, value in sentence.follows}
    for kind, value in sorted(printed - (follows - wanted)):
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
        print(
            f"  {kind:16} {_share(hit, wrong):>8} {_share(hit, missed):>8} {hit:5} {wrong:5} {missed:5}"
        )
    hit, wrong, missed = total["hit"], total["wrong"], total["missed"]
    print(
        f"  {'all':16} {_share(hit, wrong):>8} {_share(hit, missed):>8} {hit:5} {wrong:5} {missed:5}"
    )
    return hit / max(hit + wrong, 1), hit / max(hit + missed, 1)


def _share(hit: int, other: int) -> str:
    return f"{hit / (hit + other):.3f}" if hit + other else "–"


def prose_of(folder: Path) -> str:
    """Return 10,000 characters of a published report's prose, repeated."""
    report = (folder / "xuchang-2021.txt").read_text(encoding="utf-8")
    prose = report.partition("二、主动公开政府信息情况")[0] + report.partition("五、存在")[2]
    return (prose * (10_000 // len(prose) + 1))[:10_000]


def stating() -> list[str]:
    """Return single sentences that state claims."""
    told = (case.sentence for case in cases() if case.claims)
    return [sentence for sentence in told if sentence.count("。") == 1]


def spread(prose: str, count: int) -> str:
    """Return 10,000 characters of prose with so many sentences that state claims spread over it."""
    told = stating()
    told = told[:: len(told) // count][:count]
    sentences = re.findall("[^。]*。", prose)
    every = len(sentences) // count
    mixed = (
        sentence + (told[at // every] if at % every == 0 and at // every < count else "")
        for at, sentence in enumerate(sentences)
    )
    return "".join(mixed)[:10_000]


def dense() -> str:
    """Return 10,000 characters of nothing but sentences that state claims."""
    return "".join(stating())[:10_000]


def cost(text: str, year: int) -> float:
    """Return the milliseconds of processor time that a text takes; nothing is remembered between runs."""
    best = float("inf")
    for _ in range(20):
        reader._parsed.cache_clear()
        words.cache_clear()
        start = time.process_time()
        claims_in(text, year=year)
        best = min(best, time.process_time() - start)
    return best * 1000


def count(sentences: Iterable[Labelled], *, misses: bool) -> Counter[tuple[str, str]]:
    """Return how often each kind was hit, read wrongly and missed.

    Arguments:
        sentences: the labelled sentences.
        misses: print what was not hit.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for outcome, kind, value in compare(sentence):
            counts[outcome, kind] += 1
            if misses and outcome != "hit":
                print(f"{outcome:6} {kind} {value}: {sentence.id} {sentence.year} {sentence.text}")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="further labelled sentences")
    parser.add_argument("--misses", action="store_true", help="list what was not read rightly")
    asked = parser.parse_args()
    folder = Path(os.environ.get("GOVREPORT_SHARED") or ROOT.parent / "shared" / "data")
    sample = list(labelled(folder / "sentences.tsv"))
    parts = {
        "sentences worked with": count((s for s in sample if not s.held_out), misses=asked.misses),
        "sentences held out": count((s for s in sample if s.held_out), misses=False),
    }
    for path in asked.files:
        parts[str(path)] = count(labelled(path), misses=asked.misses)
    print("  kind             precision  recall  hits wrong missed")
    reached = True
    for name, counts in parts.items():
        print(name)
        precision, recall = table(counts)
        reached = reached and precision >= PRECISION and recall >= RECALL
    prose = prose_of(folder)
    spent = cost(prose, 2021)
    print(f"processor time for 10,000 characters: {spent:.2f} ms (at most {COST} ms)")
    for told in (10, 30):
        print(
            f"with {told} more sentences that state claims: {cost(spread(prose, told), 2021):.2f} ms"
        )
    packed = dense()
    print(f"{len(packed):,} characters of nothing but claims: {cost(packed, 2024):.2f} ms")
    return int(not reached or spent > COST)


if __name__ == "__main__":
    sys.exit(main())
