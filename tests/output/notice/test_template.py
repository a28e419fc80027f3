"""Templates: placeholders are found however Word tears them, and what is wrong is said."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from govreport.output.notice.blocks import Cell, Grid, Paragraph, Span, line
from govreport.output.notice.template import Placeholders, Template, TemplateError
from govreport.output.notice.word import STYLES, clean
from tests.output.notice.reread import reread
from tests.writers.notice_template import written

KNOWN = Placeholders({"单位": "body", "年度": "year"}, {"问题": "findings"}, ("单位", "问题"))
TEXTS = {"单位": "某某局", "年度": "2024"}
BLOCKS = {
    "问题": [
        Paragraph(line("一、问题"), "heading"),
        Paragraph(line("第一段", Span("重点", strong=True))),
        Grid(("甲", "乙"), (1, 3), ((Cell((line("1"),)), Cell((line("2"), line("3")))),)),
    ]
}


def saved(document):
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def made(*paragraphs):
    """A Word file of paragraphs, each given as its runs."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for run in runs if isinstance(runs, list) else [runs]:
            paragraph.add_run(run)
    return document


def filled(document, texts=TEXTS, blocks=BLOCKS):
    return Template(saved(document), "t.docx", KNOWN).fill(texts, blocks)


def refused(data):
    """What is said of a file that cannot be used."""
    with pytest.raises(TemplateError) as caught:
        Template(data, "t.docx", KNOWN)
    return caught.value.message


def test_texts_and_blocks():
    letter = reread(filled(made("致{{单位}}（{{年度}}年，{{单位}}）", "{{问题}}", "完")))
    assert letter.paragraphs == ["致某某局（2024年，某某局）", "一、问题", "第一段重点", "完"]
    assert letter.rows == [("甲", "乙"), ("1", "2\n3")]


@pytest.mark.parametrize("text", ["{{ 单位 }}", "｛｛单位｝｝", "{{body}}", "{{Body}}"])
def test_ways_to_write_a_placeholder(text):
    assert reread(filled(made(text, "{{findings}}"))).paragraphs[0] == "某某局"


@given(st.integers(0, 10**6))
def test_a_placeholder_may_be_torn_in_any_way(seed):
    text, random = "致{{单位}}及{{年度}}年{{单位}}。", Random(seed)
    cuts = sorted(random.sample(range(1, len(text)), random.randint(0, 12)))
    runs = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    block = [["{", "{问", "题}", "}"], ["{{问题}}"]][seed % 2]
    letter = reread(filled(made(runs, block)))
    assert letter.paragraphs[0] == "致某某局及2024年某某局。"
    assert len(letter.rows) == 2


def test_heads_feet_tables_and_text_boxes():
    document = made("{{问题}}")
    document.sections[0].header.paragraphs[0].text = "抬头{{单位}}"
    document.sections[0].footer.paragraphs[0].text = "{{年度}}"
    document.add_table(1, 2).cell(0, 1).text = "致{{单位}}"
    again = docx.Document(BytesIO(filled(document)))
    assert again.sections[0].header.paragraphs[0].text == "抬头某某局"
    assert again.sections[0].footer.paragraphs[0].text == "2024"
    assert again.tables[-1].cell(0, 1).text == "致某某局"


def test_blocks_in_a_cell_leave_a_paragraph_behind_the_table():
    document = made("{{单位}}")
    document.add_table(1, 1).cell(0, 0).text = "{{问题}}"
    cell = docx.Document(BytesIO(filled(document))).tables[0].cell(0, 0)
    assert len(cell.tables) == 1
    assert cell._tc[-1].tag.endswith("}p")


def test_a_section_that_ends_at_the_blocks_stays():
    document = made("{{单位}}", "{{问题}}")
    document.add_section().orientation = WD_ORIENT.LANDSCAPE
    last = document.paragraphs[-1]._p
    assert last.pPr.sectPr is not None
    assert len(docx.Document(BytesIO(filled(document))).sections) == 2


def test_blocks_are_set_as_the_placeholder_is():
    document = made("{{单位}}", "{{问题}}")
    run = document.paragraphs[1].runs[0]
    run.font.size, run.font.name = Pt(18), "楷体"
    document.paragraphs[1].paragraph_format.first_line_indent = Pt(36)
    again = docx.Document(BytesIO(filled(document)))
    heading, body = again.paragraphs[1:3]
    assert heading.runs[0].bold
    assert body.runs[0].font.size == Pt(18)
    assert [each.bold for each in body.runs] == [None, True]
    assert body.paragraph_format.first_line_indent == Pt(36)
    cell = again.tables[0].cell(1, 0).paragraphs[0]
    assert cell.runs[0].font.name == "楷体"
    assert cell.runs[0].font.size == Pt(10.5)
    assert cell.paragraph_format.first_line_indent is None


