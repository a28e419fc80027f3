"""What is printed as a PDF is read back: cell for cell where lines rule the tables."""

from __future__ import annotations

import json
import re
import timeit
from io import BytesIO
from random import Random

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from govreport.checker import check
from govreport.forms import load
from govreport.parser import parse
from govreport.reading.document import Location, Paragraph
from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits
from govreport.reading.pdf import read
from tests.generator import PLAIN, Layout, random_truth
from tests.generator.blocks import Cell
from tests.generator.layout import NumberStyle, printed_cells
from tests.generator.report import blocks
from tests.generator.truth import truth_of
from tests.writers.grids import same, tables
from tests.writers.pdf import PdfStyle, chinese_font, written

RULED = ("solid", "rects", "boxes", "double", "dashed", "dotted", "open")
UNRULED = ("none", "level", "upright")


def reads_back(laid, document):
    """Assert that a document holds the blocks, spaces and line breaks aside."""
    assert len(document.blocks) == len(laid)
    for block, expected in zip(document.blocks, laid, strict=True):
        if isinstance(expected, str):
            assert isinstance(block, Paragraph)
            assert "".join(block.text.split()) == expected
        else:
            holds(block, expected)


def holds(grid, table):
    """Assert that a grid holds a table cell for cell, and that nothing in it is doubtful."""
    cells = {id(cell): cell for row in grid.rows for cell in row}.values()
    assert [cell.text for cell in cells if cell.doubt] == []
    for cell in cells:
        cell.text = "".join(cell.text.split())
    same(
        grid,
        [
            [cell and cell._replace(text="".join(cell.text.split())) for cell in row]
            for row in table
        ],
    )


def figures_of(document, truth, layout=PLAIN):
    """Return the addresses that are right, and those whose figure is another than printed."""
    printed = printed_cells(truth, layout)
    found = {q.address: q.value for q in parse(document).quantities}
    right = [a for a, value in printed.items() if a in found and found[a] == value]
    wrong = [a for a, value in found.items() if value is not None and printed.get(a) != value]
    return right, wrong


# -- ruled tables ------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", RULED)
def test_lines_drawn_in_any_way(lines):
    laid = blocks(random_truth(RULED.index(lines)), PLAIN)
    reads_back(laid, read(written(laid, PdfStyle(lines=lines)), "a.pdf"))


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"repeat": 3},
        {"parted": "repeated"},
        {"split_rows": True},
        {"split_rows": True, "figures_below": True, "parted": "repeated"},
        {"lines": "open"},
    ],
    ids=lambda broken: " ".join(broken) or "plain",
)
@pytest.mark.parametrize("room", range(60, 620, 80))
def test_page_ends_anywhere_in_a_table(room, broken):
    laid = blocks(random_truth(room), PLAIN)
    reads_back(laid, read(written(laid, PdfStyle(room=room, **broken)), "a.pdf"))


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("rotate", [False, True])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn, rotate, landscape):
    laid = blocks(random_truth(turn), PLAIN)
    style = PdfStyle(turn=turn, rotate=rotate, landscape=landscape)
    reads_back(laid, read(written(laid, style), "a.pdf"))


@pytest.mark.parametrize(
    "style",
    [
        PdfStyle(embedded=False),
        PdfStyle(group_width=1),
        PdfStyle(size=6.5),
        PdfStyle(size=12, margins=(40, 40, 50, 50)),
        PdfStyle(valign="top", align="right"),
        PdfStyle(valign="bottom", align="left"),
        PdfStyle(bold=True, watermark="征求意见稿"),
        PdfStyle(password=""),
        PdfStyle(header="某某市人民政府文件", footer="第{page}页 共{pages}页"),
        PdfStyle(footer="{page}"),
        PdfStyle(footer="— {page} —", header="政府信息公开年度报告  {page}/{pages}"),
    ],
    ids=lambda style: str(style)[9:60],
)
def test_printed_otherwise(style):
    laid = blocks(random_truth(11), PLAIN)
    reads_back(laid, read(written(laid, style), "a.pdf"))


@pytest.mark.parametrize(
    "layout",
    [
        Layout(requests="two", disputes="rows"),
        Layout(requests="one", disputes="shifted", subtotal=True),
        Layout(spellings=True, disputes="shifted", note=False),
        Layout(numbers=NumberStyle(thousands=",", unit="件")),
        Layout(numbers=NumberStyle(full_width=True)),
        Layout(numbers=NumberStyle(zero="/")),
    ],
)
@pytest.mark.parametrize("form", ["2021", "2019", "2014"])
def test_other_layouts(form, layout):
    laid = blocks(random_truth(5, form), layout)
    reads_back(laid, read(written(laid, PdfStyle(room=280)), "a.pdf"))


