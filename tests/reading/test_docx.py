"""Word files: what Word shows is read, whatever it is wrapped in, and nothing else."""

from __future__ import annotations

import io

import docx
import pytest

from govreport.reading.document import Grid, Location, Paragraph
from govreport.reading.docx import read
from govreport.reading.docx.ordinals import ordinal
from tests.writers.docx import package


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def deleted(inner):
    return f'<w:del w:id="1" w:author="某">{inner}</w:del>'


def inserted(inner):
    return f'<w:ins w:id="1" w:author="某">{inner}</w:ins>'


def control(inner, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def field(code, result):
    """A field; code and result are runs."""

    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return mark("begin") + code + mark("separate") + result + mark("end")


def instruction(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def text_box(inner):
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}'
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def read_body(content, **parts):
    return read(package(content, **parts), "a.docx")


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def kinds(document):
    return [note.kind for note in document.notes]


SHOWN = {
    "runs": (run("政府信") + run("息公开"), "政府信息公开"),
    "tab": (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲\t乙"),
    "line break": (run("结果") + "<w:r><w:br/></w:r>" + run("维持"), "结果\n维持"),
    "no-break hyphen": (run("1") + "<w:r><w:noBreakHyphen/></w:r>" + run("2"), "1-2"),
    "soft hyphen": (run("公") + "<w:r><w:softHyphen/></w:r>" + run("开"), "公开"),
    "no-break space": (run("12&#160;件"), "12 件"),
    "zero-width space": (run("1&#x200b;2"), "12"),
    "page break memo": (run("公") + "<w:r><w:lastRenderedPageBreak/></w:r>" + run("开"), "公开"),
    "link": (f'<w:hyperlink r:id="r9">{run("附件")}</w:hyperlink>', "附件"),
    "smart tag": (f"<w:smartTag>{run('某某市')}</w:smartTag>", "某某市"),
    "custom xml": (f"<w:customXml>{run('某某市')}</w:customXml>", "某某市"),
    "simple field": (f'<w:fldSimple w:instr="DATE">{run("2024年")}</w:fldSimple>', "2024年"),
    "field": (run("共") + field(instruction("= 1 + 2"), run("3")) + run("件"), "共3件"),
    "field in a result": (
        field(instruction("IF"), field(instruction("PAGE"), run("7")) + run("页")), "7页"),
    "field in a code": (
        field(instruction("IF") + field(instruction("PAGE"), run("7")), run("甲")), "甲"),
    "field that never ends": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("12件"), "12件"),
    "insertion": (inserted(run("12")), "12"),
    "deletion": (deleted("<w:r><w:delText>13</w:delText></w:r>") + run("12"), "12"),
    "move": (f"<w:moveFrom>{run('3')}</w:moveFrom><w:moveTo>{run('4')}</w:moveTo>", "4"),
    "insertion deleted again": (inserted(deleted(run("9"))) + run("8"), "8"),
    "control": (run("收到") + control(run("12")) + run("件"), "收到12件"),
    "control in a control": (control(control(run("12"))), "12"),
    "prompt of a control": (
        run("数量") + control(run("单击此处输入文字"), "<w:showingPlcHdr/>"), "数量"),
    "figure left as prompt": (control(run("12"), "<w:showingPlcHdr/>"), "12"),
    "hidden": (run("甲", "<w:vanish/>") + run("乙"), "乙"),
    "not hidden": (run("甲", '<w:vanish w:val="0"/>'), "甲"),
    "footnote mark": (run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "甲"),
    "reading aid": (
        "<w:r><w:ruby><w:rt><w:r><w:t>fǎ</w:t></w:r></w:rt>"
        f"<w:rubyBase>{run('法')}</w:rubyBase></w:ruby></w:r>", "法"),
    "formula": (
        "<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>", "3/4"),
    "tick": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "√"),
    "digit of a symbol font": ('<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>', "5"),
    "unknown sign": ('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "\ufffd"),
    "alternatives": (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{run("12")}</mc:Choice>'
        f"<mc:Fallback>{run('12')}</mc:Fallback></mc:AlternateContent>", "12"),
    "fallback only": (
        f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{run("12")}</mc:Fallback>'
        "</mc:AlternateContent>", "12"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "text"), SHOWN.values(), ids=SHOWN)
def test_paragraph(content, text):
    assert texts(read_body(f"<w:p>{content}</w:p>")) == text.split("\n")


@pytest.mark.parametrize(("content", "text"), SHOWN.values(), ids=SHOWN)
def test_the_same_in_a_cell(content, text):
    inner = f"<w:tc><w:p>{content}</w:p></w:tc>"
    (grid,) = read_body(table(row(cell("甲"), inner))).grids
    assert cells(grid) == [["甲", text]]


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────


def test_places_count_paragraphs_and_tables():
    document = read_body(
        paragraph("一") + "<w:p/>" + table(row(cell("甲"), cell("1"))) + paragraph("二")
    )
    first, grid, second = document.blocks
    assert (first.location, second.location) == (Location(paragraph=1), Location(paragraph=3))
    assert grid.location == Location(table=1)
    assert grid.rows[0][1].location == Location(table=1, row=1, column=2)


def test_merged_cells():
    grid = next(read_body(table(
        row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙", '<w:gridSpan w:val="2"/>')),
        row(cell("", "<w:vMerge/>"), cell("1"), cell("2")),
        row(cell("", '<w:vMerge w:val="continue"/>'), cell("3"), cell("4")),
    )).grids)  # fmt: skip
    assert cells(grid) == [["甲", "乙", "乙"], ["甲", "1", "2"], ["甲", "3", "4"]]
    assert grid.rows[0][0] is grid.rows[2][0]
    assert grid.rows[0][1] is grid.rows[0][2]


def test_what_a_merged_cell_hides_is_not_read():
    (grid,) = read_body(table(
        row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("1")),
        row(cell("隐", "<w:vMerge/>"), cell("2")),
    )).grids  # fmt: skip
    assert cells(grid) == [["甲", "1"], ["甲", "2"]]


