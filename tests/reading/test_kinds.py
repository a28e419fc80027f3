"""The kind of a file is found from its content; what cannot be read says so in one line."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from contextlib import suppress
from random import Random
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.reading import Limits, ReadingError, read_document
from govreport.reading.limits import DEFAULT
from govreport.reading.ole import SIGNATURE, stream_names
from govreport.reading.sniff import kind_of

TEXT = "某某县2023年政府信息公开工作年度报告\n一、总体情况\n共收到申请12件。\n"


def zipped(*names, first=None):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if first:
            archive.writestr(*first)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def ole(*streams, deeper=()):
    """An OLE2 file with nothing but a directory: streams below the root, others in a storage."""
    names = ["Root Entry", *streams, *(["ObjectPool"] if deeper else []), *deeper]
    top = len(streams) + bool(deeper)
    entries = b""
    for at, name in enumerate(names):
        raw = name.encode("utf-16-le")
        right = at + 1 if 0 < at < top or top < at < len(names) - 1 else 0xFFFFFFFF
        child = 1 if at == 0 else top + 1 if name == "ObjectPool" else 0xFFFFFFFF
        entries += raw.ljust(64, b"\0") + pack("<HBB3I", len(raw) + 2, 1, 0, 0xFFFFFFFF, right,
                                               child) + bytes(48)  # fmt: skip
    sectors = -(-len(entries) // 512)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    fat = b"".join(pack("<I", each) for each in chain).ljust(512, b"\xff")
    head = SIGNATURE + bytes(16) + pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + pack("<II", 1, 1)
    head = head.ljust(68, b"\0") + pack("<III", 0xFFFFFFFE, 0, 0)
    return head.ljust(512, b"\xff") + fat + entries.ljust(sectors * 512, b"\0")


KINDS = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "pdf behind junk": b"\xef\xbb\xbf\r\nHTTP/1.1 200 OK\r\n\r\n%PDF-1.4",
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "docx with another main part": zipped("[Content_Types].xml", "word/document2.xml"),
    "docx of a Windows zip program": zipped("[Content_Types].xml", "Word\\Document.xml"),
    "xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "xlsb": zipped("[Content_Types].xml", "xl/workbook.bin"),
    "ods": zipped(
        "content.xml", first=("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    ),
    "zip": zipped("甲.docx", "乙/丙.pdf"),
    "xls": ole("Workbook"),
    "xls of Excel 5": ole("Book"),
    "xls with a Word file in it": ole("Workbook", deeper=["WordDocument"]),
    "rtf": rb"{\rtf1\ansi x}",
    "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx",
    "mht of a browser": b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx",
    "html": b"<!DOCTYPE html><p>x",
    "html fragment": b"<!-- a --><p style='x'>y</p>",
    "html in capitals": b"\r\n <HTML><BODY>x",
    "html of Word": b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><p>x',
    "html as xml": b'<?xml version="1.0" encoding="gbk"?><!DOCTYPE html><html><p>x',
    "html in UTF-16": "<html><p>报告".encode("utf-16"),
    "html behind a header": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>x",
    "html without a beginning": "年报</p><p>一</p><p>二</p>".encode(),
    "own data": b'{"schema": "govreport/1", "reports": []}',
    "csv": "项目,数量,备注\n规章,5,\n许可,12,无\n".encode(),
    "csv in GBK": "项目,数量,备注\n规章,5,\n许可,12,无\n".encode("gbk"),
    "tsv": "项目\t一\t二\t三\n规章\t5\t\t\n许可\t12\t\t无\n".encode(),
    "text": TEXT.encode(),
    "text in GB18030": TEXT.encode("gb18030"),
    "text with tabs": "年度报告\n\n规章\t5\t0\t14\n一、新收\t\t1\t2\t3\t4\n共12件。".encode(),
    "text with thousands marks": "规章    1,543    2,000\n文件    3,000    4,111".encode(),
    "text of Markdown with markup": b"<div align=center>\n\n# x\n\n</div>\n\n|a|b|\n|---|---|\n|c|1|",
    "text like JSON": "{甲} 2023年".encode(),
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds(name):
    assert kind_of(KINDS[name], DEFAULT) == name.partition(" ")[0]


REFUSED = {
    "empty": (b"", "empty"),
    "nothing but blanks": (b"\xef\xbb\xbf \r\n\0\t", "empty"),
    "old Word": (ole("WordDocument", "1Table"), "unsupported", ".docx"),
    "old Word with a worksheet": (ole("WordDocument", deeper=["Workbook"]), "unsupported", ".docx"),
    "slides": (ole("PowerPoint Document"), "unsupported"),
    "new slides": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "unsupported"),
    "protected": (ole("EncryptionInfo", "EncryptedPackage"), "encrypted", "密码"),
    "mail of Outlook": (ole("__properties_version1.0"), "unsupported"),
    "OLE cut short": (ole("Workbook")[:600], "damaged"),
    "zip cut short": (zipped("word/document.xml")[:-30], "damaged", "损坏"),
    "OFD": (zipped("OFD.xml"), "unsupported", "OFD"),
    "OpenDocument text": (
        zipped(first=("mimetype", "application/vnd.oasis.opendocument.text")), "unsupported",
    ),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(99), "unsupported", "图片"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(99), "unsupported", "图片"),
    "TIFF": (b"II*\0" + bytes(99), "unsupported", "图片"),
    "BMP": (b"BM" + pack("<I", 70) + bytes(64), "unsupported", "图片"),
    "RAR": (b"Rar!\x1a\x07\x01\0" + bytes(99), "unsupported", "解压"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "unsupported", "解压"),
    "gzip": (b"\x1f\x8b\x08" + bytes(99), "unsupported", "解压"),
    "Word XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "unsupported", ".docx",
    ),
    "other XML": (b'<?xml version="1.0"?><rss><channel/></rss>', "unsupported", "XML"),
    "other JSON": (b'{"a": [1, 2]}', "unsupported", "JSON"),
    "random bytes": (Random(3).randbytes(5000), "not-a-document"),
    "a program": (b"MZ\x90\0\x03" + Random(4).randbytes(900), "not-a-document"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    data, code, *words = REFUSED[name]
    with pytest.raises(ReadingError) as caught:
        read_document("a.docx", data=data)
    message = caught.value.message
    assert caught.value.code == code
    assert all(word in message.zh for word in words)
    assert "\n" not in message.zh + message.en


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with suppress(ReadingError):
        assert read_document("a", data=data).blocks


@given(st.randoms(use_true_random=False), st.sampled_from(["Workbook", "WordDocument"]))
def test_a_broken_directory_ends(random, name):
    data = bytearray(ole(name, "a", "b", deeper=["c"]))
    for _ in range(20):
        data[random.randrange(512 if random.random() < 0.5 else len(data))] = random.randrange(256)
    stream_names(bytes(data))


def test_files(tmp_path):
    path = tmp_path / "报告.doc"
    path.write_text(TEXT, encoding="gb18030")
    document = read_document(path)
    assert document.source == str(path)
    assert document.format == "text"
    with pytest.raises(ReadingError, match=r"limits\.file_bytes"):
        read_document(path, Limits(file_bytes=10))


@pytest.mark.parametrize(
    ("name", "code"),
    [("none.txt", "not-found"), (".", "not-a-document"), ("a\0b", "not-found")],
)
def test_no_file(tmp_path, name, code):
    with pytest.raises(ReadingError) as caught:
        read_document(f"{tmp_path}/{name}")
    assert caught.value.code == code


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everybody may read it here")
def test_no_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(ReadingError) as caught:
        read_document(path)
    assert caught.value.code == "permission"


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    document = read_document("-")
    assert document.source == "-"
    assert [block.text for block in document.blocks][1] == "一、总体情况"
