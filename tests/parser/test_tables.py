"""Tables in grids: found by labels, in whatever layout."""

from __future__ import annotations

import pytest

from govreport.checker import check
from govreport.reading.document import Cell
from govreport.text import Text
from tests.parser.documents import HEADER, grid, read, requests, row, tabs

NEW = "一、本年新收政府信息公开申请数量｜1503｜7｜0｜2｜17｜14｜1543"
CARRIED = "二、上年结转政府信息公开申请数量｜26｜0｜0｜0｜0｜10｜36"
GRANTED = "（一）予以公开｜1255｜2｜0｜1｜17｜0｜1275"
TOTAL = "（七）总计｜1514｜7｜0｜2｜17｜24｜1564"
FIGURES = [1503, 7, 0, 2, 17, 14, 1543]

FIFTEEN = "40｜4｜5｜1｜50｜92｜1｜9｜13｜115｜9｜2｜2｜4｜17"
OUTCOMES = "结果维持｜结果纠正｜其他结果｜尚未审结｜总计"
CASES, DIRECT, AFTER = [40, 4, 5, 1, 50], [92, 1, 9, 13, 115], [9, 2, 2, 4, 17]


def assert_disputes(report):
    assert row(report, "reconsideration.cases") == CASES
    assert row(report, "litigation.direct") == DIRECT
    assert row(report, "litigation.after_reconsideration") == AFTER


def test_a_group_with_which_a_cut_off_table_ends_is_no_row():
    report = read(requests(NEW, CARRIED, GRANTED, "（六）其他处理｜｜｜｜｜｜｜"))
    assert report.tables["requests"].rows == ("new", "carried_in", "granted")
    report = read(requests(NEW, CARRIED, "（六）其他处理｜｜｜｜｜｜｜", TOTAL))
    assert "other_rest" in report.tables["requests"].rows


def test_a_row_of_five_figures_is_not_that_of_a_table_that_the_prose_names():
    table = requests("一、本年新收政府信息公开申请数量｜361｜｜｜23｜2｜45｜431")
    report = read("全年收到行政复议0件，其他结果0件。", table)
    assert row(report, "reconsideration.cases") == []


MUTILATED = {
    "two cut": "结｜结｜其他结果｜尚未审结｜总计",
    "one cut": "结果维持｜结果｜其他结果｜尚未审结｜总计",
    "the last cut": "结果维持｜结果纠正｜其他｜尚未｜总",
    "most cut": "结｜结｜其｜尚｜总计",
}


@pytest.mark.parametrize("head", MUTILATED.values(), ids=MUTILATED)
def test_mutilated_headings_keep_their_figures(head):
    report = read(
        grid(
            "行政复议｜<｜<｜<｜<｜行政诉讼｜<｜<｜<｜<｜<｜<｜<｜<｜<",
            "^｜^｜^｜^｜^｜未经复议直接起诉｜<｜<｜<｜<｜复议后起诉｜<｜<｜<｜<",
            "｜".join([head] * 3),
            FIFTEEN,
        )
    )
    assert_disputes(report)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("33｜｜｜｜33", [33, None, None, None, 33]),
        ("｜5｜｜｜5", [None, 5, None, None, 5]),
        ("1｜2｜｜｜3", [1, 2, None, None, 3]),
    ],
)
def test_mutilated_headings_beside_blanks(line, values):
    report = read(
        grid(
            "行政诉讼｜<｜<｜<｜<",
            "复议后起诉｜<｜<｜<｜<",
            "结｜结｜其他结果｜尚未审结｜总计",
            line,
        )
    )
    assert row(report, "litigation.after_reconsideration") == values


def test_a_heading_cut_by_the_page_keeps_its_figure():
    report = read(
        grid(
            "行政诉讼｜<｜<｜<｜<",
            "复议后起诉｜<｜<｜<｜<",
            "结果维持｜结果纠正｜其他结果｜未｜总计",
            "｜｜｜审结｜",
            "/｜/｜/｜5件｜5件",
        )
    )
    assert row(report, "litigation.after_reconsideration") == [None, None, None, 5, 5]


