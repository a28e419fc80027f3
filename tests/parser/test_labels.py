"""Every label of the forms, in the spellings that published reports use."""

from __future__ import annotations

import pytest

from govreport.forms import load
from govreport.parser.labels import key_of, labels_of, read_label

ROWS = {
    "new": [
        "一、本年新收政府信息公开申请数量",
        "本年新收政府信息公开申请件数",
        "一.本年新收政府信息公开申请数量",
    ],
    "carried_in": ["二、上年结转政府信息公开申请数量", "上年结转政府信息公开申请件数", "上年结转"],
    "granted": ["（一）予以公开", "(一)予以公开", "(一) 予以公开", "㈠予以公开", "予以\n公开"],
    "partial": [
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        "（二）部分公开",
    ],
    "denied_state_secret": [
        "1.属于国家秘密",
        "１．属于国家秘密",
        "1、属于国家秘密",
        "1，属于国家秘密",
    ],
    "denied_by_law": [
        "2.其他法律行政法规禁止公开",
        "2.其他法律行政止公开",
        "2.其他法律、行政法规禁止公开",
    ],
    "denied_security": [
        "3.危及“三安全一稳定”",
        '3.危及"三安全一稳定"',
        "3.危及‘三安全一稳定’",
        "3.危及三安全一稳定",
    ],
    "denied_third_party": ["4.保护第三方合法权益"],
    "denied_internal": ["5.属于三类内部事务信息", "5.内部事务信息"],
    "denied_process": ["6.属于四类过程性信息", "6.过程性信息"],
    "denied_enforcement_file": ["7.属于行政执法案卷", "7.执法案卷"],
    "denied_inquiry": ["8.属于行政查询事项", "8.行政查询"],
    "unavailable_not_held": ["1.本机关不掌握相关政府信息", "1.不掌握"],
    "unavailable_to_be_created": ["2.没有现成信息需要另行制作", "2.没有现成信息", "2.另行制作"],
    "unavailable_unclear": ["3.补正后申请内容仍不明确", "3.仍不明确"],
    "refused_petition": ["1.信访举报投诉类申请", "1.信访举报投诉"],
    "refused_repeated": ["2.重复申请"],
    "refused_publication": ["3.要求提供公开出版物", "3.公开出版物"],
    "refused_excessive": ["4.无正当理由大量反复申请", "4.大量反复申请"],
    "refused_reconfirmation": ["5.要求行政机关确认或重新出具已获取信息", "5.确认或重新出具"],
    "other_not_corrected": [
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
        "1.申请人无正当理由逾期不补正/行政机关不再处理其政府信息公开申请",
        "1.逾期不补正",
        "1.逾期未补正",
    ],
    "other_unpaid": [
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用,行政机关不再处理其政府信息公开申请",
        "2.逾期不缴费",
        "2.逾期未缴费",
    ],
    "other_rest": ["3.其他", "3、其他", "3.其它", "（六）其他处理", "（六）其他"],
    "handled": ["（七）总计", "七、总计", "办理结果总计", "办理结果合计"],
    "carried_out": ["四、结转下年度继续办理", "四、结转下一年度继续办理", "结转下年继续办理"],
}

COLUMNS = {
    "natural_person": ["自然人"],
    "enterprise": ["商业企业", "企业", "商业", "商业\n企业"],
    "research": ["科研机构", "科研"],
    "social_organization": ["社会公益组织", "公益组织", "社会组织"],
    "legal_service": ["法律服务机构", "法律服务"],
    "other": ["其他", "其他组织", "其它"],
    "total": ["总计", "合计", "总 计"],
}

DISPUTES = {
    "upheld": ["结果维持", "维持"],
    "corrected": ["结果纠正", "纠正"],
    "other": ["其他结果", "其他"],
    "pending": ["尚未审结", "未审结"],
    "total": ["总计", "合计"],
}

PROACTIVE = {
    "2021": {
        "issued": ["本年制发件数", "本年制定件数"],
        "repealed": ["本年废止件数"],
        "in_force": ["现行有效件数"],
        "decisions": ["本年处理决定数量"],
        "amount": [
            "本年收费金额（单位：万元）",
            "本年收费金额（单位：万元，保留4位小数）",
            "本年收费金额",
        ],
    },
    "2019": {
        "made": ["本年新制作数量", "本年新\n制作数量"],
        "newly_disclosed": ["本年新公开数量"],
        "disclosed_total": ["对外公开总数量"],
        "items_last_year": ["上一年项目数量"],
        "items_change": ["本年增/减"],
        "decisions": ["处理决定数量"],
        "items": ["采购项目数量"],
        "amount": ["采购总金额"],
    },
}


def best(form, text):
    found = labels_of(load(form)).rows(text)
    return max(found, key=lambda place: found[place]).row if found else None


