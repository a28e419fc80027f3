"""Recognises the version of the form from the labels in the document."""

from __future__ import annotations

from functools import lru_cache

from govreport.forms import Form, all_forms
from govreport.parser.labels import key_of, read_label
from govreport.reading.document import Document

__all__ = ["evidence", "recognise"]


def recognise(document: Document, year: int | None) -> Form:
    """Return the form that the labels of the document belong to.

    Only labels that no other version has tell versions apart. Where there are none (a report
    in prose only), the year decides; without a year, the form in force.

    Arguments:
        document: the document.
        year: the year that the title names.
    """
    forms = all_forms()
    found = evidence(document)
    scores = [found.get(form.id, 0) for form in forms]
    best = max(scores)
    tied = [form for form, score in zip(forms, scores, strict=True) if score == best]
    if len(tied) > 1 and year is not None:
        tied = [form for form in tied if form.covers(year)] or tied
    return tied[0]


def evidence(document: Document) -> dict[str, int]:
    """Return how many labels of each form, and of no other, stand in the document."""
    distinctive = _distinctive()
    seen: set[tuple[str, str]] = set()
    for grid in document.grids:
        for text in {cell.text for row in grid.rows for cell in row}:
            label = read_label(text)
            for key in (label.key, label.short):
                if key in distinctive:
                    seen.add((distinctive[key], key))
    if not seen:
        seen = _in_prose(document, distinctive)
    counts: dict[str, int] = {}
    for form, _ in seen:
        counts[form] = counts.get(form, 0) + 1
    return counts


def _in_prose(document: Document, distinctive: dict[str, str]) -> set[tuple[str, str]]:
    prose = "|".join(key_of(paragraph.text) for paragraph in document.paragraphs)
    return {(form, key) for key, form in distinctive.items() if len(key) >= 6 and key in prose}


@lru_cache(maxsize=1)
def _distinctive() -> dict[str, str]:
    """Return the label keys that only one form has, with that form's identifier."""
    owners: dict[str, set[str]] = {}
    for form in all_forms():
        for key in _keys(form):
            owners.setdefault(key, set()).add(form.id)
    return {key: next(iter(forms)) for key, forms in owners.items() if len(forms) == 1}


def _keys(form: Form) -> set[str]:
    spellings: list[str] = []
    for table in form.tables:
        for row in table.rows:
            spellings += (row.label, *row.spellings)
        for column in table.columns:
            spellings += (column.label, *column.spellings)
    return {key for text in spellings if "…" not in text and len(key := key_of(text)) >= 4}
