"""Words of a sentence: numbers with their units, dates, and the phrases of phrases.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from govreport.parser.claims.phrases import Meaning, phrases, tails
from govreport.parser.numerals import Numeral, chinese_number, numerals

__all__ = ["COUNTED", "Word", "words"]


class Word(NamedTuple):
    """A word of a sentence that the grammar knows.

    Arguments:
        tag: what it is for the grammar, such as ``"receive"``, ``"number"``, ``"year"``, ``","``.
        start: where it begins in the plain sentence.
        end: where it ends (of a number: behind its unit).
        member: member of a family (``"granted"`` of ``"result"``), a number's unit.
        numeral: the number.
        year: the year of a date.
        attributive: 的 follows: it says which, not what («收到的申请»).
    """

    tag: str
    start: int
    end: int
    member: str = ""
    numeral: Numeral | None = None
    year: int = 0
    attributive: bool = False


_UNIT = re.compile(
    r"(?:余|多)?(件次|人次|件|条|例|宗|份|起|项|个工作日|个|次|封|笔|万元|亿元|元|人|名|位|家|篇|期|场|部|天|日|月|年|小时|类|种|户|页|部门|户次|场次|栏|平方)"
)
COUNTED = frozenset(("件", "条", "例", "宗", "份", "起", "项", "个", "次", "封", "笔", "件次"))
"""Units of what is counted; of one thing, one sentence may use two («申请669份，…21宗»)."""
_BODIES = re.compile(
    r"[^,;:。、()\d]{0,4}?(?:部门|科室|处室|股室|单位|机关|乡|镇|街道|社区|区|县|局)"
)
"""«35个部门», «22个乡镇», «3个市直单位»: counted, but no requests."""
_YEAR = re.compile(
    r"(?P<from>(?:19|20)\d\d)年?[-至到—~](?P<to>(?:19|20)\d\d)年度?"
    r"|(?P<year>(?:19|20)\d\d|二[〇零○][一二三四五六七八九〇零○]{2})(?:年度?|(?=全年|度))"
)
_MONTH = re.compile(
    r"(?P<first>\d{1,2}|[一二三四五六七八九十]{1,2})月?"
    r"(?:[-至到—~](?P<last>\d{1,2}|[一二三四五六七八九十]{1,2}))?月(?:份|底|末)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?"
)
_AFTER_DATE = frozenset("年月全度")
_DELIMITERS = frozenset(",;:、()")
_TITLE = re.compile(r"《[^《》]{0,60}》")
_ENDS = re.compile(r"[,;。、)(]|$")
_OF_DOING = frozenset("理结毕复完")
_AFTER_ORDINAL = frozenset("、)")
_EQUALS = frozenset("为是:均量数共达")
_CHINESE_UNITS = frozenset("件条例宗份起项")
_IDIOM = re.compile("一件事|一条[龙线]|一份[子力]|一项项|一条条|一件件|[一两]项(?:制度|工作|机制)")
_NOT_ONE = re.compile(r"(?:未有?|没有?|无)(?:收到|接到|接收|接受|受理|发生|出现|产生|引发)?过?\Z")
_COUNTING = frozenset("到理收结复成毕生请议讼各为共有现开转中含年度,、(息")


@lru_cache(maxsize=512)  # a sentence with a percentage is read for its figures, then for its shares
def words(plain: str) -> tuple[Word, ...]:
    """Return the words of a plain sentence in reading order; what stands between is unknown."""
    numbers = {number.start: number for number in numerals(plain)}
    found: list[Word] = []
    lexicon = phrases()
    meanings, lengths = lexicon.meanings, lexicon.lengths
    at, length, who = 0, len(plain), False
    while at < length:
        char = plain[at]
        number = numbers.get(at)
        begins = plain[at : at + 2] in lengths or char in meanings
        phrase = lexicon.at(plain, at) if begins else None
        word = None
        if number is not None:
            word = _counted(plain, number)
        if phrase is not None and (word is None or phrase[1] > word.end):
            word = _spoken(plain, at, phrase)
        if word is not None:
            at = word.end
            if word.tag != "noise":
                found.append(word)
                who = who or word.tag in _WHO
        elif number is not None and not number.chinese:
            at = number.end
        else:
            if char in _DELIMITERS:
                found.append(Word(char, at, at + 1))
            title = _TITLE.match(plain, at) if char == "《" else None
            at = title.end() if title else at + 1
    return tuple(_anybody(found, plain) if who else found)


def _counted(plain: str, number: Numeral) -> Word | None:
    dated = plain[number.end : number.end + 1] in _AFTER_DATE
    return (_date(plain, number.start) if dated else None) or _number(plain, number)


def _spoken(plain: str, at: int, phrase: tuple[Meaning, int]) -> Word:
    (tag, member), end = phrase
    if plain[end - 1] == "办":
        (tag, member), end = _without_doing(plain, at, phrase)
    if tag in _PARTS:
        tag, end = _named(plain, at, tag, end)
    if tag in _TAILED:
        return _with_tail(tag, at, end, member, plain)
    return Word(tag, at, end, member)


def _without_doing(plain: str, at: int, found: tuple[Meaning, int]) -> tuple[Meaning, int]:
    """Of «县政府办结» the phrase is «县政府», not «县政府办»."""
    _, end = found
    if plain[end : end + 1] not in _OF_DOING or end - at < 2:
        return found
    return phrases().at(plain[: end - 1], at) or found


# ── dates and numbers ──


def _date(plain: str, at: int) -> Word | None:
    if match := _YEAR.match(plain, at):
        if match["from"]:
            return Word("years", at, match.end(), year=int(match["to"]))
        return Word("year", at, match.end(), year=_year(match["year"]))
    if match := _MONTH.match(plain, at):
        first, last = _month(match["first"]), _month(match["last"] or match["first"])
        return Word("month", at, match.end(), f"{first}-{last}")
    return None


def _month(printed: str) -> int:
    return int(printed) if printed.isdigit() else chinese_number(printed) or 0


def _year(printed: str) -> int:
    if printed[0].isdigit():
        return int(printed)
    digits = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
    return int("".join(digits.get(char, "0") for char in printed))


def _number(plain: str, number: Numeral) -> Word | None:
    """A number with its unit; a Chinese numeral only where it counts something."""
    before = plain[number.start - 1 : number.start]
    if before == "第":
        return None
    if number.percent:
        return Word("percent", number.start, number.end, number.percent, number)
    unit = _UNIT.match(plain, number.end)
    if unit is None:
        return _bare(plain, number, before)
    if number.chinese and not _chinese_count(number, unit[1], before, plain):
        return None
    if unit[1] not in COUNTED or (unit[1] == "个" and _BODIES.match(plain, unit.end())):
        tag = "amount" if unit[1].endswith("元") else "measure"
        return Word(tag, number.start, unit.end(), unit[1], number)
    return Word("number", number.start, unit.end(), unit[1], number)


def _bare(plain: str, number: Numeral, before: str) -> Word | None:
    """A number without a unit: «件数为12», «均为零»; not the «3、» of a list."""
    if number.start == 0 and plain[number.end : number.end + 1] in _AFTER_ORDINAL:
        return None
    if not _ENDS.match(plain, number.end):
        return None
    if number.chinese and (number.value != 0 or before not in _EQUALS):
        return None
    return Word("number", number.start, number.end, "", number)


def _chinese_count(number: Numeral, unit: str, before: str, plain: str) -> bool:
    """Tell «两件» from «一起», «一次性», «一件事»."""
    if unit not in _CHINESE_UNITS or _IDIOM.match(plain, number.start):
        return False
    if number.value == 1 and _NOT_ONE.search(plain, max(0, number.start - 6), number.start):
        return False
    return number.end - number.start > 1 or before in _COUNTING


# ── nouns and verbs with what follows them ──

_PARTS = frozenset(("on_request", "apply", "info", "open"))
_FILLERS = {
    "的": ["", "的"], "类": ["", "类", "类的"], '"': ["", '"'], "相": ["", "相关"], "有": ["", "有关"],
    "方": ["", "方面的"], "要": ["", "要求"],
}  # fmt: skip
"""What may stand between two parts of a name, by its first character."""
_NO_FILLER = [""]
_CASES = frozenset(("reconsideration", "litigation"))
_NOUNS = frozenset(("request", "apply", "block", "decide", "norm")) | _CASES
_VERBS = frozenset(("receive", "handle", "treat", "process", "newly"))
_TAILED = _NOUNS | _VERBS
_TURNED = {"request": "theme", "disclosure": "disclosure"}
"""What a noun turns into with a tail that speaks of work: «依申请公开流程» is only a theme."""


def _named(plain: str, start: int, tag: str, end: int) -> tuple[str, int]:
    """Join «依申请», «信息», «公开», «申请» to a request, or to the name of disclosure; return the
    tag of the name and its end.
    """
    tags = [tag]
    while part := _part_of_name(plain, end, tags):
        tag, end = part
        tags.append(tag)
    return _name(tags, plain, start), end


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The characters that the parts of a name begin with."""
    return frozenset(word[0] for word, (tag, _) in phrases().meanings.items() if tag in _PARTS)


