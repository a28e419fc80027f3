"""The rows and cells of a Word table, as they stand once tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.reading.docx.tree import children, is_on, number, w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Row", "TableCell", "rows"]

ROW, CELL = w("tr"), w("tc")
CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell and how it is merged with its neighbours.

    Arguments:
        element: the cell.
        span: how many columns of the table it covers.
        merged_down: it is part of a cell that covers several rows.
        continues_down: it belongs to the cell above.
        continues_across: it belongs to the cell before (an old way to merge).
    """

    element: etree._Element
    span: int
    merged_down: bool
    continues_down: bool
    continues_across: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Arguments:
        cells: its cells.
        before: how many columns it leaves out on the left.
        after: how many columns it leaves out on the right.
        hidden: the row is not shown.
    """

    cells: list[TableCell]
    before: int
    after: int
    hidden: bool


def rows(table: etree._Element) -> Iterator[Row]:
    """Yield the rows of a table, deleted ones and empty ones left out."""
    for element in children(table):
        if element.tag != ROW:
            continue
        properties = element.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        cells = [_cell(each) for each in children(element) if each.tag == CELL]
        cells = [each for each in cells if not _is_deleted(each.element)]
        if cells:
            yield Row(
                cells,
                before=max(number(properties, "gridBefore"), 0),
                after=max(number(properties, "gridAfter"), 0),
                hidden=bool(is_on(properties, "hidden")),
            )


def _cell(element: etree._Element) -> TableCell:
    properties = element.find(w("tcPr"))
    down = properties.find(w("vMerge")) if properties is not None else None
    across = properties.find(w("hMerge")) if properties is not None else None
    return TableCell(
        element,
        span=max(number(properties, "gridSpan", 1), 1),
        merged_down=down is not None,
        continues_down=_continues(down),
        continues_across=_continues(across),
    )


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and merge.get(w("val"), CONTINUE) == CONTINUE


def _is_deleted(cell: etree._Element) -> bool:
    properties = cell.find(w("tcPr"))
    return properties is not None and properties.find(w("cellDel")) is not None
