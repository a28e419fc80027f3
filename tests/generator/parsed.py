"""A report with known truth as the parser hands it on, without a file in between."""

from __future__ import annotations

from govreport.parser.report import Quantity, Report, SectionText, Table
from govreport.reading.document import Document, Location
from tests.generator.layout import PLAIN, Layout, printed_cells, shows
from tests.generator.prose import paragraphs
from tests.generator.truth import Truth

__all__ = ["report_of"]


def report_of(truth: Truth, layout: Layout = PLAIN, told: Truth | None = None) -> Report:
    """Return what a faultless reader and parser make of a report.

    Arguments:
        truth: what the tables say.
        layout: how they print it.
        told: what the prose says, where that is not the same.
    """
    told = told or truth
    sections = [
        SectionText(
            section.id,
            f"{section.ordinal}、{section.title}",
            Location(line=10 * place),
            [(text, Location(line=10 * place + 1)) for text in paragraphs(told, section.id)],
        )
        for place, section in enumerate(truth.form.sections, 1)
    ]
    return Report(
        source="report.txt",
        title=truth.title,
        organization=truth.body,
        year=truth.year,
        form=truth.form,
        tables=_tables(truth, layout),
        sections=sections,
        document=Document("report.txt", "text"),
        prose=[(text, Location(line=2)) for text in paragraphs(told, "introduction")],
    )


def _tables(truth: Truth, layout: Layout) -> dict[str, Table]:
    cells = printed_cells(truth, layout)
    tables: dict[str, Table] = {}
    for number, spec in enumerate(truth.tables):
        quantities = {
            address: Quantity(
                address,
                cells[address],
                shows(truth, layout, address),
                Location(line=100 * (number + 1) + place),
            )
            for place, address in enumerate(spec.addresses)
            if address in cells
        }
        tables[spec.id] = Table(spec, quantities, Location(line=100 * (number + 1)))
    return tables