def test_what_is_left_of_a_doubtful_figure_keeps_its_column():
    document = requests(NEW, "二、上年结转政府信息公开申请数量｜,026｜0｜0｜0｜0｜10｜36")
    document.rows[-1][1].doubt = Text("压线", "over the line")
    quantity = read(document).quantity("requests.carried_in.natural_person")
    assert (quantity.value, quantity.doubt.zh) == (None, "压线")


@pytest.mark.parametrize("figures", ["｜｜｜｜｜｜", "0｜1｜0｜2｜3｜｜"])
def test_a_row_below_the_headings_of_another_table_has_none_of_its_columns(figures):
    """«其他» and «总计» are columns of both tables; here they are those of the applicants."""
    report = read(requests(NEW, CARRIED, f"行政复议｜{figures}"))
    assert all(q.value is None and q.doubt for q in report.quantities if "reconsid" in q.address)
    assert row(report, "requests.carried_in") == [26, 0, 0, 0, 0, 10, 36]


def test_a_heading_without_figures_is_not_the_heading_of_the_next_table():
    head = "结果维持｜结果纠正｜其他结果｜尚未审结｜总计"
    report = read(
        grid("行政诉讼｜<｜<｜<｜<", "未经复议直接起诉｜<｜<｜<｜<", head),
        grid("行政诉讼｜<｜<｜<｜<", "复议后起诉｜<｜<｜<｜<", head, "｜｜｜8｜8"),
    )
    assert row(report, "litigation.direct") == []
    assert row(report, "litigation.after_reconsideration") == [None, None, None, 8, 8]


# ── the requests table ──────────────────────────────────────────────────────────────────────────


def test_rows_by_their_labels():
    report = read(requests(NEW, GRANTED, TOTAL))
    assert row(report, "requests.new") == FIGURES
    assert row(report, "requests.granted") == [1255, 2, 0, 1, 17, 0, 1275]
    assert report.tables["requests"].rows == ("new", "granted", "handled")


def test_a_missing_row_shifts_nothing():
    report = read(
        requests(NEW, "（二）部分公开｜31｜0｜0｜0｜0｜0｜31", "2.重复申请｜10｜0｜0｜0｜0｜0｜10")
    )
    assert row(report, "requests.partial")[0] == 31
    assert row(report, "requests.refused_repeated")[0] == 10
    assert row(report, "requests.granted") == []


def test_columns_by_their_labels():
    """The columns stand in another order than in the form."""
    header = "｜总计｜自然人｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他"
    report = read(
        grid(header, "一、本年新收政府信息公开申请数量｜1543｜1503｜7｜0｜2｜17｜14", TOTAL)
    )
    assert row(report, "requests.new") == FIGURES


@pytest.mark.parametrize("name", ["小计", "法人小计", "合计数"])
@pytest.mark.parametrize("place", [1, 6])
def test_an_extra_column_is_left_out(name, place):
    header = HEADER.split("｜")
    line = NEW.split("｜")
    header.insert(place + 1, name)
    line.insert(place + 1, "40")
    report = read(grid("｜".join(header), "｜".join(line)))
    assert row(report, "requests.new") == FIGURES


@pytest.mark.parametrize("place", [1, 6])
def test_an_extra_column_without_a_header_is_told_by_the_sums(place):
    lines = []
    for text, extra in ((NEW, "40"), (CARRIED, "10"), (TOTAL, "50")):
        line = text.split("｜")
        line.insert(place + 1, extra)
        lines.append("｜".join(line))
    report = read(grid(*lines))
    assert row(report, "requests.new") == FIGURES
    assert row(report, "requests.handled") == [1514, 7, 0, 2, 17, 24, 1564]


def test_a_column_is_missing():
    report = read(
        grid("｜自然人｜商业企业｜总计", "一、本年新收政府信息公开申请数量｜5｜2｜7", TOTAL)
    )
    assert row(report, "requests.new") == [5, 2, 7]
    assert report.quantity("requests.new.research") is None


