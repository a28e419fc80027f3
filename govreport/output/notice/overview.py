"""The list of every file of a run: who got a notice, who is clean, what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govreport.checker.model import Result
from govreport.output.items import Failure, Skipped
from govreport.output.notice import wording
from govreport.output.notice.blocks import Block, Cell, Grid, Paragraph, line
from govreport.output.notice.details import Details
from govreport.output.notice.letter import Letter
from govreport.output.safe import one_line
from govreport.output.words import REASONS
from govreport.text import Language, Text

__all__ = ["Overview", "State"]

State = Literal["clean", "notified", "unchecked", "failed", "skipped"]

_STATES: tuple[State, ...] = ("notified", "clean", "unchecked", "failed", "skipped")
_CUT_SHORT = ("truncated", "no-text")
"""What of a file makes what was left out unchecked, see :class:`govreport.reading.document.Note`."""
_COLUMNS: dict[bool, tuple[tuple[int, int], ...]] = {
    True: ((0, 8), (1, 24), (2, 9), (3, 25), (4, 34)),
    False: ((0, 8), (3, 42), (4, 50)),
}
"""Columns of the table with their widths, for reports and for files that are none."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file.

    Arguments:
        body: the body whose report it is.
        year: the year it reports on.
        source: the path.
        remark: what is to be said of it.
    """

    body: str
    year: str
    source: str
    remark: str


class Overview:
    """Keeps a line for each file, in the order of the run.

    Arguments:
        details: what the sender says of himself.
        language: the language of every word that is not the reports'.
    """

    def __init__(self, details: Details, language: Language) -> None:
        self._details = details
        self._language = language
        self._entries: dict[State, list[_Entry]] = {state: [] for state in _STATES}

    def add_letter(self, letter: Letter, name: str) -> None:
        """List a report with a letter.

        Arguments:
            letter: the letter.
            name: its file (``""``: it could not be written).
        """
        written = wording.NOTICE.format(name=name) if name else wording.NOT_WRITTEN
        self._add_report("notified", letter.result, [letter.counts, written])

    def add_result(self, result: Result) -> None:
        """List a report without a letter: as clean only where nothing was left unchecked."""
        unchecked = _unchecked(result)
        state: State = "unchecked" if unchecked else "clean"
        self._add_report(state, result, unchecked or _remarks(result))

    def add_unread(self, item: Failure | Skipped) -> None:
        """List a file that could not be read, or is no report."""
        if isinstance(item, Failure):
            told = item.message.of(self._language)
            self._entries["failed"].append(_Entry("", "", one_line(item.source), one_line(told)))
            return
        reason = REASONS.get(item.reason)
        told = reason.of(self._language) if reason else item.reason
        self._entries["skipped"].append(_Entry("", "", one_line(item.source), told))

    def count(self, state: State) -> int:
        """Return how many files came to this."""
        return len(self._entries[state])

    def fields(self) -> dict[str, str]:
        """Return the texts for the placeholders, by their names in Chinese."""
        language = self._language
        told = [
            wording.STATES[state][1].format(n=len(entries)).of(language)
            for state, entries in self._entries.items()
            if entries or state in ("clean", "notified")
        ]
        comma = "，" if language == "zh" else ", "
        files = sum(map(len, self._entries.values()))
        summary = wording.CHECKED.format(files=files, counts=comma.join(told)).of(language)
        return {
            "概况": summary,
            "发文机关": self._details.issuer,
            "日期": self._details.date,
        }

    def blocks(self) -> dict[str, list[Block]]:
        """Return what stands in the place of the placeholders that take more than a line."""
        return {"名单": list(self._states())}

    def _add_report(self, state: State, result: Result, remarks: list[Text]) -> None:
        report = result.report
        told = ("；" if self._language == "zh" else "; ").join(
            one_line(text.of(self._language)) for text in remarks
        )
        year = "" if report.year is None else str(report.year)
        body = one_line(report.organization or "")
        self._entries[state].append(_Entry(body, year, one_line(report.source), told))

    def _states(self) -> Iterator[Block]:
        ordinal = 0
        for state, entries in self._entries.items():
            if not entries:
                continue
            ordinal += 1
            title, _, lead = wording.STATES[state]
            yield Paragraph(line(wording.as_title(ordinal, title).of(self._language)), "heading")
            yield Paragraph(line(lead.of(self._language)))
            yield self._grid(state, entries)

    def _grid(self, state: State, entries: list[_Entry]) -> Grid:
        columns = _COLUMNS[state not in ("failed", "skipped")]
        heads = tuple(wording.LIST_HEADS[at].of(self._language) for at, _ in columns)
        rows = (_cells(n, entry) for n, entry in enumerate(entries, 1))
        return Grid(
            heads,
            tuple(width for _, width in columns),
            tuple(tuple(cells[at] for at, _ in columns) for cells in rows),
        )


def _cells(number: int, entry: _Entry) -> tuple[Cell, ...]:
    """Return the cells of a file, in the order of the heads."""
    return (
        Cell((line(str(number)),), "center"),
        Cell((line(entry.body),)),
        Cell((line(entry.year),), "center"),
        Cell((line(entry.source),)),
        Cell((line(entry.remark),)),
    )


def _unchecked(result: Result) -> list[Text]:
    """Say what of a report could not be checked, or not be read with certainty."""
    told = [wording.UNVERIFIABLE] if result.verdict == "unverifiable" else []
    if result.checks.error:
        told.append(wording.BROKEN.format(n=result.checks.error))
    told += [f.message for f in result.issues if f.kind == "reading" and not f.accepted]
    told += [note.text for note in result.report.document.notes if note.kind in _CUT_SHORT]
    return told


def _remarks(result: Result) -> list[Text]:
    """Say what is worth knowing of a report that is clean."""
    told = [f.message for f in result.issues if f.severity == "note" and not f.accepted]
    if accepted := sum(finding.accepted for finding in result.issues):
        told.append(wording.ACCEPTED.format(n=accepted))
    return told
