"""PDF with text: ruled and unruled tables, tables over several pages, prose in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from govreport.reading.document import Block, Document, Grid, Location
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits, exceeded
from govreport.reading.pdf.flow import FlowLine, flow_of, settle_margins
from govreport.reading.pdf.joining import goes_on, joined
from govreport.reading.pdf.laid import LaidTable
from govreport.reading.pdf.notes import Observations
from govreport.reading.pdf.page import PageLayout, layout_of, regions_by_page
from govreport.reading.pdf.prose import paragraphs_of, usual_size
from govreport.reading.pdf.ruled import PageTable
from govreport.reading.pdf.source import open_pdf, page_content, page_count, title_of
from govreport.reading.pdf.unruled import with_laid_tables
from govreport.text import Text

__all__ = ["read"]

GARBLED_FILE = Text(
    "文件中的文字大多未注明编码，复制出来是乱码，无法读取；请用原文件（Word、WPS）重新导出 PDF",
    "most of the text is in fonts that do not say which characters they show; export the PDF anew "
    "from the original document",
)

Item = FlowLine | PageTable | LaidTable


def read(data: bytes, source: str, limits: Limits = DEFAULT) -> Document:
    """Read a PDF.

    A page without text gives a note of kind ``no-text``; a file without any text gives a
    document without blocks. Text that may be misread is marked as doubtful.

    Arguments:
        data: the bytes of the file.
        source: the path as the user gave it.
        limits: ``pages`` and ``cells`` are kept.

    Raises:
        ReadingError: ``encrypted``, ``damaged``, ``too-large``; ``no-text`` where the file does
            not say which characters most of its text consists of.
    """
    document = Document(source, "pdf")
    seen = Observations()
    layouts: list[PageLayout] = []
    with open_pdf(data) as pdf:
        document.title = title_of(pdf)
        count = page_count(pdf)
        if count > limits.pages:
            raise exceeded("pages", limits)
        for number in range(1, count + 1):
            page = page_content(pdf, number)
            seen.see(number, page)
            if page is not None:
                layouts.append(layout_of(page))
    if seen.unknown > seen.known:
        raise ReadingError("no-text", GARBLED_FILE)
    document.notes = list(seen.notes(data))
    items = _whole_tables(flow_of(regions_by_page(layouts)))
    document.blocks = list(_blocks(_with_laid_tables(items), limits))
    return document


def _whole_tables(items: Iterable[FlowLine | PageTable]) -> list[FlowLine | PageTable]:
    """Join the parts of tables that go over several pages."""
    whole: list[FlowLine | PageTable] = []
    for item in items:
        last = whole[-1] if whole else None
        if isinstance(item, PageTable) and isinstance(last, PageTable) and goes_on(last, item):
            whole[-1] = joined(last, item)
        else:
            whole.append(item)
    return [item for item in whole if isinstance(item, FlowLine) or _holds_text(item)]


def _holds_text(table: PageTable) -> bool:
    return any(cell.text for row in table.rows for cell in row)


def _with_laid_tables(items: Iterable[FlowLine | PageTable]) -> Iterator[Item]:
    """Put the tables without lines together among the lines."""
    for is_table, group in groupby(items, key=lambda item: isinstance(item, PageTable)):
        if is_table:
            yield from group
        else:
            yield from with_laid_tables([line for line in group if isinstance(line, FlowLine)])


def _blocks(items: Iterable[Item], limits: Limits) -> Iterator[Block]:
    """Yield paragraphs and grids, the tables and their cells numbered."""
    stream = list(items)
    prose = [item for item in stream if isinstance(item, FlowLine)]
    settle_margins(prose)
    size = usual_size(prose)
    tables, cells = 0, 0
    for is_line, group in groupby(stream, key=lambda item: isinstance(item, FlowLine)):
        if is_line:
            lines = [line for line in group if isinstance(line, FlowLine)]
            yield from paragraphs_of(lines, size)
            continue
        for table in group:
            if isinstance(table, FlowLine):
                continue
            tables += 1
            cells += sum(map(len, table.rows))
            if cells > limits.cells:
                raise exceeded("cells", limits)
            yield _grid(table, tables)


def _grid(table: PageTable | LaidTable, number: int) -> Grid:
    placed: set[int] = set()
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row, 1):
            if id(cell) not in placed:
                placed.add(id(cell))
                cell.location = Location(page=cell.location.page, table=number, row=r, column=c)
    offsets = table.offsets if isinstance(table, LaidTable) else None
    return Grid(table.rows, table.rows[0][0].location, offsets=offsets)
