"""Tables are the same after they were sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.batch.columns import packed, unpacked
from govreport.batch.wire import dumps, loads, release
from govreport.checker import check
from govreport.checker.model import Result
from govreport.parser.report import Table
from govreport.reading.document import NOWHERE, Location
from govreport.text import Text
from tests.checker.reports import make_report
from tests.generator import random_truth
from tests.generator.parsed import report_of


def same(table: Table) -> bool:
    back = unpacked(*packed(table))
    fields = (
        "address",
        "value",
        "printed",
        "location",
        "mark",
        "remark",
        "doubt",
        "decoded",
        "invalid",
    )
    assert list(back.quantities) == list(table.quantities)
    for one, other in zip(back.quantities.values(), table.quantities.values(), strict=True):
        assert all(getattr(one, name) == getattr(other, name) for name in fields)
        assert type(one.location) is Location
    return (back.spec, back.location, back.unmatched, back.merged_rows, back.values) == (
        table.spec, table.location, table.unmatched, table.merged_rows, table.values,
    )  # fmt: skip


@given(st.integers(0, 10_000), st.sampled_from(["2021", "2019", "2014"]))
def test_any_report(seed: int, form: str) -> None:
    assert all(map(same, report_of(random_truth(seed, form)).tables.values()))


@pytest.mark.parametrize("form", ["2021", "2019", "2014"])
def test_blanks_rows_left_out_and_remarks(form: str) -> None:
    report = make_report(form, drop=["requests.carried_out", ".total"], unmatched=["x"])
    for table in report.tables.values():
        first, second, third, *_ = table.quantities.values()
        first.value, first.printed, first.mark = None, "—", "—"
        second.remark, second.printed, second.location = "其中修订1件", "3（其中修订1件）", NOWHERE
        third.value, third.doubt, third.decoded = None, Text("不清", "not clear"), True
        third.location = Location(page=3, cell="B7", sheet="甲")
        assert same(table)


def test_an_empty_table() -> None:
    table = make_report().tables["requests"]
    table.quantities = {}
    table.__dict__.pop("values", None)
    assert same(table)


def test_a_report_is_packed_again_and_unpacked_anew() -> None:
    report = make_report()
    (item,) = loads(dumps([check(report)]))
    assert isinstance(item, Result)
    for _ in range(2):
        assert item.report.tables["requests"].values == report.tables["requests"].values
        assert "tables" in item.report.__dict__
        release(item.report)
        assert "tables" not in item.report.__dict__
    release(report)
    assert report.tables["requests"].values
