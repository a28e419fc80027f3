"""Loading the forms that come with the program."""

from __future__ import annotations

import pytest

from govreport.forms import all_forms, load

COUNTS = [
    ("2021", {"proactive": 10, "requests": 175, "reconsideration": 5, "litigation": 10}),
    ("2019", {"proactive": 22, "requests": 161, "reconsideration": 5, "litigation": 10}),
]


@pytest.mark.parametrize(("id", "cells"), COUNTS)
def test_every_cell_of_the_form_has_an_address(id: str, cells: dict[str, int]) -> None:
    assert {table.id: len(table.addresses) for table in load(id).tables} == cells


@pytest.mark.parametrize(("id", "count"), [("2021", 39), ("2019", 37)])
def test_the_requests_table_has_an_identity_for_each_row_and_two_for_each_column(
    id: str, count: int
) -> None:
    assert len(load(id).table["requests"].identities) == count


def test_no_two_cells_stand_in_the_same_identities_with_the_same_signs() -> None:
    table = load("2021").table["requests"]
    signatures = {
        address: frozenset(
            (n, address in identity.plus)
            for n, identity in enumerate(table.identities)
            if address in (*identity.plus, *identity.minus)
        )
        for address in table.addresses
    }
    assert len(set(signatures.values())) == len(signatures)
    assert all(2 <= len(signature) <= 3 for signature in signatures.values())


def test_each_year_has_one_form() -> None:
    for year in range(2014, 2031):
        assert len([form for form in all_forms() if form.covers(year)]) == 1


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("requests.granted.enterprise", "表三 （一）予以公开 / 商业企业"),
        ("requests.new.total", "表三 一、本年新收政府信息公开申请数量 / 总计"),
        ("litigation.direct.upheld", "表四 行政诉讼 未经复议直接起诉 / 结果维持"),
        ("requests.total", "表三 总计"),
    ],
)
def test_cells_are_named_in_the_words_of_the_form(address: str, label: str) -> None:
    assert load("2021").label(address).zh == label


def test_every_rule_of_a_form_file_is_named_by_it() -> None:
    named = {i.rule for t in load("2014").tables for i in t.identities}
    named |= {t.count_rule for t in load("2014").tables}
    assert named == {rule.code for rule in load("2014").rules}
