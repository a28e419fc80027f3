"""A small sample of tests/benchmarks/repair: what must not get worse."""

from __future__ import annotations

import pytest

from tests.benchmarks.repair.measure import cases, score

NUMBER = 50
SLOW = {"swapped columns": 15, "shifted column": 25, "shifted row + 1": 30}

# name: least share found exactly, least share among those that tie
BARS = {
    "1 wrong": (1.0, 1.0),
    "2 wrong": (0.98, 1.0),
    "3 wrong": (0.97, 0.98),
    "4 wrong": (0.9, 0.95),
    "5 wrong": (0.85, 0.95),
    "shifted row": (0.98, 1.0),
    "shifted row + 1": (0.95, 0.95),
    "shifted column": (0.93, 1.0),
    "swapped columns": (0.9, 0.9),
    "swapped cells": (0.7, 1.0),
    "misfiled": (0.3, 1.0),
    "split number": (0.98, 1.0),
    "disputes, tables only": (0.4, 1.0),
    "disputes, with prose": (0.98, 1.0),
}


@pytest.mark.parametrize("name", BARS)
def test_planted_mistakes_are_found(name):
    least_exact, least_among = BARS[name]
    found = score(cases(name, SLOW.get(name, NUMBER)))
    assert found.exact >= least_exact * found.cases
    assert found.among >= least_among * found.cases
    assert found.cut == 0
    assert max(found.milliseconds) < 2000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["1 wrong", "2 wrong", "3 wrong", "4 wrong"])
def test_hardly_ever_is_a_wrong_repair_called_the_only_one(name):
    found = score(cases(name, 1000))
    assert found.false <= 0.005 * found.cases
