"""Writes reports to files in the formats that need no writer of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.generator.blocks import Block
from tests.generator.layout import PLAIN, Layout
from tests.generator.render import TabStyle, html, pipes, spaces, tabs
from tests.generator.report import blocks
from tests.generator.truth import Truth

__all__ = ["FORMATS", "FileStyle", "write", "written"]

FORMATS: dict[str, tuple[str, Callable[[Sequence[Block], Any], str]]] = {
    "tabs": (".txt", tabs),
    "spaces": (".txt", spaces),
    "pipes": (".md", pipes),
    "html": (".html", html),
}
"""Suffix and renderer by name; the renderer takes the neutral form and its style."""


@dataclass(frozen=True)
class FileStyle:
    """How a report is written to a file.

    Arguments:
        format: one of :data:`FORMATS`.
        style: the renderer's style.
        encoding: the encoding of the file; HTML declares it.
    """

    format: str
    style: Any
    encoding: str = "utf-8"


def written(laid: Sequence[Block], style: FileStyle) -> bytes:
    """Return the bytes of a file that holds a report."""
    _, renderer = FORMATS[style.format]
    options = style.style
    if style.format == "html":
        options = replace(options, charset=style.encoding)
    text = renderer(laid, options)
    # a page that declares gb2312 is written in GB18030, of which that is the beginning
    return text.encode("gb18030" if style.encoding == "gb2312" else style.encoding)


def write(
    folder: Path,
    truth: Truth,
    layout: Layout = PLAIN,
    style: FileStyle | None = None,
    *,
    told: Truth | None = None,
    name: str = "report",
) -> Path:
    """Write a report into ``folder`` and return its path.

    Arguments:
        folder: an existing folder.
        truth: what the tables say.
        layout: how the report is laid out.
        style: the format of the file (as pasted with tabs, where not said).
        told: what the prose says, where that is not the same.
        name: the name of the file without its suffix.
    """
    style = style or FileStyle("tabs", TabStyle())
    path = folder / (name + FORMATS[style.format][0])
    path.write_bytes(written(blocks(truth, layout, told), style))
    return path