@pytest.mark.parametrize(("row", "text"), [(r, t) for r, ts in ROWS.items() for t in ts])
def test_rows(row, text):
    assert best("2021", text) == row


@pytest.mark.parametrize("table", ["requests"])
@pytest.mark.parametrize(("column", "text"), [(c, t) for c, ts in COLUMNS.items() for t in ts])
def test_columns(table, column, text):
    assert labels_of(load("2021")).column(table, text) == column


@pytest.mark.parametrize("table", ["reconsideration", "litigation"])
@pytest.mark.parametrize(("column", "text"), [(c, t) for c, ts in DISPUTES.items() for t in ts])
def test_columns_of_disputes(table, column, text):
    assert labels_of(load("2021")).column(table, text) == column


@pytest.mark.parametrize(
    ("form", "column", "text"),
    [(f, c, t) for f, cs in PROACTIVE.items() for c, ts in cs.items() for t in ts],
)
def test_columns_of_the_proactive_table(form, column, text):
    assert labels_of(load(form)).column("proactive", text) == column


@pytest.mark.parametrize("form", ["2021", "2019", "2014"])
def test_the_forms_own_words(form):
    """Each row and column is found by its own label, with or without its ordinal."""
    labels = labels_of(load(form))
    for place in labels.places:
        row = labels.row_of[place]
        for text in (row.label, f"{row.ordinal}{row.label}"):
            assert place in labels.rows(text), text
    for table in load(form).tables:
        for column in table.columns:
            assert labels.column(table.id, column.label) == column.id


@pytest.mark.parametrize("text", ["未经复议直接起诉", "未经复议直接诉讼"])
def test_direct_litigation(text):
    assert best("2021", text) == "direct"


@pytest.mark.parametrize("text", ["复议后起诉", "复议后诉讼"])
def test_litigation_after_reconsideration(text):
    assert best("2021", text) == "after_reconsideration"


@pytest.mark.parametrize("text", ["行政规范性文件", "规范性文件", "规范文件"])
def test_normative_documents(text):
    assert best("2021", text) == "normative_documents"


@pytest.mark.parametrize(
    "text",
    [
        "（三）不予公开",
        "（四）无法提供",
        "不予处理",
        "法人或其他组织",
        "三、本年度办理结果",
        "申请人情况",
    ],
)
def test_group_labels_are_no_rows_and_no_columns(text):
    labels = labels_of(load("2021"))
    assert not labels.rows(text)
    assert not labels.columns_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "本年撤回政府信息公开申请数量",
        "去年新收",
        "自然资源",
        "信息内容",
        "第二十条第（一）项",
        "小计",
    ],
)
def test_what_is_no_label_is_not_taken_for_one(text):
    assert best("2021", text) is None


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("5.属于三类内部事物信息", "denied_internal"),
        ("2.没有现成信息需另行制作", "unavailable_to_be_created"),
        ("本机关不掌握相关政府信", "unavailable_not_held"),
        ("3.补正后申请内容仍不明", "unavailable_unclear"),
    ],
)
def test_misprints_and_lost_ends(text, row):
    assert best("2021", text) == row


def test_the_merged_row_is_known_as_such():
    found = labels_of(load("2021")).rows("（六）其他处理")
    assert max(found, key=lambda place: found[place]).merged
    found = labels_of(load("2021")).rows("3.其他")
    assert not max(found, key=lambda place: found[place]).merged


def test_the_single_row_of_2019_is_no_merged_one():
    found = labels_of(load("2019")).rows("（六）其他处理")
    assert [place.merged for place in found] == [False]


def test_ordinals_are_kept_apart():
    assert read_label("（三）不予公开").ordinal == "三"
    assert read_label("12．其他").ordinal == "12"
    assert read_label("三类内部事务信息").ordinal == ""
    assert read_label("其中：1.政府网站公开数").key == "政府网站公开数"
    assert key_of("本年 增/减") == "本年增减"


def test_numbered_labels_name_no_columns():
    assert not labels_of(load("2021")).columns_of("（七）总计")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("（三）不予公开1.属于国家秘密", "denied_state_secret"),
        ("三、本年度办理结果（三）不予公开 8.属于行政查询事项", "denied_inquiry"),
        ("三、本年度办理结果（一）予以公开", "granted"),
        ("（六）其他处理3.其他", "other_rest"),
        ("行政许可（件）", "permits"),
    ],
)
def test_a_group_and_a_row_in_one_cell(text, row):
    assert best("2021", text) == row


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("法人或其他组织—商业企业", "enterprise"),
        ("法人或其他组织（科研机构）", "research"),
        ("自然人（1）", "natural_person"),
        ("1.自然人", "natural_person"),
    ],
)
def test_a_group_and_a_column_in_one_cell(text, column):
    assert labels_of(load("2021")).column("requests", text) == column
