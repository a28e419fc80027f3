"""Cuts prose into sentences and puts each into plain form, keeping the way back to the print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from govreport.parser.script import SIMPLIFIED

__all__ = ["Sentence", "sentences"]

_FOLD = dict(SIMPLIFIED)
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {
    ord(a): b for a, b in zip("〔〕［］【】﹙﹚｢｣‐‑−﹣～﹪％", "()()()()()----~%%", strict=True)
}
_FOLD |= {ord(a): b for a, b in zip("“”‘’「」『』〝〞", '""""""""""', strict=True)}

_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u3000]+")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_STOPS = re.compile(r"[。！？!?\n.]")
_CLOSING = '”’"」』）)'
_GOING_ON = "其中"
"""A sentence that begins so goes on with the one before, and what it says is still spoken of."""
_UNFINISHED = 12
"""A line shorter than this that no stop ends is a heading, not the beginning of a sentence."""


class Sentence:
    """A sentence of the prose.

    Arguments:
        text: the sentence as printed, without white space around it.
    """

    __slots__ = ("_places", "_plain", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain: str | None = None
        self._places: tuple[int, ...] | None = None

    @property
    def plain(self) -> str:
        """The same in simplified characters, half width, without white space."""
        if self._plain is None:
            folded = self.text.translate(_FOLD)
            if _BLANK.search(folded):
                self._plain, self._places = _without_blanks(folded)
            else:
                self._plain = folded
        return self._plain

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in ``text`` of a stretch of ``plain``."""
        places = self._places
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
        between = text[done:start].strip()
        if between and not between.startswith(_GOING_ON):
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
    return ("\u4e00" <= text[at - 1 : at] <= "\u9fff" and not after.isascii()) or after in (
        "",
        "\n",
    )


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
