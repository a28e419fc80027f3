"""README.md tells the truth: its commands run, and what it shows is what they print.

``UPDATE_README=1 pytest tests/test_readme.py`` writes what the commands print into the file.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import govreport
from govreport.parser.errors import NotAReport

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SET_UP = "python3 -m venv "


def code(language: str) -> list[str]:
    """Return the code blocks in one language."""
    return [body for name, body in FENCED.findall(TEXT) if name == language]


COMMANDS = [
    line.partition(" #")[0].strip()
    for block in code("sh")
    for line in block.splitlines()
    if line.strip() and not line.startswith(SET_UP)
]
SHOWN = [tuple(block.removeprefix("$ ").split("\n", 1)) for block in code("console")]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command beside the samples as a Chinese user on a terminal of 100 columns."""
    work = folder / "work"
    work.mkdir()
    shutil.copytree(ROOT / "samples", work / "samples")
    if "--since" in command:
        earlier = "govreport check samples -o 检查结果.json >/dev/null; "
        command = earlier + command
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environ = {
        "PATH": paths,
        "HOME": str(folder),
        "LANG": "zh_CN.UTF-8",
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "GOVREPORT_CACHE_DIR": str(folder / "cache"),
    }
    return subprocess.run(
        command,
        shell=True,
        cwd=work,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_everyday_commands(command, tmp_path):
    done = run(command, tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_shown_output(command, shown, tmp_path):
    done = run(command, tmp_path)
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"
    if os.environ.get("UPDATE_README"):
        new = README.read_text(encoding="utf-8").replace(
            f"$ {command}\n{shown}```", f"$ {command}\n{printed}```"
        )
        README.write_text(new, encoding="utf-8")
        return
    assert printed == shown


@pytest.mark.parametrize("example", code("python"))
def test_library_examples(example, monkeypatch):
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", str(README), 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize().failed == 0


def test_two_set_up_commands():
    lines = [line for block in code("sh") for line in block.splitlines()]
    first, second = (line for line in lines if line.startswith(SET_UP))
    assert "govreport check samples/" in first
    assert ".venv/bin/pytest" in second


@pytest.mark.parametrize("target", re.findall(r"\]\((?!http)([^)#]+)\)", TEXT))
def test_links_lead_somewhere(target):
    assert (ROOT / target).exists()


def test_the_readme_is_no_report():
    """It shows what the program prints of one."""
    with pytest.raises(NotAReport):
        govreport.read(README)
