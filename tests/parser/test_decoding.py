"""Mistakes of the body in reports whose digits run together: kept, or the row left doubtful."""

from __future__ import annotations

from random import Random

import pytest

from govreport.parser import parse
from govreport.reading.document import Document, Location, Paragraph
from tests.generator import SLIPS, blocks, plant, random_truth
from tests.generator.render import run_together

TABLES = ("requests", "reconsideration", "litigation")


def read(truth):
    lines = run_together(blocks(truth), " ").splitlines()
    paragraphs = [Paragraph(text, Location(line=n)) for n, text in enumerate(lines, 1)]
    return parse(Document("report.txt", "text", paragraphs))


def outcome(truth):
    """Tell whether a report was read whole, in part, or wrongly without saying so."""
    report = read(truth)
    result = "whole"
    for address, value in truth.cells.items():
        quantity = report.quantity(address)
        if address.partition(".")[0] not in TABLES or (quantity and quantity.value == value):
            continue
        if quantity is None or quantity.value is not None:
            return "wrong"
        assert quantity.doubt is not None
        result = "in part"
    return result


def share(outcomes, which):
    return outcomes.count(which) / len(outcomes)


def outcomes_with_mistakes(seeds):
    outcomes = []
    for seed in seeds:
        truth = random_truth(seed)
        planted = plant(truth, Random(seed).choice(list(SLIPS)), Random(seed))
        if planted and None not in planted.truth.cells.values():
            outcomes.append(outcome(planted.truth))
    return outcomes


def test_mistakes_are_not_decoded_away():
    outcomes = outcomes_with_mistakes(range(80))
    assert share(outcomes, "wrong") == 0
    assert share(outcomes, "whole") >= 0.4


@pytest.mark.slow
def test_mistakes_are_hardly_ever_decoded_away():
    """A mistake can make digits look like another row: nothing in the file tells otherwise."""
    assert share(outcomes_with_mistakes(range(1000)), "wrong") <= 0.005
