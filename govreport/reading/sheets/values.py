"""What a person sees in a cell that stores a number, a date, a truth value or an error."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from govreport.reading.sheets import notes
from govreport.reading.sheets.dates import show_date
from govreport.reading.sheets.formats import NumberFormat
from govreport.text import Text

__all__ = ["Shown", "shown", "to_decimal"]

STORED = Context(prec=15)
"""Spreadsheets keep 15 digits; what is stored beyond them is the rounding of binary numbers."""

WIDE = Context(prec=60)

GENERAL_DIGITS = 10
"""Digits of a number without a format that fit into a cell."""

LARGEST_EXPONENT = 15

FIRST_DATE = 20_000
"""Days below this (up to 1954) are numbers in a cell that carries the format of a date."""
LAST_DATE = 2_950_000
"""Days beyond this (after the year 9976) are no dates to any spreadsheet."""


class Shown(NamedTuple):
    """What a cell shows, and why it may not be what was meant (``None``: it is)."""

    text: str
    doubt: Text | None = None


def to_decimal(raw: str | float) -> Decimal | None:
    """Return a stored number with the digits that spreadsheets keep, ``None`` where it is none."""
    try:
        value = STORED.plus(Decimal(raw if isinstance(raw, str) else repr(raw)))
    except ArithmeticError:
        return None
    return value if value.is_finite() else None


def shown(value: Decimal, style: NumberFormat, days_off: int = 0) -> Shown:
    """Return what a cell shows for a number.

    Thousands marks, colours and signs for zero are left out; percent signs, decimals and Chinese
    words after the number are kept.

    Arguments:
        value: the number, see :func:`to_decimal`.
        style: its number format.
        days_off: what to add to a date (1462 where days count from 1904).
    """
    if value.adjusted() > LARGEST_EXPONENT:
        return Shown(str(value))
    if style.kind == "date":
        return _date(value, style, days_off)
    if style.kind == "scaled":
        return Shown(plain(value), notes.SCALED.format(stored=plain(value)))
    if style.kind == "percent":
        return Shown(_fixed(value * 100, style.decimals, style.least) + "%" + style.suffix)
    if style.kind == "fixed":
        return _rounded(value, style)
    return Shown(plain(value))


def plain(value: Decimal) -> str:
    """Return a number without a format, as many decimals as fit, whole ones without a point."""
    whole = len(str(abs(int(value))))
    return _fixed(value, max(GENERAL_DIGITS - whole, 0), 0)


def _fixed(value: Decimal, decimals: int, least: int) -> str:
    """Return a number with ``decimals`` decimals, zeros at the end only up to ``least``."""
    places = Decimal(1).scaleb(-min(decimals, 15))
    text = f"{value.quantize(places, ROUND_HALF_UP, WIDE):f}"
    if "." in text:
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text.removeprefix("-") if not text.strip("-0.") else text


def _rounded(value: Decimal, style: NumberFormat) -> Shown:
    """Return a number with set decimals; one that is shown whole but is not is in doubt."""
    whole = value == value.to_integral_value()
    text = _fixed(value, style.decimals, 0 if whole else style.least)
    if whole or style.decimals or plain(value) == text:
        return Shown(text + style.suffix)
    return Shown(text + style.suffix, notes.ROUNDED.format(shown=text, stored=plain(value)))


def _date(value: Decimal, style: NumberFormat, days_off: int) -> Shown:
    """Return a date in doubt, and a number that only has the format of one for certain."""
    whole = value == value.to_integral_value()
    if (whole and value < FIRST_DATE) or not 0 <= value <= LAST_DATE:
        return Shown(plain(value))
    date = show_date(float(value) + days_off, style.code)
    return Shown(date, notes.DATE.format(date=date))
