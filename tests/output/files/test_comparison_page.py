"""The page of a comparison: its structure, and what it does in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from govreport.checker.compare import Bodies, Comparison, Member, compare
from govreport.output.files.registry import open_comparison
from govreport.output.items import Failure
from govreport.parser.report import Report
from govreport.text import Text
from tests.checker.compare.test_rollup import PARENT, added, city
from tests.checker.reports import make_report
from tests.generator.parsed import report_of
from tests.output.files.chromium import CHROMIUM, Browser, browser
from tests.output.files.test_html import HOSTILE

CELL = "requests.carried_in.natural_person"


def reports() -> tuple[list[Report], Bodies]:
    """A city in two years: a body left out in the second, and carry-overs that do not fit."""
    found: list[Report] = []
    for year in (2023, 2024):
        units, parent = city(21, 4)
        if year == 2024:
            parent = added(parent, units[1], -1)
            units[0] = units[0].with_cells({CELL: units[0].value(CELL) + 7})
        for truth in (*units, parent):
            report = report_of(replace(truth, year=year))
            report.source = f"{truth.body}-{year}.txt"
            found.append(report)
    hostile = [make_report(organization=HOSTILE, year=year) for year in (2023, 2024)]
    for number, report in enumerate(hostile):
        report.source = f"{HOSTILE}{number}"
    members = (*(Member(f"某某市第{n}局", PARENT) for n in range(1, 5)), Member(HOSTILE, "x市"))
    return [*found, *hostile, make_report(organization="财政局")], Bodies(members)


def write(path: Path, comparison: Comparison) -> None:
    with open_comparison(str(path), "zh") as output:
        output.add(Failure(HOSTILE, "damaged", Text("文件已损坏", "damaged")))
        output.conclude(comparison)
        output.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "out.html"
    found, bodies = reports()
    write(path, compare(found, bodies))
    return path


@pytest.fixture(scope="module")
def page(path: Path) -> Any:
    return html.document_fromstring(path.read_text("utf-8"))


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_grouping_comes_first(page: Any) -> None:
    heads = [text(each) for each in page.xpath("//h2")]
    assert heads[0] == "分组（请先核对）"
    assert heads.index("各报告之间的矛盾") < heads.index("汇总核对") < heads.index("各机关历年数据")
    rows = page.xpath("//table[@id='overview']/tbody/tr")
    assert len(rows) == 6
    assert "财政局" in text(
        page.xpath("//h3[contains(., '未参加比较')]/following-sibling::ul[1]")[0]
    )


def test_a_sum_shows_parent_sum_and_difference(page: Any) -> None:
    wrong = page.xpath("//table[contains(@class, 'sums')]//td[@class='error']")
    assert wrong
    for cell in wrong:
        mark, rule, printed, _, total, _, off = text(cell).split()
        assert (mark, rule) == ("×", "SUM001")
        assert Decimal(off) == Decimal(printed) - Decimal(total)


def test_the_years_stand_beside_each_other(page: Any) -> None:
    body = next(d for d in page.xpath("//details[starts-with(@id, 'r')]") if "第1局" in text(d[0]))
    table = body.xpath(".//table[contains(@class, 'beside')][contains(., '总计')]")[0]
    assert [text(th) for th in table.xpath(".//thead//th")] == ["2023", "2024"]
    marked = body.xpath(".//td[@class='error'][contains(., 'YRS001')]")
    assert marked
    drawn = [text(each) for each in body.xpath(".//svg//*[local-name()='text']")]
    assert {"本年新收申请", "2023", "2024"} <= set(drawn)


def test_hostile_text_is_only_text(page: Any) -> None:
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img") == []
    assert page.xpath("//@onclick") == []


@pytest.fixture(scope="module")
def opened(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with browser(tmp_path_factory.mktemp("profile")) as started:
        started.open(path)
        yield started


@pytest.mark.slow
def test_nothing_goes_wrong_in_a_browser(opened: Browser, path: Path) -> None:
    assert opened.complaints == []
    assert opened.requests == [path.as_uri()]
    assert opened.run("top.attacked === undefined")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 800])
def test_the_page_is_not_wider_than_the_screen(opened: Browser, width: int) -> None:
    opened.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )
    opened.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert opened.run("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow
def test_the_filter_and_the_links_work(opened: Browser) -> None:
    opened.run("document.querySelectorAll('details').forEach((d) => { d.open = false; })")
    opened.run("var at = (id) => document.getElementById(id)")
    opened.run("at('find').value = '第2局'; at('controls').dispatchEvent(new Event('input'))")
    assert opened.run("at('shown').textContent") == "1"
    opened.run("at('controls').reset()")
    assert opened.run("new Promise((r) => setTimeout(() => r(at('shown').textContent), 50))") == "6"
    opened.run("at('year').value = '2024'; at('controls').dispatchEvent(new Event('input'))")
    assert opened.run("at('shown').textContent") == "6"
    opened.run("document.querySelector('#overview a').focus()")
    opened.press("Enter", 13)
    assert opened.run(
        "new Promise((r) => setTimeout(() => r(document.activeElement.parentElement.open), 100))"
    )


@pytest.mark.slow
def test_it_prints_on_a4(opened: Browser) -> None:
    printed = opened.call("Page.printToPDF", preferCSSPageSize=True)["data"]
    assert len(printed) > 10_000