def test_two_rows_of_headings_with_merged_cells():
    report = read(
        grid(
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）｜申请人情况｜<｜<｜<｜<｜<｜<",
            "^｜自然人｜法人或其他组织｜<｜<｜<｜<｜总计",
            "^｜^｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他｜^",
            NEW,
            CARRIED,
        )
    )
    assert row(report, "requests.new") == FIGURES


def test_group_labels_merged_over_rows():
    report = read(
        grid(
            "｜<｜<｜自然人｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他｜总计",
            "一、本年新收政府信息公开申请数量｜<｜<｜1503｜7｜0｜2｜17｜14｜1543",
            "三、本年度办理结果｜（三）不予公开｜1.属于国家秘密｜3｜0｜0｜0｜0｜24｜27",
            "^｜^｜2.其他法律行政法规禁止公开｜0｜0｜0｜0｜0｜0｜0",
            "^｜（六）其他处理｜3.其他｜14｜0｜0｜0｜0｜0｜14",
        )
    )
    assert row(report, "requests.denied_state_secret") == [3, 0, 0, 0, 0, 24, 27]
    assert row(report, "requests.other_rest")[-1] == 14


def test_group_labels_left_blank_or_cut_by_the_page():
    report = read(
        grid(
            "｜｜自然人｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他｜总计",
            "（四）无｜1.本机关不掌握相关政府信息｜746｜12｜0｜0｜10｜1｜769",
        ),
        grid(
            "法提供｜2.没有现成信息需要另行制作｜11｜0｜0｜0｜0｜0｜11",
            "｜3.补正后申请内容仍不明确｜1｜0｜0｜0｜0｜0｜1",
        ),
    )
    assert row(report, "requests.unavailable_not_held")[-1] == 769
    assert row(report, "requests.unavailable_to_be_created")[0] == 11
    assert row(report, "requests.unavailable_unclear") == [1, 0, 0, 0, 0, 0, 1]


def test_labels_one_character_a_line():
    report = read(requests("予\n以\n公\n开｜5｜0｜0｜0｜0｜0｜5", NEW))
    assert row(report, "requests.granted")[0] == 5


def test_a_header_repeated_after_a_page_break():
    report = read(requests(NEW, HEADER, CARRIED, HEADER, TOTAL))
    assert report.tables["requests"].rows == ("new", "carried_in", "handled")
    assert report.tables["requests"].unmatched == []


def test_a_table_split_in_two_keeps_its_columns():
    header = "｜总计｜自然人｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他"
    report = read(
        grid(header, "一、本年新收政府信息公开申请数量｜1543｜1503｜7｜0｜2｜17｜14"),
        grid(header, "（七）总计｜9｜1｜2｜0｜1｜2｜3"),
    )
    assert row(report, "requests.handled") == [1, 2, 0, 1, 2, 3, 9]


def test_twenty_three_rows_within_2021():
    report = read(
        grid(
            "｜本年制发件数｜本年废止件数｜现行有效件数", "行政规范性文件｜1｜0｜3", "规章｜0｜0｜0"
        ),
        requests(NEW, "（六）其他处理｜14｜0｜0｜0｜0｜0｜14", TOTAL),
    )
    assert report.form.id == "2021"
    assert row(report, "requests.other_rest")[0] == 14
    merged = ("other_not_corrected", "other_unpaid", "other_rest")
    assert report.tables["requests"].merged_rows == merged


def test_a_group_with_figures_of_its_own_is_no_merged_row():
    """The body prints the sum of a group above its rows: it is no row of the form."""
    report = read(
        requests(
            NEW,
            "（六）其他处理｜14｜0｜0｜0｜0｜0｜14",
            "1.逾期不补正｜9｜0｜0｜0｜0｜0｜9",
            "2.逾期不缴费｜0｜0｜0｜0｜0｜0｜0",
            "3.其他｜5｜0｜0｜0｜0｜0｜5",
            TOTAL,
        )
    )
    assert row(report, "requests.other_rest")[0] == 5
    assert report.tables["requests"].merged_rows == ()
    assert report.tables["requests"].unmatched == ["（六）其他处理"]


