"""Reports made for a test from a few figures, without a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from govreport.forms import load
from govreport.parser.report import Number, Quantity, Report, SectionText, Table
from govreport.reading.document import Document, Location, Note
from govreport.text import Text

BODY = "某某市人民政府"

BASE: Mapping[str, Mapping[str, int]] = {
    "2021": {
        "requests.new.natural_person": 20, "requests.new.enterprise": 4, "requests.new.total": 24,
        "requests.carried_in.natural_person": 2, "requests.carried_in.total": 2,
        "requests.granted.natural_person": 12, "requests.granted.enterprise": 3,
        "requests.granted.total": 15,
        "requests.unavailable_not_held.natural_person": 7,
        "requests.unavailable_not_held.enterprise": 1, "requests.unavailable_not_held.total": 8,
        "requests.other_rest.natural_person": 1, "requests.other_rest.total": 1,
        "requests.handled.natural_person": 20, "requests.handled.enterprise": 4,
        "requests.handled.total": 24,
        "requests.carried_out.natural_person": 2, "requests.carried_out.total": 2,
        "reconsideration.cases.upheld": 3, "reconsideration.cases.pending": 1,
        "reconsideration.cases.total": 4,
        "litigation.direct.upheld": 2, "litigation.direct.total": 2,
        "proactive.normative_documents.issued": 5, "proactive.normative_documents.repealed": 1,
        "proactive.normative_documents.in_force": 40, "proactive.permits.decisions": 310,
    },
    "2019": {
        "requests.new.natural_person": 9, "requests.new.total": 9,
        "requests.granted.natural_person": 9, "requests.granted.total": 9,
        "requests.handled.natural_person": 9, "requests.handled.total": 9,
        "proactive.normative_documents.made": 6, "proactive.normative_documents.newly_disclosed": 6,
        "proactive.normative_documents.disclosed_total": 30,
    },
    "2014": {
        "statistics.disclosed.count": 120, "statistics.channel_gazette.count": 30,
        "statistics.channel_website.count": 100, "statistics.received.count": 12,
        "statistics.received_in_person.count": 4, "statistics.received_online.count": 8,
        "statistics.completed.count": 12, "statistics.completed_in_time.count": 12,
        "statistics.answered.count": 12, "statistics.answered_granted.count": 10,
        "statistics.answered_denied.count": 2, "statistics.denied_privacy.count": 2,
        "statistics.reconsideration.count": 1, "statistics.reconsideration_upheld.count": 1,
        "statistics.litigation.count": 1, "statistics.litigation_upheld.count": 1,
        "statistics.staff.count": 3, "statistics.staff_full_time.count": 1,
        "statistics.staff_part_time.count": 2, "statistics.press_conferences.count": 2,
        "statistics.press_conferences_led.count": 1,
    },
}  # fmt: skip
"""A consistent report on each form; every other cell is zero."""

YEARS = {"2021": 2024, "2019": 2019, "2014": 2016}


def make_report(
    form: str = "2021",
    set: Mapping[str, Number | str] | None = None,
    *,
    blank: Iterable[str] = (),
    drop: Iterable[str] = (),
    organization: str | None = BODY,
    year: int | None = None,
    sections: Iterable[str] | None = None,
    notes: Iterable[str] = (),
    unmatched: Iterable[str] = (),
    merged: Iterable[str] = (),
    title: str = "",
    told: Mapping[str, Sequence[str]] | None = None,
    doubt: Iterable[str] = (),
) -> Report:
    """Make a report from the consistent one of its form.

    Arguments:
        form: the version of the form.
        set: figures to change; a string that is no number makes an invalid cell.
        blank: cells to leave blank, by address or by the beginning of it.
        drop: cells that are not in the file, by address or by the beginning or end of it.
        organization: the body.
        year: the year (the form's usual one when left out).
        sections: identifiers of the sections found (all of the form's when left out).
        notes: kinds of notes of the reader.
        unmatched: labels in the tables that the form does not know.
        merged: rows of the requests table printed as one.
        title: the title.
        doubt: cells that could not be read for certain.
        told: the prose by section, ``introduction`` for what stands before the first.
    """
    spec = load(form)
    cells: dict[str, Number | str] = {**BASE[form], **(set or {})}
    report = Report("made.txt", title, organization, year or YEARS[form], spec)
    dropped, blanks = tuple(drop), tuple(blank)
    for table in spec.tables:
        quantities = {
            address: _quantity(address, cells.get(address, 0), address.startswith(blanks), line)
            for line, address in enumerate(table.addresses, 1)
            if not (dropped and (address.startswith(dropped) or address.endswith(dropped)))
            and not (table.variant and address not in cells)
        }
        if quantities:
            rows = tuple(merged) if table.id == "requests" else ()
            report.tables[table.id] = Table(
                table, quantities, Location(line=1), list(unmatched), merged_rows=rows
            )
    for address in doubt:
        quantity = report.tables[address.partition(".")[0]].quantities[address]
        quantity.value, quantity.doubt = None, Text("位置不清", "place not clear")
    wanted = [s.id for s in spec.sections] if sections is None else sections
    prose = {
        id: [(text, Location(line=900 + n)) for n, text in enumerate(texts)]
        for id, texts in (told or {}).items()
    }
    report.sections = [SectionText(id, id, paragraphs=prose.get(id, [])) for id in wanted]
    report.prose = prose.get("introduction", [])
    report.document = Document("made.txt", "text", notes=[_note(kind) for kind in notes])
    return report


def _quantity(address: str, value: Number | str, blank: bool, line: int) -> Quantity:
    location = Location(line=line)
    if blank:
        return Quantity(address, None, "", location)
    if isinstance(value, str):
        return Quantity(address, None, value, location, invalid=True)
    if isinstance(value, float):
        value = Decimal(str(value))
    return Quantity(address, value, str(value), location)


def _note(kind: str) -> Note:
    return Note(kind, Text("附件 1.docx", "attachment 1.docx"))  # type: ignore[arg-type]
