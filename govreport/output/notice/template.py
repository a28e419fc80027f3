"""A Word file with placeholders such as ``{{单位}}``, checked once and filled for each letter."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import get_close_matches
from io import BytesIO

from lxml import etree

from govreport.output.notice.blocks import Block
from govreport.output.notice.word import (
    SPACE,
    STYLES,
    Manner,
    Typesetter,
    break_before,
    clean,
    make_slight,
    w,
)
from govreport.reading.docx.tree import value
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits, open_zip
from govreport.reading.package import Package
from govreport.reading.sniff import kind_of
from govreport.reading.xml import parse_xml, transitional
from govreport.text import Text

__all__ = ["Placeholders", "Template", "TemplateError"]

_PLACEHOLDER = re.compile(r"(?:\{\{|｛｛)([^{}｛｝]*)(?:\}\}|｝｝)")
_TEMPLATE = Text("通知模板 {path}：{reason}", "notice template {path}: {reason}")
_NO_WORD_FILE = Text(
    "不是 Word 文件（.docx）；请在 Word 或 WPS 中另存为 .docx",
    "it is no Word file (.docx); save it as .docx in Word or WPS",
)
_MACROS = Text(
    "含有宏；请另存为不含宏的 .docx", "it holds macros; save it as .docx, which holds none"
)
_UNKNOWN = Text(
    "没有名为 {{{{{name}}}}} 的占位符{near}；可用：{known}",
    "there is no placeholder {{{{{name}}}}}{near}; known: {known}",
)
_NEAR = Text("，是否指 {{{{{name}}}}}？", "; did you mean {{{{{name}}}}}?")
_LACKING = Text("缺少占位符 {names}", "the placeholder {names} is missing")
_NOT_ALONE = Text(
    "占位符 {{{{{name}}}}} 须独占一段",
    "the placeholder {{{{{name}}}}} must be a paragraph by itself",
)
_TYPES = "[Content_Types].xml"
_STORIES = ("header", "footer", "footnotes", "endnotes")
"""Kinds of the parts that placeholders may stand in, beside the main part."""
_BRACES = re.compile(r"\{\{|\}\}|｛｛|｝｝")
_UNPAIRED = Text(
    "占位符的括号不成对：“{text}”，应写成 {{{{名称}}}}",
    "the braces of a placeholder do not match: “{text}”; write {{{{name}}}}",
)
_SHOWN = 30
_DATE = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the same letter makes the same bytes."""


class TemplateError(Exception):
    """A template that cannot be used.

    Arguments:
        path: the file.
        reason: what is wrong with it, and what to do.
    """

    def __init__(self, path: str, reason: Text) -> None:
        self.message = _TEMPLATE.format(path=path, reason=reason)
        super().__init__(self.message.en)


@dataclass(frozen=True)
class Placeholders:
    """What a template can hold.

    Arguments:
        texts: names in Chinese of what takes a text, and their names in English.
        blocks: names of what takes paragraphs and tables.
        needed: names of what must be there.
    """

    texts: Mapping[str, str]
    blocks: Mapping[str, str]
    needed: Sequence[str]

    def find(self, name: str) -> str | None:
        """Return the Chinese name for a name in either language, ``None``: there is none."""
        for zh, en in (*self.texts.items(), *self.blocks.items()):
            if name.strip().casefold() in (zh, en):
                return zh
        return None