def _part_of_name(plain: str, end: int, tags: Sequence[str]) -> tuple[str, int] | None:
    lexicon, beginnings = phrases(), _beginnings()
    for filler in _FILLERS.get(plain[end : end + 1], _NO_FILLER):
        start = end + len(filler)
        if plain[start : start + 1] not in beginnings or not plain.startswith(filler, end):
            continue
        part = lexicon.at(plain, start)
        if part is None or part[0][0] not in _PARTS:
            continue
        if tags != ["open"] or part[0][0] != "on_request":
            return part[0][0], part[1]
    return None


def _name(tags: Sequence[str], plain: str, start: int) -> str:
    if tags == ["on_request"] and plain.startswith("依申请", start):
        return "apply"
    if "on_request" in tags or ("apply" in tags and ("open" in tags or "info" in tags)):
        return "request"
    if "apply" in tags:
        return "apply"
    if tags == ["open"]:
        return "publish"
    if "open" in tags or plain.startswith(("政府信息", "政务"), start):
        return "disclosure"
    return "noise"


def _with_tail(tag: str, start: int, end: int, member: str, plain: str) -> Word:
    """Take in «件», «事项», «案件»; turn «办理流程» and «复议决定书» into what they are."""
    lexicon = tails()
    while end < len(plain) and plain[end] in lexicon.firsts and (tail := lexicon.at(plain, end)):
        (_, kind), after = tail
        if kind == "thing" and tag in _VERBS:
            return Word("other", start, after, member)
        if kind in ("same", "thing"):
            end = after
        elif tag in _CASES and _is_outcome(plain, end):
            break  # «行政复议结果维持5件»
        elif kind == "work":
            return Word(_TURNED.get(tag, "work"), start, after, member)
        elif tag in _CASES:
            return Word("other", start, after, member)
        else:
            break
    if tag in _CASES:
        end = _with_application(end, plain)
    return Word(tag, start, end, member, attributive=plain.startswith("的", end))


