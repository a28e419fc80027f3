"""Styles that tell nothing are left out of a page's source, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given

from govreport.reading.html.prune import prune
from govreport.reading.html.thin import thin
from govreport.reading.html.tree import parse
from govreport.reading.html.walk import walk
from govreport.reading.limits import DEFAULT
from tests.generator import blocks, written
from tests.generator.strategies import reports

KEPT = {
    "hides": '<p style="display:none">a',
    "hides, in capitals": '<P style="COLOR:red;DISPLAY : NONE">a',
    "hides in Word": "<span style='mso-hide:all'>a</span>",
    "makes a table": '<div style="display:table-row">a</div>',
    "a small picture": '<img src="a.png" style="width: 16px">',
    "a quotation mark is missing": '<p style="color:red>a<b class="c">d</b>',
    "another attribute": '<td colspan="2" class="style">a</td>',
}
LEFT_OUT = {
    "a cell of Word": ("<td style='border:none;padding:0cm' width=20>", "<td  width=20>"),
    "an editor's": ('<p class="a" style="line-height:30px">', '<p class="a" >'),
    "one over several lines": ("<p\nstyle='a:b;\r\n c:d'>", "<p\n\n>"),
}


@pytest.mark.parametrize("markup", KEPT.values(), ids=KEPT)
def test_kept(markup):
    assert thin(markup.encode()) == markup.encode()


@pytest.mark.parametrize(("markup", "rest"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_left_out(markup, rest):
    assert thin(markup.encode()) == rest.encode()


@given(reports("html"))
def test_a_page_reads_the_same(case):
    truth, layout, style = case
    markup = written(blocks(truth, layout), style).decode(errors="replace").encode()
    read = [shown(source) for source in (markup, thin(markup))]
    assert read[0] == read[1]


def shown(markup):
    root = parse(markup, DEFAULT)
    notes = prune(root, markup)
    return repr((walk(root, DEFAULT), notes))
