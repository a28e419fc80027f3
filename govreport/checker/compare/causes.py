"""A parent body's figures against the sum over its bodies (SUM001), and why they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from govreport.checker.compare.explain import Explanation, explain
from govreport.checker.compare.model import Rollup, at
from govreport.checker.compare.rollup import listed
from govreport.checker.compare.scopes import Scope, is_by_sort, is_only_one, scope_without, scopes
from govreport.checker.compare.wordings import (
    ALTERNATIVES,
    AT_BODY,
    BESIDE,
    BLANK,
    INCOMPLETE,
    NO_PARENT,
    ONE_WAY,
    ONLY_ONE,
    SCOPE,
    SCOPE_OF_ONE,
    TABLE,
    UNDECIDED,
    UNREAD,
    WORDINGS,
)
from govreport.checker.context import finding_id
from govreport.checker.model import Change, Finding, Outcome, Repair, Result
from govreport.checker.rule import Rule
from govreport.parser.report import Number
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text

__all__ = ["RollupCheck"]

SHOWN = 5
"""So many cells of a table are told."""
MANY = 8
"""So many cells that all differ in one direction are no slips."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that went wrong in adding up.

    Arguments:
        kind: a body left out, a body counted twice, a slip in one cell, or litigation that both
            defendants count.
        body: the body left out or doubled; for a slip, the body whose own table shows it (``""``:
            none does).
        cells: the cells concerned with what is left of the difference in each (parent − sum).
        certain: nothing else explains it as well.
    """

    kind: Literal["body-left-out", "body-doubled", "cell", "two-defendants"]
    body: str = ""
    cells: tuple[tuple[str, Number], ...] = ()
    certain: bool = True


class RollupCheck:
    """Checks one sum and explains what differs.

    Arguments:
        rollup: the sum.
        rule: SUM001.
        results: the result of each report by itself, by ``id`` of the report.
    """

    def __init__(self, rollup: Rollup, rule: Rule, results: Mapping[int, Result]) -> None:
        self.rollup, self.rule, self.results = rollup, rule, results
        self.repairs: list[Repair] = []
        self.targets: Mapping[str, Number] = rollup.sums

    def run(self) -> Iterator[Finding | Outcome]:
        """Yield a finding for each cause, and fill ``repairs``."""
        rollup = self.rollup
        if not rollup.printed:
            yield Outcome(self.rule.code, "skipped", self._subject(), NO_PARENT)
            return
        for address in (a for table in rollup.form.tables for a in table.addresses):
            printed, total = rollup.printed.get(address), rollup.sums.get(address)
            if printed is None or total is None:
                if rollup.reports[rollup.parent].quantity(address) or total is not None:
                    yield Outcome(self.rule.code, "skipped", self._subject(address), UNREAD)
            elif printed == total:
                yield Outcome(self.rule.code, "pass", self._subject(address))
        if rollup.difference:
            yield from self._differing(rollup.difference)

    def _differing(self, difference: Mapping[str, Number]) -> Iterator[Finding | Outcome]:
        """Explain by single causes, else by the scope of the parent's tables, else not at all."""
        rollup = self.rollup
        explanations = explain(difference, rollup.units) if rollup.complete else []
        if not explanations:
            found = scopes(rollup, difference)
        elif is_by_sort(explanations[0].left_out, rollup.units):
            found = [scope_without(rollup, explanations[0].left_out, difference)]
        else:
            yield from self._explained([self._causes(each) for each in explanations])
            return
        for scope in found:
            yield from self._in_scope(scope)
        yield from self._simply(
            {a: v for a, v in difference.items() if not any(a in s.sum.printed for s in found)}
        )

    def _in_scope(self, scope: Scope) -> Iterator[Finding | Outcome]:
        """Say that tables take in some of the bodies only, and check them as the sum over those."""
        rollup = scope.sum
        tables = [t for t in rollup.form.tables if any(a in rollup.printed for a in t.addresses)]
        wording = SCOPE_OF_ONE if len(rollup.units) == 1 else SCOPE
        text = wording.format(
            parent=rollup.parent, year=rollup.year, left=listed(scope.left),
            tables="”“".join(table.title for table in tables), names=listed(tuple(rollup.units)),
        )  # fmt: skip
        yield self._found(text, [table.id for table in tables], key="scope", scope=True)
        check = RollupCheck(rollup, self.rule, self.results)
        yield from check._simply(rollup.difference)
        self.repairs += check.repairs

    def _simply(self, difference: Mapping[str, Number]) -> Iterator[Finding | Outcome]:
        """Explain by single causes, else say what differs."""
        rollup = self.rollup
        explanations = explain(difference, rollup.units) if rollup.complete and difference else []
        if explanations:
            yield from self._explained([self._causes(each) for each in explanations])
            return
        if rollup.complete:
            yield from self._unexplained(difference, _one_way(difference))
            return
        # What is missing can only add: a parent below the sum is wrong, or speaks of fewer bodies.
        below = {a: v for a, v in difference.items() if v < 0 and self._is_count(a)}
        for address in difference.keys() - below.keys():
            yield Outcome(self.rule.code, "skipped", self._subject(address), INCOMPLETE)
        yield from self._unexplained(below, "below")

    def _is_count(self, address: str) -> bool:
        table = self.rollup.form.table[address.partition(".")[0]]
        return table.kind_of(address) != "change"

    # ── causes ──

    def _causes(self, explanation: Explanation) -> list[Cause]:
        causes = [Cause("body-left-out", name) for name in explanation.left_out]
        causes += [Cause("body-doubled", name) for name in explanation.doubled]
        slips = dict(explanation.rest)
        for row in _counted_once(slips):
            causes.append(
                Cause("two-defendants", "", tuple((cell, slips.pop(cell)) for cell in row))
            )
        return causes + [self._slip(address, left) for address, left in slips.items()]

    def _slip(self, address: str, left: Number) -> Cause:
        """Lay a slip at the door of the report whose own tables show it."""
        for name in (self.rollup.parent, *self.rollup.units):
            by = -left if name == self.rollup.parent else left
            if self._is_mended(name, address, by):
                return Cause("cell", name, ((address, left),))
        return Cause("cell", "", ((address, left),), certain=False)

    def _is_mended(self, name: str, address: str, by: Number) -> bool:
        """Tell whether a report's own identities ask for this change."""
        report = self.rollup.reports.get(name)
        result = self.results.get(id(report)) if report is not None else None
        return result is not None and any(
            change.cell == address and change.expected - (change.printed or 0) == by
            for repair in result.repairs
            for change in repair.changes
        )

    def _explained(self, found: Sequence[list[Cause]]) -> Iterator[Finding | Outcome]:
        """State each cause of the likeliest explanation; the others are told as alternatives."""
        first = found[0]
        self.targets = self._targets(first)
        always = [cause for cause in first if all(cause in other for other in found)]
        ids: list[str] = []
        for cause in first:
            unknown = self._unknown(cause)
            if unknown is not None:
                yield unknown
                continue
            others = [c for other in found[1:] for c in other if c not in first]
            finding = self._finding(cause, [] if cause in always else others)
            yield finding
            self._repair(replace(cause, certain=cause.certain and cause in always), (finding.id,))
            if cause not in always:
                ids.append(finding.id)
        for cause in dict.fromkeys(c for other in found[1:] for c in other if c not in first):
            if self._unknown(cause) is None:
                self._repair(replace(cause, certain=False), tuple(ids))

    def _targets(self, causes: Sequence[Cause]) -> dict[str, Number]:
        """Return what the parent's cells should be: the sums, where a body's slip is put right."""
        targets = dict(self.rollup.sums)
        for cause in causes:
            if cause.kind == "cell" and cause.body not in ("", self.rollup.parent):
                targets |= {cell: targets[cell] + left for cell, left in cause.cells}
        return targets

    def _unknown(self, cause: Cause) -> Outcome | None:
        """A cell that differs while a body's figure in it is not known is no fault of anybody."""
        lacking = {
            name for address, _ in cause.cells for name in self.rollup.unknown.get(address, ())
        }
        if not lacking or cause.kind not in ("cell", "two-defendants"):
            return None
        reason = BLANK.format(names=listed(sorted(lacking)))
        return Outcome(self.rule.code, "skipped", self._subject(cause.cells[0][0]), reason)

    def _finding(self, cause: Cause, others: Sequence[Cause]) -> Finding:
        rollup = self.rollup
        if cause.kind in ("body-left-out", "body-doubled"):
            text = WORDINGS[cause.kind].format(
                parent=rollup.parent, year=rollup.year, name=cause.body
            )
            if cause.kind == "body-left-out" and is_only_one(cause.body, rollup.units):
                text = Text(text.zh + ONLY_ONE.zh, text.en + ONLY_ONE.en)
            names = dict.fromkeys(other.body for other in others if other.body)
            if names:
                more = ALTERNATIVES.format(names=listed(list(names)))
                text = Text(text.zh + more.zh, text.en + more.en)
            cells = [a for a, v in rollup.units[cause.body].items() if v and a in rollup.printed]
            return self._found(text, cells, key=cause.body)
        (address, left), *_ = cause.cells
        printed, total = rollup.printed[address], rollup.sums[address]
        at_body = cause.kind == "cell" and cause.body not in ("", rollup.parent)
        text = (AT_BODY if at_body else WORDINGS[cause.kind]).format(
            parent=rollup.parent, year=rollup.year, printed=printed, total=total,
            cell=listed_cells(rollup, [cell for cell, _ in cause.cells]),
            difference=f"{printed - total:+}", body=cause.body,
            beside=BESIDE.format(left=f"{left:+}") if left != printed - total else Text("", ""),
            remark=Text("", "") if cause.body else UNDECIDED,
        )  # fmt: skip
        return self._found(
            text, [cell for cell, _ in cause.cells], printed=printed, expected=total,
            scope=cause.kind == "two-defendants",
        )  # fmt: skip

    def _unexplained(
        self, difference: Mapping[str, Number], way: str
    ) -> Iterator[Finding | Outcome]:
        """State what nothing explains, a finding for each table.

        Where every cell of many is above the sum, or below it, the parent's report and the mapping
        hardly speak of the same bodies.
        """
        rollup = self.rollup
        for address in difference.keys() & rollup.unknown.keys():
            reason = BLANK.format(names=listed(rollup.unknown[address]))
            yield Outcome(self.rule.code, "skipped", self._subject(address), reason)
        for table in rollup.form.tables:
            cells = [a for a in table.addresses if a in difference and a not in rollup.unknown]
            if cells:
                told = "；".join(
                    f"{rollup.form.label(a).zh} {rollup.printed[a]}（各机关之和 {rollup.sums[a]}）"
                    for a in cells[:SHOWN]
                ) + ("……" if len(cells) > SHOWN else "")
                text = TABLE.format(
                    parent=rollup.parent, year=rollup.year, table=table.title, count=len(cells),
                    cells=told, remark=ONE_WAY.get(way, Text("", "")),
                )  # fmt: skip
                yield self._found(
                    text, cells, printed=rollup.printed[cells[0]], expected=rollup.sums[cells[0]],
                    scope=way in ONE_WAY,
                )  # fmt: skip

    # ── findings and repairs ──

    def _repair(self, cause: Cause, ids: tuple[str, ...]) -> None:
        """Give the figures to change: a slip of a body where its own table shows it, else the
        parent's. Litigation counted by both is a matter of definition: nothing need change.
        """
        parent = self.rollup.parent
        if cause.kind == "two-defendants":
            return
        if cause.kind == "cell":
            (address, left), *_ = cause.cells
            at_body = cause.body not in ("", parent)
            changes = [
                self._at_body(cause.body, address, left) if at_body else self._at_parent(address)
            ]
        else:
            changes = [
                self._at_parent(address)
                for address, value in self.rollup.units[cause.body].items()
                if value and address in self.rollup.printed
            ]
        if changes:
            self.repairs.append(
                Repair(changes=tuple(changes), unique=cause.certain, cause=cause.kind, resolves=ids)
            )

    def _at_parent(self, address: str) -> Change:
        """Change a cell to what it is once every cause is put right."""
        printed = self.rollup.printed.get(address)
        return self._change(self.rollup.parent, address, printed, self.targets[address])

    def _at_body(self, body: str, address: str, by: Number) -> Change:
        printed = self.rollup.units[body].get(address, 0)
        return self._change(body, address, printed, printed + by)

    def _change(self, body: str, address: str, printed: Number | None, expected: Number) -> Change:
        rollup = self.rollup
        label = rollup.form.label(address)
        return Change(
            cell=at(body, rollup.year, address),
            printed=printed,
            expected=expected,
            label=Text(f"{body}：{label.zh}", f"{body}: {label.en}"),
            location=self._place(body, address),
        )

    def _place(self, body: str, address: str) -> Location:
        report = self.rollup.reports.get(body)
        quantity = report.quantity(address) if report is not None else None
        return quantity.location if quantity is not None else NOWHERE

    def _subject(self, address: str = "") -> str:
        where = f"{self.rollup.parent}@{self.rollup.year}"
        return f"{where}:{address}" if address else where

    def _found(
        self,
        text: Text,
        cells: Sequence[str],
        *,
        key: str = "",
        printed: Number | None = None,
        expected: Number | None = None,
        scope: bool = False,
    ) -> Finding:
        rollup, rule = self.rollup, self.rule
        names = tuple(at(rollup.parent, rollup.year, cell) for cell in cells)
        values = [key, *(str(rollup.printed.get(cell, "")) for cell in cells)]
        known = printed is not None and expected is not None
        return Finding(
            id=finding_id(rollup.parent, rollup.year, rule.code, names, values),
            rule=rule.code,
            name=rule.name,
            severity="warning" if scope else rule.severity,
            kind="scope" if scope else "report",
            message=text,
            cells=names,
            printed=printed,
            expected=expected,
            difference=printed - expected if known else None,  # type: ignore[operator]
            location=self._place(rollup.parent, cells[0]) if cells else NOWHERE,
            source=rollup.reports[rollup.parent].source,
        )


def _one_way(difference: Mapping[str, Number]) -> str:
    """Tell whether many cells are all ``above`` the sum, or all ``below`` it (``""``: neither)."""
    if len(difference) < MANY:
        return ""
    above = sum(value > 0 for value in difference.values())
    return {0: "below", len(difference): "above"}.get(above, "")


def _counted_once(rest: Mapping[str, Number]) -> Iterator[list[str]]:
    """Yield the cells of each kind of litigation that the parent counts lower in itself soundly:
    outcomes and total by as much. That is no slip, but cases taken together.
    """
    for row in ("litigation.direct", "litigation.after_reconsideration"):
        cells = [cell for cell in rest if cell.rpartition(".")[0] == row]
        total = rest.get(f"{row}.total", 0)
        parts = [rest[cell] for cell in cells if not cell.endswith(".total")]
        if total < 0 and all(part < 0 for part in parts) and sum(parts) == total:
            yield sorted(cells, key=lambda cell: not cell.endswith(".total"))


def listed_cells(rollup: Rollup, cells: Sequence[str]) -> Text:
    """Name cells in the form's words."""
    labels = [rollup.form.label(cell) for cell in cells]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
