"""What a comparison of several reports gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govreport.checker.compare.bodies import Grouping
from govreport.checker.model import Finding, Outcome, Repair, Result
from govreport.forms.model import Form
from govreport.parser.report import Number

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
        sums: the sum by address, over the units that print the cell.
        printed: the parent's own figures by address (empty: there is no report of the parent).
        missing: bodies under the parent without a report.
    """

    parent: str
    year: int
    form: Form
    units: dict[str, Mapping[str, Number]] = field(default_factory=dict)
    sums: dict[str, Number] = field(default_factory=dict)
    printed: dict[str, Number] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass
class Comparison:
    """Reports of several years or bodies held against each other.

    Arguments:
        grouping: which reports were taken to belong together.
        results: the result of each report by itself.
        issues: what no single report shows.
        repairs: the smallest change that explains a difference.
        outcomes: what each rule came to, over all pairs and sums.
        rollups: the sums over the bodies under each parent.
    """

    grouping: Grouping
    results: tuple[Result, ...] = ()
    issues: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rollups: tuple[Rollup, ...] = ()
