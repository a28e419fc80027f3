"""Dates and times of day as a number format shows them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

__all__ = ["show_date"]

DAY_ZERO = datetime(1899, 12, 30)

TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*")|[\\!](?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]
        |(?P<half>AM/PM|A/P|上午/下午)|(?P<field>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<other>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def show_date(days: float, code: str) -> str:
    """Return a date or time as a spreadsheet shows it.

    Arguments:
        days: days since the end of 1899, as a fraction the time of day.
        code: the number format, such as ``yyyy"年"m"月"d"日"``.
    """
    moment = DAY_ZERO + timedelta(seconds=round(days * 86_400))
    tokens = list(TOKEN.finditer(code))
    fields = [(match["field"] or match["elapsed"] or "").lower() for match in tokens]
    halves = any(match["half"] for match in tokens)
    shown = ""
    for place, match in enumerate(tokens):
        if match["elapsed"]:
            shown += _elapsed(days, fields[place])
        elif match["half"]:
            shown += _half(moment.hour, match["half"])
        elif match["field"]:
            shown += _field(moment, fields[place], _is_minute(fields, place), halves)
        else:
            shown += (match["quoted"] or "").strip('"') or match["escaped"] or match["other"] or ""
    return shown


def _is_minute(fields: list[str], place: int) -> bool:
    """Tell minutes from months: they stand after hours or before seconds."""
    before = next((field for field in reversed(fields[:place]) if field), "")
    after = next((field for field in fields[place + 1 :] if field), "")
    return before.startswith("h") or after.startswith("s")


def _field(moment: datetime, field: str, is_minute: bool, halves: bool) -> str:
    """Return one part of a date; a doubled letter asks for two digits, more for a name."""
    kind, two = field[0], len(field) == 2
    if kind == "y":
        return f"{moment.year:04}" if len(field) > 2 else f"{moment.year % 100:02}"
    if kind in "md" and len(field) > 2 and not is_minute:
        return MONTHS[moment.month - 1] if kind == "m" else WEEKDAYS[moment.weekday()]
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    numbers = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    number = moment.minute if is_minute and kind == "m" else numbers[kind]
    return f"{number:02}" if two or "." in field else str(number)


def _half(hour: int, names: str) -> str:
    return names.split("/")[hour >= 12]


def _elapsed(days: float, field: str) -> str:
    seconds = round(days * 86_400)
    return str(seconds // {"h": 3600, "m": 60, "s": 1}[field[0]])
