"""Sentences of a report quoted with the figures that findings are about marked in 【】."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from govreport.checker.model import Finding
from govreport.output.safe import one_line
from govreport.output.words import MARKS

__all__ = ["by_sentence", "pieces", "quoted"]

_AROUND = 60
"""Characters kept before the first figure, twice as many between figures and behind the last."""


def by_sentence(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Yield findings that quote one sentence together, every other by itself, in their order."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        together = finding.sentence and not finding.accepted
        key = (finding.sentence, finding.location) if together else finding.id
        groups.setdefault(key, []).append(finding)
    yield from groups.values()


def pieces(findings: Sequence[Finding], *, whole: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the sentence of findings in pieces, each with whether it is a figure to be marked.

    Of figures that overlap the shorter is marked.

    Arguments:
        findings: findings on one sentence.
        whole: leave nothing out, however far from every figure.
    """
    sentence, done = findings[0].sentence, 0
    for start, end in _apart(findings):
        before = sentence[done:start]
        yield one_line(before if whole else _lead(before, inner=done > 0)), False
        yield one_line(sentence[start:end]), True
        done = end
    yield one_line(sentence[done:] if whole else _tail(sentence[done:])), False


def quoted(finding: Finding, *, whole: bool = False) -> str:
    """Return the sentence of a finding with its figure as in «收到申请【×25】件», ``""`` without one.

    Arguments:
        finding: the finding.
        whole: leave nothing out.
    """
    symbol = MARKS["accepted" if finding.accepted else finding.severity]
    found = pieces([finding], whole=whole) if finding.sentence else ()
    return "".join(f"【{symbol}{text}】" if marked else text for text, marked in found)


def _apart(findings: Iterable[Finding]) -> list[tuple[int, int]]:
    spans = {finding.span for finding in findings if finding.span is not None}
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        if all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end))
    return sorted(chosen)


def _lead(text: str, *, inner: bool) -> str:
    if inner:
        return text if len(text) <= 3 * _AROUND else f"{_tail(text)}{text[-_AROUND:]}"
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:]}"


def _tail(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND]}…"