def test_a_row_the_form_does_not_have_is_named():
    report = read(requests(NEW, "其中：网络申请数量｜3｜0｜0｜0｜0｜0｜3", CARRIED))
    assert report.tables["requests"].unmatched == ["其中：网络申请数量"]
    assert row(report, "requests.carried_in")[0] == 26


def test_rows_of_numbers_below_the_header_are_no_data():
    report = read(requests("栏次｜1｜2｜3｜4｜5｜6｜7", NEW, CARRIED))
    assert row(report, "requests.new") == FIGURES


def test_a_wholly_blank_row_stays_blank():
    report = read(requests(NEW, "3.其他｜｜｜｜｜｜｜", TOTAL))
    assert row(report, "requests.other_rest") == [None] * 7


def test_marks_and_remarks_are_kept():
    report = read(
        requests("一、本年新收政府信息公开申请数量｜22（其中补正3件）｜/｜—｜无｜｜0｜22")
    )
    quantities = {q.address.rpartition(".")[2]: q for q in report.quantities}
    assert quantities["natural_person"].remark == "其中补正3件"
    assert [quantities[c].mark for c in ("enterprise", "research", "social_organization")] == [
        "/",
        "—",
        "无",
    ]
    assert quantities["legal_service"].mark == ""


def test_what_is_no_number_is_kept_as_printed():
    report = read(requests("一、本年新收政府信息公开申请数量｜3.5｜见附件｜0｜0｜0｜0｜4"))
    quantity = report.quantity("requests.new.natural_person")
    assert (quantity.value, quantity.printed, quantity.invalid) == (None, "3.5", True)
    assert report.quantity("requests.new.enterprise").invalid


def test_a_doubtful_cell_is_blank_and_says_why():
    table = requests(NEW)
    table.rows[1][1] = Cell("1503", doubt=Text("公式没有结果", "a formula without a result"))
    quantity = read(table).quantity("requests.new.natural_person")
    assert quantity.value is None
    assert quantity.doubt.en == "a formula without a result"
    assert not quantity.invalid


def test_figures_keep_their_place():
    quantity = read(requests(NEW)).quantity("requests.new.research")
    assert (quantity.location.row, quantity.location.column) == (2, 4)


def test_another_table_with_the_same_labels_is_not_mixed_in():
    """A department's table follows the body's own."""
    report = read(
        requests(NEW, CARRIED, GRANTED, TOTAL),
        requests("一、本年新收政府信息公开申请数量｜9｜0｜0｜0｜0｜0｜9", TOTAL),
    )
    assert row(report, "requests.new") == FIGURES


def test_a_stray_table_before_it_is_not_mixed_in():
    report = read(
        grid("名称｜数量", "行政许可｜77"),
        grid(
            "第二十条第（一）项｜<｜<｜<",
            "信息内容｜本年制发件数｜本年废止件数｜现行有效件数",
            "规章｜5｜0｜14",
            "第二十条第（五）项｜<｜<｜<",
            "信息内容｜本年处理决定数量｜<｜<",
            "行政许可｜150232｜<｜<",
        ),
    )
    assert row(report, "proactive.permits") == [150232]


# ── the proactive table ─────────────────────────────────────────────────────────────────────────


def test_each_clause_has_its_own_heading():
    report = read(
        grid(
            "第二十条第（一）项｜<｜<｜<",
            "信息内容｜本年制发件数｜本年废止件数｜现行有效件数",
            "规章｜5｜0｜14",
            "行政规范性文件｜784｜156｜1718",
            "第二十条第（六）项｜<｜<｜<",
            "信息内容｜本年处理决定数量｜<｜<",
            "行政处罚｜498778｜<｜<",
            "第二十条第（八）项｜<｜<｜<",
            "信息内容｜本年收费金额（单位：万元，保留4位小数）｜<｜<",
            "行政事业性收费｜71910.1048｜<｜<",
        )
    )
    assert row(report, "proactive.normative_documents") == [784, 156, 1718]
    assert row(report, "proactive.penalties") == [498778]
    assert str(row(report, "proactive.fees")[0]) == "71910.1048"


