"""Tables in running text, and digits that run together."""

from __future__ import annotations

import pytest

from govreport.parser import parse
from govreport.reading.document import Document, Location, Paragraph
from tests.parser.documents import read, row

HEADER = (
    "三、收到和处理政府信息公开申请情况",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
)

ROWS = {
    "一、本年新收政府信息公开申请数量": (71, 3, 0, 0, 0, 0, 74),
    "二、上年结转政府信息公开申请数量": (1, 0, 0, 0, 0, 0, 1),
    "三、本年度办理结果（一）予以公开": (21, 0, 0, 0, 0, 0, 21),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (8, 1, 0, 0, 0, 0, 9),
    "（三）不予公开1.属于国家秘密": (0, 0, 0, 0, 0, 0, 0),
    "2.其他法律行政法规禁止公开": (0, 0, 0, 0, 0, 0, 0),
    "3.危及“三安全一稳定”": (0, 0, 0, 0, 0, 0, 0),
    "4.保护第三方合法权益": (0, 0, 0, 0, 0, 0, 0),
    "5.属于三类内部事务信息": (1, 0, 0, 0, 0, 0, 1),
    "6.属于四类过程性信息": (2, 0, 0, 0, 0, 0, 2),
    "7.属于行政执法案卷": (1, 0, 0, 0, 0, 0, 1),
    "8.属于行政查询事项": (0, 0, 0, 0, 0, 0, 0),
    "（四）无法提供1.本机关不掌握相关政府信息": (37, 0, 0, 0, 0, 0, 37),
    "2.没有现成信息需要另行制作": (0, 0, 0, 0, 0, 0, 0),
    "3.补正后申请内容仍不明确": (0, 0, 0, 0, 0, 0, 0),
    "（五）不予处理1.信访举报投诉类申请": (0, 0, 0, 0, 0, 0, 0),
    "2.重复申请": (0, 0, 0, 0, 0, 0, 0),
    "3.要求提供公开出版物": (0, 0, 0, 0, 0, 0, 0),
    "4.无正当理由大量反复申请": (0, 0, 0, 0, 0, 0, 0),
    "5.要求行政机关确认或重新出具已获取信息": (0, 0, 0, 0, 0, 0, 0),
    "（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        2,
        0,
        0,
        0,
        0,
        0,
        2,
    ),
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": (
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ),
    "3.其他": (0, 2, 0, 0, 0, 0, 2),
    "（七）总计": (72, 3, 0, 0, 0, 0, 75),
    "四、结转下年度继续办理": (0, 0, 0, 0, 0, 0, 0),
}
TITLES = "行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉" + (
    "结果维持结果纠正其他结果尚未审结总计" * 2
)


def run_together(rows, between="", separator=""):
    """Print the table as one line."""
    body = [f"{label}{between}{separator.join(map(str, row))}" for label, row in rows.items()]
    return "".join((*HEADER, *body)) + "四、政府信息公开行政复议、行政诉讼情况" + TITLES


def assert_read(report, rows=ROWS):
    for place, figures in zip(report.form.table["requests"].rows, rows.values(), strict=True):
        assert row(report, f"requests.{place.id}") == list(figures), place.id


@pytest.mark.parametrize("between", ["", " "])
def test_every_separator_is_lost(between):
    report = read(run_together(ROWS, between))
    assert_read(report)
    table = report.tables["requests"]
    assert len(table.run_together) == 25
    assert all(run.unique and run.balanced for run in table.run_together)
    assert report.quantity("requests.new.natural_person").decoded


def test_separators_that_are_left_are_kept_to():
    text = (
        run_together(ROWS).replace("713000074", "71 3 000 074").replace("723000075", "72 300 00 75")
    )
    assert_read(read(text))


def test_figures_set_apart_by_spaces_are_not_decoded():
    report = read(run_together(ROWS, " ", " "))
    assert_read(report)
    assert report.tables["requests"].run_together == []
    assert not report.quantity("requests.new.total").decoded


def test_every_cell_has_become_a_line():
    lines = [*HEADER]
    for label, figures in ROWS.items():
        lines += [label, *map(str, figures)]
    assert_read(read(*lines))


def test_every_row_has_become_a_line():
    lines = [f"{label} {' '.join(map(str, figures))}" for label, figures in ROWS.items()]
    assert_read(read(*HEADER, *lines))


def test_the_next_ordinal_is_no_digit_of_the_row_before():
    report = read(run_together(ROWS))
    run = next(
        run
        for run in report.tables["requests"].run_together
        if run.address == "requests.unavailable_not_held"
    )
    assert run.printed == "370000037"


def test_what_can_be_cut_in_several_ways_is_settled_by_the_columns():
    rows = dict(ROWS)
    rows["2.重复申请"] = (1, 11, 0, 0, 0, 0, 12)  # may be 11 1 … or 1 1 10 … as well
    rows["（七）总计"] = (73, 14, 0, 0, 0, 0, 87)
    rows["一、本年新收政府信息公开申请数量"] = (72, 14, 0, 0, 0, 0, 86)
    report = read(run_together(rows))
    assert_read(report, rows)
    run = next(
        run for run in report.tables["requests"].run_together if run.address.endswith("repeated")
    )
    assert not run.unique
    assert run.readings == 3


