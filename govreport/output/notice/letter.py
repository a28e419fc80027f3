"""The letter to one body: what fills the placeholders of the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from govreport.checker.model import Result
from govreport.checker.rule import Rule
from govreport.checker.rules import rules_for
from govreport.checker.rules.sources import applicable
from govreport.output.notice import wording
from govreport.output.notice.blocks import Block, Cell, Grid, Paragraph, Span, line
from govreport.output.notice.details import Details
from govreport.output.notice.items import Figure, Item, Part, items_of
from govreport.output.safe import one_line
from govreport.text import Language, Text

__all__ = ["Letter", "Matter", "file_of", "letter_of"]

Matter = Literal["correct", "verify"]
"""What a letter asks for."""


@dataclass
class Letter:
    """The letter about one report.

    Arguments:
        result: the report with its findings.
        parts: what is to be said of it.
        details: what the sender says of himself.
        language: the language of every word that is not the report's.
    """

    result: Result
    parts: dict[Part, list[Item]]
    details: Details
    language: Language

    @property
    def matter(self) -> Matter:
        """What the letter asks for: to correct, or only to verify."""
        return "correct" if self.parts["correct"] else "verify"

    @cached_property
    def counts(self) -> Text:
        """How much there is to correct, to verify, to explain, and what was not read."""
        told = [] if self.parts["correct"] else [wording.FOUND_NOTHING]
        if self.result.verdict == "unverifiable":
            told = [wording.UNVERIFIABLE]
        for part, text in wording.COUNTS.items():
            if items := self.parts[part]:  # type: ignore[index]
                told.append(text.format(n=sum(item.count for item in items)))
        return Text("；".join(text.zh for text in told), "; ".join(text.en for text in told))

    def fields(self) -> dict[str, str]:
        """Return the texts for the placeholders, by their names in Chinese."""
        report, details, language = self.result.report, self.details, self.language
        year = wording.NO_YEAR if report.year is None else Text(*[str(report.year)] * 2)
        values = {
            "单位": report.organization or wording.NO_BODY.of(language),
            "年度": year.of(language),
            "报告": report.title or wording.NO_TITLE.of(language),
            "文件": self._file(),
            "事项": wording.MATTERS[self.matter].of(language),
            "概况": wording.COUNTED.format(counts=self.counts).of(language),
            "期限": details.deadline or wording.NO_DATE.of(language),
            "联系人": details.contact or wording.NO_CONTACT.of(language),
            "发文机关": details.issuer or wording.NO_ISSUER.of(language),
            "日期": details.date or wording.NO_DATE.of(language),
        }
        return {name: one_line(value) for name, value in values.items()}

    def _file(self) -> str:
        source = self.result.report.source
        return wording.STANDARD_INPUT.of(self.language) if source == "-" else file_of(source)

    def blocks(self) -> dict[str, list[Block]]:
        """Return what stands in the place of the placeholders that take more than a line."""
        return {"问题": list(self._parts()), "依据": list(self._rules())}

    def _parts(self) -> Iterator[Block]:
        ordinal = 0
        for part, items in self.parts.items():
            if not items:
                continue
            ordinal += 1
            title, lead = wording.PARTS[part]
            heading = wording.as_title(ordinal, title).of(self.language)
            yield Paragraph(line(heading), "heading")
            yield Paragraph(line(lead.of(self.language)))
            yield from _listed(items, self.language)

    def _rules(self) -> Iterator[Block]:
        """Yield the rules that found something, what each checks, why, and its source."""
        used = {
            code
            for part, items in self.parts.items()
            if part != "reading"
            for item in items
            for code in item.rules
        }
        form = self.result.report.form
        rows = [self._rule(rule) for rule in rules_for(form) if rule.code in used]
        yield Paragraph(line(wording.RULES_TITLE.of(self.language)), "heading")
        heads = tuple(head.of(self.language) for head in wording.RULE_HEADS)
        yield Grid(heads, (16, 54, 30), tuple(rows))

    def _rule(self, rule: Rule) -> tuple[Cell, ...]:
        language = self.language
        source = applicable(rule.source, self.result.report.form.authority)
        told = line(Span(rule.summary.of(language), strong=True)), line(rule.why.of(language))
        return Cell((line(rule.code),), "center"), Cell(told), Cell((line(source.of(language)),))


def letter_of(result: Result, details: Details, language: Language) -> Letter | None:
    """Return the letter about a report, ``None`` where there is nothing to correct or verify.

    What was only misread, and what is only worth knowing, is no reason to write to a body.

    Arguments:
        result: the report with its findings.
        details: what the sender says of himself.
        language: the language of every word that is not the report's.
    """
    if all(finding.accepted or finding.severity == "note" for finding in result.issues):
        return None
    parts = items_of(result, language)
    wanted = parts["correct"] or parts["verify"] or parts["scope"]
    return Letter(result, parts, details, language) if wanted else None


def file_of(source: str) -> str:
    """Return the name of a report's file without the folders that it lies in here."""
    return re.split(r"[/\\!]", source)[-1] or source


# ── items as a table ──

_WIDTHS = (8, 52, 13, 15, 12)


def _listed(items: Sequence[Item], language: Language) -> Iterator[Block]:
    """Yield a table of figures, or numbered paragraphs where there is none to show."""
    if any(item.figures for item in items):
        heads = tuple(head.of(language) for head in wording.FIGURE_HEADS)
        rows = (row for n, item in enumerate(items, 1) for row in _rows(n, item))
        yield Grid(heads, _WIDTHS, tuple(rows))
        return
    for n, item in enumerate(items, 1):
        first, *rest = item.told
        yield Paragraph((Span(wording.NUMBERED.format(n=n).of(language)), *first))
        yield from (Paragraph(each) for each in rest)


def _rows(number: int, item: Item) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of one item: a row for each figure, one across for what is said of them."""
    first = Cell((line(str(number)),), "center")
    for each in item.figures:
        yield first, *_cells(each)
        first = Cell(above=True)
    yield first, Cell(item.told, columns=len(_WIDTHS) - 1)


def _cells(each: Figure) -> Iterator[Cell]:
    yield Cell((line(each.where), *([line(each.reason)] if each.reason else [])))
    yield Cell((line(each.printed),), "center")
    yield Cell((line(Span(each.expected, strong=True)),), "center")
    yield Cell((line(each.difference),), "center")
