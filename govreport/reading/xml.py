"""XML from files that nobody vouches for: no document type, no entities, nothing fetched."""

from __future__ import annotations

import re

from lxml import etree

from govreport.reading.errors import ReadingError
from govreport.text import Text

__all__ = ["XML_ERRORS", "check_doctype", "local_name", "malformed", "parse_xml", "transitional"]

XML_ERRORS = (etree.XMLSyntaxError,)

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
    head = data[:4096].replace(b"\0", b"")
    if re.search(rb"<!(DOCTYPE|ENTITY)", head):
        raise ReadingError(
            "damaged",
            Text(
                zh="{name} 含有文档类型声明（可能用于攻击），已拒绝读取。请重新索取该文件。",
                en="{name} declares a document type, as attacks do; it was not read",
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
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(transitional(data), parser)
    except XML_ERRORS as error:
        raise malformed(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        check_doctype(b"<!DOCTYPE", name)
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
