"""Writes reports as PDF: tables with and without lines, page breaks anywhere, turned pages.

Everything is placed by hand on the page, so that a test knows what stands where and can vary
what real programs vary: how lines are drawn, where a page ends within a table or within a row,
what becomes of a merged label there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import accumulate
from math import ceil
from pathlib import Path
from typing import Literal

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.generator.blocks import Block, Cell, Table

__all__ = ["PdfStyle", "chinese_font", "write", "written"]

FONT_FILES = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "/usr/share/fonts/truetype/arphic/ukai.ttc",
)
"""Free Chinese fonts as Debian installs them; reportlab embeds TrueType only."""

A4 = (595.0, 842.0)
PADDING = 3.0

Lines = Literal[
    "solid", "rects", "boxes", "double", "dashed", "dotted", "open", "level", "upright", "none"
]


@dataclass(frozen=True)
class PdfStyle:
    """How a report is printed.

    Arguments:
        lines: how tables are ruled: ``solid`` strokes, thin filled ``rects``, ``boxes`` around
            each cell, ``double``, ``dashed`` (short strokes), ``dotted``, ``open`` (no outer
            line left and right), ``level`` (between rows only), ``upright`` (between columns
            only, with a frame around), ``none``.
        embedded: the font is embedded; otherwise the viewer's own Chinese font is named.
        size: height of the type.
        leading: distance of lines in type sizes.
        margins: left, right, top, bottom.
        landscape: the page is wider than high.
        turn: the page is printed sideways by so many degrees.
        rotate: the viewer is told to turn the page back (``/Rotate``).
        columns: columns of prose.
        header, footer: printed on every page; ``{page}`` and ``{pages}`` are filled in.
        align: where figures stand in their cell.
        valign: where text stands in a higher cell.
        group_width: width of cells that cover several rows, in characters.
        label_width: greatest width of other labels, in characters.
        room: points left for the first table on its page (``None``: all that there is).
        split_rows: a page may end within a row.
        figures_below: of a row cut in two, the figures stand in the lower half.
        parted: a merged label at a page break is ``split`` where the page ends, or ``repeated``
            below where it fits above.
        repeat: so many head rows are printed again at the top of the next page.
        bold: head rows are printed twice, a little apart.
        watermark: large light slanting text across the page.
        password: needed to open the file; ``""`` encrypts without one.
        gap: space between rows without lines, in type sizes.
    """

    lines: Lines = "solid"
    embedded: bool = True
    size: float = 9.0
    leading: float = 1.3
    margins: tuple[float, float, float, float] = (70.0, 70.0, 70.0, 70.0)
    landscape: bool = False
    turn: int = 0
    rotate: bool = True
    columns: int = 1
    header: str = ""
    footer: str = "- {page} -"
    align: Literal["left", "center", "right"] = "center"
    valign: Literal["top", "middle", "bottom"] = "middle"
    group_width: float = 3.0
    label_width: float = 14.0
    room: float | None = None
    split_rows: bool = False
    figures_below: bool = False
    parted: Literal["split", "repeated"] = "split"
    repeat: int = 0
    bold: bool = False
    watermark: str = ""
    password: str | None = None
    gap: float = 0.0


@cache
def chinese_font(embedded: bool) -> str:
    """Register a free Chinese font and return its name; skip the test where there is none."""
    if not embedded:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        return "STSong-Light"
    for path in FONT_FILES:
        if Path(path).is_file():
            try:
                pdfmetrics.registerFont(TTFont("Chinese", path, subfontIndex=0))
            except TTFError:
                continue
            return "Chinese"
    pytest.skip("no free Chinese TrueType font is installed (Debian: fonts-wqy-microhei)")


def write(blocks: Sequence[Block], path: Path, style: PdfStyle | None = None) -> Path:
    """Write blocks as a PDF to ``path`` and return it."""
    path.write_bytes(written(blocks, style or PdfStyle()))
    return path


def written(blocks: Sequence[Block], style: PdfStyle) -> bytes:
    """Return the bytes of a PDF with these paragraphs and tables."""
    pages = _Printer(style, pages=0)
    pages.print(blocks)
    printer = _Printer(style, pages=pages.page)
    printer.print(blocks)
    return printer.data()


@dataclass
class _Printer:
    """The page that is being printed, and where on it.

    ``y`` runs downwards from the top of the upright page; columns of prose begin at ``band``.
    """

    style: PdfStyle
    pages: int
    page: int = 0
    y: float = 0.0
    band: float = 0.0
    column: int = 0
    buffer: BytesIO = field(default_factory=BytesIO)

    def __post_init__(self) -> None:
        width, height = A4[::-1] if self.style.landscape else A4
        self.width, self.height = width, height
        # reportlab exchanges width and height itself where it writes /Rotate
        sideways = self.style.turn in (90, 270) and not self.style.rotate
        self.canvas = Canvas(
            self.buffer,
            pagesize=(height, width) if sideways else (width, height),
            encrypt=_encryption(self.style.password),
            invariant=True,
        )
        self.font = chinese_font(self.style.embedded)
        self.left, right, self.top, bottom = self.style.margins
        self.right, self.bottom = width - right, height - bottom
        self._begin_page()

    # -- pages -------------------------------------------------------------------------------

    def data(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()

    def _begin_page(self) -> None:
        self.page += 1
        self.y, self.band, self.column = self.top, self.top, 0
        canvas, style = self.canvas, self.style
        if style.turn:
            x, y = {90: (self.height, 0), 180: (self.width, self.height), 270: (0, self.width)}[
                style.turn
            ]
            canvas.translate(x, y)
            canvas.rotate(style.turn)
            if style.rotate:
                canvas.setPageRotation(style.turn)
        numbers = {"page": self.page, "pages": self.pages}
        if style.header:
            self.text(style.header.format(**numbers), self.left, self.top - 36)
        if style.footer:
            footer = style.footer.format(**numbers)
            middle = (self.width - self.wide(footer)) / 2
            self.text(footer, middle, self.bottom + 36)
        if style.watermark:
            self._print_watermark()

    def _print_watermark(self) -> None:
        self.canvas.saveState()
        self.canvas.setFillGray(0.85)
        self.canvas.setFont(self.font, 60)
        self.canvas.translate(self.width / 4, self.height / 4)
        self.canvas.rotate(40)
        self.canvas.drawString(0, 0, self.style.watermark)
        self.canvas.restoreState()

    def new_page(self) -> None:
        self.canvas.showPage()
        self._begin_page()

    # -- text --------------------------------------------------------------------------------

    def wide(self, text: str, size: float | None = None) -> float:
        width: float = pdfmetrics.stringWidth(text, self.font, size or self.style.size)
        return width

    def text(self, text: str, x: float, y: float, size: float | None = None) -> None:
        """Print a line; ``y`` is the top of its type."""
        size = size or self.style.size
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.height - y - 0.88 * size, text)

    def wrapped(self, text: str, width: float, size: float | None = None) -> list[str]:
        """Break text into lines; words and figures are broken only where they must be."""
        lines: list[str] = []
        for part in text.split("\n"):
            line = ""
            for word in _words(part):
                if self.wide(line + word, size) <= width:
                    line += word
                    continue
                lines.append(line)
                line = ""
                for character in word:
                    if line and self.wide(line + character, size) > width:
                        lines.append(line)
                        line = ""
                    line += character
            lines.append(line)
        return [line for line in lines if line] if text else []

    # -- blocks ------------------------------------------------------------------------------

    def print(self, blocks: Sequence[Block]) -> None:
        room = self.style.room
        for index, block in enumerate(blocks):
            if isinstance(block, str):
                self.paragraph(block, title=index == 0)
                continue
            self.y += self.style.size
            if self.column:
                self.new_page()
            if room is not None and len(block) > 4:
                self.y, room = max(self.y, self.bottom - room), None
            _TablePrinter(self, block).print()
            self.y += 1.5 * self.style.size
            self.band = self.y

    def paragraph(self, text: str, title: bool = False) -> None:
        size = self.style.size * (1.6 if title else 1.2)
        gutter = 2 * size
        width = (self.right - self.left - gutter * (self.style.columns - 1)) / self.style.columns
        for line in self.wrapped(text if title else "　　" + text, width, size):
            if self.y + size * 1.5 > self.bottom:
                self._next_column()
            x = self.left + self.column * (width + gutter)
            if title:
                x += max(0.0, (width - self.wide(line, size)) / 2)
            self.text(line, x, self.y, size)
            self.y += size * 1.5
        if title:
            self.band = self.y

    def _next_column(self) -> None:
        if self.column + 1 < self.style.columns:
            self.column += 1
            self.y = self.band
        else:
            self.new_page()


def _words(text: str) -> Iterator[str]:
    """Yield single Chinese characters, and whole runs of digits and letters."""
    word = ""
    for character in text:
        if character.isascii() and character != " ":
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word


def _encryption(password: str | None) -> StandardEncryption | None:
    if password is None:
        return None
    return StandardEncryption(password, ownerPassword="owner", strength=128)


def _is_figure(text: str) -> bool:
    return bool(text) and not any(unicodedata.category(c) == "Lo" for c in text)


@dataclass
class _Piece:
    """A cell, or the part of one that stands on a page: rows, columns, lines of text."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[str]
    figure: bool


