"""What is marked in a copy of a report, where, and what the comment there says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from govreport.checker.model import Change, Finding, Repair, Result
from govreport.output.places import change_text, figure, label_of
from govreport.output.safe import plain
from govreport.output.wording import BETWEEN, SEVERAL, TIED, why
from govreport.reading.document import NOWHERE, Location
from govreport.text import Language, Text

__all__ = ["AUTHOR", "Level", "Mark", "marks_of"]

AUTHOR = "govreport"
"""Whose comments they are; by it an earlier run's are told from those of people."""

Level = Literal["wrong", "doubtful"]
"""``wrong``: this figure is to be changed; ``doubtful``: look here, what is wrong is not sure."""

_LONG = 20
"""A stretch of a sentence with more characters holds several figures, of which one may be marked
itself: it is shaded weakly, so that that one stands out."""

_SHOULD = Text(
    "应为 {expected}，此处为 {printed}。", "Should be {expected}; {printed} is printed here."
)
_SHOULD_BLANK = Text("应为 {expected}，此处空白。", "Should be {expected}; it is blank here.")
_IMPLIED = Text("按其余数字推算（{rule}）。", "It follows from the other figures ({rule}).")
_MAY = Text(
    "可能应为 {expected}（{n} 种改法之一，见“{where}”处的批注）。",
    "May have to be {expected} (one of {n} ways to mend it, see the comment at “{where}”).",
)
_SHORT = Text("应为{expected}", "should be {expected}")
_SHORT_MAY = Text("可能应为{expected}", "{expected}?")
_NEXT = Text("；", "; ")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place to mark.

    Arguments:
        location: the place; of the whole report where it is nowhere in the file.
        level: how it is shaded.
        comment: what the comment says, ``""`` where the place is only shaded.
        short: what is printed beside the figure where no comment can be shown on paper.
        printed: the text that must stand in the cell, to be sure that it is the right one.
        sentence: the sentence concerned; nothing where a cell is.
        span: where the figure stands in it.
    """

    location: Location
    level: Level
    comment: str = ""
    short: str = ""
    printed: str = ""
    sentence: str = ""
    span: tuple[int, int] | None = None

    @property
    def is_cell(self) -> bool:
        """It is a cell of a table, not a figure in a sentence or the report as a whole."""
        at = self.location
        return not self.sentence and (at.cell is not None or at.column is not None)


def marks_of(result: Result, language: Language) -> list[Mark]:
    """Return the places to mark in a report, each once, in the order of their importance.

    Repairs come first: the figure to change is marked. An identity that no repair explains has all
    its cells shaded and the comment at its total. Blanks get the value that follows from the rest;
    in a sentence the figure is marked. What is accepted, only worth knowing, or perhaps a fault of
    reading is not the body's to mend, and is left out.

    Arguments:
        result: the report with its findings.
        language: the language of the comments.
    """
    maker = _Maker(result, language)
    found = [mark for marks in (maker.repairs(), maker.findings()) for mark in marks]
    return _merged(found)


class _Maker:
    """Makes the marks of one report."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result = result
        self.language = language
        self.open = {f.id: f for f in result.issues if not f.accepted}

    def repairs(self) -> Iterator[Mark]:
        """Yield the cells to change; where repairs tie, all that may have to be."""
        for _, group in groupby(self.result.open_repairs, key=lambda repair: repair.before):
            tied = [repair for repair in group if repair.changes]
            if len(tied) == 1:
                yield from self._repair(tied[0])
            elif tied:
                yield from self._tied(tied)

    def findings(self) -> Iterator[Mark]:
        """Yield the places of findings that no repair explains."""
        explained = {
            id for repair in self.result.open_repairs if repair.changes for id in repair.resolves
        }
        for finding in self.open.values():
            if finding.id in explained or finding.severity == "note" or finding.kind == "reading":
                continue
            if finding.implied:
                yield from self._implied(finding)
            elif finding.sentence:
                yield self._sentence(finding)
            else:
                yield self._remark(finding)
                yield from map(self._shaded, finding.cells)

    # ── repairs ─────────────────────────────────────────────────────────────────────────────────

    def _repair(self, repair: Repair) -> Iterator[Mark]:
        together = []
        if len(repair.changes) > 1:
            together.append(SEVERAL.of(self.language).format(n=len(repair.changes)))
            together += [change_text(self.result, c, self.language) for c in repair.changes]
        reasons = [why(repair, self.language).lstrip(BETWEEN), *self._messages(repair)]
        for n, change in enumerate(repair.changes):
            lines = [self._should(change), *together, *(reasons if n == 0 else [])]
            yield Mark(
                change.location,
                "wrong" if repair.unique and repair.kind == "report" else "doubtful",
                _joined(lines),
                _SHORT.of(self.language).format(expected=figure(change.expected)),
                self._printed(change.cell),
            )

    def _tied(self, tied: Sequence[Repair]) -> Iterator[Mark]:
        """Yield one comment with all alternatives, and a short one at each cell."""
        lines = [TIED.of(self.language).format(n=len(tied))]
        for n, repair in enumerate(tied, 1):
            words = [change_text(self.result, change, self.language) for change in repair.changes]
            joined = _NEXT.of(self.language).join(words)
            lines.append(f"{n}. {joined}{why(repair, self.language)}")
        first = next((self.open[id] for id in tied[0].resolves if id in self.open), None)
        change = tied[0].changes[0]
        at, cell = (first.location, first.cells[:1]) if first else (change.location, (change.cell,))
        comment = _joined([*lines, *self._messages(tied[0])])
        yield Mark(at, "doubtful", comment, printed=self._printed(*cell))
        where = label_of(self.result.report.form, cell[0]).of(self.language) if cell else ""
        for change in (change for repair in tied for change in repair.changes):
            may = self._filled(_MAY, change, n=len(tied), where=where)
            yield Mark(
                change.location,
                "doubtful",
                "" if change.location == at else may,
                self._filled(_SHORT_MAY, change),
                self._printed(change.cell),
            )

    def _should(self, change: Change) -> str:
        blank = change.printed is None
        return self._filled(_SHOULD_BLANK if blank else _SHOULD, change)

    def _filled(self, text: Text, change: Change, **more: object) -> str:
        printed = figure(change.printed)
        return text.of(self.language).format(
            expected=figure(change.expected), printed=printed, **more
        )

    def _messages(self, repair: Repair) -> list[str]:
        """Return what the repair resolves, a line each."""
        return [self._message(self.open[id]) for id in repair.resolves if id in self.open]

    # ── findings ────────────────────────────────────────────────────────────────────────────────

    def _remark(self, finding: Finding) -> Mark:
        printed = self._printed(*finding.cells[:1])
        return Mark(finding.location, "doubtful", self._message(finding), printed=printed)

    def _sentence(self, finding: Finding) -> Mark:
        start, end = finding.span or (0, len(finding.sentence))
        is_figure = finding.severity == "error" and end - start <= _LONG
        return Mark(
            finding.location,
            "wrong" if is_figure else "doubtful",
            self._message(finding),
            sentence=finding.sentence,
            span=finding.span,
        )

    def _shaded(self, address: str) -> Mark:
        quantity = self.result.report.quantity(address)
        location = quantity.location if quantity else NOWHERE
        return Mark(location, "doubtful", printed=self._printed(address))

    def _implied(self, finding: Finding) -> Iterator[Mark]:
        """Yield each blank with its value; rows that are not in the file are told as a whole."""
        missing = False
        for address, value in finding.implied.items():
            quantity = self.result.report.quantity(address)
            if quantity is None or quantity.location == NOWHERE:
                missing = True
                continue
            change = Change(address, None, value)
            yield Mark(
                quantity.location,
                "doubtful",
                self._should(change) + _IMPLIED.of(self.language).format(rule=finding.rule),
                self._filled(_SHORT, change),
                self._printed(address),
            )
        if missing:
            yield self._remark(finding)

    def _message(self, finding: Finding) -> str:
        return plain(f"{finding.rule} {finding.message.of(self.language)}")

    def _printed(self, address: str = "") -> str:
        quantity = self.result.report.quantity(address) if address else None
        return quantity.printed if quantity else ""


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in map(plain, lines) if line)


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """Return one mark for each place; comments on one place follow each other."""
    places: dict[object, Mark] = {}
    for mark in marks:
        if not mark.is_cell and not mark.comment:
            continue
        key = (mark.location, mark.sentence, mark.span)
        if key in places:
            mark = _both(places[key], mark)
        places[key] = mark
    return list(places.values())


def _both(first: Mark, second: Mark) -> Mark:
    comments = dict.fromkeys([*first.comment.split("\n\n"), *second.comment.split("\n\n")])
    shorts = dict.fromkeys(each for each in (first.short, second.short) if each)
    return replace(
        first,
        level="wrong" if "wrong" in (first.level, second.level) else "doubtful",
        comment="\n\n".join(comment for comment in comments if comment),
        short=" ".join(shorts),
    )


class Changed(Exception):  # noqa: N818 - it says what is the matter
    """A file does not say where a mark belongs what it said when it was checked."""


FILLS: dict[Level, str] = {"wrong": "F7B2AD", "doubtful": "FFE9A8"}
"""The colours of the shades, as hexadecimal RGB; by them an earlier run's are known."""
