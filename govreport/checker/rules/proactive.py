"""PRO001–PRO004: the table of proactive disclosure (表二)."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.context import Context, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.checker.rules.requests import count_findings
from govreport.checker.rules.sources import format_table
from govreport.pattern import lazy
from govreport.text import Text

__all__ = ["RULES", "may_make_rules"]

WITHOUT_POWER = lazy(
    r"(县|[^治新特发验范作理技园]区|局|乡|镇|街道)(人民政府|办事处|管理委员会|管委会)?(办公室)?$"
)
WITH_POWER = lazy(r"^国家|总局|总署|^中国|自治区")
"""Names that end like a local bureau and still make rules: bureaus under the State Council."""


def may_make_rules(organization: str) -> bool:
    """Tell whether the body may have the power to make rules (规章).

    Only a name that leaves no doubt gives ``False``: counties, districts, bureaus, townships,
    towns, streets. Source: 《中华人民共和国立法法》第九十一条、第九十三条.
    """
    if WITH_POWER.search(organization):
        return True
    return WITHOUT_POWER.search(organization) is None


NO_POWER = Text(
    "{body}没有规章制定权，表二“规章”一行却有数字：{figures}",
    "{body} has no power to make rules, yet the row 规章 has figures: {figures}",
)
NO_NAME = Text("不知道是哪个机关", "the body is not known")
NO_TABLE = Text("没有“规章”一行", "there is no row 规章")


def rule_making_power(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding when a body without rule-making power reports rules."""
    table = context.table("proactive")
    if table is None or "rules" not in table.rows:
        yield skipped(rule, NO_TABLE)
        return
    if context.report.organization is None:
        yield skipped(rule, NO_NAME)
        return
    cells = [
        quantity
        for quantity in table.quantities.values()
        if quantity.address.split(".")[1] == "rules" and quantity.value
    ]
    if cells and not may_make_rules(context.report.organization):
        figures = "、".join(
            f"{table.spec.column[cell.address.split('.')[2]].text} {cell.value}" for cell in cells
        )
        yield context.finding(
            rule,
            NO_POWER.format(body=context.report.organization, figures=figures),
            [cell.address for cell in cells],
            printed=cells[0].value,
            expected=0,
        )


FORMAT = format_table("二")

RULES = (
    Rule(
        code="PRO001",
        name="in-force-balance",
        severity="warning",
        summary=Text(
            "现行有效件数不少于本年制发件数减去本年废止件数",
            "documents in force ≥ issued this year - repealed this year",
        ),
        why=Text(
            "本年制发而未废止的文件，年末应仍现行有效。自行失效的文件可以解释差额，因此只作警告。",
            "What was issued this year and not repealed is in force at its end. Documents that lapse "
            "by themselves may explain a difference; hence a warning.",
        ),
        source=FORMAT,
        example=Text("制发 12、废止 2、现行有效 8。", "12 issued, 2 repealed, 8 in force."),
    ),
    Rule(
        code="PRO002",
        name="proactive-count",
        severity="error",
        summary=Text(
            "表二件数为非负整数，金额为非负数",
            "counts are non-negative whole numbers, amounts are non-negative",
        ),
        why=Text(
            "文件和决定按件计数；收费金额不为负。2019 年版“本年增/减”可以为负。",
            "Documents and decisions are counted in pieces; an amount is not negative. 本年增/减 of "
            "the form of 2019 may be negative.",
        ),
        source=FORMAT,
        example=Text("行政许可印作 12.5。", "permits: 12.5."),
        check=count_findings,
    ),
    Rule(
        code="PRO003",
        name="rule-making-power",
        severity="warning",
        summary=Text(
            "没有规章制定权的机关，“规章”一行应为 0", "规章 is 0 without rule-making power"
        ),
        why=Text(
            "规章由国务院部门和省、自治区、直辖市、设区的市、自治州人民政府制定。"
            "县、区、局、乡镇、街道没有规章制定权，此处有数字多半是把行政规范性文件填错了行。",
            "Rules are made by State Council departments, provinces, cities with districts and "
            "autonomous prefectures. A figure of a county, district, bureau or township is mostly a "
            "normative document in the wrong row.",
        ),
        source=Text(
            "《中华人民共和国立法法》第九十一条、第九十三条", "Legislation Law, articles 91, 93"
        ),
        example=Text("某某县人民政府：规章本年制发 3 件。", "a county reports 3 rules issued."),
        check=rule_making_power,
    ),
    Rule(
        code="PRO004",
        name="disclosure-total-2019",
        severity="error",
        summary=Text(
            "2019 年版：对外公开总数量不少于本年新公开数量",
            "form of 2019: disclosed in all ≥ newly disclosed",
        ),
        why=Text(
            "本年新公开的文件包括在对外公开总数量之内。",
            "What was newly disclosed this year is part of what is disclosed in all.",
        ),
        source=Text("国办公开办函〔2019〕60号 表二", "国办公开办函〔2019〕60号, table 二"),
        example=Text("本年新公开 60，对外公开总数量 36。", "60 newly disclosed, 36 in all."),
    ),
)