def test_continuation_of_nothing_is_a_cell():
    (grid,) = read_body(table(row(cell("甲", "<w:vMerge/>"), cell("1")))).grids
    assert cells(grid) == [["甲", "1"]]


def test_merged_across_in_the_old_way():
    (grid,) = read_body(table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("1"))
    )).grids  # fmt: skip
    assert cells(grid) == [["甲", "甲", "1"]]
    assert grid.rows[0][0] is grid.rows[0][1]


def test_columns_left_out():
    (grid,) = read_body(table(
        row(cell("甲"), cell("乙"), cell("丙")),
        row(cell("1"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )).grids  # fmt: skip
    assert cells(grid) == [["甲", "乙", "丙"], ["", "1", ""]]


def test_paragraphs_of_a_cell_are_lines():
    inner = f"<w:tc>{paragraph('结果')}{paragraph('')}{paragraph('维持')}</w:tc>"
    (grid,) = read_body(table(row(inner, cell("1")))).grids
    assert cells(grid) == [["结果\n维持", "1"]]


WRAPPED_TABLES = {
    "table": control(table(row(cell("甲"), cell("1")))),
    "row": table(control(row(cell("甲"), cell("1")))),
    "cell": table(row(control(cell("甲")), cell("1"))),
    "cell content": table(row(f"<w:tc>{control(paragraph('甲'))}</w:tc>", cell("1"))),
    "custom xml": table(f"<w:customXml>{row(cell('甲'), cell('1'))}</w:customXml>"),
    "text box": f"<w:p>{text_box(table(row(cell('甲'), cell('1'))))}</w:p>",
    "single cell": table(f"<w:tr><w:tc>{table(row(cell('甲'), cell('1')))}<w:p/></w:tc></w:tr>"),
}


@pytest.mark.parametrize("content", WRAPPED_TABLES.values(), ids=WRAPPED_TABLES)
def test_wrapped_table(content):
    document = read_body(content)
    (block,) = document.blocks
    assert isinstance(block, Grid)
    assert cells(block) == [["甲", "1"]]


def test_table_within_a_table_of_figures():
    inner = f"<w:tc>{paragraph('说明')}{table(row(cell('甲'), cell('1')))}<w:p/></w:tc>"
    rows = [row(cell("a"), cell(str(n))) for n in range(4)]
    outer, nested = read_body(table(row(inner, cell("9")), *rows)).grids
    assert cells(outer)[0] == ["说明", "9"]
    assert cells(nested) == [["甲", "1"]]
    assert (outer.location.table, nested.location.table) == (1, 2)


def test_table_that_arranges_the_page():
    left = f"<w:tc>{paragraph('一、总体情况')}</w:tc>"
    right = f"<w:tc>{table(row(cell('甲'), cell('1')))}{paragraph('后文')}</w:tc>"
    first, grid, last = read_body(table(row(left, right))).blocks
    assert (first.text, cells(grid), last.text) == ("一、总体情况", [["甲", "1"]], "后文")


def test_frame_around_prose():
    document = read_body(table(row(cell("一、总体情况")), row(cell("全年收到申请12件。"))))
    assert texts(document) == ["一、总体情况", "全年收到申请12件。"]
    assert document.blocks[1].location == Location(table=1, row=2, column=1)


def test_text_box_stands_after_its_paragraph():
    document = read_body(f"<w:p>{run('甲')}{text_box(paragraph('乙'))}</w:p>" + paragraph("丙"))
    assert texts(document) == ["甲", "乙", "丙"]
    assert document.blocks[1].location == Location(paragraph=1)


def test_text_box_in_a_cell_belongs_to_the_cell():
    inner = f"<w:tc><w:p>{text_box(paragraph('12'))}</w:p></w:tc>"
    (grid,) = read_body(table(row(cell("甲"), inner))).grids
    assert cells(grid) == [["甲", "12"]]


def test_word_art():
    art = '<w:r><w:pict><v:shape><v:textpath string="年度报告"/></v:shape></w:pict></w:r>'
    assert texts(read_body(f"<w:p>{art}</w:p>")) == ["年度报告"]


def test_file_of_another_writer():
    """Written by python-docx: headers, footers and document properties come in parts of their own."""
    file = docx.Document()
    file.core_properties.title = "年度报告"
    section = file.sections[0]
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "第 1 页"
    file.add_heading("一、总体情况", 1)
    grid = file.add_table(3, 3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "组"
    grid.cell(0, 2).merge(grid.cell(2, 2)).text = "12"
    grid.cell(2, 0).text = "甲"
    buffer = io.BytesIO()
    file.save(buffer)
    document = read(buffer.getvalue(), "a.docx")
    heading, found = document.blocks
    assert (heading.text, heading.heading, document.title) == ("一、总体情况", True, "年度报告")
    assert cells(found) == [["组", "组", "12"], ["组", "组", "12"], ["甲", "", "12"]]
    assert found.rows[0][0] is found.rows[1][1]
    assert found.rows[0][2] is found.rows[2][2]


# ── tracked changes ─────────────────────────────────────────────────────────────────────────────

MARK = "<w:rPr><w:{}/></w:rPr>"


def test_deleted_rows_and_cells():
    document = read_body(table(
        row(cell("甲"), cell("1")),
        row(cell("乙"), cell("2"), properties='<w:del w:id="1"/>'),
        row(cell("丙"), cell("3"), properties='<w:ins w:id="1"/>'),
        row(cell("丁"), cell("0", '<w:cellDel w:id="1"/>'), cell("4")),
    ))  # fmt: skip
    (grid,) = document.grids
    assert cells(grid) == [["甲", "1"], ["丙", "3"], ["丁", "4"]]
    assert kinds(document) == ["tracked-changes"]


def test_deleted_end_of_a_paragraph_joins_it_with_the_next():
    document = read_body(paragraph("收到申请", MARK.format("del")) + paragraph("12件"))
    assert texts(document) == ["收到申请12件"]
    assert document.blocks[0].location == Location(paragraph=2)


def test_deleted_table():
    document = read_body(table(row(cell("甲"), cell("1"), properties="<w:del/>")) + paragraph("乙"))
    assert texts(document) == ["乙"]
    assert not list(document.grids)


def test_no_note_without_changes():
    assert read_body(paragraph("甲")).notes == []


# ── hidden text, headings, contents ─────────────────────────────────────────────────────────────

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="某标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="某正文"/><w:basedOn w:val="2"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="5"><w:name w:val="某节"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="6"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="7"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="8"><w:name w:val="某隐藏"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="9"><w:name w:val="a"/><w:basedOn w:val="10"/></w:style>
<w:style w:type="paragraph" w:styleId="10"><w:name w:val="b"/><w:basedOn w:val="9"/></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "heading"),
    [
        ("", False),
        ('<w:pStyle w:val="2"/>', True),
        ('<w:pStyle w:val="3"/>', True),
        ('<w:pStyle w:val="4"/>', False),
        ('<w:pStyle w:val="5"/>', True),
        ('<w:pStyle w:val="6"/>', True),
        ('<w:pStyle w:val="9"/>', False),
        ('<w:pStyle w:val="no such"/>', False),
        ('<w:outlineLvl w:val="1"/>', True),
        ('<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>', False),
    ],
)
def test_headings(properties, heading):
    (block,) = read_body(paragraph("一、总体情况", properties), styles=STYLES).blocks
    assert block.heading is heading


def test_hidden_text_is_left_out_and_said():
    by_style = run("乙", '<w:rStyle w:val="8"/>')
    content = f"<w:p>{run('甲', '<w:vanish/>')}{by_style}{run('丙')}</w:p>"
    document = read_body(content, styles=STYLES)
    assert texts(document) == ["丙"]
    assert kinds(document) == ["hidden"]


def test_hidden_row():
    document = read_body(
        table(row(cell("甲"), cell("1")), row(cell("乙"), cell("2"), properties="<w:hidden/>"))
    )
    assert cells(next(document.grids)) == [["甲", "1"]]
    assert kinds(document) == ["hidden"]


def test_table_of_contents_is_left_out():
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    document = read_body(
        control(paragraph("一、总体情况\t1"), gallery)
        + paragraph("二、主动公开\t2", '<w:pStyle w:val="7"/>')
        + paragraph("一、总体情况"),
        styles=STYLES,
    )
    assert texts(document) == ["一、总体情况"]


# ── what cannot be read is said ─────────────────────────────────────────────────────────────────


def picture(size):
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><a:graphic>'
        '<pic:pic><pic:blipFill><a:blip r:embed="r5"/></pic:blipFill></pic:pic></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def test_picture():
    document = read_body(paragraph("表如下") + f"<w:p>{picture(5_000_000)}</w:p>")
    (note,) = document.notes
    assert (note.kind, note.location) == ("picture", Location(paragraph=2))


def test_picture_in_a_cell():
    inner = f"<w:tc><w:p>{picture(5_000_000)}</w:p></w:tc>"
    (note,) = read_body(table(row(cell("甲"), inner))).notes
    assert note.location == Location(table=1, row=1, column=2)


def test_old_picture():
    shape = '<v:shape style="width:300pt;height:200pt"><v:imagedata r:id="r5"/></v:shape>'
    assert kinds(read_body(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>")) == ["picture"]


def test_small_picture_is_no_table():
    assert read_body(f"<w:p>{picture(300_000)}</w:p>").notes == []


def test_embedded_workbook():
    shape = '<v:shape style="width:300pt;height:200pt"><v:imagedata r:id="r5"/></v:shape>'
    ole = f'<w:object>{shape}<o:OLEObject ProgID="Excel.Sheet.12" r:id="r6"/></w:object>'
    (note,) = read_body(f"<w:p><w:r>{ole}</w:r></w:p>").notes
    assert note.kind == "attachment"
    assert "Excel.Sheet.12" in note.text.zh
    assert "Excel.Sheet.12" in note.text.en


def test_text_to_be_merged_by_word():
    document = read_body(paragraph("甲") + '<w:altChunk r:id="r7"/>')
    assert kinds(document) == ["attachment"]


# ── numbering ───────────────────────────────────────────────────────────────────────────────────


def level(index, format, text, more=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def definition(number, *levels, more=""):
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def used(number, definition, override=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def item(text, number=1, level=0):
    numbers = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return paragraph(text, f"<w:numPr>{numbers}</w:numPr>")


def numbered(content, *numbering, styles=""):
    return texts(read_body(content, numbering="".join(numbering), styles=styles))


CHAPTERS = definition(1, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"),
                      level(2, "decimal", "%3."))  # fmt: skip


def test_levels_begin_anew():
    content = item("总体") + item("甲", level=1) + item("乙", level=1) + item("丙", level=2)
    content += item("主动") + item("丁", level=1)
    assert numbered(content, CHAPTERS, used(1, 1)) == [
        "一、总体", "（一）甲", "（二）乙", "1.丙", "二、主动", "（一）丁",
    ]  # fmt: skip


def test_numbers_in_cells():
    rows = [f"<w:tr><w:tc>{item(name)}</w:tc>{cell('1')}</w:tr>" for name in ("甲", "乙")]
    document = read_body(
        table(*rows), numbering=definition(1, level(0, "decimal", "%1.")) + used(1, 1)
    )
    assert cells(next(document.grids)) == [["1.甲", "1"], ["2.乙", "1"]]


def test_lists_with_one_definition_count_on():
    content = item("甲", 1) + item("乙", 2) + item("丙", 1)
    assert numbered(content, CHAPTERS, used(1, 1), used(2, 1)) == ["一、甲", "二、乙", "三、丙"]


def test_a_list_may_begin_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    content = item("甲", 1) + item("乙", 2) + item("丙", 2)
    assert numbered(content, CHAPTERS, used(1, 1), used(2, 1, anew)) == [
        "一、甲",
        "五、乙",
        "六、丙",
    ]


def test_a_list_may_change_a_level():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条")}</w:lvlOverride>'
    assert numbered(item("甲"), CHAPTERS, used(1, 1, other)) == ["第1条 甲"]


def test_numbers_of_higher_levels():
    two = definition(1, level(0, "chineseCounting", "第%1条"), level(1, "decimal", "%1.%2"))
    legal = definition(
        2, level(0, "chineseCounting", "第%1条"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    )
    content = item("甲") + item("乙", level=1)
    assert numbered(content, two, used(1, 1)) == ["第一条 甲", "一.1 乙"]
    assert numbered(content, legal, used(1, 2)) == ["第一条 甲", "1.1 乙"]


def test_level_that_never_begins_anew():
    on = definition(
        1, level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>')
    )
    content = item("甲") + item("乙", level=1) + item("丙") + item("丁", level=1)
    assert numbered(content, on, used(1, 1)) == ["1.甲", "（1）乙", "2.丙", "（2）丁"]


def test_numbering_by_style():
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:name w:val="k"/><w:basedOn w:val="h"/></w:style>'
    )
    linked = definition(
        1, level(0, "decimal", "%1."), level(1, "chineseCounting", "%2、", '<w:pStyle w:val="k"/>')
    )
    content = paragraph("甲", '<w:pStyle w:val="h"/>') + paragraph("乙", '<w:pStyle w:val="k"/>')
    content += paragraph("丙", '<w:pStyle w:val="k"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbered(content, linked, used(1, 1), styles=styles) == ["1.甲", "一、乙", "丙"]


def test_definition_through_a_numbering_style():
    styles = (
        '<w:style w:type="numbering" w:styleId="s"><w:name w:val="s"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    named = definition(2, more='<w:numStyleLink w:val="s"/>')
    assert numbered(item("甲", 2), CHAPTERS, named, used(1, 1), used(2, 2), styles=styles) == [
        "一、甲"
    ]


def test_deleted_items_do_not_count():
    gone = f"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>{MARK.format('del')}</w:pPr>{deleted(run('乙'))}</w:p>"
    assert numbered(item("甲") + gone + item("丙"), CHAPTERS, used(1, 1)) == ["一、甲", "二、丙"]


def test_bullets_are_no_text():
    dots = definition(1, level(0, "bullet", "\uf0b7"))
    assert numbered(item("甲"), dots, used(1, 1)) == ["甲"]


@pytest.mark.parametrize(
    ("label", "text", "shown"),
    [
        ("%1、", "总体情况", "1、总体情况"),
        ("%1.", "属于国家秘密", "1.属于国家秘密"),
        ("%1.", "2023年共收到", "1. 2023年共收到"),
        ("%1", "2023年", "1 2023年"),
        ("第%1条", "收到", "第1条 收到"),
        ("%1.", "", "1."),
    ],
)
def test_label_and_text_do_not_run_together(label, text, shown):
    assert numbered(item(text), definition(1, level(0, "decimal", label)), used(1, 1)) == [shown]


@pytest.mark.parametrize(
    ("format", "numbers"),
    [
        ("decimal", {1: "1", 12: "12", 0: "0"}),
        ("decimalZero", {3: "03"}),
        ("decimalFullWidth", {12: "１２"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 103: "一百零三"},
        ),
        (
            "chineseCountingThousand",
            {110: "一百一十", 111: "一百一十一", 1001: "一千零一", 1010: "一千零一十"},
        ),
        ("japaneseCounting", {15: "十五"}),
        ("ideographDigital", {10: "一〇", 12: "一二"}),
        ("chineseLegalSimplified", {2: "贰", 12: "拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("lowerLetter", {1: "a", 27: "aa"}),
        ("unknown", {7: "7"}),
        ("lowerLetter", {10**12: "1000000000000"}),
    ],
)
def test_formats_of_numbers(format, numbers):
    assert {n: ordinal(n, format) for n in numbers} == numbers
