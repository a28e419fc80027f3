"""What is read from a PDF does not depend on the fonts of the machine."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from govreport.reading.document import Grid
from govreport.reading.pdf import read as read_pdf
from tests.generator import PLAIN, blocks, random_truth
from tests.writers.pdf import PdfStyle, written

WITHOUT_FONTS = """
import ctypes, json, sys, tempfile
import pypdfium2.raw as pdfium
pdfium.FPDF_DestroyLibrary()
folders = (ctypes.c_char_p * 2)(tempfile.mkdtemp().encode(), None)
kind = dict(pdfium.FPDF_LIBRARY_CONFIG._fields_)["m_pUserFontPaths"]
config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=ctypes.cast(folders, kind))
pdfium.FPDF_InitLibraryWithConfig(config)
from tests.reading.test_pdf_fonts import texts
json.dump(texts(open(sys.argv[1], "rb").read()), sys.stdout)
"""
"""Reads a file as on a machine without any font."""


def texts(data):
    """What is read from a file: the texts of its paragraphs, and of the cells of its tables."""
    return [
        [[cell.text for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else block.text
        for block in read_pdf(data, "a.pdf").blocks
    ]


@pytest.mark.parametrize(
    "style",
    [
        PdfStyle(embedded=False),
        PdfStyle(embedded=False, lines="none"),
        PdfStyle(embedded=False, turn=90, size=7.5),
    ],
    ids=["ruled", "without lines", "turned"],
)
def test_fonts_that_are_not_in_the_file(tmp_path, style):
    """Single characters on a line («开») would be lost, digits as wide as the machine's are."""
    file = tmp_path / "report.pdf"
    file.write_bytes(written(blocks(random_truth(11), PLAIN), style))
    bare = subprocess.run(
        [sys.executable, "-c", WITHOUT_FONTS, str(file)], capture_output=True, check=True
    )
    assert json.loads(bare.stdout) == texts(file.read_bytes())
    assert "开" in "".join(map(str, texts(file.read_bytes())))
