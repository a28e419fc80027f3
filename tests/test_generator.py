"""The generator itself: what it calls consistent is, what it plants is wrong."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generator import SLIPS, Layout, blocks, checked_cells, plant, random_truth
from tests.generator.figures import holds
from tests.generator.layout import printed_cells
from tests.generator.prose import printed, sentences
from tests.generator.slips import breaks_an_identity
from tests.generator.strategies import layouts, truths
from tests.generator.tables import split

FORMS = ("2021", "2019", "2014")


@given(truths())
def test_identities_hold(truth):
    for table in truth.tables:
        for identity in table.identities:
            assert holds(identity, truth.cells), identity


@given(truths())
def test_counts_are_not_below_zero(truth):
    for table in truth.tables:
        for address in table.addresses:
            if table.kind_of(address) != "change":
                assert truth.value(address) >= 0


@given(truths(), layouts())
@settings(max_examples=100)
def test_tables_are_rectangles_that_their_cells_cover(truth, layout):
    for block in blocks(truth, layout):
        if isinstance(block, str):
            continue
        covered = sum(cell.rowspan * cell.colspan for row in block for cell in row if cell)
        assert covered == len(block) * len(block[0])
        assert {len(row) for row in block} == {len(block[0])}


@given(truths(("2021", "2019")), st.integers(1, 24))
def test_a_split_table_keeps_its_cells(truth, at):
    (table,) = [b for b in blocks(truth) if not isinstance(b, str) and len(b) > 25]
    upper, lower = split(table, at, "repeat")
    assert len(upper) + len(lower) == len(table)
    assert all(any(row) for row in (*upper, *lower))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("slip", SLIPS)
def test_slips_change_checked_cells(form, slip):
    planted = [plant(random_truth(seed, form), slip, Random(seed)) for seed in range(30)]
    found = [each for each in planted if each]
    assert found or (form == "2014" and slip in ("applicants", "row-shifted"))
    for each in found:
        assert each.truth.cells != each.right.cells
        assert any(cell in checked_cells(each.right) for cell in each.cells)


@pytest.mark.parametrize("form", FORMS)
def test_digit_slips_break_an_identity(form):
    for seed in range(50):
        planted = plant(random_truth(seed, form), "mistyped-digit", Random(seed))
        assert planted
        assert breaks_an_identity(planted.truth)


@given(truths(("2021", "2019")))
def test_prose_tells_the_tables_figures(truth):
    for sentence in sentences(truth):
        for _, value in sentence.claims:
            assert printed(value, sentence.style) in sentence.text


def test_random_truths_are_the_same_on_every_machine():
    truth = random_truth(1)
    assert truth == random_truth(1)
    assert truth != random_truth(2)


def test_merged_rows_keep_the_sums():
    layout = Layout(merged_rows=True)
    for seed in range(20):
        truth = random_truth(seed)
        cells = printed_cells(truth, layout)
        parts = ("other_not_corrected", "other_unpaid", "other_rest")
        whole = sum(truth.value(f"requests.{row}.total") for row in parts)
        assert cells["requests.other_rest.total"] == whole
        assert "requests.other_unpaid.total" not in cells
