"""A tree that finds elements, tied to the bytes in which they are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.output.annotate.xmlsource import Node, Source

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Tree"]


class Tree:
    """The tree of an XML part and its bytes.

    Arguments:
        root: the outermost element, comments and processing instructions left out.
        source: the same part.
    """

    def __init__(self, root: etree._Element, source: Source) -> None:
        self.root = root
        self.source = source
        self._numbers = {element: number for number, element in enumerate(root.iter())}
        assert len(self._numbers) == len(source), "the tree is that of another part"

    def node(self, element: etree._Element) -> Node:
        """Return where an element stands."""
        return self.source.node(self._numbers[element])

    def raw(self, element: etree._Element) -> str:
        """Return an element as it stands."""
        node = self.node(element)
        return self.source.text(node.start, node.end)

    def remove(self, element: etree._Element) -> None:
        """Take an element out."""
        node = self.node(element)
        self.source.edits.replace(node.start, node.end, "")

    def replace(self, element: etree._Element, new: str) -> None:
        """Put something in the place of an element."""
        node = self.node(element)
        self.source.edits.replace(node.start, node.end, new)

    def insert_before(self, new: str, after: frozenset[str]) -> None:
        """Put something into the outermost element.

        Arguments:
            new: what is put in.
            after: the elements of which the first must stand behind it.
        """
        follows = next((each for each in self.root if each.tag in after), None)
        if follows is None:
            self.source.append(new)
        else:
            self.source.edits.insert(self.node(follows).start, new)
