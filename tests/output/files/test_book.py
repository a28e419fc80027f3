"""Workbooks whose rows are compressed as they come."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.output.files.workbook import book as books
from govreport.output.files.workbook.sheet import Column, Formats, Link, Sheet
from govreport.text import Text

COLUMNS = (Column(Text("名称", "name"), 20), Column(Text("文件", "file"), 20, "link"))


@given(st.binary(), st.binary(max_size=5000))
def test_the_checksum_of_pieces_put_together(first: bytes, second: bytes) -> None:
    joined = books.joined(zlib.crc32(first), zlib.crc32(second), len(second))
    assert joined == zlib.crc32(first + second)


@pytest.mark.parametrize("large", [1, 1 << 31])
def test_rows_in_many_blocks_are_read_back(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "_BLOCK", 500)
    monkeypatch.setattr(books, "_LARGE", large)  # from 1 byte on: the entry for large parts
    file = BytesIO()
    book = books.Book(file)
    formats = Formats(book, "zh")
    for name in ("甲", "乙"):
        sheet = Sheet(book, formats, name, COLUMNS, "zh")
        for number in range(300):
            sheet.add([f"{name}{number} <&>", Link(f"{number}", f'./子 & "目录"/{number}.txt')])
        sheet.close()
    book.close()
    assert ZipFile(file).testzip() is None
    read = openpyxl.load_workbook(file)
    for name in ("甲", "乙"):
        rows = list(read[name].iter_rows(min_row=2))
        assert [row[0].value for row in rows] == [f"{name}{n} <&>" for n in range(300)]
        targets = [row[1].hyperlink.target for row in rows if row[1].hyperlink]
        assert targets == [f'子 & "目录"\\{n}.txt' for n in range(300)]
        assert read[name].dimensions == "A1:B301"
