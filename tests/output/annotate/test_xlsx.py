"""Marked copies of workbooks."""

from __future__ import annotations

import io

import openpyxl
import pytest
from lxml import etree

from govreport.output.annotate.marks import AUTHOR, FILLS, Changed, Mark
from govreport.output.annotate.xlsx import annotate
from govreport.output.annotate.xlsx.unmark import without_marks
from govreport.reading.document import Location
from govreport.reading.limits import DEFAULT
from tests.output.annotate.marked import laid_out, mark, members, same_findings, wanted
from tests.test_office_round_trip import XLSX_STYLES
from tests.writers.xlsx import MAIN, STRICT_MAIN, XlsxStyle, package, write

SHEET = "xl/worksheets/sheet1.xml"
LEVELS = {f"FF{fill}": level for level, fill in FILLS.items()}


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def shaded(data, result):
    """The cells that have one of our shades: level by address."""
    places = {(q.location.sheet, q.location.cell): q.address for q in result.report.quantities}
    return {
        places[sheet.title, cell.coordinate]: LEVELS[cell.fill.fgColor.rgb]
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in LEVELS
    }


def comments(data):
    """The comments by sheet and cell: author and text."""
    return {
        (sheet.title, cell.coordinate): (cell.comment.author, cell.comment.text)
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def looks(data):
    """How every cell looks but for its shade, and what it holds."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value, cell.number_format,
            *map(repr, (cell.font, cell.border, cell.alignment, cell.protection)),
        )
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }  # fmt: skip


@pytest.mark.parametrize("style", XLSX_STYLES.values(), ids=XLSX_STYLES)
@pytest.mark.parametrize("seed", [7, 11])
def test_the_wrong_cells_are_marked_and_nothing_else_is_changed(tmp_path, style, seed):
    path = write(laid_out(seed), tmp_path / "报告.xlsx", style)
    original = path.read_bytes()
    result, marks, data = mark(path)
    assert path.read_bytes() == original
    assert shaded(data, result) == wanted(result, marks)
    kept = looks(data)
    assert {place: kept[place] for place in looks(original)} == looks(original)
    told = comments(data)
    assert {author for author, _ in told.values()} == {AUTHOR}
    for each in marks:
        if each.comment:
            assert each.comment in told[each.location.sheet, each.location.cell][1]
    before, after = members(original), members(data)
    assert list(after)[: len(before)] == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert {name for name in changed if "worksheets" not in name} <= {
        "xl/styles.xml", "[Content_Types].xml"
    }  # fmt: skip
    (tmp_path / "marked.xlsx").write_bytes(data)
    assert same_findings(result, tmp_path / "marked.xlsx")


def test_marking_again_does_not_pile_up(tmp_path):
    path = write(laid_out(), tmp_path / "a.xlsx")
    _, _, once = mark(path)
    (tmp_path / "b.xlsx").write_bytes(once)
    _, _, twice = mark(tmp_path / "b.xlsx")
    assert comments(once) == comments(twice)
    assert looks(once) == looks(twice)
    assert members(once)["xl/drawings/vmlDrawing.vml"].count(b"<v:shape ") == members(twice)[
        "xl/drawings/vmlDrawing.vml"
    ].count(b"<v:shape ")


def test_marks_can_be_taken_out(tmp_path):
    path = write(laid_out(), tmp_path / "a.xlsx")
    result, _, data = mark(path)
    plain = without_marks(data, DEFAULT)
    assert comments(plain) == {}
    assert shaded(plain, result) == {}
    assert without_marks(path.read_bytes(), DEFAULT) == path.read_bytes()


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────


def cell_mark(cell="B2", comment="应为 31", **more):
    return Mark(Location(sheet="表", cell=cell), "wrong", comment, **more)


ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c>'
    '<c r="C2"><v>3</v></c></row><row r="4" s="2" customFormat="1"/>'
)
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0&quot;件&quot;"/></numFmts><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill/></fill><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fillId="1"><alignment horizontal="center"/></xf>'
    '<xf numFmtId="170"/></cellXfs>'
)


TYPES = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in {
            "workbook": "sheet.main", "worksheets/sheet1": "worksheet",
            "sharedStrings": "sharedStrings", "styles": "styles",
        }.items()
    )
    + "</Types>"
}  # fmt: skip


def marked(*marks, rows=ROWS, styles=STYLES, parts=None, **more):
    file = package(rows, styles=styles, parts=TYPES | (parts or {}), **more)
    return annotate(file, marks, DEFAULT, "zh")


def sheet_of(data):
    return etree.fromstring(members(data)[SHEET].replace(STRICT_MAIN.encode(), MAIN.encode()))


def order(data):
    return [each.get("r") for each in sheet_of(data).iter(f"{{{MAIN}}}c")]


@pytest.mark.parametrize(
    ("cell", "cells"),
    [
        ("B2", ["A1", "A2", "B2", "C2"]),
        ("D2", ["A1", "A2", "C2", "D2"]),
        ("B3", ["A1", "A2", "C2", "B3"]),
        ("B4", ["A1", "A2", "C2", "B4"]),
        ("B9", ["A1", "A2", "C2", "B9"]),
        ("A2", ["A1", "A2", "C2"]),
    ],
)
def test_cells_that_are_not_stored_are_put_in_their_place(cell, cells):
    data = marked(cell_mark(cell))
    assert order(data) == cells
    sheet = opened(data)["表"]
    assert sheet[cell].fill.fgColor.rgb == f"FF{FILLS['wrong']}"
    assert sheet[cell].number_format == ('0"件"' if cell == "B4" else "General")


def test_several_cells_of_one_row_that_is_not_stored():
    data = marked(*(cell_mark(cell) for cell in ("D3", "B3", "C3", "C4", "B4", "AA2", "E2")))
    assert order(data) == ["A1", "A2", "C2", "E2", "AA2", "B3", "C3", "D3", "B4", "C4"]
    assert len(comments(data)) == 7


def test_the_look_of_the_cell_is_kept():
    rows = '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>2</v></c></row>'
    sheet = opened(marked(cell_mark("A1"), cell_mark("B1"), rows=rows))["表"]
    assert sheet["A1"].alignment.horizontal == "center"
    assert sheet["B1"].number_format == '0"件"'


@pytest.mark.parametrize("styles", ["", "<fonts/><cellXfs/>", STYLES])
@pytest.mark.parametrize("strict", [True, False])
def test_styles_however_poor_they_are(styles, strict):
    data = marked(cell_mark(), styles=styles, strict=strict)
    root = etree.fromstring(members(data)["xl/styles.xml"])
    names = [etree.QName(each).localname for each in root]
    assert names == [name for name in (
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs") if name in names]  # fmt: skip
    (look,) = (
        each.get("s") for each in sheet_of(data).iter(f"{{{MAIN}}}c") if each.get("r") == "B2"
    )
    looks_ = next(each for each in root if etree.QName(each).localname == "cellXfs")
    fills = next(each for each in root if etree.QName(each).localname == "fills")
    assert int(looks_.get("count")) == len(looks_)
    assert int(fills.get("count")) == len(fills)
    fill = fills[int(looks_[int(look)].get("fillId"))]
    assert FILLS["wrong"] in etree.tostring(fill).decode()


def test_a_workbook_without_styles():
    rels = members(package(ROWS))["xl/_rels/workbook.xml.rels"].decode()
    without = rels.replace("styles", "nothing")
    data = marked(cell_mark(), parts={"xl/_rels/workbook.xml.rels": without})
    assert FILLS["wrong"] in members(data)["xl/styles1.xml"].decode()


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMMENTED = {
    "xl/worksheets/_rels/sheet1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
    f'package/2006/relationships"><Relationship Id="c" Type="{RELATIONS}/comments" '
    f'Target="../comments7.xml"/><Relationship Id="v" Type="{RELATIONS}/vmlDrawing" '
    'Target="../drawings/vmlDrawing7.vml"/></Relationships>',
    "xl/comments7.xml": f'<comments xmlns="{MAIN}"><authors><author>张三</author></authors>'
    '<commentList><comment ref="A1" authorId="0"><text><t>请核</t></text></comment></commentList></comments>',
    "xl/drawings/vmlDrawing7.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="x"><v:shape '
    'id="_x0000_s1030"><x:ClientData><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>',
}


def test_other_comments_stay():
    legacy = '<legacyDrawing r:id="v"/>'
    data = marked(
        cell_mark("A1", "应为 3"), cell_mark("A2", "应为 4"), parts=COMMENTED, after=legacy
    )
    root = etree.fromstring(members(data)["xl/comments7.xml"])
    told = {
        each.get("ref"): (each.get("authorId"), "".join(each.itertext(f"{{{MAIN}}}t")))
        for each in root.iter(f"{{{MAIN}}}comment")
    }
    assert told == {"A1": ("0", "请核\ngovreport: 应为 3"), "A2": ("1", "应为 4")}
    drawing = members(data)["xl/drawings/vmlDrawing7.vml"].decode()
    assert 'id="_x0000_s1031"' in drawing
    assert drawing.count("<v:shape ") == 2
    assert members(data)[SHEET].count(b"legacyDrawing") == 1
    plain = members(without_marks(data, DEFAULT))
    assert "govreport:" not in plain["xl/comments7.xml"].decode()
    assert plain["xl/drawings/vmlDrawing7.vml"].decode().count("<v:shape ") == 1


def test_the_drawing_stands_where_the_schema_wants_it():
    after = '<pageMargins/><drawing r:id="d"/><tableParts/>'
    data = marked(cell_mark(), after=after)
    assert [etree.QName(each).localname for each in sheet_of(data)][-4:] == [
        "pageMargins", "drawing", "legacyDrawing", "tableParts"
    ]  # fmt: skip


def test_a_sentence_in_a_cell_is_quoted():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>共收到申请25件，办结24件。</t></is></c></row>'
    place = cell_mark("A1", "应为 24", sentence="共收到申请25件，办结24件。", span=(5, 7))
    data = marked(place, rows=rows)
    root = etree.fromstring(members(data)["xl/comments.xml"])
    assert "".join(root.itertext(f"{{{MAIN}}}t")) == "“25” 应为 24"


def test_a_file_that_has_changed_is_not_marked():
    assert marked(cell_mark("A2", printed="２"))
    with pytest.raises(Changed):
        marked(cell_mark("A2", printed="3"))
    with pytest.raises(Changed):
        marked(Mark(Location(sheet="别的", cell="A1"), "wrong", "a"))


def test_comment_text_is_only_text():
    data = marked(cell_mark(comment='=1+1<b>&"\x01'))
    root = etree.fromstring(members(data)["xl/comments.xml"])
    assert "".join(root.itertext(f"{{{MAIN}}}t")) == '=1+1<b>&"'


def test_charts_pictures_and_formulas_stay(tmp_path):
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, [1, 2, 3])
        sheet.write_formula(1, 0, "=SUM(A1:C1)", None, 6)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表!$A$1:$C$1"})
        sheet.insert_chart("E5", chart)
        sheet.conditional_format("A1:C1", {"type": "data_bar"})
        book.define_name("合计", "=表!$A$2")
    before = members(path.read_bytes())
    after = members(annotate(path.read_bytes(), [cell_mark("A2", printed="6")], DEFAULT, "zh"))
    same = [name for name in before if before[name] == after[name]]
    assert {"xl/workbook.xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"} <= set(same)
    assert b"<f>SUM(A1:C1)</f>" in after[SHEET]
    assert b"conditionalFormatting" in after[SHEET]


def test_comments_on_several_worksheets(tmp_path):
    path = write(laid_out(11), tmp_path / "a.xlsx", XlsxStyle(sheets="each"))
    sheets = ("Sheet", "Sheet2")
    marks = [Mark(Location(sheet=name, cell="A1"), "wrong", name) for name in sheets]
    data = annotate(path.read_bytes(), marks, DEFAULT, "zh")
    assert comments(data) == {(name, "A1"): (AUTHOR, name) for name in sheets}
    drawings = [content for name, content in members(data).items() if name.endswith(".vml")]
    assert len({content.split(b'data="')[1][:1] for content in drawings}) == len(drawings) == 2
