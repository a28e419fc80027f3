"""What the prose says of how figures hang together: shares, rates, growth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from govreport.parser.claims.figures import COUNTS, NUMBERS
from govreport.parser.claims.sentences import Sentence, sentences
from govreport.parser.claims.words import COUNTED, Word, words
from govreport.reading.document import NOWHERE, Location

if TYPE_CHECKING:
    from govreport.parser.report import Report

__all__ = ["Figure", "Relation", "figure_of", "relations_in", "relations_of"]

Kind = Literal["share", "rate", "growth"]

_PERCENT = re.compile("[%％]")
_FIGURE = re.compile(r"[\d０-９]")
_TIMES = frozenset(("年", "月", "日", "天", "小时", "个工作日", "期", "页"))
_DONE = re.compile("办结|答复|回复|办理|办复|处理|采[用纳]|完成")
_DOWN = re.compile("减|降|落|少|下滑")
_IN_TIME = re.compile("按时|按期|及时|依法|提前|当场|一次|满意|合格|知晓|响应|公开|维持|纠错|胜诉")
"""Rates of something else than of what was handled among what was in hand."""
_LEFT_OVER = re.compile("[结結][转轉]|[转轉][结結接]|[顺順]延|[继繼][续續]|下一?年|次年|未")
_NEAR = 12
_HOW = 2
"""Characters before «办结率» that tell which: «提前办结率»."""
_ABOUT = re.compile("约占|約占|近占|约为|約為|[将將]近|左右|大[约約]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a relation speaks of.

    Arguments:
        value: the figure.
        unit: its unit.
        start: where it begins in the sentence.
        end: where it ends.
        about: not exact.
        same_sentence: it stands in the sentence of the relation, not in one before.
    """

    value: int | Decimal
    unit: str
    start: int
    end: int
    about: bool
    same_sentence: bool = True

    def may_be_of(self, whole: Figure) -> bool:
        """A figure of the same sentence and unit, and no smaller."""
        return whole.same_sentence and whole.unit == self.unit and whole.value >= self.value


@dataclass(frozen=True, slots=True)
class Relation:
    """A percentage with the figures that it may speak of.

    Arguments:
        kind: ``share`` (占…%), ``rate`` (办结率…%), ``growth`` (同比增长…%, negative when falling).
        value: the percentage as printed.
        places: decimals printed.
        part: the figure that it is the share of, that was handled, or this year's.
        wholes: figures that it may be measured by, alone or with the next; last year's for growth.
        change: for growth, the difference where the sentence gives it («增加12件»).
        explicit: the sentence itself leaves no doubt about the whole («…12件，其中…5件，占…»).
        text: the sentence.
        start: where the percentage begins in it.
        end: where it ends.
        location: where the sentence stands in the file.
        base: the place of the figure that the last 其中 before it is of, -1 without any.
    """

    kind: Kind
    value: Decimal
    places: int
    part: Figure | None
    wholes: tuple[Figure, ...]
    change: Figure | None
    explicit: bool
    text: str
    start: int
    end: int
    location: Location = NOWHERE
    base: int = -1


def relations_of(report: Report) -> tuple[Relation, ...]:
    """Return the relations that a report's prose states, each with its place in the file."""
    found: list[Relation] = []
    for text, location in report.paragraphs:
        if _PERCENT.search(text):
            found.extend(relations_in(text, location=location))
    return tuple(found)


def relations_in(text: str, *, location: Location = NOWHERE) -> Iterator[Relation]:
    """Yield the relations that a text states, in reading order."""
    before: Sentence | None = None
    for sentence in sentences(text, _FIGURE):
        if sentence is None:
            continue
        if "%" in sentence.plain:
            found = words(sentence.plain)
            earlier = _figures(words(before.plain), before) if before else []
            figures = _figures(found, sentence)
            yield from _relations(found, figures, list(map(_earlier, earlier)), sentence, location)
        before = sentence


def _figures(found: Sequence[Word], sentence: Sentence) -> list[Figure]:
    return [figure_of(word, sentence) for word in found if _counts(word)]


def _counts(word: Word) -> bool:
    return word.tag in COUNTS and word.member not in _TIMES


def figure_of(word: Word, sentence: Sentence) -> Figure:
    """Return the figure of a word that is a number."""
    numeral = word.numeral
    assert numeral is not None
    start, end = sentence.span(numeral.start, numeral.end)
    return Figure(numeral.value, word.member, start, end, numeral.about)


def _earlier(figure: Figure) -> Figure:
    return Figure(figure.value, figure.unit, figure.start, figure.end, figure.about, False)


def _relations(
    found: Sequence[Word],
    figures: Sequence[Figure],
    before: Sequence[Figure],
    sentence: Sentence,
    location: Location,
) -> Iterator[Relation]:
    last = 0
    for at, word in enumerate(found):
        if word.tag != "percent" or word.member != "%" or word.numeral is None:
            continue
        lead = found[last:at]
        last = at + 1
        kind = _kind(lead, word)
        if kind is None or word.numeral.about or _is_about(lead, word, sentence.plain):
            continue
        earlier = [f for f in figures if f.end <= sentence.span(word.start, word.end)[0]]
        aside = [*_bracketed(found[:at], sentence)]
        while earlier and _is_aside(earlier[-1], aside, lead, sentence):
            earlier.pop()
        part, wholes, change, explicit = _parties(kind, lead, earlier, before, sentence)
        start, end = sentence.span(word.numeral.start, word.numeral.end)
        sign = -1 if kind == "growth" and _falls(lead, sentence.plain) else 1
        yield Relation(
            kind, sign * Decimal(word.numeral.value), word.numeral.places, part, tuple(wholes),
            change, explicit, sentence.text, start, end, location, _base(found[:at]),
        )  # fmt: skip


