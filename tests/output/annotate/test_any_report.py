"""Any report in any file that is marked reads as before, and unmarked is as it was."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

import govreport
from govreport.output.annotate.html.unmark import without_marks
from govreport.output.annotate.marks import marks_of
from tests.generator import SLIPS, FileStyle, blocks, plant
from tests.generator.files import written
from tests.generator.render import HtmlStyle
from tests.generator.strategies import layouts, truths
from tests.output.annotate.marked import mark, same_findings
from tests.test_office_round_trip import any_docx, any_xlsx
from tests.writers import docx, xlsx

any_html = st.builds(
    FileStyle,
    st.just("html"),
    st.builds(
        HtmlStyle,
        word=st.booleans(),
        spans=st.sampled_from(("clean", "malformed")),
        nested=st.booleans(),
        header=st.booleans(),
        blank=st.sampled_from(("", "&nbsp;", "<o:p> </o:p>", "<br>")),
        script=st.booleans(),
        seed=st.integers(0, 99),
    ),
    st.sampled_from(("utf-8", "gb2312", "utf-16")),
)
WRITERS = {
    "docx": (any_docx, docx.written), "xlsx": (any_xlsx, xlsx.written), "html": (any_html, written)
}  # fmt: skip


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("marked")


@pytest.mark.parametrize("format", WRITERS)
def test_any_report(folder, format):
    styles, write = WRITERS[format]

    @given(truths(), layouts(), styles, st.sampled_from(sorted(SLIPS)), st.integers(0, 99))
    @settings(max_examples=8, phases=(Phase.generate, Phase.shrink))
    def marked(truth, layout, style, slip, seed):
        planted = plant(truth, slip, Random(seed))
        assume(planted is not None)
        path = folder / f"original.{format}"
        path.write_bytes(write(blocks(planted.truth, layout, truth), style))
        assume(marks_of(govreport.check(path), "zh"))
        result, _, data = mark(path)
        copy = folder / f"marked.{format}"
        copy.write_bytes(data)
        assert same_findings(result, copy)
        if format == "html":
            assert without_marks(data) == path.read_bytes()

    marked()