def _is_drawn(table):
    """Tell whether every row and column of a table is bounded by some cell's own side."""
    cells = [
        (row, column, cell)
        for row, line in enumerate(table)
        for column, cell in enumerate(line)
        if cell is not None
    ]
    rows = {row for row, _, _ in cells} | {row + cell.rowspan for row, _, cell in cells}
    columns = {c for _, c, _ in cells} | {c + cell.colspan for _, c, cell in cells}
    return (
        rows == set(range(len(table) + 1))
        and columns == set(range(len(table[0]) + 1))
        and len(cells) > 1
    )


@given(
    tables(st.text("甲乙丙丁一二（）1.、，件a<&", min_size=1, max_size=8)).filter(_is_drawn),
    st.sampled_from(RULED[:-1]),
)
@settings(max_examples=40)
def test_any_table(table, lines):
    (grid,) = read(written([table], PdfStyle(lines=lines)), "a.pdf").grids
    holds(grid, table)


def test_number_broken_over_two_lines_keeps_its_break():
    table = [[Cell("甲"), Cell("12\n3")], [Cell("乙"), Cell("4")]]
    (grid,) = read(written([table], PdfStyle()), "a.pdf").grids
    assert [[cell.text for cell in row] for row in grid.rows] == [["甲", "12\n3"], ["乙", "4"]]


def test_places():
    laid = blocks(random_truth(2), PLAIN)
    document = read(written(laid, PdfStyle(room=200)), "a.pdf")
    grid = list(document.grids)[1]
    first, last = grid.rows[0][0].location, grid.rows[-1][-1].location
    assert (first.page, first.table, first.row, first.column) == (2, 2, 1, 1)
    assert (last.page, last.table, last.row, last.column) == (3, 2, 28, 10)
    assert next(document.paragraphs).location == Location(page=1)


def test_published_report(shared_data):
    """The published report comes out exactly; the order of its cells in the form tells which."""
    expected = json.loads((shared_data / "expected.json").read_text("utf-8"))["huaian-2024.pdf"]
    document = read((shared_data / "huaian-2024.pdf").read_bytes(), "huaian-2024.pdf")
    proactive, requests, disputes = document.grids
    printed = [cell.text for grid in (requests, disputes, proactive) for cell in figures_in(grid)]
    assert [float(figure) for figure in printed] == list(expected["cells"].values())
    assert [len(grid.rows) for grid in document.grids] == [14, 28, 4]
    assert document.notes == []
    assert not any("- 3 -" in paragraph.text for paragraph in document.paragraphs)


def figures_in(grid):
    """Return the cells that hold nothing but a figure, row by row, merged cells once."""
    cells = {id(cell): cell for row in grid.rows for cell in row}.values()
    return [cell for cell in cells if re.fullmatch(r"\d+(\.\d+)?", cell.text)]


# -- tables without lines ----------------------------------------------------------------------


@pytest.mark.parametrize("valign", ["middle", "top", "bottom"])
@pytest.mark.parametrize("align", ["center", "left", "right"])
@pytest.mark.parametrize("lines", UNRULED)
def test_tables_without_lines(lines, align, valign):
    truth = random_truth(len(align + valign))
    style = PdfStyle(lines=lines, align=align, valign=valign, room=300)
    document = read(written(blocks(truth, PLAIN), style), "a.pdf")
    right, wrong = figures_of(document, truth)
    assert (len(right), wrong) == (len(truth.cells), [])


@given(
    st.integers(0, 10_000),
    st.builds(
        PdfStyle,
        lines=st.sampled_from(UNRULED),
        size=st.sampled_from([7.0, 8.0, 9.0, 10.5]),
        leading=st.sampled_from([1.15, 1.3, 1.5]),
        align=st.sampled_from(["left", "center", "right"]),
        valign=st.sampled_from(["top", "middle", "bottom"]),
        group_width=st.sampled_from([1.0, 3.0, 6.0]),
        label_width=st.sampled_from([10.0, 14.0, 22.0]),
        room=st.sampled_from([None, 90.0, 180.0, 333.0]),
        repeat=st.sampled_from([0, 3]),
        gap=st.sampled_from([0.0, 0.5]),
    ),
)
@settings(max_examples=20)
def test_no_figure_is_misread_without_lines(seed, style):
    truth = random_truth(seed)
    right, wrong = figures_of(read(written(blocks(truth, PLAIN), style), "a.pdf"), truth)
    assert wrong == []
    assert len(right) >= 0.85 * len(truth.cells)