def test_cells_cut_otherwise_than_the_headings():
    """In pages exported from Word figures span other columns than the labels above them."""
    report = read(
        grid(
            "｜本年新制作数量｜本年新公开数量｜<｜对外公开总数量",
            "规章｜13｜<｜14｜524",
            "规范性文件｜1｜<｜2｜3",
        )
    )
    assert report.form.id == "2019"
    assert row(report, "proactive.rules") == [13, 14, 524]


def test_columns_of_2019_are_never_taken_for_those_of_2021():
    report = read(
        grid("｜本年新制作数量｜本年新公开数量｜对外公开总数量", "规章｜13｜14｜524"),
        requests(
            NEW,
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请｜1｜0｜0｜0｜0｜0｜1",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请｜1｜0｜0｜0｜0｜0｜1",
            TOTAL,
        ),
    )
    assert report.quantity("proactive.rules.issued") is None


def test_tables_side_by_side():
    report = read(grid("行政许可｜12｜行政处罚｜34", "行政强制｜5｜行政事业性收费｜6.5"))
    assert row(report, "proactive.permits") == [12]
    assert row(report, "proactive.penalties") == [34]
    assert row(report, "proactive.compulsory_measures") == [5]


# ── the litigation table ────────────────────────────────────────────────────────────────────────


def test_one_row_of_fifteen():
    assert_disputes(
        read(
            grid(
                "行政复议｜<｜<｜<｜<｜行政诉讼｜<｜<｜<｜<｜<｜<｜<｜<｜<",
                f"{OUTCOMES}｜未经复议直接起诉｜<｜<｜<｜<｜复议后起诉｜<｜<｜<｜<",
                f"^｜^｜^｜^｜^｜{OUTCOMES}｜{OUTCOMES}",
                FIFTEEN,
            )
        )
    )


def test_three_small_tables():
    assert_disputes(
        read(
            grid("行政复议｜<｜<｜<｜<", OUTCOMES, "40｜4｜5｜1｜50"),
            grid(
                "行政诉讼｜<｜<｜<｜<",
                "未经复议直接起诉｜<｜<｜<｜<",
                OUTCOMES,
                "92｜1｜9｜13｜115",
            ),
            grid("行政诉讼｜<｜<｜<｜<", "复议后起诉｜<｜<｜<｜<", OUTCOMES, "9｜2｜2｜4｜17"),
        )
    )


def test_three_small_tables_named_by_the_paragraph_before():
    assert_disputes(
        read(
            "（一）行政复议",
            grid(OUTCOMES, "40｜4｜5｜1｜50"),
            "（二）未经复议直接起诉",
            grid(OUTCOMES, "92｜1｜9｜13｜115"),
            "（三）复议后起诉",
            grid(OUTCOMES, "9｜2｜2｜4｜17"),
        )
    )


def test_three_rows_of_five():
    assert_disputes(
        read(
            grid(
                f"｜<｜{OUTCOMES}",
                "行政复议｜<｜40｜4｜5｜1｜50",
                "行政诉讼｜未经复议直接起诉｜92｜1｜9｜13｜115",
                "^｜复议后起诉｜9｜2｜2｜4｜17",
            )
        )
    )


def test_tables_one_below_the_other_in_one_grid():
    assert_disputes(
        read(
            grid(
                "行政复议｜<｜<｜<｜<",
                OUTCOMES,
                "40｜4｜5｜1｜50",
                "未经复议直接起诉｜<｜<｜<｜<",
                OUTCOMES,
                "92｜1｜9｜13｜115",
                "复议后起诉｜<｜<｜<｜<",
                OUTCOMES,
                "9｜2｜2｜4｜17",
            )
        )
    )


def test_a_heading_in_a_shifted_cell():
    assert_disputes(
        read(
            grid(
                "行政复议｜｜｜行政诉讼｜｜｜｜｜｜｜｜｜｜｜",
                "｜｜未经复议直接起诉｜｜｜｜｜｜复议后起诉｜｜｜｜｜｜",
                f"{OUTCOMES}｜{OUTCOMES}｜{OUTCOMES}",
                FIFTEEN,
            )
        )
    )


