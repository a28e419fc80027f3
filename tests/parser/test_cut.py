"""Columns that the margin of a page cuts off."""

from __future__ import annotations

import pytest

from govreport.forms import load
from govreport.parser.cut import withdraw_cut
from govreport.parser.report import Quantity

SPEC = load("2021").table["requests"]
ROWS = {
    "new": (13612, 252, 0, 45, 128, 32, 14069),
    "carried_in": (535, 6, 0, 1, 18, 0, 560),
    "granted": (5345, 129, 0, 41, 19, 14, 5548),
    "partial": (2120, 39, 0, 1, 6, 2, 2168),
    "carried_out": (783, 6, 0, 2, 25, 3, 819),
}


def table(printed):
    """The quantities of the rows above; ``printed`` gives what is printed instead, by address."""
    found = {}
    for row, values in ROWS.items():
        for column, value in zip(SPEC.columns, values, strict=True):
            address = f"requests.{row}.{column.id}"
            text = printed.get(f"{row}.{column.id}", str(value))
            found[address] = Quantity(address, int(text), text)
    return found


def doubted(quantities):
    withdraw_cut(SPEC, quantities)
    assert all(each.value is None for each in quantities.values() if each.doubt)
    return [address.partition(".")[2] for address, each in quantities.items() if each.doubt]


def test_the_last_digits_of_a_column_are_cut_off():
    cut = {"new.total": "140", "granted.total": "554", "partial.total": "216"}
    quantities = table(cut)
    assert doubted(quantities) == list(cut)
    assert "14069" in quantities["requests.new.total"].doubt.zh


def test_one_figure_that_lacks_several_digits_is_cut_off():
    assert doubted(table({"new.total": "140"})) == ["new.total"]


def test_tables_of_a_row_each_are_cut_off_where_they_are_wide():
    cut = {"new.total": "14", "granted.total": "55", "partial.total": "21"}
    assert doubted(table(cut)) == list(cut)


def test_a_column_of_parts_is_cut_off():
    cut = {
        "new.natural_person": "136",
        "granted.natural_person": "534",
        "partial.natural_person": "212",
    }
    assert doubted(table(cut)) == list(cut)


@pytest.mark.parametrize(
    "printed",
    [
        {},
        {"new.total": "1406"},  # one alone is a slip
        {"new.total": "1406", "granted.total": "554"},  # not as long as the paper had room for
        {"granted.total": "554", "partial.total": "216"},  # there was room for a longer one
        {"new.total": "14096", "granted.total": "5584"},  # digits swapped
        {"new.total": "140", "granted.total": "554", "partial.total": "261"},
    ],
    ids=["right", "one", "unlike", "room", "swapped", "another-mistake"],
)
def test_what_the_body_got_wrong_stays(printed):
    assert doubted(table(printed)) == []
