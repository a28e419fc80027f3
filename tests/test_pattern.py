"""Patterns that are compiled late."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from govreport.pattern import lazy


def test_a_pattern_does_what_a_compiled_one_does():
    late, early = lazy(r"(?P<n>\d+)件", re.ASCII), re.compile(r"(?P<n>\d+)件", re.ASCII)
    text = "收到12件，办结３件"
    assert [match.span() for match in late.finditer(text)] == [
        match.span() for match in early.finditer(text)
    ]
    assert late.sub("x", text) == early.sub("x", text)
    assert (late.pattern, late.flags) == (early.pattern, early.flags)


def test_it_is_compiled_once(monkeypatch):
    late = lazy("一")
    assert late.search("一")
    monkeypatch.setattr(re, "compile", None)
    assert late.search("一")
    assert not late.search("二")


def test_a_wrong_pattern_is_noticed_where_it_is_used():
    with pytest.raises(re.error):
        lazy("(").search("x")


ALL = """
import gc, importlib, pkgutil
import govreport
from govreport.pattern import _Pattern
for module in pkgutil.walk_packages(govreport.__path__, "govreport."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
found = [each for each in gc.get_objects() if isinstance(each, _Pattern)]
for each in found:
    each.search
print(len(found))
"""


def test_every_pattern_of_the_program_can_be_compiled():
    done = subprocess.run([sys.executable, "-c", ALL], capture_output=True, text=True)
    assert int(done.stdout) > 30, done.stderr
