"""Words of a sentence: numbers with their units, dates, and the phrases of phrases.toml."""

from __future__ import annotations

import re
from typing import NamedTuple

from govreport.parser.claims.phrases import lexicon
from govreport.parser.numerals import Numeral, numerals

__all__ = ["Word", "words"]


class Word(NamedTuple):
    """A word of a sentence that the grammar knows.

    Arguments:
        tag: what it is for the grammar, such as ``"receive"``, ``"number"``, ``"year"``, ``","``.
        start: where it begins in the plain sentence.
        end: where it ends (of a number: behind its unit).
        member: member of a family (``"granted"`` of ``"result"``), a number's unit.
        numeral: the number.
        year: the year of a date.
        flags: further marks: of a verb or noun ``"的"`` when 的 follows.
    """

    tag: str
    start: int
    end: int
    member: str = ""
    numeral: Numeral | None = None
    year: int = 0
    flags: str = ""


_UNIT = re.compile(
    r"(?:余|多)?(件次|人次|件|条|例|宗|份|起|项|个工作日|个|次|封|笔|万元|亿元|元|人|名|位|家|篇|期|场|部|天|日|月|年|小时|类|种|户|页|部门|户次|场次|栏|平方)"
)
_COUNTED = frozenset(("件", "条", "例", "宗", "份", "起", "项", "个", "次", "封", "笔", "件次"))
_YEAR = re.compile(
    r"(?P<from>(?:19|20)\d\d)年?[-至到—~](?P<to>(?:19|20)\d\d)年度?"
    r"|(?P<year>(?:19|20)\d\d|二[〇零○][一二三四五六七八九〇零○]{2})(?:年度?|(?=全年|度))"
)
_MONTH = re.compile(r"(?P<first>\d{1,2})月?(?:[-至到—~](?P<last>\d{1,2}))?月(?:份|底|末)?(?:\d{1,2}日)?")
_DELIMITERS = frozenset(",;:、()")
_QUOTED_TITLE = re.compile(r"《[^《》]{0,60}》")
_ENDS = re.compile(r"[,;。、)(]|$")
_EQUALS = frozenset("为是:均量数共达")
_CHINESE_UNITS = frozenset("件条例宗份起项")
_IDIOM = re.compile("一件事|一条[龙线]|一份[子力]|一项项|一条条|一件件|[一两]项(?:制度|工作|机制)")
_COUNTING = frozenset("到理收结复生请议讼各为共有现开转中含,、(息")


def words(plain: str) -> list[Word]:
    """Return the words of a plain sentence in reading order; what stands between is unknown."""
    titles = {m.start(): m.end() for m in _QUOTED_TITLE.finditer(plain)}
    numbers = {number.start: number for number in numerals(plain)}
    phrase_at = lexicon().at
    found: list[Word] = []
    at = 0
    while at < len(plain):
        if at in titles:
            at = titles[at]
            continue
        number = numbers.get(at)
        word = _date(plain, at) or (_number(plain, number) if number else None)
        phrase = phrase_at(plain, at)
        if phrase and (word is None or phrase[1] > word.end):
            (tag, member), end = phrase
            word = Word(tag, at, end, member)
        word = word or _delimiter(plain, at)
        if word:
            found.append(word)
            at = word.end
        else:
            at = number.end if number and not number.chinese else at + 1
    return _joined(found, plain)


def _delimiter(plain: str, at: int) -> Word | None:
    char = plain[at]
    return Word(char, at, at + 1) if char in _DELIMITERS else None


def _date(plain: str, at: int) -> Word | None:
    if not (plain[at].isdigit() or plain[at] == "二"):
        return None
    if match := _YEAR.match(plain, at):
        if match["from"]:
            return Word("years", at, match.end(), year=int(match["to"]))
        return Word("year", at, match.end(), year=_year(match["year"]))
    if match := _MONTH.match(plain, at):
        last = match["last"] or match["first"]
        return Word("month", at, match.end(), f"{int(match['first'])}-{int(last)}")
    return None


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
    if unit[1] not in _COUNTED:
        tag = "amount" if unit[1].endswith("元") else "measure"
        return Word(tag, number.start, unit.end(), unit[1], number)
    if number.chinese and not _chinese_count(plain, number, unit):
        return None
    return Word("number", number.start, unit.end(), unit[1], number)