class Template:
    """A Word file that letters are made from.

    Arguments:
        data: its bytes.
        path: where it comes from, for messages.
        known: what it can hold.
        limits: limits against hostile files.

    Raises:
        TemplateError: it is no Word file, has an unknown placeholder, or lacks a needed one.
    """

    def __init__(
        self, data: bytes, path: str, known: Placeholders, limits: Limits = DEFAULT
    ) -> None:
        self._path = path
        self._known = known
        try:
            self._open(data, limits)
        except ReadingError as error:
            raise TemplateError(path, error.message) from error
        self._check()

    def _open(self, data: bytes, limits: Limits) -> None:
        if kind_of(data, limits) not in ("docx", "own"):
            raise ReadingError("unsupported", _NO_WORD_FILE)
        package = Package(data, limits)
        main = package.main_part("word/document.xml")
        if main not in package:
            raise ReadingError("unsupported", _NO_WORD_FILE)
        if any(name.endswith("vbaproject.bin") for name in package.names):
            raise ReadingError("unsupported", _MACROS)
        with open_zip(data, limits) as archive:
            self._parts = _parts(package, archive)
        self._trees = _trees(package, main, self._parts)
        self._manner = _manner(package, main, package.xml(main))

    def fill(self, texts: Mapping[str, str], blocks: Mapping[str, Sequence[Block]]) -> bytes:
        """Return a letter.

        Arguments:
            texts: what takes the place of each text placeholder.
            blocks: what takes the place of each of the others.
        """
        parts = dict(self._parts)
        for name, tree in self._trees.items():
            root, typesetter = deepcopy(tree), Typesetter()
            self._fill_part(root, typesetter, texts, blocks)
            parts[name] = typesetter.written(root)
        return _zipped(parts)

    def _check(self) -> None:
        """Raise an error for what is unknown, misplaced or lacking."""
        found: set[str] = set()
        for tree in self._trees.values():
            for paragraph in tree.iter(w("p")):
                whole = "".join(each.text or "" for each in _texts(paragraph))
                for match in _PLACEHOLDER.finditer(whole):
                    found.add(self._checked(match, whole))
                if _BRACES.search(rest := _PLACEHOLDER.sub("", whole)):
                    raise TemplateError(self._path, _UNPAIRED.format(text=clean(rest)[:_SHOWN]))
        lacking = [name for name in self._known.needed if name not in found]
        if lacking:
            english = {**self._known.texts, **self._known.blocks}
            names = Text(_braced(lacking), _braced(english[name] for name in lacking))
            raise TemplateError(self._path, _LACKING.format(names=names))

    def _checked(self, match: re.Match[str], whole: str) -> str:
        name = self._known.find(match[1])
        if name is None:
            raise TemplateError(self._path, self._unknown(match[1]))
        if name in self._known.blocks and match[0] != whole.strip():
            raise TemplateError(self._path, _NOT_ALONE.format(name=match[1].strip()))
        return name

    def _unknown(self, name: str) -> Text:
        names = (*self._known.texts, *self._known.blocks)
        also = (*self._known.texts.values(), *self._known.blocks.values())
        close = get_close_matches(name.strip(), (*names, *also), 1, 0.5)
        near = _NEAR.format(name=close[0]) if close else Text("", "")
        listed = Text(" ".join(names), " ".join(also))
        return _UNKNOWN.format(name=clean(name).strip(), near=near, known=listed)

    def _fill_part(
        self,
        root: etree._Element,
        typesetter: Typesetter,
        texts: Mapping[str, str],
        blocks: Mapping[str, Sequence[Block]],
    ) -> None:
        # What a text says is never taken for a placeholder: all are found before any is filled.
        slots = []
        for paragraph in root.iter(w("p")):
            pieces = _texts(paragraph)
            whole = "".join(each.text or "" for each in pieces)
            if matches := list(_PLACEHOLDER.finditer(whole)):
                slots.append((paragraph, pieces, matches))
        for paragraph, pieces, matches in slots:
            name = self._known.find(matches[0][1]) or ""
            if name in blocks:
                _put_blocks(paragraph, typesetter, blocks[name], self._manner)
                continue
            for match in reversed(matches):
                value = texts[self._known.find(match[1]) or ""]
                _put_text(pieces, match.start(), match.end(), clean(value))


# ── placeholders ──


