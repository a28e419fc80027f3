"""Broken and hostile office files: one clear error each, soon, and never a crash."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.reading import csvfile, docx, ods, xls, xlsx
from govreport.reading.document import Document
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT
from tests.generator import PLAIN, random_truth
from tests.generator.report import blocks
from tests.writers import docx as docx_writer
from tests.writers import ods as ods_writer
from tests.writers import xls as xls_writer
from tests.writers import xlsx as xlsx_writer

LAID = blocks(random_truth(1, "2021"), PLAIN)
TABLE = next(block for block in LAID if isinstance(block, list))
SOUND = {
    docx: docx_writer.written(LAID, docx_writer.DocxStyle(numbered=True)),
    xlsx: xlsx_writer.written(LAID),
    ods: ods_writer.written(TABLE),
    xls: xls_writer.written(TABLE),
}
MAIN = {docx: "word/document.xml", xlsx: "xl/worksheets/sheet1.xml", ods: "content.xml"}
READERS = pytest.mark.parametrize("reader", SOUND, ids=lambda each: each.__name__)
ZIPPED = pytest.mark.parametrize("reader", MAIN, ids=lambda each: each.__name__)

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))


def code_of(reader, data, limits=DEFAULT):
    with pytest.raises(ReadingError) as caught:
        reader.read(data, "a", limits)
    assert caught.value.message.zh
    assert "\n" not in caught.value.message.zh + caught.value.message.en
    return caught.value.code


def outcome(reader, data):
    """Return ``"read"`` or the code of the error; anything else that is raised is a fault."""
    try:
        document = reader.read(data, "a", DEFAULT)
    except ReadingError as error:
        return error.code
    assert isinstance(document, Document)
    return "read"


def undeclared(content):
    """Return XML without its declaration."""
    return content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else content


def with_part(reader, change):
    """Return a sound file whose main part has been changed (``None``: taken out)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND[reader])) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == MAIN[reader]:
                content = change(content)
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@READERS
def test_sound(reader):
    assert isinstance(reader.read(SOUND[reader], "a", DEFAULT), Document)


@ZIPPED
def test_entities_that_grow(reader):
    def laugh(content):
        text = undeclared(content).replace(b"</", b"&l9;</", 1)
        return b"<!DOCTYPE x [" + LAUGHS.encode() + b"]>" + text

    assert code_of(reader, with_part(reader, laugh)) == "damaged"