def _base(before: Sequence[Word]) -> int:
    """Return where the figure begins that the last 其中 is of; one behind «；» goes on with the
    list before it («…12件，其中网上8件，占…；其中信函4件，占…»).
    """
    last = base = -1
    for word in before:
        if word.tag == ";":
            last = -1
        elif word.tag == "sub" and last >= 0:
            base = last
        elif _counts(word):
            last = word.start
    return base


def _bracketed(found: Sequence[Word], sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the stretches in brackets that are closed."""
    opened: list[Word] = []
    for word in found:
        if word.tag == "(":
            opened.append(word)
        elif word.tag == ")" and opened:
            yield sentence.span(opened.pop().start, word.end)


def _is_aside(
    figure: Figure, brackets: Sequence[tuple[int, int]], lead: Sequence[Word], sentence: Sentence
) -> bool:
    """The figure stands in brackets, and is not the one compared with: «3646件（新收3525件），增长…»."""
    inside = any(start < figure.start < end for start, end in brackets)
    return inside and not _is_base(_ahead(lead, figure, sentence))


def _kind(lead: Sequence[Word], percent: Word) -> Kind | None:
    """Tell what a percentage is by the last word that can say so."""
    for word in reversed(lead):
        if word.tag == "rate":
            return "share" if word.member == "share" else "rate"
        if word.tag == "grow":
            return "growth"
        if word.tag == "level":
            return None
        if word.tag == "(" and percent.start == word.end:
            return "share"
        if word.tag == ";" or word.tag in COUNTS:
            return None
    return None


def _is_about(lead: Sequence[Word], percent: Word, text: str) -> bool:
    """«约占总量的26%», «占26%左右»."""
    start = max((word.end for word in lead if word.tag in NUMBERS), default=percent.start - _NEAR)
    return _ABOUT.search(text, max(0, start), percent.end + 2) is not None


def _falls(lead: Sequence[Word], text: str) -> bool:
    grows = [word for word in lead if word.tag == "grow"]
    return bool(grows) and _DOWN.search(text, grows[-1].start, grows[-1].end) is not None


def _parties(
    kind: Kind,
    lead: Sequence[Word],
    earlier: Sequence[Figure],
    before: Sequence[Figure],
    sentence: Sentence,
) -> tuple[Figure | None, list[Figure], Figure | None, bool]:
    """Return part, wholes, change, and whether the sentence leaves no doubt about the whole."""
    if not earlier:
        return None, [], None, False
    if kind == "growth":
        return _grown(lead, earlier, sentence)
    part = earlier[-1] if kind == "share" else _handled(lead, earlier, sentence)
    if part is None:
        return None, [], None, False
    units = COUNTED if part.unit in COUNTED else (part.unit,)
    wholes = [f for f in (*before, *earlier) if f.unit in units and f is not part]
    explicit = kind == "rate" or any(word.tag == "sub" for word in lead)
    return part, wholes, None, explicit and any(map(part.may_be_of, wholes))


def _handled(lead: Sequence[Word], earlier: Sequence[Figure], sentence: Sentence) -> Figure | None:
    """Return the figure of what was handled, for a rate of handling («已办结9899件，办结率…»)."""
    rate = next((word for word in reversed(lead) if word.tag == "rate"), None)
    if rate is None or _IN_TIME.search(sentence.plain, rate.start - _HOW, rate.end):
        return None
    for figure in reversed(earlier):
        start = max((f.end for f in earlier if f.end <= figure.start), default=0)
        if _LEFT_OVER.search(sentence.text, start, figure.start):
            continue
        if _DONE.search(sentence.text, start, figure.start):
            return figure
    return None


def _grown(
    lead: Sequence[Word], earlier: Sequence[Figure], sentence: Sentence
) -> tuple[Figure | None, list[Figure], Figure | None, bool]:
    """«由22件增加到34件，增长54.5%», «比上年的22件(增加12件，)增长…», «增加12件，增长…»."""
    last = earlier[-1]
    before = [figure for figure in earlier[-3:-1] if figure.unit == last.unit]
    ahead = _ahead(lead, last, sentence)
    if not before:
        return last, [], None, False
    if "level" in ahead:
        return last, [before[-1]], None, True
    if ahead[-1:] == ["grow"]:
        if len(before) > 1 and _is_base(_ahead(lead, before[-1], sentence)):
            return before[0], [before[-1]], last, True
        return before[-1], [], last, True
    if _is_base(ahead):
        return before[-1], [last], None, True
    return last, [], None, False


def _ahead(lead: Sequence[Word], figure: Figure, sentence: Sentence) -> list[str]:
    """Return the tags of the words before a figure, from the figure before it."""
    tags: list[str] = []
    for word in lead:
        if sentence.span(word.start, word.end)[0] >= figure.start:
            return tags
        tags = [] if word.tag in COUNTS else [*tags, word.tag]
    return []


def _is_base(ahead: Sequence[str]) -> bool:
    """«比上年的», «较2022年（»: last year's figure follows."""
    return (
        "compare" in ahead
        and "grow" not in ahead
        and ahead[-1] in ("last", "year", "compare", "this", "(")
    )
