"""Random tables with merged cells, and the comparison with what was read."""

from __future__ import annotations

from hypothesis import strategies as st

from govreport.reading.document import Grid
from tests.generator.blocks import Sheet, Table

__all__ = ["same", "tables"]

TEXTS = st.one_of(
    st.integers(0, 99_999).map(str),
    st.text('甲乙丙丁一二（）1.、，件a<&"', min_size=1, max_size=8).map(str.strip).filter(bool),
)


@st.composite
def tables(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS, rows: int = 6) -> Table:
    """Draw a table of two to ``rows`` rows and two to six columns with random merged cells."""
    height, width = draw(st.integers(2, rows)), draw(st.integers(2, 6))
    sheet = Sheet()
    for row in range(height):
        for column in range(width):
            if sheet.taken(row, column):
                continue
            down, across = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            down, across = _fitting(sheet, row, column, min(down, height - row), across, width)
            sheet.put(row, column, draw(texts), down, across)
    return sheet.table()


def _fitting(
    sheet: Sheet, row: int, column: int, down: int, across: int, width: int
) -> tuple[int, int]:
    """Return the greatest free rectangle within the wished one, growing to the right first."""
    free = 0
    while free < across and column + free < width and not sheet.taken(row, column + free):
        free += 1
    return down, max(free, 1)


def same(grid: Grid, table: Table) -> None:
    """Assert that a grid holds a table cell for cell, merged cells as one object.

    A cell that is written is at its place, at every place that it covers, and nowhere else.
    """
    assert [len(row) for row in grid.rows] == [len(row) for row in table]
    seen = set()
    for row, line in enumerate(table):
        for column, cell in enumerate(line):
            if cell is None:
                continue
            found = grid.rows[row][column]
            assert found.text == cell.text
            assert id(found) not in seen
            seen.add(id(found))
            for r in range(row, row + cell.rowspan):
                for c in range(column, column + cell.colspan):
                    assert grid.rows[r][c] is found
