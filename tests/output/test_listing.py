"""The long table on the terminal, drawn at once, looks as the console draws it piece by piece."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from govreport.output.entries import Entry
from govreport.output.terminal.listing import Listing
from govreport.output.terminal.overview import row_of

ENTRIES = (
    Entry("failed", "坏.docx", problem="不是文档"),
    Entry("inconsistent", "很长/" * 30 + "a.txt", "某某县人民政府", 2023, "", "改 1 → 2" * 20, 90),
    Entry("consistent", "b.txt", "某某市", 2023, score=100),
)


@pytest.mark.parametrize("system", [None, "standard", "256", "truecolor"])
@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("width", [72, 120, 100_000])
def test_drawn_at_once_it_looks_the_same(system, no_color, width):
    listing = Listing(["结果", "得分", "错误", "警告", "报告"], [row_of(e, "zh") for e in ENTRIES])
    console = Console(
        file=io.StringIO(), width=width, color_system=system, no_color=no_color,
        force_terminal=system is not None, legacy_windows=False,
    )  # fmt: skip
    with console.capture() as capture:
        console.print(listing)
    assert listing.drawn(console) == capture.get()
