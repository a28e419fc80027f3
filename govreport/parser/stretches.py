"""Cuts a document into stretches that may each hold tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from govreport.reading.document import Block, Cell, Document, Grid, Paragraph

__all__ = ["Stretch", "stretches"]

_LONGEST = 70
"""Longest paragraph that may be a row of a pasted table, in characters."""

_ABOVE = 3
"""So many paragraphs before a table may belong to it."""

Kind = Literal["columns", "spaces", "tabs", "short", "prose"]


@dataclass(slots=True)
class Stretch:
    """Grids that are read together.

    Arguments:
        grids: one grid, or the parts of a table laid out with spaces.
        above: the paragraphs before it.
    """

    grids: list[Grid]
    above: tuple[str, ...]


@dataclass(slots=True)
class _Run:
    """What is gathered until a stretch ends."""

    kind: Kind = "prose"
    grids: list[Grid] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    short: list[Paragraph] = field(default_factory=list)
    above: list[str] = field(default_factory=list)

    def end(self) -> Iterator[Stretch]:
        """Yield the stretch that has been gathered, if any, and begin anew."""
        above = tuple(self.above[-_ABOVE:])
        if self.kind == "tabs":
            rows = [*self.rows, *map(_row, self.short)]
            yield Stretch([Grid(rows, rows[0][0].location, ragged=True)], above)
        elif self.kind == "spaces":
            yield Stretch(self.grids, above)
        else:
            self.above.extend(paragraph.text for paragraph in self.short)
        if self.kind != "prose":
            self.above = [paragraph.text for paragraph in self.short]
        self.kind, self.grids, self.rows, self.short = "prose", [], [], []


def stretches(document: Document, headings: Collection[int]) -> Iterator[Stretch]:
    """Yield the tables of a document, each with the paragraphs before it.

    Grids laid out with spaces that follow each other make one stretch, as nothing but the end
    of a page or a gap parts them; a title between them begins another. Grids pasted with tabs
    are put together with the short paragraphs around them, which may be rows whose blank fields
    were lost.

    Arguments:
        document: the document.
        headings: numbers of the blocks that are titles of sections.
    """
    run = _Run()
    for number, block in enumerate(document.blocks):
        kind = _kind(block, number in headings)
        if isinstance(block, Paragraph):
            if kind == "short":
                run.short.append(block)
            else:
                yield from run.end()
                if len(block.text) <= _LONGEST:
                    run.above.append(block.text)
            continue
        if kind == "columns" or run.kind not in ("prose", kind) or (kind == "spaces" and run.short):
            yield from run.end()
        if kind == "columns":
            yield Stretch([block], tuple(run.above[-_ABOVE:]))
            run.above.clear()
        elif kind == "tabs":
            run.rows += [*map(_row, run.short), *block.rows]
            run.kind, run.short = kind, []
        else:
            run.above.extend(paragraph.text for paragraph in run.short)
            run.grids.append(block)
            run.kind, run.short = kind, []
    yield from run.end()


def _kind(block: Block, heading: bool) -> Kind:
    if isinstance(block, Grid):
        return "tabs" if block.ragged else "columns" if block.offsets is None else "spaces"
    short = len(block.text) <= _LONGEST and "。" not in block.text and not heading
    return "short" if short else "prose"


def _row(paragraph: Paragraph) -> list[Cell]:
    """The cells of a row that was taken for a paragraph."""
    return [Cell(text, paragraph.location) for text in paragraph.text.split("\t")]
