"""The pause in the search for circular garbage."""

from __future__ import annotations

import gc

import pytest

import govreport
from govreport.parser import NotAReport
from govreport.uncollected import uncollected


def test_the_search_goes_on_after_a_pause_and_after_an_error():
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_paused_it_keeps_the_pause(samples):
    gc.disable()
    try:
        govreport.check(samples / "consistent.txt")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_report_that_cannot_be_read_ends_the_pause(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>无关的网页</p></body></html>", encoding="utf-8")
    with pytest.raises(NotAReport):
        govreport.check(page)
    assert gc.isenabled()
