"""Figures that the prose gives for bodies named in it: «其中市政府办公室5件、水务局9件»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.parser.claims.sentences import Sentence, sentences
from govreport.parser.numerals import Numeral, numerals
from govreport.reading.document import Location

if TYPE_CHECKING:
    from govreport.parser.report import Report

__all__ = ["NamedFigure", "named_figures"]

_UNIT = re.compile("[件宗条份起例]")
_SEGMENT = re.compile(r"[,;:。、()]")
_COUNTIES = re.compile(r"(?<=[县市区旗])[(、,/](?=[县市区旗])|(?<=[县市区旗])\)")
"""The marks inside of «县(市、区)», which end no clause."""
_LEAD = re.compile(r"(?:其中|包括|包含|含|另有?|以及|[和及与]|各级|全[市县区省])*")
_REST = re.compile(
    r"(?:本级|机关|[共新各为有计约是]|本年度?|全年|全年度|收到|受理|接收|接到|收|办结|答复|办理|处理|发生"
    r"|(?:政府)?信息公开|依申请公开|的|申请|案件|数量|行政复议|行政诉讼)*"
)
_VERBS = (
    ("reconsideration", re.compile("复议")),
    ("litigation", re.compile("诉讼")),
    ("handled", re.compile("办结|答复")),
    ("treated", re.compile("办理|处理")),
    ("received", re.compile("收|受理|接到")),
)
_GOVERNING = (
    "received", "new", "handled", "carried_in", "carried_out", "reconsideration", "litigation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure of a body that a sentence names.

    Arguments:
        name: the name as given to :func:`named_figures`.
        kinds: what it may be a figure of; kinds of claims, the likeliest first.
        value: the figure.
        text: the sentence.
        start: where the figure begins in it.
        end: where it ends.
        location: where the sentence stands in the file.
    """

    name: str
    kinds: tuple[str, ...]
    value: int
    text: str
    start: int
    end: int
    location: Location


def named_figures(report: Report, names: Iterable[str]) -> Iterator[NamedFigure]:
    """Yield the figures that a report's prose gives for bodies by their names.

    Arguments:
        report: the report.
        names: the names to look for; a longer one goes before a shorter one in it.
    """
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    for prose in (report.prose, *(section.paragraphs for section in report.sections)):
        for text, location in prose:
            for sentence in sentences(text, pattern):
                if sentence is not None:
                    yield from _in_sentence(sentence, pattern, report, location)


def _in_sentence(
    sentence: Sentence, pattern: re.Pattern[str], report: Report, location: Location
) -> Iterator[NamedFigure]:
    plain = _COUNTIES.sub("·", sentence.plain)
    done = 0
    for numeral in numerals(plain):
        begins = max((m.end() for m in _SEGMENT.finditer(plain, done, numeral.start)), default=done)
        done = numeral.end
        if not _counts(numeral, plain):
            continue
        start = _LEAD.match(plain, begins).end()  # type: ignore[union-attr]
        named = pattern.match(plain, start, numeral.start)
        rest = plain[named.end() : numeral.start] if named else ""
        if named is None or _REST.fullmatch(rest) is None:
            continue
        first, last = sentence.span(numeral.start, numeral.end)
        kinds = _kinds(rest, sentence.text, first, report, location)
        if kinds:
            yield NamedFigure(
                named.group(), kinds, int(numeral.value), sentence.text, first, last, location
            )


def _counts(numeral: Numeral, plain: str) -> bool:
    exact = not (numeral.about or numeral.percent or numeral.places or numeral.chinese)
    return exact and _UNIT.match(plain, numeral.end) is not None


def _kinds(
    rest: str, text: str, start: int, report: Report, location: Location
) -> tuple[str, ...]:
    """Return what a figure counts: by its own verb, else whatever the sentence told before it."""
    for kind, verb in _VERBS:
        if verb.search(rest):
            return (kind,)
    told = [
        claim.claim
        for claim in report.claims
        if claim.text == text and claim.location == location and claim.start < start
        and claim.scope == "body" and claim.claim in _GOVERNING
    ]  # fmt: skip
    return tuple(dict.fromkeys(reversed(told)))
