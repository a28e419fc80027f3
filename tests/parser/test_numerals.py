"""Numbers in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.parser.numerals import Numeral, chinese_number, numerals


def only(text: str) -> Numeral:
    (found,) = numerals(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百一十", 110), ("两千三百", 2300),
        ("三百二", 320), ("一千零五", 1005), ("一万二千", 12000), ("三亿五千万", 350000000),
        ("两万", 20000), ("二〇二四", 2024), ("二零二四", 2024), ("〇", 0), ("肆拾柒", 47), ("十", 10),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "件", "二三十四百", "一千二三"])
def test_no_chinese_numeral(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "about"),
    [
        ("1,295件", 1295, False), ("1543件", 1543, False), ("3.5万件", 35000, False),
        ("5500余件", 5500, True), ("近30000件", 30000, True), ("约3.5万件", 35000, True),
        ("超过1000件", 1000, True), ("20件左右", 20, True), ("十余件", 10, True),
        ("3至5件", 3, True), ("2亿元", 200000000, False), ("不足10件", 10, True),
        ("71910.1048", Decimal("71910.1048"), False),
    ],
)  # fmt: skip
def test_numbers(text: str, value: int, about: bool) -> None:
    found = only(text)
    assert (found.value, found.about) == (value, about)


def test_a_range_has_both_ends() -> None:
    found = only("3至5件")
    assert (found.value, found.high) == (3, 5)


def test_percentages_and_points() -> None:
    first, second = numerals("办结率98.50%,提高1.2个百分点")
    assert (first.value, first.percent, first.places) == (Decimal("98.50"), "%", 2)
    assert second.percent == "百分点"


@given(st.integers(0, 10**9))
def test_digits_are_read_back(value: int) -> None:
    assert only(f"收到{value}件").value == value
    assert only(f"收到{value:,}件").value == value


@given(st.integers(1, 99_999_999))
def test_chinese_is_read_back(value: int) -> None:
    assert chinese_number(in_chinese(value)) == value


def in_chinese(value: int) -> str:
    """Write a number as Chinese does."""
    if value >= 10**4:
        high, low = divmod(value, 10**4)
        zero = "零" if 0 < low < 1000 else ""
        return in_chinese(high) + "万" + zero + (in_chinese(low) if low else "")
    digits = "零一二三四五六七八九"
    written = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            written += digits[digit] + name
        elif written and value and not written.endswith("零"):
            written += "零"
    return written
