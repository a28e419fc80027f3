"""What a body has to correct, verify or explain: one item for each independent mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from govreport.checker.model import Change, Finding, Repair, Result
from govreport.checker.rules.blanks import without_values
from govreport.output.notice import wording
from govreport.output.notice.blocks import Line, Span, line
from govreport.output.places import figure, label_of, place, signed, title_of
from govreport.output.quoting import by_sentence, pieces
from govreport.output.safe import one_line
from govreport.output.terminal.equation import equation, identity_of
from govreport.output.wording import BETWEEN, why
from govreport.parser.report import Number
from govreport.reading.document import Location
from govreport.text import Language, Text

__all__ = ["Figure", "Item", "Part", "items_of"]

Part = Literal["correct", "verify", "scope", "reading", "notes"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, and what it should be.

    Arguments:
        where: the table, row and column in the form's words, and the place in the file.
        printed: the figure as printed.
        expected: what it should be (``""``: that is for the body to say).
        difference: printed less expected.
        reason: what speaks for it, where it is one of several ways.
    """

    where: str
    printed: str
    expected: str
    difference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One mistake, or one thing to look at.

    Arguments:
        figures: the figures concerned.
        told: what is to be said of them, line by line.
        rules: codes of the rules that found it.
        count: for how many things it stands: where nobody can tell which figures are wrong, each
            row and column that does not add up is one.
    """

    figures: tuple[Figure, ...]
    told: tuple[Line, ...]
    rules: tuple[str, ...]
    count: int = 1


def items_of(result: Result, language: Language) -> dict[Part, list[Item]]:
    """Return what is to be said of a report, by the part of the letter; accepted findings are not.

    Arguments:
        result: the report with its findings.
        language: the language of every word that is not the report's.
    """
    parts: dict[Part, list[Item]] = {
        "correct": [], "verify": [], "scope": [], "reading": [], "notes": [],
    }  # fmt: skip
    wording_ = _Wording(result, language)
    open_ = [finding for finding in result.issues if not finding.accepted]
    told: set[str] = set()
    for _, group in groupby(result.open_repairs, key=lambda repair: repair.before):
        tied = list(group)
        findings = _explained(result, tied, open_)
        if findings:
            told.update(finding.id for finding in findings)
            part = _part_of_mistake(tied[0], findings)
            # What was misread tells nothing of what the body should change.
            item = wording_.misread if part == "reading" else wording_.mistake
            parts[part].append(item(tied, findings))
    for together in by_sentence(finding for finding in open_ if finding.id not in told):
        for findings in _mistakes_among(together):
            parts[_part_of(findings[0])].append(wording_.single(findings))
    return parts


def _mistakes_among(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Yield each mistake of one sentence; what one of them explains goes with the first."""
    explained = [finding for finding in findings if finding.explained]
    own = [[finding] for finding in findings if not finding.explained]
    if not own:
        own, explained = [[finding] for finding in findings], []
    own[0].extend(explained)
    yield from own


def _part_of(finding: Finding) -> Part:
    if finding.kind in ("reading", "scope"):
        return "reading" if finding.kind == "reading" else "scope"
    by_severity: dict[str, Part] = {"error": "correct", "warning": "verify"}
    return by_severity.get(finding.severity, "notes")


def _part_of_mistake(likeliest: Repair, findings: Sequence[Finding]) -> Part:
    if likeliest.kind == "reading":
        return "reading"
    parts = [_part_of(finding) for finding in findings]
    return next(part for part in ("correct", "verify", *parts) if part in parts)


def _explained(
    result: Result, tied: Sequence[Repair], findings: Sequence[Finding]
) -> list[Finding]:
    """Return the findings that a mistake explains: those that its repairs resolve, those that
    only tell how it came about, and, where no repair was found, the identities that fail."""
    resolved = {id for repair in tied for id in repair.resolves}
    cells = [{change.cell for change in repair.changes} for repair in tied]
    without = {subject for repair in tied if not repair.changes for subject in repair.before}
    return [
        finding
        for finding in findings
        if finding.id in resolved
        or (finding.severity == "warning" and not finding.implied and set(finding.cells) in cells)
        or _subject(result, finding) in without
    ]


