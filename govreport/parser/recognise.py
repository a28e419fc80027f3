"""Recognises the version of the form from the labels in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from govreport.forms import Form, all_forms
from govreport.parser.labels import key_of, read_label
from govreport.reading.document import Document

__all__ = ["evidence", "fitting", "recognise"]

ENOUGH = 4
"""So many labels of one form in cells make it needless to look at the prose."""

LONG = 6
"""Labels shorter than this may stand in prose by chance."""


def recognise(document: Document) -> tuple[Form, ...]:
    """Return the form that the labels of the document belong to; several where these do not tell.

    Only labels that no other version has tell versions apart. A report in prose only has none.
    """
    forms = all_forms()
    found = evidence(document)
    best = max(found.values(), default=0)
    return tuple(form for form in forms if found.get(form.id, 0) == best)


def fitting(forms: Sequence[Form], year: int | None) -> Form:
    """Return the form that covers the year; without a year, or a form for it, the newest."""
    covering = [form for form in forms if year is not None and form.covers(year)]
    return (covering or forms)[0]


def evidence(document: Document) -> dict[str, int]:
    """Return how many labels of each form, and of no other, stand in the document."""
    distinctive = _distinctive()
    seen: set[str] = set()
    for grid in document.grids:
        texts = {cell.text for row in grid.rows for cell in row}
        labels = [read_label(text) for text in texts if not text.isdecimal()]
        keys = {key for label in labels for key in (label.key, label.short)}
        seen |= keys & distinctive.keys()
    if len(seen) < ENOUGH:
        prose = "|".join(key_of(paragraph.text) for paragraph in document.paragraphs)
        seen.update(key for key in distinctive if len(key) >= LONG and key in prose)
    return Counter(distinctive[key] for key in seen)


@lru_cache(maxsize=1)
def _distinctive() -> dict[str, str]:
    """Return the label keys that only one form has, with that form's identifier."""
    owners: dict[str, set[str]] = {}
    for form in all_forms():
        for key in _keys(form):
            owners.setdefault(key, set()).add(form.id)
    titles = {key_of(title) for form in all_forms() for title in _titles(form)}
    return {
        key: next(iter(forms))
        for key, forms in owners.items()
        if len(forms) == 1 and key not in titles
    }


def _titles(form: Form) -> Iterator[str]:
    """The titles and group labels of a form, which are labels of rows in another."""
    for table in form.tables:
        yield table.title
        yield from (row.group for row in table.rows)
        yield from (column.group for column in table.columns)


def _keys(form: Form) -> set[str]:
    spellings: list[str] = []
    for table in form.tables:
        for row in table.rows:
            spellings += (row.label, *row.spellings)
        for column in table.columns:
            spellings += (column.label, *column.spellings)
    return {key for text in spellings if "…" not in text and len(key := key_of(text)) >= 4}
