"""Excel workbooks: what a cell shows is read, and what may be misread is said."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from PIL import Image as Pixels

from govreport.reading.document import Grid, Location, Paragraph
from govreport.reading.errors import ReadingError
from govreport.reading.xlsx import read
from tests.writers.xlsx import package


def saved(book):
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def cells(document):
    (grid,) = document.grids
    return [[cell.text for cell in row] for row in grid.rows]


def kinds(document):
    return [note.kind for note in document.notes]


def only(value, format="General"):
    """Return the cell that a value becomes, and the notes."""
    book = workbook(["标", value])
    book.active["B1"].number_format = format
    document = read(saved(book), "a.xlsx")
    (grid,) = document.grids
    return grid.rows[0][1], document.notes


ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (5, "General", "5"),
        (5.0, "General", "5"),
        (0, "General", "0"),
        (-0.0, "General", "0"),
        (-12, "General", "-12"),
        (71910.1048, "General", "71910.1048"),
        (1234.5000000001, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-13, "General", "0"),
        (123456789012, "General", "123456789012"),
        (1543, "#,##0", "1543"),
        (1543, "0.00", "1543"),
        (12.5, "0.00", "12.50"),
        (12.345, "0.00", "12.35"),
        (12.5, "0.0##", "12.5"),
        (1234.5, ACCOUNTING, "1234.50"),
        (0, ACCOUNTING, "0"),
        (0, "0;-0;;@", "0"),
        (0.9997, "0.00%", "99.97%"),
        (0.999, "0.00%", "99.90%"),
        (1, "0%", "100%"),
        (15, '0"件"', "15件"),
        (15, "0件", "15件"),
        (15, "0_ ;[Red]\\-0\\ ", "15"),
        (15, "[DBNum1]General", "15"),
        (15, "@", "15"),
        (1.5, "# ?/?", "1.5"),
        (15, "0.00E+00", "15"),
        (5, "yyyy-mm-dd", "5"),
        (43, 'm"月"d"日"', "43"),
        (1543, "mm-dd-yy", "1543"),
        ("１２", "General", "１２"),
        ("1,543", "General", "1,543"),
        (" 12 ", "General", " 12 "),
        (True, "General", "TRUE"),
        ("甲\n乙", "General", "甲\n乙"),
    ],
)
def test_sure_values(value, format, text):
    cell, notes = only(value, format)
    assert (cell.text, cell.doubt, notes) == (text, None, [])


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (12.4, "0", "12"),
        (12.5, "#,##0", "13"),
        (12345, "#,##0,", "12345"),
        (35000, '0!.0,"万"', "35000"),
        (date(2024, 1, 2), "yyyy-mm-dd", "2024-01-02"),
        (datetime(2024, 1, 2, 13, 30), "yyyy-mm-dd hh:mm", "2024-01-02 13:30"),
        (date(2024, 1, 2), 'm"月"d"日"', "1月2日"),
        (date(2024, 1, 2), 'yyyy"年"m"月"d"日";@', "2024年1月2日"),
        (date(2024, 1, 2), '[$-804]yyyy"年"', "2024年"),
        (date(2024, 1, 2), "d-mmm-yy", "2-Jan-24"),
        (date(2024, 1, 2), "ddd", "Tue"),
        (datetime(2024, 1, 2, 13, 5), '上午/下午h"时"mm"分"', "下午1时05分"),
        (datetime(2024, 1, 2, 13, 5, 7), "mm:ss", "05:07"),
        (time(1, 2), "h:mm", "1:02"),
        (1.5, "[h]:mm", "36:00"),
        ("#DIV/0!", "General", "#DIV/0!"),
        ("#REF!", "General", "#REF!"),
    ],
)
def test_doubtful_values(value, format, text):
    cell, _ = only(value, format)
    assert cell.text == text
    assert cell.doubt is not None
    assert cell.doubt.zh
    assert cell.doubt.en


def test_formula_without_a_result():
    cell, (note,) = only("=SUM(C1:C3)")
    assert cell.text == "=SUM(C1:C3)"
    assert cell.doubt is not None
    assert (note.kind, note.location) == ("formula", Location(sheet="Sheet", cell="B1"))


BY_HAND = {
    "formula with a result": ('<c r="B1"><f>C1+1</f><v>12</v></c>', "12", False),
    "formula with an empty text": ('<c r="B1" t="str"><f>C1</f><v></v></c>', "", False),
    "formula with a text": ('<c r="B1" t="str"><f>C1</f><v>/</v></c>', "/", False),
    "shared formula without a result": ('<c r="B1"><f t="shared" si="0"/></c>', "=", True),
    "formula with an error": ('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", True),
    "text in place": ('<c r="B1" t="inlineStr"><is><t>12</t></is></c>', "12", False),
    "text in runs": ('<c r="B1" t="s"><v>1</v></c>', "12件", False),
    "text with reading aids": ('<c r="B1" t="s"><v>2</v></c>', "公开", False),
    "escaped line break": ('<c r="B1" t="s"><v>3</v></c>', "结果\n维持", False),
    "lost text": ('<c r="B1" t="s"><v>99</v></c>', "", True),
    "binary rounding": ('<c r="B1"><v>71910.104800000001</v></c>', "71910.1048", False),
    "power of ten": ('<c r="B1"><v>1.543E3</v></c>', "1543", False),
    "no number": ('<c r="B1"><v>abc</v></c>', "abc", False),
    "huge": ('<c r="B1"><v>1E300</v></c>', "1E+300", False),
    "beyond all": ('<c r="B1"><v>1E999999999999</v></c>', "1E999999999999", False),
    "date as text": ('<c r="B1" t="d"><v>2024-01-02</v></c>', "2024-01-02", True),
    "no address": ("<c><v>12</v></c>", "12", False),
    "unknown style": ('<c r="B1" s="77"><v>12</v></c>', "12", False),
}
STRINGS = (
    "<si><t>标</t></si><si><r><t>12</t></r><r><rPr/><t>件</t></r></si>"
    "<si><t>公开</t><rPh sb='0' eb='1'><t>gōng</t></rPh></si><si><t>结果_x000D_\n维持</t></si>"
)
LABEL = '<c r="A1" t="s"><v>0</v></c>'
END = '<c r="C1"><v>1</v></c>'


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize(("xml", "text", "doubtful"), BY_HAND.values(), ids=BY_HAND)
def test_stored(xml, text, doubtful, strict):
    data = package(f'<row r="1">{LABEL}{xml}{END}</row>', strings=STRINGS, strict=strict)
    (grid,) = read(data, "a.xlsx").grids
    cell = grid.rows[0][1]
    assert (cell.text, cell.doubt is not None) == (text, doubtful)
    assert cell.location == Location(sheet="表", cell="B1")


def test_prefixed_names():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{main}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    data = package("", parts={"xl/worksheets/sheet1.xml": sheet})
    assert cells(read(data, "a.xlsx")) == [["1", "2"]]


def test_rows_without_numbers():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 2
    assert cells(read(package(rows), "a.xlsx")) == [["1", "2"], ["1", "2"]]


def test_dates_from_1904():
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    row = f'<row r="1">{LABEL}<c r="B1" s="1"><v>43831</v></c></row>'
    (grid,) = read(package(row, strings=STRINGS, styles=styles, date_1904=True), "a").grids
    assert grid.rows[0][1].text == "2024/1/2"


def test_picture_in_a_cell():
    formula = '<c r="B1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    document = read(package(f'<row r="1">{LABEL}{formula}</row>', strings=STRINGS), "a.xlsx")
    assert kinds(document) == ["picture"]


# ── sheets, rows and columns ────────────────────────────────────────────────────────────────────


def test_merged_ranges():
    book = workbook(["组", "甲", None], [None, 1, 2], [None, 3, 4])
    book.active.merge_cells("A1:A3")
    book.active.merge_cells("B1:C1")
    (grid,) = read(saved(book), "a.xlsx").grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["组", "甲", "甲"], ["组", "1", "2"], ["组", "3", "4"],
    ]  # fmt: skip
    assert grid.rows[0][0] is grid.rows[2][0]
    assert grid.rows[2][0].location == Location(sheet="Sheet", cell="A1")


def test_what_a_merged_range_hides_is_not_read():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert cells(read(package(rows, after=merged), "a.xlsx")) == [["1", "1", "3"]]


def test_merged_over_everything():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="bad"/></mergeCells>'
    (block,) = read(package(rows, after=merged), "a.xlsx").blocks
    assert (block.text, block.location.cell) == ("1", "A1")


def test_far_away_cells():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    rows += '<row r="1048576"><c r="XFC1048576"><v>3</v></c><c r="XFD1048576"><v>4</v></c></row>'
    first, last = read(package(rows), "a.xlsx").grids
    assert [cell.text for cell in last.rows[0]] == ["3", "4"]
    assert last.location.cell == "XFC1048576"
    assert len(first.rows) == len(last.rows) == 1


def test_hidden_rows_and_columns_are_part_of_the_table():
    book = workbook(["甲", 1, 2], ["乙", 3, 4], ["丙", 5, 6])
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions[99].hidden = True
    book.active.column_dimensions["B"].hidden = True
    document = read(saved(book), "a.xlsx")
    assert cells(document) == [["甲", "1", "2"], ["乙", "3", "4"], ["丙", "5", "6"]]
    (note,) = document.notes
    assert note.kind == "hidden"
    assert "第 2 行、B 列" in note.text.zh
    assert "rows 2 and columns B" in note.text.en


def test_hidden_sheets_come_last():
    book = Workbook()
    book.active.title = "旧"
    book.active["A1"] = "旧稿"
    book.active.sheet_state = "hidden"
    book.create_sheet("新")["A1"] = "新稿"
    book.create_sheet("空").sheet_state = "veryHidden"
    document = read(saved(book), "a.xlsx")
    assert [block.text for block in document.blocks] == ["新稿", "旧稿"]
    (note,) = document.notes
    assert (note.kind, note.location) == ("hidden", Location(sheet="旧"))


def test_several_sheets():
    book = workbook(["甲", 1])
    book.create_sheet("二").append(["乙", 2])
    book.create_chartsheet("图")
    document = read(saved(book), "a.xlsx")
    assert [grid.location for grid in document.grids] == [
        Location(sheet="Sheet", cell="A1"), Location(sheet="二", cell="A1"),
    ]  # fmt: skip


def test_picture_on_a_sheet():
    pixels = BytesIO()
    Pixels.new("RGB", (300, 200)).save(pixels, "PNG")
    book = workbook(["见图"])
    book.active.add_image(Image(pixels), "B5")
    (note,) = read(saved(book), "a.xlsx").notes
    assert (note.kind, note.location) == ("picture", Location(sheet="Sheet", cell="B5"))


DRAWN = """<xdr:wsDr
 xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
 <xdr:from><xdr:col>1</xdr:col><xdr:row>4</xdr:row></xdr:from><xdr:sp><xdr:txBody>
 <a:p><a:r><a:t>全年收到</a:t></a:r><a:r><a:t>12件</a:t></a:r></a:p><a:p/></xdr:txBody></xdr:sp>
 </xdr:twoCellAnchor></xdr:wsDr>"""


def test_text_box_and_embedded_file():
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{base}/drawing" Target="../drawings/drawing1.xml"/>'
        f'<Relationship Id="r2" Type="{base}/oleObject" Target="../embeddings/a.bin"/>'
        "</Relationships>"
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": related, "xl/drawings/drawing1.xml": DRAWN}
    document = read(package("", parts=parts), "a.xlsx")
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    assert (block.text, block.location.cell) == ("全年收到12件", "B5")
    assert kinds(document) == ["attachment"]


def test_title_of_the_document():
    book = workbook(["甲"])
    book.properties.title = "年度报告"
    assert read(saved(book), "a.xlsx").title == "年度报告"


def test_empty_workbook():
    document = read(saved(Workbook()), "a.xlsx")
    assert (document.blocks, document.notes) == ([], [])


def test_binary_workbook_is_refused():
    parts = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.bin"/>'
        "</Relationships>",
        "xl/workbook.bin": "x",
    }
    with pytest.raises(ReadingError) as caught:
        read(package("", parts=parts), "a.xlsb")
    assert caught.value.code == "unsupported"


def test_grids_are_rectangles():
    book = workbook(["甲", 1], ["乙", 2, 3])
    (grid,) = read(saved(book), "a.xlsx").grids
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["甲", "1", ""], ["乙", "2", "3"]]
    assert grid.rows[0][2].location.cell == "C1"
