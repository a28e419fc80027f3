"""Markdown: lines without their markup, and the HTML tables that stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from govreport.reading.document import Location, Note
from govreport.reading.text.lines import IN_CELL, Line
from govreport.text import Text

__all__ = ["Markup", "notes_of", "parts_of"]

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*|```.*)")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*([^\s`]*)")
# What blocks that are set apart by fences may hold besides program text.
_TEXTS = ("text", "txt", "plain", "plaintext", "md", "markdown", "csv", "tsv")
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)")

_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?([^)\s>]*)[^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(\s*<?([^)\s>]*)[^)]*\)")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|ceb|xlsx?|et|zip|rar|7z)(?![A-Za-z0-9])", re.I)

_INLINE = (
    (_PICTURE, ""),
    (_LINK, r"\1"),
    (re.compile(r"<br\s*/?>", re.I), IN_CELL),
    (re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.I), ""),
    (re.compile(r"~~[^~\n]+~~"), ""),  # struck out
    (re.compile(r"(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`+([^`\n]+)`+"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{}~])"), r"\1"),  # every escape but that of a pipe
)
# Markup is looked for in lines up to this length; nobody writes longer ones by hand.
_LONGEST = 20_000
_MARKED = re.compile(r"[*_`~\\<!\[&]")

_TABLE = re.compile(r"<table\b", re.I)
_TABLE_END = re.compile(r"</table\s*>", re.I)


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML between the lines.

    Arguments:
        text: the markup.
        line: the line on which it begins.
    """

    text: str
    line: int


def parts_of(lines: Iterable[Line]) -> Iterator[Line | Markup]:
    """Yield the lines without their markup, and HTML tables in one piece."""
    html: list[str] = []
    first = depth = 0
    for line in _without_code(lines):
        depth += len(_TABLE.findall(line.text)) - len(_TABLE_END.findall(line.text))
        if html or _TABLE.search(line.text):
            first = first if html else line.number
            html.append(line.text)
            if depth <= 0:
                yield Markup("\n".join(html), first)
                html.clear()
                depth = 0
        else:
            yield _plain(line)
    if html:
        yield Markup("\n".join(html), first)


def _without_code(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, blank ones for program text: what a file on a program quotes is no report."""
    held: list[Line] = []
    for line in lines:
        fence = _FENCE.match(line.text)
        if held:
            held.append(line)
            if fence and not fence[1]:
                yield from (replace(each, text="") for each in held)
                held.clear()
        elif fence and fence[1] and fence[1].lower() not in _TEXTS:
            held.append(line)
        else:
            yield line
    yield from held  # a block without an end is none


def notes_of(lines: Iterable[Line]) -> Iterator[Note]:
    """Yield what to know about pictures in the text and files that it links to."""
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        for match in _PICTURE.finditer(line.text):
            name = match[1] or match[2]
            text = Text(f"此处是图片：{name}", f"a picture stands here: {name}")
            yield Note("picture", text, Location(line=line.number))
        for match in _LINK.finditer(line.text):
            if _FILE.search(match[2]) or _FILE.search(match[1]):
                name = f"{match[1]}（{match[2]}）" if match[1] else match[2]
                text = Text(f"文中链接了附件：{name}", f"attached file: {name}")
                yield Note("attachment", text, Location(line=line.number))


def _plain(line: Line) -> Line:
    if _RULE.fullmatch(line.text):
        return replace(line, text="")
    heading = _HEADING.fullmatch(line.text)
    text = heading[1] if heading else _BULLET.sub("", _QUOTE.sub("", line.text))
    if len(text) < _LONGEST and _MARKED.search(text):
        for pattern, plain in _INLINE:
            text = pattern.sub(plain, text)
        text = unescape(text)
    return replace(line, text=text, heading=heading is not None)