def test_all_columns_in_one_line_pasted_with_tabs():
    assert_disputes(
        read(
            tabs(
                "行政复议｜｜｜｜｜行政诉讼｜｜｜｜｜｜｜｜｜",
                f"{OUTCOMES}｜未经复议直接起诉｜｜｜｜｜复议后起诉｜｜｜｜",
                f"｜｜｜｜｜{OUTCOMES}｜{OUTCOMES}",
                FIFTEEN,
            )
        )
    )


def test_leading_blank_figures_of_the_row_of_fifteen_keep_their_place():
    report = read(
        tabs(
            "行政复议｜｜｜｜｜行政诉讼｜｜｜｜｜｜｜｜｜",
            f"{OUTCOMES}｜未经复议直接起诉｜｜｜｜｜复议后起诉｜｜｜｜",
            f"｜｜｜｜｜{OUTCOMES}｜{OUTCOMES}",
            "｜｜｜2｜2｜8｜｜｜1｜9｜｜｜｜｜",
        )
    )
    assert row(report, "reconsideration.cases") == [None, None, None, 2, 2]
    assert row(report, "litigation.direct") == [8, None, None, 1, 9]
    assert row(report, "litigation.after_reconsideration") == [None] * 5


def test_fifteen_numbers_alone_on_one_line():
    assert_disputes(
        read(
            "四、政府信息公开行政复议、行政诉讼情况",
            "行政复议 行政诉讼",
            "未经复议直接起诉 复议后起诉",
            " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3),
            FIFTEEN.replace("｜", " "),
        )
    )


def test_one_heading_that_names_row_and_column():
    names = OUTCOMES.split("｜")
    heads = [
        f"{lead}{name}" for lead in ("行政复议", "未经复议直接起诉", "复议后起诉") for name in names
    ]
    assert_disputes(read(grid("｜".join(heads), FIFTEEN)))


def test_column_numbers_are_no_figures():
    assert_disputes(
        read(
            grid(
                "行政复议｜<｜<｜<｜<｜行政诉讼｜<｜<｜<｜<｜<｜<｜<｜<｜<",
                f"{OUTCOMES}｜未经复议直接起诉｜<｜<｜<｜<｜复议后起诉｜<｜<｜<｜<",
                f"^｜^｜^｜^｜^｜{OUTCOMES}｜{OUTCOMES}",
                "｜".join(map(str, range(1, 16))),
                FIFTEEN,
            )
        )
    )


# ── text pasted with tabs ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lead", [0, 1, 3])
@pytest.mark.parametrize("trail", [0, 1, 2])
def test_fields_before_and_behind_the_figures_mean_nothing(lead, trail):
    label, *figures = NEW.split("｜")
    second, *others = GRANTED.split("｜")
    report = read(
        tabs(
            "｜".join([label, *[""] * lead, *figures, *[""] * trail]),
            "｜".join(["三、本年度办理结果", second, *[""] * lead, *others, *[""] * trail]),
            CARRIED,
        )
    )
    assert row(report, "requests.new") == FIGURES
    assert row(report, "requests.granted") == [1255, 2, 0, 1, 17, 0, 1275]


def test_full_rows_tell_where_blank_figures_stand():
    report = read(
        tabs(
            "一、本年新收政府信息公开申请数量｜｜821｜35｜1｜1｜2｜1｜861",
            "二、上年结转政府信息公开申请数量｜｜18｜｜｜｜｜｜18",
            "（一）予以公开｜｜258｜12｜｜｜1｜1｜",
        )
    )
    assert row(report, "requests.carried_in") == [18, None, None, None, None, None, 18]
    assert row(report, "requests.granted") == [258, 12, None, None, 1, 1, None]


# ── the statistics list ─────────────────────────────────────────────────────────────────────────


