"""REC001, REC002, LIT001, LIT002: reconsideration and litigation (表四)."""

from __future__ import annotations

from govreport.checker.rule import Rule
from govreport.checker.rules.requests import count_findings
from govreport.checker.rules.sources import format_table
from govreport.text import Text

__all__ = ["RULES"]

FORMAT = format_table("四")
WHOLE = Text(
    "案件按件计数，只能是 0 或正整数。", "Cases are counted in pieces: zero or a whole number."
)

RULES = (
    Rule(
        code="REC001",
        name="reconsideration-total",
        severity="error",
        summary=Text(
            "行政复议：维持、纠正、其他结果、尚未审结之和等于总计",
            "reconsideration: upheld + corrected + other + pending = total",
        ),
        why=Text(
            "每件行政复议案件只计入一种结果，没有结果的计入尚未审结，四项之和必须等于总计。",
            "Every case counts under one outcome, or as pending; the four add up to the total.",
        ),
        source=FORMAT,
        example=Text("维持 40、纠正 4、其他 5、未审结 1，总计印作 49。", "40 + 4 + 5 + 1, but 49."),
    ),
    Rule(
        code="REC002",
        name="reconsideration-count",
        severity="error",
        summary=Text("行政复议各项均为非负整数", "reconsideration: non-negative whole numbers"),
        why=WHOLE,
        source=FORMAT,
        example=Text("结果纠正一栏印作 1.5。", "corrected: 1.5."),
        check=count_findings,
    ),
    Rule(
        code="LIT001",
        name="litigation-total",
        severity="error",
        summary=Text(
            "行政诉讼（直接起诉、复议后起诉各一组）：四项之和等于总计",
            "litigation, each of the two blocks: upheld + corrected + other + pending = total",
        ),
        why=Text(
            "每件行政诉讼案件只计入一组、一种结果，没有结果的计入尚未审结，每组四项之和必须等于该组总计。",
            "Every case counts in one block under one outcome, or as pending; the four add up to "
            "the block's total.",
        ),
        source=FORMAT,
        example=Text(
            "未经复议直接起诉：10 + 1，总计印作 0。", "direct: 10 + 1, but the total is 0."
        ),
    ),
    Rule(
        code="LIT002",
        name="litigation-count",
        severity="error",
        summary=Text("行政诉讼各项均为非负整数", "litigation: non-negative whole numbers"),
        why=WHOLE,
        source=FORMAT,
        example=Text("结果维持一栏印作 -2。", "upheld: -2."),
        check=count_findings,
    ),
)
