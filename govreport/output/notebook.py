"""A result as a table in a notebook: self-contained HTML in which every text is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from govreport.checker.model import Finding, Repair, Result
from govreport.language import preferred
from govreport.output.places import change_text, figure, place, signed, title_of
from govreport.output.safe import one_line
from govreport.output.words import COUNTS, HEADS, MARKS, word
from govreport.text import Language, Text

__all__ = ["html"]

_COLOURS = {
    "consistent": "#1a7f37",
    "inconsistent": "#b42318",
    "unverifiable": "#8a6100",
    "error": "#b42318",
    "warning": "#8a6100",
    "note": "#175cd3",
}
_MESSAGE = Text("说明", "message")
_CHANGE = Text("改为", "change")
_OR = Text("或", "or")


def html(result: Result, language: Language | None = None) -> str:
    """Return the verdict, the findings and the repairs as HTML.

    Arguments:
        result: the report with its findings.
        language: the language of the messages (``None``: the user's).
    """
    language = language or preferred()
    return f'<div class="govreport">{"".join(_parts(result, language))}</div>'


def _parts(result: Result, language: Language) -> Iterator[str]:
    report, checks = result.report, result.checks
    title = report.title or report.organization or report.source
    about = [report.organization, report.year, report.form.name.of(language), report.source]
    yield f"<p><strong>{_text(title)}</strong><br>"
    yield _text(" · ".join(str(part) for part in about if part is not None)) + "<br>"
    score = "—" if result.score is None else str(result.score)
    counts = {
        "score": score,
        "passed": checks.passed,
        "failed": checks.failed,
        "skipped": checks.skipped,
    }
    tail = "".join(f"&ensp;{COUNTS[name].of(language)} {value}" for name, value in counts.items())
    yield f"{_mark(result.verdict, language)}{tail}</p>"
    open_ = [finding for finding in result.issues if not finding.accepted]
    if open_:
        yield _findings(result, open_, language)
    if result.repairs:
        yield _repairs(result, language)


def _findings(result: Result, findings: Sequence[Finding], language: Language) -> str:
    heads = [*(head.of(language) for head in HEADS), _MESSAGE.of(language)]
    return _table(heads, [_finding(result, finding, language) for finding in findings])


def _finding(result: Result, finding: Finding, language: Language) -> list[str]:
    where = (title_of(finding, result.report.form).of(language), place(finding.location, language))
    return [
        f"{_mark(finding.severity, language)} {_text(finding.rule)}",
        "<br>".join(_text(part) for part in where if part),
        _text(figure(finding.printed)),
        _text(figure(finding.expected)),
        _text(signed(finding.difference)),
        _text(finding.message.of(language)),
    ]


def _repairs(result: Result, language: Language) -> str:
    rows = []
    for _, tied in groupby(result.repairs, key=lambda repair: repair.before):
        ways = [_repair(result, repair, language) for repair in tied]
        rows.append([f"<br>{_OR.of(language)}&ensp;".join(ways)])
    return _table([_CHANGE.of(language)], rows)


def _repair(result: Result, repair: Repair, language: Language) -> str:
    changes = "; ".join(change_text(result, change, language) for change in repair.changes)
    reason = repair.reason.of(language) if repair.reason else ""
    return _text(f"{changes} ({reason})" if changes and reason else changes or reason)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; the cells are HTML already, the heads are not."""
    head = "".join(f'<th style="text-align:left">{_text(each)}</th>' for each in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _mark(name: str, language: Language) -> str:
    return f'<b style="color:{_COLOURS[name]}">{MARKS[name]} {_text(word(name, language))}</b>'


def _text(text: str) -> str:
    return escape(one_line(text))
