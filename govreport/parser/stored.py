"""Reports as plain data, and back: what ``govreport extract`` writes into its JSON.

Everything that checking looks at is kept, so that a report read back gives the same result. A
decimal is a string, so that no digit of an amount is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from govreport.forms.load import BUILT_IN, load
from govreport.forms.model import Form
from govreport.parser.report import Number, Quantity, Report, RunTogether, SectionText, Table
from govreport.reading.document import NOWHERE, Document, Location, Note
from govreport.reading.errors import ReadingError
from govreport.text import Text

__all__ = ["from_data", "to_data"]

_PLACES = ("line", "page", "sheet", "cell", "paragraph", "table", "row", "column")

_UNKNOWN_FORM = Text(
    "数据所用格式 {form} 不是本程序自带的格式；请用 --form 指定格式文件",
    "the data is on the form {form}, which does not come with the program; name its file with "
    "--form",
)
_DAMAGED = Text(
    "不是完整的 govreport 数据文件（{what}），请重新提取",
    "not a whole data file of govreport ({what}); extract it again",
)


def to_data(report: Report) -> dict[str, Any]:
    """Return a report as dictionaries, lists, texts and numbers."""
    return {
        "source": report.source,
        "title": report.title,
        "organization": report.organization,
        "year": report.year,
        "form": report.form.id,
        "tables": {id: _table_data(table) for id, table in report.tables.items()},
        "sections": [
            {"id": s.id, "title": s.title, "location": _place_data(s.location),
             "paragraphs": _prose_data(s.paragraphs)}
            for s in report.sections
        ],
        "prose": _prose_data(report.prose),
        "notes": [
            {"kind": n.kind, "text": _text_data(n.text), "location": _place_data(n.location)}
            for n in report.document.notes
        ],
    }  # fmt: skip


def from_data(data: Mapping[str, Any], source: str, form: Form | None = None) -> Report:
    """Return the report that :func:`to_data` gave.

    Arguments:
        data: the dictionaries.
        source: what the report is called now.
        form: its form, where it is one of the user's own.

    Raises:
        ReadingError: ``damaged``, or ``unsupported`` for a form that is not known.
    """
    try:
        found = form if form is not None and form.id == data["form"] else _form(data["form"])
        report = Report(
            source=source,
            title=data["title"],
            organization=data["organization"],
            year=data["year"],
            form=found,
            tables={id: _table(found, id, each) for id, each in data["tables"].items()},
            sections=[
                SectionText(s["id"], s["title"], _place(s["location"]), _prose(s["paragraphs"]))
                for s in data["sections"]
            ],
            document=Document(source, "json"),
            prose=_prose(data["prose"]),
        )
        report.document.notes = [
            Note(n["kind"], _text(n["text"]) or Text("", ""), _place(n["location"]))
            for n in data["notes"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        what = f"{type(error).__name__}: {error}"
        raise ReadingError("damaged", _DAMAGED.format(what=what)) from error
    return report


def _form(id: str) -> Form:
    if id not in BUILT_IN:
        raise ReadingError("unsupported", _UNKNOWN_FORM.format(form=id))
    return load(id)


def _table_data(table: Table) -> dict[str, Any]:
    return {
        "location": _place_data(table.location),
        "unmatched": list(table.unmatched),
        "merged_rows": list(table.merged_rows),
        "run_together": [
            {"address": r.address, "printed": r.printed, "location": _place_data(r.location),
             "values": [_number_data(v) for v in r.values], "unique": r.unique,
             "balanced": r.balanced, "readings": r.readings}
            for r in table.run_together
        ],
        "cells": [_cell_data(quantity) for quantity in table.quantities.values()],
    }  # fmt: skip


def _table(form: Form, id: str, data: Mapping[str, Any]) -> Table:
    cells = [_cell(each) for each in data["cells"]]
    return Table(
        spec=form.table[id],
        quantities={quantity.address: quantity for quantity in cells},
        location=_place(data["location"]),
        unmatched=list(data["unmatched"]),
        run_together=[
            RunTogether(
                r["address"], r["printed"], _place(r["location"]),
                tuple(_number(v) for v in r["values"]), r["unique"], r["balanced"], r["readings"],
            )
            for r in data["run_together"]
        ],
        merged_rows=tuple(data["merged_rows"]),
    )  # fmt: skip


def _cell_data(quantity: Quantity) -> dict[str, Any]:
    """Return a cell; what is usual (no mark, no remark, no doubt) is left out."""
    data: dict[str, Any] = {
        "address": quantity.address,
        "value": _number_data(quantity.value),
        "printed": quantity.printed,
        "location": _place_data(quantity.location),
        "mark": quantity.mark,
        "remark": quantity.remark,
        "doubt": _text_data(quantity.doubt),
        "decoded": quantity.decoded,
        "invalid": quantity.invalid,
    }
    needed = ("address", "value", "printed", "location")
    return {name: value for name, value in data.items() if name in needed or value}


def _cell(data: Mapping[str, Any]) -> Quantity:
    return Quantity(
        data["address"], _number(data["value"]), data["printed"], _place(data["location"]),
        mark=data.get("mark", ""), remark=data.get("remark", ""), doubt=_text(data.get("doubt")),
        decoded=data.get("decoded", False), invalid=data.get("invalid", False),
    )  # fmt: skip


def _prose_data(paragraphs: list[tuple[str, Location]]) -> list[dict[str, Any]]:
    return [{"text": text, "location": _place_data(place)} for text, place in paragraphs]


def _prose(data: list[Mapping[str, Any]]) -> list[tuple[str, Location]]:
    return [(each["text"], _place(each["location"])) for each in data]


def _place_data(location: Location) -> dict[str, int | str]:
    named = ((name, getattr(location, name)) for name in _PLACES)
    return {name: value for name, value in named if value is not None}


def _place(data: Mapping[str, Any]) -> Location:
    return Location(**data) if data else NOWHERE


def _text_data(text: Text | None) -> dict[str, str] | None:
    return {"zh": text.zh, "en": text.en} if text is not None else None


def _text(data: Mapping[str, str] | None) -> Text | None:
    return Text(data["zh"], data["en"]) if data else None


def _number_data(value: Number | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _number(value: int | str | None) -> Number | None:
    return Decimal(value) if isinstance(value, str) else value
