"""Cuts prose into sentences and puts each into plain form, keeping the way back to the print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

__all__ = ["Sentence", "sentences"]

_TRADITIONAL = (
    "請请開开復复議议訴诉訟讼結结轉转辦办覆复萬万億亿兩两個个條条項项處处續续維维糾纠審审總总計计規规範范許许罰罚強强費费"
    "別别餘余約约過过無无沒没發发現现與与關关間间機机業业會会組组織织團团體体務务長长電电線线網网絡络書书當当徑径華华財财劃划製制時时內内後后從从"
    "來来對对應应為为爲为進进還还達达數数產产種种縣县區区鎮镇鄉乡廳厅門门單单於于並并據据實实際际標标準准誠诚詢询認认證证"
    "變变終终撤撤駁驳確确違违責责錯错敗败勝胜協协調调說说諮咨熱热線线郵邮遞递場场麼么這这屬属級级決决級级訊讯廢废報报"
    "臺台頒颁稱称統统給给離离點点積积極极貫贯優优複复習习導导與与將将願愿隨随強强貳贰參叁陸陆負负權权執执資资識识類类"
)
_FOLD = {ord(a): b for a, b in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True) if a != b}
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(a): b for a, b in zip("〔〕［］【】﹙﹚｢｣‐‑−﹣～﹪％", "()()()()()----~%%", strict=True)}
_FOLD |= {ord(a): b for a, b in zip("“”‘’「」『』〝〞", '""""""""""', strict=True)}

_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u3000]+")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_STOPS = re.compile(r"[。！？!?\n.]")
_CLOSING = "”’\"」』）)"
_UNFINISHED = 12
"""A line shorter than this that no stop ends is a heading, not the beginning of a sentence."""


class Sentence:
    """A sentence of the prose.

    Arguments:
        text: the sentence as printed, without white space around it.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        """The same in simplified characters, half width, without white space."""
        return self._folded[0]

    @cached_property
    def _folded(self) -> tuple[str, tuple[int, ...] | None]:
        folded = self.text.translate(_FOLD)
        return _without_blanks(folded) if _BLANK.search(folded) else (folded, None)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in ``text`` of a stretch of ``plain``."""
        places = self._folded[1]
        return (start, end) if places is None else (places[start], places[end - 1] + 1)


def sentences(text: str, wanted: re.Pattern[str]) -> Iterator[Sentence | None]:
    """Yield the sentences in which ``wanted`` is found, and ``None`` where others stand between.

    Arguments:
        text: the prose.
        wanted: what a sentence must hold to be of interest, in any script and width.
    """
    places = [match.start() for match in wanted.finditer(text)]
    ends = list(_ends(text)) if places else []
    done = 0
    for place in places:
        if place < done:
            continue
        at = bisect_right(ends, place)
        start = ends[at - 1] if at else 0
        if text[done:start].strip():
            yield None
        done = ends[at] if at < len(ends) else len(text)
        yield Sentence(text[start:done].strip())


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end."""
    start = 0
    for match in _STOPS.finditer(text):
        at = match.start()
        if text[at] == "\n" and not _ends_line(text, start, at):
            continue
        if text[at] == "." and not _is_stop(text, at):
            continue
        start = at + 1
        if text[start : start + 1] in _CLOSING:
            start += 1
        yield start


def _ends_line(text: str, start: int, at: int) -> bool:
    """A line break ends a sentence behind a stop, a heading and before an empty line."""
    line = text[max(start, text.rfind("\n", 0, at) + 1) : at].strip()
    return line[-1:] in "；;：:" or len(line) < _UNFINISHED or text[at + 1 : at + 2] in ("", "\n")


def _is_stop(text: str, at: int) -> bool:
    """A full stop of another script: behind a Chinese character, not between digits."""
    after = text[at + 1 : at + 2]
    return ("\u4e00" <= text[at - 1 : at] <= "\u9fff" and not after.isascii()) or after in ("", "\n")


def _without_blanks(text: str) -> tuple[str, tuple[int, ...]]:
    """Leave blanks out; between digits they stay a blank unless they mark thousands."""
    grouped = {
        at for m in _GROUPED.finditer(text) for at in range(*m.span()) if not text[at].isdigit()
    }
    kept: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if _BLANK.match(char):
            before, after = kept[-1:] or [""], text[at + 1 : at + 2]
            if at in grouped or not (before[0].isdigit() and after.isdigit()):
                continue
            char = " "
        kept.append(char)
        places.append(at)
    return "".join(kept), tuple(places)
