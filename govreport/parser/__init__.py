"""Document → Report: title and sections, the tables with every figure, claims in the prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.forms.model import Form
from govreport.parser.errors import NotAReport
from govreport.parser.report import Report
from govreport.reading.document import Document, Location
from govreport.uncollected import uncollected

if TYPE_CHECKING:
    from govreport.parser.sections import Outline
    from govreport.parser.title import Heading

__all__ = ["NotAReport", "parse"]

_SUBJECTS = ("信息公开", "主动公开", "申请公开", "公开信息", "政务公开")


@uncollected()
def parse(document: Document, form: Form | None = None) -> Report:
    """Return the report that a document is.

    Arguments:
        document: what was read from the file.
        form: the form that it is on; recognised from the labels when not given.

    Raises:
        NotAReport: neither title, sections nor tables are those of an annual report.
    """
    # What finds a report's parts is loaded to find them: results from the cache need none of it.
    from govreport.parser.recognise import fitting, recognise
    from govreport.parser.sections import find_sections
    from govreport.parser.several import first_report
    from govreport.parser.stored import from_data
    from govreport.parser.tables import read_tables
    from govreport.parser.title import find_title

    if document.stored is not None:
        return from_data(document.stored, document.source, form)
    told = (form,) if form else recognise(document)
    document = first_report(document, told[0])
    outline = find_sections(document, told[0])
    heading = find_title(document, outline)
    form = fitting(told, heading.year)
    if form.sections != told[0].sections:
        outline = find_sections(document, form)
    found = read_tables(document, form, outline)
    outline = outline.without(found.extents, document, form)
    report = Report(
        source=document.source,
        title=heading.title,
        organization=heading.organization,
        year=heading.year,
        form=form,
        tables=found.tables,
        sections=outline.sections,
        document=document,
        prose=outline.preface,
    )
    if not _is_report(report, heading, outline):
        raise NotAReport(document.source)
    return report


def _is_report(report: Report, heading: Heading, outline: Outline) -> bool:
    """Tables make a report; without any, several sections, or title and prose together."""
    if report.tables or len(outline.sections) >= 3:
        return True
    return heading.title is not None and (bool(outline.sections) or _tells(outline.preface))


def _tells(prose: list[tuple[str, Location]]) -> bool:
    """Tell whether prose reports on disclosure, as the pages that link to reports do not."""
    return any(
        len(text) >= 30 and "。" in text and any(word in text for word in _SUBJECTS)
        for text, _ in prose
    )
