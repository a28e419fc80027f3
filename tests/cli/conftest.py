"""The command line run in this process, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from govreport.cli.app import main

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}


class Done(NamedTuple):
    """What came of a run."""

    status: int
    out: str
    err: str


@pytest.fixture
def govreport(monkeypatch, capsys):
    """Run the command line in this process, in the project's folder, as a Chinese user."""

    def run(*arguments, lang="zh"):
        for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", LANGUAGES[lang])
        monkeypatch.chdir(ROOT)
        status = main([str(argument) for argument in arguments])
        return Done(status, *capsys.readouterr())

    return run


@pytest.fixture
def process(tmp_path):
    """Run the command line as a process."""

    def run(*arguments, stdin=None, encoding="utf-8", **environ):
        inherited = {
            name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ
        }
        done = subprocess.run(
            [sys.executable, "-m", "govreport", *map(str, arguments)],
            cwd=ROOT,
            env={
                **inherited,
                "HOME": str(tmp_path),
                "LANG": LANGUAGES["zh"],
                "PYTHONIOENCODING": encoding,
                **environ,
            },
            input=stdin,
            capture_output=True,
            timeout=60,
        )
        return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run
