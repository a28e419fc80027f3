"""Encodings are found in the bytes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.reading.encoding import declared_encoding, decode
from govreport.reading.errors import ReadingError

TEXT = "某某县2023年共收到政府信息公开申请1543件，\n其中自然人1528件、商业企业7件。"
MARKED = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\0\0",
    "utf-32-be": b"\0\0\xfe\xff",
    "gb18030": b"\x84\x31\x95\x33",
}
chinese = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)


@pytest.mark.parametrize("encoding", MARKED)
def test_byte_order_marks(encoding):
    assert decode(MARKED[encoding] + TEXT.encode(encoding)) == (TEXT, [])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [None, "gb2312", "iso-8859-1", "no such encoding"])
def test_no_mark(encoding, declared):
    assert decode(TEXT.encode(encoding), declared) == (TEXT, [])


@given(chinese, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_any_ideographs(text, encoding):
    text = f"{text}\n2023年12件"
    assert decode(text.encode(encoding)) == (text, [])


def test_rare_characters_of_gb18030():
    text = "镕堃旻㐂𠮷政府信息公开工作年度报告，全年收到申请12件"
    assert decode(text.encode("gb18030"))[0] == text


def test_declared_encoding_is_used_where_no_other_fits():
    text = "臺北市政府資訊公開年度報告，總計受理申請案件一百二十三件，核准提供。"
    assert decode(text.encode("big5"), "big5") == (text, [])


@pytest.mark.parametrize(
    ("damage", "encoding"),
    [
        (lambda data: data[:-1], "utf-8"),
        (lambda data: data[:30] + b"\xff" + data[30:], "utf-8"),
        (lambda data: data[:31] + b"\xff" + data[31:], "gb18030"),
    ],
)
def test_damage_is_said_and_little_is_lost(damage, encoding):
    text, (note,) = decode(damage((TEXT * 3).encode(encoding)))
    assert note.kind == "encoding"
    assert note.location.line is not None
    assert "商业企业7件" in text


def test_stray_zero_bytes_are_left_out_and_said():
    text, (note,) = decode(TEXT.encode().replace(b"\n", b"\0\n"))
    assert text == TEXT
    assert note.kind == "encoding"


@pytest.mark.parametrize("size", [100, 1000, 100_000])
def test_random_bytes_are_no_text(size):
    with pytest.raises(ReadingError) as caught:
        decode(Random(size).randbytes(size))
    assert caught.value.code == "not-a-document"


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (b'<meta charset="GBK">', "GBK"),
        (b"<meta content='text/html; charset=gb2312'>", "gb2312"),
        (b'<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        (b"<p>", None),
        (b" " * 5000 + b"<meta charset=gbk>", None),
    ],
)
def test_declared(head, declared):
    assert declared_encoding(head) == declared
