"""Reads what is printed in a cell: a number, a blank, a sign for «nothing», or no number at all."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from govreport.forms.model import Kind
from govreport.parser.report import Number
from govreport.pattern import lazy

__all__ = ["Printed", "Sort", "is_figure", "is_plain", "read_number", "sort_of"]

Sort = Literal["word", "figure", "blank"]


class Printed(NamedTuple):
    """The meaning of a cell's text.

    Arguments:
        value: the number; ``None`` when the cell is blank or holds no number.
        mark: the sign printed instead of a figure (``/``, ``—``, ``无``).
        remark: text printed beside the number.
        invalid: something is printed that is no number of this kind.
        broken: white space stands between the digits in a way that no thousands mark does:
            one number broken over two lines, or two numbers in one cell.
    """

    value: Number | None = None
    mark: str = ""
    remark: str = ""
    invalid: bool = False
    broken: bool = False


BLANK = Printed()

MARKS = frozenset(
    r"""/ // \ - -- --- — —— ——— – ― ─ ── ━ _ __ ~ · *
    无 无。 没有 空 不适用 不涉及 未涉及 暂无 N/A n/a NA na N.A. null None nan""".split()  # noqa: SIM905
)
"""Signs and words that are printed where there is no figure."""

# Invisible signs that web pages and office programs leave between digits.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
_FOLD = str.maketrans("−﹣➖﹢、٬’‘'´", "---+,,,,,,")

_UNIT = r"(?:万|亿|千|百)?(?:元|人民币)|人次|万|亿|[件条个项次篇人宗份起例部场本期家]"
_NUMBER = lazy(
    rf"""(?P<sign>[+-]|增加?|减少?|[↑↓▲▼]|(?P<dash>-{{2,3}}|[—–―─]{{1,3}}))?\s*[¥$]?\s*
         (?P<digits>\d[\d,\s]*)(?P<fraction>\.\s*\d+)?\s*
         (?P<unit>{_UNIT})?\s*
         (?:[(\[（](?P<remark>.*?)[)\]）]?)?[。;,.]?$""",
    re.X | re.S,
)
_SEPARATED = lazy(r"\d{1,3}(?:([,\s])\d{3})(?:\1\d{3})*$")
_SCALE = {"万": 4, "亿": 8, "千": 3, "百": 2}
_MAX_DIGITS = 30


@lru_cache(maxsize=8192)
def read_number(text: str, kind: Kind = "count", unit: str = "") -> Printed:
    """Read the text of one cell.

    Arguments:
        text: the text as it stands in the file.
        kind: what kind of figure the form has there.
        unit: the form's unit; an amount printed with another scale (``25.1万元`` where the
            form has 元) is brought to it.
    """
    if is_plain(text):
        return Printed(int(text))
    folded = _fold(text)
    if not folded:
        return BLANK
    if folded in MARKS:
        return Printed(mark=folded)
    match = _NUMBER.match(folded)
    if match is None:
        return Printed(0) if folded in ("零", "〇") else Printed(invalid=True)
    return _number(match, kind, unit)


def is_plain(text: str) -> bool:
    """Tell whether a text is digits only, which mean the same whatever the form has there."""
    return text.isdecimal() and text.isascii() and len(text) <= _MAX_DIGITS


@lru_cache(maxsize=8192)
def sort_of(text: str) -> Sort:
    """Tell whether the text of a cell is a figure, or a sign for none; a word; or nothing."""
    printed = read_number(text, "free_amount")
    if printed.invalid:
        return "word"
    return "blank" if printed.value is None and not printed.mark else "figure"


def is_figure(text: str) -> bool:
    """Tell whether the text can stand in a cell for figures: a number, a blank or a mark."""
    return sort_of(text) != "word"


def _fold(text: str) -> str:
    """Fold full-width and compatibility forms, and leave out what is not seen."""
    folded = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return folded.translate(_FOLD).strip()


def _number(match: re.Match[str], kind: Kind, unit: str) -> Printed:
    digits, broken = _join(match["digits"])
    if digits is None or len(digits) > _MAX_DIGITS:
        return Printed(invalid=True)
    fraction = "".join((match["fraction"] or "").split())
    if match["dash"] and kind != "change":
        return Printed(invalid=True)
    value: Number = Decimal(digits + fraction) if fraction else int(digits)
    if _negative(match["sign"]):
        value = -value
    scaled = _scaled(value, match["unit"] or "", kind, unit)
    if kind in ("count", "change") and scaled != int(scaled):
        return Printed(invalid=True)
    if isinstance(scaled, Decimal) and kind in ("count", "change"):
        scaled = int(scaled)
    return Printed(scaled, remark=(match["remark"] or "").strip(), broken=broken)


def _join(digits: str) -> tuple[str | None, bool]:
    """Join digits over thousands marks; ``None`` when the marks make no sense."""
    digits = digits.strip()
    if digits.isdecimal():
        return digits, False
    bare = re.sub(r"[,\s]", "", digits)
    if _SEPARATED.match(re.sub(r"\s*,\s*", ",", digits)):
        return bare, "\n" in digits
    if "," in digits:
        return _join_wide(digits, bare)
    return bare, True


def _join_wide(digits: str, bare: str) -> tuple[str | None, bool]:
    """Allow for groups of four, as Chinese counts in 万, and for a broken line between groups."""
    squeezed = re.sub(r"\s", "", digits)
    if re.match(r"\d{1,3}(,\d{3})+$|\d{1,4}(,\d{4})+$", squeezed):
        return bare, squeezed != digits
    return None, False


def _negative(sign: str | None) -> bool:
    return sign is not None and sign[0] in "-—–―─减↓▼"


def _scaled(value: Number, printed: str, kind: Kind, unit: str) -> Number:
    """Bring an amount that is printed with its own scale to the unit of the form."""
    if kind not in ("amount", "free_amount"):
        return _times(value, _SCALE.get(printed[:1], 0)) if printed in _SCALE else value
    if not printed or (printed[:1] not in _SCALE and "元" not in printed):
        return value
    return _times(value, _SCALE.get(printed[:1], 0) - _SCALE.get(unit[:1], 0))


def _times(value: Number, power: int) -> Number:
    if not power:
        return value
    scaled = Decimal(value).scaleb(power)
    return int(scaled) if scaled == scaled.to_integral_value() else scaled
