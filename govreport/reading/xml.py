"""XML from files that nobody vouches for: no document type, no entities, nothing fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from govreport.reading.errors import ReadingError
from govreport.text import Text

__all__ = ["iterate_xml", "malformed", "parse_xml"]

STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main":
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math":
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/":
        b"http://schemas.openxmlformats.org/drawingml/2006/",
}  # fmt: skip
"""Namespaces of strict OOXML and the transitional ones, which the readers know."""


def transitional(data: bytes) -> bytes:
    """Return an OOXML part with the transitional namespaces in place of the strict ones."""
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return data


def malformed(name: str) -> ReadingError:
    """Return the error for a part that is not well-formed XML."""
    return ReadingError(
        "damaged",
        Text(
            zh="文件已损坏：{name} 的内容不完整或格式错误。请用 Office 或 WPS 打开后另存，再检查。",
            en="the file is damaged: {name} is incomplete or malformed; open it in Office or WPS "
            "and save it anew",
        ).format(name=name),
    )


def check_doctype(data: bytes, name: str) -> None:
    """Refuse a document type: no office file has one, and entities come in by it alone.

    Raises:
        ReadingError: ``damaged``.
    """
    if re.search(rb"<!(DOCTYPE|ENTITY)", data[:4096].replace(b"\0", b"")):
        raise _refused(name)


def _refused(name: str) -> ReadingError:
    return ReadingError(
        "damaged",
        Text(
            zh="{name} 含有文档类型声明（可能用于攻击），已拒绝读取；请重新索取该文件",
            en="{name} declares a document type, as attacks do, so it was not read; "
            "ask for the file again",
        ).format(name=name),
    )


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML document.

    Arguments:
        data: its bytes.
        name: what it is, for messages.

    Raises:
        ReadingError: ``damaged``: not well-formed, or with a document type.
    """
    check_doctype(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(transitional(data), parser)
    except etree.XMLSyntaxError as error:
        raise malformed(name) from error
    _check_parsed(root, name)
    return root


def iterate_xml(data: bytes, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements with these tags as they end; each is emptied after its turn.

    Arguments:
        data: the bytes of an XML document.
        name: what it is, for messages.
        tags: qualified names; none of them within another.

    Raises:
        ReadingError: ``damaged``: not well-formed, or with a document type.
    """
    check_doctype(data, name)
    events = etree.iterparse(
        io.BytesIO(transitional(data)),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise malformed(name) from error
    if events.root is not None:
        _check_parsed(events.root, name)


def _check_parsed(root: etree._Element, name: str) -> None:
    """Refuse a document type that the look at the bytes has missed."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused(name)
