"""Text of a scraped page in which every separator is lost."""

from __future__ import annotations

from collections.abc import Sequence

from tests.generator.blocks import Block

__all__ = ["run_together"]


def run_together(blocks: Sequence[Block], between: str = "") -> str:
    """Render as one line: cells, rows and paragraphs stand without anything between them.

    Arguments:
        blocks: the report.
        between: what stands between paragraphs, and before and after tables.
    """
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(block)
        else:
            cells = [cell.text for row in block for cell in row if cell]
            parts.append("".join(cells).replace("\n", ""))
    return f"{parts[0]}\n{between.join(parts[1:])}\n"
