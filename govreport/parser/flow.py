"""Tables in running text: labels and figures that follow each other without any cells.

A scraped page, a table of which every cell has become a line, a table pasted as one paragraph: all
that is left is that a row's figures stand behind its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from govreport.forms.model import FormTable
from govreport.parser.blocks import Figures, Token, Word
from govreport.parser.labels import Labels, Place, key_of, sharing_tables
from govreport.parser.lines import Line
from govreport.parser.numbers import MARKS
from govreport.parser.stream import Stream
from govreport.pattern import lazy
from govreport.reading.document import Cell

__all__ = ["Flowing", "Words", "rows_in", "words_in"]

_UNIT = "(?:万元|亿元|人次|[件条个项元次篇份宗起例])"
_FIGURE = rf"(?:[+-]?\d[\d,.]*{_UNIT}?|N/A|不适用|不涉及|无(?![一-鿿])|[-—–/]+)"
_REMARK = r"[(（](?![一二三四五六七八九十\d]{1,3}[)）])[^()（）\s]{2,30}[)）]"
_RUN = lazy(rf"(?:\s*(?:{_FIGURE})(?:{_REMARK})?)+")
_BEHIND = lazy(rf"\s*(?:[(（][^()（）]{{0,60}}[)）])?[\s::]*(?={_FIGURE})")
_ORDINAL_BEFORE = lazy(r"(?:[(（]?([一二三四五六七八九十]{1,2}|\d{1,2})\s*[)）]?\s*[、.,·:]?\s*)$")
_PAGE_NUMBER = lazy(r"([-—–]+)\s*\d{1,3}\s*\1")
_LEFTOVER = 24
"""So many characters of a label may stand between its known part and the figures."""

_TITLED = 1.4
"""Weight of the label of a row that is printed in full, with its figures behind it."""

_LONG = 8
"""So long a label of another table is none of a column, nor of a sentence."""

_MANY, _MOST = 6, 0.6
"""So many rows, and this share of all, make a table of its own."""


class Flowing(NamedTuple):
    """A table as found in running text.

    Arguments:
        rows: its lines, each with the row that it is.
        start: where it begins in the stream.
        end: where it ends.
    """

    rows: list[tuple[Place, Line]]
    start: int
    end: int


class _Hit(NamedTuple):
    """A place where a label of a row stands.

    Arguments:
        start: where the label begins, without its ordinal.
        end: where it ends.
        place: the row.
        weight: how much speaks for it.
        lead: where its ordinal begins.
    """

    start: int
    end: int
    place: Place
    weight: float
    lead: int


def rows_in(stream: Stream, table: FormTable, labels: Labels, start: int, end: int) -> Flowing:
    """Return the rows of a table that stand in a stretch of running text.

    Arguments:
        stream: the text.
        table: the form's table.
        labels: the labels of the form.
        start: offset in the text from which to look.
        end: offset up to which to look.
    """
    hits = [hit for hit in _hits(stream, table, labels) if start <= hit.start and hit.end <= end]
    chosen = _chain(hits)
    if not chosen:
        return Flowing([], start, start)
    first, second = _apart(hits, chosen)
    if second:
        hits = [hit for hit in hits if hit.end <= second[0].lead]
        chosen = first
    if table.variant:
        chosen = sorted([*chosen, *_outside(hits, chosen)])
    named = _optional_columns(stream, table, labels, start, chosen[0].lead)
    rows: list[tuple[Place, Line]] = []
    limits = [hit.lead for hit in chosen[1:]] + [second[0].lead if second else end]
    for hit, limit in zip(chosen, limits, strict=True):
        line = _line(stream, hit, limit)
        line.above = named
        rows.append((hit.place, line))
    final = second[-1] if second else chosen[-1]
    last = _figures(stream.text, final.end, end)
    return Flowing(rows, chosen[0].lead, last[1] if last else final.end)


def _apart(hits: list[_Hit], chosen: list[_Hit]) -> tuple[list[_Hit], list[_Hit]]:
    """Tell two tables with the same rows apart, the city's and its office's; else the second is empty.

    The second begins where one of the first rows stands again, with most of the others before it
    and behind it.
    """
    firsts = {hit.place for hit in chosen[:2]}
    for again in [hit for hit in hits if hit.place in firsts and hit.weight >= _TITLED]:
        before = _chain([hit for hit in hits if hit.end <= again.lead])
        behind = _chain([hit for hit in hits if hit.lead >= again.lead])
        if min(len(before), len(behind)) >= max(_MANY, _MOST * len(chosen)):
            return before, behind
    return chosen, []


def _optional_columns(
    stream: Stream, table: FormTable, labels: Labels, start: int, end: int
) -> tuple[str, ...]:
    """Return the names of columns before the first row that not every report has."""
    start = max(start, stream.text.rfind("。", start, end))  # what a sentence says is no heading
    wanted = {column.id for column in table.columns if column.optional}
    keys = [
        key
        for key, owners in labels.columns.items()
        if wanted and owners.get(table.id, ("",))[0] in wanted
    ]
    found = (span for key in keys for span in stream.find(key))
    return tuple(stream.text[s:e] for s, e in found if start <= s and e <= end)


def _hits(stream: Stream, table: FormTable, labels: Labels) -> list[_Hit]:
    """Return every place where a label of the table stands, the longest label at each place."""
    longest: dict[tuple[int, Place], _Hit] = {}
    for key, places in labels.exact.items():
        mine = [place for place in places if place.table == table.id]
        if not mine or len(key) < 2:
            continue
        for start, end in stream.find(key):
            for place in mine:
                hit = _hit(stream, labels, start, end, place, len(key))
                other = longest.get((start, place))
                if other is None or other.weight < hit.weight:
                    longest[start, place] = hit
    return sorted(longest.values())


def _hit(stream: Stream, labels: Labels, start: int, end: int, place: Place, length: int) -> _Hit:
    weight = min(length, 12) / 12
    before = _ORDINAL_BEFORE.search(stream.text, max(0, start - 8), start)
    lead = start
    if before:
        expected = labels.ordinal(place)
        if expected and before[1].endswith(expected):
            weight += 0.4
            lead = before.start(1) + len(before[1]) - len(expected)
            lead = before.start() if before.start(1) == lead else lead
        elif before[1] not in ("",) and expected:
            weight -= 0.1
    if _BEHIND.match(stream.text, end):
        weight += 0.5
    return _Hit(start, end, place, weight, lead)


def _chain(hits: list[_Hit]) -> list[_Hit]:
    """Return the heaviest hits that follow each other in the form's order without overlap."""
    best: list[tuple[float, int]] = []
    for at, hit in enumerate(hits):
        total, before = hit.weight, -1
        for earlier in range(at):
            other = hits[earlier]
            if (
                other.end <= hit.lead
                and other.place.order < hit.place.order
                and best[earlier][0] + hit.weight > total
            ):
                total, before = best[earlier][0] + hit.weight, earlier
        best.append((total, before))
    at = max(range(len(hits)), key=lambda n: best[n][0], default=-1)
    chain: list[_Hit] = []
    while at >= 0:
        chain.append(hits[at])
        at = best[at][1]
    return chain[::-1]


