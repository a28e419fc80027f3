"""The form's tables laid out as reports print them, in the neutral form of :mod:`blocks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from govreport.forms import FormTable, Row
from tests.generator.blocks import Block, Cell, Sheet, Table
from tests.generator.figures import complete, free_cells
from tests.generator.labels import column_label, decorated, ordinal_of, row_label
from tests.generator.layout import Layout, printed_cells, shows
from tests.generator.truth import Truth

__all__ = ["tables_of"]

RESULTS = "三、本年度办理结果"
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
LABEL_COLUMNS = {"form": 3, "two": 2, "one": 1}
PAGE_NUMBERS = ("- 3 -", "3", "第3页", "— 3 —")


def tables_of(truth: Truth, section: str, layout: Layout) -> list[Block]:
    """Return the tables of one section of the report."""
    found = {table.id: table for table in truth.tables if table.section == section}
    laid: list[Block] = []
    if "proactive" in found:
        laid += proactive(truth, layout)
    if "requests" in found:
        laid += requests(truth, layout)
        if layout.office:
            laid += [
                "其中，市政府办公室本级收到和处理政府信息公开申请情况：",
                *requests(_office(truth), layout),
            ]
    if "reconsideration" in found:
        laid += DISPUTES[layout.disputes](truth, layout)
    if "statistics" in found:
        laid.append(statistics(truth, layout))
    return laid


# ── 三、收到和处理政府信息公开申请情况 ──────────────────────────────────────────────────────────


class Line(NamedTuple):
    """A printed row of the requests table: its labels and where its figures are found."""

    group: str
    label: str
    row: str


def requests(truth: Truth, layout: Layout) -> list[Block]:
    """The requests table, in two parts where a page ends in it."""
    spec = truth.form.table["requests"]
    width = LABEL_COLUMNS[layout.requests]
    sheet = Sheet()
    _requests_header(sheet, spec, layout, width)
    header = sheet.height
    lines = list(_lines(truth, spec, layout))
    for top, run in groupby(lines, key=lambda line: line.group.startswith("〇")):
        _run(sheet, list(run), truth, layout, results=not top)
    return _broken(_torn(sheet.table(), header, layout), header, layout)


def _office(truth: Truth) -> Truth:
    """Return what the office alone reports: half of every single request, sums that hold."""
    spec = truth.form.table["requests"]
    present = {address: None for address in truth.cells if address.startswith("requests.")}
    free = {a: int(truth.value(a)) // 2 for a in free_cells(truth.form, spec, present)}
    return truth.with_cells(complete(spec, free, present))


def _torn(table: Table, header: int, layout: Layout) -> Table:
    """Break one number over two cells in some rows, which get longer than the others."""
    if not layout.torn:
        return table
    choice = layout.choose("torn")
    places = [
        (r, c)
        for r, row in enumerate(table[header:], header)
        for c, cell in enumerate(row)
        if cell and cell.text.isascii() and cell.text.isdigit() and len(cell.text) > 1
    ]
    chosen = dict(choice.sample(places, min(layout.torn, len(places))))
    torn: Table = []
    for r, row in enumerate(table):
        cells = list(row)
        if (c := chosen.get(r)) is not None and (cell := cells[c]):
            at = choice.randrange(1, len(cell.text))
            cells[c : c + 1] = [Cell(cell.text[:at]), Cell(cell.text[at:])]
        torn.append([*cells, *[Cell("")] * (len(table[0]) + 1 - len(cells))])
    return torn if chosen else table


def _lines(truth: Truth, spec: FormTable, layout: Layout) -> Iterator[Line]:
    """Yield the rows to print; «〇» as group marks the rows outside 三."""
    cells = printed_cells(truth, layout)
    merged = {each.into: each for each in spec.merged_rows} if layout.merged_rows else {}
    groups = _group_ordinals(spec)
    for row in spec.rows:
        if not any(address.startswith(f"requests.{row.id}.") for address in cells):
            continue
        printed = merged.get(row.id, row)
        label = ordinal_of(printed, layout) + row_label(printed, layout)
        if row.ordinal[-1:].isalnum():
            yield Line("〇", label, row.id)
        elif row.group and printed is row:
            group = decorated(groups[row.group], layout) + row.group
            yield Line("\n".join(group) if layout.vertical else group, label, row.id)
        else:
            yield Line("", label, row.id)


def _group_ordinals(spec: FormTable) -> dict[str, str]:
    """Number the groups of 三 as the form does: after （一） and （二） come （三）不予公开 …"""
    named = [row.ordinal for row in spec.rows if row.ordinal.startswith("（") and not row.group]
    free = [f"（{digit}）" for digit in "一二三四五六七八九" if f"（{digit}）" not in named]
    groups = dict.fromkeys(row.group for row in spec.rows if row.group)
    return dict(zip(groups, free, strict=False))


def _requests_header(sheet: Sheet, spec: FormTable, layout: Layout, width: int) -> None:
    note = NOTE if layout.note else ""
    columns = _applicants(spec, layout)
    sheet.put(0, 0, note, 3, width)
    sheet.put(0, width, "申请人情况", 1, len(columns))
    place = width
    for group, run in groupby(columns, key=lambda column: column[1]):
        names = [name for name, _ in run]
        if group:
            sheet.put(1, place, group, 1, len(names))
            for offset, name in enumerate(names):
                sheet.put(2, place + offset, name)
        else:
            for offset, name in enumerate(names):
                sheet.put(1, place + offset, name, 2)
        place += len(names)


def _applicants(spec: FormTable, layout: Layout) -> list[tuple[str, str]]:
    """Return the printed columns as (label, group), 小计 after those of 法人或其他组织."""
    columns = [(column_label(column, layout), column.group) for column in spec.columns]
    if layout.subtotal:
        name = layout.choose("subtotal").choice(("小计", "法人小计"))
        columns.insert(len(columns) - 1, (name, columns[-2][1]))
    return columns


def _figures(truth: Truth, row: str, layout: Layout) -> list[str]:
    spec = truth.form.table["requests"]
    whole = _merged(truth, layout)
    texts = [shows(whole, layout, f"requests.{row}.{column.id}") for column in spec.columns]
    if layout.subtotal:
        parts = [column.id for column in spec.columns if column.group]
        subtotal = sum(whole.value(f"requests.{row}.{part}") for part in parts)
        texts.insert(len(texts) - 1, layout.numbers.show(subtotal))
    return texts


def _merged(truth: Truth, layout: Layout) -> Truth:
    """Return the truth with the merged rows added up."""
    if not layout.merged_rows:
        return truth
    printed = printed_cells(truth, layout)
    return truth.with_cells({a: v for a, v in printed.items() if v is not None})


def _run(sheet: Sheet, lines: list[Line], truth: Truth, layout: Layout, results: bool) -> None:
    """Add neighbouring rows: those outside 三 one by one, those of 三 under their groups."""
    width = LABEL_COLUMNS[layout.requests]
    figures = [_figures(truth, line.row, layout) for line in lines]
    if not results:
        for line, texts in zip(lines, figures, strict=True):
            sheet.put(sheet.height, 0, line.label, 1, width)
            _put_figures(sheet, texts, width)
        return
    if width < 3:
        sheet.put(sheet.height, 0, RESULTS, 1, width)
        _put_figures(sheet, [""] * len(figures[0]), width)
    else:
        heading = "\n".join(RESULTS) if layout.vertical else RESULTS
        sheet.put(sheet.height, 0, heading, len(lines))
    position = 0
    for group, run in groupby(lines, key=lambda line: line.group):
        size = len(list(run))
        members = list(zip(lines, figures, strict=True))[position : position + size]
        _group(sheet, group, members, width)
        position += size


def _group(sheet: Sheet, group: str, members: list[tuple[Line, list[str]]], width: int) -> None:
    """Add the rows of one group of 三 (``""``: rows of their own)."""
    if group and width == 1:
        sheet.put(sheet.height, 0, group)
        _put_figures(sheet, [""] * len(members[0][1]), width)
    start = 1 if width == 3 else 0
    top = _next_row(sheet, width)
    for number, (line, texts) in enumerate(members):
        row = top + number
        if not group or width == 1:
            sheet.put(row, start, line.label, 1, max(1, width - start))
        else:
            if number == 0:
                sheet.put(row, start, group, len(members))
            sheet.put(row, width - 1, line.label)
        for column, text in enumerate(texts, width):
            sheet.put(row, column, text)


def _next_row(sheet: Sheet, width: int) -> int:
    """Return the first row whose figures are not there yet (label cells may reach further)."""
    return next(row for row in range(10**6) if not sheet.taken(row, width))


def _put_figures(sheet: Sheet, texts: list[str], width: int) -> None:
    for column, text in enumerate(texts, width):
        sheet.put(sheet.height - 1, column, text)


def _broken(table: Table, header: int, layout: Layout) -> list[Block]:
    """Break a table where a page ends: labels cut by the break are split, repeated or lost."""
    if layout.page_break is None:
        return [table]
    choice = layout.choose("page break")
    at = header + 1 + layout.page_break % (len(table) - header - 1)
    first, second = split(table, at, choice.choice(("split", "repeat", "blank")))
    if layout.repeat_header:
        second = table[:header] + second
    between = choice.choice(["", *PAGE_NUMBERS])
    return [first, between, second] if between else [first, second]


def split(table: Table, at: int, label: str) -> tuple[Table, Table]:
    """Cut a table before row ``at``; a cell that is cut goes on below as ``label`` says."""
    upper: Table = [list(row) for row in table[:at]]
    lower: Table = [list(row) for row in table[at:]]
    for r, row in enumerate(table[:at]):
        for c, cell in enumerate(row):
            if cell and r + cell.rowspan > at:
                above, below = _cut(cell.text, label)
                upper[r][c] = Cell(above, at - r, cell.colspan)
                lower[0][c] = Cell(below, r + cell.rowspan - at, cell.colspan)
    return upper, lower


def _cut(text: str, label: str) -> tuple[str, str]:
    middle = max(1, len(text) - 3)
    return {"split": (text[:middle], text[middle:]), "repeat": (text, text)}.get(label, (text, ""))


# ── 二、主动公开政府信息情况 ──────────────────────────────────────────────────────────────────


def proactive(truth: Truth, layout: Layout) -> list[Block]:
    """The proactive table: each clause with a header of its own, in one table or in several."""
    spec = truth.form.table["proactive"]
    rows = [row for row in spec.rows if f"proactive.{row.id}.{row.columns[0]}" in truth.cells]
    tables: list[Block] = []
    sheet = Sheet()
    for clause, run in groupby(rows, key=lambda row: row.group):
        if layout.proactive == "many":
            sheet = Sheet()
        _clause(sheet, clause, list(run), truth, layout)
        if layout.proactive == "many":
            tables.append(sheet.table())
    return tables or [sheet.table()]


def _clause(sheet: Sheet, clause: str, rows: list[Row], truth: Truth, layout: Layout) -> None:
    spec = truth.form.table["proactive"]
    columns = spec.columns_of(rows[0])
    name = layout.choose(clause).choice((clause, clause.replace("条", "条 ")))
    sheet.put(sheet.height, 0, name if layout.spellings else clause, 1, 4)
    labels = [column_label(column, layout) for column in columns]
    unit = "元" if layout.amounts == "heading" else ""
    units = [f"（单位：{unit or c.unit}）" if c.kind == "amount" else "" for c in columns]
    _spread(sheet, "信息内容", [a + b for a, b in zip(labels, units, strict=True)])
    for row in rows:
        texts = [shows(truth, layout, f"proactive.{row.id}.{column.id}") for column in columns]
        _spread(sheet, row_label(row, layout), texts)


def _spread(sheet: Sheet, label: str, texts: list[str]) -> None:
    """Add a row of four places; the last cell takes what is left."""
    row = sheet.height
    sheet.put(row, 0, label)
    for place, text in enumerate(texts, 1):
        sheet.put(row, place, text, 1, 1 if place < len(texts) else 4 - place)


# ── 四、政府信息公开行政复议、行政诉讼情况 ─────────────────────────────────────────────────────


class Dispute(NamedTuple):
    """One of the three blocks of the litigation table."""

    heading: str
    label: str
    columns: list[str]
    figures: list[str]


def _disputes(truth: Truth, layout: Layout) -> list[Dispute]:
    blocks = []
    for table in ("reconsideration", "litigation"):
        spec = truth.form.table[table]
        for row in spec.rows:
            columns = [column_label(column, layout) for column in spec.columns]
            cells = [f"{table}.{row.id}.{column.id}" for column in spec.columns]
            label = row_label(row, layout) if row.group else ""
            texts = [shows(truth, layout, address) for address in cells]
            blocks.append(Dispute(row.group or row.label, label, columns, texts))
    return blocks


def _disputes_row(truth: Truth, layout: Layout) -> list[Block]:
    """One row of fifteen figures; the heading 行政诉讼 may begin in the wrong cell."""
    first, *others = _disputes(truth, layout)
    shift = 1 if layout.disputes == "shifted" else 0
    sheet = Sheet()
    sheet.put(0, 0, first.heading, 1, 5 + shift)
    sheet.put(0, 5 + shift, others[0].heading, 1, 10 - shift)
    for place, name in enumerate(first.columns):
        sheet.put(1, place, name, 2)
    for number, block in enumerate(others, 1):
        sheet.put(1, 5 * number, block.label, 1, 5)
        for place, name in enumerate(block.columns):
            sheet.put(2, 5 * number + place, name)
    sheet.add(*[text for block in (first, *others) for text in block.figures])
    return [sheet.table()]


def _disputes_three(truth: Truth, layout: Layout) -> list[Block]:
    """Three small tables."""
    tables: list[Block] = []
    for block in _disputes(truth, layout):
        sheet = Sheet()
        sheet.put(0, 0, block.heading, 1, 5)
        if block.label:
            sheet.put(1, 0, block.label, 1, 5)
        sheet.add(*block.columns)
        sheet.add(*block.figures)
        tables.append(sheet.table())
    return tables


def _disputes_rows(truth: Truth, layout: Layout) -> list[Block]:
    """Three rows of five figures."""
    first, *others = _disputes(truth, layout)
    sheet = Sheet()
    sheet.put(0, 0, "", 1, 2)
    for place, name in enumerate(first.columns, 2):
        sheet.put(0, place, name)
    sheet.put(1, 0, first.heading, 1, 2)
    sheet.put(2, 0, others[0].heading, len(others))
    for number, block in enumerate((first, *others), 1):
        if block.label:
            sheet.put(number, 1, block.label)
        for place, text in enumerate(block.figures, 2):
            sheet.put(number, place, text)
    return [sheet.table()]


def _disputes_numbers(truth: Truth, layout: Layout) -> list[Block]:
    """The labels as text and the fifteen figures alone on one line."""
    first, *others = _disputes(truth, layout)
    headings = " ".join((first.heading, others[0].heading))
    labels = [*first.columns, *(each.label for each in others)]
    columns = [name for each in others for name in each.columns]
    figures = [text for each in (first, *others) for text in each.figures]
    return [headings, " ".join(labels), " ".join(columns), " ".join(figures)]


DISPUTES: dict[str, Callable[[Truth, Layout], list[Block]]] = {
    "row": _disputes_row,
    "shifted": _disputes_row,
    "three": _disputes_three,
    "rows": _disputes_rows,
    "numbers": _disputes_numbers,
}


# ── 政府信息公开情况统计表 ───────────────────────────────────────────────────────────────────


def statistics(truth: Truth, layout: Layout) -> Table:
    """The statistics list of 2014: 统计指标, 单位, 统计数, and 历年累计 where it is there."""
    spec = truth.form.table["statistics"]
    columns = [c for c in spec.columns if any(a.endswith(f".{c.id}") for a in truth.cells)]
    sheet = Sheet()
    sheet.add("统计指标", "单位", *(column_label(column, layout) for column in columns))
    labels = {row.label for row in spec.rows}
    number, heading = 0, ""
    for row in spec.rows:
        if f"statistics.{row.id}.{columns[0].id}" not in truth.cells:
            continue
        if row.group != heading and row.group and row.group not in labels:
            heading = row.group
            number += 1
            sheet.add(f"{'一二三四五六七八九'[number - 1]}、{heading}", "", *[""] * len(columns))
        number += row.ordinal[-1:].isalnum()
        figures = [shows(truth, layout, f"statistics.{row.id}.{c.id}") for c in columns]
        sheet.add(_statistics_label(row, layout), row.unit, *figures)
    return sheet.table()


def _statistics_label(row: Row, layout: Layout) -> str:
    if not row.ordinal:
        return ("" if row.optional else "其中：") + row_label(row, layout)
    indent = "　" * (row.ordinal.endswith("）") + 2 * row.ordinal.endswith("."))
    return indent + ordinal_of(row, layout) + row_label(row, layout)
