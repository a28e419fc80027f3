"""Numbers as running text prints them: digits, Chinese numerals, thousands marks, 万 and 亿."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Numeral", "chinese_number", "numerals"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"两": 2, "○": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_CHINESE = "".join([*_DIGITS, *_PLACES])

_BEFORE = "将近|接近|大约|大概|超过|不足|不到|突破|高于|低于|[近约逾超]"
_AFTER = "左右|以上|以下|上下"
_FIGURE = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|[{_CHINESE}][{_CHINESE}万亿]*"
_MYRIAD = "(?:万亿|[万亿])?"

_NUMERAL = re.compile(
    rf"(?P<before>{_BEFORE})?"
    rf"(?P<sign>(?<![\d一-龥])[-+])?"
    rf"(?P<low>{_FIGURE})(?P<low_more>{_MYRIAD})"
    rf"(?:(?:至|到|-|—|~|～)(?P<high>{_FIGURE})(?P<high_more>{_MYRIAD}))?"
    rf"(?P<more>[余多几])?(?P<late>{_MYRIAD})"
    rf"(?P<percent>%|个百分点)?"
)
_ABOUT_AFTER = re.compile(rf".?(?:{_AFTER})")


class Numeral(NamedTuple):
    """A number in running text.

    Arguments:
        value: the figure; of a range, its lower end.
        high: the upper end of a range.
        start: where the figure begins in the text, words such as «约» left out.
        end: where it ends, with 万, 余 and %, without the unit.
        about: the text says «余», «近», «约», «超过», or gives a range.
        percent: a percentage (``"%"``), percentage points (``"个百分点"``), or neither (``""``).
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
        text: text with half-width digits, without spaces.
    """
    for match in _NUMERAL.finditer(text):
        if (found := _numeral(match, text)) is not None:
            yield found


def _numeral(match: re.Match[str], text: str) -> Numeral | None:
    low, high = match["low"], match["high"]
    late = match["late"]
    value = _value(low, match["low_more"] or late)
    if value is None:
        return None
    upper = _value(high, match["high_more"] or late) if high else None
    vague = bool(match["before"] or match["more"] or upper is not None)
    return Numeral(
        value=-value if match["sign"] == "-" else value,
        high=upper,
        start=match.start("sign") if match["sign"] else match.start("low"),
        end=match.end(),
        about=vague or _ABOUT_AFTER.match(text, match.end()) is not None,
        percent=match["percent"] or "",
        places=len(low.partition(".")[2]),
        chinese=not low[0].isdigit(),
    )


@lru_cache(maxsize=1024)
def _value(figure: str, myriad: str) -> int | Decimal | None:
    number: int | Decimal | None
    if figure[0].isdigit():
        number = Decimal(figure.replace(",", "")) if "." in figure else int(figure.replace(",", ""))
    else:
        number = chinese_number(figure)
    if number is None:
        return None
    for char in myriad:
        number *= _MYRIADS[char]
    return int(number) if number == int(number) and "." not in figure else _trim(number)


def _trim(number: int | Decimal) -> int | Decimal:
    return int(number) if number == int(number) else Decimal(number)


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral, ``None`` when it is none.

    Both ways of writing are read: with places (一百零三, 两千, 十二) and digit by digit (二〇二四).
    """
    if not any(char in _PLACES or char in _MYRIADS for char in text):
        if not all(char in _DIGITS for char in text) or not text:
            return None
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    last = 1
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
            total += (section + (digit or 0)) * _MYRIADS[char]
            section, digit, last = 0, None, _MYRIADS[char]
        else:
            return None
    # «三百二» is short for 320: the place after the last one, unless 零 stands between.
    return total + section + (digit or 0) * (last // 10 if last >= 100 else 1)
