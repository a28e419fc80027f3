"""Text laid out with spaces, as pdftotext -layout gives it.

Cells are centred in their place as a PDF shows them: a label of two lines stands above and
below the figures of its row, a group label in the middle of its rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.generator.blocks import Block, Table

__all__ = ["SpaceStyle", "spaces"]


NO_LINE_START = "，。、；：）”》"


@dataclass(frozen=True)
class SpaceStyle:
    """How a page is laid out.

    Arguments:
        label_width: display columns for a column of labels (a Chinese character is two wide).
        gap: spaces between columns.
        lines_per_page: lines after which a page ends with its number and a form feed.
        prose_width: display columns of a line of prose.
        middle: cells are centred up and down; otherwise they begin at the top of their place.
    """

    label_width: int = 24
    gap: int = 3
    lines_per_page: int = 48
    prose_width: int = 76
    middle: bool = True


@dataclass
class Canvas:
    """Half-lines of text: cells of an even and an odd number of lines centre between each other."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)

    def write(self, half_line: int, column: int, text: str) -> None:
        """Write ``text`` from a display column on."""
        if text:
            self.rows.setdefault(half_line, {})[column] = text

    def lines(self) -> list[str]:
        """Return the written lines from the top."""
        return [_line(self.rows[half_line]) for half_line in sorted(self.rows)]


def spaces(blocks: Sequence[Block], style: SpaceStyle = SpaceStyle()) -> str:
    """Render as text with tables laid out by spaces, page numbers and form feeds between."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            lines += _title(block, style) if number == 0 else _prose(block, style)
        else:
            lines += ["", *_laid_out(block, style), ""]
    return _paged(lines, style)


def width_of(text: str) -> int:
    """Return how many display columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _line(parts: dict[int, str]) -> str:
    text = ""
    for column in sorted(parts):
        text += " " * max(2 if text else 0, column - width_of(text)) + parts[column]
    return text


def _title(text: str, style: SpaceStyle) -> list[str]:
    return [" " * max(0, (style.prose_width - width_of(text)) // 2) + text, ""]


def _prose(text: str, style: SpaceStyle) -> list[str]:
    first, *others = wrapped("    " + text, style.prose_width)
    return [first, *others]


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` display columns, digits kept together."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for token in _tokens(paragraph):
            if line.strip() and width_of(line + token) > width:
                lines.append(line)
                line = ""
            line += token
        lines.append(line)
    return lines


def _tokens(text: str) -> list[str]:
    """Split into single characters, but keep a number in one piece."""
    tokens: list[str] = []
    for sign in text:
        last = tokens[-1][-1] if tokens else ""
        glued = (sign.isascii() and sign != " " and last.isascii()) or (
            sign.isdigit() and (last.isdigit() or last in "，．")
        )
        if tokens and (glued or sign in NO_LINE_START):
            tokens[-1] += sign
        else:
            tokens.append(sign)
    return tokens


def _laid_out(table: Table, style: SpaceStyle) -> list[str]:
    widths = _widths(table, style)
    starts = [sum(widths[:c]) + style.gap * c for c in range(len(widths))]
    texts = {
        (r, c): wrapped(
            cell.text, sum(widths[c : c + cell.colspan]) + style.gap * (cell.colspan - 1)
        )
        for r, row in enumerate(table)
        for c, cell in enumerate(row)
        if cell
    }
    heights = _heights(table, texts)
    tops = [2 * sum(heights[:r]) for r in range(len(table) + 1)]
    canvas = Canvas()
    for (r, c), lines in texts.items():
        cell = table[r][c]
        assert cell is not None
        room = sum(widths[c : c + cell.colspan]) + style.gap * (cell.colspan - 1)
        spare = tops[r + cell.rowspan] - tops[r] - 2 * len(lines)
        top = tops[r] + (spare // 2 if style.middle else 0)
        for number, line in enumerate(lines):
            canvas.write(top + 2 * number, starts[c] + max(0, room - width_of(line)) // 2, line)
    return canvas.lines()


def _widths(table: Table, style: SpaceStyle) -> list[int]:
    """Columns of figures are as wide as their widest figure, label columns as the style says."""
    widths = []
    for c in range(len(table[0])):
        column = [row[c] for row in table]
        single = [cell.text for cell in column if cell and cell.colspan == 1]
        figures = max((width_of(t) for t in single if _is_figure(t)), default=0)
        labels = min(style.label_width, max(map(width_of, single), default=4))
        widths.append(max(figures, min(labels, 8)) if figures else max(6, labels))
    return widths


def _is_figure(text: str) -> bool:
    return bool(text) and all(sign.isdigit() or sign in "，,．.＋+－-件元" for sign in text)


def _heights(table: Table, texts: dict[tuple[int, int], list[str]]) -> list[int]:
    """Rows are as high as their highest cell; a merged cell stretches its last row."""
    heights = [1] * len(table)
    for (r, c), lines in sorted(texts.items()):
        cell = table[r][c]
        if cell and cell.rowspan == 1:
            heights[r] = max(heights[r], len(lines))
    for (r, c), lines in sorted(texts.items()):
        cell = table[r][c]
        if cell and cell.rowspan > 1:
            missing = len(lines) - sum(heights[r : r + cell.rowspan])
            heights[r + cell.rowspan - 1] += max(0, missing)
    return heights


def _paged(lines: list[str], style: SpaceStyle) -> str:
    pages = []
    for number, start in enumerate(range(0, len(lines), style.lines_per_page), 1):
        page = lines[start : start + style.lines_per_page]
        pages.append("\n".join([*page, "", " " * 38 + f"- {number} -"]))
    return "\n\f".join(pages) + "\n"
