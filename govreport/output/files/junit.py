"""JUnit XML: one suite per report, one case per rule, for build servers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from govreport.checker.compare.model import Comparison
from govreport.checker.model import Finding, Outcome, Result
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE, rules_for
from govreport.output.items import Failure, Item, Skipped
from govreport.output.places import place
from govreport.output.quoting import quoted
from govreport.output.safe import plain
from govreport.text import Language, Text

__all__ = ["Junit"]


OVER_SEVERAL = ("YRS", "SUM")
"""Codes of the rules that see more than one report begin so."""

NOTHING = Text("没有可以核对的报告", "no reports to check")


class Junit:
    """Writes a ``testsuite`` for each file as it comes.

    An error is a failure, a warning stands in ``system-out`` of a case that passes, a rule that
    could not be checked is skipped, a file that could not be read is an error.
    """

    whole = False
    begins: tuple[str, ...] = (
        '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="govreport">',
    )
    encoding: str | None = "utf-8"

    def __init__(self, file: IO[str], language: Language) -> None:
        self.file = file
        self.language = language
        file.write(self.begins[0] + "\n")

    def add(self, item: Item) -> None:
        """Write the suite of one file."""
        if isinstance(item, Failure):
            name, message = _attribute(item.source), item.message.of(self.language)
            self.file.write(
                f'<testsuite name={name} tests="1" failures="0" errors="1" skipped="0">\n'
                f'<testcase name="read" classname={name}>'
                f"<error type={_attribute(item.error)} message={_attribute(message)}/>"
                "</testcase>\n</testsuite>\n"
            )
        elif not isinstance(item, Skipped):
            self._suite(item)

    def conclude(self, comparison: Comparison) -> None:
        """Write one suite for what was checked over several reports."""
        ran = {outcome.rule for outcome in comparison.outcomes} | set(comparison.passes)
        rules = [r for r in CATALOGUE if r.code in ran or r.code.startswith(OVER_SEVERAL)]
        idle = (Outcome(r.code, "skipped", "", NOTHING) for r in rules if r.code not in ran)
        outcomes = (*comparison.outcomes, *idle)
        self._write_suite("compare", rules, comparison.issues, outcomes)

    def close(self) -> None:
        """End the document."""
        self.file.write("</testsuites>\n")
        self.file.flush()

    def _suite(self, result: Result) -> None:
        rules = [r for r in rules_for(result.report.form) if not r.code.startswith(OVER_SEVERAL)]
        self._write_suite(result.report.source, rules, result.issues, result.outcomes)

    def _write_suite(
        self, name: str, rules: Sequence[Rule], issues: Sequence[Finding], other: Sequence[Outcome]
    ) -> None:
        cases = list(self._cases(name, rules, issues, other))
        failures = sum("<failure" in case for case in cases)
        errors = sum("<error" in case for case in cases)
        skipped = sum("<skipped" in case for case in cases)
        self.file.write(
            f'<testsuite name={_attribute(name)} tests="{len(cases)}" '
            f'failures="{failures}" errors="{errors}" skipped="{skipped}">\n'
        )
        self.file.writelines(cases)
        self.file.write("</testsuite>\n")

    def _cases(
        self, name: str, rules: Sequence[Rule], issues: Sequence[Finding], other: Sequence[Outcome]
    ) -> Iterator[str]:
        found: dict[str, list[Finding]] = {}
        for finding in issues:
            found.setdefault(finding.rule, []).append(finding)
        outcomes: dict[str, list[Outcome]] = {}
        for outcome in other:
            outcomes.setdefault(outcome.rule, []).append(outcome)
        for rule in rules:
            inner = self._inner(found.get(rule.code, []), outcomes.get(rule.code, []))
            yield _case(name, rule, inner)

    def _inner(self, findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> str:
        open_errors = [f for f in findings if f.severity == "error" and not f.accepted]
        if open_errors:
            text = "\n".join(self._line(f) for f in open_errors)
            message = _attribute(open_errors[0].message.of(self.language))
            return f"<failure message={message}>{escape(plain(text))}</failure>"
        broken = [o for o in outcomes if o.status == "error"]
        if broken:
            reason = broken[0].reason
            return f"<error message={_attribute(reason.of(self.language) if reason else '')}/>"
        if findings:
            text = "\n".join(self._line(f) for f in findings)
            return f"<system-out>{escape(plain(text))}</system-out>"
        skips = [o for o in outcomes if o.status == "skipped"]
        if skips:
            reason = skips[0].reason
            return f"<skipped message={_attribute(reason.of(self.language) if reason else '')}/>"
        return ""

    def _line(self, finding: Finding) -> str:
        where = f"{finding.source} {place(finding.location, self.language)}".strip()
        told = f"{finding.severity}: {finding.message.of(self.language)} {where}".rstrip()
        return f"{told}\n    {quoted(finding)}" if finding.sentence else told


def _case(source: str, rule: Rule, inner: str) -> str:
    name = _attribute(f"{rule.code} {rule.name}")
    return f"<testcase name={name} classname={_attribute(source)}>{inner}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(plain(text))
