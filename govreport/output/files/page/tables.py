"""A report's tables as the form prints them, the cells that are wrong marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from govreport.checker.model import Result
from govreport.forms.model import Column, Row
from govreport.output.files.page.markup import Markup, join, tag
from govreport.output.places import figure
from govreport.output.words import MARKS, word
from govreport.parser.report import Number, Quantity, Table
from govreport.text import Language, Text

__all__ = ["tables"]

_DOUBT = Text("待定", "undecided")
_UNREAD = Text("读取存疑", "doubtful")


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a cell is marked: ``error``, ``doubt`` or ``warning``, and what it should be."""

    kind: str
    expected: Number | None = None


def tables(result: Result, language: Language) -> Markup:
    """Return every table of a report.

    Arguments:
        result: the report with its findings.
        language: the language of every word that is not the form's.
    """
    marks = _marks(result)
    return join(*(_table(t, marks, language) for t in result.report.tables.values()))


def _marks(result: Result) -> dict[str, _Mark]:
    """Return the marks of cells; what is surer stands before what is less so."""
    marks: dict[str, _Mark] = {}
    for repair in result.open_repairs:
        kind = "error" if repair.unique and repair.kind == "report" else "doubt"
        for change in repair.changes:
            marks.setdefault(change.cell, _Mark(kind, change.expected))
    resolved = {id for repair in result.repairs for id in repair.resolves}
    for finding in result.issues:
        if finding.accepted or finding.id in resolved or finding.severity == "note":
            continue
        for cell, value in finding.implied.items():
            marks.setdefault(cell, _Mark("warning", value))
        if finding.cells and not finding.sentence and not finding.implied:
            kind = finding.severity if len(finding.cells) == 1 else "doubt"
            marks.setdefault(finding.cells[0], _Mark(kind))
    return marks


def _table(table: Table, marks: Mapping[str, _Mark], language: Language) -> Markup:
    spec = table.spec
    rows = [row for row in spec.rows if row.id in table.rows]
    groups = any(row.group for row in rows)
    parts: list[Markup] = []
    for columns, block in groupby(rows, key=lambda row: _columns(table, row)):
        part = list(block)
        parts.append(tag("thead" if not parts else "tbody", *_heads(columns, groups)))
        parts.append(tag("tbody", *_rows(table, part, columns, groups, marks, language)))
    body = tag("table", tag("caption", spec.title), *parts, class_="form")
    return tag("div", body, class_="scroll", tabindex=0, role="group", aria_label=spec.title)


def _columns(table: Table, row: Row) -> tuple[Column, ...]:
    return tuple(c for c in table.spec.columns_of(row) if c.id in table.columns)


def _heads(columns: Sequence[Column], groups: bool) -> Iterator[Markup]:
    """Yield the head rows: the groups of columns above, where there are any."""
    two = any(column.group for column in columns)
    corner = tag("td", colspan=2 if groups else None, rowspan=2 if two else None)
    if not two:
        yield tag("tr", corner, *(tag("th", column.label, scope="col") for column in columns))
        return
    upper, lower = [corner], []
    for group, members in groupby(columns, key=lambda column: column.group):
        labels = [column.label for column in members]
        if group:
            upper.append(tag("th", group, scope="colgroup", colspan=len(labels)))
            lower += [tag("th", label, scope="col") for label in labels]
        else:
            upper += [tag("th", label, scope="col", rowspan=2) for label in labels]
    yield tag("tr", *upper)
    yield tag("tr", *lower)


def _rows(
    table: Table,
    rows: Sequence[Row],
    columns: Sequence[Column],
    groups: bool,
    marks: Mapping[str, _Mark],
    language: Language,
) -> Iterator[Markup]:
    for group, block in groupby(rows, key=lambda row: row.group):
        members = list(block)
        for at, row in enumerate(members):
            lead = []
            if group and at == 0:
                lead.append(tag("th", group, scope="rowgroup", rowspan=len(members)))
            own = row.text.removeprefix(row.group).strip()
            wide = 2 if groups and not group else None
            lead.append(tag("th", own, scope="row", colspan=wide))
            cells = (_cell(table, row, column, marks, language) for column in columns)
            yield tag("tr", *lead, *cells)


def _cell(
    table: Table, row: Row, column: Column, marks: Mapping[str, _Mark], language: Language
) -> Markup:
    address = f"{table.spec.id}.{row.id}.{column.id}"
    quantity = table.quantities.get(address)
    mark = marks.get(address)
    if quantity is not None and quantity.doubt is not None:
        return _doubtful(table, row, quantity, language)
    value = quantity.value if quantity else None
    shown = figure(value) if value is not None else quantity.printed if quantity else ""
    if mark is None:
        return tag("td", shown, class_="nil" if shown == "0" else None)
    known = mark.kind != "doubt"
    name = word(mark.kind, language) if known else _DOUBT.of(language)
    symbol = MARKS[mark.kind] if known else "?"
    change = None
    if mark.expected is not None:
        change = join(" → ", tag("ins", figure(mark.expected)))
        shown = tag("del", shown) if shown else shown
    told = join(tag("b", f"{symbol} {name}", class_="sign"), " ", shown, change)
    return tag("td", told, class_=mark.kind)


def _doubtful(table: Table, row: Row, quantity: Quantity, language: Language) -> Markup:
    """Return a cell that could not be read for certain; digits of a whole row are not repeated."""
    run = any(each.address == f"{table.spec.id}.{row.id}" for each in table.run_together)
    sign = tag("b", f"? {_UNREAD.of(language)}", class_="sign")
    return tag("td", sign, "" if run else quantity.printed, class_="doubt")
