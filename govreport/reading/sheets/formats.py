"""Number formats of spreadsheets: how a stored number is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

__all__ = ["BUILT_IN", "GENERAL", "NumberFormat", "parse_format"]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown.

    Arguments:
        kind: ``general``: as many digits as fit; ``fixed``: a set number of decimals;
            ``percent``; ``date``: a date or a time of day; ``scaled``: in thousands.
        decimals: how many decimals are shown.
        least: how many of them are shown even when they are zero.
        suffix: what is shown after it («件»).
        code: the format itself, for dates.
    """

    kind: Literal["general", "fixed", "percent", "date", "scaled"] = "general"
    decimals: int = 0
    least: int = 0
    suffix: str = ""
    code: str = ""


GENERAL = NumberFormat()

YEAR_MONTH, MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: YEAR_MONTH,
    28: MONTH_DAY, 29: MONTH_DAY, 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: YEAR_MONTH, 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 50: YEAR_MONTH, 51: MONTH_DAY,
    52: YEAR_MONTH, 53: MONTH_DAY, 54: MONTH_DAY, 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: YEAR_MONTH, 58: MONTH_DAY,
}  # fmt: skip
"""The formats that files name by number alone, as Chinese versions of Excel show them."""

LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|[_*].')
BRACKETS = re.compile(r"\[([^\]]*)\]")
ELAPSED = re.compile(r"(h+|m+|s+)$", re.IGNORECASE)
CHINESE = re.compile(r"[\u4e00-\u9fff]+$")
DIGITS = re.compile(r"[0#?][0#?,]*(?:\.([0#?,]*))?")


@lru_cache(maxsize=1024)
def parse_format(code: str) -> NumberFormat:
    """Read a number format such as ``#,##0.00_);[Red](#,##0.00)``.

    Only the section for positive numbers counts. What is neither a plain number, a percentage nor
    a date (fractions, powers of ten) is shown like a general number.
    """
    section = _first_section(code)
    elapsed = any(ELAPSED.match(name) for name in BRACKETS.findall(section))
    bare = BRACKETS.sub("", section)
    pattern = LITERAL.sub("", bare)
    if elapsed or _is_date(pattern):
        return NumberFormat("date", code=section)
    digits = DIGITS.search(pattern)
    if digits is None or "/" in pattern or "E" in pattern.upper():
        return GENERAL
    # A comma after the last digit does not part thousands but leaves them out.
    if digits[0].endswith(","):
        return NumberFormat("scaled")
    places = digits[1] or ""
    return NumberFormat(
        "percent" if "%" in pattern else "fixed",
        decimals=len(places),
        least=len(places.rstrip("#?")),
        suffix=_suffix(bare),
    )


def _first_section(code: str) -> str:
    """Return the part before the first semicolon that is not quoted."""
    quoted = False
    for place, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            return code[:place]
    return code


def _is_date(pattern: str) -> bool:
    letters = pattern.lower().replace("general", "").replace("am/pm", "h")
    return any(letter in letters for letter in "ymdhs") and not re.search(
        "[0#?]", pattern.replace(".0", "")
    )


def _suffix(section: str) -> str:
    """Return the Chinese words shown after the digits."""
    last = max(section.rfind(sign) for sign in "0#?")
    text = "".join(quoted or escaped for quoted, escaped in LITERAL.findall(section[last + 1 :]))
    bare = LITERAL.sub("", section[last + 1 :])
    for words in (text.strip(), bare.strip()):
        if CHINESE.match(words):
            return words
    return ""