@ZIPPED
@pytest.mark.parametrize("room", [0, 10_000])
def test_document_type_after_much_space(reader, room, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")

    def fetch(content):
        dtd = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
        return b"<!--" + b" " * room + b"-->" + dtd + undeclared(content)

    assert code_of(reader, with_part(reader, fetch)) == "damaged"


@ZIPPED
def test_document_type_in_utf_16(reader):
    def hide(content):
        text = undeclared(content).decode()
        return ('<!DOCTYPE x [<!ENTITY e "1">]>' + text).encode("utf-16")

    assert code_of(reader, with_part(reader, hide)) == "damaged"


@ZIPPED
def test_bomb(reader):
    data = with_part(reader, lambda content: content + b" " * 20_000_000)
    assert code_of(reader, data, replace(DEFAULT, unpacked_bytes=10_000_000)) == "too-large"
    assert code_of(reader, data, replace(DEFAULT, ratio=100)) == "too-large"


@ZIPPED
def test_missing_part(reader):
    assert code_of(reader, with_part(reader, lambda content: None)) == "damaged"


@ZIPPED
def test_malformed_part(reader):
    data = with_part(reader, lambda content: content[: len(content) // 2])
    assert code_of(reader, data) == "damaged"


@ZIPPED
def test_empty_part(reader):
    assert code_of(reader, with_part(reader, lambda content: b"")) == "damaged"


@READERS
def test_cut_short(reader):
    data = SOUND[reader]
    found = {outcome(reader, data[: len(data) * part // 20]) for part in range(1, 20)}
    # An old workbook may be whole but for padding at its end.
    assert found <= ({"damaged", "read"} if reader is xls else {"damaged"})
    assert outcome(reader, data[: len(data) // 2]) == "damaged"


@READERS
@given(data=st.data())
@settings(max_examples=120)
def test_altered_bytes(reader, data):
    altered = bytearray(SOUND[reader])
    for _ in range(data.draw(st.integers(1, 8))):
        altered[data.draw(st.integers(0, len(altered) - 1))] = data.draw(st.integers(0, 255))
    codes = ("read", "damaged", "encrypted", "too-large", "unsupported")
    assert outcome(reader, bytes(altered)) in codes


@ZIPPED
@given(data=st.data())
@settings(max_examples=100)
def test_altered_xml(reader, data):
    def alter(content):
        altered = bytearray(content)
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.integers(0, len(altered) - 1))
            altered[place] = ord(data.draw(st.sampled_from('0123456789abcr"<>/&= :-')))
        return bytes(altered)

    assert outcome(reader, with_part(reader, alter)) in ("read", "damaged", "too-large")


@READERS
@given(st.binary(max_size=300))
def test_random_bytes(reader, data):
    assert code_of(reader, data) == "damaged"


@given(st.binary(max_size=300))
def test_random_bytes_as_table_text(data):
    assert outcome(csvfile, data) in ("read", "not-a-document")


@ZIPPED
def test_locked_member(reader):
    data = bytearray(SOUND[reader])
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 4)
    assert code_of(reader, bytes(data)) == "encrypted"


@pytest.mark.parametrize("reader", [docx, xlsx], ids=lambda each: each.__name__)
def test_locked_office_file(reader):
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    )
    assert code_of(reader, data) == "encrypted"


def test_locked_open_document():
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert code_of(ods, ods_writer.package("", parts=manifest)) == "encrypted"
    assert code_of(ods, ods_writer.package("", parts={"encrypted-package": "x"})) == "encrypted"


def test_locked_old_workbook():
    data = SOUND[xls]
    at = data.index(struct.pack("<HH", 0x0809, 16)) + 20
    # FILEPASS comes right after the first record; what follows is encrypted.
    assert code_of(xls, data[:at] + struct.pack("<HHHHH", 0x2F, 6, 1, 1, 1) + data[at + 10 :]) == (
        "encrypted"
    )


def test_wide_merged_cell():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    data = docx_writer.package(f"<w:tbl><w:tr>{wide}<w:tc><w:p/></w:tc></w:tr></w:tbl>")
    assert code_of(docx, data) == "too-large"


def test_too_many_cells():
    one = '<w:tc><w:tcPr><w:gridSpan w:val="90"/></w:tcPr><w:p/></w:tc>'
    data = docx_writer.package(f"<w:tbl>{f'<w:tr>{one}{one}</w:tr>' * 20}</w:tbl>")
    assert code_of(docx, data, replace(DEFAULT, cells=3000)) == "too-large"
    assert code_of(xlsx, SOUND[xlsx], replace(DEFAULT, cells=100)) == "too-large"
    assert code_of(xls, SOUND[xls], replace(DEFAULT, cells=20)) == "too-large"
    assert code_of(ods, SOUND[ods], replace(DEFAULT, cells=20)) == "too-large"
    rows = b"1,2,3\n" * 50
    with pytest.raises(ReadingError):
        csvfile.read(rows, "a", replace(DEFAULT, cells=100))


@pytest.mark.parametrize(("depth", "notes"), [(20, []), (60, ["truncated"])])
def test_deep_tables(depth, notes):
    cell = "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
    inner = f"<w:tbl><w:tr>{cell}<w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    document = docx.read(docx_writer.package(inner), "a")
    assert [note.kind for note in document.notes] == notes


@pytest.mark.parametrize("name", ["w:sdt><w:sdtContent", "w:ins", "w:tbl><w:tr><w:tc", "m:oMath"])
def test_anything_deep(name):
    end = "</".join(name.replace("<", "").split(">")[::-1])
    content = f"<w:p>{f'<{name}>' * 5000}{f'</{end}>' * 5000}</w:p>"
    assert outcome(docx, docx_writer.package(content)) == "damaged"


def test_repeated_rows_of_open_document():
    def rows(text):
        return ods_writer.row(ods_writer.cell(text), 'table:number-rows-repeated="1048576"')

    data = ods_writer.package(ods_writer.sheet(rows("1")))
    assert code_of(ods, data, replace(DEFAULT, cells=10_000)) == "too-large"
    blank = ods_writer.package(ods_writer.sheet(rows("") + rows("")))
    assert ods.read(blank, "a").blocks == []
