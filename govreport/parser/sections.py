"""Finds the sections of a report by their titles, in whatever spelling, order and numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govreport.forms.model import Form, Section
from govreport.parser.labels import key_of
from govreport.parser.report import SectionText
from govreport.parser.seen import Seen
from govreport.pattern import lazy
from govreport.reading.document import Document, Location, Paragraph

__all__ = ["Extent", "Outline", "find_sections", "titled_in_tables", "titles_of_first_section"]

_NUMERALS = "一二三四五六七八九十"
_LEAD = lazy(
    rf"\s*[^\w(（]*[A-Za-z]{{0,2}}\s*([(（]?)\s*([{_NUMERALS}]{{1,2}})\s*([)）]?)[、.,，．·:：\s]*"
)
_INLINE = lazy(rf"(?<![{_NUMERALS}第(（])[{_NUMERALS}]\s{{0,2}}[、.，,．]\s{{0,2}}")
_CONTENTS = lazy(r"[.…·．\s]{3,}\d+\s*$")
_HEADS = lazy(r"[^\W\d]+(?:\s+[^\W\d]+){2,}")
"""Words parted by blanks alone are the heads of a table whose columns were not found."""

_LONGEST = 45
"""Longest title, in characters; what is longer is a sentence."""

_SURE = 3.5
"""So much speaks for a title in the form's words with its ordinal, wherever it stands."""

_ENDINGS = "(?:情况|措施|方向|思路|打算|计划|意见|对策|建议|办法|安排|工作|的|及|和|与|、){0,4}"


class Heading(NamedTuple):
    """A place where a section may begin.

    Arguments:
        block: number of the block in the document.
        start: where the title begins in the paragraph, with its ordinal.
        end: where the text behind it begins.
        order: the section's place in the form.
        score: how much speaks for it.
    """

    block: int
    start: int
    end: int
    order: int
    score: float


class Extent(NamedTuple):
    """A stretch of running text, from its first character to the one behind its last.

    Arguments:
        start: number of the block and offset in it.
        end: number of the block and offset in it.
    """

    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(slots=True)
class Outline:
    """The sections of a document.

    Arguments:
        sections: the sections in the order of the file, with their prose.
        preface: the prose before the first of them.
        bounds: where each section begins: number of the block and offset in it, by identifier.
        headings: the titles.
    """

    sections: list[SectionText]
    preface: list[tuple[str, Location]]
    bounds: dict[str, tuple[int, int]]
    headings: list[Heading]

    def without(self, tables: Sequence[Extent], document: Document, form: Form) -> Outline:
        """Return the outline with what belongs to tables in running text left out of the prose."""
        return _outline(document, form, self.headings, tables) if tables else self


def find_sections(document: Document, form: Form) -> Outline:
    """Return the sections of ``document`` that ``form`` prescribes.

    A title may stand alone in its paragraph or run on; its ordinal may be wrong, restart or be
    missing. Of all places that could be titles the most plausible chain in the form's order is
    taken, the later of equal ones (a table of contents comes first); then titles in the form's
    words that stand out of order.
    """
    found = list(_headings(document, form))
    chosen = _chain(found)
    taken = {heading.order for heading in chosen}
    for heading in sorted(found, key=lambda h: -h.score):
        if heading.order not in taken and heading.score >= _SURE:
            taken.add(heading.order)
            chosen.append(heading)
    chosen.sort()
    return _outline(document, form, chosen)


def titles_of_first_section(document: Document, form: Form) -> list[int]:
    """Return the numbers of the blocks in which the form's first section may begin."""
    return [
        heading.block
        for heading in _headings(document, form)
        if heading.order == 0 and heading.score >= _SURE
    ]


def titled_in_tables(document: Document, form: Form) -> set[str]:
    """Return the sections whose titles stand in a table, in a row that holds nothing else.

    So they do where a table begins with its title, and in text laid out with spaces, where a title
    stands as close to the rows of a table as these to each other. There they bound no section.
    """
    titles = _titles(form)
    lone = (
        texts.pop()
        for grid in document.grids
        for row in grid.rows
        if len(texts := {text for cell in row if (text := cell.text.strip())}) == 1
    )
    return {
        form.sections[order].id
        for text in lone
        if len(text) <= _LONGEST
        for _, order, score in titles.alone[text]
        if score >= _SURE
    }


def _headings(document: Document, form: Form) -> list[Heading]:
    titles = _titles(form)
    found: list[Heading] = []
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            continue
        text = block.text
        if len(text) <= _LONGEST:
            marked = 0.5 * block.heading
            found += [
                Heading(number, 0, end, order, score + marked)
                for end, order, score in titles.alone[text]
            ]
        else:
            for match in _INLINE.finditer(text):
                found.extend(_running(number, text, match, titles))
    return found


def _running(number: int, text: str, match: re.Match[str], titles: Titles) -> list[Heading]:
    """A title with its ordinal in the middle of running text."""
    key = key_of(text[match.end() : match.end() + _LONGEST])
    found: list[Heading] = []
    for title, score, length in titles.fitting(key, running=True):
        score += _ordinal_score(title, match[0][0], bracket=False)
        end = _end_of(text, match.end(), length)
        found.append(Heading(number, match.start(), end, title.order, score))
    return found


def _ordinal_score(title: Title, ordinal: str, bracket: bool) -> float:
    if not ordinal:
        return -0.5
    return (1.0 if ordinal == title.ordinal else -0.3) - 1.5 * bracket


