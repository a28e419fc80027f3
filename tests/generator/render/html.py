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
        dressed: every paragraph, span and cell bears the style that editors give it.
        site: the report stands between the navigation, scripts and foot of an office's site.
    """

    word: bool = False
    spans: Literal["clean", "malformed"] = "clean"
    nested: bool = False
    header: bool = False
    charset: str = "utf-8"
    blank: Literal["", "&nbsp;", "<o:p> </o:p>", "<br>"] = ""
    script: bool = False
    seed: int = 0
    dressed: bool = False
    site: bool = False


_P_STYLE = (
    ' align="center" style="margin:0cm 0cm 0pt;text-align:center;line-height:18pt;'
    'mso-line-height-rule:exactly;mso-pagination:widow-orphan"'
)
_SPAN_STYLE = ' style="font-size:10.5pt;font-family:宋体;color:black;mso-font-kerning:0pt"'
_CELL_STYLE = (
    ' width="64" valign="center" style="width:48.2pt;border-top:none;border-left:none;'
    "border-bottom:solid windowtext 1.0pt;border-right:solid windowtext 1.0pt;"
    'padding:0cm 5.4pt 0cm 5.4pt;height:22.5pt"'
)
_MENU = (
    "首页",
    "政务公开",
    "政府信息公开指南",
    "法定主动公开内容",
    "依申请公开",
    "办事服务",
    "互动交流",
)
_SCRIPT = """<script type="text/javascript">
var menu = document.getElementById("menu%d"), total = [0, 1, 2, 3];
for (var i = 0; i < total.length; i++) { if (i > %d) { menu.className = "on"; } }
</script>
"""
_TOP = (
    "".join(_SCRIPT % (n, n) for n in range(12))
    + '<!-- 导航 --><div class="nav"><ul>'
    + "".join(
        f'<li class="n{n}"><a href="/col/col{n}/index.html" target="_blank" title="{name}">'
        f'<img src="/images/icon{n}.png" width="16"><span>{name}</span></a></li>'
        for n, name in enumerate(_MENU * 8)
    )
    + '</ul></div><div class="place">当前位置：<a href="/">首页</a> &gt; <a href="/nb/">年度报告</a></div>'
)
_FOOT = (
    '<div class="share">分享：<a href="#">微信</a><a href="#">微博</a></div><div class="foot"><p>'
    + "</p><p>".join(
        ("主办单位：某某市人民政府办公室", "网站标识码：0000000000", "联系电话：0000-0000000")
    )
    + "</p></div>"
    + _SCRIPT % (99, 99)
)
"""What stands around an article on the site of an office."""


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
    if style.site:
        body = f'{_TOP}<div class="article" id="zoom">{body}</div>{_FOOT}'
    meta = f'<meta charset="{style.charset}">' if style.charset else ""
    script = "<script>var 总计 = [1, 2, 3];</script><style>td { width: 12px }</style>"
    head = f"<head>{meta}<title>{escape(title)}</title>{script if style.script else ''}</head>"
    return f"<!DOCTYPE html>\n<html>{head}\n<body>\n{body}\n</body></html>\n"


def _paragraph(text: str, style: HtmlStyle, random: Random) -> str:
    kind = " class=MsoNormal" if style.word else ""
    return f"<p{kind}{_P_STYLE if style.dressed else ''}>{_text(text, style, random)}</p>"


def _text(text: str, style: HtmlStyle, random: Random) -> str:
    lines = [escape(line) for line in text.split("\n")]
    if not style.word:
        shown = "<br>".join(lines)
        return f"<span{_SPAN_STYLE}>{shown}</span>" if style.dressed else shown
    spans = "<br>".join(_spans(line, random) for line in lines)
    if style.dressed:
        spans = f"<span{_SPAN_STYLE}>{spans}</span>"
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
    if style.dressed:
        spans += _CELL_STYLE
    if not cell.text:
        return f"<{tag}{spans}>{style.blank}</{tag}>"
    text = _text(cell.text, style, random)
    dress = _P_STYLE if style.dressed else ""
    inner = f"<p class=MsoNormal{dress}>{text}</p>" if style.word else text
    return f"<{tag}{spans}>{inner}</{tag}>"


def _span(name: str, count: int, style: HtmlStyle) -> str:
    if style.spans == "malformed":
        return f' {name}="{count}px"' if count > 1 else f' {name}=""'
    return f' {name}="{count}"' if count > 1 else ""
