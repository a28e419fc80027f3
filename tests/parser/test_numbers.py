"""What is printed in a cell, and what it means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.parser.numbers import MARKS, is_figure, read_number, sort_of

NUMBERS = {
    "0": 0,
    "０": 0,
    "1543": 1543,
    "１５４３": 1543,
    "1,543": 1543,
    "1，543": 1543,
    "１，５４３": 1543,
    "1 543": 1543,
    "1\u00a0543": 1543,
    "1\u2009543": 1543,
    "1,234,567": 1234567,
    "12,3456": 123456,
    "1,295": 1295,
    "15件": 15,
    "15 件": 15,
    "15\u3000件": 15,
    " 15 ": 15,
    "15\u200b": 15,
    "12.0": 12,
    "-3": -3,
    "－3": -3,
    "−3": -3,
    "零": 0,
    "3万": 30000,
}

REMARKS = {
    "22（其中修订16件）": (22, "其中修订16件"),
    "55（含自然失效29件）": (55, "含自然失效29件"),
    "55(含自然失效29件)": (55, "含自然失效29件"),
    "1,055件（含自然失效29件）": (1055, "含自然失效29件"),
}

AMOUNTS = {
    "4068.208": Decimal("4068.208"),
    "71910.1048": Decimal("71910.1048"),
    "９１１６．３６": Decimal("9116.36"),
    "9,116.36万元": Decimal("9116.36"),
    "719101048元": Decimal("71910.1048"),
    "1.2亿元": 12000,
    "0.00": Decimal("0.00"),
}

FREE_AMOUNTS = {
    "251000元": 251000,
    "25.1万元": 251000,
    "￥251,000.00": 251000,
    "573802895.90元": Decimal("573802895.90"),
}

CHANGES = {
    "+1036": 1036,
    "＋1036": 1036,
    "-18": -18,
    "－18": -18,
    "增加12": 12,
    "减少5": -5,
    "--253": -253,
    "—18": -18,
    "0": 0,
}

INVALID = ["3.5", "abc", "见附件", "3,5", "12,34", "3O", "12%", "约100", "一百", "9" * 40]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_counts(text, value):
    assert read_number(text).value == value


@pytest.mark.parametrize(("text", "expected"), REMARKS.items())
def test_remarks_are_kept(text, expected):
    printed = read_number(text)
    assert (printed.value, printed.remark) == expected


@pytest.mark.parametrize(("text", "value"), AMOUNTS.items())
def test_amounts_in_ten_thousand_yuan(text, value):
    assert read_number(text, "amount", "万元").value == value


@pytest.mark.parametrize(("text", "value"), FREE_AMOUNTS.items())
def test_free_amounts_are_in_yuan(text, value):
    assert read_number(text, "free_amount", "元").value == value


@pytest.mark.parametrize(("text", "value"), CHANGES.items())
def test_changes_are_signed(text, value):
    assert read_number(text, "change").value == value


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0", "\u200b", "\n"])
def test_blank(text):
    assert read_number(text) == (None, "", "", False, False)
    assert sort_of(text) == "blank"


@pytest.mark.parametrize("text", ["/", "／", "-", "--", "—", "——", "无", "不适用", "不涉及", "N/A"])
def test_marks_are_blank_and_marked(text):
    printed = read_number(text)
    assert printed.value is None
    assert printed.mark in MARKS
    assert not printed.invalid


@pytest.mark.parametrize("text", INVALID)
def test_no_count(text):
    printed = read_number(text)
    assert printed.invalid
    assert printed.value is None


@pytest.mark.parametrize("text", ["1\n2", "4472\n28", "1,29 5", "71 3"])
def test_broken_numbers_are_told(text):
    printed = read_number(text)
    assert printed.broken
    assert str(printed.value) == "".join(c for c in text if c.isdigit())


@pytest.mark.parametrize("text", ["总计", "1.属于国家秘密", "2023年", "见附件"])
def test_words_are_no_figures(text):
    assert not is_figure(text)


@given(st.integers(0, 10**12), st.sampled_from(["", ",", "，"]), st.booleans())
def test_a_number_never_loses_digits(value, mark, wide):
    text = f"{value:,}".replace(",", mark)
    if wide:
        text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_number(text).value == value


@given(st.text(max_size=20))
def test_any_text_is_read_without_an_error(text):
    printed = read_number(text)
    assert printed.value is None or not printed.invalid
