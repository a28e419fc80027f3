"""Reports with planted mistakes, their marked copies, and what must be marked in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import govreport
from govreport.checker.model import Result
from govreport.output.annotate.copies import annotator_of
from govreport.output.annotate.marks import Mark, marks_of
from govreport.reading.limits import DEFAULT
from tests.generator import PLAIN, Layout, blocks, plant, random_truth
from tests.generator.blocks import Block

__all__ = ["SLIPS", "laid_out", "mark", "members", "same_findings", "wanted"]

SLIPS = ("swapped-digits", "dropped-digit", "applicants", "blank", "total-kept")


def laid_out(seed: int = 7, slips: tuple[str, ...] = SLIPS, layout: Layout = PLAIN) -> list[Block]:
    """A report with several mistakes, in the neutral form."""
    right = truth = random_truth(seed)
    for number, slip in enumerate(slips):
        planted = plant(truth, slip, Random(number + 5))
        assert planted is not None
        truth = planted.truth
    return list(blocks(truth, layout, right))


def mark(path: Path, language: str = "zh") -> tuple[Result, list[Mark], bytes]:
    """Check a file, and return the result, the marks, and the marked copy."""
    result = govreport.check(path)
    marks = marks_of(result, language)
    assert marks, "nothing is wrong in this report"
    annotator = annotator_of(result.report.document.format)
    return result, marks, annotator.annotate(path.read_bytes(), marks, DEFAULT, language)


def wanted(result: Result, marks: list[Mark]) -> dict[str, str]:
    """The cells that must be shaded: level by address."""
    places = {quantity.location: quantity.address for quantity in result.report.quantities}
    return {places[each.location]: each.level for each in marks if each.is_cell}


def same_findings(before: Result, path: Path) -> bool:
    """Tell whether a marked copy says the same as the original, and the same is wrong in it."""
    after = govreport.check(path)
    figures = [
        {q.address: (q.value, q.printed) for q in r.report.quantities} for r in (before, after)
    ]
    assert figures[0] == figures[1]
    assert [f.id for f in before.issues] == [f.id for f in after.issues]
    assert [f.location for f in before.issues] == [f.location for f in after.issues]
    return True


def members(data: bytes) -> dict[str, bytes]:
    """The members of an Office file, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}
