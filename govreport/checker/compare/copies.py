"""Tables and prose that repeat last year's: YRS003."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.checker.compare.pair import DIFFERENT_FORMS, Pair
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.parser.report import Report, Table
from govreport.text import Text

__all__ = ["copied"]

COPIED_TABLE = Text(
    "{body}：{this} 年度“{table}”与 {last} 年度完全相同（{count} 个大于零的数字），疑为照抄上年",
    "{body}: table “{table}” of {this} is the same as that of {last} ({count} figures above zero)",
)
COPIED_PROSE = Text(
    "{body}：{this} 年度总体情况有 {share}% 的文字与 {last} 年度逐句相同，疑为照抄上年",
    "{body}: {share} % of section 一 of {this} repeats that of {last} sentence by sentence",
)
NO_TABLE = Text("上年度报告没有这张表", "last year's report does not have the table")
LEAST_FIGURES = 10
LEAST_PROSE = 300
"""Characters of prose below which sameness says nothing."""
LEAST_SHARE = 80
"""Per cent of the prose that must be the same."""


def copied(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    """Find tables and prose that repeat last year's."""
    for id, table in pair.this.tables.items():
        before = pair.last.tables.get(id)
        if not pair.same_form:
            yield pair.skipped(rule, DIFFERENT_FORMS, id)
        elif before is None:
            yield pair.skipped(rule, NO_TABLE, id)
        elif (count := _repeated(table, before)) < LEAST_FIGURES:
            yield pair.passed(rule, id)
        else:
            text = COPIED_TABLE.format(
                body=pair.body, this=pair.this.year, last=pair.last.year,
                table=table.spec.title, count=count,
            )  # fmt: skip
            cells = [(pair.this, id), (pair.last, id)]
            yield pair.finding(rule, text, cells, location=table.location)
    yield from _copied_prose(pair, rule)


def _repeated(table: Table, before: Table) -> int:
    """Return how many figures above zero two tables share, 0 where any cell differs."""
    if before.values != table.values:
        return 0
    return sum(value is not None and value > 0 for value in table.values)


def _copied_prose(pair: Pair, rule: Rule) -> Iterator[Finding | Outcome]:
    before, after = _sentences(pair.last), _sentences(pair.this)
    length = sum(map(len, after))
    if length < LEAST_PROSE:
        return
    known = set(before)
    share = 100 * sum(len(s) for s in after if s in known) // length
    if share < LEAST_SHARE:
        yield pair.passed(rule, "overview")
        return
    section = pair.this.section("overview")
    text = COPIED_PROSE.format(
        body=pair.body, this=pair.this.year, last=pair.last.year, share=share
    )
    yield pair.finding(
        rule, text, [(pair.this, "overview"), (pair.last, "overview")],
        location=section.location if section else None,
    )  # fmt: skip


def _sentences(report: Report) -> list[str]:
    """Return the sentences of section 一 without years: they change even in a copy."""
    section = report.section("overview")
    text = "\n".join(paragraph for paragraph, _ in section.paragraphs) if section else ""
    text = re.sub(r"20\d\d|\s", "", text)
    return [s for s in re.split(r"[。；！？]", text) if len(s) >= 8]