def _braced(names: Iterable[str]) -> str:
    return " ".join(f"{{{{{name}}}}}" for name in names)


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """Return the pieces of a paragraph's text; those of a text box in it are the box's own."""
    return [
        each
        for each in paragraph.iter(w("t"))
        if next(each.iterancestors(w("p")), None) is paragraph
    ]


def _put_text(pieces: Sequence[etree._Element], start: int, end: int, words: str) -> None:
    """Put words in the place of a stretch of text that may lie in several pieces."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        before, after = max(start - at, 0), max(end - at, 0)
        at += len(text)
        if before < len(text) and after:
            piece.text = text[:before] + words + text[after:]
            piece.set(SPACE, "preserve")
            words = ""


def _put_blocks(
    paragraph: etree._Element, typesetter: Typesetter, blocks: Sequence[Block], manner: Manner
) -> None:
    """Put blocks in the place of a paragraph, set as it is where no style says otherwise."""
    run = next((t.getparent() for t in _texts(paragraph)), None)
    own = replace(
        manner,
        paragraph=paragraph.find(w("pPr")),
        run=None if run is None else run.find(w("rPr")),
    )
    for n, block in enumerate(blocks):
        made = typesetter.set(block, own)
        if n == 0 and paragraph.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None:
            break_before(made)
        paragraph.addprevious(made)
    _take_away(paragraph)


def _take_away(paragraph: etree._Element) -> None:
    """Remove a paragraph, or leave it empty where a section ends in it or a table needs it."""
    parent, before, after = paragraph.getparent(), paragraph.getprevious(), paragraph.getnext()
    assert parent is not None
    ends_section = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
    behind_table = before is not None and before.tag == w("tbl")
    if ends_section or (behind_table and (after is None or after.tag != w("p"))):
        for child in list(paragraph):
            if child.tag != w("pPr"):
                paragraph.remove(child)
        if not ends_section:
            make_slight(paragraph)
    else:
        parent.remove(paragraph)


# ── the file ──


def _parts(package: Package, archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts by name, those of strict files in the usual manner."""
    parts = {}
    for info in archive.infolist():
        name = info.filename.replace("\\", "/").lstrip("/")
        if not name.endswith("/"):
            data = package.read(name)
            parts[name] = transitional(data) if name.endswith((".xml", ".rels")) else data
    # What is saved as a template to start documents from is a document here.
    types = parts.get(_TYPES, b"")
    return parts | {
        _TYPES: types.replace(b"wordprocessingml.template.main", b"wordprocessingml.document.main")
    }


def _trees(package: Package, main: str, parts: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """Return the parts that hold text of the letter: the story, its heads and feet."""
    targets = [
        each.target for each in package.relationships(main).values() if each.kind in _STORIES
    ]
    names = {name.lower() for name in (main, *targets)}
    return {name: parse_xml(data, name) for name, data in parts.items() if name.lower() in names}


def _manner(package: Package, main: str, root: etree._Element) -> Manner:
    """Return how blocks are set: by the template's styles, over the width of its last section."""
    kinds = {each.kind: each.target for each in package.relationships(main).values()}
    sheet = package.optional(kinds.get("styles"))
    ids = {
        value(style, "name"): style.get(w("styleId"), "")
        for style in (sheet.iter(w("style")) if sheet is not None else ())
    }
    styles = {setting: ids[name] for setting, name in STYLES.items() if name in ids}
    return Manner(styles, width=_width(root) or Manner.width)


def _width(root: etree._Element) -> int | None:
    sections = list(root.iter(w("sectPr")))
    size = sections[-1].find(w("pgSz")) if sections else None
    margins = sections[-1].find(w("pgMar")) if sections else None
    if size is None or margins is None:
        return None
    try:
        left, right = (int(margins.get(w(side), "0")) for side in ("left", "right"))
        width = int(size.get(w("w"), "0")) - left - right
    except ValueError:
        return None
    return width if width > 0 else None


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a container of these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return file.getvalue()
