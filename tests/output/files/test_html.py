"""The page: its structure, and what it does in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from govreport.checker import check
from govreport.output.files.page.markup import Markup, join, tag
from govreport.output.files.registry import open_output
from govreport.output.items import Failure, Item, Skipped
from govreport.output.target import OutputError
from govreport.parser import parse
from govreport.parser.report import RunTogether
from govreport.reading import ReadingError, read_document
from govreport.reading.document import NOWHERE
from govreport.text import Language, Text
from tests.checker.reports import make_report
from tests.output.files.chromium import CHROMIUM, Browser, browser

ATTACK = "top.attacked=1"
HOSTILE = (
    f"</script><script>{ATTACK}</script><img src=x onerror={ATTACK}>\"' onclick={ATTACK} "
    f"<!--]]>&lt;script&gt;{ATTACK}\x1b[31m\u202e\x00</details></table><style>*{{display:none}}"
)
MESSAGE = Text("文件已损坏，请重新取得", "the file is damaged; get it again")
SAMPLES = Path(__file__).parents[3] / "samples"


def hostile() -> Item:
    """A report in which every text is an attack."""
    report = make_report(organization=HOSTILE, set={"reconsideration.cases.total": HOSTILE})
    report.source, report.title = HOSTILE, HOSTILE
    return check(report)


def sample(name: str) -> Item:
    return check(parse(read_document(str(SAMPLES / name))))


def items() -> list[Item]:
    return [
        check(make_report(year=2023)),
        sample("one-wrong-cell.txt"),
        sample("prose-against-table.txt"),
        sample("several-mistakes.txt"),
        hostile(),
        Skipped("letter.txt", "not-a-report"),
        Failure("broken.docx", "damaged", MESSAGE),
    ]


def write(path: Path, found: Sequence[Item], language: Language = "zh") -> None:
    with open_output(str(path), language) as output:
        for item in found:
            output.add(item)
        output.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "out.html"
    write(path, items())
    return path


@pytest.fixture(scope="module")
def page(path: Path) -> Any:
    return html.document_fromstring(path.read_text("utf-8"))


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


# --- what stands on it ----------------------------------------------------------------------


def test_the_overview_is_worst_first(page: Any) -> None:
    rows = [[text(cell) for cell in row] for row in page.xpath("//table[@id='overview']/tbody/tr")]
    assert [row[0] for row in rows] == [
        "× 无法读取", "× 不一致", "× 不一致", "× 不一致", "× 不一致", "√ 一致", "- 已跳过",
    ]  # fmt: skip
    assert rows[1][1:3] == ["70", "3"]
    assert rows[0][6] == MESSAGE.zh
    assert "13 → 31" in next(row[6] for row in rows if "自然资源局" in row[4])


def test_the_overview_leads_to_every_report(page: Any) -> None:
    links = page.xpath("//table[@id='overview']//a/@href")
    reports = page.xpath("//details/@id")
    assert sorted(link[1:] for link in links if link.startswith("#")) == sorted(reports)
    assert len(reports) == 5


def test_a_wrong_cell_is_marked_in_words(page: Any) -> None:
    report = next(each for each in page.xpath("//details") if "自然资源局" in text(each[0]))
    (cell,) = report.xpath(".//td[@class='error']")
    assert text(cell) == "× 错误 13 → 31"
    assert text(cell.getparent()[0]) == "（一）予以公开"
    assert "改这一格：表三 （一）予以公开 / 自然人 13 → 31" in text(report)


def test_cells_that_may_be_wrong_are_undecided(page: Any) -> None:
    report = next(each for each in page.xpath("//details") if "交通运输局" in text(each[0]))
    doubtful = [text(cell) for cell in report.xpath(".//td[@class='doubt']")]
    assert doubtful == [f"? 待定 {c}" for c in ("2 → 3", "0 → 1", "0 → 1", "1 → 2", "4 → 3")]


def test_the_figure_in_the_sentence_is_marked(page: Any) -> None:
    marks = [text(mark) for mark in page.xpath("//blockquote/mark")]
    assert marks == ["【×39】", "【×均获维持】"]


def test_what_could_not_be_read_is_said(tmp_path: Path) -> None:
    """Digits that run together are not shown as if each cell held them all."""
    report = make_report()
    table = report.tables["requests"]
    for address, quantity in table.quantities.items():
        if address.startswith("requests.granted."):
            quantity.value, quantity.printed = None, "1230015"
            quantity.doubt = Text("数字连在一起", "run together")
    values = (None,) * 7
    table.run_together.append(
        RunTogether("requests.granted", "1230015", NOWHERE, values, False, False, 2)
    )
    write(tmp_path / "one.html", [check(report)])
    page = html.document_fromstring((tmp_path / "one.html").read_text("utf-8"))
    assert [text(td) for td in page.xpath("//td[@class='doubt']")] == ["? 读取存疑"] * 7


@pytest.mark.parametrize("form", ["2021", "2019", "2014"])
def test_tables_are_whole(tmp_path: Path, form: str) -> None:
    """Every figure stands in the row and under the column that the form gives it."""
    report = make_report(form)
    write(tmp_path / "one.html", [check(report)])
    page = html.document_fromstring((tmp_path / "one.html").read_text("utf-8"))
    drawn = page.xpath("//table[@class='form']")
    for table, shown in zip(report.tables.values(), drawn, strict=True):
        cells = [text(td) for td in shown.xpath(".//tr[th[@scope='row']]/td")]
        assert cells == [str(q.value) for q in table.quantities.values()]
        for row in grid(shown):
            assert len(row) <= len(max(grid(shown), key=len))


def grid(table: Any) -> list[list[Any]]:
    """The cells of a table with their spans laid out; fails where two would overlap."""
    taken: dict[tuple[int, int], Any] = {}
    rows = table.xpath(".//tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for down in range(int(cell.get("rowspan", 1))):
                for across in range(int(cell.get("colspan", 1))):
                    assert (y + down, x + across) not in taken
                    taken[y + down, x + across] = cell
    assert max(y for y, _ in taken) == len(rows) - 1
    return [[taken[key] for key in sorted(taken) if key[0] == y] for y in range(len(rows))]


def test_every_span_fits(page: Any) -> None:
    for table in page.xpath("//table"):
        grid(table)


def test_english(tmp_path: Path) -> None:
    write(tmp_path / "en.html", [check(make_report()), items()[-1]], "en")
    page = html.document_fromstring((tmp_path / "en.html").read_text("utf-8"))
    assert page.get("lang") == "en"
    assert text(page.xpath("//h1")[0]).startswith("Check of annual reports")
    assert [text(th) for th in page.xpath("//table[@id='overview']/thead//th")][:2] == [
        "result", "score",
    ]  # fmt: skip


def test_a_single_report_is_open_and_compared_with_nothing(tmp_path: Path) -> None:
    write(tmp_path / "one.html", [sample("one-wrong-cell.txt")])
    page = html.document_fromstring((tmp_path / "one.html").read_text("utf-8"))
    assert page.xpath("//details/@open") == [""]
    assert not page.xpath("//form | //svg")


def test_no_report(tmp_path: Path) -> None:
    write(tmp_path / "none.html", [])
    page = html.document_fromstring((tmp_path / "none.html").read_text("utf-8"))
    assert not page.xpath("//details | //tbody/tr")


# --- nothing comes from a report but text ----------------------------------------------------


def test_nothing_is_injected(page: Any, path: Path) -> None:
    """Hostile text makes no element, no attribute, no control character."""
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert not page.xpath(
        "//img | //iframe | //object | //link | //@style | //@*[starts-with(name(), 'on')]"
    )
    assert all(h.startswith(("#", "./", "../")) for h in page.xpath("//@href"))
    content = path.read_text("utf-8")
    assert not {"\x00", "\x1b", "\u202e"}.intersection(content)
    assert content.count(ATTACK) == text(page).count(ATTACK)


def test_markup_escapes_what_is_not_markup() -> None:
    assert (
        tag("p", "<b>", Markup("<i>"), None, title='"<') == '<p title="&quot;&lt;">&lt;b&gt;<i></p>'
    )
    assert join("a & b", " ", "c") == "a &amp; b c"


def test_nothing_is_fetched(page: Any) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not page.xpath("//@src")


def test_anothers_page_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text('<!DOCTYPE html>\n<html lang="zh-CN">\n<p>mine', encoding="utf-8")
    with pytest.raises(OutputError):
        write(file, [])


def test_our_own_page_is_no_report(path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read_document(str(path))
    assert caught.value.code == "own-output"


# --- in a browser -----------------------------------------------------------------------------

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


SHOWN = (
    "[...document.querySelectorAll('#overview tbody tr')].filter(row => !row.hidden)"
    ".map(row => row.cells[{at}].textContent)"
)


def shown(chromium: Browser, at: int = 0) -> list[str]:
    found: list[str] = chromium.run(SHOWN.format(at=at))
    return found


@in_browser
def test_no_complaint_no_request_no_attack(chromium: Browser, path: Path) -> None:
    chromium.open(path)
    chromium.run("document.getElementById('open').click()")
    chromium.run("new Promise(done => setTimeout(done, 50))")
    assert chromium.complaints == []
    assert chromium.requests == [path.as_uri()]
    assert chromium.run("typeof top.attacked") == "undefined"
    assert chromium.run("document.querySelectorAll('details:not([open])').length") == 0


@in_browser
def test_the_policy_stops_what_would_be_injected(
    chromium: Browser, path: Path, tmp_path: Path
) -> None:
    """Were a text ever taken for markup, the browser still would not run it."""
    attack = f"<script>{ATTACK}</script><img src=x onerror={ATTACK}></body>"
    broken = tmp_path / "broken.html"
    broken.write_text(path.read_text("utf-8").replace("</body>", attack), "utf-8")
    chromium.open(broken)
    assert chromium.run("typeof top.attacked") == "undefined"
    assert "Content Security Policy" in "".join(chromium.complaints)
    with pytest.raises(RuntimeError, match="TrustedHTML"):
        chromium.run("document.body.innerHTML = '<b>x</b>'")


@in_browser
@pytest.mark.parametrize(
    ("script", "count"),
    [
        ("find.value = '水务局'", 1),
        ("find.value = '31  自然人'", 1),
        ("find.value = 'DAMAGED zzz'", 0),
        ("state.value = 'inconsistent'", 4),
        ("state.value = 'failed'", 1),
        ("year.value = '2022'", 1),
        ("state.value = 'inconsistent'; year.value = '2023'", 1),
    ],
)
def test_filter(chromium: Browser, path: Path, script: str, count: int) -> None:
    chromium.open(path)
    ids = "const [find, state, year] = ['find', 'state', 'year'].map(i => document.getElementById(i));"
    event = "find.dispatchEvent(new Event('input', {bubbles: true}))"
    chromium.run(f"{{{ids} {script}; {event}}}")
    assert len(shown(chromium)) == count
    assert chromium.run("document.getElementById('shown').value") == str(count)
    left = chromium.run("[...document.querySelectorAll('details')].filter(d => !d.hidden).length")
    assert left == sum(not state.endswith(("无法读取", "已跳过")) for state in shown(chromium))
    chromium.run("document.querySelector('[type=reset]').click()")
    chromium.run("new Promise(done => setTimeout(done, 10))")
    assert len(shown(chromium)) == 7


@in_browser
def test_sort_by_keyboard(chromium: Browser, path: Path) -> None:
    chromium.open(path)
    chromium.run("document.querySelector('#overview th:nth-child(2) button').focus()")
    chromium.press("Enter", 13)
    scores = [int(each) for each in shown(chromium, 1) if each]
    assert scores == sorted(scores)
    chromium.press("Enter", 13)
    scores = [int(each) for each in shown(chromium, 1) if each]
    assert scores == sorted(scores, reverse=True)
    sorts = (
        "[...document.querySelectorAll('th')].map(t => t.getAttribute('aria-sort')).filter(Boolean)"
    )
    assert chromium.run(sorts) == ["descending"]


@in_browser
def test_heads_that_sort_are_text_on_paper(chromium: Browser, path: Path) -> None:
    chromium.call("Emulation.setEmulatedMedia", media="print")
    try:
        chromium.open(path)
        told = chromium.run(
            "[...document.querySelectorAll('#overview th')].map(head => "
            "[getComputedStyle(head, '::before').content, getComputedStyle(head.firstChild).display])"
        )
    finally:
        chromium.call("Emulation.setEmulatedMedia", media="")
    assert told[0] == ['"结果"', "none"]
    assert all(display == "none" for _, display in told)


@in_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_problem_has_room_on_any_screen(
    chromium: Browser, path: Path, width: int
) -> None:
    chromium.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1,
        mobile=width < 500,
    )  # fmt: skip
    try:
        chromium.open(path)
        found = chromium.run("document.querySelector('#overview td:nth-child(7)').offsetWidth")
        page = chromium.run("document.documentElement.scrollWidth")
    finally:
        chromium.call("Emulation.clearDeviceMetricsOverride")
    assert found >= 200
    assert page <= width  # the table scrolls, the page does not


@in_browser
def test_a_link_opens_its_report_and_takes_the_focus(chromium: Browser, path: Path) -> None:
    chromium.open(path)
    chromium.run("document.querySelector('#overview a[href=\"#r2\"]').click()")
    chromium.run("new Promise(done => setTimeout(done, 50))")
    assert chromium.run("document.getElementById('r2').open")
    assert chromium.run("document.activeElement.parentElement.id") == "r2"
    chromium.press("Enter", 13)
    assert not chromium.run("document.getElementById('r2').open")


@in_browser
def test_controls_come_before_the_table_in_the_order_of_focus(
    chromium: Browser, path: Path
) -> None:
    chromium.open(path)
    reached = []
    for _ in range(6):
        chromium.press("Tab", 9)
        reached.append(chromium.run("document.activeElement.id || document.activeElement.type"))
    assert reached == ["find", "state", "year", "reset", "open", "close"]


@in_browser
def test_on_paper_what_was_found_is_open_and_controls_are_gone(
    chromium: Browser, path: Path
) -> None:
    import base64

    import pypdfium2

    chromium.open(path)
    printed = chromium.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(
        base64.b64decode(printed["data"])
    )]  # fmt: skip
    assert "汇总" in pages[0]
    assert "改这一格" not in pages[0]
    everything = "".join(pages)
    assert "13 → 31" in everything
    assert "【×39】" in everything
    assert "全部展开" not in everything
    assert len(pages) >= 5
    assert chromium.run("document.querySelectorAll('details[open]').length") == 0
