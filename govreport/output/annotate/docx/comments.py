"""The part of a Word file that holds the comments."""

from __future__ import annotations

import posixpath

from govreport.output.annotate.docx.names import STRICT_W, Names, W
from govreport.output.annotate.marks import AUTHOR
from govreport.output.annotate.package import RELATIONS, Parts, relations_of
from govreport.output.annotate.xmlsource import escaped
from govreport.output.annotate.xmltree import Tree
from govreport.reading.docx.tree import w

__all__ = ["Comments", "part_of"]

COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
INITIALS = "gr"


def part_of(parts: Parts, main: str) -> str | None:
    """Return the name of the part with the comments, ``None`` where there is none."""
    for each in parts.package.relationships(main).values():
        if each.kind == "comments" and each.target in parts:
            return each.target
    return None


class Comments:
    """The comments of a file, to which new ones are added.

    Arguments:
        parts: the file.
        tree: the main part, whose references to comments count as taken.
        main: its name.
    """

    def __init__(self, parts: Parts, tree: Tree, main: str) -> None:
        self._parts = parts
        self._main = main
        self._base = relations_of(tree.source)
        self._part = part_of(parts, main)
        self._new: list[str] = []
        kinds = ("comment", "commentReference", "commentRangeStart", "commentRangeEnd")
        roots = [tree.root]
        if self._part is not None:
            roots.append(parts.package.xml(self._part))
            self._names = Names.of(parts.source(self._part))
        else:
            self._names = Names("w:", "")
        ids = [e.get(w("id"), "") for root in roots for e in root.iter(*map(w, kinds))]
        self._next = max((int(id) for id in ids if id.isdecimal()), default=-1) + 1

    def add(self, text: str) -> int:
        """Add a comment, a paragraph for each line, and return its identifier."""
        number = self._next + len(self._new)
        paragraphs = "".join(map(self._paragraph, text.split("\n")))
        self._new.append(
            self._names.element(
                "comment", paragraphs, id=number, author=AUTHOR, initials=INITIALS
            )
        )  # fmt: skip
        return number

    def _paragraph(self, line: str) -> str:
        prefix = self._names.prefix
        text = f'<{prefix}t xml:space="preserve">{escaped(line)}</{prefix}t>'
        return self._names.element("p", f"<{prefix}r>{text}</{prefix}r>")

    def finish(self) -> None:
        """Write the part, if there is something new."""
        new = "".join(self._new)
        if not new:
            return
        if self._part is not None:
            self._parts.source(self._part).append(new)
            return
        space = W if self._base == RELATIONS else STRICT_W
        folder = posixpath.dirname(self._main)
        part = self._parts.free_name(posixpath.join(folder, "comments{}.xml"))
        self._parts.add(part, f'<w:comments xmlns:w="{space}">{new}</w:comments>', COMMENTS)
        self._parts.relate(self._main, "comments", part, self._base)
