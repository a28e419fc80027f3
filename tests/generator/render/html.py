"""Web pages: plain ones, and ones that Word or a content management system exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from random import Random
from typing import Literal

from tests.generator.blocks import Block, Cell, Table

__all__ = ["HtmlStyle", "html"]


@dataclass(frozen=True)
class HtmlStyle:
    """How a page is written.

    Arguments:
        word: paragraphs, spans and ``<o:p>`` as Word exports them; figures split over spans.
        spans: how ``rowspan`` and ``colspan`` are written: ``clean``, or as ``malformed`` ones
            («2px», quotes inside, ``colspan=""`` on single cells).
        nested: the report stands inside a table that lays out the page.
        header: ``<thead>`` and ``<th>`` for the header.
        charset: the encoding that the page declares (``""``: none).
        blank: what stands in a blank cell.
        script: scripts and styles with figures in them.
        seed: decides where figures are split.
    """

    word: bool = False
    spans: Literal["clean", "malformed"] = "clean"
    nested: bool = False
    header: bool = False
    charset: str = "utf-8"
    blank: Literal["", "&nbsp;", "<o:p> </o:p>", "<br>"] = ""
    script: bool = False
    seed: int = 0


def html(blocks: Sequence[Block], style: HtmlStyle = HtmlStyle()) -> str:
    """Render as a web page."""
    random = Random(style.seed)
    title = next((block for block in blocks if isinstance(block, str)), "")
    body = "\n".join(
        _paragraph(block, style, random) if isinstance(block, str) else _table(block, style, random)
        for block in blocks
    )
    if style.nested:
        menu = "<td width=160><ul><li>首页</li><li>公开年报</li></ul></td>"
        body = f"<table width=980><tr>{menu}<td valign=top><div>{body}</div></td></tr></table>"
    meta = f'<meta charset="{style.charset}">' if style.charset else ""
    script = "<script>var 总计 = [1, 2, 3];</script><style>td { width: 12px }</style>"
    head = f"<head>{meta}<title>{escape(title)}</title>{script if style.script else ''}</head>"
    return f"<!DOCTYPE html>\n<html>{head}\n<body>\n{body}\n</body></html>\n"


def _paragraph(text: str, style: HtmlStyle, random: Random) -> str:
    return f"<p{' class=MsoNormal' if style.word else ''}>{_text(text, style, random)}</p>"


def _text(text: str, style: HtmlStyle, random: Random) -> str:
    lines = [escape(line) for line in text.split("\n")]
    if not style.word:
        return "<br>".join(lines)
    spans = "<br>".join(_spans(line, random) for line in lines)
    return f"{spans}<span><o:p></o:p></span>"


def _spans(text: str, random: Random) -> str:
    """Split a text over spans at any place outside an entity, within numbers too."""
    if len(text) < 2 or "&" in text:
        return f'<span style="font-family:宋体">{text}</span>'
    at = random.randrange(1, len(text))
    return f'<span lang="EN-US">{text[:at]}</span><span style="font-family:宋体">{text[at:]}</span>'


def _table(table: Table, style: HtmlStyle, random: Random) -> str:
    rows = [_row(row, style, random, "td") for row in table]
    if style.header:
        end = _header_end(table)
        heads = "".join(_row(row, style, random, "th") for row in table[:end])
        rows[:end] = [f"<thead>{heads}</thead><tbody>"]
        rows.append("</tbody>")
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"


def _header_end(table: Table) -> int:
    """Return how many rows belong into ``<thead>``: no merged cell may reach out of it."""
    end = 1
    while any(cell and r + cell.rowspan > end for r in range(end) for cell in table[r]):
        end += 1
    return end


def _row(row: list[Cell | None], style: HtmlStyle, random: Random, tag: str) -> str:
    return "<tr>" + "".join(_cell(cell, style, random, tag) for cell in row if cell) + "</tr>"


def _cell(cell: Cell, style: HtmlStyle, random: Random, tag: str) -> str:
    spans = _span("rowspan", cell.rowspan, style) + _span("colspan", cell.colspan, style)
    if not cell.text:
        return f"<{tag}{spans}>{style.blank}</{tag}>"
    text = _text(cell.text, style, random)
    inner = f"<p class=MsoNormal>{text}</p>" if style.word else text
    return f"<{tag}{spans}>{inner}</{tag}>"


def _span(name: str, count: int, style: HtmlStyle) -> str:
    if style.spans == "malformed":
        return f' {name}="{count}px"' if count > 1 else f' {name}=""'
    return f' {name}="{count}"' if count > 1 else ""