def test_blocks_follow_the_styles_that_the_template_has():
    document = made("{{单位}}", "{{问题}}")
    for name in STYLES.values():
        document.styles.add_style(name, 1)
    again = docx.Document(BytesIO(filled(document)))
    assert [each.style.name for each in again.paragraphs[1:3]] == [
        STYLES["heading"],
        STYLES["body"],
    ]
    assert again.tables[0].cell(1, 0).paragraphs[0].style.name == STYLES["cell"]


def test_the_table_is_as_wide_as_the_page_allows():
    document = made("{{单位}}", "{{问题}}")
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Pt(500), Pt(100), Pt(100)
    again = docx.Document(BytesIO(filled(document)))
    assert [round(column.width.pt) for column in again.tables[0].columns] == [75, 225]


def test_what_a_text_says_is_no_placeholder():
    texts = {"单位": "{{问题}}", "年度": "{{单位}}"}
    letter = reread(filled(made("{{单位}}", "{{年度}}", "{{问题}}"), texts))
    assert letter.paragraphs[:2] == ["{{问题}}", "{{单位}}"]
    assert len(letter.rows) == 2


@given(st.text(), st.text())
def test_any_text_makes_a_letter_that_opens(first, second):
    blocks = {
        "问题": [
            Paragraph(line(first, Span(second, strong=True))),
            Grid((first,), (1,), ((Cell((line(second),)),),)),
        ]
    }
    letter = reread(filled(made("{{单位}}", "{{问题}}"), {"单位": first, "年度": ""}, blocks))
    assert letter.paragraphs[0] == clean(first)
    assert letter.rows[-1] == (clean(second),)


def test_the_same_letter_makes_the_same_bytes():
    template = Template(saved(made("{{单位}}", "{{问题}}")), "t.docx", KNOWN)
    assert template.fill(TEXTS, BLOCKS) == template.fill(TEXTS, BLOCKS)


def test_a_word_template_becomes_a_document():
    data = changed(saved(made("{{单位}}", "{{问题}}")), b"document.main+xml", b"template.main+xml")
    docx.Document(BytesIO(Template(data, "t.dotx", KNOWN).fill(TEXTS, BLOCKS)))


def test_a_strict_file_is_filled():
    data = changed(
        saved(made("{{单位}}", "{{问题}}")),
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert reread(Template(data, "t.docx", KNOWN).fill(TEXTS, BLOCKS)).paragraphs[0] == "某某局"


def changed(data, old, new):
    """The file with some bytes in its parts replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for info in before.infolist():
            after.writestr(info.filename, before.read(info).replace(old, new))
    return file.getvalue()


def test_an_unknown_placeholder_is_named_with_the_one_that_is_meant():
    message = refused(saved(made("{{单位}}", "{{年份}}", "{{问题}}")))
    assert "没有名为 {{年份}} 的占位符" in message.zh
    assert "单位 年度 问题" in message.zh
    message = refused(saved(made("{{单位}}", "{{yaer}}", "{{问题}}")))
    assert "did you mean {{year}}?" in message.en


@pytest.mark.parametrize(
    ("paragraphs", "zh"),
    [
        (["{{单位}}"], "缺少占位符 {{问题}}"),
        (["通知"], "缺少占位符 {{单位}} {{问题}}"),
        (["{{单位}}", "如下：{{问题}}"], "占位符 {{问题}} 须独占一段"),
        (["{{单位}}", "{{年度}", "{{问题}}"], "占位符的括号不成对：“{{年度}”"),
        (["{{单位}}", "年度}}", "{{问题}}"], "占位符的括号不成对：“年度}}”"),
    ],
)
def test_what_is_wrong_with_a_template_is_said(paragraphs, zh):
    message = refused(saved(made(*paragraphs)))
    assert message.zh.startswith(f"通知模板 t.docx：{zh}")
    assert "\n" not in message.zh


def test_a_file_of_another_kind_is_refused():
    assert "不是 Word 文件" in refused(b"text").zh
    assert ".doc" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).zh
    assert refused(b"").zh
    data = saved(made("{{单位}}", "{{问题}}"))
    assert "损坏" in refused(data[: len(data) // 2]).zh


def test_a_file_with_macros_is_refused():
    file = BytesIO(saved(made("{{单位}}", "{{问题}}")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"")
    assert "含有宏" in refused(file.getvalue()).zh


def test_the_shipped_template_can_be_changed_and_used():
    """Someone opens the built-in one, changes a sentence, and saves it."""
    from govreport.output.notice.writer import LETTER

    document = docx.Document(BytesIO(written("letter.zh.docx")))
    document.paragraphs[2].runs[0].text = "请看："
    Template(saved(document), "own.docx", LETTER)
