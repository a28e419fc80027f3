"""Right prose is never accused, and a wrong figure in it is found where it stands."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.benchmarks.prose import accusations, found_by, plant
from tests.generator import random_truth
from tests.generator.parsed import report_of


def of_planted(seeds: range) -> tuple[Counter[str], list[str]]:
    """Count what became of wrong figures; and name findings that accuse another sentence."""
    counts: Counter[str] = Counter()
    beside: list[str] = []
    for planted in filter(None, map(plant, seeds)):
        findings = list(found_by(planted))
        counts.update(planted=1, found=bool(findings), right=any(right for _, right in findings))
        told = {id(finding) for finding, _ in findings}
        beside += [
            f.message.zh
            for f in accusations(planted.report)
            if f.sentence not in planted.wrong.text
        ]
        assert len(told) == len(findings)
    return counts, beside


def test_wrong_figures_in_the_prose() -> None:
    counts, beside = of_planted(range(60))
    assert beside == []
    assert counts["found"] >= 0.9 * counts["planted"]
    assert counts["right"] >= 0.85 * counts["planted"]


@pytest.mark.slow
def test_many_wrong_figures_in_the_prose() -> None:
    counts, _ = of_planted(range(2000))
    assert counts["found"] >= 0.97 * counts["planted"]
    assert counts["right"] >= 0.95 * counts["planted"]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_much_right_prose(form: str) -> None:
    for seed in range(10_000, 13_000):
        assert [f.message.zh for f in accusations(report_of(random_truth(seed, form)))] == [], seed