def test_pieces_keep_their_columns():
    rows = [["项目", "甲", "乙"], ["规章", "1", "20"], ["规范性文件", "300", "4"]]
    document = read(written([table_of(rows)], PdfStyle(lines="none")), "a.pdf")
    (grid,) = document.grids
    assert [[cell.text for cell in row] for row in grid.rows] == rows
    middles = [[sum(place) for place in row] for row in grid.offsets]
    for column in (1, 2):
        assert max(row[column] for row in middles) - min(row[column] for row in middles) <= 2


def test_number_broken_over_two_lines_is_doubtful_without_lines():
    rows = [["规章", "12\n3", "7"], ["规范性文件", "4", "8"]]
    style = PdfStyle(lines="none", valign="top")
    (grid,) = read(written([table_of(rows)], style), "a.pdf").grids
    doubtful = [cell.text for row in grid.rows for cell in row if cell.doubt]
    assert doubtful == ["12", "3"]


def test_last_figure_of_a_page_is_no_page_number():
    rows = [[f"第{n}类", str(n), str(n * 7)] for n in range(1, 36)]
    style = PdfStyle(lines="none", footer="{page}", margins=(70, 70, 70, 72))
    document = read(written([table_of(rows)], style), "a.pdf")
    assert [[cell.text for cell in row] for grid in document.grids for row in grid.rows] == rows


def test_thousands_marked_by_blanks_stay_one_figure():
    rows = [["收到申请", "1 543", "12"], ["办结", "1 540", "9"]]
    (grid,) = read(written([table_of(rows)], PdfStyle(lines="none")), "a.pdf").grids
    assert [[cell.text for cell in row] for row in grid.rows] == rows


def table_of(rows):
    return [[Cell(text) for text in row] for row in rows]


def test_lines_of_fewer_and_fewer_figures_are_read():
    """The figures of the second line belong to the first: of the third none is left beside."""

    def draw(canvas):
        for row, texts in enumerate(
            (["项目", "甲", "乙", "丙", "丁"], ["规章", "1", "2", "3", "4"])
        ):
            for column, text in enumerate(texts):
                canvas.drawString(30 + 60 * column, 280 - 16 * row, text)
        for y, xs in ((240, (80, 140, 200)), (233, (110, 170)), (226, (230,))):
            for x in xs:
                canvas.drawString(x, y, "7")

    figures = [c.text for g in read(drawn(draw), "a").grids for r in g.rows for c in r]
    assert figures.count("7") == 6


@pytest.mark.parametrize("zero", ["0", ""])
@pytest.mark.parametrize("disputes", ["row", "shifted", "three"])
@pytest.mark.parametrize("lines", ["solid", "none"])
def test_figures_below_mutilated_headings_are_right_or_doubtful(lines, disputes, zero):
    cut = {"结果维持": "结", "结果纠正": "结"}
    for seed in range(4):
        truth = random_truth(seed)
        layout = Layout(seed=seed, disputes=disputes, numbers=NumberStyle(zero=zero))
        laid = [
            block
            if isinstance(block, str)
            else [[c and c._replace(text=cut.get(c.text, c.text)) for c in r] for r in block]
            for block in blocks(truth, layout)
        ]
        report = parse(read(written(laid, PdfStyle(lines=lines)), "a.pdf"))
        printed = printed_cells(truth, layout)
        assert [
            quantity.address
            for quantity in report.quantities
            if quantity.value != printed[quantity.address] and not quantity.doubt
        ] == []
        assert check(report).verdict != "inconsistent"


