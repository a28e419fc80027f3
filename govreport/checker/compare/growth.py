"""TXT004 over two years: growth that the prose states against last year's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from govreport.checker.context import Context
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.comparing import Compared, values_of
from govreport.checker.prose.names import name_of
from govreport.checker.prose.ratios import Judged, judge_growth
from govreport.checker.rule import Rule
from govreport.parser.claims.model import Claim
from govreport.parser.claims.relations import Relation
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
OTHERWISE = Text(
    "；由 {before} 件到 {value} 件则为{way} {expected}%",
    "; from {before} to {value} it is {way}{expected}%",
)
NOT_TOLD = Text("上年度报告没有对应的数字", "last year's report does not give the figure")
RISE, FALL = Text("增长", "a rise of "), Text("下降", "a fall of ")


def growth(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each growth rate that no reading of both years' figures gives."""
    claims: dict[tuple[str, int], Compared] | None = None
    for relation in pair.this.relations:
        if relation.kind != "growth" or relation.part is None or relation.wholes or relation.change:
            continue
        if claims is None:
            this, last = Context(pair.this), Context(pair.last)
            claims = {(each.claim.text, each.claim.start): each for each in this.stated}
        stated = claims.get((relation.text, relation.part.start))
        if stated is None or stated.status == "aside":
            continue
        subject = f"claims.{stated.claim.claim}"
        judged = [_judged(relation, *years) for years in _years(pair, this, last, stated)]
        if any(each.agrees for each in judged):
            yield pair.passed(rule, subject)
        elif judged and all(each.agrees is False for each in judged):
            yield _finding(pair, rule, stated.claim, relation, judged)
        else:
            yield pair.skipped(rule, NOT_TOLD, subject)


def _judged(relation: Relation, now: Number, before: Number) -> Judged:
    assert relation.part is not None
    return judge_growth(replace(relation, part=replace(relation.part, value=now)), before)


def _years(
    pair: Pair, this: Context, last: Context, stated: Compared
) -> list[tuple[Number, Number]]:
    """Return what the growth may be from and to, the likeliest first: the figure itself against
    last year's by the same reading, and the other readings of both years.

    The columns of 主动公开 mean something else on another form, and are never compared with it.
    """
    claim = stated.claim
    if claim.claim.startswith("proactive.") and not pair.same_form:
        return []
    now = {v.reading.expression: v.value for v in values_of(this, claim, this.report.claims)}
    before = {v.reading.expression: v.value for v in values_of(last, claim, last.report.claims)}
    told = [c.value for c in last.report.claims if c.claim == claim.claim and _is_sure(c)]
    own = [before[claim.reading]] if claim.reading in before else [*before.values()]
    pairs: list[tuple[Number | None, Number | None]] = [(claim.value, value) for value in own]
    pairs += [(value, before[reading]) for reading, value in now.items() if reading in before]
    pairs += [(claim.value, value) for value in told]
    return [(a, b) for a, b in dict.fromkeys(pairs) if a is not None and b]


def _is_sure(claim: Claim) -> bool:
    return claim.scope == "body" and not claim.derived and not claim.about


def _finding(
    pair: Pair, rule: Rule, claim: Claim, relation: Relation, ways: Sequence[Judged]
) -> Finding:
    judged = ways[0]
    assert judged.expected is not None
    message = DIFFERS.format(
        body=pair.body, what=name_of(claim.claim), value=claim.value, rate=abs(relation.value),
        printed=FALL if relation.value < 0 else RISE, last=pair.last.year, before=judged.whole,
        way=FALL if judged.expected < 0 else RISE, expected=abs(judged.expected),
    )  # fmt: skip
    for other in ways[1:2]:
        if other.expected is not None and other.relation.part is not None:
            told = OTHERWISE.format(
                value=other.relation.part.value, before=other.whole, expected=abs(other.expected),
                way=FALL if other.expected < 0 else RISE,
            )  # fmt: skip
            message = Text(message.zh + told.zh, message.en + told.en)
    finding = pair.finding(
        rule, message, [], printed=relation.value, expected=judged.expected,
        location=relation.location,
    )  # fmt: skip
    return replace(finding, sentence=relation.text, span=(relation.start, relation.end))
