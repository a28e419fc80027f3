"""Texts on disk: found again by their number, and copied as a whole into text of any encoding."""

from __future__ import annotations

import io

import pytest

from govreport.output.spool import Spool, copy_utf8

TEXTS = ("甲" * 400_001, "", "乙\n", "\ud800")


def test_each_text_is_found_by_its_number():
    spool = Spool()
    assert [spool.add(text) for text in TEXTS] == [0, 1, 2, 3]
    assert [spool[at].decode() for at in (2, 0, 3, 1)] == ["乙\n", TEXTS[0], "?", ""]
    spool.add("丙")
    assert spool[4].decode() == "丙"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk", None])
def test_all_are_copied_into_text_of_any_encoding(encoding):
    spool = Spool()
    for text in TEXTS:
        spool.add(text)
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding, newline="") if encoding else io.StringIO()
    file.write("[")
    copy_utf8(spool.blocks(), file)
    file.write("]")
    file.flush()
    told = raw.getvalue().decode(encoding) if encoding else file.getvalue()
    assert told == "[" + TEXTS[0] + "乙\n?]"
