"""Marked copies of files that LibreOffice wrote, and marked copies as LibreOffice opens them."""

from __future__ import annotations

import re
import shutil
import subprocess

import openpyxl
import pytest

from govreport.output.annotate.marks import FILLS
from tests.generator import FileStyle
from tests.generator.files import written
from tests.generator.render import HtmlStyle
from tests.output.annotate.marked import laid_out, mark, members, same_findings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

FILTERS = {
    "docx": ("docx:MS Word 2007 XML", "HTML (StarWriter)"),
    "xlsx": ("xlsx", "HTML (StarCalc)"),
}


def convert(path, folder, target, source_filter=None):
    """Convert a file by LibreOffice, and return the new one."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", target, "--outdir", folder]
    command += [f"--infilter={source_filter}"] if source_filter else []
    subprocess.run([*command, path], check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{target.partition(':')[0]}"


@pytest.fixture(params=FILTERS)
def office_file(request, tmp_path):
    """A report with mistakes that LibreOffice made of a page."""
    page = tmp_path / "page.html"
    page.write_bytes(written(laid_out(), FileStyle("html", HtmlStyle())))
    return convert(page, tmp_path, *FILTERS[request.param])


@pytest.fixture(params=FILTERS)
def published(request, shared_data, tmp_path):
    """A published page as an Office file."""
    return convert(shared_data / "shanghai-office-2019.html", tmp_path, *FILTERS[request.param])


def test_files_that_libreoffice_wrote(office_file, tmp_path):
    result, marks, data = mark(office_file)
    marked = tmp_path / f"marked{office_file.suffix}"
    marked.write_bytes(data)
    assert same_findings(result, marked)
    again = convert(marked, tmp_path / "again", office_file.suffix[1:])
    told = sum(1 for each in marks if each.comment)
    if office_file.suffix == ".docx":
        parts = members(again.read_bytes())
        assert len(re.findall(rb"<w:comment ", parts["word/comments.xml"])) == told
        assert all(fill.encode() in parts["word/document.xml"] for fill in FILLS.values())
        return
    cells = [
        cell for row in openpyxl.load_workbook(again).worksheets[0].iter_rows() for cell in row
    ]
    assert sum(1 for cell in cells if cell.comment) == told
    assert {cell.fill.fgColor.rgb[2:] for cell in cells} >= set(FILLS.values())


def test_published_pages_as_office_files(published, tmp_path):
    result, _, data = mark(published)
    marked = tmp_path / f"marked{published.suffix}"
    marked.write_bytes(data)
    assert same_findings(result, marked)
