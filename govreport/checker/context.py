"""What a rule sees: one report, its identities evaluated, and the means to make findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from govreport.checker.identities import Evaluation, Failure, evaluate
from govreport.checker.model import Finding, Kind, Outcome, Repair, Severity
from govreport.checker.rule import Rule
from govreport.forms.model import Form, Identity
from govreport.parser.report import Number, Report, Table
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.checker.prose.comparing import Compared

__all__ = ["Context", "finding_id", "passed", "skipped"]


def finding_id(
    body: str | None, year: int | None, rule: str, cells: Iterable[str], printed: Iterable[object]
) -> str:
    """Return an identifier that is the same on every machine and in every run.

    Arguments:
        body: the reporting body.
        year: the year reported on.
        rule: code of the rule.
        cells: addresses concerned, or a sentence.
        printed: the printed values of these cells.
    """
    parts = [body or "", str(year or ""), rule, *cells, "|", *map(str, printed)]
    return hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()[:12]


def passed(rule: Rule, subject: str = "") -> Outcome:
    """One thing that the rule checked and found in order."""
    return _passed(rule.code, subject)


@lru_cache(maxsize=1024)
def _passed(code: str, subject: str) -> Outcome:
    return Outcome(code, "pass", subject)


def skipped(rule: Rule, reason: Text, subject: str = "") -> Outcome:
    """One thing that the rule could not check, and why."""
    return Outcome(rule.code, "skipped", subject, reason)


class Context:
    """One report under check.

    Arguments:
        report: the report.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.form: Form = report.form

    @cached_property
    def evaluations(self) -> dict[str, Evaluation]:
        """The identities of each table evaluated, by identifier of the table."""
        return {id: evaluate(table) for id, table in self.report.tables.items()}

    @cached_property
    def failures(self) -> dict[str, list[Failure]]:
        """The identities that fail, by code of the rule."""
        grouped: dict[str, list[Failure]] = {}
        for evaluation in self.evaluations.values():
            for failure in evaluation.failed:
                grouped.setdefault(failure.identity.rule, []).append(failure)
        return grouped

    @cached_property
    def passes(self) -> dict[str, int]:
        """How many identities hold, by code of the rule."""
        counts: dict[str, int] = {}
        for evaluation in self.evaluations.values():
            for identity in evaluation.passed:
                counts[identity.rule] = counts.get(identity.rule, 0) + 1
        return counts

    @cached_property
    def skips(self) -> dict[str, list[tuple[Identity, Text]]]:
        """The identities that could not be checked with the reason, by code of the rule."""
        grouped: dict[str, list[tuple[Identity, Text]]] = {}
        for evaluation in self.evaluations.values():
            for identity, reason in evaluation.skipped:
                grouped.setdefault(identity.rule, []).append((identity, reason))
        return grouped

    @cached_property
    def implied(self) -> dict[str, Number]:
        """Values of blank or missing cells that follow from the rest, by address."""
        return {
            address: value
            for evaluation in self.evaluations.values()
            for address, value in evaluation.implied.items()
        }

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """The mistakes behind failed identities; where none failed, no solver is imported."""
        if not any(each.failed or each.conflicts for each in self.evaluations.values()):
            return ()
        from govreport.checker.repair import without_zeros

        return tuple(map(without_zeros, self._located))

    @cached_property
    def _located(self) -> tuple[Repair, ...]:
        """The repairs with the blanks that are zero after all."""
        from govreport.checker.prose.stating import statements
        from govreport.checker.repair import repair, system_of

        return repair(system_of(self, statements=statements(self)))

    def corrected(self, implied: Mapping[str, Number]) -> dict[str, Number]:
        """Return implied values as they are once the mistakes are repaired.

        What a blank must be was told by figures of which one may be wrong. Left out are blanks that
        are zero after all, and those on which the repairs of a mistake differ.
        """
        known = dict(implied)
        if not self.repairs:
            return known
        from govreport.checker.repair import filled

        for address, values in filled(self._located, implied).items():
            if address in known:
                del known[address]
                if len(values) == 1 and 0 not in values:
                    known[address] = values.pop()
        return {address: known[address] for address in implied if address in known}

    @cached_property
    def stated(self) -> tuple[Compared, ...]:
        """The figures in the prose held against the tables; their readings go to the report."""
        from govreport.checker.prose.comparing import compare

        compared = compare(self, self.report.claims)
        self.report.claims = tuple(each.claim for each in compared)
        return compared

    @cached_property
    def mended(self) -> tuple[Mapping[tuple[str, int], Number], ...]:
        """What the figures in the prose that no reading fits should be, by sentence and place:
        by the likeliest reading of each, by the next …
        """
        failing = [each for each in self.stated if each.status == "fails"]
        ways = max((len(each.values) for each in failing), default=0)
        return tuple(
            {(each.claim.text, each.claim.start): each.likeliest[at % len(each.values)].value or 0
             for each in failing}
            for at in range(ways)
        )  # fmt: skip

    @cached_property
    def misread(self) -> frozenset[tuple[str, str]]:
        """The identities, by rule and subject, that fail because the file was misread.

        Told by repairs of kind ``reading`` that are likelier than any other.
        """
        first: dict[tuple[tuple[str, str], ...], Repair] = {}
        for repair in self.repairs:
            first.setdefault(repair.before, repair)
        return frozenset(
            identity
            for before, repair in first.items()
            if repair.kind == "reading"
            for identity in before
        )

    def table(self, id: str) -> Table | None:
        """Return a table, ``None`` when the file does not have it."""
        return self.report.tables.get(id)

    def value(self, address: str) -> Number | None:
        """Return a printed or implied figure, ``None`` when unknown."""
        quantity = self.report.quantity(address)
        if quantity is not None and quantity.value is not None:
            return quantity.value
        return self.implied.get(address)

    def label(self, *cells: str) -> Text:
        """Name cells in the form's words."""
        labels = [self.form.label(cell) for cell in cells]
        return Text(
            "；".join(label.zh for label in labels), "; ".join(label.en for label in labels)
        )

    def location(self, cells: Iterable[str]) -> Location:
        """Return where the first of ``cells`` that is in the file stands."""
        for cell in cells:
            quantity = self.report.quantity(cell)
            if quantity is not None and quantity.location != NOWHERE:
                return quantity.location
        for cell in cells:
            table = self.report.tables.get(cell.partition(".")[0])
            if table is not None:
                return table.location
        return NOWHERE

    def finding(
        self,
        rule: Rule,
        message: Text,
        cells: Iterable[str] = (),
        *,
        printed: Number | None = None,
        expected: Number | None = None,
        implied: Mapping[str, Number] | None = None,
        severity: Severity | None = None,
        kind: Kind | None = None,
        location: Location | None = None,
        sentence: str = "",
        span: tuple[int, int] | None = None,
        label: Text | None = None,
        explained: bool = False,
    ) -> Finding:
        """Make a finding of ``rule``; what is not given is filled from the rule and the report.

        Arguments are those of :class:`Finding`. A finding that is not of kind ``report`` is never
        of severity ``error``: the body is not blamed for a fault of reading.
        """
        cells = tuple(cells)
        kind = kind or rule.kind
        severity = severity or rule.severity
        if kind != "report" and severity == "error":
            severity = "warning"
        known = printed is not None and expected is not None
        return Finding(
            id=self._id(rule, cells, sentence, span, message),
            rule=rule.code,
            name=rule.name,
            severity=severity,
            kind=kind,
            message=message,
            cells=cells,
            printed=printed,
            expected=expected,
            difference=printed - expected if known else None,  # type: ignore[operator]
            implied=implied or {},
            location=location or self.location(cells),
            sentence=sentence,
            span=span,
            label=label,
            explained=explained,
        )

    def _id(
        self,
        rule: Rule,
        cells: tuple[str, ...],
        sentence: str,
        span: tuple[int, int] | None,
        message: Text,
    ) -> str:
        """What is told apart only by its sentence, its place in it, or its message needs them."""
        place = (sentence, str(span and span[0])) if sentence else (sentence,)
        key = (*cells, *place) if cells or sentence else (message.zh,)
        values = [self._printed(cell) for cell in cells]
        return finding_id(self.report.organization, self.report.year, rule.code, key, values)

    def _printed(self, cell: str) -> str:
        quantity = self.report.quantity(cell)
        if quantity is None:
            return ""
        return quantity.printed if quantity.value is None else str(quantity.value)
