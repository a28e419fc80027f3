"""The six sections, however their titles are spelled and numbered."""

from __future__ import annotations

import pytest

from govreport.forms import load
from govreport.parser.sections import find_sections
from tests.parser.documents import document, read, requests

TITLES = {
    "overview": ["一、总体情况", "一、概述", "（一）总体情况"],
    "proactive": ["二、主动公开政府信息情况", "二、主动公开信息情况"],
    "requests": ["三、收到和处理政府信息公开申请情况", "三、收到和处理信息公开申请情况"],
    "disputes": [
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议和提起行政诉讼情况",
    ],
    "problems": [
        f"五、{lead}存在{of}{main}问题{and_}改进{what}"
        for lead in ("", "政府信息公开工作")
        for of in ("", "的")
        for main in ("", "主要")
        for and_ in ("及", "和", "与")
        for what in ("情况", "措施", "方向", "思路")
    ],
    "other": ["六、其他需要报告的事项", "六、其他需要报告事项"],
}
OWN = [texts[0] for texts in TITLES.values()]


def found(*blocks):
    outline = find_sections(document(*blocks), load("2021"))
    return [section.id for section in outline.sections]


@pytest.mark.parametrize(("id", "title"), [(i, t) for i, ts in TITLES.items() for t in ts])
def test_spellings(id, title):
    titles = [title if key == id else texts[0] for key, texts in TITLES.items()]
    assert found(*titles) == list(TITLES)


@pytest.mark.parametrize("lead", ["l", " ", "\u3000\u3000", "■", "·"])
def test_a_dirty_ordinal(lead):
    assert found(*(f"{lead}{title}" for title in OWN)) == list(TITLES)


@pytest.mark.parametrize("ordinal", ["一", "二", "七"])
def test_a_wrong_ordinal(ordinal):
    titles = [*OWN[:3], f"{ordinal}{OWN[3][1:]}", *OWN[4:]]
    assert found(*titles) == list(TITLES)


@pytest.mark.parametrize("mark", ["、", ".", "．", "，", ",", " ", ""])
def test_marks_behind_the_ordinal(mark):
    assert found(*(title.replace("、", mark, 1) for title in OWN)) == list(TITLES)


def test_no_ordinals():
    assert found(*(title[2:] for title in OWN)) == list(TITLES)


def test_topics_of_section_one_numbered_like_sections():
    sections = read(
        "一、总体情况",
        "一、主动公开情况",
        "全年公开信息。",
        "二、依申请公开情况",
        "收到申请。",
        "三、政府信息管理情况",
        "四、平台建设情况",
        "五、监督保障情况",
        *OWN[1:],
    ).sections
    assert [section.id for section in sections] == list(TITLES)
    assert len(sections[0].paragraphs) == 7


def test_topics_in_brackets():
    sections = read("一、总体情况", "（一）主动公开情况", "全年公开信息。", *OWN[1:]).sections
    assert [text for text, _ in sections[0].paragraphs] == ["（一）主动公开情况", "全年公开信息。"]


def test_a_table_of_contents_comes_first():
    sections = read("目录", *(f"{title}……{n}" for n, title in enumerate(OWN, 2)), *OWN).sections
    assert [section.id for section in sections] == list(TITLES)
    assert [section.location.paragraph for section in sections] == list(range(9, 15))


def test_a_table_of_contents_without_page_numbers():
    blocks = [*OWN]
    for title in OWN:
        blocks += [title, "正文。"]
    assert [s.location.paragraph for s in read(*blocks).sections] == [8, 10, 12, 14, 16, 18]


def test_a_list_of_the_sections_in_a_sentence_is_no_title():
    text = "本报告共分6个部分：总体情况、主动公开政府信息情况、其他需要报告的事项，全文如下。" * 2
    assert found(text, *OWN) == list(TITLES)


def test_titles_within_running_text():
    text = "编制说明如下，敬请监督。" * 5 + "".join(
        f"{title} 正文{n}。" for n, title in enumerate(OWN)
    )
    report = read(text)
    assert [section.id for section in report.sections] == list(TITLES)
    assert [section.title for section in report.sections] == OWN
    assert report.sections[2].paragraphs[0][0] == "正文2。"
    assert report.prose[-1][0] == "编制说明如下，敬请监督。" * 5


def test_a_title_with_text_behind_it():
    report = read(*OWN[:5], "六、其他需要报告的事项 无其他需要报告的事项")
    assert report.section("other").paragraphs[0][0] == "无其他需要报告的事项"


def test_sections_out_of_order_are_in_the_files_order():
    titles = [*OWN[:4], OWN[5], OWN[4]]
    assert found(*titles) == ["overview", "proactive", "requests", "disputes", "other", "problems"]


def test_a_missing_section():
    assert found(*OWN[:2], *OWN[3:]) == [id for id in TITLES if id != "requests"]


def test_prose_belongs_to_its_section():
    report = read(*OWN[:1], "甲。", *OWN[1:3], requests(), "乙。", *OWN[3:5], "丙。", "丁。")
    prose = {section.id: [text for text, _ in section.paragraphs] for section in report.sections}
    assert prose == {
        "overview": ["甲。"],
        "proactive": [],
        "requests": ["乙。"],
        "disputes": [],
        "problems": ["丙。", "丁。"],
    }


def test_heads_of_a_table_without_columns_are_no_prose():
    """«未总计» is no statement that there was none."""
    report = read(
        *OWN[:4], "结果 结果 其他 尚未总计 未经复议直接起诉 复议后起诉", "全年 共收到 5 件"
    )
    assert [text for text, _ in report.section("disputes").paragraphs] == ["全年 共收到 5 件"]
