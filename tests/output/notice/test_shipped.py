"""The templates that the package brings along are what they are made from, and open."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

import govreport.output.notice
from tests.output.results import wrong_result
from tests.writers.notice_template import NAMES, parts, written

FOLDER = Path(govreport.output.notice.__file__).parent


@pytest.mark.parametrize("name", NAMES)
def test_the_package_has_what_is_made(name):
    if os.environ.get("UPDATE_TEMPLATES"):
        (FOLDER / name).write_bytes(written(name))
    # How deflate packs the parts may differ from machine to machine.
    with zipfile.ZipFile(FOLDER / name) as archive:
        found = {part: archive.read(part).decode() for part in archive.namelist()}
    assert found == parts(name)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_set_as_official_letters_are(name):
    document = docx.Document(BytesIO(written(name)))
    (section,) = document.sections
    assert [round(section.page_width.mm), round(section.page_height.mm)] == [210, 297]
    assert [round(section.left_margin.mm), round(section.top_margin.mm)] == [28, 37]
    normal, title = document.styles["Normal"], document.styles["Title"]
    if ".zh." in name:
        assert (normal.font.size.pt, title.font.size.pt) == (16, 22)
        assert 'w:eastAsia="仿宋_GB2312"' in document.styles.element.xml
        assert 'w:firstLineChars="200"' in normal.element.xml
    assert document.core_properties.author == "govreport"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.slow
def test_libreoffice_opens_a_letter(notices, tmp_path):
    notices(wrong_result())
    (path,) = (tmp_path / "notices").glob("*整改通知.docx")
    shutil.copy(path, tmp_path / "letter.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "letter.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
    assert "某某市人民政府：" in text
    assert "2024年政府信息公开工作年度报告整改通知" in text
    assert "REQ001" in text
