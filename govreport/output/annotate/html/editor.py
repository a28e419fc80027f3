"""Puts marks into a web page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from govreport.output.annotate.finding_text import find_text, same_text
from govreport.output.annotate.html.bytesource import ByteSource
from govreport.output.annotate.html.page import NUMBER, Shown, numbered, shown, tag_at
from govreport.output.annotate.html.unmark import MARK, NOTE, NOTES, SIGN, without_marks
from govreport.output.annotate.marks import FILLS, Changed, Level, Mark
from govreport.reading.html import locate
from govreport.reading.limits import Limits
from govreport.text import Language, Text

__all__ = ["annotate"]

_PRINTED = "-webkit-print-color-adjust:exact;print-color-adjust:exact"
_NOTE_STYLE = "color:#a00000;font-weight:bold;white-space:normal"
_NOTES_STYLE = (
    "clear:both;margin:2em 0;padding:0.5em 1em;border:2px solid #a00000;background:#fff;"
    "color:#000;text-align:left;font-size:14px;line-height:1.6"
)
_STYLE = re.compile(r"""(?<![-\w])style\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
_END_OF_CELL = re.compile(r"</?(?:td|th|tr|table|tbody)\b|\Z", re.IGNORECASE)
_ENDS_OF_PAGE = tuple(re.compile(end, re.IGNORECASE) for end in (r"</body\s*>", r"</html\s*>"))
_HEAD = Text("核对批注", "Comments of the check")
_WHITE = " \t\r\n\f\xa0\u3000"


def annotate(data: bytes, marks: Sequence[Mark], limits: Limits, language: Language) -> bytes:
    """Return a page with marks.

    Arguments:
        data: the file.
        marks: what to mark.
        limits: how much is read.
        language: the language of the heading of the notes.

    Raises:
        ReadingError: the file cannot be read.
        Changed: it does not say what it did when it was checked.
    """
    editor = _Editor(without_marks(data), limits)
    for mark in marks:
        editor.add(mark)
    return editor.written(language)


class _Editor:
    """Puts marks into the source of a page as they come."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.source = ByteSource(data)
        self.text = self.source.text
        source, self.tags = numbered(self.text)
        self.places = locate(source.replace("\0", ""), limits)
        self.comments: list[str] = []
        self.shown: list[Shown] = []

    def add(self, mark: Mark) -> None:
        """Take a mark.

        Raises:
            Changed: the page does not say what it should there.
        """
        if mark.sentence:
            self._add_sentence(mark)
        elif mark.location in self.places:
            self._add_cell(mark)
        elif mark.comment:  # nowhere in the page, or in text that is laid out as a table
            self.comments.append(mark.comment)

    def _add_cell(self, mark: Mark) -> None:
        element, text = self.places[mark.location]
        if not same_text(mark.printed, text):
            raise Changed
        start = self.tags[int(element.get(NUMBER, ""))]
        tag = tag_at(self.text, start)
        self._shade(start, tag, mark.level)
        begin = start + len(tag)
        end = _END_OF_CELL.search(self.text, begin)
        inside = [
            each
            for each in shown(self.text, begin, end.start() if end else None)
            if each.character not in _WHITE or each.end - each.start > 1
        ]
        self.source.insert(inside[-1].end if inside else begin, self._note(mark))

    def _shade(self, start: int, tag: str, level: Level) -> None:
        """Give a cell a colour behind its own style."""
        style = f"{SIGN}background-color:#{FILLS[level]}!important;{_PRINTED}"
        found = _STYLE.search(tag)
        if found is None:
            name = re.match(r"<[^\s/>]+", tag)
            assert name is not None
            self.source.insert(start + name.end(), f' style="{style}"')
        elif found[1][0] in "\"'":
            self.source.insert(start + found.end() - 1, f";{style}")
        else:
            self.source.insert(start + found.start(1), '"')
            self.source.insert(start + found.end(), f';{style}"')

    def _add_sentence(self, mark: Mark) -> None:
        figure = self._figure(mark)
        if figure is None:  # the source has it otherwise than the page shows it
            self.comments.append(f"“{mark.sentence}”\n{mark.comment}")
            return
        for start, end in _stretches(figure):
            self.source.insert(
                start, f'<mark class="{MARK}" style="background:#{FILLS[mark.level]};{_PRINTED}">'
            )
            self.source.insert(end, f"</mark><!--{MARK}-->")
        self.source.insert(figure[-1].end, self._note(mark))

    def _figure(self, mark: Mark) -> list[Shown] | None:
        """Find the characters of a figure, from the line on at which its paragraph begins."""
        for line in (mark.location.line or 1, 1):
            begin = self._line(line)
            characters = [each for each in self._all() if each.start >= begin]
            pieces = [each.character for each in characters]
            found = find_text(pieces, mark.sentence, mark.span)
            if found is not None:
                (first, _), (last, _) = found
                return characters[first : last + 1]
        return None

    def _all(self) -> list[Shown]:
        self.shown = self.shown or list(shown(self.text))
        return self.shown

    def _line(self, number: int) -> int:
        at = 0
        for _ in range(number - 1):
            at = self.text.find("\n", at) + 1
            if not at:
                return 0
        return at

    def _note(self, mark: Mark) -> str:
        """Return the note beside a figure, and keep its comment for the end of the page."""
        number, title = "", ""
        if mark.comment:
            self.comments.append(mark.comment)
            number = str(len(self.comments))
            title = f' title="{_attribute(mark.comment)}"'
        words = " ".join(each for each in (number, mark.short) if each)
        style = _NOTE_STYLE + ("" if mark.sentence else ";display:block")
        if not words:
            return ""
        return f'<sup class="{NOTE}" style="{style}"{title}>[{escape(words)}]</sup>'

    def written(self, language: Language) -> bytes:
        """Return the page with all marks."""
        if self.comments:
            self.source.insert(self._end(), "".join(_notes(self.comments, language)))
        return self.source.applied()

    def _end(self) -> int:
        for pattern in _ENDS_OF_PAGE:
            if found := list(pattern.finditer(self.text)):
                return found[-1].start()
        return len(self.text)


def _notes(comments: Iterable[str], language: Language) -> Iterator[str]:
    """Yield the notes at the end of the page."""
    yield f'<aside class="{NOTES}" style="{_NOTES_STYLE}">'
    yield f"<p><b>govreport {_HEAD.of(language)}</b></p>"
    for number, comment in enumerate(comments, 1):
        lines = "<br>".join(escape(line) for line in comment.split("\n"))
        yield f"<p>[{number}] {lines}</p>"
    yield "</aside>"


def _stretches(characters: Sequence[Shown]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source that characters take up without markup between them."""
    start, end = characters[0].start, characters[0].end
    for each in characters[1:]:
        if each.start != end:
            yield start, end
            start = each.start
        end = each.end
    yield start, end


def _attribute(text: str) -> str:
    return escape(text).replace("\n", "&#10;")
