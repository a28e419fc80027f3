"""Archives of reports: names, archives within archives, and what is meant to do harm."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.reading import Document, Limits, ReadingError, Unread, read_document, read_documents

TEXT = "某某县2023年政府信息公开工作年度报告\n一、总体情况\n共收到申请12件。\n"
PAGE = "<html><head><title>年报</title></head><body><p>共收到<b>12</b>件</p></body></html>"


def zipped(files, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def outcome(data, limits=None):
    """What each member comes to: the document's format or the error's code, by name."""
    found = read_documents("a.zip", limits or Limits(), data)
    return {
        each.source: each.format if isinstance(each, Document) else each.error.code
        for each in found
    }


def test_folders_and_archives_within():
    inner = zipped({"丁/年报.txt": TEXT})
    data = zipped({"乙/b.html": PAGE, "甲.txt": TEXT, "丙.zip": inner, "空/": ""})
    assert outcome(data) == {
        "a.zip!丙.zip!丁/年报.txt": "text",
        "a.zip!乙/b.html": "html",
        "a.zip!甲.txt": "text",
    }


def test_one_bad_file_does_not_hide_the_others():
    data = zipped(
        {"a.txt": TEXT, "b.docx": b"PK\x03\x04 cut", "c.txt": "", "d.jpg": b"\xff\xd8\xff"}
    )
    assert outcome(data) == {
        "a.zip!a.txt": "text",
        "a.zip!b.docx": "damaged",
        "a.zip!c.txt": "empty",
        "a.zip!d.jpg": "unsupported",
    }


def test_litter_is_passed_over():
    data = zipped({
        "a.txt": TEXT, "__MACOSX/._a.txt": b"\0\5\x16\7", ".DS_Store": b"x", "Thumbs.db": b"x",
        "~$a.docx": b"x", "b/desktop.ini": b"x",
    })  # fmt: skip
    assert list(outcome(data)) == ["a.zip!a.txt"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_that_do_not_tell_their_encoding(encoding):
    name = "淮安市/年报.txt".encode(encoding)
    data = zipped({"x" * len(name): TEXT}).replace(b"x" * len(name), name)
    assert list(outcome(data)) == ["a.zip!淮安市/年报.txt"]


def test_protected_archive():
    data = bytearray(zipped({"a.txt": TEXT}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert outcome(bytes(data)) == {"a.zip!a.txt": "encrypted"}


def test_altered_content():
    data = zipped({"a.txt": TEXT}, zipfile.ZIP_STORED).replace(b"2023", b"2022")
    assert outcome(data) == {"a.zip!a.txt": "damaged"}


def test_empty_archive():
    with pytest.raises(ReadingError) as caught:
        outcome(zipped({}))
    assert caught.value.code == "empty"


BOMB = zipped({"a.txt": b"0" * 30_000_000})
HOSTILE = {
    "bomb": (BOMB, Limits(), "limits.ratio"),
    "much": (zipped({"a.txt": b"0" * 2000}), Limits(unpacked_bytes=1000), "limits.unpacked_bytes"),
    "many": (zipped({f"{n}.txt": b"" for n in range(50)}), Limits(members=49), "limits.members"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives(name):
    data, limits, setting = HOSTILE[name]
    with pytest.raises(ReadingError, match=setting) as caught:
        outcome(data, limits)
    assert caught.value.code == "too-large"


def test_hostile_archive_within():
    assert outcome(zipped({"a.txt": TEXT, "b.zip": BOMB})) == {
        "a.zip!a.txt": "text",
        "a.zip!b.zip": "too-large",
    }


def test_archives_within_count_together():
    half = zipped({"a.txt": TEXT + "0" * 600})
    data = zipped({f"{n}.zip": half for n in range(9)})
    codes = list(outcome(data, Limits(unpacked_bytes=4000)).values())
    assert codes[0] == "text"
    assert codes[-1] == "too-large"


def test_depth():
    data = zipped({"a.txt": TEXT})
    for _ in range(4):
        data = zipped({"b.zip": data})
    (found,) = read_documents("a.zip", data=data)
    assert isinstance(found, Unread)
    assert "limits.archive_depth" in found.error.message.en


def test_a_large_member_is_not_read():
    data = zipped({"a.txt": TEXT, "b.txt": TEXT * 50})
    assert outcome(data, Limits(file_bytes=1000)) == {
        "a.zip!a.txt": "text",
        "a.zip!b.txt": "too-large",
    }


@given(st.data())
def test_broken_archives_are_refused_or_read(data):
    archive = bytearray(zipped({"a.txt": TEXT, "b.html": PAGE}))
    for _ in range(data.draw(st.integers(1, 4))):
        archive[data.draw(st.integers(4, len(archive) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ReadingError):
        list(read_documents("a.zip", data=bytes(archive)))


def test_one_document_of_an_archive():
    assert read_document("a.zip", data=zipped({"b.txt": TEXT})).source == "a.zip!b.txt"
    assert (
        read_document("a.zip", data=zipped({"b.txt": TEXT, "c.png": b"\x89PNG\r"})).format == "text"
    )
    with pytest.raises(ReadingError) as caught:
        read_document("a.zip", data=zipped({"b.png": b"\x89PNG\r"}))
    assert caught.value.code == "unsupported"
    with pytest.raises(ReadingError, match="2 files"):
        read_document("a.zip", data=zipped({"b.txt": TEXT, "c.txt": TEXT}))


# --- web archives -----------------------------------------------------------------------------


def mht(*parts, subject="主题"):
    message = EmailMessage()
    message["Subject"] = subject
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = 'multipart/related; type="text/html"'
    for kind, content in parts:
        part = EmailMessage()
        if isinstance(content, str):
            part.set_content(content, subtype=kind, charset="utf-8", cte="quoted-printable")
        else:
            part.set_content(content, "image", kind)
        message.attach(part)
    return message.as_bytes()


def test_web_archive():
    document = read_document("a.mht", data=mht(("html", PAGE), ("png", b"\x89PNG")))
    assert (document.format, document.title) == ("mht", "年报")
    assert [block.text for block in document.blocks] == ["共收到12件"]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_web_archive_encodings(encoding, charset):
    from base64 import encodebytes
    from quopri import encodestring

    data = PAGE.encode(charset)
    body = {"base64": encodebytes, "quoted-printable": encodestring}.get(encoding, bytes)(data)
    head = (
        "From: <Saved by WPS>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\tboundary="--x"\r\n\r\n----x\r\nContent-Type: text/html; charset="gb2312"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    document = read_document("a.doc", data=head.encode() + body + b"\r\n----x--\r\n")
    assert [block.text for block in document.blocks] == ["共收到12件"]


def test_pages_of_a_frame_set():
    frames = '<html><frameset><frame src="s.htm"></frameset></html>'
    document = read_document("a.mht", data=mht(("html", frames), ("html", PAGE), ("html", PAGE)))
    assert [block.text for block in document.blocks] == ["共收到12件"] * 2


def test_mail_with_its_text_and_an_attached_file():
    message = EmailMessage()
    message["Subject"] = "报送年报"
    message["MIME-Version"] = "1.0"
    message.set_content(TEXT)
    message.add_attachment(b"%PDF", "application", "pdf", filename="年报.pdf")
    document = read_document("a.eml", data=message.as_bytes())
    assert (document.format, document.title) == ("mht", "报送年报")
    assert [note.kind for note in document.notes] == ["attachment"]
    assert "年报.pdf" in document.notes[0].text.zh


@pytest.mark.parametrize("parts", [(("png", b"\x89PNG"),)])
def test_web_archive_without_a_page(parts):
    with pytest.raises(ReadingError) as caught:
        read_document("a.mht", data=mht(*parts))
    assert caught.value.code == "damaged"