@pytest.mark.parametrize("thousands", ["", ","])
@pytest.mark.parametrize("lines", ["solid", "none", "level"])
@pytest.mark.parametrize("size", [7.5, 8.0, 9.0, 10.0])
def test_figures_broken_over_lines_are_right_or_doubtful(lines, thousands, size):
    """Full-width digits fill their cells; beside them stand zeros on a line of their own."""
    first = {"natural_person": 31324, "legal_service": 16081}
    free = {f"requests.new.{column}": value for column, value in first.items()}
    free |= {"requests.granted.natural_person": 1234567, "requests.partial.legal_service": 8}
    truth = truth_of(load("2019"), "某某县人民政府", 2019, free, seed=0)
    numbers = NumberStyle(full_width=True, thousands=thousands)
    layout = Layout(seed=326, disputes="numbers", subtotal=True, note=False, numbers=numbers)
    style = PdfStyle(lines=lines, size=size, group_width=8.0, repeat=3)
    report = parse(read(written(blocks(truth, layout), style), "a.pdf"))
    printed = printed_cells(truth, layout)
    assert [
        (quantity.address, quantity.printed)
        for quantity in report.quantities
        if quantity.value != printed[quantity.address] and not quantity.doubt
    ] == []


# -- prose -------------------------------------------------------------------------------------

PROSE = [
    "某某市人民政府2024年政府信息公开工作年度报告",
    "一、总体情况",
    "2024年，全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年"
    "度答复），均在法定期限内予以答复。全年组织培训12场次，参训人员1543人次，培训覆盖率达到98.5%。",
    "（一）主动公开。全年通过门户网站http://www.example.gov.cn公开各类政府信息5500余条，"
    "制发政府公报6期，召开新闻发布会12场，努力传递政府声音、宣传政策法规、回应社会各方面的关切。",
    "（二）依申请公开。"
    + "收到的申请主要集中在土地征收、房屋拆迁、行政处罚等方面，" * 6
    + "均已答复。",
    "二、主动公开政府信息情况",
]


@pytest.mark.parametrize("size", [8, 9, 10, 11.3])
@pytest.mark.parametrize("columns", [1, 2])
def test_prose_in_reading_order(columns, size):
    prose = PROSE[:1] + PROSE[1:] * 4
    document = read(written(prose, PdfStyle(columns=columns, size=size)), "a.pdf")
    assert [paragraph.text for paragraph in document.paragraphs] == prose
    assert [paragraph.heading for paragraph in document.paragraphs][:2] == [True, False]


def test_no_spaces_within_chinese_and_words_kept_apart():
    text = "门户网站 Open Data 专栏发布 2024 年报告"
    document = read(written(["标题", text], PdfStyle()), "a.pdf")
    assert list(document.paragraphs)[1].text == "门户网站Open Data专栏发布2024年报告"


# -- drawn by hand -----------------------------------------------------------------------------


