"""What a page points to instead of containing it: pictures, attached files, other pages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from govreport.reading.document import Location, Note
from govreport.reading.html.tree import line_of, text_of
from govreport.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["link_note", "may_link", "picture_note", "struck_note"]

_FILE = re.compile(
    r"\.(?:docx?|docm|rtf|wps|pdf|ofd|ceb|xlsx?|xlsm|et|csv|zip|rar|7z)(?![A-Za-z0-9])", re.I
)
_LINKED_FILE = re.compile(_FILE.pattern.lower().encode())
_FRAMES = frozenset(("frame", "iframe", "embed", "object"))

# Pictures that belong to the page, not to the text.
_ORNAMENT = re.compile(
    r"icon|logo|qr_?code|ewm|erweima|weixin|wechat|weibo|share|print|close|arrow|search|banner|"
    r"button|btn|spacer|blank|loading|bullet|dot|line|bg|jiucuo|wza|gongan|beian|ga_|red_?head|"
    r"filetype|二维码|图标",
    re.I,
)
_SMALL = 100
_SIZE = {
    name: re.compile(rf"(?<![-\w]){name}\s*:\s*(\d+)(?:\.\d+)?px", re.I)
    for name in ("width", "height")
}


def may_link(source: bytes) -> bool:
    """Tell from the source of a page, in small letters, whether a link in it may lead to a file."""
    return _LINKED_FILE.search(source) is not None


def link_note(element: _Element) -> Note | None:
    """Return a note where a link or frame leads to a file that may hold the report's text."""
    address = element.get("href") or element.get("src") or element.get("data") or ""
    if element.tag in _FRAMES:
        return _frame_note(address, element)
    caption, title = text_of(element).strip(), element.get("title")
    download = element.get("download")
    if not _FILE.search(f"{caption}\n{title}\n{download}\n{unquote(address)}"):  # as nearly always
        return None
    names = (caption, title, download, _file_name(address))
    name = next((name for name in names if name and _FILE.search(name)), None)
    if name is None:
        return None
    if caption and not _FILE.search(caption) and len(caption) < 80:
        name = f"{caption}（{name}）"
    return _note("attachment", element, "网页链接了附件：{name}", "attached file: {name}", name)


def picture_note(element: _Element) -> Note | None:
    """Return a note where a picture stands in the text, as far as can be told."""
    source = element.get("src") or element.get("data-src") or ""
    if not source or _is_ornament(source) or _ORNAMENT.search(element.get("class") or ""):
        return None
    if _is_small(element) or _is_outside(element):
        return None
    label = element.get("alt") or element.get("title") or _picture_name(source)
    return _note("picture", element, "此处是图片：{name}", "a picture stands here: {name}", label)


def struck_note(element: _Element) -> Note | None:
    """Return a note where text is struck out, which is not read."""
    text = text_of(element).strip()
    if not text:
        return None
    return Note(
        "tracked-changes",
        Text("划掉的文字未读取：{text}", "text that is struck out was not read: {text}").format(
            text=text[:50]
        ),
        Location(line=line_of(element)),
    )


def _frame_note(address: str, element: _Element) -> Note | None:
    if not address or address.startswith(("about:", "javascript:", "data:")):
        return None
    name = _file_name(address)
    if _FILE.search(name):
        return _note("attachment", element, "网页嵌入了文件：{name}", "embedded file: {name}", name)
    return _note(
        "attachment",
        element,
        "网页的一部分在另一页面中：{name}",
        "a part of the page is in another page: {name}",
        address,
    )


def _note(kind: str, element: _Element, zh: str, en: str, name: str) -> Note:
    text = Text(zh, en).format(name=name.strip()[:200])
    return Note(
        "picture" if kind == "picture" else "attachment", text, Location(line=line_of(element))
    )


def _file_name(address: str) -> str:
    """Return the last part of an address: the file's name, with what it was asked for."""
    return unquote(address.split("#")[0].rstrip("/").rsplit("/", 1)[-1])


@lru_cache(maxsize=1024)  # the pages of a site show the same ones
def _is_ornament(source: str) -> bool:
    return _ORNAMENT.search(_picture_name(source)) is not None


def _picture_name(source: str) -> str:
    return "" if source.startswith("data:") else _file_name(source)


def _is_small(element: _Element) -> bool:
    style = element.get("style") or ""
    for name, pattern in _SIZE.items():
        match = re.match(r"\s*(\d+)", element.get(name) or "") or pattern.search(style)
        if match and int(match.group(1)) < _SMALL:
            return True
    return False


def _is_outside(element: _Element) -> bool:
    return next(element.iterancestors("nav", "header", "footer"), None) is not None
