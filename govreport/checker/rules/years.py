"""YRS001–YRS006 and SUM001–SUM003: what `govreport compare` checks over several reports.

The checks themselves are in govreport/checker/compare/: they see more than one report.
"""

from __future__ import annotations

from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT, format_table
from govreport.text import Text

__all__ = ["RULES"]

CONCERT = Text(
    "国办公开办函〔2016〕201号；国办公开办函〔2021〕30号",
    "国办公开办函〔2016〕201号; 国办公开办函〔2021〕30号",
)

RULES = (
    Rule(
        code="YRS001",
        name="carry-over",
        severity="error",
        summary=Text(
            "上年度“四、结转下年度继续办理”等于本年度“二、上年结转”，七列逐一核对",
            "四 of last year = 二 of this year, in all seven columns",
        ),
        why=Text(
            "上年没有办完的申请，就是本年上年结转的申请。只看总计会漏掉各类申请人之间的串位，"
            "所以七列逐一核对。机构合并、申请重新登记可以解释差额。这是两份报告之间的矛盾，"
            "不说明哪一份有错。",
            "What last year left open is what this year took over. All seven columns are compared: "
            "the total alone hides a shift between applicants. Merged bodies and re-registration are "
            "the other explanation. It is a contradiction between two reports, of neither alone.",
        ),
        source=format_table("三"),
        example=Text("2024 年度结转 103 件，2025 年度上年结转 77 件。", "103 out, 77 in."),
    ),
    Rule(
        code="YRS002",
        name="in-force-chain",
        severity="warning",
        summary=Text(
            "上年现行有效 + 本年制发 - 本年废止 = 本年现行有效（两年均用 2021 年版）",
            "in force last year + issued - repealed = in force this year (both on form 2021)",
        ),
        why=Text(
            "现行有效件数逐年承接。自行失效、清理口径变化可以解释差额，因此只作警告。",
            "Documents in force follow on from year to year. Documents that lapse may explain a "
            "difference; hence a warning.",
        ),
        source=format_table("二"),
        example=Text("上年 66，本年制发 26、废止 8，现行有效印作 372。", "66 + 26 - 8, but 372."),
    ),
    Rule(
        code="YRS003",
        name="copied-report",
        severity="warning",
        summary=Text("表格、文字没有照抄上年", "tables and prose do not repeat last year's"),
        why=Text(
            "一张表有十个以上大于零的数字且与上年完全相同，或者总体情况的文字逐句重复，多半是沿用了上年文件。",
            "A table with ten figures above zero or more that are all last year's, or prose that "
            "repeats it sentence by sentence, mostly comes from last year's file.",
        ),
        source=FORMAT,
        example=Text("表三与上年逐格相同。", "table 三 is last year's cell by cell."),
    ),
    Rule(
        code="YRS004",
        name="unit-slip",
        severity="warning",
        summary=Text("金额没有把元误作万元", "no amount in 元 where 万元 is asked for"),
        why=Text(
            "收费金额以万元计。与上年相差约一万倍，多半是一年按元、一年按万元填写。",
            "Fees are in 万元. About ten thousand times last year's mostly means 元 in one year.",
        ),
        source=format_table("二"),
        example=Text("上年 96171.6 万元，本年 961716000。", "96171.6 last year, 961716000 now."),
    ),
    Rule(
        code="YRS005",
        name="pending-cases",
        severity="note",
        summary=Text(
            "上年尚未审结的案件不多于本年总计", "cases pending last year fit into this year's total"
        ),
        why=Text(
            "上年未结的案件一般在本年审结或继续审理，计入本年总计；统计口径不一，因此只作说明。",
            "Cases pending last year mostly appear in this year's total; bodies count differently, "
            "hence a note.",
        ),
        source=format_table("四"),
        example=Text(
            "上年尚未审结 4 件，本年总计 1 件。", "4 pending last year, 1 in all this year."
        ),
    ),
    Rule(
        code="YRS006",
        name="two-versions",
        severity="warning",
        summary=Text(
            "同一机关同一年度的两份文件各格相同",
            "two files for one body and year agree cell by cell",
        ),
        why=Text(
            "同一份报告常有 Word 和 PDF 两种文件，或者更正前后两个版本，数字应当一致。",
            "A report often comes as Word and as PDF, or before and after a correction; their figures "
            "should be the same.",
        ),
        source=FORMAT,
        example=Text("Word 文件印作 12，PDF 印作 21。", "12 in the Word file, 21 in the PDF."),
    ),
    Rule(
        code="SUM001",
        name="roll-up",
        severity="error",
        summary=Text(
            "汇总报告各格等于本级机关与所辖各机关之和（须由用户指明所辖机关）",
            "a parent's cell = the sum over its own office and all bodies under it",
        ),
        why=Text(
            "市、县汇总报告由本级机关和所属各部门、下级政府的数字相加而成。差额等于某一机关的数字，"
            "是漏计或重复计算；只有一格不符，是该格的笔误；行政诉讼可能由复议机关和原机关重复计入"
            "（201号文：由作出行为的机关计入一次）。",
            "The report of a city or county adds up its own office and all bodies under it. A "
            "difference equal to one body's figures is one left out or counted twice; a single cell is "
            "a slip; litigation may be counted by both defendants (201号: once, by the body that acted).",
        ),
        source=CONCERT,
        example=Text("差额等于某某局的全部数字：漏计。", "the difference is one bureau: left out."),
    ),
    Rule(
        code="SUM002",
        name="roll-up-missing",
        severity="warning",
        summary=Text(
            "所辖机关都有报告，且没有重复",
            "every body under the parent has one report, none is doubled",
        ),
        why=Text(
            "缺少报告或重复计入的机关使汇总无从核对。",
            "A body without a report, or counted twice, makes the sum impossible to verify.",
        ),
        source=CONCERT,
        example=Text("某某镇人民政府没有报告。", "one township has no report."),
    ),
    Rule(
        code="SUM003",
        name="roll-up-prose",
        severity="error",
        summary=Text(
            "汇总报告正文提到的所辖机关数字，与该机关的报告一致",
            "figures of the bodies in the parent's prose agree with the bodies' reports",
        ),
        why=Text(
            "汇总报告的正文常列出各机关的数字（“市政府办公室5件、部门27件、县区40件”），应当与这些机关自己的报告"
            "一致。“部门”“县区”这类统称包括哪些机关并不确定，只作警告。",
            "The parent's prose often lists figures of its bodies; they must be those of their own "
            "reports. Which bodies a word such as 部门 or 县区 takes in is not certain: a warning only.",
        ),
        source=CONCERT,
        example=Text(
            "正文称“水务局21件”，水务局的报告为 12 件。",
            "21 in the prose, 12 in the body's own report.",
        ),
    ),
)
