"""Hypothesis strategies: any report, any layout, any file."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from govreport.forms import load
from govreport.parser.report import Number
from tests.generator.figures import kind_of
from tests.generator.files import FORMATS, FileStyle
from tests.generator.layout import Layout, NumberStyle
from tests.generator.render import HtmlStyle, SpaceStyle, TabStyle
from tests.generator.truth import BODIES, YEARS, Truth, free_of, truth_of

__all__ = ["figures", "files", "layouts", "number_styles", "reports", "truths"]

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 300), st.integers(0, 20_000))
AMOUNTS = st.integers(0, 10**9).map(lambda value: Decimal(value) / 10_000)


def figures(kind: str) -> st.SearchStrategy[Number]:
    """Return figures of one kind."""
    if kind == "amount":
        return AMOUNTS
    if kind == "change":
        return st.integers(-2000, 2000)
    return COUNTS.map(lambda value: value * 1000) if kind == "free_amount" else COUNTS


@st.composite
def truths(draw: st.DrawFn, forms: tuple[str, ...] = ("2021", "2019", "2014")) -> Truth:
    """Draw a consistent report; it shrinks to one whose figures are all zero."""
    form = load(draw(st.sampled_from(forms)))
    addresses = draw(st.lists(st.sampled_from(free_of(form)), unique=True, max_size=40))
    chosen = {address: draw(figures(kind_of(form, address))) for address in addresses}
    body = draw(st.sampled_from(BODIES))
    year = draw(st.sampled_from(YEARS[form.id]))
    optional = form.id == "2014" and draw(st.booleans())
    return truth_of(form, body, year, chosen, optional=optional, seed=draw(st.integers(0, 99)))


def number_styles() -> st.SearchStrategy[NumberStyle]:
    """Return ways to print figures."""
    return st.builds(
        NumberStyle,
        full_width=st.booleans(),
        thousands=st.sampled_from(("", ",", "，")),
        unit=st.sampled_from(("", "", "件")),
        zero=st.sampled_from(("0", "0", "", "/", "—", "-", "无")),
    )


def layouts(numbers: st.SearchStrategy[NumberStyle] | None = None) -> st.SearchStrategy[Layout]:
    """Return layouts; they shrink to the form as printed in the official document."""
    return st.builds(
        Layout,
        seed=st.integers(0, 999),
        requests=st.sampled_from(("form", "two", "one")),
        disputes=st.sampled_from(("row", "three", "rows", "shifted", "numbers")),
        proactive=st.sampled_from(("one", "many")),
        spellings=st.booleans(),
        titles=st.sampled_from(("form", "spelled", "wrong", "dirty", "restart")),
        subtotal=st.booleans(),
        merged_rows=st.booleans(),
        page_break=st.none() | st.integers(0, 30),
        repeat_header=st.booleans(),
        vertical=st.booleans(),
        note=st.booleans(),
        around=st.booleans(),
        office=st.booleans(),
        amounts=st.sampled_from(("form", "form", "cell", "yuan", "heading")),
        numbers=numbers or number_styles(),
    ).map(_readable)


def _readable(layout: Layout) -> Layout:
    """Leave out what nobody could tell: fifteen figures on one line that print no zeros."""
    return layout.with_zero("0") if layout.disputes == "numbers" else layout


@st.composite
def reports(draw: st.DrawFn, *formats: str) -> tuple[Truth, Layout, FileStyle]:
    """Draw a consistent report, its layout and its file, of the named formats or of any."""
    truth, layout, style = draw(truths()), draw(layouts()), draw(files(*formats))
    if style.format == "tabs" and layout.numbers.zero == "" and style.style.trailing:
        # a blank figure at the end of a row and a stray tab look the same
        layout = layout.with_zero("0")
    return truth, layout, style


def files(*names: str) -> st.SearchStrategy[FileStyle]:
    """Return ways to write a report to a file, of the named formats or of all."""
    return st.sampled_from(names or tuple(FORMATS)).flatmap(lambda name: _STYLES[name])


_ENCODINGS = st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030"))
_TABS = st.builds(
    TabStyle,
    covered=st.booleans(),
    trailing=st.integers(0, 2),
    blank_lines=st.booleans(),
)
_SPACES = st.builds(
    SpaceStyle,
    label_width=st.integers(10, 30),
    gap=st.integers(2, 4),
    lines_per_page=st.integers(25, 70),
    middle=st.booleans(),
)
_HTML = st.builds(
    HtmlStyle,
    word=st.booleans(),
    spans=st.sampled_from(("clean", "malformed")),
    nested=st.booleans(),
    header=st.booleans(),
    blank=st.sampled_from(("", "&nbsp;", "<o:p> </o:p>", "<br>")),
    script=st.booleans(),
    seed=st.integers(0, 99),
)
_STYLES: dict[str, st.SearchStrategy[FileStyle]] = {
    "tabs": st.builds(FileStyle, st.just("tabs"), _TABS, _ENCODINGS),
    "spaces": st.builds(FileStyle, st.just("spaces"), _SPACES, _ENCODINGS),
    "pipes": st.builds(FileStyle, st.just("pipes"), st.booleans(), _ENCODINGS),
    "html": st.builds(FileStyle, st.just("html"), _HTML, st.sampled_from(("utf-8", "gb2312"))),
}
