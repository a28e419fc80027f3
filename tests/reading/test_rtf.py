"""RTF: text in its fonts' encodings, tables whose cells are told by their edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.reading.document import Grid, Paragraph
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT, Limits
from govreport.reading.rtf import read

FONTS = (
    r"{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset134 SimSun;}{\f2\fnil\fcharset136 M;}}"
)


def rtf(body, head=r"\ansicpg936" + FONTS, limits=DEFAULT):
    return read(rf"{{\rtf1\ansi{head}{body}}}".encode("latin-1"), "a.rtf", limits)


def hexed(text, encoding="gbk"):
    return "".join(rf"\'{byte:02x}" for byte in text.encode(encoding))


def coded(text):
    """Text as Word writes it: UTF-16 units with a question mark for readers that know none."""
    data = text.encode("utf-16-le")
    units = [int.from_bytes(data[at : at + 2], "little", signed=True)
             for at in range(0, len(data), 2)]  # fmt: skip
    return "".join(rf"\u{unit}?" for unit in units)


def row(*cells, left=0, edges=None, flags=None, trailing=False):
    """One row; ``edges`` are the cells' right edges, ``flags`` control words before them."""
    edges = edges or [1000 * (at + 1) for at in range(len(cells))]
    flags = flags or [""] * len(edges)
    shape = rf"\trowd\trleft{left}" + "".join(
        rf"{f}\cellx{e}" for f, e in zip(flags, edges, strict=True)
    )
    content = "".join(rf"\pard\intbl {cell}\cell" for cell in cells)
    return f"{content}{shape}\\row " if trailing else f"{shape}{content}\\row "


