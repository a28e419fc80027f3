"""Figures that the prose gives for bodies named in it: «其中市政府办公室5件、水务局9件».

A figure belongs to the names right before it («水务局（9件）», «水务局最多，为9件»), or to those of a
list that it is a list of figures for («水务局、教育局分别9件、3件»); of names without 分别 it is the sum
(«水务局、教育局共12件»). A name that begins anywhere but at the beginning of a clause is none: what
stands before it may be a body that nobody knows of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govreport.parser.claims.sentences import Sentence, sentences
from govreport.parser.numerals import Numeral, numerals
from govreport.reading.document import Location

if TYPE_CHECKING:
    from govreport.parser.report import Report

__all__ = ["NamedFigure", "named_figures"]

_WANTED = re.compile(r"[\d０-９]")
_UNIT = re.compile("[件宗条份起例]")
_ALTERNATIVES = re.compile(
    r"(?<=[县市区旗州镇乡街道])[(、,/](?=[县市区旗州镇乡街])|(?<=[县市区旗州镇乡街道])\)"
)
"""The marks inside of «县(市、区)», which end no clause."""
_JOINED = re.compile("以及|[和及与、]")
_BETWEEN = re.compile(r"[件宗条份起例]?(?:\([^()]*\))?(?:以及|[和及与、,])")
"""What stands between two figures of one list."""
_LEAD = (
    r"(?:其中|包括|包含|含|另有?|以及|[和及与由向]|各级|全[市县区省]|20\d\d年度?|本年度?|全年度?|:"
    r"|(?:分别|依次)[为是])*"
)
_RANKED = (
    r"[^,;:。()]*(?:多|前[一二三四五六七八九十两\d]+[位名]?|靠前|集中)的?[^,;:。()]*[为是有在]:?"
)
_BEFORE = re.compile(
    rf"(?:.*[,;:。()]|[件宗条份起例]?(?:\([^()]*\)|\))?(?:以及|[和及与、])?)(?:{_LEAD}|{_RANKED})"
)
"""What may stand before the first name: the end of a clause or of the figure before."""
_REST = re.compile(
    r"(?:本级|机关|[共新各为有计约是达的(]|,(?=[为达共计有])|本年度?|年内|全年|全年度|收到|受理|接收|接到|收|办结|答复"
    r"|办理|处理|发生|提出|提起|分别|依次|各自|合计|总计|最多|较多|居首|[受办]理量|申请量"
    r"|(?:政府)?信息公开|依申请公开|申请|案件|数量|行政复议|行政诉讼)*"
)
_EACH = re.compile("分别|依次")
_TOGETHER = re.compile("[共合总]计?(?![为是]?各)")
_ALIKE = re.compile("各自?(?!级)")
_ABOUT = re.compile("信息公开(?:工作)?的?申请|依申请公开|申请公开政府信息")
_REQUEST = re.compile("申请|结转")
_VERBS = (
    ("reconsideration", re.compile("复议")),
    ("litigation", re.compile("诉讼")),
    ("handled", re.compile("办结|答复")),
    ("treated", re.compile("办理|处理")),
    ("received", re.compile("收|受理|接到|申请")),
)
_CASES = ("reconsideration", "litigation")
_NO_REQUESTS = ("proactive", "fee")
_WHOLE_YEAR = re.compile(
    "1月1日起?(?:至|到|-|—)(?:20[0-9]{2}年)?12月31日|1月?(?:至|到|-|—)12月|12月(?:底|末|31日)"
)
_PART_OF_YEAR = re.compile("[上下]半年|季度|月|累计|以来")
_YEAR = re.compile("(20[0-9]{2})年(?!度?结转)")


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure of a body that a sentence names.

    Arguments:
        names: the names as the sentence writes them, in plain form; of several, it is the sum.
        kinds: what it may be a figure of; kinds of claims, the likeliest first.
        value: the figure.
        text: the sentence.
        start: where the figure begins in it.
        end: where it ends.
        location: where the sentence stands in the file.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    value: int
    text: str
    start: int
    end: int
    location: Location


def named_figures(
    report: Report, names: Iterable[str], classes: Sequence[str] = ()
) -> Iterator[NamedFigure]:
    """Yield the figures that a report's prose gives for bodies by their names.

    Arguments:
        report: the report.
        names: the names to look for; a longer one goes before a shorter one in it.
        classes: patterns of words for several bodies together (各部门); inside of them «·» stands
            for the marks of «县(市、区)».
    """
    wanted = [*map(re.escape, sorted(names, key=len, reverse=True)), *classes]
    if not wanted:
        return
    pattern = re.compile("|".join(wanted))
    claims: dict[tuple[str, int], str] = {
        (claim.text, claim.start): claim.claim for claim in report.claims if claim.scope == "body"
    }
    for text, location in report.paragraphs:
        yield from _Paragraph(pattern, claims, location, report.year).read(text)


@dataclass
class _Paragraph:
    """Reads a paragraph.

    Arguments:
        pattern: the names.
        claims: the kinds of the body's own claims, by sentence and place.
        location: where it stands.
        year: the year of the report.
        told: what the figures so far are of, the last first: claims of the body. A figure of
            other work ends them all.
    """

    pattern: re.Pattern[str]
    claims: dict[tuple[str, int], str]
    location: Location
    year: int | None
    told: tuple[str, ...] = ()
    sentence: Sentence = field(default_factory=lambda: Sentence(""))

    def read(self, text: str) -> Iterator[NamedFigure]:
        for sentence in sentences(text, _WANTED):
            if sentence is not None:
                self.sentence = sentence
                yield from self._read(_ALTERNATIVES.sub("·", sentence.plain))

    def _read(self, plain: str) -> Iterator[NamedFigure]:
        counted = [n for n in numerals(plain) if not n.percent]
        done = at = 0
        while at < len(counted):
            used = 1
            if _UNIT.match(plain, counted[at].end) or _lists(counted, at, plain):
                names, rest = self._names(plain[done : counted[at].start])
                if names:
                    found = _shared_out(names, rest, counted[at:], plain)
                    used = max(len({numeral.start for _, numeral in found}), 1)
                    if self._is_of_the_year(plain[: counted[at].start]):
                        for of, numeral in found:
                            yield from self._figure(of, rest, plain[done : numeral.start], numeral)
                else:
                    self._notice(counted[at], plain[done : counted[at].start])
                done = counted[at + used - 1].end
            at += used

    def _names(self, before: str) -> tuple[tuple[str, ...], str]:
        """Return the names that end ``before``, and what stands behind them."""
        for match in self.pattern.finditer(before):
            if not _BEFORE.fullmatch(before, 0, match.start()):
                continue
            names = [match]
            while joined := _JOINED.match(before, names[-1].end()):
                following = self.pattern.match(before, joined.end())
                if following is None:
                    break
                names.append(following)
            rest = before[names[-1].end() :]
            if _REST.fullmatch(rest):
                return tuple(name.group() for name in names), rest
        return (), ""

    def _notice(self, numeral: Numeral, before: str) -> None:
        """See what a figure of nobody named is of."""
        place = self.sentence.span(numeral.start, numeral.end)[0]
        claim = self.claims.get((self.sentence.text, place))
        if claim is not None and claim.partition(".")[0] not in _NO_REQUESTS:
            self.told = tuple(dict.fromkeys((claim, *self.told)))
        elif claim is not None or not _REQUEST.search(before):
            self.told = ()

    def _is_of_the_year(self, before: str) -> bool:
        """No other year, and no part of a year, is named in the sentence before a figure."""
        other = any(int(year) != self.year for year in _YEAR.findall(before))
        return not other and not _PART_OF_YEAR.search(_WHOLE_YEAR.sub("", before))

    def _figure(
        self, names: tuple[str, ...], rest: str, before: str, numeral: Numeral
    ) -> Iterator[NamedFigure]:
        kinds = self._kinds(rest, before)
        self.told = self.told or kinds
        if kinds and not (numeral.about or numeral.places or numeral.chinese):
            start, end = self.sentence.span(numeral.start, numeral.end)
            yield NamedFigure(
                names, kinds, int(numeral.value), self.sentence.text, start, end, self.location
            )

    def _kinds(self, rest: str, before: str) -> tuple[str, ...]:
        """Return what a figure counts: by its own verb, else what was told before it.

        A verb alone does not say of what: letters and proposals are received and handled, too.
        """
        if not self.told and not _ABOUT.search(before):
            return ()
        of_cases = self.told[:1] if self.told[:1] and self.told[0] in _CASES else ()
        for words in (rest, "" if self.told else before):
            for kind, verb in _VERBS:
                if verb.search(words):
                    return of_cases or (kind,)
        return self.told


def _lists(counted: Sequence[Numeral], at: int, plain: str) -> bool:
    """Tell whether a figure begins a list of which only the last has a unit («12、9和3件»)."""
    for one, other in zip(counted[at:], counted[at + 1 :], strict=False):
        if not _BETWEEN.fullmatch(plain, one.end, other.start):
            return False
        if _UNIT.match(plain, other.end):
            return True
    return False


def _shared_out(
    names: tuple[str, ...], rest: str, counted: Sequence[Numeral], plain: str
) -> list[tuple[tuple[str, ...], Numeral]]:
    """Return which figure is whose; nothing where a list of figures does not fit the names."""
    listed = [counted[0]]
    for numeral in counted[1:]:
        if not _BETWEEN.fullmatch(plain, listed[-1].end, numeral.start):
            break
        listed.append(numeral)
    if _EACH.search(rest) and len(names) > 1:
        fits = len(listed) == len(names) and _UNIT.match(plain, listed[-1].end)
        return [((name,), n) for name, n in zip(names, listed, strict=True)] if fits else []
    if not _UNIT.match(plain, counted[0].end) or _EACH.search(rest):
        return []
    if len(names) == 1:
        return [(names, counted[0])]
    if _ALIKE.search(rest):
        return [((name,), counted[0]) for name in names]
    return [(names, counted[0])] if _TOGETHER.search(rest) else []
