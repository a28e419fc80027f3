"""Ways to cut digits that run together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.parser.balance import RowSum
from govreport.parser.digits import all_cuts, cut, cut_rows

APPLICANTS = ("a", "b", "c", "d", "e", "f", "total")
SUM = (RowSum(APPLICANTS[:-1], APPLICANTS[-1:]),)
OUTCOMES = ("a", "b", "c", "d", "total")
OUTCOME_SUM = (RowSum(OUTCOMES[:-1], OUTCOMES[-1:]),)

ROWS = {
    "713000074": [(71, 3, 0, 0, 0, 0, 74)],
    "370000037": [(37, 0, 0, 0, 0, 0, 37)],
    "21710000218": [(217, 1, 0, 0, 0, 0, 218)],
    "0000000": [(0, 0, 0, 0, 0, 0, 0)],
    "200 000121": [(20, 0, 0, 0, 0, 1, 21)],
    "20 0 00 0 121": [(20, 0, 0, 0, 0, 1, 21)],
    "150370217141543": [(1503, 7, 0, 2, 17, 14, 1543)],
    "111000012": [(11, 1, 0, 0, 0, 0, 12), (1, 11, 0, 0, 0, 0, 12), (1, 1, 10, 0, 0, 0, 12)],
    "37000003": [],
}


@pytest.mark.parametrize(("printed", "readings"), ROWS.items())
def test_rows_with_a_total(printed, readings):
    cuts = cut(printed, ["count"] * 7, APPLICANTS, SUM)
    assert sorted(cuts.balanced) == sorted(readings)
    assert cuts.complete


def test_as_many_digits_as_columns_leave_no_choice():
    cuts = cut("2000003", ["count"] * 7, APPLICANTS, SUM)
    assert cuts.only == (2, 0, 0, 0, 0, 0, 3)
    assert cuts.balanced == ()


def test_too_few_digits_make_no_row():
    assert cut("2626", ["count"] * 7, APPLICANTS, SUM).balanced == ()


def test_a_total_that_does_not_stand_last():
    columns = ("total", "a", "b")
    cuts = cut("1239", ["count"] * 3, columns, (RowSum(("a", "b"), ("total",)),))
    assert cuts.balanced == ((12, 3, 9),)


def test_signs_and_points_belong_to_their_columns():
    kinds = ["count", "change"]
    assert all_cuts("35-15", kinds, 10) == [(35, -15)]
    assert len(all_cuts("39573802895.90", ["count", "free_amount"], 50)) > 1
    assert all_cuts("007", ["count"] * 3, 10) == [(0, 0, 7)]


def test_several_rows_in_one():
    found = cut_rows("21317000001324019", 3, ["count"] * 5, OUTCOMES, OUTCOME_SUM)
    assert found == [((2, 1, 3, 1, 7), (0, 0, 0, 0, 0), (13, 2, 4, 0, 19))]


PARTS = st.lists(st.integers(0, 3000) | st.just(0), min_size=6, max_size=6)


@given(PARTS)
def test_the_true_reading_is_among_them(parts):
    reading = (*parts, sum(parts))
    cuts = cut("".join(map(str, reading)), ["count"] * 7, APPLICANTS, SUM)
    assert reading in cuts.balanced or not cuts.complete


@given(PARTS)
def test_every_reading_gives_the_digits_and_adds_up(parts):
    printed = "".join(map(str, (*parts, sum(parts))))
    for reading in cut(printed, ["count"] * 7, APPLICANTS, SUM).balanced:
        assert "".join(map(str, reading)) == printed
        assert sum(reading[:-1]) == reading[-1]


@given(PARTS, st.lists(st.booleans(), min_size=6, max_size=6))
def test_spaces_that_are_left_only_help(parts, kept):
    reading = (*parts, sum(parts))
    spaced = "".join(
        f"{value}{' ' * keep}" for value, keep in zip(reading, [*kept, False], strict=True)
    )
    with_spaces = cut(spaced, ["count"] * 7, APPLICANTS, SUM)
    without = cut(spaced.replace(" ", ""), ["count"] * 7, APPLICANTS, SUM)
    assert reading in with_spaces.balanced or not with_spaces.complete
    if without.complete:
        assert set(with_spaces.balanced) <= set(without.balanced)
