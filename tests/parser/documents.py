"""Documents for the parser's tests, written as they would come from a reader."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.parser import parse
from govreport.parser.report import Report
from govreport.reading.document import Block, Cell, Document, Grid, Location, Paragraph

HEADER = "｜自然人｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他｜总计"


def grid(*rows: str, ragged: bool = False) -> Grid:
    """Build a grid from rows whose cells are set apart by ｜.

    A cell that is ``<`` continues the cell on its left, one that is ``^`` the cell above.
    """
    built: list[list[Cell]] = []
    for number, row in enumerate(rows, 1):
        cells: list[Cell] = []
        for column, text in enumerate(row.split("｜"), 1):
            if text == "<":
                cells.append(cells[-1])
            elif text == "^":
                cells.append(built[-1][len(cells)])
            else:
                cells.append(Cell(text, Location(table=1, row=number, column=column)))
        built.append(cells)
    return Grid(built, Location(table=1), ragged=ragged)


def tabs(*rows: str) -> Grid:
    """Build a grid of text pasted with tabs, cells set apart by ｜."""
    return grid(*rows, ragged=True)


def document(*blocks: str | Block) -> Document:
    """Build a document; a text becomes a paragraph."""
    return Document(
        "report.html",
        "html",
        [
            Paragraph(block, Location(paragraph=number)) if isinstance(block, str) else block
            for number, block in enumerate(blocks, 1)
        ],
    )


def read(*blocks: str | Block) -> Report:
    """Parse a document of these blocks."""
    return parse(document("某某市人民政府2023年政府信息公开工作年度报告", *blocks))


def row(report: Report, address: str) -> list[object]:
    """Return the values of a row (``table.row``) in the form's order, missing cells left out."""
    return [q.value for q in report.quantities if q.address.rpartition(".")[0] == address]


def requests(*rows: str, header: Sequence[str] = (HEADER,)) -> Grid:
    """Build a requests table of a few rows."""
    return grid(*header, *rows)