def _end_of(text: str, start: int, length: int) -> int:
    """Return the offset behind the first ``length`` letters and digits from ``start``."""
    for at in range(start, len(text)):
        if length == 0:
            return at
        length -= len(key_of(text[at]))
    return len(text)


class Title:
    """The titles that a section may bear.

    Arguments:
        section: the section.
        order: its place in the form.
    """

    def __init__(self, section: Section, order: int) -> None:
        self.order = order
        self.ordinal = section.ordinal
        self.own = key_of(section.title)
        plain = {key_of(text) for text in section.spellings if "…" not in text}
        self.others = sorted(plain - {self.own}, key=len, reverse=True)
        self.wild = [_pattern(text) for text in section.spellings if "…" in text]

    def match(self, key: str, running: bool) -> tuple[float, int]:
        """Return how well the title fits the beginning of ``key``, and how much of it it is."""
        if key.startswith(self.own):
            return 3.0, len(self.own)
        for other in self.others:
            if key.startswith(other):
                return 2.5, len(other)
        for pattern in self.wild:
            if match := pattern.match(key):
                return 2.0, match.end()
        for title in (self.own, *self.others):
            if not running and len(title) >= 6 and key.endswith(title) and len(key) < 30:
                return 2.0, len(key)
        return 0.0, 0


class Titles:
    """The titles of all sections of a form.

    Arguments:
        form: the form.

    Attributes:
        alone: for a short paragraph, where the text behind the title ends that it may be, the
            section's place in the form, and how much speaks for it.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self._titles = [Title(section, order) for order, section in enumerate(form.sections)]
        self.alone = Seen(self._alone)

    def fitting(self, key: str, running: bool = False) -> Iterator[tuple[Title, float, int]]:
        """Yield the titles that fit the beginning of ``key``: how well, and how much of it."""
        for title in self._titles:
            score, length = title.match(key, running)
            if length:
                yield title, score, length

    def _alone(self, text: str) -> list[tuple[int, int, float]]:
        """A short paragraph that is nothing but a title, or a title with a few words behind it."""
        lead = _LEAD.match(text)
        ordinal, bracket = (lead[2], bool(lead[1] or lead[3])) if lead else ("", False)
        start = lead.end() if lead else 0
        key = key_of(text[start:])
        found: list[tuple[int, int, float]] = []
        for title, score, length in self.fitting(key):
            whole = length == len(key)
            if not whole and not ordinal:
                continue
            score += 0.5 * whole + _ordinal_score(title, ordinal, bracket)
            score -= 2.0 * bool(_CONTENTS.search(text))
            found.append((len(text) if whole else _end_of(text, start, length), title.order, score))
        return found


def _pattern(spelling: str) -> re.Pattern[str]:
    parts = [re.escape(key_of(part)) for part in spelling.split("…") if part]
    lead = ".{0,14}?" if spelling.startswith("…") else ""
    tail = _ENDINGS if spelling.endswith("…") else ""
    return re.compile(lead + ".{0,8}?".join(parts) + tail)


_PREPARED: dict[int, Titles] = {}


def _titles(form: Form) -> Titles:
    """Return the titles of a form's sections; they are prepared once."""
    prepared = _PREPARED.get(id(form))
    if prepared is None or prepared.form is not form:
        prepared = _PREPARED[id(form)] = Titles(form)
    return prepared


def _chain(found: list[Heading]) -> list[Heading]:
    """Return the weightiest headings that follow each other as in the form."""
    best: list[tuple[float, int]] = []
    for at, heading in enumerate(found):
        total, before = heading.score, -1
        for earlier in range(at):
            other = found[earlier]
            follows = other.order < heading.order and other[:2] < heading[:2]
            if follows and best[earlier][0] + heading.score >= total:
                total, before = best[earlier][0] + heading.score, earlier
        best.append((total, before))
    at = max(range(len(found)), key=lambda n: (best[n][0], n), default=-1)
    chain: list[Heading] = []
    while at >= 0:
        if found[at].score >= 1.0:
            chain.append(found[at])
        at = best[at][1]
    return chain[::-1]


def _outline(
    document: Document, form: Form, headings: list[Heading], tables: Sequence[Extent] = ()
) -> Outline:
    """Deal the paragraphs out to the sections."""
    outline = Outline([], [], {}, headings)
    current = outline.preface
    waiting = list(reversed(headings))
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            continue
        position = 0
        while waiting and waiting[-1].block == number:
            heading = waiting.pop()
            _add(current, block, number, (position, heading.start), tables)
            section = form.sections[heading.order]
            title = block.text[heading.start : heading.end].strip()
            text = SectionText(section.id, title, block.location)
            outline.sections.append(text)
            outline.bounds[section.id] = (number, heading.start)
            current, position = text.paragraphs, heading.end
        _add(current, block, number, (position, len(block.text)), tables)
    return outline


def _add(
    prose: list[tuple[str, Location]],
    block: Paragraph,
    number: int,
    stretch: tuple[int, int],
    tables: Sequence[Extent],
) -> None:
    """Add a stretch of a paragraph to the prose, without the tables in it."""
    start, end = stretch
    for table in tables:
        if table.start < (number, end) and (number, start) < table.end:
            until = table.start[1] if table.start > (number, start) else start
            _add(prose, block, number, (start, until), ())
            start = table.end[1] if table.end[0] == number else end
    text = block.text[start:end].strip()
    if text and not _HEADS.fullmatch(text):
        prose.append((text, block.location))
