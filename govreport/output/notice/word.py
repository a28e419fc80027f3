"""Blocks set as WordprocessingML, in the manner of the template that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from govreport.output.notice.blocks import Block, Cell, Grid, Line, Paragraph, Role, Span, line
from govreport.output.safe import one_line

__all__ = ["SPACE", "STYLES", "Manner", "Typesetter", "break_before", "clean", "make_slight", "w"]

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Setting = Role | Literal["cell"]

STYLES: Mapping[Setting, str] = {
    "heading": "整改通知标题",
    "body": "整改通知正文",
    "cell": "整改通知表格",
}
"""Names of the paragraph styles by which a template says how the blocks are set."""

_MARK = "rows"
"""Stands in a tree where the rows of a table belong; what a text says can never be one."""
_NO_XML = re.compile("[\ufffe\uffff]")
_SMALL = "21"
"""Size of the text in tables in half points (五号), where the template does not say."""
_LINE = {"val": "single", "sz": "4", "space": "0", "color": "auto"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return W + name


def element(name: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """Return a new element; attributes are WordprocessingML's own."""
    attributes = {w(key): value for key, value in attributes.items()}
    made = etree.Element(w(name), attributes, {"w": NAMESPACE})
    made.extend(children)
    return made


def clean(text: str) -> str:
    """Return text that XML can hold, on one line, that acts on nothing."""
    return _NO_XML.sub("", one_line(f"|{text}|"))[1:-1]


@dataclass(frozen=True)
class Manner:
    """How blocks are set in one template.

    Arguments:
        styles: identifiers of the template's styles for some settings.
        paragraph: properties of the paragraph in whose place the blocks stand (``None``: none).
        run: properties of its text.
        width: width of the text on the page, in twentieths of a point.
    """

    styles: Mapping[Setting, str] = field(default_factory=dict)
    paragraph: etree._Element | None = None
    run: etree._Element | None = None
    width: int = 8845


class Typesetter:
    """Sets blocks as elements of a tree; the rows of tables are added once that is written.

    A list of ten thousand files would take its memory a hundred times as a tree.
    """

    def __init__(self) -> None:
        self._rows: list[Iterable[etree._Element]] = []

    def set(self, block: Block, manner: Manner) -> etree._Element:
        """Return the element for a block."""
        if isinstance(block, Paragraph):
            return _paragraph(block.line, block.role, manner)
        table, rows = _table(block, manner)
        table.append(etree.ProcessingInstruction(_MARK, str(len(self._rows))))
        self._rows.append(rows)
        return table

    def written(self, root: etree._Element) -> bytes:
        """Return the XML of a tree, the rows in their places."""
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for number, rows in enumerate(self._rows):
            before, _, after = data.partition(f"<?{_MARK} {number}?>".encode())
            data = b"".join(
                [before, *(etree.tostring(row, encoding="UTF-8") for row in rows), after]
            )
        return data


# ── paragraphs ──


def _paragraph(
    text: Line, setting: Setting, manner: Manner, *, centred: bool = False
) -> etree._Element:
    properties = _paragraph_properties(setting, manner)
    if setting == "heading":
        _put(properties, "keepNext")
    if centred:
        _put(properties, "jc", val="center")
    made = element("p", properties)
    for span in text:
        shown = element("t")
        shown.text = clean(span.text)
        if shown.text.strip() != shown.text:
            shown.set(SPACE, "preserve")
        run = _run_properties(setting, manner, span.strong)
        made.append(element("r", *([run] if len(run) else []), shown))
    return made


def _paragraph_properties(setting: Setting, manner: Manner) -> etree._Element:
    if setting in manner.styles:
        return element("pPr", element("pStyle", val=manner.styles[setting]))
    if manner.paragraph is None:
        return element("pPr")
    properties = deepcopy(manner.paragraph)
    for name in ("rPr", "sectPr", *(("ind", "spacing", "jc") if setting == "cell" else ())):
        for child in properties.findall(w(name)):
            properties.remove(child)
    return properties