def _subject(result: Result, finding: Finding) -> tuple[str, str] | None:
    found = identity_of(finding, result.report.form)
    return (finding.rule, found[1].subject) if found else None


class _Wording:
    """Puts the findings of one report into words."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result = result
        self.language = language

    def mistake(self, tied: Sequence[Repair], findings: Sequence[Finding]) -> Item:
        """Return the item of a mistake: what to change, and which identities fail by it."""
        several = len(tied) > 1
        figures = [
            figure
            for n, repair in enumerate(tied, 1)
            for figure in self._changes(repair, n if several else 0)
        ]
        told = [line(("" if self.language == "zh" else " ").join(self._lead(tied)))]
        for finding in findings:
            told += self._failure(finding)
        count = 1 if tied[0].changes else len(findings)
        return Item(tuple(figures), tuple(told), _rules(findings), count)

    def misread(self, tied: Sequence[Repair], findings: Sequence[Finding]) -> Item:
        """Return the item of what was probably misread: where to look, and why."""
        telling = [f for f in findings if f.severity == "warning"] or findings
        told = [each for finding in telling for each in self._message(finding)]
        return Item((), tuple(told), _rules(findings))

    def single(self, findings: Sequence[Finding]) -> Item:
        """Return the item of a finding that no repair resolves, with those that it explains."""
        finding = findings[0]
        told = [self._said(each) for each in findings]
        if finding.sentence:
            told.append(self._quoted(finding))
        figures: tuple[Figure, ...] = ()
        if finding.kind != "reading" and finding.implied:
            figures = tuple(self._implied(finding))
        elif _part_of(finding) == "correct":
            figures = (self._figure(finding),)
            if finding.rule == "TXT001":
                told.append(line(self._text(wording.EITHER)))
        return Item(figures, tuple(told), _rules(findings))

    def _text(self, text: Text, **values: object) -> str:
        return text.format(**values).of(self.language) if values else text.of(self.language)

    # ── figures ──

    def _changes(self, repair: Repair, number: int) -> Iterator[Figure]:
        """Yield the figures that a repair changes; ``number`` tells it from others."""
        way = self._text(wording.WAY, n=number) if number else ""
        last = len(repair.changes)
        for at, change in enumerate(repair.changes, 1):
            reason = why(repair, self.language).lstrip(BETWEEN) if number and at == last else ""
            yield self._change(change, way, reason)

    def _change(self, change: Change, way: str, reason: str) -> Figure:
        label = change.label or label_of(self.result.report.form, change.cell)
        difference = None if change.printed is None else change.printed - change.expected
        return Figure(
            f"{way}{label.of(self.language)}{self._at(change.location)}",
            self._printed(change.cell, change.printed),
            figure(change.expected),
            signed(difference),
            reason,
        )

    def _implied(self, finding: Finding) -> Iterator[Figure]:
        form = self.result.report.form
        for cell, value in finding.implied.items():
            quantity = self.result.report.quantity(cell)
            at = self._at(quantity.location) if quantity else ""
            label = label_of(form, cell).of(self.language)
            yield Figure(f"{label}{at}", self._printed(cell, None), figure(value))

    def _figure(self, finding: Finding) -> Figure:
        """Return the figure that a finding is about, as it stands in the file."""
        label = title_of(finding, self.result.report.form).of(self.language)
        printed, expected = self._both(finding)
        if finding.sentence:
            label = self._text(wording.PROSE)
        at = self._at(finding.location)
        told = any(character.isdigit() for character in expected)
        difference = signed(finding.difference) if told else ""
        return Figure(f"{label}{at}", printed, expected, difference)

    def _both(self, finding: Finding) -> tuple[str, str]:
        if finding.sentence:
            return self._both_told(finding)
        if finding.printed is None and finding.cells:
            return self._printed(finding.cells[0], None), ""
        return figure(finding.printed), self._bound(finding, figure(finding.expected))

    def _both_told(self, finding: Finding) -> tuple[str, str]:
        """Return what a sentence says, and what it should; of words («均获维持») only the first."""
        words = "".join(text for text, marked in pieces([finding]) if marked)
        if not any(character.isdigit() for character in words):
            return words, self._text(wording.ABOVE)
        if words.endswith(("%", "％")):
            return words, f"{finding.expected}%"
        short = len(words) <= _SHORT
        return words if short else figure(finding.printed), figure(finding.expected)

    def _bound(self, finding: Finding, expected: str) -> str:
        """Say «not below» or «not above» where the identity asks for no more."""
        found = identity_of(finding, self.result.report.form)
        if found is None or found[1].relation == "=" or finding.difference is None:
            return expected
        bound = wording.AT_LEAST if finding.difference < 0 else wording.AT_MOST
        return self._text(bound, n=expected)

    def _printed(self, cell: str, value: Number | None) -> str:
        if value is not None:
            return figure(value)
        quantity = self.result.report.quantity(cell)
        if quantity is None:
            return self._text(wording.MISSING)
        return one_line(quantity.printed) or self._text(wording.BLANK)

    def _at(self, location: Location) -> str:
        """Say where something stands, in brackets (``""`` when that is not known)."""
        where = place(location, self.language)
        return "" if not where else f"（{where}）" if self.language == "zh" else f" ({where})"

    # ── words ──

    def _lead(self, tied: Sequence[Repair]) -> Iterator[str]:
        """Yield what to do, and why."""
        first, reason = tied[0], why(tied[0], self.language).lstrip(BETWEEN)
        if not first.changes:
            yield f"{reason}{self._text(wording.STOP)}"
            return
        if len(tied) > 1:
            yield self._text(wording.TIED)
            return
        one = len(first.changes) == 1
        text = wording.THIS_MENDS if one else wording.THESE_MEND
        yield self._text(text, n=len(first.changes))
        if not first.unique:
            yield self._text(wording.UNSURE)
        if reason:
            yield f"{reason}{self._text(wording.STOP)}"

    def _failure(self, finding: Finding) -> Iterator[Line]:
        """Yield an identity that fails, written out."""
        sum_ = equation(finding, self.result.report, self.language)
        if not sum_ or finding.sentence:
            yield from self._message(finding)
            return
        title = title_of(finding, self.result.report.form).of(self.language)
        difference = self._text(wording.DIFFERENCE, n=figure(finding.difference).lstrip("-"))
        colon = "：" if self.language == "zh" else ": "
        at = self._at(finding.location)
        yield line(f"{title}{at}{colon}{sum_}{difference}{self._code(finding)}")

    def _message(self, finding: Finding) -> Iterator[Line]:
        """Yield what a finding says, and the sentence that it is about."""
        yield self._said(finding)
        if finding.sentence:
            yield self._quoted(finding)

    def _said(self, finding: Finding) -> Line:
        message = without_values(finding.message) if finding.implied else finding.message
        at = "" if finding.sentence else self._at(finding.location)
        return line(f"{message.of(self.language)}{at}{self._code(finding)}")

    def _quoted(self, finding: Finding) -> Line:
        quoted = (
            Span(f"【{text}】", strong=True) if marked else Span(text)
            for text, marked in pieces([finding])
        )
        return line(f"{self._text(wording.QUOTED)}“", *quoted, "”")

    def _code(self, finding: Finding) -> str:
        return f"〔{finding.rule}〕" if self.language == "zh" else f" [{finding.rule}]"


_SHORT = 12
"""A marked stretch of a sentence up to so many characters is shown as the printed figure."""


def _rules(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.rule for finding in findings))
