"""PLA001, PLA003: the tables as a whole against what the report tells."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.context import Context, passed, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.names import name_of
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT
from govreport.text import Text

__all__ = ["RULES"]

TABLES = ("requests", "reconsideration", "litigation")
KINDS = ("received", "new", "carried_in", "handled", "carried_out", "reconsideration", "litigation")
NO_TABLES = Text("没有找到表三、表四", "tables 三 and 四 were not found")
ALL_ZERO = Text(
    "表三、表四全部为零，正文却写“{what}”{value} 件，可能漏填了表格",
    "tables 三 and 四 are all zero, while the prose tells of {value} for “{what}”: the tables may "
    "not have been filled in",
)


def all_zero(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a warning where all tables are zero while the prose tells of requests or cases."""
    tables = [table for id in TABLES if (table := context.table(id)) and not table.is_blank]
    if not tables:
        yield skipped(rule, NO_TABLES)
        return
    if any(any(table.values) for table in tables):
        yield passed(rule)
        return
    for claim in context.report.claims:
        if claim.claim in KINDS and claim.value and claim.scope == "body":
            message = ALL_ZERO.format(what=name_of(claim.claim), value=claim.value)
            yield context.finding(
                rule, message, printed=claim.value, expected=0, location=claim.location,
                sentence=claim.text, span=(claim.start, claim.end),
            )  # fmt: skip
            return


AFTER = "litigation.after_reconsideration.total"
CASES = "reconsideration.cases.total"
NO_CASES = Text("不知道行政复议或复议后起诉的件数", "the number of cases is not known")
WITHOUT = Text(
    "复议后起诉 {value} 件，而本年行政复议为 0 件；如复议发生在上一年度则没有问题，请核对",
    "{value} suits after reconsideration, but no reconsideration this year; in order where it was "
    "last year's",
)


def after_nothing(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a note for suits after reconsideration without any reconsideration this year."""
    value, cases = context.value(AFTER), context.value(CASES)
    if value is None or cases is None:
        yield skipped(rule, NO_CASES)
    elif value > 0 and cases == 0:
        yield context.finding(rule, WITHOUT.format(value=value), (AFTER, CASES), printed=value)
    else:
        yield passed(rule)


RULES = (
    Rule(
        code="PLA001",
        name="all-zero",
        severity="warning",
        summary=Text(
            "正文有申请或案件时，表格不应全部为零",
            "the tables are not all zero while the prose tells of requests or cases",
        ),
        why=Text(
            "表格常用全零的空白样表发布，数字忘了填。",
            "A form of zeros is sometimes published before the figures were filled in.",
        ),
        source=FORMAT,
        example=Text("正文“收到申请 12 件”，表三全部为 0。", "12 received, but a table of zeros."),
        check=all_zero,
    ),
    Rule(
        code="PLA003",
        name="after-reconsideration",
        severity="note",
        summary=Text(
            "有复议后起诉的，本年或上年应有行政复议",
            "suits after reconsideration need reconsiderations this year or last",
        ),
        why=Text(
            "复议后起诉以先有复议为前提。本年没有复议的，可能是上一年度复议、本年起诉，也可能填错了栏。",
            "A suit after reconsideration needs one before it: last year's, or the figure is in the "
            "wrong column.",
        ),
        source=FORMAT,
        example=Text("行政复议 0 件，复议后起诉 2 件。", "no reconsideration, two suits after it."),
        check=after_nothing,
    ),
)
