"""Text from a file never acts on a terminal or in a spreadsheet."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.output.safe import escape_json, guard_formula, one_line, plain

HOSTILE = [
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x9b31mred", "red"),
    ("a\x1b]0;title\x07b", "ab"),
    ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
    ("a\x1bPq#0\x1b\\b", "ab"),
    ("a\x1b(Bb\x1bcd", "abd"),
    ("a\x1b]unfinished", "aunfinished"),
    ("1\u202e345\u202c", "1345"),
    ("\u2067右\u2069", "右"),
    ("a\x00b\x07c\x08d\x7fe", "abcde"),
    ("a\ufeffb\u200bc\u00adʹ", "abc\u00adʹ"),
    ("第一行\r\n第二行\r第三行\u2028第四行\x85第五行", "第一行\n第二行\n第三行\n第四行\n第五行"),
    ("bad-\udcff-name", "bad-?-name"),
    ("制表\t符", "制表\t符"),
    ("[bold]不是标记[/bold]", "[bold]不是标记[/bold]"),
]

FORMULAS = [
    ("=1+1", "'=1+1"),
    ("＝HYPERLINK()", "'＝HYPERLINK()"),
    (" =1", "' =1"),
    ("\u200b=1", "'=1"),
    ("\x1b[0m=1", "'=1"),
    ("+cmd|'/c calc'!A1", "'+cmd|'/c calc'!A1"),
    ("-2+3", "'-2+3"),
    ("@SUM(1)", "'@SUM(1)"),
    ("\t=1", "'\t=1"),
    ("\n=1", "'\n=1"),
    ("-5", "-5"),
    ("+1,036.5", "+1,036.5"),
    ("--", "--"),
    ("—", "—"),
    ("12件", "12件"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "safe"), HOSTILE)
def test_plain_text_holds_nothing_that_acts(text, safe):
    assert plain(text) == safe


@given(st.text())
def test_plain_text_is_printable_and_stays_as_it_is(text):
    safe = plain(text)
    assert all(char in "\n\t" or char >= " " for char in safe)
    assert not set(safe) & set("\x1b\x9b\u202e\u2066\u200f\x7f")
    assert plain(safe) == safe
    safe.encode()


@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(("text", "guarded"), FORMULAS)
def test_no_text_is_a_formula(text, guarded):
    assert guard_formula(text) == guarded


@given(st.text())
def test_json_keeps_every_character_and_shows_none_that_acts(text):
    written = escape_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert plain(written) == written
