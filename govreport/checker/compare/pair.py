"""Two reports of one body held against each other: their figures, and findings on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from govreport.checker.compare.model import at
from govreport.checker.context import finding_id
from govreport.checker.identities import evaluate
from govreport.checker.model import Finding, Kind, Outcome, Severity
from govreport.checker.rule import Rule
from govreport.parser.claims.model import Claim
from govreport.parser.report import Number, Report, Table
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

__all__ = ["DIFFERENT_FORMS", "Pair", "known_figures"]

CLAIMED = {
    "requests.new.total": ("new", "received"),
    "requests.carried_in.total": ("carried_in",),
    "requests.handled.total": ("handled",),
    "requests.carried_out.total": ("carried_out",),
}
"""Claims of the prose that stand in for a cell where the report has no such table."""

DIFFERENT_FORMS = Text(
    "两个年度的表格格式版本不同，栏目含义不一样",
    "the two years are on different forms of the report",
)
DOUBTFUL = Text("有一格没有读准", "a cell could not be read for certain")
NOT_THERE = Text(
    "有一份报告没有这一格或未填写", "one of the reports does not have the cell, or left it blank"
)


@dataclass
class Pair:
    """Two reports of one body on two years, or two versions of one report.

    Arguments:
        body: the body's name, as the comparison shows it.
        last: the earlier report.
        this: the later one.
        known: the figures of reports that are known already, by ``id`` of the report.
    """

    body: str
    last: Report
    this: Report
    known: dict[int, dict[str, Number]] = field(default_factory=dict)

    @property
    def same_form(self) -> bool:
        """Both reports use one version of the form, so that columns mean the same."""
        return self.last.form.id == self.this.form.id

    def cell(self, report: Report, address: str) -> str:
        """Name a cell of one of the two reports."""
        return at(self.body, report.year or 0, address)

    def figure(self, report: Report, address: str) -> Number | None:
        """Return a figure: printed, implied by the table, or stated in the prose."""
        known = self.known.get(id(report))
        if known is None:
            known = self.known[id(report)] = known_figures(report)
        value = known.get(address)
        if value is None and (claim := stated(report, address)) is not None:
            return claim.value
        return value

    def unknown(self, rule: Rule, subject: str, *cells: tuple[Report, str]) -> Outcome:
        """Say why ``rule`` could not be checked on ``cells``, of which one is not known."""
        quantities = [report.quantity(address) for report, address in cells]
        doubtful = any(q is not None and (q.doubt or q.invalid) for q in quantities)
        return self.skipped(rule, DOUBTFUL if doubtful else NOT_THERE, subject)

    def passed(self, rule: Rule, address: str) -> Outcome:
        """One thing that ``rule`` found in order."""
        return Outcome(rule.code, "pass", self.cell(self.this, address))

    def skipped(self, rule: Rule, reason: Text, address: str = "") -> Outcome:
        """One thing that ``rule`` could not check, and why."""
        return Outcome(rule.code, "skipped", self.cell(self.this, address), reason)

    def finding(
        self,
        rule: Rule,
        message: Text,
        cells: Sequence[tuple[Report, str]],
        *,
        printed: Number | None = None,
        expected: Number | None = None,
        severity: Severity | None = None,
        kind: Kind | None = None,
        location: Location | None = None,
        values: Sequence[str] = (),
    ) -> Finding:
        """Make a finding on cells of the two reports; it stands at the later one's place.

        Arguments are those of :class:`Finding`; ``values`` are printed figures by which it is
        told from others beside those of its cells.
        """
        names = tuple(self.cell(report, address) for report, address in cells)
        values = [*(str(self.figure(report, address)) for report, address in cells), *values]
        own = [address for report, address in cells if report is self.this]
        known = printed is not None and expected is not None
        told = None if location else next(filter(None, (stated(self.this, a) for a in own)), None)
        place = location or (told.location if told else _place(self.this, own))
        return Finding(
            id=finding_id(self.body, self.this.year, rule.code, names or (message.zh,), values),
            rule=rule.code,
            name=rule.name,
            severity=severity or rule.severity,
            kind=kind or rule.kind,
            message=message,
            cells=names,
            printed=printed,
            expected=expected,
            difference=printed - expected if known else None,  # type: ignore[operator]
            location=place,
            sentence=told.text if told else "",
            span=(told.start, told.end) if told else None,
            source=self.this.source,
        )


def stated(report: Report, address: str) -> Claim | None:
    """Return the claim of the prose that stands in for a cell which the file does not have."""
    if address not in CLAIMED or report.quantity(address) is not None:
        return None
    for name in CLAIMED[address]:
        claims = [c for c in report.claims if c.claim == name and c.scope == "body" and not c.about]
        if len({claim.value for claim in claims}) == 1:
            return claims[0]
    return None


def known_figures(report: Report) -> dict[str, Number]:
    """Return the figures of the tables by address.

    Printed figures, implied ones, and zero for a blank in a row that has figures; a figure that
    could not be read for certain has no entry.
    """
    figures: dict[str, Number] = {}
    for table in report.tables.values():
        figures |= _known_of(table)
    return figures


def _known_of(table: Table) -> dict[str, Number]:
    quantities = table.quantities
    printed = {a: q.value for a, q in quantities.items() if q.value is not None}
    if len(printed) == len(table.spec.addresses):
        return printed
    rows = {address.rsplit(".", 1)[0] for address in printed}
    blank = {
        address: 0
        for address, quantity in quantities.items()
        if quantity.value is None
        and not (quantity.doubt or quantity.invalid)
        and address.rsplit(".", 1)[0] in rows
    }
    return {**blank, **evaluate(table).implied, **printed}


def _place(report: Report, addresses: Sequence[str]) -> Location:
    for address in addresses:
        quantity = report.quantity(address)
        if quantity is not None:
            return quantity.location
    return NOWHERE
