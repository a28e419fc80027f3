"""What a comparison of several reports gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govreport.checker.compare.grouping import Grouping
from govreport.checker.model import Checks, Finding, Outcome, Repair, Result
from govreport.forms.model import Form
from govreport.parser.report import Number, Report
from govreport.text import Text

__all__ = ["Comparison", "Rollup", "at"]


def at(body: str, year: int, address: str) -> str:
    """Name a cell of one of several reports: ``BODY@YEAR:address``."""
    return f"{body}@{year}:{address}"


@dataclass
class Rollup:
    """The sum over the bodies under a parent, cell by cell.

    Arguments:
        parent: the parent body.
        year: the year.
        form: the form of the reports that were added.
        units: figures of each unit by address, in the order of the user's mapping; the name is
            that of the body.
        sums: the sum by address, over the units of which the figure is known.
        printed: the parent's own figures by address (empty: there is no report of the parent).
        missing: bodies under the parent without a report.
        other_form: bodies whose report is on another form, and was not added.
        unknown: the bodies that a sum lacks because their figure is blank or was not read for
            certain, by address.
        doubled: bodies that the user's mapping names twice under the parent.
        reports: the reports that were used, by name of the body, the parent's among them.
    """

    parent: str
    year: int
    form: Form
    units: dict[str, Mapping[str, Number]] = field(default_factory=dict)
    sums: dict[str, Number] = field(default_factory=dict)
    printed: dict[str, Number] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    other_form: tuple[str, ...] = ()
    unknown: dict[str, list[str]] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()
    reports: dict[str, Report] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Every body under the parent was added."""
        return not (self.missing or self.other_form)

    @property
    def difference(self) -> dict[str, Number]:
        """Parent − sum, by address, where it is not zero."""
        return {
            address: printed - self.sums[address]
            for address, printed in self.printed.items()
            if address in self.sums and printed != self.sums[address]
        }


@dataclass
class Comparison:
    """Reports of several years or bodies held against each other.

    Arguments:
        grouping: which reports were taken to belong together.
        results: the result of each report by itself.
        issues: what no single report shows.
        repairs: the smallest change that explains a difference.
        outcomes: what failed, was skipped or broke; passes are only counted.
        passes: how many single checks of each rule passed.
        checks: how many single checks over several reports passed, failed, were skipped, broke.
        rollups: the sums over the bodies under each parent.
        remarks: what the user said of the bodies and leads nowhere.
    """

    grouping: Grouping
    results: tuple[Result, ...] = ()
    issues: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    passes: Mapping[str, int] = field(default_factory=dict)
    checks: Checks = field(default_factory=Checks)
    rollups: tuple[Rollup, ...] = ()
    remarks: tuple[Text, ...] = ()
