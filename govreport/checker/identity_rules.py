"""Findings of the rules that are made of identities: one function states and explains them all."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.context import Context, skipped
from govreport.checker.identities import Failure
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.parser.report import Number
from govreport.text import Text

__all__ = ["identity_findings"]

SUM = Text(
    "{total}为 {printed}，{parts}应为 {expected}，相差 {difference}",
    "{total} is {printed}, but {parts} give {expected}; difference {difference}",
)
BALANCE = Text(
    "{total}等于 {printed}，{parts}等于 {expected}，两者应相等，相差 {difference}",
    "{total} = {printed}, but {parts} = {expected}; difference {difference}",
)
BOUND = Text(
    "{total}为 {printed}，不应少于 {expected}（{parts}）",
    "{total} is {printed}; it cannot be below {expected} ({parts})",
)
MANY = 4
"""From this many parts on, a message says «the parts» instead of naming each."""


def identity_findings(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each identity of ``rule`` that fails, an outcome for each skipped."""
    for failure in context.failures.get(rule.code, ()):
        yield finding_of(context, rule, failure)
    for identity, reason in context.skips.get(rule.code, ()):
        yield skipped(rule, reason, identity.subject)


def finding_of(context: Context, rule: Rule, failure: Failure) -> Finding:
    """State a failed identity: which row or column, what is printed, what was expected."""
    identity = failure.identity
    bound = identity.relation == ">="
    first, second = (identity.plus, identity.minus) if bound else (identity.minus, identity.plus)
    place = context.label(identity.subject)
    text = _template(bound, first).format(
        total=_sum_of(context, identity.subject, first[:1] if bound else first),
        parts=_sum_of(context, identity.subject, (*first[1:], *second) if bound else second),
        printed=failure.printed,
        expected=failure.expected,
        difference=_signed(failure.printed - failure.expected),
    )
    return context.finding(
        rule,
        Text(f"{place.zh}：{text.zh}", f"{place.en}: {text.en}"),
        (*first, *second),
        printed=failure.printed,
        expected=failure.expected,
        label=place,
    )


def _template(bound: bool, first: tuple[str, ...]) -> Text:
    if bound:
        return BOUND
    return SUM if len(first) == 1 else BALANCE


def _sum_of(context: Context, subject: str, cells: tuple[str, ...]) -> Text:
    """Name a few cells joined by «+», many by their number."""
    if len(cells) >= MANY:
        return Text(f"各项（{len(cells)} 项）之和", f"the sum of the {len(cells)} parts")
    names = " + ".join(_name(context, subject, cell) for cell in cells)
    return Text(names, names)


def _name(context: Context, subject: str, cell: str) -> str:
    """Name a cell by its column where the identity speaks of a row, else by its row."""
    table_id, row, column = cell.split(".")
    table = context.form.table[table_id]
    of_row = subject.partition(".")[2] in table.row
    return f"“{(table.column[column] if of_row else table.row[row]).text}”"


def _signed(number: Number) -> str:
    return f"{number:+}"
