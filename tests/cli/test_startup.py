"""Starting is quick: nothing is loaded that the file or an option does not ask for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT

HEAVY = {
    "docx",
    "importlib.metadata",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "pdfplumber",
    "pyarrow",
    "pydantic",
    "pypdfium2",
    "rich.markdown",
    "rich.traceback",
    "scipy",
    "tomlkit",
    "typer.rich_utils",
    "xlrd",
}

LOADED = """
import json, sys
from govreport.cli.app import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(*arguments):
    """The status of a run, and which heavy modules it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    status, modules = json.loads(done.stderr.splitlines()[-1])
    return status, HEAVY.intersection(modules)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "samples/consistent.txt"], 0),
        (["check", "samples/one-wrong-cell.txt"], 1),
        (["check", "samples/blanks.md", "--format", "json"], 0),
        (["extract", "samples/consistent.txt"], 0),
        (["rules"], 0),
        (["--version"], 0),
        (["check", "--help"], 0),
        (["check", "--nope"], 2),
    ],
)
def test_a_text_loads_nothing_heavy(arguments, status):
    assert loaded(*arguments) == (status, set())


def test_a_web_page_loads_what_it_needs_and_no_more():
    assert loaded("check", "samples/web-page.html") == (0, {"lxml"})


def test_importing_the_package_loads_nothing_else():
    code = "import sys, govreport; print(*(name for name in sys.modules if 'govreport' in name))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["govreport"]
