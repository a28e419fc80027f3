"""The numbers that Word generates, in the formats met in Chinese documents."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["ordinal"]

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def counting(n: int) -> str:
    """一、十、十一、二十、一百零三 …"""
    return _counting(n, DIGITS, "十百千", "零", short=True)


def legal(n: int) -> str:
    """壹、拾、拾壹 …"""
    return _counting(n, LEGAL_DIGITS, "拾佰仟", "零", short=True)


def _counting(n: int, digits: str, units: str, zero: str, short: bool) -> str:
    if n == 0 or n >= 10_000:
        return "".join(digits[int(digit)] for digit in str(n))
    text, places = "", str(n)
    for place, digit in enumerate(places):
        if digit != "0":
            unit = len(places) - place - 1
            text += digits[int(digit)] + (units[unit - 1] if unit else "")
        elif text and not text.endswith(zero):
            text += zero
    text = text.removesuffix(zero)
    # Ten and the teens are spoken without the leading one.
    return text[1:] if short and 10 <= n < 20 else text


def positional(n: int) -> str:
    """一、二、…、一〇、一一 …"""
    return "".join(DIGITS[int(digit)] for digit in str(n))


def letter(n: int) -> str:
    """A, …, Z, AA, BB …"""
    return chr(ord("A") + (n - 1) % 26) * ((n - 1) // 26 + 1)


def roman(n: int) -> str:
    """I, II, III, IV …"""
    text = ""
    for amount, sign in ROMAN:
        text += sign * (n // amount)
        n %= amount
    return text


def full_width(n: int) -> str:
    """１、２、３ …"""
    return str(n).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def row_of(first: str, last: int) -> Callable[[int], str]:
    """Return the format whose signs follow each other from ``first``, up to number ``last``."""
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= last else str(n)


def cycle(signs: str) -> Callable[[int], str]:
    """Return the format that takes one sign after the other and begins anew."""
    return lambda n: signs[(n - 1) % len(signs)]


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "decimalEnclosedCircle": row_of("①", 20),
    "decimalEnclosedCircleChinese": row_of("①", 20),
    "decimalEnclosedFullstop": row_of("⒈", 20),
    "decimalEnclosedParen": row_of("⑴", 20),
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanDigital2": counting,
    "chineseLegalSimplified": legal,
    "ideographLegalTraditional": legal,
    "japaneseLegal": legal,
    "ideographDigital": positional,
    "taiwaneseDigital": positional,
    "japaneseDigitalTenThousand": positional,
    "ideographEnclosedCircle": row_of("㊀", 10),
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
    "upperLetter": letter,
    "lowerLetter": lambda n: letter(n).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "ordinal": str,
    "none": lambda n: "",
    "bullet": lambda n: "",
}

UNNUMBERED = ("none", "bullet")
LARGEST = 32_767


def ordinal(n: int, format: str) -> str:
    """Return the number ``n`` in a format of WordprocessingML (``ST_NumberFormat``).

    Numbers below 1 and beyond Word's own limit, and all numbers in a format that is not known,
    are written in digits.
    """
    show = FORMATS.get(format, str)
    return show(n) if 0 < n <= LARGEST or format in UNNUMBERED else str(n)
