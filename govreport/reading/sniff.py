"""What a file is, found from its content: suffixes lie (a .doc that is a web page or a PDF)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import govreport.reading.ole as ole
from govreport.reading.encoding import declared_encoding, decode
from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits, open_zip
from govreport.text import Text

if TYPE_CHECKING:
    from zipfile import ZipFile

__all__ = ["Kind", "kind_of", "kind_of_package"]

Kind = Literal[
    "text", "html", "mht", "docx", "rtf", "xlsx", "xlsb", "xls", "ods", "csv", "tsv", "pdf",
    "own", "zip",
]  # fmt: skip


def kind_of(data: bytes, limits: Limits) -> Kind:
    """Return what ``data`` is.

    Raises:
        ReadingError: ``empty``; ``unsupported`` for known kinds that are not read; ``encrypted``;
            ``damaged``; ``not-a-document`` where the content is of no known kind.
    """
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise ReadingError(
            "empty",
            Text(zh="文件是空的；请重新获取原文件", en="the file is empty; get the original again"),
        )
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(data, limits)
    if data.startswith(ole.SIGNATURE):
        return _kind_of_ole(ole.stream_names(data))
    if data.startswith(_OLD_EXCEL):
        return "xls"
    for what, belongs in _FOREIGN:
        if belongs(data):
            raise _unsupported(what)
    return _kind_of_text(decode(data, declared_encoding(data))[0])


# --- containers -------------------------------------------------------------------------------

_WORD = Text(
    zh="这是旧版 Word 文件（.doc 或 .wps），不能直接读取；请用 Word 或 WPS 另存为 .docx 或 PDF",
    en="this is a binary Word file (.doc or .wps), which is not read; "
    "save it as .docx or PDF in Word or WPS",
)
_SLIDES = Text(
    zh="这是演示文稿，不能读取；请提供 Word、Excel 或 PDF 文件",
    en="these are slides, which are not read; get a Word, Excel or PDF file",
)
_OFD = Text(
    zh="这是 OFD 文件，不能直接读取；请用 OFD 阅读器另存为 PDF 或 .docx",
    en="this is an OFD file, which is not read; save it as PDF or .docx in an OFD viewer",
)
_ODT = Text(
    zh="这是 OpenDocument 文字文件，不能直接读取；请另存为 .docx 或 PDF",
    en="this is an OpenDocument text, which is not read; save it as .docx or PDF",
)
_OTHER_OLE = Text(
    zh="这不是 Word 或 Excel 文件，不能读取；请另存为 .docx、.xlsx 或 PDF",
    en="this is no Word or Excel file and is not read; save it as .docx, .xlsx or PDF",
)
_DAMAGED = (
    "damaged",
    Text(
        zh="文件不完整或已损坏（内部目录无法读取）；请重新获取原文件",
        en="the file is cut short or damaged (its directory cannot be read); "
        "get the original file again",
    ),
)
_ENCRYPTED = (
    "encrypted",
    Text(
        zh="文件设有打开密码，无法读取；请取消密码后另存，再检查",
        en="the file is protected by a password; save it without one and check again",
    ),
)

# The part by which a kind of zip file is known.
_PARTS: dict[str, Kind | Text] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "ppt/presentation.xml": _SLIDES,
    "ofd.xml": _OFD,
}
_CORE = "docProps/core.xml"
_OWN_CREATOR = b"<dc:creator>govreport</dc:creator>"
_OPEN_DOCUMENT: dict[bytes, Kind | Text] = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": _ODT,
    b"application/vnd.oasis.opendocument.presentation": _SLIDES,
}
# The same for OLE2 files; an encrypted file is known before what it holds.
_STREAMS: dict[str, Kind | Text | tuple[str, Text]] = {
    "EncryptedPackage": _ENCRYPTED,
    "WordDocument": _WORD,
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": _SLIDES,
}


_MEDIA_TYPE = 200
"""Within so many bytes a file of OpenDocument says what it is."""


def _kind_of_zip(data: bytes, limits: Limits) -> Kind:
    with open_zip(data, limits) as archive:
        return kind_of_package(archive, data[:_MEDIA_TYPE])


def kind_of_package(archive: ZipFile, start: bytes) -> Kind:
    """Return what a zip file is.

    Arguments:
        archive: the file, open.
        start: its first bytes.

    Raises:
        ReadingError: as :func:`kind_of`.
    """
    names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    if _is_own_workbook(archive):
        return "own"
    for part, kind in _PARTS.items():
        if part in names:
            return _read_or_refuse(kind)
    if "[content_types].xml" in names:
        # The main part of a Word file may bear any name; the others' may not.
        return "docx" if any(name.startswith("word/") for name in names) else "xlsx"
    for media_type, kind in _OPEN_DOCUMENT.items():
        if media_type in start[30:_MEDIA_TYPE]:
            return _read_or_refuse(kind)
    return "zip"


def _is_own_workbook(archive: ZipFile) -> bool:
    from govreport.reading.package import BROKEN

    try:
        with archive.open(_CORE) as file:
            return _OWN_CREATOR in file.read(_HEAD)
    except (*BROKEN, KeyError, RuntimeError):
        return False  # whoever reads the file will say what is wrong with it


def _kind_of_ole(names: set[str]) -> Kind:
    if not names:
        raise ReadingError(*_DAMAGED)
    for stream, kind in _STREAMS.items():
        if stream in names:
            return _read_or_refuse(kind)
    raise _unsupported(_OTHER_OLE)


def _read_or_refuse(kind: Kind | Text | tuple[str, Text]) -> Kind:
    if isinstance(kind, Text):
        raise _unsupported(kind)
    if isinstance(kind, tuple):
        raise ReadingError(*kind)
    return kind


# --- other binary files -----------------------------------------------------------------------

_PICTURE = Text(
    zh="这是图片，其中的文字不能读取；请取得 Word、Excel 或带文字的 PDF 文件",
    en="this is a picture, whose text is not read; get a Word or Excel file or a PDF with text",
)
_ARCHIVE = Text(
    zh="这种压缩包不能直接读取；请先解压，或改用 .zip",
    en="archives of this kind are not read; unpack it first, or use .zip",
)
_OFFICE_XML = Text(
    zh="这是 XML 格式的 Word 或 Excel 文件，不能直接读取；请另存为 .docx 或 .xlsx",
    en="this is a Word or Excel file in XML format, which is not read; save it as .docx or .xlsx",
)
_XML = Text(
    zh="这是 XML 数据文件，不是网页，也不是 Office 文件；请提供 Word、Excel、PDF 文件或网页",
    en="this is an XML data file, neither a web page nor an Office file; "
    "get a Word, Excel or PDF file or a web page",
)
_JSON = Text(
    zh="这是 JSON 数据文件，不能读取；请提供原报告文件",
    en="this is a JSON file, which is not read; get the report",
)

# Worksheets from before Excel 5: a beginning-of-file record without a container.
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")


def _starting(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(signatures)


_FOREIGN: tuple[tuple[Text, Callable[[bytes], bool]], ...] = (
    (_PICTURE, _starting(b"\xff\xd8\xff", b"\x89PNG\r", b"GIF8", b"II*\0", b"MM\0*")),
    (_PICTURE, lambda data: data[:2] == b"BM" and data[2:6] == len(data).to_bytes(4, "little")),
    (_PICTURE, lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP"),
    (_PICTURE, lambda data: data[4:8] == b"ftyp"),
    (_ARCHIVE, _starting(b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")),
    (_ARCHIVE, lambda data: data[257:262] == b"ustar"),
)


def _unsupported(message: Text) -> ReadingError:
    return ReadingError("unsupported", message)


# --- text -------------------------------------------------------------------------------------

# Patterns are kept as text: ``re`` compiles them when a file needs them, and most need few.
_HEAD = 8192
_MIME_START = r"[A-Za-z][A-Za-z-]*:[ \t]"
_MIME = r"(?im)^(?:mime-version\s*:|content-type\s*:\s*(?:multipart|text)/)"
_MARKUP = r"(?i)<(?:!doctype\s|!--|!\[|[a-z][a-z0-9]*(?::[a-z]+)?[\s>/])"
_PAGE = r"(?i)<(?:!doctype\s+html|html|head|body)[\s>]"
_PARAGRAPHS = r"(?i)</(?:p|div)\s*>"
_ROOT = r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)"
_WEB_ROOTS = frozenset(("html", "body", "div", "table", "section", "article", "p"))
_OFFICE = r"(?i)schemas[.-]microsoft[.-]com[:/](?:office|.*word)|<\?mso-application"
# A Markdown file may begin with markup; these lines do not occur in a page.
_MARKDOWN = r"(?m)^(?:#{1,6}[ \t]+\S|\|(?=[^\n]*---)[ \t:|-]+$)"

_OWN_JSON = r'"schema"\s*:\s*"govreport/'
_OWN_PAGE = '<meta name="generator" content="govreport">'
_OWN_CSV = "source,body,year,form,address,label,value,"

_TSV_TABS = 3
_CSV_FIELD = 60
_LAID_OUT = r"[\t|]|\S {2,}\S"
_THOUSANDS = r"(?<=\d),(?=\d{3}(?!\d))"


def _kind_of_text(text: str) -> Kind:
    head = text[:_HEAD].lstrip()
    if head.startswith("{\\rtf"):
        return "rtf"
    if head.startswith(("{", "[")) and _is_json(text):
        if re.search(_OWN_JSON, head):
            return "own"
        raise _unsupported(_JSON)
    if head.startswith(_OWN_CSV):
        return "own"
    if re.match(_MIME_START, head) and re.search(_MIME, head):
        return "mht"
    return (_kind_of_markup(text, head) if "<" in text else None) or _kind_of_lines(text)


def _kind_of_markup(text: str, head: str) -> Kind | None:
    """Return the kind of a text in which tags may stand, ``None`` where they are none."""
    if head.startswith("<?xml"):
        root = re.search(_ROOT, head)
        if root and not root.group(1) and root.group(2).lower() in _WEB_ROOTS:
            return "html"
        raise _unsupported(_OFFICE_XML if re.search(_OFFICE, head) else _XML)
    if re.search(_PAGE, head):
        return "own" if _OWN_PAGE in head else "html"
    if re.match(_MARKUP, head) or len(re.findall(_PARAGRAPHS, text)) > 2:
        return "text" if re.search(_MARKDOWN, text) else "html"
    return None


def _is_json(text: str) -> bool:
    from json import JSONDecodeError, JSONDecoder

    try:
        JSONDecoder().raw_decode(text.strip())
    except (JSONDecodeError, RecursionError):
        return False
    return True


def _kind_of_lines(text: str) -> Kind:
    lines = [line for line in text[:100_000].splitlines() if line.strip()]
    if _is_tsv(lines):
        return "tsv"
    return "csv" if _is_csv(lines) else "text"


def _is_tsv(lines: list[str]) -> bool:
    """Tell a worksheet saved as text, every row with all its columns, from text with tabs."""
    tabs = [line.count("\t") for line in lines]
    usual = max(set(tabs), key=tabs.count, default=0)
    return len(lines) > 1 and usual >= _TSV_TABS and tabs.count(usual) >= 0.9 * len(tabs)


def _is_csv(lines: list[str]) -> bool:
    """Tell values separated by commas, in most lines and all of them short, from prose."""
    if not any("," in line for line in lines):
        return False
    from csv import Error, reader

    try:
        rows = list(reader([re.sub(_THOUSANDS, "", line) for line in lines]))
    except Error:
        return False
    fields = [field for row in rows for field in row]
    separated = sum(len(row) > 2 and not re.search(_LAID_OUT, ",".join(row)) for row in rows)
    short = sum(len(field) < _CSV_FIELD for field in fields)
    return len(rows) > 1 and separated >= 0.5 * len(rows) and short >= 0.9 * len(fields)