def _bare(plain: str, number: Numeral, before: str) -> Word | None:
    """A number without a unit: «件数为12», «均为零»."""
    if not _ENDS.match(plain, number.end):
        return None
    if number.chinese and (number.value != 0 or before not in _EQUALS):
        return None
    return Word("number", number.start, number.end, "", number)


def _chinese_count(plain: str, number: Numeral, unit: re.Match[str]) -> bool:
    """Tell «两件» from «一起», «一次性», «一件事»."""
    if unit[1] not in _CHINESE_UNITS or _IDIOM.match(plain, number.start):
        return False
    return number.end - number.start > 1 or plain[number.start - 1 : number.start] in _COUNTING


_RUN = frozenset(("on_request", "apply", "info", "open"))
_NOUN = frozenset(("request", "apply", "reconsideration", "litigation", "block", "decide", "norm"))
_VERB = frozenset(("receive", "handle", "treat", "newly"))


def _joined(found: list[Word], plain: str) -> list[Word]:
    """Join the parts of names into nouns and drop what is not spoken of for its figures."""
    joined: list[Word] = []
    at = 0
    while at < len(found):
        word = found[at]
        if word.tag in _RUN:
            word, at = _request(found, at, plain)
        else:
            at += 1
        word, at = _with_suffix(word, found, at, plain)
        if word.tag:
            joined.append(word)
    return [word for word in joined if word.tag not in ("noise", "suffix", "work", "organ_work")]


def _request(found: list[Word], at: int, plain: str) -> tuple[Word, int]:
    """Join «依申请», «信息», «公开», «申请» to a request, or to the name of disclosure."""
    tags = [found[at].tag]
    first = found[at]
    end, at = first.end, at + 1
    while at < len(found) and found[at].tag in _RUN and _touches(end, found[at].start, plain):
        tags.append(found[at].tag)
        end, at = found[at].end, at + 1
    if "on_request" in tags or ("apply" in tags and ("open" in tags or "info" in tags)):
        tag = "request"
    elif "apply" in tags:
        tag = "apply"
    elif tags == ["open"]:
        tag = "publish"
    elif "open" in tags:
        tag = "disclosure"
    else:
        tag = "disclosure" if plain.startswith(("政府信息", "政务"), first.start) else ""
    return Word(tag, first.start, end), at


def _touches(end: int, start: int, plain: str) -> bool:
    """Nothing stands between, or only 的 or 类."""
    return plain[end:start] in ("", "的", "类", "类的", '"', "相关", "有关", "方面的")


def _with_suffix(word: Word, found: list[Word], at: int, plain: str) -> tuple[Word, int]:
    """Take in «件», «事项», «案件»; turn «办理流程» and «复议决定书» into what they are."""
    if word.tag not in _NOUN and word.tag not in _VERB:
        return word, at
    noun = word.tag in _NOUN
    while at < len(found) and found[at].start == word.end:
        after = found[at]
        if after.tag == "work":
            tag = "disclosure" if word.tag == "request" else "noise"
            return word._replace(tag=tag, end=after.end), at + 1
        if after.tag == "organ_work" and word.tag in ("reconsideration", "litigation"):
            return word._replace(tag="other", end=after.end), at + 1
        if not (noun and after.tag == "suffix"):
            break
        word, at = word._replace(end=after.end), at + 1
    if word.tag in ("reconsideration", "litigation") and at < len(found):
        after = found[at]
        if after.tag in ("apply", "request") and plain[word.end : after.start] in ("", "的"):
            word, at = word._replace(end=after.end), at + 1
    if plain[word.end : word.end + 1] == "的":
        word = word._replace(flags="的")
    return word, at