def test_a_list_with_another_order_and_a_column_over_the_years():
    report = read(
        "政府信息公开情况统计表",
        grid(
            "指标名称｜计量单位｜2018年度｜历年累计",
            "主动公开文件数｜条｜2069｜12106",
            "其中：1.政府网站公开数｜条｜2069｜12106",
            "2.政府公报公开数｜条｜0｜0",
            "受理依申请公开信息总数｜条｜3｜4",
            "对申请的答复总数｜条｜3｜4",
        ),
    )
    assert report.form.id == "2014"
    assert row(report, "statistics.disclosed") == [2069, 12106]
    assert row(report, "statistics.channel_gazette") == [0, 0]
    assert row(report, "statistics.received") == [3, 4]


def test_namesakes_are_told_apart_by_their_order():
    report = read(
        grid(
            "统计指标｜单位｜统计数",
            "三、依申请公开情况｜｜",
            "（一）收到申请数｜件｜5",
            "1.当面申请数｜件｜5",
            "四、行政复议数量｜件｜3",
            "（一）维持具体行政行为数｜件｜1",
            "（二）被依法纠错数｜件｜2",
            "（三）其他情形数｜件｜0",
            "五、行政诉讼数量｜件｜7",
            "（一）维持具体行政行为或者驳回原告诉讼请求数｜件｜3",
            "（二）被依法纠错数｜件｜4",
            "（三）其他情形数｜件｜0",
        )
    )
    assert row(report, "statistics.reconsideration_corrected") == [2]
    assert row(report, "statistics.litigation_corrected") == [4]
    assert report.quantity("statistics.received.cumulative") is None


def test_the_reports_own_table_comes_first_though_it_has_a_row_less():
    theirs = [line.replace("1503", "9") for line in (NEW, CARRIED, GRANTED, TOTAL)]
    report = read(requests(NEW, CARRIED, TOTAL), "附：某某区情况", requests(*theirs))
    assert row(report, "requests.new") == FIGURES


def test_the_first_row_of_figures_below_a_heading_counts():
    report = read(
        grid("行政复议｜<｜<｜<｜<", OUTCOMES, "40｜4｜5｜1｜50", "1｜0｜0｜0｜1"),
    )
    assert row(report, "reconsideration.cases") == CASES


def test_a_table_that_lies_on_its_side():
    rows = [
        line.split("｜")
        for line in (HEADER, NEW, CARRIED, GRANTED, TOTAL, "2.重复申请｜1｜0｜0｜0｜0｜0｜1")
    ]
    report = read(grid(*("｜".join(column) for column in zip(*rows, strict=True))))
    assert row(report, "requests.new") == FIGURES
    assert row(report, "requests.refused_repeated") == [1, 0, 0, 0, 0, 0, 1]


# ── numbers with white space in them ────────────────────────────────────────────────────────────


def test_a_number_broken_over_two_lines_is_one_where_the_sums_say_so():
    report = read(requests("一、本年新收政府信息公开申请数量｜15\n03｜7｜0｜2｜17｜14｜15\n43"))
    assert row(report, "requests.new") == FIGURES


def test_two_numbers_in_one_cell_are_not_joined():
    report = read(requests("一、本年新收政府信息公开申请数量｜15 3｜7｜0｜2｜17｜14｜58"))
    quantity = report.quantity("requests.new.natural_person")
    assert quantity.value is None
    assert quantity.printed == "15 3"
    assert "15 3" in quantity.doubt.zh


def test_a_broken_number_without_any_sum_is_one():
    report = read(grid("行政许可｜4472\n28", "行政处罚｜3"))
    assert row(report, "proactive.permits") == [447228]


def test_thousands_set_apart_by_a_space_are_not_broken():
    report = read(requests("一、本年新收政府信息公开申请数量｜1 503｜7｜0｜2｜17｜14｜1 544"))
    assert row(report, "requests.new") == [*FIGURES[:-1], 1544]


# ── grids and running text together ─────────────────────────────────────────────────────────────

RULES = grid(
    "信息内容｜本年制发件数｜本年废止件数｜现行有效件数",
    "规章｜0｜0｜0",
    "行政规范性文件｜6｜1｜32",
)
FEES = grid("信息内容｜本年收费金额（单位：万元）", "行政事业性收费｜4068.208")
BESIDE = ("信息内容 本年处理决定数量", "行政许可 517645", "行政处罚 693957", "行政强制 2154")


