"""Figures within a paragraph: the runs that they stand in are cut, and the pieces highlighted."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.output.annotate.docx.names import AFTER_RUN_SHADING, Names
from govreport.output.annotate.marks import Level
from govreport.output.annotate.xmlsource import Node
from govreport.output.annotate.xmltree import Tree
from govreport.reading.docx.places import Prose
from govreport.reading.docx.tree import w

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Stretch", "can_be_cut", "mark_stretches"]

RUN, TEXT, PROPERTIES = w("r"), w("t"), w("rPr")
# What may stand between a paragraph and its runs and takes the ends of a comment within.
AROUND = frozenset(
    map(w, ("customXml", "smartTag", "hyperlink", "fldSimple", "ins", "moveTo", "dir", "bdo",
            "sdt", "sdtContent"))
)  # fmt: skip

Place = tuple[int, int]
"""A piece of a paragraph's text, and a character of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph that is marked.

    Arguments:
        start: its first character.
        end: the place behind its last character, in the same piece as that.
        level: how it is highlighted.
        comment: identifier of the comment on it (``None``: it stands elsewhere).
    """

    start: Place
    end: Place
    level: Level
    comment: int | None


def can_be_cut(tree: Tree, prose: Prose, stretch: tuple[Place, Place]) -> bool:
    """Tell whether the text of a stretch stands plainly in runs of the paragraph."""
    for piece, node in prose.pieces[stretch[0][0] : stretch[1][0] + 1]:
        is_end = node in (prose.pieces[stretch[0][0]][1], prose.pieces[stretch[1][0]][1])
        if node.tag != TEXT:
            if is_end:
                return False
            continue
        run = node.getparent()
        if run is None or run.tag != RUN or not _is_within(run, prose.element):
            return False
        characters = tree.source.characters(tree.node(node))
        if characters is None or len(characters) != len(piece):
            return False
    return True


def _is_within(run: etree._Element, paragraph: etree._Element) -> bool:
    for above in run.iterancestors():
        if above is paragraph:
            return True
        if above.tag not in AROUND:
            return False
    return False


def mark_stretches(tree: Tree, names: Names, prose: Prose, stretches: Sequence[Stretch]) -> None:
    """Highlight stretches of a paragraph, and set the ends of their comments."""
    for number, (piece, node) in enumerate(prose.pieces):
        if piece and node.tag == TEXT:
            touching = [s for s in stretches if s.start[0] <= number <= s.end[0]]
            if touching:
                _Cutter(tree, names, node, number, len(piece), touching).cut()


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts one piece of text where stretches begin and end.

    Arguments:
        tree, names: the part.
        text: the element that holds the piece.
        number: its number in the paragraph.
        length: its characters.
        stretches: those that touch it.
    """

    tree: Tree
    names: Names
    text: etree._Element
    number: int
    length: int
    stretches: Sequence[Stretch]

    def cut(self) -> None:
        """Put runs of their own in the place of the piece."""
        run = self.text.getparent()
        assert run is not None
        parts = list(self._parts(run))
        others = [each for each in run if each is not self.text and each.tag != PROPERTIES]
        if not others:
            self.tree.replace(run, "".join(parts))
            return
        # Other things stand in the run: it ends before the piece, and goes on behind it.
        head, tail = self._run(run)
        self.tree.replace(self.text, f"{tail}{''.join(parts)}{head}")

    def _parts(self, run: etree._Element) -> Iterator[str]:
        """Yield the runs for the piece, with the ends of comments between them."""
        cuts = self._cuts()
        characters = self.tree.source.characters(self.tree.node(self.text)) or []
        for start, end in itertools.pairwise(cuts):
            yield self._ends(start)
            yield self._starts(start)
            head, tail = self._run(run, self._level(start))
            raw = self.tree.source.text(characters[start][1], characters[end - 1][2])
            yield f"{head}{self._text_element(raw)}{tail}"
        yield self._ends(self.length)

    def _cuts(self) -> list[int]:
        inside = [at for s in self.stretches for n, at in (s.start, s.end) if n == self.number]
        return sorted({0, self.length, *inside})

    def _level(self, at: int) -> Level | None:
        here = (self.number, at)
        levels = {s.level for s in self.stretches if s.start <= here < s.end}
        return "wrong" if "wrong" in levels else "doubtful" if levels else None

    def _run(self, run: etree._Element, level: Level | None = None) -> tuple[str, str]:
        """Return the beginning and the end of a run like another, highlighted or not."""
        node = self.tree.node(run)
        properties = run.find(PROPERTIES)
        if level is not None:
            kept = self.names.shaded(self.tree, properties, level, "rPr", AFTER_RUN_SHADING)
        else:
            kept = self.tree.raw(properties) if properties is not None else ""
        return node.open_tag + kept, f"</{node.name}>"

    def _text_element(self, raw: str) -> str:
        node: Node = self.tree.node(self.text)
        return f'<{node.name} xml:space="preserve">{raw}</{node.name}>'

    def _starts(self, at: int) -> str:
        return "".join(
            self.names.element("commentRangeStart", id=s.comment)
            for s in self._commented()
            if s.start == (self.number, at)
        )

    def _ends(self, at: int) -> str:
        return "".join(
            range_end(self.names, s.comment)
            for s in self._commented()
            if s.end == (self.number, at)
        )

    def _commented(self) -> Iterable[Stretch]:
        return (s for s in self.stretches if s.comment is not None)


def range_end(names: Names, comment: int | None) -> str:
    """Return what ends the stretch that a comment is about, with the sign that refers to it."""
    reference = names.element("r", names.element("commentReference", id=comment))
    return names.element("commentRangeEnd", id=comment) + reference
