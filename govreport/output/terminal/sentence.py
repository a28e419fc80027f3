"""A sentence of the report with the figures that are wrong marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text as Line

from govreport.checker.model import Finding
from govreport.output.quoting import pieces

__all__ = ["marked_sentence"]


def marked_sentence(findings: Sequence[Finding], symbol: str, style: str) -> Line:
    """Return the sentence, cut to what surrounds the figures, each in 【】 behind ``symbol``.

    Arguments:
        findings: findings on one sentence.
        symbol: ``×`` or ``!``.
        style: how the figures are coloured.
    """
    return Line.assemble(
        *((f"【{symbol}{text}】", style) if marked else text for text, marked in pieces(findings))
    )
