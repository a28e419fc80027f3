"""Figures that the parent's prose gives for its bodies."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govreport.checker.compare import Bodies, Comparison, Member, compare
from govreport.parser.claims.named import named_figures
from govreport.parser.report import Report, SectionText
from govreport.reading.document import Location
from tests.checker.reports import make_report

PARENT = "某某市人民政府"
UNITS = {
    "某某市人民政府办公室": 5,
    "某某市公安局": 12,
    "某某市教育局": 3,
    "甲县人民政府": 20,
    "乙区人民政府": 30,
}


def report(body: str, new: int, prose: str = "") -> Report:
    made = make_report(
        organization=body,
        set={
            "requests.new.natural_person": new, "requests.new.enterprise": 0,
            "requests.new.total": new, "requests.carried_in.natural_person": 0,
            "requests.carried_in.total": 0, "requests.handled.natural_person": new,
            "requests.handled.enterprise": 0, "requests.handled.total": new,
        },
    )  # fmt: skip
    made.source = f"{body}.txt"
    overview = SectionText("overview", "总体情况", Location(line=3))
    overview.paragraphs = [(prose, Location(line=4))]
    made.sections[0] = overview
    return made


def run(prose: str, left_out: Sequence[str] = ()) -> Comparison:
    units = {body: n for body, n in UNITS.items() if body not in left_out}
    reports = [report(PARENT, sum(UNITS.values()), prose)]
    reports += [report(body, n) for body, n in units.items()]
    return compare(reports, Bodies(tuple(Member(body, PARENT) for body in UNITS)))


def found(comparison: Comparison) -> list[tuple[str, object, object]]:
    return [(f.severity, f.printed, f.expected) for f in comparison.issues if f.rule == "SUM003"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("2024年，全市新收政府信息公开申请70件，其中市公安局12件、市教育局3件。", []),
        ("2024年，全市新收政府信息公开申请70件，其中市公安局21件。", [("error", 21, 12)]),
        ("2024年，全市新收政府信息公开申请70件。其中，甲县收到申请20件，乙区收到申请31件。",
         [("error", 31, 30)]),
        ("全市新收政府信息公开申请70件，其中市政府5件、部门15件、县区50件。", []),
        ("全市新收政府信息公开申请70件，其中市政府5件、部门20件、县（市、区）50件。", []),
        ("全市新收政府信息公开申请70件，其中市政府5件、部门51件、县（市、区）55件。",
         [("warning", 51, 15), ("warning", 55, 50)]),
        ("全市办结政府信息公开申请70件，其中市公安局办结13件。", [("error", 13, 12)]),
        # A list of figures for a list of names.
        ("全市新收政府信息公开申请70件，其中市公安局、市教育局分别12件、9件。", [("error", 9, 3)]),
        ("全市新收政府信息公开申请70件，其中市公安局和市教育局分别收到12件和3件。", []),
        ("全市新收政府信息公开申请70件，市公安局、市教育局、甲县依次为12、3和21件。", [("error", 21, 20)]),
        ("全市新收政府信息公开申请70件，市公安局、市教育局分别受理12件（占17.1%）、9件（占4.3%）。",
         [("error", 9, 3)]),
        ("全市新收政府信息公开申请70件，市政府办公室、市直部门、各县区分别受理5件、15件、60件。",
         [("warning", 60, 50)]),
        ("全市新收政府信息公开申请70件，市公安局、市教育局各3件。", [("error", 3, 12)]),
        ("全市新收政府信息公开申请70件，其中市公安局、市教育局共收到15件。", []),
        ("全市新收政府信息公开申请70件，其中市公安局、市教育局共收到16件。", [("error", 16, 15)]),
        # Other wordings.
        ("全市新收政府信息公开申请70件，受理量较多的部门为市公安局（12件）、市教育局（9件）。",
         [("error", 9, 3)]),
        ("收到政府信息公开申请居前三位的是市公安局12件、市教育局9件。", [("error", 9, 3)]),
        ("全市新收政府信息公开申请70件，其中市公安局最多，为13件。", [("error", 13, 12)]),
        ("全市新收政府信息公开申请70件，其中向市公安局提出的13件，向县区提出的50件。", [("error", 13, 12)]),
        ("全市新收政府信息公开申请70件，由各县（市、区）人民政府受理55件。", [("warning", 55, 50)]),
        ("全市新收政府信息公开申请70件：市政府办公室6件，占8.6%；市政府部门及直属机构15件，占21.4%。",
         [("error", 6, 5)]),
        ("全市新收政府信息公开申请70件，其中市本级20件，县级50件。", []),
        ("全市新收政府信息公开申请70件，其中市本级5件，市级部门15件。", []),
        ("全市新收政府信息公开申请70件（自然人66件，其中市公安局12件；法人4件）。", []),
        # A name that nobody knows stands in the list.
        ("全市新收政府信息公开申请70件，其中市烟草局、市公安局共收到20件。", []),
        ("全市新收政府信息公开申请70件，市烟草局、市公安局分别收到12件、20件。", []),
        ("全市新收政府信息公开申请70件，市公安局、市烟草局分别收到9件、20件。", []),
        ("全市新收政府信息公开申请70件，市公安局、市教育局等部门分别收到9件、9件。", []),
        # Another time.
        ("全市新收政府信息公开申请70件，截至6月底，市公安局收到6件。", []),
        ("2023年全市新收政府信息公开申请60件，其中市公安局10件。", []),
        ("2024年1月1日至12月31日，全市新收政府信息公开申请70件，其中市公安局13件。", [("error", 13, 12)]),
        # Other work.
        ("全市新收政府信息公开申请70件。热线办理诉求8000件，其中市公安局办理900件。", []),
        ("全市新收政府信息公开申请70件。市公安局受理行政许可申请1200件。", []),
        ("全市共收到群众来信70件，其中市公安局收到9件。", []),
        ("办理人大代表建议：市公安局办理25件、市教育局办理30件。", []),
        ("全市制发规范性文件12件，其中市公安局7件、市教育局1件。", []),
        ("全市新收政府信息公开申请70件，较上年减少5件，其中部门减少6件。", []),
        ("全市新收政府信息公开申请70件，通过市公安局窗口收到9件。", []),
        # What is no figure of a body's requests.
        ("市公安局召开培训会3次，发布信息99件。", []),
        ("市公安局收到群众来信99件，市教育局接到热线电话88件。", []),
        ("全市新收政府信息公开申请70件，其中市公安局约20件。", []),
        ("全市新收政府信息公开申请70件，其中市水务局9件。", []),
    ],
)  # fmt: skip
def test_figures_of_bodies_in_the_prose(prose: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(run(prose)) == expected


def test_the_sentence_is_quoted_and_the_figure_marked() -> None:
    comparison = run("2024年，全市新收政府信息公开申请70件，其中市公安局21件。")
    (finding,) = (f for f in comparison.issues if f.rule == "SUM003")
    assert finding.span is not None
    assert finding.sentence[slice(*finding.span)] == "21"
    assert finding.source == f"{PARENT}.txt"
    assert finding.cells == (
        f"{PARENT}@2024:claims.new",
        "某某市公安局@2024:requests.new.total",
    )


def test_a_body_without_a_report_is_said_to_be_unchecked() -> None:
    comparison = run("全市新收政府信息公开申请70件，其中市公安局21件。", ["某某市公安局"])
    assert found(comparison) == []
    assert [o.status for o in comparison.outcomes if o.rule == "SUM003"] == ["skipped"]


def test_a_longer_name_goes_before_a_shorter_one() -> None:
    made = report(PARENT, 70, "全市新收政府信息公开申请70件，其中市公安局交警支队4件。")
    names = ["市公安局", "市公安局交警支队"]
    assert [(f.names, f.value) for f in named_figures(made, names)] == [(("市公安局交警支队",), 4)]
    assert list(named_figures(made, ["市公安局"])) == []
