"""A comparison as every output tells it: cells of several reports in words, places with files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from govreport.checker.compare import Comparison, Series
from govreport.checker.model import Change, Finding
from govreport.forms.model import Form
from govreport.output.places import figure, label_of, place
from govreport.text import Language, Text

__all__ = ["Skip", "Told", "body_year_of", "skips", "years_text"]

_BLANK = Text("空白", "blank")
_GAPS = Text("缺 {years} 年度的报告", "no report on {years}")
_VERSIONS = Text("{year} 年度 {count} 份", "{count} of {year}")


def body_year_of(cell: str) -> tuple[str, int | None, str]:
    """Return body, year and address of a cell that is named ``BODY@YEAR:address``."""
    name, _, address = cell.rpartition(":") if ":" in cell else (cell, "", "")
    body, _, year = name.rpartition("@")
    return (body, int(year), address) if body and year.isdigit() else (name, None, address)


@dataclass(frozen=True, slots=True)
class Skip:
    """What could not be checked for one reason.

    Arguments:
        rule: code of the rule.
        reason: why.
        subjects: what it concerns, ``BODY@YEAR:address``.
        broken: the rule itself broke: a fault of the program.
    """

    rule: str
    reason: Text
    subjects: tuple[str, ...]
    broken: bool = False


def skips(comparison: Comparison) -> list[Skip]:
    """Return what could not be checked, by rule and reason, in the order of the rules."""
    found: dict[tuple[str, Text, bool], list[str]] = {}
    for outcome in comparison.outcomes:
        if outcome.status in ("skipped", "error") and outcome.reason is not None:
            key = outcome.rule, outcome.reason, outcome.status == "error"
            found.setdefault(key, []).append(outcome.subject)
    return [
        Skip(rule, reason, tuple(subjects), broken)
        for (rule, reason, broken), subjects in sorted(found.items(), key=lambda each: each[0][0])
    ]


def years_text(series: Series, language: Language) -> str:
    """Return the years of which a body has reports, versions and gaps told."""
    comma = "、" if language == "zh" else ", "
    text = comma.join(map(str, series.reports))
    remarks = [
        _VERSIONS.of(language).format(year=year, count=len(reports))
        for year, reports in series.reports.items()
        if len(reports) > 1
    ]
    if series.gaps:
        remarks.append(_GAPS.of(language).format(years=comma.join(map(str, series.gaps))))
    stop = "，" if language == "zh" else ", "
    return stop.join([text, *remarks])


class Told:
    """Words for what a comparison found.

    Arguments:
        comparison: the comparison.
        language: the language of the words.
    """

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self.comparison = comparison
        self.language = language

    @cached_property
    def _forms(self) -> dict[tuple[str, int], Form]:
        forms = {
            (series.body, year): reports[0].form
            for series in self.comparison.grouping.series
            for year, reports in series.reports.items()
        }
        for rollup in self.comparison.rollups:
            forms |= {(name, rollup.year): r.form for name, r in rollup.reports.items()}
        return forms

    def label(self, cell: str) -> str:
        """Name a cell in the words of the form, with body and year."""
        body, year, address = body_year_of(cell)
        form = self._forms.get((body, year)) if year else None
        name = " ".join(map(str, filter(None, (body, year))))
        if not address or form is None:
            return f"{name} {address}".strip()
        if address in form.table:
            return f"{name} {form.table[address].title}"
        return f"{name} {label_of(form, address).of(self.language)}"

    def where(self, finding: Finding) -> str:
        """Say where a finding stands: the file, and the place in it."""
        parts = (finding.source, place(finding.location, self.language))
        return " ".join(filter(None, parts))

    def change(self, change: Change) -> str:
        """Return one change in words."""
        printed = figure(change.printed) or _BLANK.of(self.language)
        return f"{self.label(change.cell)} {printed} → {figure(change.expected)}"

    def ways(self, finding: Finding, most: int | None = None) -> Iterator[str]:
        """Yield what would mend a finding, one text for each repair.

        Arguments:
            finding: the finding.
            most: so many changes of one repair are told.
        """
        for repair in self.comparison.repairs:
            if finding.id in repair.resolves:
                told = [self.change(change) for change in repair.changes[:most]]
                more = len(repair.changes) - len(told)
                yield "; ".join(told) + (f"; … (+{more})" if more else "")