def _run_properties(setting: Setting, manner: Manner, bold: bool) -> etree._Element:
    styled = setting in manner.styles
    own = manner.run is not None and not styled
    properties = deepcopy(manner.run) if own else element("rPr")
    assert properties is not None
    if bold or (setting == "heading" and not styled):
        _put(properties, "b")
    if setting == "cell" and not styled:
        _put(properties, "sz", val=_SMALL)
        _put(properties, "szCs", val=_SMALL)
    return properties


def break_before(block: etree._Element) -> None:
    """Let a paragraph begin a new page."""
    properties = block.find(w("pPr"))
    if properties is not None:
        _put(properties, "pageBreakBefore")


def make_slight(paragraph: etree._Element) -> None:
    """Let an empty paragraph take hardly any room."""
    for child in list(paragraph):
        paragraph.remove(child)
    spacing = element("spacing", before="0", after="0", line="20", lineRule="exact")
    mark = element("rPr", element("sz", val="2"))
    paragraph.append(element("pPr", spacing, mark))


# The order in which the schema wants what is put into properties here; others stand before.
_ORDER = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
        "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
        "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
        "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
        "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
        "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
        "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
        "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect",
        "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
        "specVanish", "oMath", "rPrChange",
    ),
}  # fmt: skip


def _put(properties: etree._Element, name: str, **attributes: str) -> None:
    """Set a property in the place where the schema wants it."""
    for old in properties.findall(w(name)):
        properties.remove(old)
    order = _ORDER[etree.QName(properties).localname]
    before = order[: order.index(name)]
    at = sum(1 for child in properties if etree.QName(child).localname in before)
    properties.insert(at, element(name, **attributes))


# ── tables ──


def _table(grid: Grid, manner: Manner) -> tuple[etree._Element, Iterable[etree._Element]]:
    """Return a table without rows, and its rows."""
    total = sum(grid.widths)
    widths = [manner.width * share // total for share in grid.widths]
    borders = element("tblBorders", *(element(edge, **_LINE) for edge in _EDGES))
    properties = element(
        "tblPr",
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("jc", val="center"),
        borders,
        element("tblLayout", type="fixed"),
    )
    columns = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, columns), _rows(grid, widths, manner)


def _rows(grid: Grid, widths: list[int], manner: Manner) -> Iterator[etree._Element]:
    heads = [Cell((line(Span(head, strong=True)),), "center") for head in grid.heads]
    yield _row(heads, widths, manner, element("trPr", element("cantSplit"), element("tblHeader")))
    following = [*grid.rows[1:], ()]
    for row, after in zip(grid.rows, following, strict=True):
        continued = bool(after) and after[0].above
        # What is told of several figures may be long; all else is not torn by a page.
        whole = all(cell.columns == 1 for cell in row)
        properties = element("trPr", element("cantSplit")) if whole else None
        yield _row(row, widths, manner, properties, starts=continued)


def _row(
    cells: Iterable[Cell],
    widths: list[int],
    manner: Manner,
    properties: etree._Element | None,
    starts: bool = False,
) -> etree._Element:
    row = element("tr", *([properties] if properties is not None else []))
    at = 0
    for cell in cells:
        width = sum(widths[at : at + cell.columns])
        row.append(_cell(cell, width, manner, starts=starts and at == 0))
        at += cell.columns
    return row


def _cell(cell: Cell, width: int, manner: Manner, starts: bool) -> etree._Element:
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    if cell.columns > 1:
        properties.append(element("gridSpan", val=str(cell.columns)))
    if cell.above or starts:
        properties.append(element("vMerge", val="continue" if cell.above else "restart"))
    centred = cell.align == "center"
    if centred and not starts:
        properties.append(element("vAlign", val="center"))
    lines = (_paragraph(each, "cell", manner, centred=centred) for each in cell.lines or ((),))
    return element("tc", properties, *lines)
