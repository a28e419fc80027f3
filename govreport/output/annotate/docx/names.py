"""Elements of WordprocessingML as they are written into a part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.output.annotate.marks import FILLS, Level
from govreport.output.annotate.package import prefix_of
from govreport.output.annotate.xmlsource import Source, attribute
from govreport.output.annotate.xmltree import Tree
from govreport.reading.docx.tree import w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["AFTER_CELL_SHADING", "AFTER_RUN_SHADING", "STRICT_W", "Names", "W"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"

# What the schema puts behind the shading in the properties of a cell and of a run.
AFTER_CELL_SHADING = frozenset(
    map(w, ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers",
            "cellIns", "cellDel", "cellMerge", "tcPrChange"))
)  # fmt: skip
AFTER_RUN_SHADING = frozenset(
    map(w, ("fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
            "oMath", "rPrChange"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """How elements and attributes are written in one part.

    Arguments:
        prefix: the prefix with its colon.
        declared: the declaration that a new element needs.
    """

    prefix: str
    declared: str

    @classmethod
    def of(cls, source: Source) -> Names:
        """Return the names of a part."""
        return cls(*prefix_of(source, W, STRICT_W))

    def element(self, name: str, content: str | None = None, **attributes: object) -> str:
        """Return an element; it is one tag where it has no content.

        Arguments:
            name: its name.
            content: what stands in it.
            attributes: its attributes.
        """
        given = "".join(attribute(self.prefix + key, value) for key, value in attributes.items())
        head = f"<{self.prefix}{name}{self.declared}{given}"
        return f"{head}/>" if content is None else f"{head}>{content}</{self.prefix}{name}>"

    def shading(self, level: Level) -> str:
        """Return the shading of a cell or of a run."""
        return self.element("shd", val="clear", color="auto", fill=FILLS[level])

    def shaded(
        self,
        tree: Tree,
        properties: etree._Element | None,
        level: Level,
        name: str,
        after: frozenset[str],
    ) -> str:
        """Return the properties of a cell or run with a shading.

        Arguments:
            tree: the part.
            properties: the properties as they are (``None``: there are none).
            level: which shading.
            name: what the element is called.
            after: the elements that must stand behind the shading.
        """
        new = self.shading(level)
        if properties is None or not len(properties):
            return self.element(name, new)
        node = tree.node(properties)
        start = end = node.close
        for child in properties:
            here = tree.node(child)
            if child.tag == w("shd"):
                start, end = here.start, here.end
                break
            if child.tag in after:
                start = end = here.start
                break
        text = tree.source.text
        return text(node.start, start) + new + text(end, node.end)