def drawn(draw, pages=1, **options):
    """Return a PDF on whose pages ``draw`` has drawn with reportlab's canvas."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300), invariant=True, **options)
    for _ in range(pages):
        canvas.setFont(chinese_font(embedded=True), 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


TEXTS = [["项目", "件数"], ["规章", "12"], ["规范性文件", "305"]]


def texts_at(canvas, texts=TEXTS):
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            canvas.drawString(60 + 100 * column, 250 - 20 * row, text)


def grid_texts(data):
    return [[[cell.text for cell in row] for row in grid.rows] for grid in read(data, "a").grids]


def test_cells_told_apart_by_their_colour():
    def draw(canvas):
        canvas.rect(54, 199, 202, 66, stroke=0, fill=1)
        canvas.setFillGray(1)
        for row in range(3):
            for column in range(2):
                canvas.rect(55 + 100 * column, 244 - 20 * row, 99, 19, stroke=0, fill=1)
        canvas.setFillGray(0)
        texts_at(canvas)

    assert grid_texts(drawn(draw)) == [TEXTS]


def test_marked_words_are_no_table():
    def draw(canvas):
        canvas.setFillGray(0.9)
        for row in range(4):
            for x, width in ((60, 70 + 10 * row), (130 + 10 * row, 100)):
                canvas.rect(x, 246 - 16 * row, width, 15, stroke=0, fill=1)
        canvas.setFillGray(0)
        for row in range(4):
            canvas.drawString(60, 250 - 16 * row, "全市共受理政府信息公开申请三千余件")

    assert grid_texts(drawn(draw)) == []


def test_frame_around_prose_is_no_table():
    def draw(canvas):
        canvas.rect(50, 100, 300, 170)
        for row in range(4):
            canvas.drawString(60, 250 - 16 * row, "全市共受理政府信息公开申请三千余件")
            canvas.line(60, 248 - 16 * row, 230, 248 - 16 * row)

    data = drawn(draw)
    assert grid_texts(data) == []
    assert len(list(read(data, "a").paragraphs)) >= 1


def test_underlined_figures_do_not_cut_their_cells():
    def draw(canvas):
        canvas.grid([55, 155, 255], [205, 225, 245, 265])
        texts_at(canvas)
        canvas.line(160, 228, 172, 228)

    assert grid_texts(drawn(draw)) == [TEXTS]


def test_label_printed_sideways():
    def draw(canvas):
        canvas.grid([55, 155, 255], [205, 225, 245, 265])
        canvas.rect(35, 205, 20, 60)
        texts_at(canvas)
        canvas.translate(49, 212)
        canvas.rotate(90)
        canvas.drawString(0, 0, "主动公开")

    assert grid_texts(drawn(draw)) == [[["主动公开", *row] for row in TEXTS]]


def test_table_within_a_form_of_the_file():
    def draw(canvas):
        canvas.beginForm("table")
        canvas.setFont(chinese_font(embedded=True), 10)
        canvas.grid([55, 155, 255], [205, 225, 245, 265])
        texts_at(canvas)
        canvas.endForm()
        canvas.translate(20, -30)
        canvas.scale(0.8, 0.8)
        canvas.doForm("table")

    assert grid_texts(drawn(draw)) == [TEXTS]


def test_figures_filled_into_fields():
    def draw(canvas):
        canvas.grid([55, 155, 255], [205, 225, 245, 265])
        texts_at(canvas, [["项目", "件数"], ["规章"], ["规范性文件"]])
        for row, value in enumerate(("12", "305")):
            canvas.acroForm.textfield(
                name=f"field{row}",
                value=value,
                x=160,
                y=228 - 20 * row,
                width=80,
                height=14,
                fontSize=9,
                borderWidth=0,
            )

    assert grid_texts(drawn(draw)) == [TEXTS]


def test_text_beyond_the_page_is_read_in_tables_only():
    def draw(canvas):
        canvas.setCropBox((50, 200, 180, 280))
        canvas.grid([55, 155, 255], [205, 225, 245, 265])
        texts_at(canvas)
        canvas.drawString(60, 100, "裁掉的文字")

    data = drawn(draw)
    assert grid_texts(data) == [TEXTS]
    assert list(read(data, "a").paragraphs) == []


def test_white_text_shows_on_a_dark_ground_only():
    def draw(canvas):
        canvas.setFillGray(0.2)
        canvas.rect(50, 240, 300, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(60, 250, "看得见的白字")
        canvas.drawString(60, 200, "看不见的白字")
        canvas.setFillGray(0)
        canvas.drawString(60, 150, "黑字")

    assert [p.text for p in read(drawn(draw), "a").paragraphs] == ["看得见的白字", "黑字"]


def test_text_over_a_line_is_doubtful():
    def draw(canvas):
        canvas.grid([55, 155, 255], [225, 245, 265])
        texts_at(canvas, [["项目", "件数"], ["规章", ""]])
        canvas.drawString(147, 230, "305")

    (grid,) = read(drawn(draw), "a").grids
    assert any(cell.doubt for cell in grid.rows[1])


@pytest.mark.parametrize(
    ("columns", "x"),
    [((55, 155, 170, 255), 159), ((55, 155, 255), 144), ((55, 155, 255), 244)],
    ids=["into the next cell", "from the cell before", "beyond the table"],
)
def test_figure_wider_than_its_cell_is_doubtful(columns, x):
    """The line runs between two digits: no character lies on it."""

    def draw(canvas):
        canvas.grid(list(columns), [225, 245, 265])
        texts_at(canvas, [["规章", ""]])
        canvas.drawString(x, 230, "30512")

    (grid,) = read(drawn(draw), "a").grids
    figures = [cell for row in grid.rows for cell in row if re.search(r"\d", cell.text)]
    assert figures
    assert all(cell.doubt for cell in figures)


def test_invisible_text_is_not_read_beside_visible_text():
    def draw(canvas):
        texts_at(canvas, [["看得见的字"]])
        text = canvas.beginText(60, 150)
        text.setTextRenderMode(3)
        text.textLine("看不见的字")
        canvas.drawText(text)

    assert [p.text for p in read(drawn(draw), "a").paragraphs] == ["看得见的字"]


def test_recognised_text_of_a_scan_is_doubtful():
    def draw(canvas):
        canvas.drawImage(picture(), 0, 0, 400, 300)
        canvas.grid([55, 155, 255], [205, 225, 245, 265])
        for row, line in enumerate(TEXTS):
            for column, word in enumerate(line):
                text = canvas.beginText(60 + 100 * column, 250 - 20 * row)
                text.setTextRenderMode(3)
                text.textLine(word)
                canvas.drawText(text)

    document = read(drawn(draw), "a")
    assert [note.kind for note in document.notes] == ["picture"]
    (grid,) = document.grids
    assert all(cell.doubt for row in grid.rows for cell in row)


def picture():
    return ImageReader(Image.effect_noise((80, 60), 40).convert("RGB"))


# -- files that cannot be trusted or read ------------------------------------------------------


def test_scan_without_text():
    data = drawn(lambda canvas: canvas.drawImage(picture(), 0, 0, 400, 300), pages=3)
    document = read(data, "a.pdf")
    assert document.blocks == []
    (note,) = document.notes
    assert (note.kind, note.location.page) == ("no-text", 1)
    assert "第1-3页" in note.text.zh
    assert "1-3" in note.text.en


def test_scanned_page_among_others():
    def draw(canvas):
        if canvas.getPageNumber() == 2:
            canvas.drawImage(picture(), 0, 0, 400, 300)
        else:
            texts_at(canvas, [["一、总体情况"], ["全年收到申请12件。"]])

    document = read(drawn(draw, pages=3), "a.pdf")
    assert [(note.kind, note.location.page) for note in document.notes] == [("no-text", 2)]
    assert len(list(document.paragraphs)) == 4


def test_large_picture_beside_text_is_said():
    def draw(canvas):
        canvas.drawImage(picture(), 50, 20, 300, 200)
        texts_at(canvas, [["三、收到和处理政府信息公开申请情况"]])

    assert [note.kind for note in read(drawn(draw), "a.pdf").notes] == ["picture"]


def test_password():
    data = written(PROSE, PdfStyle(password="secret"))
    with pytest.raises(ReadingError) as caught:
        read(data, "a.pdf")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 8, b"<html></html>"]
)
def test_no_pdf_at_all(data):
    with pytest.raises(ReadingError) as caught:
        read(data, "a.pdf")
    assert caught.value.code == "damaged"


def test_file_cut_short_is_said():
    data = written(PROSE * 20, PdfStyle())
    found = set()
    for part in range(5, 100, 5):
        try:
            document = read(data[: len(data) * part // 100], "a.pdf")
        except ReadingError as error:
            found.add(error.code)
        else:
            assert "truncated" in {note.kind for note in document.notes}
    assert found <= {"damaged"}


def test_damaged_bytes_raise_nothing_else():
    data = written(blocks(random_truth(4), PLAIN), PdfStyle())
    random = Random(0)
    for _ in range(20):
        bad = bytearray(data)
        for _ in range(random.choice((1, 20, 400))):
            bad[random.randrange(len(bad))] = random.randrange(256)
        try:
            read(bytes(bad), "a.pdf")
        except ReadingError as error:
            assert error.code in ("damaged", "encrypted", "no-text")  # noqa: PT017


def test_fonts_that_do_not_say_their_characters():
    """Without ``/ToUnicode`` no glyph number tells its character: said, never guessed."""
    data = written(PROSE, PdfStyle())
    assert b"/ToUnicode" in data
    stripped = re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m.group()), data)
    with pytest.raises(ReadingError) as caught:
        read(stripped, "a.pdf")
    assert caught.value.code == "no-text"


@pytest.mark.parametrize(
    ("limits", "name"), [(Limits(pages=2), "pages"), (Limits(cells=99), "cells")]
)
def test_limits(limits, name):
    data = written(blocks(random_truth(0), PLAIN), PdfStyle(room=200))
    with pytest.raises(ReadingError) as caught:
        read(data, "a.pdf", limits)
    assert caught.value.code == "too-large"
    assert f"limits.{name}" in caught.value.message.en


@pytest.mark.slow
def test_faster_than_extracting_all_tables(shared_data):
    """A report takes at most as long as pdfplumber takes for its tables alone."""
    path = shared_data / "huaian-2024.pdf"
    data = path.read_bytes()

    def theirs():
        with pdfplumber.open(path) as pdf:
            return [page.extract_tables() for page in pdf.pages]

    def fastest(call):
        return min(timeit.repeat(call, number=1, repeat=5))

    assert fastest(lambda: read(data, "a.pdf")) <= fastest(theirs)
