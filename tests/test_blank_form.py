"""The blank form as the State Council's office handed it out, filled with figures and read back."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

import govreport
from govreport.reading.docx import read
from tests.generator import PLAIN, printed_cells, random_truth
from tests.generator.layout import shows

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = "word/document.xml"


@pytest.fixture(scope="session")
def form(shared_data):
    return (shared_data / "form-2021-blank.docx").read_bytes()


def filled(form, title, figures):
    """Return the form with a title and figures in its blank cells, in reading order."""
    old = zipfile.ZipFile(io.BytesIO(form))
    root = etree.fromstring(old.read(PART))
    heading = next(each for each in root.iter(f"{W}t") if "格式模板" in each.text)
    heading.text = title
    blank = [cell for cell in root.iter(f"{W}tc") if takes_figure(cell)]
    for cell, figure in zip(blank, figures, strict=True):
        etree.SubElement(etree.SubElement(cell.find(f"{W}p"), f"{W}r"), f"{W}t").text = figure
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == PART else old.read(name))
    return buffer.getvalue()


def takes_figure(cell):
    """A cell without text that is not the rest of a merged one."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    is_rest = merge is not None and merge.get(f"{W}val") != "restart"
    return not is_rest and not "".join(cell.itertext(f"{W}t")).strip()


def test_blank(form):
    grids = list(read(form, "form.docx").grids)
    assert [(len(grid.rows), {len(row) for row in grid.rows}) for grid in grids] == [
        (14, {4}), (28, {10}), (4, {15}),
    ]  # fmt: skip
    assert not any(cell.text for row in grids[1].rows[3:] for cell in row[3:])


@pytest.mark.parametrize("seed", range(5))
def test_filled(form, seed, tmp_path):
    truth = random_truth(seed)
    figures = [
        shows(truth, PLAIN, address)
        for table in ("proactive", "requests", "reconsideration", "litigation")
        for address in truth.form.table[table].addresses
    ]
    path = tmp_path / "report.docx"
    path.write_bytes(filled(form, truth.title, figures))
    report = govreport.read(path)
    assert (report.title, report.year, report.form.id) == (truth.title, truth.year, "2021")
    assert {q.address: q.value for q in report.quantities} == printed_cells(truth, PLAIN)