def in_proactive_section(*blocks):
    return read(
        "一、总体情况", "二、主动公开政府信息情况", *blocks, "三、收到和处理政府信息公开申请情况"
    )


def test_rows_that_grids_lack_are_taken_from_the_text_beside_them():
    report = in_proactive_section(RULES, *BESIDE, FEES)
    assert row(report, "proactive.normative_documents") == [6, 1, 32]
    assert row(report, "proactive.permits") == [517645]
    assert row(report, "proactive.compulsory_measures") == [2154]


def test_a_title_in_a_row_of_its_own_is_a_title():
    report = read(
        "一、总体情况", "二、主动公开政府信息情况",
        grid("三、收到和处理政府信息公开申请情况｜<｜<｜<｜<｜<｜<｜<", HEADER, NEW, GRANTED, TOTAL),
        "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
    )  # fmt: skip
    assert row(report, "requests.new") == FIGURES
    assert not [finding for finding in check(report).issues if finding.rule == "FRM001"]


def test_a_table_whose_heads_cannot_be_made_out_is_not_called_missing():
    report = read(
        "四、政府信息公开行政复议、行政诉讼情况",
        grid(
            "行政复议｜行政诉讼",
            "结果维结果纠其他结尚未审｜结果维结果纠其他结",
            "持正果结｜总计",
            "3｜5",
            "12｜4",
        ),
        requests(NEW, GRANTED, TOTAL),
    )
    found = [finding for finding in check(report).issues if finding.rule == "FRM006"]
    assert {finding.cells for finding in found if finding.kind == "reading"} == {
        ("reconsideration",), ("litigation",),
    }  # fmt: skip
    assert {finding.cells for finding in found if finding.kind == "report"} == {("proactive",)}


# ── tables broken over pages ────────────────────────────────────────────────────────────────────


def test_headings_lost_at_the_top_of_a_page():
    """Cells of the heading that reach over two rows are blank below a page break."""
    torn = "｜｜商业企业｜科研机构｜社会公益组织｜法律服务机构｜其他｜"
    report = read(requests(NEW), grid(torn, GRANTED))
    assert row(report, "requests.granted") == [1255, 2, 0, 1, 17, 0, 1275]


def test_a_figure_under_a_blank_heading_is_doubted_where_several_columns_are_missing():
    torn = "｜｜科研机构｜社会公益组织｜法律服务机构｜其他｜"
    report = read(requests(NEW), grid(torn, "（一）予以公开｜3｜0｜0｜0｜0｜3"))
    assert all(cell is None for cell in row(report, "requests.granted"))
    assert report.quantity("requests.granted.total").doubt


def test_a_row_that_is_missing_is_not_taken_from_the_table_of_the_office():
    """The second table has its first row on a page of its own."""
    office = "一、本年新收政府信息公开申请数量｜5｜0｜0｜0｜0｜0｜5"
    report = read(
        requests(CARRIED, GRANTED, TOTAL),
        "其中，市政府办公室本级情况：",
        grid(HEADER, office),
        grid(HEADER, CARRIED.replace("26", "2").replace("36", "12"), GRANTED, TOTAL),
    )
    assert row(report, "requests.new") == []
    assert row(report, "requests.carried_in") == [26, 0, 0, 0, 0, 10, 36]


def test_a_column_named_above_is_there_where_the_next_page_does_not_name_it():
    """A lone figure behind the page break may be that of the year or that of all years."""
    report = read(
        grid("统计指标｜单位｜统计数｜历年累计", "（一）主动公开政府信息数｜条｜11｜"),
        "第2页的说明文字，不是表格的一部分。",
        tabs("（三）申请答复数｜12153"),
    )
    found = report.tables["statistics"].quantities
    assert found["statistics.disclosed.count"].value == 11
    assert all(q.value is None for a, q in found.items() if a.startswith("statistics.answered."))