def test_what_nothing_settles_is_left_blank_and_named():
    rows = {**ROWS, "四、结转下年度继续办理": (1, 11, 0, 0, 0, 0, 12)}
    del rows["一、本年新收政府信息公开申请数量"]
    report = read(run_together(rows))
    assert row(report, "requests.carried_out") == [None] * 7
    quantity = report.quantity("requests.carried_out.total")
    assert quantity.doubt is not None
    assert not quantity.invalid


def test_a_mistake_of_the_body_is_not_decoded_away():
    """The results add up to 78 and 3; the total is printed as 72 and 3 all the same."""
    rows = {**ROWS, "2.重复申请": (6, 0, 0, 0, 0, 0, 6)}
    assert_read(read(run_together(rows)), rows)


def test_a_row_that_does_not_add_up_is_reported():
    rows = {**ROWS, "（一）": (0,)}
    rows = {**ROWS, "二、上年结转政府信息公开申请数量": (1, 0, 0, 0, 0, 0, 3)}
    report = read(run_together(rows))
    run = report.tables["requests"].run_together[1]
    assert run.address == "requests.carried_in"
    assert not run.balanced
    assert run.values == (1, 0, 0, 0, 0, 0, 3)  # seven digits in seven columns: no other way


def test_the_row_of_fifteen():
    report = read(run_together(ROWS) + "21317000001324019五、存在的主要问题及改进情况")
    assert row(report, "reconsideration.cases") == [2, 1, 3, 1, 7]
    assert row(report, "litigation.direct") == [0, 0, 0, 0, 0]
    assert row(report, "litigation.after_reconsideration") == [13, 2, 4, 0, 19]
    assert report.tables["litigation"].run_together[1].printed == "1324019"


def test_the_row_of_fifteen_with_a_mistake_and_one_digit_each():
    report = read(run_together(ROWS) + "000010000200000五、存在的主要问题及改进情况")
    assert row(report, "reconsideration.cases") == [0, 0, 0, 0, 1]
    assert not report.tables["reconsideration"].run_together[0].balanced


PROACTIVE = (
    "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000"
    "行政规范性文件8855698第二十条第（五）项信息内容本年处理决定数量行政许可10690第二十条第（六）项"
    "信息内容本年处理决定数量行政处罚2113行政强制0第二十条第（八）项信息内容本年收费金额（单位：万元）"
    "行政事业性收费9116.36三、收到和处理政府信息公开申请情况"
)


def test_the_proactive_table():
    report = read(PROACTIVE)
    assert row(report, "proactive.rules") == [0, 0, 0]
    assert row(report, "proactive.permits") == [10690]
    assert row(report, "proactive.compulsory_measures") == [0]
    assert str(row(report, "proactive.fees")[0]) == "9116.36"


def test_three_figures_that_no_sum_tells_apart_stay_doubtful():
    report = read(PROACTIVE)
    assert row(report, "proactive.normative_documents") == [None] * 3
    (run,) = [r for r in report.tables["proactive"].run_together if r.printed == "8855698"]
    assert run.readings == 15
    assert run.values == (None, None, None)


def test_prose_is_no_table():
    """Labels and figures in sentences are claims; no table is made of them."""
    report = read(
        "一、总体情况",
        "二、主动公开政府信息情况",
        "全年制发规章2件、行政规范性文件5件，行政许可150件，行政处罚20件，行政强制3件。",
        "三、收到和处理政府信息公开申请情况",
        "全年收到申请12件，予以公开5件，部分公开2件，重复申请1件。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议3件，结果维持2件，结果纠正1件；行政诉讼1件，未经复议直接起诉。12345热线受理56789件。",
    )
    assert report.tables == {}


def test_the_table_is_left_out_of_the_prose():
    text = (
        "全年情况良好。"
        + run_together(ROWS)
        + "000000000000000五、存在的主要问题及改进情况 有待加强。"
    )
    report = read("一、总体情况", text)
    assert [t for t, _ in report.section("overview").paragraphs] == ["全年情况良好。"]
    assert report.section("requests").paragraphs == []
    assert report.section("disputes").paragraphs == []
    assert [t for t, _ in report.section("problems").paragraphs] == ["有待加强。"]


def test_figures_in_text_keep_their_line():
    blocks = [Paragraph(text, Location(line=n)) for n, text in enumerate(HEADER, 1)]
    for number, (label, figures) in enumerate(ROWS.items(), 100):
        blocks.append(Paragraph(f"{label} {' '.join(map(str, figures))}", Location(line=number)))
    report = parse(Document("report.txt", "text", blocks))
    assert report.quantity("requests.new.total").location.line == 100
    assert report.quantity("requests.carried_out.total").location.line == 124
