"""Tells the tables of a worksheet from its titles and its running text.

A worksheet may hold a whole report: titles and prose in merged cells, tables between them, with
and without blank rows. A row with a single text in it is a line of text, or a row of a table whose
figures are blank, or a title within a table; merged ranges, borders and what stands above and
below tell which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from govreport.reading.document import Block, Paragraph
from govreport.reading.limits import Limits
from govreport.reading.sheets.layout import MOST_BLANK_ROWS, Extent, Layout, Row
from govreport.reading.sheets.sheet import Sheet

__all__ = ["blocks_of"]

ORDINAL = re.compile(r"[^\w(（]*[A-Za-z]{0,2}\s*[一二三四五六七八九十]{1,3}\s*[、.．，,]")
"""The ordinal of a title; a stray sign or letter may stand before it («l四、»)."""
ITEM = re.compile(r"\s*([（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")
SECTION = re.compile(r"(情况|事项)\s*$")
TITLE = re.compile(r"报\s*告|\d{4}\s*年|[〇○零一二三四五六七八九]{4}年")
UNITS = frozenset(["件", "条", "次", "个", "人", "家", "篇", "份", "元", "万元", "人次", "件次"])
LISTED = re.compile(r"(?:\d[\d,.]*|[^\W\d]\w+)(?:[ \t\u3000]+(?:\d[\d,.]*|[^\W\d]\w+)){3,}\s*$")
"""Figures or words parted by blanks: the row of a table whose cells were lost."""
PROSE_LENGTH = 80
CAPTION_LENGTH = 30


def blocks_of(sheet: Sheet, limits: Limits) -> Iterator[Block]:
    """Yield the paragraphs and grids of a worksheet, from top to bottom.

    Raises:
        ReadingError: ``too-large``.
    """
    layout = Layout(sheet, limits)
    for run in _runs(layout.rows, sheet):
        lines = _lines(run, layout)
        for is_line, group in groupby(run, key=lambda row: row.number in lines):
            if is_line:
                yield from _paragraphs(list(group), layout)
            else:
                yield layout.grid(list(group))


def _runs(rows: list[Row], sheet: Sheet) -> Iterator[list[Row]]:
    """Yield stretches of rows with no blank row between them, unless it has borders."""
    run: list[Row] = []
    for row in rows:
        if run and not _is_connected(run[-1].number, row.number, sheet):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_connected(above: int, below: int, sheet: Sheet) -> bool:
    between = range(above + 1, below)
    return len(between) <= MOST_BLANK_ROWS and all(row in sheet.borders for row in between)


def _paragraphs(rows: list[Row], layout: Layout) -> Iterator[Paragraph]:
    """Yield the lines of text in some rows; a cell may hold several paragraphs."""
    for text, _ in groupby(rows, key=lambda row: row.texts[0]):
        cell = layout.cell(*text.anchor)
        for line in cell.text.split("\n"):
            if line.strip():
                yield Paragraph(line, cell.location)


# ── which rows are lines of text ────────────────────────────────────────────────────────────────


def _lines(run: list[Row], layout: Layout) -> set[int]:
    """Return the numbers of the rows that are lines of text and belong to no table."""
    hanging = {text for row in run if not row.is_single for text in row.texts}
    if not hanging:
        return {row.number for row in run}
    lines: set[int] = set()
    table: list[Row] = []
    groups = _groups(run, lambda row: row.is_single and row.texts[0] not in hanging)
    for place, (is_single, group) in enumerate(groups):
        found: list[Row] = []
        if is_single:
            below = groups[place + 1][1] if place + 1 < len(groups) else []
            begin = _end_of_table(group, table, below, layout)
            end = _begin_of_table(group, begin + bool(table), below, layout)
            found = group[begin:end]
        if found:
            # A line of text ends the table, and what stands below it begins another.
            lines.update(row.number for row in found)
            table = group[end:]
        else:
            table = table + group
    return lines


def _groups(run: list[Row], is_single: Callable[[Row], bool]) -> list[tuple[bool, list[Row]]]:
    return [(single, list(group)) for single, group in groupby(run, key=is_single)]


def _end_of_table(group: list[Row], above: list[Row], below: list[Row], layout: Layout) -> int:
    """Return how many of some rows with single texts belong to the table above them.

    Arguments:
        group: the rows with a single text each.
        above: the rows of the table above, none where there is no table.
        below: the rows of a table right below.
    """
    if not above:
        return 0
    extent = layout.extent(above)
    parted = len(group)
    if below:
        marks = (n for n, row in enumerate(group) if _parts_tables(row, below[0], extent, layout))
        parted = next(marks, -1)
        if parted < 0:
            return len(group)
    bordered = above[-1].number in layout.sheet.borders
    ends = (
        n
        for n, row in enumerate(group[:parted])
        if _ends_table(row, extent, layout) or (bordered and row.number not in layout.sheet.borders)
    )
    return next(ends, parted)


def _begin_of_table(group: list[Row], least: int, below: list[Row], layout: Layout) -> int:
    """Return from which of some rows with single texts on they belong to the table below them."""
    begin = len(group)
    if below:
        extent = layout.extent(below)
        while begin > least and _belongs_below(group[begin - 1], extent, layout):
            begin -= 1
    return begin


def _has_blank_figures(row: Row, extent: Extent, layout: Layout) -> bool:
    """Tell whether a row with a single text is one of a table: places beside it have borders."""
    return layout.has_borders_beside(row, extent) and not extent.is_wide(row.texts[0])


def _belongs_below(row: Row, extent: Extent, layout: Layout) -> bool:
    """Tell whether a single text above a table belongs to it: a caption, or a row of the table."""
    text = layout.text(row)
    if _has_blank_figures(row, extent, layout):
        return True
    return not (
        len(text) > CAPTION_LENGTH or _is_prose(text) or ORDINAL.match(text) or TITLE.search(text)
    )


def _ends_table(row: Row, extent: Extent, layout: Layout) -> bool:
    """Tell whether a single text after the last row of a table is a line of text."""
    text = layout.text(row)
    span = row.texts[0]
    if _has_blank_figures(row, extent, layout):
        return False
    if _is_prose(text) or extent.is_full(span) or TITLE.search(text):
        return True
    is_section = extent.is_wide(span) or SECTION.search(text) is not None
    return is_section and ORDINAL.match(text) is not None


def _parts_tables(row: Row, below: Row, extent: Extent, layout: Layout) -> bool:
    """Tell whether a single text between two rows of tables is a line of text."""
    text = layout.text(row)
    if _has_blank_figures(row, extent, layout):
        return False
    if _is_prose(text):
        return True
    if not ORDINAL.match(text):
        return False
    if extent.is_wide(row.texts[0]) and row.number not in layout.sheet.borders:
        return True
    return SECTION.search(text) is not None and _is_header(below, layout)


def _is_prose(text: str) -> bool:
    return "。" in text or len(text) > PROSE_LENGTH or LISTED.match(text) is not None


def _is_header(row: Row, layout: Layout) -> bool:
    """Tell whether a row of a table names columns: no figure, no numbered item, no unit."""
    texts = [layout.cell(*text.anchor).text.strip() for text in row.texts]
    return not ITEM.match(texts[0]) and not any(
        text in UNITS or any(sign.isdecimal() for sign in text) for text in texts
    )
