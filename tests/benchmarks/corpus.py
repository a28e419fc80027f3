"""Folders of generated reports in one format, every third with a mistake in its tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from tests.generator import FileStyle, Layout, blocks, plant, random_truth, written
from tests.generator.blocks import Block
from tests.generator.render import HtmlStyle, TabStyle
from tests.generator.truth import Truth
from tests.writers import docx, pdf, xlsx

__all__ = ["KINDS", "corpus"]

SLIPS = ("swapped-digits", "mistyped-digit", "dropped-digit")


def _html(laid: Sequence[Block], seed: int) -> bytes:
    return written(laid, FileStyle("html", HtmlStyle(word=bool(seed % 2), seed=seed)))


KINDS: dict[str, tuple[str, Callable[[Sequence[Block], int], bytes]]] = {
    "text": (".txt", lambda laid, seed: written(laid, FileStyle("tabs", TabStyle()))),
    "html": (".html", _html),
    "docx": (".docx", lambda laid, seed: docx.written(laid, docx.DocxStyle(run_length=3))),
    "xlsx": (".xlsx", lambda laid, seed: xlsx.written(laid)),
    "pdf": (".pdf", lambda laid, seed: pdf.written(laid, pdf.PdfStyle())),
}
"""Suffix and writer by name; the writer takes the neutral form of a report and a seed."""


def corpus(folder: Path, kind: str, count: int) -> Path:
    """Write ``count`` reports of one kind into ``folder``, and return it.

    Arguments:
        folder: made when it is not there; files that are there are kept.
        kind: one of :data:`KINDS`.
        count: number of reports.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffix, writer = KINDS[kind]
    for seed in range(count):
        path = folder / f"{seed:05}{suffix}"
        if not path.exists():
            path.write_bytes(writer(_report(seed), seed))
    return folder


def _report(seed: int) -> list[Block]:
    truth = random_truth(seed, ("2021", "2021", "2019")[seed % 3])
    told: Truth | None = None
    if seed % 3 == 0:
        planted = plant(truth, SLIPS[seed // 3 % len(SLIPS)], Random(seed))
        if planted is not None:
            truth, told = planted.truth, planted.right
    return blocks(truth, Layout(seed=seed, around=bool(seed % 2)), told)
