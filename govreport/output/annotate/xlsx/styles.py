"""The styles of a workbook: for each look that a marked cell has, the same look with a shade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.output.annotate.marks import FILLS, Level
from govreport.output.annotate.package import Parts, relations_of
from govreport.output.annotate.xlsx.names import namespace_of, prefix
from govreport.output.annotate.xmlsource import retagged
from govreport.output.annotate.xmltree import Tree
from govreport.reading.xlsx.workbook import s

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Styles", "part_of"]

CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
LEAST = (
    '<styleSheet xmlns="{}"><fonts count="1"><font/></fonts><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs></styleSheet>'
)
"""The styles of a workbook that has none; fills and looks are added to them."""
FIRST_FILLS = ("none", "gray125")
"""The two fills that every workbook has."""


def part_of(parts: Parts, main: str) -> str | None:
    """Return the name of the part with the styles, ``None`` where there is none."""
    for each in parts.package.relationships(main).values():
        if each.kind == "styles" and each.target in parts.package:
            return each.target
    return None


class Styles:
    """The styles of a workbook, to which new looks are added.

    Arguments:
        tree: the part.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._prefix = prefix(tree.source)
        self._looks = self._children("cellXfs")
        self._fills: dict[Level, str] = {}
        self._new: dict[tuple[int, Level | None], str] = {}

    @classmethod
    def of(cls, parts: Parts, main: str) -> Styles:
        """Return the styles of a workbook; where there are none, they are made."""
        part = part_of(parts, main)
        if part is None:
            workbook = parts.source(main)
            part = parts.free_name("xl/styles{}.xml")
            parts.add(part, LEAST.format(namespace_of(workbook)), CONTENT)
            parts.relate(main, "styles", part, relations_of(workbook))
        return cls(Tree(parts.xml(part), parts.source(part)))

    def shaded(self, look: int, level: Level) -> int:
        """Return the number of the look that is like another, with a shade."""
        if level not in self._fills:
            self._fills[level] = self._fill(level)
        number = self._fill_count() + list(self._fills).index(level)
        return self._add(look, level, number)

    def unshaded(self, look: int) -> int:
        """Return the number of a look that is like another, without its fill."""
        own = self._bare(self._looks[look])
        same = (n for n, each in enumerate(self._looks) if self._bare(each) == own)
        found = next((number for number in same if not self.is_ours(number)), None)
        return self._add(look, None, 0) if found is None else found

    def is_ours(self, look: int) -> bool:
        """Tell whether a look has one of our shades."""
        if look >= len(self._looks):
            return False
        number = self._looks[look].get("fillId", "0")
        fills = self._children("fills")
        if not number.isdecimal() or int(number) >= len(fills):
            return False
        color = fills[int(number)].find(f"{s('patternFill')}/{s('fgColor')}")
        return color is not None and color.get("rgb", "")[2:] in FILLS.values()

    def _add(self, look: int, level: Level | None, fill: int) -> int:
        key = look, level
        if key not in self._new:
            self._new[key] = self._with_fill(look, fill)
        return max(len(self._looks), 1) + list(self._new).index(key)

    def _with_fill(self, look: int, fill: int) -> str:
        if look >= len(self._looks):
            return f'<{self._prefix}xf fillId="{fill}" applyFill="1"/>'
        node = self._tree.node(self._looks[look])
        rest = self._tree.source.text(node.inside, node.end)
        return retagged(node, fillId=fill, applyFill=1) + rest

    def _bare(self, look: etree._Element) -> tuple[object, ...]:
        attributes = {k: v for k, v in look.items() if k not in ("fillId", "applyFill")}
        return tuple(sorted(attributes.items())), [sorted(each.items()) for each in look]

    def _children(self, name: str) -> list[etree._Element]:
        found = self._tree.root.find(s(name))
        return [] if found is None else list(found)

    def _fill_count(self) -> int:
        return len(self._children("fills")) or len(FIRST_FILLS)

    def _fill(self, level: Level) -> str:
        p = self._prefix
        return (
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{FILLS[level]}"/>'
            f'<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
        )

    def finish(self) -> None:
        """Write what is new."""
        p = self._prefix
        if self._fills:
            first = "".join(
                f'<{p}fill><{p}patternFill patternType="{kind}"/></{p}fill>' for kind in FIRST_FILLS
            )
            self._grow("fills", first, list(self._fills.values()), self._fill_count())
        if self._new:
            count = max(len(self._looks), 1)
            self._grow("cellXfs", f"<{p}xf/>", list(self._new.values()), count)

    def _grow(self, name: str, first: str, new: list[str], count: int) -> None:
        """Add to a list; where there is none it is made, with what must be its beginning."""
        count += len(new)
        found = self._tree.root.find(s(name))
        if found is not None and len(found):
            node = self._tree.node(found)
            self._tree.source.edits.replace(node.start, node.inside, retagged(node, count=count))
            self._tree.source.edits.insert(node.close, "".join(new))
            return
        whole = (
            f'<{self._prefix}{name} count="{count}">{first}{"".join(new)}</{self._prefix}{name}>'
        )
        if found is not None:
            self._tree.replace(found, whole)
            return
        self._tree.insert_before(whole, frozenset(map(s, ORDER[ORDER.index(name) + 1 :])))
