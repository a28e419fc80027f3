"""The text of one paragraph, put together from its runs, and what else stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.reading.characters import clean
from govreport.reading.docx.drawing import CONTAINERS, Content, contents
from govreport.reading.docx.styles import Styles
from govreport.reading.docx.symbols import symbol
from govreport.reading.docx.tree import children, is_on, value, w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Inline"]

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATHS = {f"{M}oMath", f"{M}oMathPara"}
RUN, RUN_PROPERTIES, TEXT = w("r"), w("rPr"), w("t")
SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}


class Inline:
    """The text of one paragraph as it is shown, and the drawings anchored in it.

    Arguments:
        paragraph: the paragraph, or another element that holds runs.
        styles: the styles of the document.

    Attributes:
        contents: text boxes, pictures and embedded files, in order.
        has_hidden: some text was left out because it is hidden.
    """

    def __init__(self, paragraph: etree._Element, styles: Styles) -> None:
        self._styles = styles
        self._parts: list[str] = []
        self._nodes: list[etree._Element] = []
        # Where the code of each open field begins; ``None`` once its result has begun.
        self._fields: list[int | None] = []
        self.contents: list[Content] = []
        self.has_hidden = False
        self._runs(paragraph)

    @property
    def text(self) -> str:
        """The text as it is shown."""
        return clean("".join(self._parts))

    @property
    def pieces(self) -> list[tuple[str, etree._Element]]:
        """The pieces of the text, each with the element that it stands in."""
        return list(zip(self._parts, self._nodes, strict=True))

    def _runs(self, parent: etree._Element) -> None:
        for node in children(parent):
            if node.tag == RUN:
                self._run(node)
            elif node.tag in MATHS:
                self._add(_formula(node), node)

    def _run(self, run: etree._Element) -> None:
        hidden = self._is_hidden(run)
        for node in children(run):
            tag = node.tag
            if tag == TEXT:
                self._add((node.text or "").replace("\n", " "), node, hidden)
            elif tag in SIGNS:
                self._add(SIGNS[tag], node, hidden)
            elif tag == w("sym"):
                self._add(symbol(node.get(w("font"), ""), node.get(w("char"), "")), node, hidden)
            elif tag == w("fldChar"):
                self._field(node.get(w("fldCharType")))
            elif tag == w("ruby"):
                base = node.find(w("rubyBase"))
                self._runs(base if base is not None else node)
            elif tag in CONTAINERS and not hidden:
                self.contents.extend(contents(node))

    def _add(self, text: str, node: etree._Element, hidden: bool = False) -> None:
        if not hidden:
            self._parts.append(text)
            self._nodes.append(node)
        elif text.strip():
            self.has_hidden = True

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run[0] if len(run) and run[0].tag == RUN_PROPERTIES else None
        if properties is None:
            return False
        own = is_on(properties, "vanish")
        if own is not None:
            return own
        style = value(properties, "rStyle")
        return style is not None and self._styles.is_hidden(style)

    def _field(self, mark: str | None) -> None:
        """Follow a field: its code is not shown, its result is.

        A code that never ends is no field, and its text stays.
        """
        if mark == "begin":
            self._fields.append(len(self._parts))
        elif self._fields:
            start = self._fields.pop()
            if start is not None:
                del self._parts[start:], self._nodes[start:]
            if mark == "separate":
                self._fields.append(None)


def _formula(formula: etree._Element) -> str:
    """Return a formula on one line, fractions with a stroke."""
    parts = formula.iter(f"{M}t", f"{M}den")
    return "".join("/" if each.tag == f"{M}den" else each.text or "" for each in parts)