def lines(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def texts(document):
    return [[[cell.text for cell in row] for row in grid.rows] for grid in document.grids]


TEXTS = {
    "hexadecimal": (hexed("收到申请12件"), ["收到申请12件"]),
    "font of another encoding": (r"\f2 " + hexed("總計", "big5") + r"\f1 " + hexed("总计"), ["總計总计"]),
    "unicode": (coded("镕𠮷12件"), ["镕𠮷12件"]),
    "unicode with two fallbacks": (r"\uc2\u25910\'ca\'d5\u21040\'b5\'bd", ["收到"]),
    "unicode without fallback": (r"{\uc0\u25910 \u21040 }12", ["收到12"]),
    "fallbacks end with the group": (r"{\u25910}12", ["收12"]),
    "text split over runs": (r"{\b 15}{\i\fs24 4}{\rtlch 3}", ["1543"]),
    "special characters": (r"a\~b\-c\_d\tab e\emdash f\{g\}\\", ["a bc-d\te—f{g}\\"]),
    "lines and paragraphs": (r"a\line b\par\pard c\page d\sect e", ["a\nb", "c", "d", "e"]),
    "source lines do not count": ("1\r\n5\r\n43", ["1543"]),
    "hidden": (r"a{\v b}c\v d\v0 e\plain f", ["acef"]),
    "headers and notes": (
        r"{\header h}{\footerr f}{\footnote n}{\*\annotation c}{\*\unknown u}a{\info{\title T}}",
        ["a"],
    ),
    "fields": (r"{\field{\*\fldinst PAGE}{\fldrslt 12}}", ["12"]),
    "numbering": (r"{\listtext\pard\plain " + coded("一、") + r"\tab}" + coded("总体"), ["一、\t总体"]),
    "text box": (
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt a\par}}{\shprslt{\*\do b}}}c", ["a", "c"],
    ),
    "binary data": (r"a{\pict\bin5 }}}}}b}c", ["ac"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_text(body, expected):
    assert lines(rtf(body)) == expected


def test_encoding_of_the_file_where_the_font_tells_none():
    assert lines(rtf(r"\f0 " + hexed("收到"))) == ["收到"]
    assert lines(rtf(hexed("é", "cp1252"), r"\ansicpg1252")) == ["é"]


@pytest.mark.parametrize("head", ["", r"\ansicpg1252", r"\ansicpg1252" + FONTS + r"\f0 "])
def test_chinese_declared_as_western(head):
    assert lines(rtf(r"\pard 2023" + hexed("年收到") + "12" + hexed("件"), head)) == [
        "2023年收到12件"
    ]


def test_title_headings_and_numbers_of_paragraphs():
    document = rtf(
        r"{\info{\title " + coded("年报") + r"}}\pard\outlinelevel0 a\par\par\pard b\par"
    )
    assert document.title == "年报"
    assert [(p.text, p.heading, p.location.paragraph) for p in document.paragraphs] == [
        ("a", True, 1),
        ("b", False, 3),
    ]


TABLES = {
    "plain": (row("a", "1") + row("b", "2"), [[["a", "1"], ["b", "2"]]]),
    "shape after the cells": (
        row("a", "1", trailing=True) + row("b", "2", trailing=True),
        [[["a", "1"], ["b", "2"]]],
    ),
    "columns told by edges": (
        row("h", "i", edges=[1000, 3000]) + row("a", "1", "2", edges=[1005, 2000, 2990]),
        [[["h", "i", "i"], ["a", "1", "2"]]],
    ),
    "merged across": (
        row("h", "", "i", flags=[r"\clmgf", r"\clmrg", ""]) + row("a", "1", "2"),
        [[["h", "h", "i"], ["a", "1", "2"]]],
    ),
    "merged down": (
        row("g", "1", flags=[r"\clvmgf", ""])
        + row("", "2", flags=[r"\clvmrg", ""])
        + row("h", "3", flags=[r"\clvmgf", ""]),
        [[["g", "1"], ["g", "2"], ["h", "3"]]],
    ),
    "merged down from nowhere": (row("g", "1", flags=[r"\clvmrg", ""]), [[["g", "1"]]]),
    "a row that begins further right": (
        row("a", "1", "2") + row("3", "4", left=1000, edges=[2000, 3000]),
        [[["a", "1", "2"], ["", "3", "4"]]],
    ),
    "paragraphs in a cell": (row(r"a\par b\line c", "1"), [[["a\nb\nc", "1"]]]),
    "edges missing": (r"\trowd\pard\intbl a\cell 1\cell\row", [[["a", "1"]]]),
    "two tables": (
        row("a", "1") + r"\pard x\par" + row("b", "2"),
        [[["a", "1"]], [["b", "2"]]],
    ),
    "a table in a cell": (
        r"\trowd\cellx1000\cellx2000\pard\intbl a\cell"
        r"\pard\intbl\itap2 p\nestcell q\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        r"{\nonesttables\par}\pard\intbl\itap1 1\cell\trowd\cellx1000\cellx2000\row"
        + row("5", "6") + row("7", "8"),
        [[["a", "1"], ["5", "6"], ["7", "8"]], [["p", "q"]]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_tables(body, expected):
    assert texts(rtf(body)) == expected


def test_merged_cells_are_one_and_have_a_place():
    (grid,) = rtf(row("h", "i", edges=[2000, 3000]) + row("a", "1", "2")).grids
    assert grid.rows[0][0] is grid.rows[0][1]
    place = grid.rows[1][1].location
    assert (place.table, place.row, place.column) == (1, 2, 2)


def test_order_of_paragraphs_and_tables():
    document = rtf(r"\pard x\par" + row("a", "1") + r"\pard y\par")
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph]


@given(st.lists(st.lists(st.sampled_from(["", "1", "甲", "a b"]), min_size=2, max_size=5),
                min_size=1, max_size=5))  # fmt: skip
def test_any_rows(rows):
    """Rows of different numbers of cells share no edge but the first and the last."""
    body = "".join(
        row(*map(coded, cells), edges=[6000 * (at + 1) // len(cells) for at in range(len(cells))])
        for cells in rows
    )
    (grid,) = rtf(body).grids
    for cells, found in zip(rows, grid.rows, strict=True):
        distinct = list(dict.fromkeys(found))
        assert [cell.text for cell in distinct] == [text.strip() for text in cells]


NOTES = {
    "tracked-changes": r"a{\deleted b}{\revised c}",
    "picture": r"a{\*\shppict{\pict 0123}}{\nonshppict{\pict 45}}",
    "truncated": r"a{\b b",
    "encoding": "a" + r"\f1 \'ff\'ff",
}


@pytest.mark.parametrize("kind", NOTES)
def test_notes(kind):
    document = rtf(NOTES[kind])
    assert [note.kind for note in document.notes] == [kind]
    assert "b" not in lines(document)[0] or kind == "truncated"


@pytest.mark.parametrize(
    ("body", "limits", "setting"),
    [
        ("{" * 600, DEFAULT, "limits.nesting"),
        (r"\pard\intbl\itap999 a\nestcell", DEFAULT, "limits.nesting"),
        (row("a", "b") * 60, Limits(cells=100), "limits.cells"),
    ],
)
def test_limits(body, limits, setting):
    with pytest.raises(ReadingError, match=setting):
        rtf(body, limits=limits)
