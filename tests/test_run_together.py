"""Text that has lost every separator is decoded by the identities, or said to be doubtful."""

from __future__ import annotations

import pytest

import govreport
from tests.generator import Layout, blocks, random_truth
from tests.generator.render import run_together

FORMS = ("2021", "2019")
LABELS = ("form", "two", "one")


def read_back(folder, form, seed):
    """Return the truth and what was read of it, by address."""
    truth = random_truth(seed, form)
    layout = Layout(seed=seed, requests=LABELS[seed % 3])
    path = folder / "report.txt"
    path.write_text(run_together(blocks(truth, layout), ("", " ")[seed % 2]), encoding="utf-8")
    report = govreport.read(path)
    return truth, {quantity.address: quantity.value for quantity in report.quantities}


def assert_never_silently_wrong(folder, form, seeds):
    """No figure is misread, and nine in ten reports are read whole.

    Figures of the proactive table do not add up to anything, so that nothing tells how to cut
    them; they are left out of the count.
    """
    whole = 0
    for seed in seeds:
        truth, found = read_back(folder, form, seed)
        wrong = {a: v for a, v in found.items() if v is not None and v != truth.cells[a]}
        assert wrong == {}, seed
        cells = [a for a in truth.cells if not a.startswith("proactive.")]
        whole += all(found.get(address) is not None for address in cells)
    assert whole >= 0.9 * len(seeds)


@pytest.mark.parametrize("form", FORMS)
def test_reports(tmp_path, form):
    assert_never_silently_wrong(tmp_path, form, range(20))


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_many_reports(tmp_path, form):
    assert_never_silently_wrong(tmp_path, form, range(20, 420))


@pytest.mark.parametrize("extra", ["subtotal", "office"])
def test_other_columns_and_tables_are_not_mixed_in(tmp_path, extra):
    """A column more (小计) makes rows doubtful; a second table gives the first one no figures."""
    for seed in range(24):
        truth = random_truth(seed, FORMS[seed % 2])
        layout = Layout(seed=seed, requests=LABELS[seed % 3], **{extra: True})
        path = tmp_path / "report.txt"
        path.write_text(run_together(blocks(truth, layout), ("", " ")[seed % 2]), encoding="utf-8")
        report = govreport.read(path)
        wrong = {
            quantity.address: quantity.value
            for quantity in report.quantities
            if quantity.value not in (None, truth.cells[quantity.address])
        }
        assert wrong == {}, seed
        assert govreport.check(report).verdict != "inconsistent", seed


@pytest.mark.parametrize("seed", range(4))
def test_a_list_without_a_second_column_has_one_figure_a_row(tmp_path, seed):
    """«38» is no 3 for the year and 8 for all years where no column is named 历年累计."""
    truth, found = read_back(tmp_path, "2014", seed)
    counts = {
        address: value for address, value in truth.cells.items() if address.endswith(".count")
    }
    read = {address: value for address, value in found.items() if value is not None}
    assert not any(address.endswith(".cumulative") for address in read)
    assert {address: counts[address] for address in read} == read
