"""PLA002: figures that can hardly be true together."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.context import Context, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.text import Text

__all__ = ["RULES"]

NO_COUNT = Text("不知道收到多少件申请", "the number of requests is not known")
TOO_FEW = Text(
    "{where}为 {value} 件，而本年新收与上年结转的申请一共只有 {requests} 件",
    "{where} is {value}, though there were only {requests} requests in all",
)


def repeated_without_requests(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a note for repeated or excessive requests where there was one request or none."""
    new = context.value("requests.new.total")
    if new is None:
        yield skipped(rule, NO_COUNT)
        return
    requests = new + (context.value("requests.carried_in.total") or 0)
    for row in ("refused_repeated", "refused_excessive"):
        cell = f"requests.{row}.total"
        value = context.value(cell)
        if value and requests <= 1:
            text = TOO_FEW.format(where=context.label(cell), value=value, requests=requests)
            yield context.finding(rule, text, (cell, "requests.new.total"), printed=value)


RULES = (
    Rule(
        code="PLA002",
        name="repeated-without-requests",
        severity="note",
        summary=Text(
            "只有一件或没有申请时，不应有重复申请或大量反复申请",
            "no repeated or excessive requests with one request or none",
        ),
        why=Text(
            "重复申请、大量反复申请都以先有别的申请为前提。多半是填错了行，或者表三第一项漏计。",
            "A request is repeated only after another one. Mostly a figure in the wrong row, or new "
            "requests left out.",
        ),
        source=Text(
            "《政府信息公开条例》第三十五条、第三十六条第（六）项",
            "Regulations, articles 35, 36 (6)",
        ),
        example=Text("新收 1 件，重复申请 1 件。", "1 new request, 1 repeated request."),
        check=repeated_without_requests,
    ),
)
