"""Places, figures and labels as messages print them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from govreport.checker.model import Change, Finding, Result
from govreport.forms.model import Form
from govreport.parser.report import Number
from govreport.reading.document import Location
from govreport.text import Language, Text

__all__ = ["change_text", "figure", "label_of", "location_text", "place", "signed", "title_of"]

_BLANK = Text("空白", "blank")

_PARTS: tuple[tuple[str, Text], ...] = (
    ("sheet", Text("工作表“{}”", "sheet “{}”")),
    ("cell", Text("单元格{}", "cell {}")),
    ("page", Text("第{}页", "page {}")),
    ("line", Text("第{}行", "line {}")),
    ("paragraph", Text("第{}段", "paragraph {}")),
    ("table", Text("第{}个表格", "table {}")),
    ("row", Text("第{}行", "row {}")),
    ("column", Text("第{}列", "column {}")),
)


@lru_cache(4096)
def place(location: Location, language: Language) -> str:
    """Return where something stands, in words (``""`` when that is not known).

    A line or a worksheet cell is found by itself; the number of the table is told only where
    neither is known.
    """
    exact = location.line is not None or location.cell is not None
    parts = [
        text.of(language).format(value)
        for name, text in _PARTS
        if (value := getattr(location, name)) is not None
        and not (exact and name in ("paragraph", "table", "row", "column"))
    ]
    return "".join(parts) if language == "zh" else ", ".join(parts)


@lru_cache(4096)
def location_text(location: Location) -> str:
    """Return a location as data in one field, such as ``page 3, table 2, row 5, column 3``."""
    return ", ".join(
        [f"{name} {value}" for name, _ in _PARTS if (value := getattr(location, name)) is not None]
    )


def figure(value: Number | None) -> str:
    """Return a figure as a report prints it, without thousands marks (``""``: blank)."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def signed(value: Number | None) -> str:
    """Return a difference with its sign (``""``: there is none)."""
    return "" if value is None else f"+{figure(value)}" if value > 0 else figure(value)


def label_of(form: Form, address: str) -> Text:
    """Name an address in the form's words; an unknown one (another body's cell) stays as it is."""
    try:
        return form.label(address)
    except KeyError:
        return Text(address, address)


def title_of(finding: Finding, form: Form) -> Text:
    """Name what a finding is about: its own label, else its first cell."""
    if finding.label is not None:
        return finding.label
    return label_of(form, finding.cells[0]) if finding.cells else Text("", "")


def change_text(result: Result, change: Change, language: Language) -> str:
    """Return one change in words, such as «表三 （一）予以公开 / 商业企业 3 → 2»."""
    label = change.label or label_of(result.report.form, change.cell)
    printed = figure(change.printed) or _BLANK.of(language)
    return f"{label.of(language)} {printed} → {figure(change.expected)}"
