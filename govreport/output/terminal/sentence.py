"""A sentence of the report with the figure that is wrong marked."""

from __future__ import annotations

from rich.text import Text as Line

from govreport.output.safe import one_line

__all__ = ["marked_sentence"]

_AROUND = 60
"""Characters shown on either side of the figure; a longer sentence is cut there."""


def marked_sentence(sentence: str, span: tuple[int, int] | None, symbol: str, style: str) -> Line:
    """Return the sentence, cut to what surrounds the figure, the figure in 【】 behind ``symbol``.

    Arguments:
        sentence: the sentence as printed.
        span: where the figure stands in it (``None``: nothing is marked).
        symbol: ``×`` or ``!``.
        style: how the figure is coloured.
    """
    start, end = span or (0, 0)
    before, after = one_line(_lead(sentence[:start])), one_line(_tail(sentence[end:]))
    if span is None:
        return Line(after)
    figure = f"【{symbol}{one_line(sentence[start:end])}】"
    return Line.assemble(before, (figure, style), after)


def _lead(text: str) -> str:
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:]}"


def _tail(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND]}…"
