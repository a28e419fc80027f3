"""Findings of the rules that are made of identities: one function states and explains them all."""

from __future__ import annotations

from collections.abc import Iterator

from govreport.checker.context import Context, skipped
from govreport.checker.identities import Failure
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.parser.report import Number
from govreport.text import Text

__all__ = ["holds", "identity_findings"]

SUM = Text(
    "{total}为 {printed}，{parts}应为 {expected}，相差 {difference}",
    "{total} is {printed}, but {parts} give {expected}; difference {difference}",
)
BALANCE = Text(
    "{total}等于 {printed}，{parts}等于 {expected}，两者应相等，相差 {difference}",
    "{total} = {printed}, but {parts} = {expected}; difference {difference}",
)
AT_LEAST = Text(
    "{total}为 {printed}，不应少于 {expected}（涉及{parts}）",
    "{total} is {printed}; it cannot be below {expected} (see {parts})",
)
AT_MOST = Text(
    "{total}为 {printed}，不应多于 {expected}（涉及{parts}）",
    "{total} is {printed}; it cannot be above {expected} (see {parts})",
)
MANY = 4
"""From this many parts on, a message says «the parts» instead of naming each."""


def holds(context: Context, rule: Rule) -> bool:
    """Tell whether no identity of ``rule`` failed or was skipped, as mostly."""
    return rule.code not in context.failures and rule.code not in context.skips


def identity_findings(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each identity of ``rule`` that fails, an outcome for each skipped."""
    for failure in context.failures.get(rule.code, ()):
        yield finding_of(context, rule, failure)
    for identity, reason in context.skips.get(rule.code, ()):
        yield skipped(rule, reason, identity.subject)


def finding_of(context: Context, rule: Rule, failure: Failure) -> Finding:
    """State a failed identity: which row or column, what is printed, what was expected."""
    identity = failure.identity
    misread = (identity.rule, identity.subject) in context.misread
    first, second, template = _sides(failure)
    place = context.label(identity.subject)
    text = template.format(
        total=_sum_of(context, identity.subject, first),
        parts=_sum_of(context, identity.subject, second),
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
        kind="reading" if misread else None,
        severity="note" if misread else None,
        label=place,
    )


def _sides(failure: Failure) -> tuple[tuple[str, ...], tuple[str, ...], Text]:
    """Return the cells of the printed figure, the cells it is held against, and the wording."""
    identity = failure.identity
    if identity.relation == "=":
        return identity.minus, identity.plus, SUM if len(identity.minus) == 1 else BALANCE
    others = tuple(a for a in (*identity.plus, *identity.minus) if a != identity.bounds)
    wording = AT_LEAST if failure.printed < failure.expected else AT_MOST
    return (identity.bounds,), others, wording


def _sum_of(context: Context, subject: str, cells: tuple[str, ...]) -> Text:
    """Name a few cells joined by «+», many by their number."""
    if len(cells) >= MANY:
        return Text(f"各项（{len(cells)} 项）之和", f"the {len(cells)} parts together")
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