def _is_outcome(plain: str, at: int) -> bool:
    found = phrases().at(plain, at)
    return found is not None and found[0][0] == "outcome"


def _with_application(end: int, plain: str) -> int:
    """Return the end of «行政复议申请», «行政诉讼的申请»: still the case."""
    at = end + plain.startswith("的", end)
    for after in (at + 4, at + 2):
        if plain[at:after] in ("申请案件", "申请", "申请事项"):
            return after
    return end


# ── who applies ──

_WHO = frozenset(("public", "applicant"))
_JOINTS = frozenset(("", "和", "或", "及", "与", "以及", "或者", "及其", "或其", "和其"))


def _anybody(found: list[Word], plain: str) -> Iterator[Word]:
    """Join «公民、法人和其他组织» (anybody) and «法人或其他组织» (an applicant)."""
    at = 0
    while at < len(found):
        first, at = found[at], at + 1
        last = at
        if first.tag in _WHO:
            while last < len(found) and _joins(found, last, plain):
                last += 1
            while found[last - 1].tag in ("、", ","):
                last -= 1
        if last > at:
            legal = first.member == "legal_person"
            tag, member = ("applicant", "legal_person") if legal else ("public", "anybody")
            first = Word(tag, first.start, found[last - 1].end, member)
            at = last
        yield first


def _joins(found: list[Word], at: int, plain: str) -> bool:
    between = plain[found[at - 1].end : found[at].start]
    if found[at].tag in ("、", ","):
        return between == "" and found[at + 1 : at + 2] != [] and found[at + 1].tag in _WHO
    return found[at].tag in _WHO and between in _JOINTS
