"""Turns the parsed TOML of a form file into a :class:`Form`, checking every key on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from govreport.forms.model import (
    Column,
    Form,
    FormRule,
    FormTable,
    Identity,
    Kind,
    MergedRow,
    Row,
    Section,
)
from govreport.text import Text
from govreport.tomlfile import Entry, FaultError, Path

__all__ = ["build"]

FORM_KEYS = ("id", "name", "authority", "first_year", "last_year", "sections", "tables", "rules")
SECTION_KEYS = ("id", "ordinal", "title", "spellings")
TABLE_KEYS = (
    "id", "title", "section", "count_rule", "variant",
    "columns", "rows", "merged_rows", "identities",
)  # fmt: skip
COLUMN_KEYS = ("id", "label", "group", "spellings", "kind", "unit", "optional")
ROW_KEYS = (
    "id", "label", "ordinal", "group", "spellings", "columns", "unit", "kind", "optional"
)  # fmt: skip
MERGED_KEYS = ("into", "rows", "label", "ordinal", "spellings")
IDENTITY_KEYS = (
    "rule",
    "each",
    "rows",
    "columns",
    "plus",
    "minus",
    "relation",
    "bounds",
    "missing",
)
RULE_KEYS = ("code", "name", "severity", "summary", "why", "source", "example")
KINDS = get_args(Kind)


def build(data: Mapping[str, Any], source: str) -> Form:
    """Build a form.

    Arguments:
        data: what tomllib read.
        source: name of the file.

    Raises:
        FaultError: something is missing, unknown, doubled or of the wrong type; says where.
    """
    top = Entry(data, (), FORM_KEYS)
    sections = tuple(_section(entry) for entry in top.entries("sections", SECTION_KEYS))
    tables = [_table(entry, sections) for entry in top.entries("tables", TABLE_KEYS)]
    if not tables:
        raise FaultError((), Text("没有表（[[tables]]）", "it has no table ([[tables]])"))
    _distinct(tables, ("tables",))
    return Form(
        id=top.text("id"),
        name=top.both("name"),
        authority=top.text("authority"),
        first_year=top.number("first_year"),
        last_year=top.number("last_year", 0) or None,
        sections=sections,
        tables=tuple(tables),
        rules=tuple(_rule(entry) for entry in top.entries("rules", RULE_KEYS)),
        source=source,
    )


def _id(entry: Entry) -> str:
    """Return an identifier that can be a part of an address (``table.row.column``)."""
    id = entry.text("id")
    if not re.fullmatch(r"\w+", id):
        raise FaultError(
            (*entry.path, "id"),
            Text(
                f"id 只能由文字、数字和下划线组成，不能是“{id}”",
                f"id must consist of letters, digits and underscores, not “{id}”",
            ),
        )
    return id


def _section(entry: Entry) -> Section:
    return Section(
        entry.text("id"), entry.text("ordinal", ""), entry.text("title"), entry.words("spellings")
    )


def _table(entry: Entry, sections: tuple[Section, ...]) -> FormTable:
    columns = tuple(_column(e) for e in entry.entries("columns", COLUMN_KEYS))
    rows = tuple(_row(e, columns) for e in entry.entries("rows", ROW_KEYS))
    for key, items in (("columns", columns), ("rows", rows)):
        if not items:
            raise FaultError(entry.path, Text(f"缺少 {key}", f"{key} is missing"))
        _distinct(items, (*entry.path, key))
    section = entry.text("section", "")
    if section and section not in {s.id for s in sections}:
        raise FaultError(
            (*entry.path, "section"), Text(f"没有名为 {section} 的部分", f"no section {section}")
        )
    variant = entry.flag("variant")
    table = FormTable(
        id=_id(entry),
        title=entry.text("title"),
        section=section,
        rows=rows,
        columns=columns,
        identities=(),
        count_rule=entry.text("count_rule", ""),
        variant=variant,
        merged_rows=tuple(_merged(e, rows) for e in entry.entries("merged_rows", MERGED_KEYS)),
    )
    identities = [
        identity
        for e in entry.entries("identities", IDENTITY_KEYS)
        for identity in _identities(e, table)
    ]
    return FormTable(**{**table.__dict__, "identities": tuple(identities)})


def _column(entry: Entry) -> Column:
    return Column(
        id=_id(entry),
        label=entry.text("label"),
        group=entry.text("group", ""),
        spellings=entry.words("spellings"),
        kind=_kind(entry) or "count",
        unit=entry.text("unit", "件"),
        optional=entry.flag("optional"),
    )


def _row(entry: Entry, columns: tuple[Column, ...]) -> Row:
    return Row(
        id=_id(entry),
        label=entry.text("label"),
        ordinal=entry.text("ordinal", ""),
        group=entry.text("group", ""),
        spellings=entry.words("spellings"),
        columns=_known(entry, "columns", columns),
        unit=entry.text("unit", ""),
        kind=_kind(entry),
        optional=entry.flag("optional"),
    )


def _kind(entry: Entry) -> Kind | None:
    found = entry.one_of("kind", ("", *KINDS), "")
    return next((kind for kind in KINDS if kind == found), None)


def _merged(entry: Entry, rows: tuple[Row, ...]) -> MergedRow:
    return MergedRow(
        into=entry.text("into"),
        rows=_known(entry, "rows", rows),
        label=entry.text("label"),
        ordinal=entry.text("ordinal", ""),
        spellings=entry.words("spellings"),
    )


def _identities(entry: Entry, table: FormTable) -> list[Identity]:
    """Spell an identity out for each row, or for each column."""
    each = entry.one_of("each", ("row", "column"), "")
    terms = table.columns if each == "row" else table.rows
    plus, minus = _known(entry, "plus", terms), _known(entry, "minus", terms)
    if not plus or not minus:
        raise FaultError(
            entry.path, Text("plus 和 minus 都不能为空", "plus and minus must not be empty")
        )
    relation = entry.one_of("relation", ("=", ">="), "=")
    bounds = entry.text("bounds", plus[0])
    if bounds not in (*plus, *minus):
        raise FaultError(
            (*entry.path, "bounds"),
            Text(f"{bounds} 不在 plus 或 minus 中", f"{bounds} is in neither plus nor minus"),
        )
    missing = entry.one_of("missing", ("zero", "skip"), "zero")
    lines = _known(entry, f"{each}s", getattr(table, f"{each}s"))
    lines = lines or tuple(item.id for item in getattr(table, f"{each}s"))

    def addresses(line: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            f"{table.id}.{line}.{id}" if each == "row" else f"{table.id}.{id}.{line}" for id in ids
        )

    return [
        Identity(
            rule=entry.text("rule"),
            subject=f"{table.id}.{line}",
            plus=addresses(line, plus),
            minus=addresses(line, minus),
            relation=">=" if relation == ">=" else "=",
            bounds=addresses(line, (bounds,))[0] if relation == ">=" else "",
            missing="skip" if missing == "skip" else "zero",
            variant=table.variant,
        )
        for line in lines
    ]


def _rule(entry: Entry) -> FormRule:
    severity = entry.one_of("severity", ("error", "warning", "note"), "error")
    return FormRule(
        code=entry.text("code"),
        name=entry.text("name"),
        severity="warning" if severity == "warning" else "note" if severity == "note" else "error",
        summary=entry.both("summary"),
        why=entry.both("why"),
        source=entry.text("source", ""),
        example=entry.both("example"),
    )


def _known(entry: Entry, key: str, items: Iterable[Row | Column]) -> tuple[str, ...]:
    """Read a list of identifiers that must all be among ``items``."""
    ids = {item.id for item in items}
    words = entry.words(key)
    for word in words:
        if word not in ids:
            raise FaultError(
                (*entry.path, key), Text(f"{key} 中的 {word} 不存在", f"{key}: there is no {word}")
            )
    return words


def _distinct(items: Iterable[Row | Column | FormTable], path: Path) -> None:
    seen: set[str] = set()
    for n, item in enumerate(items):
        if item.id in seen:
            raise FaultError((*path, n), Text(f"{item.id} 重复", f"{item.id} is there twice"))
        seen.add(item.id)
