"""Labels as reports print them: other spellings, quotation marks, brackets, blanks inside."""

from __future__ import annotations

from govreport.forms import Column, MergedRow, Row, Section
from tests.generator.layout import Layout

__all__ = ["column_label", "decorated", "ordinal_of", "row_label", "section_title"]

OPENING, CLOSING = "“‘「", "”’」"


def column_label(column: Column, layout: Layout) -> str:
    """Return a column's label."""
    return _spelled(column.label, column.spellings, f"column {column.id}", layout)


def row_label(row: Row | MergedRow, layout: Layout) -> str:
    """Return a row's label without its ordinal."""
    key = row.into if isinstance(row, MergedRow) else row.id
    return _spelled(row.label, row.spellings, f"row {key}", layout)


def ordinal_of(row: Row | MergedRow, layout: Layout) -> str:
    """Return a row's ordinal as printed before the label: «一、», «(一)», «1．»."""
    return decorated(f"{row.ordinal}、" if row.ordinal[-1:].isalnum() else row.ordinal, layout)


def decorated(ordinal: str, layout: Layout) -> str:
    """Print an ordinal with other brackets or another point."""
    if not layout.spellings:
        return ordinal
    choice = layout.choose("ordinals")
    point = choice.choice((".", "．", "、", ". "))
    brackets = choice.choice(("（）", "()", "（） "))
    printed = ordinal.replace(".", point)
    return printed.replace("（", brackets[0]).replace("）", brackets[1:])


def section_title(section: Section, layout: Layout, place: int) -> str:
    """Return a section's title with its ordinal; ``place`` counts from 0."""
    choice = layout.choose(f"title {section.id}")
    title, ordinal = section.title, section.ordinal
    if layout.titles == "spelled":
        title = choice.choice([section.title, *(s for s in section.spellings if "…" not in s)])
    if layout.titles == "wrong" and place:
        ordinal = choice.choice("一二三四五六七")
    stray = "l" if layout.titles == "dirty" and place == layout.seed % 6 else ""
    return f"{stray}{ordinal}、{title}"


def _spelled(label: str, spellings: tuple[str, ...], key: str, layout: Layout) -> str:
    if not layout.spellings:
        return label
    choice = layout.choose(key)
    text = choice.choice([label, label, *(each for each in spellings if "…" not in each)])
    quotes = choice.randrange(4)
    if quotes == 3:
        text = text.replace("“", '"').replace("”", '"')
    else:
        text = text.replace("“", OPENING[quotes]).replace("”", CLOSING[quotes])
    if choice.random() < 0.2 and len(text) < 6:
        middle = len(text) // 2
        text = text[:middle] + choice.choice((" ", "　", "\n")) + text[middle:]
    return text
