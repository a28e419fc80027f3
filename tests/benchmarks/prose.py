"""How many wrong figures in the prose are found, and whether right prose is ever accused.

    python -m tests.benchmarks.prose [REPORTS] [--misses]

Each report is consistent and random (1,000 unless told otherwise); its prose is in the varied
phrasings of tests/generator/phrases.py. Read once as it is (every error or warning is a false
accusation), and once with one figure of one sentence changed as a hand slips.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from govreport.checker import check
from govreport.checker.model import Finding
from govreport.parser.report import Report
from tests.generator import random_truth
from tests.generator.parsed import report_of
from tests.generator.phrases import CLAIMED
from tests.generator.prose import Sentence, sentences

__all__ = ["Planted", "accusations", "found_by", "plant", "slipped"]

FOUND = 0.9
ALIKE = frozenset(("about", "more", "less"))


class Planted(NamedTuple):
    """A report with one wrong figure in its prose.

    Arguments:
        report: the report.
        sentence: the sentence as it should be.
        wrong: the sentence as it stands.
        name: which figure is wrong.
    """

    report: Report
    sentence: Sentence
    wrong: Sentence
    name: str


def accusations(report: Report) -> list[Finding]:
    """Return the errors and warnings of a report."""
    return [f for f in check(report).issues if f.severity in ("error", "warning")]


def slipped(random: Random, value: int) -> int:
    """Return a figure as a hand slips: a digit mistyped, dropped or doubled, two swapped, off by a few."""
    text = str(value)
    at = random.randrange(len(text))
    digit = str(random.choice([d for d in range(10) if str(d) != text[at]]))
    ways = [
        int(text[:at] + digit + text[at + 1 :]),
        int(text[:at] + text[at + 1 :] or "0"),
        int(text[: at + 1] + text[at:]),
        int(text[:-2] + text[-1] + text[-2]) if value > 9 else value + 1,
        value + random.choice((-3, -2, -1, 1, 2, 3)),
    ]
    right = [
        way for way in ways if way not in (value, *(v for v in (0,) if value == 1)) and way >= 0
    ]
    return random.choice(right)


def plant(seed: int, form: str = "2021") -> Planted | None:
    """Return a report with one wrong claim in its prose, ``None`` where it states none."""
    random = Random(f"plant {seed}")
    truth = random_truth(seed, form)
    told = sentences(truth)
    places = [
        (s, name) for s in told for name in s.names if name in CLAIMED and s.names.count(name) == 1
    ]
    if not places:
        return None
    sentence, name = random.choice(places)
    wrong = sentence.slip(name, slipped(random, int(sentence.figures[name])))
    report = report_of(truth)
    section = report.section("overview")
    assert section is not None
    section.paragraphs[:] = [
        (text.replace(sentence.text, wrong.text, 1), at) for text, at in section.paragraphs
    ]
    return Planted(report, sentence, wrong, name)


def found_by(planted: Planted) -> Iterator[tuple[Finding, bool]]:
    """Yield the findings on the wrong sentence, each with whether it gives the right figure."""
    right = planted.sentence.figures[planted.name]
    for finding in accusations(planted.report):
        if finding.sentence and finding.sentence in planted.wrong.text:
            yield finding, finding.expected == right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=1000)
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    asked = parser.parse_args()
    accused = [
        (s, f) for s in range(asked.reports) for f in accusations(report_of(random_truth(s)))
    ]
    counts: Counter[str] = Counter()
    for planted in filter(None, map(plant, range(asked.reports))):
        findings = list(found_by(planted))
        others = len(accusations(planted.report)) - len(findings)
        outcome = "missed" if not findings else "found"
        counts.update(
            {
                "planted": 1,
                outcome: 1,
                "right": any(right for _, right in findings),
                "beside": others > 0,
            }
        )
        if asked.misses and (not findings or not any(right for _, right in findings)):
            print(outcome, planted.name, planted.sentence.figures[planted.name], planted.wrong.text)
            for finding, _ in findings:
                print("    ", finding.rule, finding.message.zh)
    planted_ = max(counts["planted"], 1)
    print(f"right prose accused: {len(accused)} findings in {asked.reports} reports")
    for seed, finding in accused[:5]:
        print(f"  seed {seed}: {finding.rule} {finding.message.zh}: {finding.sentence}")
    print(f"wrong figures planted: {counts['planted']}")
    for name in ("found", "right", "beside"):
        print(f"  {name:8} {counts[name] / planted_:.3f}")
    return int(bool(accused) or counts["found"] / planted_ < FOUND)


if __name__ == "__main__":
    sys.exit(main())