def _outside(hits: list[_Hit], chosen: list[_Hit]) -> Iterator[_Hit]:
    """Where the order of rows varies: certain labels outside the chain."""
    used = {hit.place.order for hit in chosen}
    for hit in sorted(hits, key=lambda h: -h.weight):
        apart = all(hit.end <= other.lead or hit.lead >= other.end for other in chosen)
        if hit.place.order not in used and apart and hit.weight >= 0.9:
            used.add(hit.place.order)
            yield hit


def _line(stream: Stream, hit: _Hit, limit: int) -> Line:
    """Return the figures that stand between a label and the next one."""
    location = stream.location(hit.end)
    label = stream.text[hit.lead : hit.end]
    run = _figures(stream.text, hit.end, limit)
    if run is None:
        return Line((label,), [], location)
    location = stream.location(run[0])
    text = stream.text[run[0] : run[1]].strip()
    words = text.split()
    if len(words) == 1 and "\n" not in text:
        return Line((label,), [], location, joined=Cell(text, location))
    cells = [Cell(word, location) for word in words]
    joined = Cell(text, location) if _may_be_joined(text) else None
    return Line((label,), cells, location, joined=joined)


def _figures(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """Return the first run of figures, unless too much else stands before it."""
    match = next(_runs(text, start, limit), None)
    if match is None or len(key_of(text[start : match.start()])) > _LEFTOVER:
        return None
    return match.start(), match.end()


def _runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the runs of figures in a stretch of text, page numbers left out."""
    return (m for m in _RUN.finditer(text, start, end) if not _PAGE_NUMBER.fullmatch(m[0].strip()))


class Words(NamedTuple):
    """A stretch of running text as a sequence.

    Arguments:
        tokens: labels and runs of figures in reading order.
        end: where the last run of figures ends.
    """

    tokens: list[Token]
    end: int


def words_in(stream: Stream, labels: Labels, start: int, end: int) -> Words:
    """Return a stretch of running text as a sequence of labels and runs of figures.

    Labels are those of tables that are printed side by side; a run of figures is a joined one
    unless its figures stand apart.
    """
    found: list[tuple[int, int, Token]] = []
    for tables in sharing_tables(labels.form):
        keys = {
            key
            for key, places in labels.exact.items()
            if any(place.table in tables for place in places)
        }
        keys |= {key for key, owners in labels.columns.items() if tables[0] in owners}
        keys |= {key for key in labels.exact if len(key) >= _LONG}
        for key in keys:
            found += [
                (s, e, Word(stream.text[s:e]))
                for s, e in stream.find(key)
                if start <= s and e <= end
            ]
    for match in _runs(stream.text, start, end):
        if any(char.isdigit() for char in match[0]) and not _in_prose(stream.text, match.end()):
            found.append((match.start(), match.end(), _run(stream, match)))
    found.sort(key=lambda item: (item[0], -item[1]))
    tokens: list[Token] = []
    reached = figures = start
    for first, last, token in found:
        if first >= reached:
            tokens.append(token)
            reached = last
            figures = last if isinstance(token, Figures) else figures
    return Words(tokens, figures)


def _in_prose(text: str, end: int) -> bool:
    return text[end : end + 1] in ("年", "月", "日", "号", "%", "条", "款")


def _run(stream: Stream, match: re.Match[str]) -> Figures:
    text = match[0].strip()
    location = stream.location(match.start() + len(match[0]) - len(match[0].lstrip()))
    words = text.split()
    cells = tuple(Cell(word, location) for word in words)
    return Figures(cells, Cell(text, location) if _may_be_joined(text) else None)


def _may_be_joined(text: str) -> bool:
    """Tell whether figures may have run together within a run of them.

    Cells are set apart by tabs and hold one figure each. Figures the last of which is the sum of
    the others stand as they should, but for blank ones that have left no trace.
    """
    words = text.split()
    if "\t" in text or all(len(word) == 1 or word in MARKS for word in words):
        return False
    plain = all(word.isdecimal() and str(int(word)) == word for word in words)
    return not (plain and len(words) > 2 and int(words[-1]) == sum(map(int, words[:-1])))
