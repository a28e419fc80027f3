"""TXT004 over two years: growth that the prose states against last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from govreport.checker.context import Context
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.comparing import values_of
from govreport.checker.prose.names import name_of
from govreport.checker.prose.ratios import Judged, judge_growth
from govreport.checker.rule import Rule
from govreport.parser.claims.model import Claim
from govreport.parser.claims.relations import Relation, relations_of
from govreport.parser.report import Number
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.checker.compare.pair import Pair

__all__ = ["growth"]

DIFFERS = Text(
    "{body}：正文称“{what}”{value} 件{printed} {rate}%，按 {last} 年度报告的 {before} 件计算应为{way} {expected}%",
    "{body}: the prose says {printed}{rate}% for “{what}” ({value}), by the report on {last} ({before}) "
    "it is {way}{expected}%",
)
NOT_TOLD = Text("上年度报告没有对应的数字", "last year's report does not give the figure")
RISE, FALL = Text("增长", "a rise of "), Text("下降", "a fall of ")


def growth(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each growth rate that no reading of last year's figure gives."""
    claims = {(c.text, c.start): c for c in pair.this.claims if c.scope == "body" and not c.about}
    before: Context | None = None
    for relation in relations_of(pair.this):
        if relation.kind != "growth" or relation.part is None or relation.wholes or relation.change:
            continue
        claim = claims.get((relation.text, relation.part.start))
        if claim is None:
            continue
        before = before or Context(pair.last)
        judged = [judge_growth(relation, value) for value in _last_year(pair, before, claim)]
        if any(each.agrees for each in judged):
            yield pair.passed(rule, f"claims.{claim.claim}")
        elif judged and all(each.agrees is False for each in judged):
            yield _finding(pair, rule, claim, relation, judged[0])
        else:
            yield pair.skipped(rule, NOT_TOLD, f"claims.{claim.claim}")


def _last_year(pair: Pair, context: Context, claim: Claim) -> list[Number]:
    """Return what last year's report gives for the same thing: its tables, and its prose.

    The columns of 主动公开 mean something else on another form, and are never compared with it.
    """
    if claim.claim.startswith("proactive.") and not pair.same_form:
        return []
    values = (value.value for value in values_of(context, claim, context.report.claims))
    told = (
        other.value
        for other in context.report.claims
        if other.claim == claim.claim and other.scope == "body" and not other.derived
    )
    return [value for value in dict.fromkeys((*values, *told)) if value]


def _finding(pair: Pair, rule: Rule, claim: Claim, relation: Relation, judged: Judged) -> Finding:
    assert judged.expected is not None
    message = DIFFERS.format(
        body=pair.body, what=name_of(claim.claim), value=claim.value, rate=abs(relation.value),
        printed=FALL if relation.value < 0 else RISE, last=pair.last.year, before=judged.whole,
        way=FALL if judged.expected < 0 else RISE, expected=abs(judged.expected),
    )  # fmt: skip
    finding = pair.finding(
        rule, message, [], printed=relation.value, expected=judged.expected,
        location=relation.location,
    )  # fmt: skip
    return replace(finding, sentence=relation.text, span=(relation.start, relation.end))
