"""What a file is, found from its content: suffixes lie (a .doc that is a web page, a .pdf from Word)."""

from __future__ import annotations

import re
from typing import Literal

from govreport.reading.encoding import decode
from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits, open_zip
from govreport.text import Text

__all__ = ["Kind", "kind_of"]

Kind = Literal[
    "text", "markdown", "html", "mht", "docx", "rtf", "xlsx", "xlsb", "xls", "ods", "csv", "tsv",
    "pdf", "json", "zip",
]  # fmt: skip

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, limits: Limits) -> Kind:
    """Return what ``data`` is.

    Raises:
        ReadingError: ``empty``; ``unsupported`` for known kinds that are not read; ``encrypted``;
            ``damaged``; ``not-a-document`` where the content is of no known kind.
    """
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise ReadingError(
            "empty", Text("文件是空的；请重新获取", "the file is empty; get it again")
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _kind_of_zip(data, limits)
    return _kind_of_text(decode(data)[0])


def _kind_of_zip(data: bytes, limits: Limits) -> Kind:
    with open_zip(data, limits) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "zip"


def _kind_of_text(text: str) -> Kind:
    start = text[:4096].lstrip()
    if start.startswith("{\\rtf"):
        return "rtf"
    if re.match(r"<[!?a-z/]", start, re.I) or re.search(r"<(?:html|body|head)\b", start, re.I):
        return "html"
    return "text"
