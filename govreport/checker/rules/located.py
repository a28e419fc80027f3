"""READ001, PLA004: what the search for the wrong figures tells of how they came about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from govreport.checker.context import Context, passed
from govreport.checker.model import Finding, Outcome, Repair
from govreport.checker.rule import Check, Rule
from govreport.checker.rules.sources import FORMAT
from govreport.text import Text

__all__ = ["RULES", "findings_of"]

SPLIT = Text(
    "{cells}：相邻两格的数字合为一个数后勾稽关系全部成立，很可能是读取文件时把一个数拆成了两格，"
    "请对照原文，不作填报单位的错误",
    "{cells}: joined, the digits of two neighbouring cells make every identity hold: most likely one "
    "number was read as two; compare the file, it is not counted as the body's mistake",
)
MISFILED = Text(
    "{cells}：总计不变，一项多 {count}、另一项少 {count}，可能有 {count} 件归错了申请人类别",
    "{cells}: the total holds while one is too large by {count} and the other too small by as much; "
    "{count} may be filed under the wrong applicant",
)


OPEN = Text(
    "（可能的位置不止一处，此处是可能性最大的）",
    " (there are several places for it; this is the likeliest)",
)


def caused_by(cause: str, message: Callable[[Context, Repair], Text]) -> Check:
    """Make a check that yields one finding for each mistake whose likeliest cause is ``cause``."""

    def check(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
        found = list(findings_of(cause, message, context, rule))
        yield from found
        if not found:
            yield passed(rule)

    return check


def findings_of(
    cause: str, message: Callable[[Context, Repair], Text], context: Context, rule: Rule
) -> Iterator[Finding]:
    """Yield one finding for each mistake whose likeliest cause is ``cause``."""
    for _, tied in groupby(context.repairs, key=lambda repair: repair.before):
        repair = next(tied)
        if repair.cause == cause:
            text = message(context, repair)
            if not repair.unique:
                text = Text(text.zh + OPEN.zh, text.en + OPEN.en)
            yield context.finding(rule, text, [change.cell for change in repair.changes])


def _split(context: Context, repair: Repair) -> Text:
    return SPLIT.format(cells=_named(context, repair))


def _misfiled(context: Context, repair: Repair) -> Text:
    change = repair.changes[0]
    count = abs(change.expected - (change.printed or 0))
    return MISFILED.format(cells=_named(context, repair), count=count)


def _named(context: Context, repair: Repair) -> Text:
    return context.label(*(change.cell for change in repair.changes))


RULES = (
    Rule(
        code="READ001",
        name="split-number",
        severity="warning",
        kind="reading",
        summary=Text(
            "相邻两格的数字合为一个数后勾稽关系成立：读取时拆错了格",
            "two neighbouring cells that, joined, make every identity hold",
        ),
        why=Text(
            "从 PDF 或网页取表格时，一个数字有时被拆到两格（12 成了 1 和 2），其后的数字随之后移。"
            "这是读取的问题，不能算作填报单位的错误，因此只作警告，相应的勾稽关系也不按错误计。",
            "Where tables are taken from PDF or web pages, one number is sometimes read as two (1 and "
            "2 for 12) and those after it move on. That is a fault of reading, never the body's: it "
            "is only pointed out, and the identities that fail for it are no errors.",
        ),
        source=Text(
            "与法规无关：由读取文件造成", "not a matter of law: comes from reading the file"
        ),
        example=Text("10 读作 1 和 0，12 读作 1 和 2。", "10 read as 1 and 0, 12 as 1 and 2."),
        check=caused_by("split-number", _split),
    ),
    Rule(
        code="PLA004",
        name="misclassified-applicant",
        severity="warning",
        summary=Text(
            "没有两类申请人一多一少、差数相同而总计不变的情形",
            "no two applicants off by +k and -k while the total holds",
        ),
        why=Text(
            "某一列多出几件，另一列少同样几件，总计列仍然平衡，说明申请总数没有错，"
            "只是有几件登记时归错了申请人类别。",
            "One column too large and another too small by the same number, with the totals in "
            "balance: the requests were counted right, but some under the wrong applicant.",
        ),
        source=FORMAT,
        example=Text(
            "自然人多 1 件，其他少 1 件，总计不变。", "natural persons +1, other -1, total right."
        ),
        check=caused_by("misclassified", _misfiled),
    ),
)
