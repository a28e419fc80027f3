"""JUnit XML: one suite per report, one case per rule, for build servers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from govreport.checker.model import Finding, Outcome, Result
from govreport.checker.rule import Rule
from govreport.checker.rules import rules_for
from govreport.output.items import Failure, Item, Skipped
from govreport.output.places import place
from govreport.output.quoting import quoted
from govreport.output.safe import plain
from govreport.text import Language

__all__ = ["Junit"]


class Junit:
    """Writes a ``testsuite`` for each file as it comes.

    An error is a failure, a warning stands in ``system-out`` of a case that passes, a rule that
    could not be checked is skipped, a file that could not be read is an error.
    """

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

    def close(self) -> None:
        """End the document."""
        self.file.write("</testsuites>\n")
        self.file.flush()

    def _suite(self, result: Result) -> None:
        cases = list(self._cases(result))
        failures = sum("<failure" in case for case in cases)
        errors = sum("<error" in case for case in cases)
        skipped = sum("<skipped" in case for case in cases)
        self.file.write(
            f'<testsuite name={_attribute(result.report.source)} tests="{len(cases)}" '
            f'failures="{failures}" errors="{errors}" skipped="{skipped}">\n'
        )
        self.file.writelines(cases)
        self.file.write("</testsuite>\n")

    def _cases(self, result: Result) -> Iterator[str]:
        found: dict[str, list[Finding]] = {}
        for finding in result.issues:
            found.setdefault(finding.rule, []).append(finding)
        other: dict[str, list[Outcome]] = {}
        for outcome in result.outcomes:
            other.setdefault(outcome.rule, []).append(outcome)
        for rule in rules_for(result.report.form):
            if rule.code.startswith(("YRS", "SUM")):
                continue  # rules over several reports
            inner = self._inner(found.get(rule.code, []), other.get(rule.code, []))
            yield _case(result.report.source, rule, inner)

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
        where = place(finding.location, self.language)
        told = f"{finding.severity}: {finding.message.of(self.language)} {where}".rstrip()
        return f"{told}\n    {quoted(finding)}" if finding.sentence else told


def _case(source: str, rule: Rule, inner: str) -> str:
    name = _attribute(f"{rule.code} {rule.name}")
    return f"<testcase name={name} classname={_attribute(source)}>{inner}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(plain(text))