class _TablePrinter:
    """Lays out one table and prints it page by page."""

    def __init__(self, printer: _Printer, table: Table) -> None:
        self.printer, self.table, self.style = printer, table, printer.style
        self.line_height = self.style.size * self.style.leading
        self.extra = 2 * PADDING + self.style.gap * self.style.size
        widths = self._widths()
        self.xs = list(accumulate(widths, initial=printer.left))
        self.pieces = [
            self._piece(r, c, cell)
            for r, row in enumerate(table)
            for c, cell in enumerate(row)
            if cell is not None
        ]
        self.heights = self._heights()
        first = min((p.row for p in self.pieces if p.figure), default=0)
        self.head = min(self.style.repeat, first)

    def _piece(self, row: int, column: int, cell: Cell) -> _Piece:
        room = self.xs[column + cell.colspan] - self.xs[column] - 2 * PADDING
        lines = self.printer.wrapped(cell.text, room)
        figure = _is_figure(cell.text)
        return _Piece(row, column, cell.rowspan, cell.colspan, lines, figure)

    def _widths(self) -> list[float]:
        """Return widths of columns that fit the page, as wide as their cells ask for."""
        style, columns = self.style, len(self.table[0])
        wanted = [2.2 * style.size] * columns
        for row in self.table:
            for c, cell in enumerate(row):
                if cell is None or cell.colspan > 1:
                    continue
                chars = style.group_width if cell.rowspan > 1 else style.label_width
                limit = (
                    self.printer.wide(cell.text) if _is_figure(cell.text) else chars * style.size
                )
                width = min(self.printer.wide(cell.text), limit) + 2 * PADDING + 0.1
                wanted[c] = max(wanted[c], width)
        room = self.printer.right - self.printer.left
        limit = max(wanted)
        while sum(min(width, limit) for width in wanted) > room and limit > 12:
            limit -= 1
        wanted = [min(width, limit) for width in wanted]
        spare = (room - sum(wanted)) / columns
        return [width + spare for width in wanted] if spare > 0 else wanted

    def _heights(self) -> list[float]:
        heights = [self.line_height + self.extra] * len(self.table)
        for piece in sorted(self.pieces, key=lambda p: p.rows):
            need = len(piece.lines) * self.line_height + piece.rows * self.extra
            rows = range(piece.row, piece.row + piece.rows)
            missing = need - sum(heights[row] for row in rows)
            # whole lines in every row, so that a page break loses none
            more = max(0, ceil(missing / piece.rows / self.line_height)) * self.line_height
            for row in rows:
                heights[row] += more
        return heights

    # -- printing ----------------------------------------------------------------------------

    def print(self) -> None:
        start = 0
        while start < len(self.table):
            end = self._fitting(start)
            if end < len(self.table) and self._cut(start, end):
                continue
            if end > start:
                self._print_rows(list(range(start, end)), self.heights)
            start = end
            if start < len(self.table):
                self.printer.new_page()
                self._part_labels(start)
                if 0 < self.head <= start:
                    self._print_rows(list(range(self.head)), self.heights)

    def _fitting(self, start: int) -> int:
        """Return the row up to which the rows from ``start`` on fit onto the page."""
        room = self.printer.bottom - self.printer.y
        for row in range(start, len(self.table)):
            room -= self.heights[row]
            if room < 0:
                return row
        return len(self.table)

    def _cut(self, start: int, row: int) -> bool:
        """Cut a row that does not fit whole into two, if that is wanted and possible."""
        if not self.style.split_rows:
            return False
        room = self.printer.bottom - self.printer.y - sum(self.heights[start:row]) - self.extra
        keep = int(room / self.line_height)
        own = [p for p in self.pieces if p.row == row and p.rows == 1]
        most = max((len(p.lines) for p in own), default=0)
        if not 1 <= keep < most:
            return False
        self._cut_row(row, keep)
        halves = [lines * self.line_height + self.extra for lines in (keep, most - keep)]
        self.heights = [*self.heights[:row], *halves, *self.heights[row + 1 :]]
        self.table = [*self.table[: row + 1], *self.table[row:]]
        return True

    def _cut_row(self, row: int, keep: int) -> None:
        pieces = []
        for piece in self.pieces:
            if piece.row > row:
                piece.row += 1
            elif piece.row + piece.rows > row and piece.rows > 1:
                piece.rows += 1
            elif piece.row == row:
                upper = 0 if piece.figure and self.style.figures_below else keep
                lines = piece.lines
                piece.lines = lines[:upper]
                pieces.append(
                    _Piece(row + 1, piece.column, 1, piece.columns, lines[upper:], piece.figure)
                )
            pieces.append(piece)
        self.pieces = pieces

    def _part_labels(self, first: int) -> None:
        """Part the cells that begin above row ``first`` and go on below it."""
        for piece in list(self.pieces):
            if piece.row >= first or piece.row + piece.rows <= first:
                continue
            rest = piece.row + piece.rows - first
            lower = _Piece(first, piece.column, rest, piece.columns, [], piece.figure)
            lower.lines = self._rest.get(id(piece), [])
            room = sum(self.heights[first : first + rest])
            if len(lower.lines) * self.line_height + 2 * PADDING > room:
                lower.lines = []
            piece.rows -= rest
            self.pieces.append(lower)

    _rest: dict[int, list[str]] = {}  # noqa: RUF012 - replaced, never changed

    def _print_rows(self, rows: list[int], heights: list[float]) -> None:
        top = self.printer.y
        tops = dict(zip(rows, accumulate((heights[r] for r in rows), initial=top), strict=False))
        end = rows[-1] + 1
        tops[end] = top + sum(heights[r] for r in rows)
        self._rest = {}
        self.edges = (top, tops[end])
        for piece in self.pieces:
            if piece.row not in tops or piece.row >= end:
                continue
            bottom = tops[min(piece.row + piece.rows, end)]
            area = (self.xs[piece.column], tops[piece.row], self.xs[piece.column + piece.columns])
            self._print_piece(piece, (*area, bottom), cut=piece.row + piece.rows > end)
        if self.style.lines == "level":
            for row, y in tops.items():
                if row == end or not any(p.row < row < p.row + p.rows for p in self.pieces):
                    self._rule(self.xs[0], y, self.xs[-1], y)
        self.printer.y = tops[end]

    def _print_piece(
        self, piece: _Piece, area: tuple[float, float, float, float], cut: bool
    ) -> None:
        x0, top, x1, bottom = area
        lines = piece.lines
        if cut:
            fitting = max(1, int((bottom - top - 2 * PADDING) / self.line_height))
            if fitting >= len(lines) and self.style.parted == "repeated":
                self._rest[id(piece)] = lines
            else:
                lines, self._rest[id(piece)] = lines[:fitting], lines[fitting:]
        height = len(lines) * self.line_height
        free = bottom - top - height
        share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[self.style.valign]
        y = top + (min(PADDING, free / 2) if share == 0 else free * share)
        y -= min(PADDING, free / 2) if share == 1 else 0
        centred = piece.rows > 1 or piece.columns > 1 or piece.row == 0
        for line in lines:
            spare = x1 - x0 - self.printer.wide(line)
            align = self.style.align if piece.figure else ("center" if centred else "left")
            shift = {"left": PADDING, "center": spare / 2, "right": spare - PADDING}[align]
            self.printer.text(line, x0 + shift, y)
            if self.style.bold and piece.row == 0:
                self.printer.text(line, x0 + shift + 0.3, y)
            y += self.line_height
        self._print_sides(x0, top, x1, bottom)

    # -- lines -------------------------------------------------------------------------------

    def _print_sides(self, x0: float, top: float, x1: float, bottom: float) -> None:
        kind = self.style.lines
        if kind in ("none", "level"):
            return
        if kind == "boxes":
            self.printer.canvas.setLineWidth(0.5)
            y = self.printer.height - bottom
            self.printer.canvas.rect(x0, y, x1 - x0, bottom - top)
            return
        edges = (self.edges[0], self.edges[1]) if kind == "upright" else (top, bottom)
        for y in (top, bottom):
            if y in edges:
                self._rule(x0, y, x1, y)
        for x in (x0, x1):
            outer = abs(x - self.xs[0]) < 0.01 or abs(x - self.xs[-1]) < 0.01
            if not (kind == "open" and outer):
                self._rule(x, top, x, bottom)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, kind = self.printer.canvas, self.style.lines
        y0, y1 = self.printer.height - y0, self.printer.height - y1
        canvas.setLineWidth(0.5)
        if kind == "rects":
            canvas.rect(
                x0 - 0.24, min(y0, y1) - 0.24, x1 - x0 + 0.48, abs(y1 - y0) + 0.48, stroke=0, fill=1
            )
        elif kind == "double":
            across = y0 == y1
            for shift in (-0.75, 0.75):
                dx, dy = (0.0, shift) if across else (shift, 0.0)
                canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
        elif kind in ("dashed", "dotted"):
            self._broken_rule(x0, y0, x1, y1, *((3.0, 2.0) if kind == "dashed" else (0.6, 1.4)))
        else:
            canvas.line(x0, y0, x1, y1)

    def _broken_rule(
        self, x0: float, y0: float, x1: float, y1: float, dash: float, gap: float
    ) -> None:
        length = abs(x1 - x0) + abs(y1 - y0)
        dx, dy = (x1 - x0) / max(length, 1), (y1 - y0) / max(length, 1)
        at = 0.0
        while at < length:
            end = min(at + dash, length)
            self.printer.canvas.line(x0 + dx * at, y0 + dy * at, x0 + dx * end, y0 + dy * end)
            at += dash + gap
