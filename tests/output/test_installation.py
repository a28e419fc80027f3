"""What `info` says about formats is what the readers do."""

from __future__ import annotations

import ast
import io
import re
import sys
from pathlib import Path
from typing import get_args

import pytest

import govreport.reading as reading
from govreport.output.terminal import Printer, installation
from govreport.output.terminal.installation import FORMATS, about
from govreport.reading.sniff import Kind

FOLDER = Path(reading.__file__).parent
READ = [format for format in FORMATS if format.kinds]


def shown(language="zh"):
    """What is printed."""
    return Printer(io.StringIO(), "never").text(*about(language))


def third_party(kind):
    """Packages from outside that the reader of a kind imports, in whatever function."""
    name = reading._READERS[kind]
    files = [FOLDER / f"{name}.py", *(FOLDER / name).rglob("*.py")]
    found = set()
    for node in (n for f in files if f.exists() for n in ast.walk(ast.parse(f.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    tops = {module.partition(".")[0] for module in found}
    return tops - set(sys.stdlib_module_names) - {"govreport"}


def test_every_kind_that_is_read_is_told():
    told = [kind for format in READ for kind in format.kinds]
    # The binary workbook is known, to be told apart; it is not read.
    assert sorted(told) == sorted(set(get_args(Kind)) - {"xlsb"})


@pytest.mark.parametrize("format", READ, ids=lambda format: format.suffixes)
def test_the_library_is_the_one_that_the_reader_imports(format):
    for kind in set(format.kinds) - {"zip", "own"}:
        assert third_party(kind) <= {format.library}


def test_a_missing_library_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(installation, "find_spec", lambda name: None)
    assert "pip install lxml" in shown()
    assert shown("en").count("× no") > shown("en").count("√ yes")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_of_notices_is_where_it_says(language):
    (path,) = re.findall(r"/\S+?\.docx", shown(language).replace("\n", ""))
    assert Path(path).is_file()


def test_what_is_never_read_has_a_remedy():
    assert "另存为" in shown()
    assert all(format.kinds or format.remedy for format in FORMATS)
