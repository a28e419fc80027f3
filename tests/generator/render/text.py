"""Text as pasted from Word or a browser (tabs), and Markdown (pipes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.generator.blocks import Block, Cell, Table

__all__ = ["TabStyle", "pipes", "tabs"]


@dataclass(frozen=True)
class TabStyle:
    """How a table turns into text with tabs.

    Arguments:
        covered: a place that a merged cell covers still gives an empty field; otherwise it is
            lost, as when copied from a browser.
        trailing: this many tabs at the end of every row.
        blank_lines: a blank line between paragraphs.
    """

    covered: bool = True
    trailing: int = 0
    blank_lines: bool = True


def tabs(blocks: Sequence[Block], style: TabStyle = TabStyle()) -> str:
    """Render as text with tabs between cells."""
    gap = "\n\n" if style.blank_lines else "\n"
    return (
        gap.join(block if isinstance(block, str) else _tabbed(block, style) for block in blocks)
        + "\n"
    )


def _tabbed(table: Table, style: TabStyle) -> str:
    rows = []
    for row in table:
        fields = [_flat(cell) for cell in row if cell or style.covered]
        rows.append("\t".join(fields) + "\t" * style.trailing)
    return "\n".join(rows)


def _flat(cell: Cell | None) -> str:
    return cell.text.replace("\n", "") if cell else ""


def pipes(blocks: Sequence[Block], repeat: bool = False) -> str:
    """Render as Markdown; a merged cell stands in its first place, or in all of them."""
    parts = []
    for block in blocks:
        parts.append(block if isinstance(block, str) else _piped(block, repeat))
    return "\n\n".join(parts) + "\n"


def _piped(table: Table, repeat: bool) -> str:
    rows = [[_flat(cell).replace("|", r"\|") for cell in row] for row in table]
    if repeat:
        for r, row in enumerate(table):
            for c, cell in enumerate(row):
                _fill(rows, r, c, cell)
    rule = ["---"] * len(table[0])
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], rule, *rows[1:]))


def _fill(rows: list[list[str]], r: int, c: int, cell: Cell | None) -> None:
    if cell:
        for row in range(r, r + cell.rowspan):
            rows[row][c : c + cell.colspan] = [rows[r][c]] * cell.colspan
