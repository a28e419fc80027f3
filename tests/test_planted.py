"""One wrong cell anywhere in a table with an identity is always noticed."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.checker import check
from tests.generator import SLIPS, checked_cells, mistyped, plant, random_truth
from tests.generator.parsed import report_of
from tests.generator.slips import breaks_an_identity
from tests.generator.strategies import truths

FORMS = ("2021", "2019", "2014")


def cells_named(result):
    """The cells that errors name, and the warnings about the body's figures.

    A finding of kind ``reading`` says that the file may be misread: no mistake is noticed by that.
    """
    return {
        cell
        for finding in result.issues
        if finding.severity in ("error", "warning") and finding.kind == "report"
        for cell in finding.cells
    }


def notices(planted):
    """Tell whether a finding names one of the wrong cells."""
    result = check(report_of(planted.truth, told=planted.right))
    return bool(cells_named(result) & set(planted.cells))


@given(truths(), st.data())
def test_any_wrong_figure_in_any_cell_is_noticed(truth, data):
    address = data.draw(st.sampled_from(checked_cells(truth)))
    wrong = data.draw(st.integers(0, 20_000).filter(lambda value: value != truth.cells[address]))
    assert notices(mistyped(truth, address, wrong))


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_the_form_is_guarded(form):
    truth = random_truth(3, form)
    missed = [
        address
        for address in checked_cells(truth)
        if not notices(mistyped(truth, address, truth.value(address) + 1))
    ]
    assert missed == []


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if slip != "blank"])
@pytest.mark.parametrize("form", FORMS)
def test_slips_are_noticed(form, slip):
    for seed in range(15):
        planted = plant(random_truth(seed, form), slip, Random(seed))
        if planted and breaks_an_identity(planted.truth):
            assert notices(planted), (seed, planted.cells)


@pytest.mark.parametrize("form", FORMS)
def test_a_figure_left_blank_is_implied(form):
    """A blank is no error: the figure that belongs there is told (FRM003)."""
    for seed in range(15):
        planted = plant(random_truth(seed, form), "blank", Random(seed))
        if not planted:
            continue
        result = check(report_of(planted.truth, told=planted.right))
        (address,) = planted.cells
        implied = {a: v for finding in result.issues for a, v in finding.implied.items()}
        assert implied == {address: planted.right.cells[address]}, seed
        assert result.verdict != "inconsistent"


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("slip", SLIPS)
def test_many_slips_are_noticed(form, slip):
    for seed in range(400):
        planted = plant(random_truth(seed, form), slip, Random(seed))
        if planted and breaks_an_identity(planted.truth):
            assert notices(planted) or slip == "blank", (seed, planted.cells)
