"""Text as ``pdftotext -layout`` really writes it, of reports printed in many ways.

The program counts each Chinese character as one column, so that headings do not stand over their
figures, and lines of one page are shifted against each other: what is left blank there can hardly
be told from what stands beside it.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from random import Random

import pytest

import govreport
from tests.generator import Layout, NumberStyle, blocks, printed_cells, random_truth
from tests.test_round_trip import wrong_cells
from tests.writers import pdf

needs_program = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed (Debian: poppler-utils)"
)


def layout_of(random, zero):
    return Layout(
        seed=random.randrange(1000),
        requests=random.choice(("form", "two", "one")),
        disputes=random.choice(("row", "three", "rows", "shifted")),
        proactive=random.choice(("one", "many")),
        spellings=random.random() < 0.3,
        subtotal=random.random() < 0.1,
        page_break=random.choice((None, None, random.randrange(31))),
        note=random.random() < 0.5,
        numbers=NumberStyle(
            full_width=random.random() < 0.2,
            thousands=random.choice(("", ",")),
            unit=random.choice(("", "", "件")),
            zero=zero,
        ),
    )


def style_of(random):
    return pdf.PdfStyle(
        lines=random.choice(("solid", "solid", "none")),
        size=random.choice((7.5, 9, 10)),
        leading=random.choice((1.2, 1.5)),
        landscape=random.random() < 0.3,
        align=random.choice(("center", "center", "right", "left")),
        valign=random.choice(("middle", "top")),
        group_width=random.choice((3, 5, 8)),
        label_width=random.choice((8, 14, 20)),
        repeat=random.choice((0, 3)),
    )


def read_back(folder, seed, zero):
    """Write a report as PDF, have it turned into text, and return what is read of that."""
    random = Random(f"pdftotext {seed}")
    truth = random_truth(seed, random.choice(("2021", "2021", "2019")))
    layout = replace(layout_of(random, zero), vertical=False)
    file = pdf.write(blocks(truth, layout), folder / "report.pdf", style_of(random))
    subprocess.run(["pdftotext", "-layout", str(file)], check=True)
    return truth, layout, govreport.read(folder / "report.txt")


def silently_wrong(truth, layout, report):
    expected = printed_cells(truth, layout)
    return {
        quantity.address: (expected.get(quantity.address), quantity.value)
        for quantity in report.quantities
        if quantity.value != expected.get(quantity.address) and not quantity.doubt
    }


@needs_program
@pytest.mark.parametrize(
    ("seeds", "share"),
    [(range(12), 0.7), pytest.param(range(12, 200), 0.75, marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_zeros_printed(tmp_path, seeds, share):
    """No figure is misread, and most reports are read whole."""
    whole = 0
    for seed in seeds:
        truth, layout, report = read_back(tmp_path, seed, "0")
        assert silently_wrong(truth, layout, report) == {}, seed
        whole += wrong_cells(truth, layout, report) == {}
    assert whole >= share * len(seeds)


@needs_program
@pytest.mark.parametrize(
    "seeds", [range(12), pytest.param(range(12, 200), marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_zeros_left_blank(tmp_path, seeds):
    """No figure is misread: those whose column cannot be told are said to be doubtful."""
    for seed in seeds:
        truth, layout, report = read_back(tmp_path, seed, "")
        assert silently_wrong(truth, layout, report) == {}, seed
