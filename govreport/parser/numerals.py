"""Numbers as running text prints them: digits, Chinese numerals, thousands marks, 万 and 亿."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from govreport.pattern import lazy

__all__ = ["YEAR", "Numeral", "chinese_number", "numerals"]

YEAR = r"(?:20[0-4]\d|二[〇○零O0]{1}[一二三四][〇○零一二三四五六七八九])"
"""A year of this century, in digits or in Chinese (a pattern)."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"两": 2, "○": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_CHINESE = "".join([*_DIGITS, *_PLACES])

# One character class first: only then does the search skip quickly over all other text.
_FIGURE = (
    rf"[\d{_CHINESE}](?:(?<=\d)(?:\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d*)(?:\.\d+)?"
    rf"|(?:[{_CHINESE}]|[万亿](?=[{_CHINESE}]))*)"
)
_NUMERAL = lazy(
    rf"(?P<low>{_FIGURE})(?P<scale>[万亿]+)?"
    rf"(?:(?:至|到|-|—|–|~)(?P<high>{_FIGURE})(?P<high_scale>[万亿]+)?)?"
    r"(?P<more>[余多几])?(?P<late>[万亿]+)?(?P<percent>%|个?百分点)?"
)
_BEFORE = (
    "将近", "接近", "大约", "大概", "超过", "不足", "不到", "突破", "高于", "低于", "近", "约", "逾", "超",
)  # fmt: skip
_ENDING_BEFORE = frozenset(word[-1] for word in _BEFORE)
_AFTER = frozenset(("左右", "以上", "以下", "上下"))
_INSIDE_AFTER = frozenset("".join(_AFTER))
_LONGEST = 15
"""Digits of the longest figure; more are a telephone number or a code."""


class Numeral(NamedTuple):
    """A number in running text.

    Arguments:
        value: the figure; of a range, its lower end.
        high: the upper end of a range.
        start: where the figure begins in the text, words such as «约» left out.
        end: where it ends, with 万, 余 and %, without the unit.
        about: the text says «余», «近», «约», «超过», or gives a range.
        percent: ``"%"``, ``"百分点"`` for percentage points, ``""`` for neither.
        places: decimals printed.
        chinese: written in Chinese numerals.
    """

    value: int | Decimal
    high: int | Decimal | None
    start: int
    end: int
    about: bool
    percent: str
    places: int
    chinese: bool


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers in ``text`` in reading order.

    Arguments:
        text: text in simplified characters with half-width digits and without spaces.
    """
    for match in _NUMERAL.finditer(text):
        if len(match["low"]) <= _LONGEST and (found := _numeral(match, text)) is not None:
            yield found


def _numeral(match: re.Match[str], text: str) -> Numeral | None:
    start, end = match.span()
    about = _is_about(text, start, end)
    low = match[1]
    if match.lastindex == 1 and low.isdigit():  # as nearly all of them are
        return Numeral(int(low), None, start, end, about, "", 0, False)
    high, late = match["high"], match["late"] or ""
    value = _value(low, (match["scale"] or "") + late)
    if value is None:
        return None
    upper = _value(high, (match["high_scale"] or "") + late) if high else None
    about = about or bool(match["more"]) or upper is not None
    percent = (match["percent"] or "").removeprefix("个")
    places = len(low) - low.index(".") - 1 if "." in low else 0
    # By position, which takes half the time: prose holds hundreds of figures.
    return Numeral(value, upper, start, end, about, percent, places, not low[0].isdigit())


def _is_about(text: str, start: int, end: int) -> bool:
    """«近300件», «300件左右»."""
    # One character decides nearly always, at a quarter of the time.
    if text[start - 1 : start] in _ENDING_BEFORE and text.endswith(_BEFORE, 0, start):
        return True
    if text[end + 1 : end + 2] not in _INSIDE_AFTER:
        return False
    return text[end : end + 2] in _AFTER or text[end + 1 : end + 3] in _AFTER


@lru_cache(maxsize=1024)
def _value(figure: str, scale: str) -> int | Decimal | None:
    number: int | Decimal | None
    digits = figure[0].isdigit()
    number = Decimal(figure.replace(",", "")) if digits else chinese_number(figure)
    if number is None:
        return None
    for char in scale:
        number *= _MYRIADS[char]
    return int(number) if number == int(number) else number


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral, ``None`` when it is none.

    Both ways of writing are read: with places (一百零三, 两千, 十二) and digit by digit (二〇二四).
    """
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if text else None
    total = section = 0
    digit: int | None = None
    last = 1  # value of the place before a final digit: «三百二» is short for 320
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            last = 1 if digit == 0 else last
        elif char in _PLACES:
            section += (1 if digit is None else digit) * _PLACES[char]
            digit, last = None, _PLACES[char]
        elif char in _MYRIADS:
            section += digit or 0
            # 亿 multiplies all before it, 万 what stands since 亿.
            total = (total + section) * 10**8 if char == "亿" else total + section * 10**4
            section, digit, last = 0, None, _MYRIADS[char]
        else:
            return None
    return total + section + (digit or 0) * (last // 10 if last >= 100 else 1)
