"""TXT007: information-processing fees."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport.checker.context import Context, passed, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.parser.claims.model import Claim
from govreport.parser.claims.words import words
from govreport.pattern import lazy
from govreport.text import Text

__all__ = ["RULES"]

NO_FEE = Text("正文没有信息处理费数额", "the prose names no processing fee")
NOT_A_MULTIPLE = Text(
    "信息处理费 {fee} 元不是 10 元的整数倍；按件、按量计收的标准都是 10 元的整数倍",
    "a processing fee of {fee} yuan is no multiple of 10; every rate of the charge is",
)
NOT_THE_SUM = Text(
    "信息处理费共 {total} 元，而各笔相加为 {sum} 元",
    "processing fees of {total} yuan in all, but the single ones add up to {sum}",
)
_PARTS = lazy("其中|分别")


def fees(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for a fee that no rate gives, and for single fees that miss their total."""
    claims = [c for c in context.report.claims if c.claim == "fee" and c.value and not c.about]
    if not claims:
        yield skipped(rule, NO_FEE)
    for claim in claims:
        if claim.value % 10:
            yield _finding(context, rule, NOT_A_MULTIPLE.format(fee=claim.value), claim)
        else:
            yield passed(rule, "fee")
    for claim in {(c.location, c.text): c for c in reversed(claims)}.values():
        amounts = _amounts(claim)
        if len(amounts) > 2 and amounts[0] != sum(amounts[1:]):
            message = NOT_THE_SUM.format(total=amounts[0], sum=sum(amounts[1:]))
            yield _finding(context, rule, message, claim)


def _amounts(claim: Claim) -> list[Decimal]:
    """Return the total and the single fees of a sentence that names both."""
    if not _PARTS.search(claim.text, claim.end):
        return []
    found = [word for word in words(claim.text) if word.tag == "amount" and word.numeral]
    return [Decimal(word.numeral.value) for word in found if word.numeral]


def _finding(context: Context, rule: Rule, message: Text, claim: Claim) -> Finding:
    return context.finding(
        rule, message, printed=claim.value, location=claim.location, sentence=claim.text,
        span=(claim.start, claim.end),
    )  # fmt: skip


RULES = (
    Rule(
        code="TXT007",
        name="processing-fee",
        severity="warning",
        summary=Text(
            "信息处理费为 10 元的整数倍，各笔之和等于总额",
            "processing fees are multiples of 10 yuan, and single ones add up to the total",
        ),
        why=Text(
            "信息处理费按件或按量计收，各档标准都是 10 元的整数倍，所以每一笔和总额也都是。"
            "信息处理费与表二行政事业性收费无关，两者不作比较。",
            "The charge is by requests or by pages at rates that are all multiples of 10 yuan. It has "
            "nothing to do with 行政事业性收费 in table 二.",
        ),
        source=Text(
            "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）", "国办函〔2020〕109号"
        ),
        example=Text("收取信息处理费 395 元。", "a fee of 395 yuan."),
        check=fees,
    ),
)
